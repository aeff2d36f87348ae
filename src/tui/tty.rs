//! The terminal as a device: its size, bytes to it, and giving it back.

use crate::store::IoFault;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether this process has taken the terminal: it is given back exactly once.
static TAKEN: AtomicBool = AtomicBool::new(false);
/// Whether clicks come to this process, while it has the terminal.
static HAS_MOUSE: AtomicBool = AtomicBool::new(true);

/// Alternate screen and bracketed paste. On Windows a paste arrives as single keys in any case.
const ENTER: &[u8] = if cfg!(windows) {
    b"\x1b[?1049h"
} else {
    b"\x1b[?1049h\x1b[?2004h"
};
/// The opposite of [`ENTER`], and the end of a frame that may have been cut.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";
/// How long a terminal that has stalled is waited for.
#[cfg(unix)]
const PATIENCE: rustix::event::Timespec = rustix::event::Timespec {
    tv_sec: 0,
    tv_nsec: 200_000_000,
};
/// The question for the background colour.
const ASK: &[u8] = b"\x1b]11;?\x1b\\";

/// Why a full-screen program cannot run here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoScreen {
    /// Standard input or output is not a terminal.
    #[error("This needs a terminal to draw on.")]
    NoTerminal,
    /// The terminal has no cursor to move.
    #[error("This terminal cannot be drawn on (TERM is unset or dumb).")]
    Dumb,
    /// A console of Windows that knows no control sequences.
    #[error("This window cannot be drawn on: it is an old console.")]
    #[cfg_attr(not(windows), expect(dead_code, reason = "a console of Windows"))]
    OldConsole,
    /// The system refuses it.
    #[error("The terminal cannot be used: {0}.")]
    Refused(#[from] IoFault),
}

impl From<io::Error> for NoScreen {
    fn from(error: io::Error) -> Self {
        Self::Refused(error.into())
    }
}

/// Checks that a full-screen program can run here.
#[expect(clippy::disallowed_methods, reason = "nothing is written")]
pub(super) fn check() -> Result<(), NoScreen> {
    if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
        return Err(NoScreen::NoTerminal);
    }
    match std::env::var("TERM").unwrap_or_default().as_str() {
        "" | "dumb" if !cfg!(windows) => Err(NoScreen::Dumb),
        _ => Ok(()),
    }
}

/// Takes the terminal, in raw mode. If `asks`, it is asked for its background colour; the answer
/// comes among the keys, and nobody waits for it.
///
/// # Errors
/// [`NoScreen`]; the terminal is as it was.
pub(super) fn take(asks: bool) -> Result<(), NoScreen> {
    // this switches the sequences on
    #[cfg(windows)]
    if !crossterm::ansi_support::supports_ansi() {
        return Err(NoScreen::OldConsole);
    }
    crossterm::terminal::enable_raw_mode()?;
    TAKEN.store(true, Ordering::SeqCst);
    let mouse = HAS_MOUSE.load(Ordering::SeqCst);
    let sequences = if asks { &[ENTER, ASK].concat() } else { ENTER };
    if let Err(e) = write_all(sequences).and_then(|()| set_mouse(mouse)) {
        TAKEN.store(false, Ordering::SeqCst);
        let _ = give_back();
        return Err(e.into());
    }
    Ok(())
}

/// Gives the terminal back as it was; what was typed ahead does not reach the shell.
///
/// # Errors
/// The terminal does not accept the bytes. Its mode is as it was all the same.
pub(super) fn give_back() -> io::Result<()> {
    let written = if accepts_bytes() {
        leave()
    } else {
        Err(io::ErrorKind::TimedOut.into())
    };
    drop_input_and_raw_mode();
    written
}

/// Writes what ends the screen, and waits until the terminal takes it.
fn leave() -> io::Result<()> {
    // one that was never taken has no mode to go back to
    let _ = switch_mouse(false);
    write_all(LEAVE)
}

