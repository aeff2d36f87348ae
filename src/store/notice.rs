//! What a person should know after a session was opened or saved.

use super::io_message::IoFault;
use super::names::shown;
use crate::domain::List;
use std::fmt;
use std::path::PathBuf;

/// What a person should know about a session that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The file began with a byte-order mark.
    ByteOrderMark,
    /// Two items of this list had one id.
    DoubledId(List),
    /// So many items could not be understood.
    Unreadable(usize),
    /// The journal held changes that no save held.
    Recovered,
    /// The journal did not fit the file and was moved to this path.
    JournalAside(PathBuf),
    /// The journal could not be read, for this reason, and was moved to this path.
    JournalUnreadable(PathBuf, IoFault),
    /// The journal cannot be written.
    Journal(JournalFault),
    /// What lies in the place of the lock file is not one.
    NotALock(PathBuf),
    /// No file can be made in the session's folder.
    FolderNotWritable(IoFault),
    /// It is a sample, on a copy that is thrown away.
    Sample,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::ByteOrderMark => {
                f.write_str("The file began with a byte-order mark; it will be saved without.")
            }
            Self::DoubledId(list) => write!(
                f,
                "Two {}s had the same id; the second got a new one, both are kept.",
                list.noun()
            ),
            Self::Unreadable(1) => {
                f.write_str("1 item could not be understood; it is kept as it is in the file.")
            }
            Self::Unreadable(n) => write!(
                f,
                "{n} items could not be understood; they are kept as they are in the file."
            ),
            Self::Recovered => f.write_str(
                "The program had ended unexpectedly; everything typed since the last save is back.",
            ),
            Self::JournalAside(to) => write!(
                f,
                "The file was changed elsewhere; what was typed here before is kept in {}.",
                shown(to)
            ),
            Self::JournalUnreadable(to, why) => write!(
                f,
                "The journal of this session cannot be read: {why}. It was moved to {}; \
                 what is saved is safe.",
                shown(to)
            ),
            Self::Journal(fault) => fault.fmt(f),
            Self::NotALock(path) => write!(
                f,
                "{} is in the place of the session's lock file but is not one; \
                 it was left alone. Delete it.",
                shown(path)
            ),
            Self::FolderNotWritable(why) => write!(
                f,
                "Its folder cannot be written ({why}): \
                 what you change is kept in the state folder until it can."
            ),
            Self::Sample => {
                f.write_str("This is a sample, on a copy that is thrown away at the end.")
            }
        }
    }
}

/// Why the journal cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "What is typed cannot be written to the journal: {why}. \
     You can go on; what is saved is safe."
)]
pub struct JournalFault {
    /// The reason, in a few words.
    pub why: JournalTrouble,
}

/// The reason why the journal cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JournalTrouble {
    /// The disk refuses it.
    #[error(transparent)]
    Io(#[from] IoFault),
    /// An earlier journal that does not fit the file can be neither used nor moved.
    #[error("an earlier one is in the way")]
    EarlierOne,
}

/// What a person should know about a save.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveNotice {
    /// Another program had made so many changes in the file; they were merged.
    Merged(usize),
    /// Another program had changed the file; its version is in the file of this name.
    KeptAside(String),
}

impl fmt::Display for SaveNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Merged(1) => {
                f.write_str("Another program changed the file; its change was merged.")
            }
            Self::Merged(n) => write!(
                f,
                "Another program changed the file; its {n} changes were merged."
            ),
            Self::KeptAside(name) => write!(
                f,
                "Another program changed the file. Its version is kept as {name}."
            ),
        }
    }
}
