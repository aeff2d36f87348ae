//! The system's errors in words a facilitator understands.

use super::system;
use crate::text::one_line;
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
        ErrorKind::InvalidFilename => "such a name is not possible there".to_owned(),
        ErrorKind::TimedOut
        | ErrorKind::NetworkDown
        | ErrorKind::NetworkUnreachable
        | ErrorKind::HostUnreachable
        | ErrorKind::StaleNetworkFileHandle => "the network drive does not answer".to_owned(),
        _ => match error.raw_os_error().and_then(system::meaning) {
            Some(words) => words.to_owned(),
            None => others(&error.to_string()),
        },
    }
}

/// The system's own words, without their number and their full stop.
fn others(words: &str) -> String {
    let words = words.split(" (os error").next().unwrap_or_default();
    one_line(words.trim_end().trim_end_matches('.')).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(number: i32) -> String {
        IoFault::from(Error::from_raw_os_error(number)).to_string()
    }

    #[test]
    #[cfg(unix)]
    fn errors_without_a_kind_are_known_by_the_numbers_of_the_system() {
        use rustix::io::Errno;
        for (errno, want) in [
            (Errno::MFILE, "too many files are open"),
            (Errno::NFILE, "too many files are open"),
            (Errno::IO, "the disk reports an error"),
            (Errno::LOOP, "its links lead in a circle"),
            (Errno::NAMETOOLONG, "such a name is not possible there"),
            (Errno::STALE, "the network drive does not answer"),
            (Errno::NOSPC, "the disk is full"),
        ] {
            assert_eq!(says(errno.raw_os_error()), want);
        }
    }

    #[test]
    #[cfg(windows)]
    fn errors_without_a_kind_are_known_by_the_numbers_of_the_system() {
        for (number, want) in [
            (4, "too many files are open"),
            (5, "this user may not read or write there"),
            (32, "it is in use elsewhere"),
            (112, "the disk is full"),
            (1117, "the disk reports an error"),
        ] {
            assert_eq!(says(number), want);
        }
    }

    #[test]
    fn the_words_of_the_system_end_without_a_full_stop() {
        assert_eq!(
            others("The device is not connected. (os error 1167)"),
            "The device is not connected"
        );
        assert_eq!(others("Protocol error (os error 71)"), "Protocol error");
    }
}
