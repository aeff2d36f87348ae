//! Opening a session: lock it, read it, apply what a killed program left in the journal.

use super::closing_copy;
use super::inbox;
use super::io_message::IoFault;
use super::journal::Journal;
use super::lock::{Lock, NoLock};
use super::names::{canonical, hash, shown, shown_name};
use super::notice::Notice;
use super::paths::Paths;
use super::read::{ParsedSession, parse, read_bytes};
use super::read_error::ReadError;
use super::session_file::SessionFile;
use super::{undo, versions};
use crate::domain::{Entry, Session, Typing, apply};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a session cannot be opened. The file is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum OpenError {
    #[error("{} cannot be opened: {why}.", shown(.path))]
    Missing { path: PathBuf, why: IoFault },
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{why} The last good version is kept in {}: open that file.", shown(.good))]
    Damaged { why: ReadError, good: PathBuf },
}

/// Whether a session may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// It may.
    Write,
    /// It may not.
    ReadOnly(ReadOnly),
}

/// Why a session may only be read, in a few words for the footer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each phrase says it")]
pub enum ReadOnly {
    #[error("{}; nothing is changed", self.reason())]
    Newer(u64),
    #[error("opened to look at")]
    ViewOnly,
    #[error("the file is write-protected")]
    Protected,
    #[error("open elsewhere")]
    Elsewhere,
    #[error("open elsewhere ({0})")]
    ElsewhereBy(String),
    #[error("it cannot be locked ({0}); it may be open elsewhere")]
    NotLocked(IoFault),
}

impl ReadOnly {
    /// The reason, for a sentence that says itself that nothing is changed.
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Newer(version) => format!("written by a newer roundtable (version {version})"),
            other => other.to_string(),
        }
    }
}

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The session, with what the journal held.
    pub session: Session,
    /// Whether it may be written.
    pub access: Access,
    /// What the person should know.
    pub notices: Vec<Notice>,
    /// The text that was being typed when the program was killed.
    pub typing: Option<Typing>,
    /// Whether it holds changes that its file does not hold.
    pub recovered: bool,
    /// What can be undone, the oldest first.
    pub past: Vec<Entry>,
    /// Its file, to be saved to.
    pub session_file: SessionFile,
}

/// Opens the session at `path`; `who` is told to others who want to write it.
///
/// # Errors
/// [`OpenError`], with the last good version of a damaged file if there is one.
pub fn open(paths: &Paths, path: &Path, view_only: bool, who: &str) -> Result<Opened, OpenError> {
    // replacing a link would cut it off from its file: go to the file itself
    let path = canonical(path).map_err(|e| OpenError::Missing {
        path: path.to_path_buf(),
        why: e.into(),
    })?;
    // lock first, then read: nobody saves in between
    let (lock, lock_notice) = if view_only {
        (None, None)
    } else {
        take_lock(paths, &path, who)
    };
    let bytes = read_bytes(&path)?;
    let ParsedSession {
        mut session,
        unreadable,
        mut notices,
        newer,
    } = parse(&bytes, &shown_name(&path)).map_err(|why| {
        match versions::last_good(paths, &path) {
            Some(good) => OpenError::Damaged { why, good },
            None => OpenError::Read(why),
        }
    })?;
    let (lock, access) = access(&path, newer, lock);
    let bytes: Arc<[u8]> = bytes.into();
    let back = if access == Access::Write {
        notices.extend(lock_notice);
        let missing = closing_copy::replaced_by_older(paths, &path, &bytes, &session);
        notices.extend(missing.map(Notice::OlderCopy));
        recover(paths, &path, hash(&bytes), &mut session, &mut notices)
    } else {
        BroughtBack {
            journal: Journal::none(paths),
            typing: None,
            changed: false,
        }
    };
    // the undo history does not lead to what came from the journal
    let past = if back.changed || access != Access::Write {
        vec![]
    } else {
        undo::read(paths, &path, hash(&bytes))
    };
    let id = session.id.clone();
    Ok(Opened {
        session,
        access,
        notices,
        typing: back.typing,
        recovered: back.changed,
        past,
        session_file: SessionFile::new(paths, path, lock, back.journal, unreadable, bytes, id),
    })
}

/// Whether the session at `path` may be written, and the lock if so.
fn access(
    path: &Path,
    newer: Option<u64>,
    lock: Option<Result<Lock, NoLock>>,
) -> (Option<Lock>, Access) {
    let why = match (newer, lock) {
        (Some(version), _) => ReadOnly::Newer(version),
        (None, None) => ReadOnly::ViewOnly,
        (None, Some(_)) if is_protected(path) => ReadOnly::Protected,
        (None, Some(Ok(lock))) => return (Some(lock), Access::Write),
        (None, Some(Err(NoLock::Taken(by)))) if by.is_empty() => ReadOnly::Elsewhere,
        (None, Some(Err(NoLock::Taken(by)))) => ReadOnly::ElsewhereBy(by),
        (None, Some(Err(NoLock::Cannot(e)))) => ReadOnly::NotLocked(e.into()),
    };
    (None, Access::ReadOnly(why))
}

/// What came back from earlier runs.
struct BroughtBack {
    journal: Journal,
    typing: Option<Typing>,
    /// Whether the session differs from its file now.
    changed: bool,
}

/// Applies to `session` what the journal and a notes window hold and its file, with this hash, does
/// not.
fn recover(
    paths: &Paths,
    path: &Path,
    hash: u64,
    session: &mut Session,
    notices: &mut Vec<Notice>,
) -> BroughtBack {
    versions::sweep(paths, path);
    let (mut journal, recovered) = Journal::open(paths, path, hash, session);
    let mut changed = recovered.edits > 0;
    if changed {
        notices.push(Notice::Recovered);
    }
    notices.extend(recovered.aside.map(Notice::JournalAside));
    notices.extend(
        recovered
            .unreadable
            .map(|(to, why)| Notice::JournalUnreadable(to, why)),
    );
    notices.extend(journal.take_fault().map(Notice::Journal));
    // notes of a notes window that closed last
    for change in inbox::mark_taken(paths, path, session) {
        changed |= change
            .edit(session)
            .is_some_and(|edit| apply(session, &edit).is_ok());
    }
    BroughtBack {
        journal,
        typing: recovered.typing,
        changed,
    }
}

/// The lock of the session at `path`. If no lock file can be made in its folder, the lock is in the
/// state folder, and the notice says why.
fn take_lock(
    paths: &Paths,
    path: &Path,
    who: &str,
) -> (Option<Result<Lock, NoLock>>, Option<Notice>) {
    let in_state = paths.locks().join(format!("{}.lock", paths.tag(path)));
    let why = match Lock::take(path, who) {
        Err(NoLock::Cannot(why)) => why,
        // a window that was opened while no file could be made in the folder has the lock in the
        // state folder
        Ok(lock) if in_state.exists() => {
            return (Some(Lock::take_at(in_state, who).map(|_| lock)), None);
        }
        taken => return (Some(taken), None),
    };
    let beside = Lock::beside(path);
    let notice = match beside.symlink_metadata() {
        // another user's, or one that this system cannot lock: nobody knows whether it is held
        Ok(meta) if meta.is_file() => return (Some(Err(NoLock::Cannot(why))), None),
        Ok(_) => Notice::NotALock(beside),
        Err(_) => Notice::FolderNotWritable(why.into()),
    };
    let _ = paths.disk.folder(&paths.locks());
    (Some(Lock::take_at(in_state, who)), Some(notice))
}

/// True if the file is read-only. Replacing it would not need the right to write it.
fn is_protected(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly())
}
