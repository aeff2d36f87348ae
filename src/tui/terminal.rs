//! The terminal: entered once, left once, whatever happens.

use super::cells::Cells;
use super::guard;
use crate::app::App;
use crate::store::Paths;
use ratatui::Terminal;
use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the terminal is in our hands: it is given back exactly once.
static ENTERED: AtomicBool = AtomicBool::new(false);

/// How long the end of the program waits for a terminal that has stalled.
#[cfg(unix)]
const PATIENCE: rustix::event::Timespec = rustix::event::Timespec {
    tv_sec: 0,
    tv_nsec: 200_000_000,
};

/// Alternate screen, bracketed paste, clicks and wheel (not motion), then the question for the
/// background colour: nobody waits for its answer.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1006h\x1b]11;?\x1b\\";
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Whether a full-screen program can run here.
#[expect(clippy::disallowed_methods, reason = "nothing is written")]
pub(super) fn usable() -> Result<(), String> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err("This needs a terminal to draw on. The commands `roundtable list`, `show` and `export` work without one.".to_owned());
    }
    match std::env::var("TERM").unwrap_or_default().as_str() {
        "" | "dumb" if !cfg!(windows) => {
            Err("This terminal cannot be drawn on (TERM is unset or dumb). Open another terminal, or set TERM=xterm-256color.".to_owned())
        }
        _ => Ok(()),
    }
}

/// Columns and rows.
pub(super) fn size() -> (u16, u16) {
    // asked for every frame: crossterm would open the terminal anew each time
    #[cfg(unix)]
    let size = rustix::termios::tcgetwinsize(rustix::stdio::stdout())
        .ok()
        .map(|s| (s.ws_col, s.ws_row));
    #[cfg(not(unix))]
    let size = crossterm::terminal::size().ok();
    // some terminals say that they have no size at all
    size.filter(|(columns, rows)| *columns > 0 && *rows > 0)
        .unwrap_or((80, 24))
}

/// Where a frame is collected before it leaves as one write.
#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The terminal in our hands.
pub(super) struct Screen {
    terminal: Terminal<Cells<Sink>>,
    sink: Sink,
    /// Whether nothing is known of what is on the terminal, so that the next frame draws all of it.
    unknown: bool,
}

impl Screen {
    /// Takes the terminal.
    pub(super) fn enter() -> io::Result<Self> {
        crossterm::terminal::enable_raw_mode()?;
        ENTERED.store(true, Ordering::SeqCst);
        if let Err(e) = put(ENTER) {
            restore();
            return Err(e);
        }
        let sink = Sink(Rc::new(RefCell::new(Vec::with_capacity(256 * 1024))));
        let terminal = Terminal::new(Cells::new(sink.clone()))?;
        Ok(Self {
            terminal,
            sink,
            unknown: false,
        })
    }

    /// Draws one frame: one write inside a synchronised update, once it is composed and `ready` has returned.
    pub(super) fn draw(&mut self, app: &App, ready: impl FnOnce()) -> io::Result<()> {
        self.sink.0.borrow_mut().extend_from_slice(b"\x1b[?2026h");
        if std::mem::take(&mut self.unknown) {
            // not Terminal::clear, which asks for the cursor and waits for the answer
            self.sink.0.borrow_mut().extend_from_slice(b"\x1b[2J");
            let (columns, rows) = size();
            self.terminal
                .resize(ratatui::layout::Rect::new(0, 0, columns, rows))?;
        }
        self.terminal.draw(|frame| {
            if let Some(at) = app.view(frame.buffer_mut()).cursor {
                frame.set_cursor_position(at);
            }
        })?;
        let mut bytes = self.sink.0.borrow_mut();
        bytes.extend_from_slice(b"\x1b[?2026l");
        ready();
        let written = put(&bytes);
        bytes.clear();
        written
    }

    /// Forgets what is on the terminal, so that the next frame draws all of it.
    pub(super) fn clear(&mut self) {
        self.unknown = true;
    }

    /// Rings the bell.
    pub(super) fn bell(&mut self) {
        let _ = put(b"\x07");
    }

    /// Takes the mouse, or releases it for selecting text.
    pub(super) fn mouse(&mut self, on: bool) {
        let _ = put(if on {
            b"\x1b[?1000h\x1b[?1006h"
        } else {
            b"\x1b[?1006l\x1b[?1000l"
        });
    }

    /// Puts text on the terminal's clipboard, where it has one.
    pub(super) fn copy(&mut self, text: &str) {
        let mut bytes = Vec::new();
        if crossterm::QueueableCommand::queue(
            &mut bytes,
            crossterm::clipboard::CopyToClipboard::to_clipboard_from(text),
        )
        .is_ok()
        {
            let _ = put(&bytes);
        }
    }

    /// Gives the terminal back.
    pub(super) fn leave(self) {
        restore();
    }
}

