//! The system's errors in words a facilitator understands.

use std::io::{Error, ErrorKind};

/// An error of the system, in plain words and without its number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{words}")]
pub struct IoFault {
    kind: ErrorKind,
    words: String,
}

impl IoFault {
    /// The kind of the error.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }
}

impl From<Error> for IoFault {
    fn from(error: Error) -> Self {
        Self {
            kind: error.kind(),
            words: words(&error),
        }
    }
}

fn words(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::PermissionDenied => "this user may not read or write there".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::QuotaExceeded => "your share of the disk is used up".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the folder is read-only".to_owned(),
        ErrorKind::FileTooLarge => "the file would be larger than allowed".to_owned(),
        ErrorKind::IsADirectory => "it is a folder".to_owned(),
        ErrorKind::NotADirectory => "a part of its path is a file, not a folder".to_owned(),
        ErrorKind::AlreadyExists => "it is there already".to_owned(),
        ErrorKind::OutOfMemory => "the memory is used up".to_owned(),
        ErrorKind::ResourceBusy => "it is in use elsewhere".to_owned(),
        _ => match error.raw_os_error() {
            Some(23 | 24) => "too many files are open".to_owned(),
            Some(5) => "the disk reports an error".to_owned(),
            Some(40) => "its links lead in a circle".to_owned(),
            _ => crate::text::one_line(
                error
                    .to_string()
                    .split(" (os error")
                    .next()
                    .unwrap_or_default()
                    // on Windows they are sentences
                    .trim_end_matches(['.', ' ']),
            )
            .into_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_of_the_system_has_no_full_stop_of_its_own() {
        let error = |text: &str| IoFault::from(Error::other(text)).to_string();
        assert_eq!(
            error("The parameter is incorrect. (os error 87)"),
            "The parameter is incorrect"
        );
        assert_eq!(error("Invalid argument (os error 22)"), "Invalid argument");
    }
}
