//! Faults of the disk, in words a facilitator understands.

use std::io::{Error, ErrorKind};

/// What an error of the system means, without "os error".
pub(super) fn of(error: &Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::PermissionDenied => "this user may not write or read there".to_owned(),
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
            Some(5) => "the disk reports a fault".to_owned(),
            Some(40) => "its links lead in a circle".to_owned(),
            // in the system's words, without its number
            _ => crate::text::one_line(
                error
                    .to_string()
                    .split(" (os error")
                    .next()
                    .unwrap_or_default(),
            )
            .into_owned(),
        },
    }
}