fn drop_input_and_raw_mode() {
    #[cfg(unix)]
    {
        use rustix::termios::{QueueSelector, tcflush};
        let _ = tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
    }
    let _ = crossterm::terminal::disable_raw_mode();
}

/// Takes the mouse, or releases it so that the terminal selects text.
pub(super) fn set_mouse(on: bool) -> io::Result<()> {
    HAS_MOUSE.store(on, Ordering::SeqCst);
    switch_mouse(on)
}

/// Clicks and wheel, not motion.
#[cfg(not(windows))]
fn switch_mouse(on: bool) -> io::Result<()> {
    write_all(if on {
        b"\x1b[?1000h\x1b[?1006h"
    } else {
        b"\x1b[?1006l\x1b[?1000l"
    })
}

/// Through the mode of the console, which then gives events.
#[cfg(windows)]
fn switch_mouse(on: bool) -> io::Result<()> {
    use crossterm::Command;
    use crossterm::event::{DisableMouseCapture, EnableMouseCapture};
    if on {
        EnableMouseCapture.execute_winapi()
    } else {
        DisableMouseCapture.execute_winapi()
    }
}

/// Whether the terminal accepts bytes: one that has stalled would hold up the end of the program
/// for ever.
fn accepts_bytes() -> bool {
    #[cfg(unix)]
    return poll_writable(Some(&PATIENCE)).unwrap_or(false);
    #[cfg(not(unix))]
    true
}

/// Whether the terminal is worth asking for its background colour: the consoles of Windows and of
/// Linux give no answer.
pub(super) fn asks() -> bool {
    cfg!(unix) && std::env::var_os("TERM").is_none_or(|term| term != "linux")
}

/// Records that the terminal is given back; false if it was not taken.
pub(super) fn clear_taken() -> bool {
    TAKEN.swap(false, Ordering::SeqCst)
}

/// Whether this process has taken the terminal.
pub(super) fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
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
    // some terminals report no size at all
    size.filter(|(columns, rows)| *columns > 0 && *rows > 0)
        .unwrap_or((80, 24))
}

/// Writes all bytes straight to standard output, past its line buffer.
#[cfg_attr(
    not(unix),
    expect(clippy::disallowed_methods, reason = "the door of what was drawn")
)]
pub(super) fn write_all(bytes: &[u8]) -> io::Result<()> {
    #[cfg(unix)]
    {
        let mut left = bytes;
        while !left.is_empty() {
            match rustix::io::write(rustix::stdio::stdout(), left) {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => left = left.get(n..).unwrap_or_default(),
                Err(rustix::io::Errno::INTR) => {}
                // another program made the terminal non-blocking
                Err(rustix::io::Errno::AGAIN) => drop(poll_writable(None)?),
                Err(e) => return Err(e.into()),
            }
        }
        Ok(())
    }
    #[cfg(not(unix))]
    {
        use std::io::Write;
        let mut out = io::stdout().lock();
        out.write_all(bytes)?;
        out.flush()
    }
}

/// Waits until the terminal accepts bytes, at most so long; false if it does not.
#[cfg(unix)]
fn poll_writable(at_most: Option<&rustix::event::Timespec>) -> io::Result<bool> {
    use rustix::event::{PollFd, PollFlags, poll};
    let out = rustix::stdio::stdout();
    let mut fds = [PollFd::new(&out, PollFlags::OUT)];
    loop {
        match poll(&mut fds, at_most) {
            Err(rustix::io::Errno::INTR) => {}
            answer => return Ok(answer? > 0),
        }
    }
}

/// Gives back a terminal that another process took and left: its state before is not known, so the
/// usual one is set. Waits as long as the terminal does: nobody waits for this.
pub(super) fn reset() {
    let _ = leave();
    drop_input_and_raw_mode();
    #[cfg(unix)]
    {
        use rustix::termios::{
            InputModes, LocalModes, OptionalActions, OutputModes, tcgetattr, tcsetattr,
        };
        let terminal = rustix::stdio::stdout();
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
