//! What a person should know after a session was opened or saved.

use super::io_message::IoFault;
use super::names::shown;
use crate::domain::List;
use crate::domain::merge::Renumbered;
use std::fmt;
use std::path::PathBuf;

/// What a person should know about a session that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// The file began with a byte-order mark.
    ByteOrderMark,
    /// So many items of this list had the id of another.
    DoubledIds(List, usize),
    /// So many items could not be understood.
    Unreadable(usize),
    /// While it was closed, the file was replaced by an older copy, which lacks so many lines.
    OlderCopy(usize),
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
            Self::DoubledIds(list, 1) => write!(
                f,
                "Two {}s had the same id; the second got a new one, both are kept.",
                list.noun()
            ),
            Self::DoubledIds(list, n) => write!(
                f,
                "{n} {}s had the id of another one; each got a new one, all are kept.",
                list.noun()
            ),
            Self::Unreadable(1) => {
                f.write_str("1 item could not be understood; it is kept as it is in the file.")
            }
            Self::Unreadable(n) => write!(
                f,
                "{n} items could not be understood; they are kept as they are in the file."
            ),
            Self::OlderCopy(lacks) => write!(
                f,
                "While this session was closed, its file was replaced by an older copy{}. \
                 What you had is kept among its earlier versions.",
                match lacks {
                    0 => String::new(),
                    1 => ", in which 1 line is missing".to_owned(),
                    n => format!(", in which {n} lines are missing"),
                }
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
                "{} has the name of the session's lock file but is not a lock file; \
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

/// The sentence on items that got another number in a merge, after another sentence; empty if there
/// are none.
#[must_use]
pub fn new_numbers(renumbered: &[Renumbered]) -> String {
    const SHOWN: usize = 3;
    if renumbered.is_empty() {
        return String::new();
    }
    let shown = renumbered.iter().take(SHOWN);
    let mut names: Vec<String> = shown
        .map(|r| format!("the later {} is now {}", r.from, r.to))
        .collect();
    if let more @ 1.. = renumbered.len().saturating_sub(SHOWN) {
        names.push(format!("and {more} more"));
    }
    format!(" Both had given the same numbers: {}.", names.join(", "))
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
    /// Another program had changed the file; its changes were merged.
    Merged {
        /// How many changes.
        changes: usize,
        /// How many of them removed a line.
        removed: usize,
        /// Which items got another number, because both had given the same one.
        renumbered: Vec<Renumbered>,
    },
    /// Another program had put an older copy of the file back, which lacked so many lines; it was
    /// replaced again.
    OlderCopy(usize),
    /// Another program had changed the file; its version is in the file of this name.
    KeptAside(String),
}

impl fmt::Display for SaveNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Merged {
                changes,
                removed,
                renumbered,
            } => {
                f.write_str("Another program changed the file; ")?;
                match changes {
                    0 => f.write_str("its numbers were merged")?,
                    1 => f.write_str("its change was merged")?,
                    n => write!(f, "its {n} changes were merged")?,
                }
                match removed {
                    0 => f.write_str("."),
                    1 => f.write_str(", which removed 1 line."),
                    n => write!(f, ", which removed {n} lines."),
                }?;
                f.write_str(&new_numbers(renumbered))
            }
            Self::OlderCopy(lacked) => {
                f.write_str(
                    "Another program put an older copy of the file back; it was replaced again. ",
                )?;
                match lacked {
                    0 => f.write_str("Nothing is lost."),
                    1 => f.write_str("1 line that it lacked is still here."),
                    n => write!(f, "{n} lines that it lacked are still here."),
                }
            }
            Self::KeptAside(name) => write!(
                f,
                "Another program changed the file. Its version is kept as {name}."
            ),
        }
    }
}
