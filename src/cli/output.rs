//! Text and bytes for standard output, sentences for standard error.

use crate::text::{escape_json, visible};
use serde::Serialize;
use std::io::Write;

/// Prints text in which characters from files may be; control characters are made visible. It is
/// not an error if nobody reads it.
pub(super) fn print(text: &str) {
    print_bytes(visible(text).as_bytes());
}

/// Prints a value as indented JSON.
pub(super) fn print_json(value: &impl Serialize) {
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    print_bytes(escape_json(format!("{text}\n")).as_bytes());
}

/// Prints bytes as they are.
#[expect(clippy::disallowed_methods, reason = "the door for what is exported")]
pub(super) fn print_bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Prints a sentence on standard error; control characters are made visible.
#[expect(clippy::disallowed_methods, reason = "the door to standard error")]
pub fn print_error(sentence: &impl ToString) {
    let mut err = std::io::stderr().lock();
    let _ = writeln!(err, "{}", visible(&sentence.to_string()));
}