/// Gives the terminal back, once, from any thread and after any accident.
pub(super) fn restore() {
    if ENTERED.swap(false, Ordering::SeqCst) {
        let given_back = takes_more() && put(LEAVE).is_ok();
        #[cfg(unix)]
        {
            // what was typed ahead is not for the shell
            let _ = rustix::termios::tcflush(
                rustix::stdio::stdin(),
                rustix::termios::QueueSelector::IFlush,
            );
        }
        let _ = crossterm::terminal::disable_raw_mode();
        // where it could not be given back now, the guard does so when it takes more
        if given_back {
            guard::dismiss();
        }
    }
}

/// Whether the terminal is in our hands.
pub(super) fn is_ours() -> bool {
    ENTERED.load(Ordering::SeqCst)
}

/// Whether the terminal takes more: one that has stalled would hold the end of the program for ever.
fn takes_more() -> bool {
    #[cfg(unix)]
    {
        let out = rustix::stdio::stdout();
        let mut fds = [rustix::event::PollFd::new(
            &out,
            rustix::event::PollFlags::OUT,
        )];
        loop {
            match rustix::event::poll(&mut fds, Some(&PATIENCE)) {
                Err(rustix::io::Errno::INTR) => {}
                answer => return answer.is_ok_and(|n| n > 0),
            }
        }
    }
    #[cfg(not(unix))]
    true
}

/// Gives back a terminal that another process took and left: its state before is not known, so the usual one.
pub(super) fn give_back() {
    let _ = put(LEAVE);
    #[cfg(unix)]
    {
        use rustix::termios::{
            InputModes, LocalModes, OptionalActions, OutputModes, QueueSelector, tcflush,
            tcgetattr, tcsetattr,
        };
        let terminal = rustix::stdio::stdout();
        let _ = tcflush(terminal, QueueSelector::IFlush);
        if let Ok(mut modes) = tcgetattr(terminal) {
            modes.local_modes |= LocalModes::ICANON
                | LocalModes::ECHO
                | LocalModes::ECHOE
                | LocalModes::ECHOK
                | LocalModes::ISIG
                | LocalModes::IEXTEN;
            modes.input_modes |= InputModes::ICRNL | InputModes::IXON | InputModes::BRKINT;
            modes.output_modes |= OutputModes::OPOST | OutputModes::ONLCR;
            let _ = tcsetattr(terminal, OptionalActions::Now, &modes);
        }
    }
}

/// Takes the terminal again after the program was stopped and continued.
pub(super) fn resume() {
    if ENTERED.load(Ordering::SeqCst) {
        // crossterm believes it is still raw: off, then on
        let _ = crossterm::terminal::disable_raw_mode();
        let _ = crossterm::terminal::enable_raw_mode();
        let _ = put(ENTER);
    }
}

/// After a fault of our own: the terminal is given back, one sentence says where the report lies.
#[expect(clippy::disallowed_methods, reason = "the path in it is cleaned")]
pub(super) fn on_panic(paths: &Paths) {
    let paths = paths.clone();
    std::panic::set_hook(Box::new(move |info| {
        restore();
        // a message may quote what was typed
        let report = format!(
            "{}\n{}\n",
            crate::text::visible(&info.to_string()),
            std::backtrace::Backtrace::force_capture()
        );
        let place = crate::store::write_report(
            &paths,
            &report,
            &crate::clock::now().strftime("%Y%m%d-%H%M%S").to_string(),
        );
        let says = match place {
            Ok(path) => format!(
                "roundtable has met a fault of its own and ended. Everything typed comes back at the next start. The report is in {}.\n",
                crate::text::one_line(&path.to_string_lossy())
            ),
            Err(why) => format!(
                "roundtable has met a fault of its own and ended. Everything typed comes back at the next start. No report could be written: {why}\n"
            ),
        };
        let _ = io::stderr().write_all(says.as_bytes());
        std::process::exit(70);
    }));
}

/// Writes all bytes straight to standard output, past its line buffer.
#[cfg_attr(
    not(unix),
    expect(clippy::disallowed_methods, reason = "the door of what was drawn")
)]
fn put(bytes: &[u8]) -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut left = bytes;
        while !left.is_empty() {
            match rustix::io::write(rustix::stdio::stdout(), left) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => left = left.get(n..).unwrap_or_default(),
                Err(rustix::io::Errno::INTR) => {}
                // a terminal that another program made non-blocking: wait until it takes more
                Err(rustix::io::Errno::AGAIN) => {
                    let out = rustix::stdio::stdout();
                    let mut fds = [rustix::event::PollFd::new(
                        &out,
                        rustix::event::PollFlags::OUT,
                    )];
                    match rustix::event::poll(&mut fds, None) {
                        Ok(_) | Err(rustix::io::Errno::INTR) => {}
                        Err(e) => return Err(e.into()),
                    }
                }
                Err(e) => return Err(e.into()),
            }
        }
        Ok(())
    }
    #[cfg(not(unix))]
    {
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }
}
