//! A second process that gives the terminal back should this one die without a word: a stack overflow or
//! a kill cannot be answered from within. It sleeps until this process ends, and knows nothing else.

use super::terminal;
use std::io::{Read, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::Mutex;

/// The only argument of the second process.
pub const ARGUMENT: &str = "--guard-the-terminal";
/// What it is told when the terminal was given back in good order.
const DONE: u8 = b'.';

/// The line to it; it is closed when this process ends, however that happens.
static LINE: Mutex<Option<ChildStdin>> = Mutex::new(None);

/// Starts it. Without it everything works but that.
pub(super) fn start() {
    let Ok(program) = std::env::current_exe() else { return };
    let child = Command::new(program).arg(ARGUMENT).stdin(Stdio::piped()).stderr(Stdio::null()).spawn();
    if let (Ok(child), Ok(mut line)) = (child, LINE.lock()) {
        *line = child.stdin;
    }
    // a signal may have ended it all meanwhile
    if !terminal::is_ours() {
        dismiss();
    }
}

/// Tells it that the terminal was given back.
pub(super) fn dismiss() {
    if let Ok(mut line) = LINE.try_lock()
        && let Some(mut line) = line.take()
    {
        let _ = line.write_all(&[DONE]);
    }
}

/// What the second process does: waits, and gives the terminal back if nobody else did.
pub fn run() {
    let mut said = [0];
    if std::io::stdin().read(&mut said).is_ok_and(|n| n == 0) {
        terminal::give_back();
    }
}
