//! Text as people see it: graphemes, widths, wrapping, editing, and how foreign text may leave the
//! program.
//!
//! Pure. Everything that was typed, pasted or read from a file passes through [`visible`] before it
//! is drawn, printed or logged; nothing else decides what a control character looks like.

mod buffer;
mod foreign;
mod plain;
mod safe;
mod sentence;
mod shell;
mod slug;
mod wrap;

pub use buffer::{Buffer, Motion};
pub use foreign::Foreign;
pub use plain::plain_width;
pub use safe::{clean_paste, escape_json, one_line, printed, visible};
pub use sentence::Sentence;
pub use shell::quoted_for_shell;
pub use slug::slug;
pub use wrap::{Row, clip, rows, width, wrap};
