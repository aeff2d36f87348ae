//! Opening: first the right to write, then the reading, then what a killed program left behind.

use super::journal::Journal;
use super::lock::{Lock, NoLock};
use super::paths::{Paths, hash, name, shown, tag};
use super::read::{Read, parse, read_text};
use super::session_file::SessionFile;
use super::{inbox, io_message, undo, versions};
use crate::domain::{Entry, Session, Typing, apply};
use std::path::Path;
use std::sync::Arc;

/// Whether a session may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Yes.
    Write,
    /// No; why, for the footer.
    ReadOnly(String),
}

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The session, with everything brought back from the journal.
    pub session: Session,
    /// Whether it may be written.
    pub access: Access,
    /// What the person should know.
    pub notices: Vec<String>,
    /// The text that was being typed when the program was ended.
    pub typing: Option<Typing>,
    /// Whether the journal gave something back that the file does not hold.
    pub recovered: bool,
    /// What can be undone, the oldest first.
    pub past: Vec<Entry>,
    /// The way back.
    pub session_file: SessionFile,
}

/// Opens the session at `path`; `who` is told to others who want to write it.
///
/// # Errors
/// One sentence, with the last good version of a damaged file where there is one.
pub fn open(paths: &Paths, path: &Path, view_only: bool, who: &str) -> Result<Opened, String> {
    // replacing a link would cut it off from its file: go to the file itself
    let path = std::fs::canonicalize(path)
        .map_err(|e| format!("{} cannot be opened: {}.", shown(path), io_message::of(&e)))?;
    // first the right to write, then the reading: nobody saves in between
    let (lock, beside) = if view_only {
        (None, None)
    } else {
        take_lock(paths, &path, who)
    };
    let bytes = read_text(&path)?;
    let Read {
        mut session,
        unreadable,
        mut notices,
        newer,
    } = parse(&bytes, &name(&path)).map_err(|why| match versions::last_good(paths, &path) {
        Some(good) => format!(
            "{why} The last good version is kept in {}: open that file.",
            shown(&good)
        ),
        None => why,
    })?;
    let (lock, access) = match (newer, lock) {
        (Some(version), _) => (
            None,
            Access::ReadOnly(format!(
                "written by a newer roundtable (version {version}); nothing is changed"
            )),
        ),
        (None, None) => (None, Access::ReadOnly("opened to look at".to_owned())),
        (None, Some(_)) if is_protected(&path) => (
            None,
            Access::ReadOnly("the file is write-protected".to_owned()),
        ),
        (None, Some(Ok(lock))) => (Some(lock), Access::Write),
        (None, Some(Err(NoLock::Taken(by)))) => (
            None,
            Access::ReadOnly(format!(
                "open elsewhere{}",
                if by.is_empty() {
                    String::new()
                } else {
                    format!(" ({by})")
                }
            )),
        ),
        (None, Some(Err(NoLock::Cannot(e)))) => (
            None,
            Access::ReadOnly(format!(
                "it cannot be locked ({}); it may be open elsewhere",
                io_message::of(&e)
            )),
        ),
    };
    notices.extend(beside.filter(|_| access == Access::Write));
    let bytes: Arc<[u8]> = bytes.into();
    let now = hash(&bytes);
    let (mut typing, mut recovered) = (None, false);
    let journal = if access == Access::Write {
        versions::sweep(paths, &path);
        let (mut journal, back) = Journal::open(paths, &path, now, &mut session);
        recovered = back.edits > 0;
        if recovered {
            notices.push(
                "The program was ended before; everything typed since the last save is back."
                    .to_owned(),
            );
        }
        if let Some(aside) = back.aside {
            notices.push(format!(
                "The file was changed elsewhere; what was typed here before is kept in {}.",
                shown(&aside)
            ));
        }
        typing = back.typing;
        notices.extend(journal.fault());
        // notes of a notes window that closed last
        for change in inbox::taken(paths, &path, &session) {
            recovered |= change
                .edit(&session)
                .is_some_and(|edit| apply(&mut session, &edit).is_ok());
        }
        journal
    } else {
        Journal::none(paths)
    };
    let session_file = SessionFile::new(
        paths,
        path,
        lock,
        journal,
        unreadable,
        bytes,
        session.id.clone(),
    );
    // what came back from the journal is not among those steps
    let past = if recovered || access != Access::Write {
        vec![]
    } else {
        undo::kept(paths, session_file.path(), now)
    };
    Ok(Opened {
        session,
        access,
        notices,
        typing,
        recovered,
        past,
        session_file,
    })
}

/// The right to write the session at `path`; where its folder takes no lock, one in the state folder, and why.
fn take_lock(
    paths: &Paths,
    path: &Path,
    who: &str,
) -> (Option<Result<Lock, NoLock>>, Option<String>) {
    let in_state = paths.locks().join(format!("{}.lock", tag(path)));
    let why = match Lock::take(path, who) {
        Err(NoLock::Cannot(why)) => why,
        // a window that was opened while the folder took no lock has that one
        Ok(lock) if in_state.exists() => {
            return (Some(Lock::take_at(in_state, who).map(|_| lock)), None);
        }
        taken => return (Some(taken), None),
    };
    let beside = Lock::beside(path);
    let says = match beside.symlink_metadata() {
        // another user's, or one that this system cannot lock: nobody knows whether it is held
        Ok(meta) if meta.is_file() => return (Some(Err(NoLock::Cannot(why))), None),
        Ok(_) => format!(
            "{} lies in the place of its lock and is none; it was not followed. Delete it.",
            shown(&beside)
        ),
        Err(_) => {
            let why = io_message::of(&why);
            format!(
                "Its folder cannot be written ({why}): what you change is kept in the state folder until it can. Ctrl+S saves it elsewhere."
            )
        }
    };
    let _ = paths.disk.folder(&paths.locks());
    (Some(Lock::take_at(in_state, who)), Some(says))
}

/// Whether whoever keeps the file does not want it changed: replacing it would not ask its mode.
fn is_protected(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|m| m.permissions().readonly())
}
