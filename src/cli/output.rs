//! Text and bytes for standard output, sentences for standard error.

use crate::store::IoFault;
use crate::text::{escape_json, visible};
use serde::Serialize;
use std::io::{ErrorKind, Write};
use std::sync::OnceLock;

/// Why standard output could not be written, once it could not. What a command does goes on, and
/// its end says so.
static FAILED: OnceLock<IoFault> = OnceLock::new();

/// Prints text in which characters from files may be; control characters are made visible.
pub(super) fn print(text: &str) {
    print_bytes(visible(text).as_bytes());
}

/// Prints a value as indented JSON.
pub(super) fn print_json(value: &impl Serialize) {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    print_bytes(escape_json(format!("{text}\n")).as_bytes());
}

/// Prints bytes as they are; nothing more after it has failed once.
#[expect(clippy::disallowed_methods, reason = "the door for what is exported")]
pub(super) fn print_bytes(bytes: &[u8]) {
    if FAILED.get().is_some() {
        return;
    }
    let mut out = std::io::stdout().lock();
    if let Err(why) = out.write_all(bytes).and_then(|()| out.flush()) {
        let _ = FAILED.set(why.into());
    }
}

/// Why standard output could not be written, if it could not. It is no fault that nobody reads it
/// any more: `roundtable list | head`.
pub(super) fn fault() -> Option<&'static IoFault> {
    FAILED
        .get()
        .filter(|why| why.kind() != ErrorKind::BrokenPipe)
}

/// Prints a sentence on standard error; control characters are made visible.
#[expect(clippy::disallowed_methods, reason = "the door to standard error")]
pub fn print_error(sentence: &impl ToString) {
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "{}", visible(&sentence.to_string()));
}
