//! A second process that gives the terminal back if this one dies without doing so: a process
//! cannot handle its own stack overflow or kill. It sleeps until this process ends.

use super::tty;
use std::io::{Read, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::Mutex;

/// The only argument of the second process.
pub const ARGUMENT: &str = "--guard-the-terminal";
/// What it is told when this process has taken the terminal: before that there is nothing to give
/// back.
const TAKEN: u8 = b't';
/// What it is told when this process has given the terminal back.
const DONE: u8 = b'.';

/// The pipe to it. It is closed when this process ends, however that happens.
static PIPE: Mutex<Option<ChildStdin>> = Mutex::new(None);

/// Starts it. If that fails, everything else still works.
pub(super) fn start() {
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let child = Command::new(program)
        .arg(ARGUMENT)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Some(mut to) = child.ok().and_then(|child| child.stdin) else {
        return;
    };
    // a thread that gives the terminal back meanwhile waits here, and then tells the guard
    let Ok(mut pipe) = PIPE.lock() else { return };
    if tty::is_taken() && to.write_all(&[TAKEN]).is_ok() {
        *pipe = Some(to);
    }
}

/// Tells it that the terminal is given back until the program is continued, or taken again.
#[cfg(unix)]
pub(super) fn set_paused(paused: bool) {
    if let Ok(mut pipe) = PIPE.lock()
        && let Some(pipe) = pipe.as_mut()
    {
        let _ = pipe.write_all(&[if paused { DONE } else { TAKEN }]);
    }
}

/// Tells it that the terminal was given back.
pub(super) fn dismiss() {
    if let Ok(mut pipe) = PIPE.lock()
        && let Some(mut pipe) = pipe.take()
    {
        let _ = pipe.write_all(&[DONE]);
    }
}

/// What the second process does: waits for the end of the first, and gives the terminal back unless
/// that did.
pub fn run() {
    let mut told = Vec::new();
    if std::io::stdin().read_to_end(&mut told).is_ok() && told.last() == Some(&TAKEN) {
        tty::reset();
    }
}
