//! The terminal as a device: its size, bytes to it, and giving it back.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether this process has taken the terminal: it is given back exactly once.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Alternate screen, bracketed paste, clicks and wheel (not motion), then the question for the
/// background colour: nobody waits for its answer.
pub(super) const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?1000h\x1b[?1006h\x1b]11;?\x1b\\";
/// The opposite of [`ENTER`], and the end of a frame that may have been cut.
pub(super) const LEAVE: &[u8] =
    b"\x1b[?2026l\x1b[?1006l\x1b[?1000l\x1b[?2004l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Why a full-screen program cannot run here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoScreen {
    /// Standard input or output is not a terminal.
    #[error("This needs a terminal to draw on.")]
    NoTerminal,
    /// The terminal has no cursor to move.
    #[error("This terminal cannot be drawn on (TERM is unset or dumb).")]
    Dumb,
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

/// Records that the terminal was taken.
pub(super) fn set_taken() {
    TAKEN.store(true, Ordering::SeqCst);
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
pub(super) fn poll_writable(at_most: Option<&rustix::event::Timespec>) -> io::Result<bool> {
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
/// usual one is set.
pub(super) fn reset() {
    let _ = write_all(LEAVE);
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
