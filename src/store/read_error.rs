//! Why a file cannot be read as a session.

use super::io_message::IoFault;
use crate::domain::FORMAT;

/// A file that cannot be read, and why. The file is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file} {fault}")]
pub struct ReadError {
    /// The name of the file, as it may be printed.
    pub file: String,
    /// What is wrong with it.
    pub fault: ReadFault,
}

/// What is wrong with a file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum ReadFault {
    #[error("cannot be read: {0}.")]
    Io(IoFault),
    #[error("is not a session file ({0}).")]
    NotRegular(&'static str),
    #[error("is too large: {megabytes} MB, the limit is {limit} MB. Nothing is changed.")]
    TooLarge { megabytes: u64, limit: u64 },
    #[error("is too large: {count} items in {list}, the limit is {limit}. Nothing is changed.")]
    TooManyItems {
        count: usize,
        list: String,
        limit: usize,
    },
    #[error(
        "is too large: a text of {bytes} bytes in {at}, the limit is {limit}. Nothing is changed."
    )]
    TextTooLong {
        bytes: usize,
        at: String,
        limit: usize,
    },
    #[error("is too large: more than {limit} values, the limit is {limit}. Nothing is changed.")]
    TooManyValues { limit: usize },
    #[error("is too deep: more than {limit} levels, the limit is {limit}. Nothing is changed.")]
    TooDeep { limit: usize },
    #[error("is damaged at byte {byte} (looks like {looks_like}). Nothing is changed.")]
    NotText {
        byte: usize,
        looks_like: &'static str,
    },
    #[error(
        "is damaged at line {line}, column {column}: {what}, near “{near}”. Nothing is changed."
    )]
    NotJson {
        line: usize,
        column: usize,
        what: String,
        near: String,
    },
    #[error(
        "has a number at line {line}, column {column} that cannot be kept exactly: {number}. \
         Shorten it, or put it in quotes. Nothing is changed."
    )]
    InexactNumber {
        line: usize,
        column: usize,
        number: String,
    },
    #[error(
        "is not a roundtable session (its first key is not \"format\": \"{FORMAT}\"). \
         Nothing is changed."
    )]
    NotASession,
    #[error("says version {found}; a whole number from 1 was expected. Nothing is changed.")]
    WrongVersion { found: String },
    #[error(
        "was written by a newer roundtable (version {version}) and cannot be shown here. \
         Nothing is changed."
    )]
    Newer { version: u64 },
    #[error("is damaged: {what} at {at}. Nothing is changed.")]
    NotUnderstood { what: String, at: String },
}

impl ReadFault {
    /// The error that `file` has this fault.
    pub(super) fn in_file(self, file: &str) -> ReadError {
        ReadError {
            file: file.to_owned(),
            fault: self,
        }
    }
}
