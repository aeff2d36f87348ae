//! A second process that gives the terminal back should this one die without a word: a stack overflow or
//! a kill cannot be answered from within. It sleeps until this process ends, and knows nothing else.

use super::terminal;
use std::io::{Read, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::Mutex;

/// The only argument of the second process.
pub const ARGUMENT: &str = "--guard-the-terminal";
/// What it is told when it is there and the terminal is in our hands: until then it has nothing to give back.
const TAKEN: u8 = b't';
/// What it is told when the terminal was given back in good order.
const DONE: u8 = b'.';

/// The line to it; it is closed when this process ends, however that happens.
static LINE: Mutex<Option<ChildStdin>> = Mutex::new(None);

/// Starts it. Without it everything works but that.
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
    // held only for this: whoever gives the terminal back meanwhile waits, and then tells it
    let Ok(mut line) = LINE.lock() else { return };
    if terminal::is_ours() && to.write_all(&[TAKEN]).is_ok() {
        *line = Some(to);
    }
}

/// Tells it that the terminal was given back.
pub(super) fn dismiss() {
    if let Ok(mut line) = LINE.lock()
        && let Some(mut line) = line.take()
    {
        let _ = line.write_all(&[DONE]);
    }
}

/// What the second process does: waits, and gives back what was taken if nobody else did.
pub fn run() {
    let mut told = Vec::new();
    if std::io::stdin().read_to_end(&mut told).is_ok() && told.last() == Some(&TAKEN) {
        terminal::give_back();
    }
}
