//! The terminal: taken once, given back once, whatever happens.

use super::cells::Cells;
use super::guard;
use super::tty::{self, NoScreen};
use crate::app::App;
use ratatui::Terminal;
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, Ordering};

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

/// The terminal while this process has it.
pub(super) struct Screen {
    terminal: Terminal<Cells<Sink>>,
    sink: Sink,
    /// Whether what is on the terminal is unknown, so that the next frame draws all of it.
    unknown: bool,
}

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    /// [`NoScreen`]; the terminal is as it was.
    pub(super) fn enter() -> Result<Self, NoScreen> {
        tty::take(tty::asks())?;
        let sink = Sink(Rc::new(RefCell::new(Vec::with_capacity(256 * 1024))));
        let terminal = Terminal::new(Cells::new(sink.clone()))?;
        Ok(Self {
            terminal,
            sink,
            unknown: false,
        })
    }

    /// Draws one frame in one write, as a synchronised update. `before_write` is called when it is
    /// composed.
    pub(super) fn draw(&mut self, app: &App, before_write: impl FnOnce()) -> io::Result<()> {
        self.sink.0.borrow_mut().extend_from_slice(b"\x1b[?2026h");
        if std::mem::take(&mut self.unknown) {
            // Terminal::clear would ask for the cursor and wait for the answer
            self.sink.0.borrow_mut().extend_from_slice(b"\x1b[2J");
            let (columns, rows) = tty::size();
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
        before_write();
        // one that was given back for a while is drawn on later
        let written = if tty::is_taken() {
            tty::write_all(&bytes)
        } else {
            Ok(())
        };
        bytes.clear();
        written
    }

    /// Forgets what is on the terminal, so that the next frame draws all of it.
    pub(super) fn clear(&mut self) {
        self.unknown = true;
    }

    /// Rings the bell.
    pub(super) fn bell(&mut self) {
        let _ = tty::write_all(b"\x07");
    }

    /// Takes the mouse, or releases it so that the terminal selects text.
    pub(super) fn mouse(&mut self, on: bool) {
        let _ = tty::set_mouse(on);
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
            let _ = tty::write_all(&bytes);
        }
    }

    /// Gives the terminal back.
    pub(super) fn leave(self) {
        restore();
    }
}

/// Gives the terminal back, once, from any thread and after any accident.
pub(super) fn restore() {
    ENDED.store(true, Ordering::SeqCst);
    // if the terminal has stalled, the guard gives it back when it accepts bytes again
    if tty::clear_taken() && tty::give_back().is_ok() {
        guard::dismiss();
    }
}

/// Whether the terminal was given back for good.
static ENDED: AtomicBool = AtomicBool::new(false);

/// Whether the terminal was given back only until the program is continued.
#[cfg(unix)]
static PAUSED: AtomicBool = AtomicBool::new(false);

/// Gives the terminal back before the program is stopped.
#[cfg(unix)]
pub(super) fn pause() {
    if tty::clear_taken() {
        PAUSED.store(true, Ordering::SeqCst);
        if tty::give_back().is_ok() {
            guard::set_paused(true);
        }
    }
}

/// Takes the terminal again after the program was stopped and continued.
#[cfg(unix)]
pub(super) fn resume() {
    let is_wanted = PAUSED.swap(false, Ordering::SeqCst) || tty::is_taken();
    if is_wanted && !ENDED.load(Ordering::SeqCst) {
        guard::set_paused(false);
        // crossterm may believe that it is still in raw mode: switch off, then on
        let _ = crossterm::terminal::disable_raw_mode();
        let _ = tty::take(false);
    }
}
