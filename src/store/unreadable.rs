//! Items of a session that this version cannot understand.

use crate::domain::List;
use crate::text::{clip, one_line};
use serde_json::Value;

/// An item of a list that could not be understood. It is kept, and written back where it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// Its list.
    pub list: List,
    /// Its index there.
    pub at: usize,
    /// The item as it is in the file.
    pub item: Value,
    /// What is wrong with it, for `check`.
    pub why: String,
}

/// What serde expected, short enough for a line.
pub(super) fn expected(error: &serde_json::Error) -> String {
    clip(&one_line(&error.to_string()), 120).into_owned()
}
