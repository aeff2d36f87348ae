//! One change to a session that is not on the screen: opened, changed, saved, closed.

use super::bin::{BinError, move_to_bin};
use super::names::shown_name;
use super::notice::Notice;
use super::open::{Access, OpenError, Opened, ReadOnly, open};
use super::paths::Paths;
use super::read::read;
use super::read_error::ReadError;
use super::session_file::SaveError;
use crate::domain::merge::{Renumbered, additions, inserts, renumbered};
use crate::domain::{
    Action, Edit, EditRefused, Id, Place, Session, Status, apply, change, set_field,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use std::path::{Path, PathBuf};

/// Why a session was not changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum ChangeError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{file} is read-only: {}. Nothing is changed.", .why.reason())]
    ReadOnly { file: String, why: ReadOnly },
    #[error(
        "{file} is closed: reopen it in its step Agreement first, or follow it up. \
         Nothing is changed."
    )]
    Closed { file: String },
    #[error("{file} is another session. Nothing is changed.")]
    AnotherSession { file: String },
    #[error("That action is no longer there.")]
    NoAction,
    #[error("That was not possible: {0}. Nothing is changed.")]
    Refused(#[from] EditRefused),
    #[error("{file} could not be saved: {why}. Nothing is changed.")]
    NotSaved { file: String, why: SaveError },
    #[error("What was missing was added. {0}")]
    NotBinned(BinError),
}

/// Opens a session to change it.
fn open_to_change(paths: &Paths, path: &Path, who: &str) -> Result<Opened, ChangeError> {
    let opened = open(paths, path, false, who)?;
    match opened.access {
        Access::Write => Ok(opened),
        Access::ReadOnly(why) => Err(ChangeError::ReadOnly {
            file: shown_name(path),
            why,
        }),
    }
}

/// Saves a changed session and closes it. What the journal gave back stays there until this save
/// holds it. Returns what there was to know of the file, which the next opening no longer tells.
fn save(mut opened: Opened, path: &Path, now: Timestamp) -> Result<Vec<Notice>, ChangeError> {
    opened.session.set_modified(now);
    opened
        .session_file
        .save(&opened.session, 1, now)
        .map_err(|why| ChangeError::NotSaved {
            file: shown_name(path),
            why,
        })?;
    opened.session_file.close();
    Ok(opened.notices)
}

fn refuse_closed(session: &Session, path: &Path) -> Result<(), ChangeError> {
    match session.closed {
        Some(_) => Err(ChangeError::Closed {
            file: shown_name(path),
        }),
        None => Ok(()),
    }
}

/// Gives a session another title. Its file keeps its name, so that links to it hold. Returns what
/// there is to know of the file.
///
/// # Errors
/// [`ChangeError`]; nothing is changed.
pub fn retitle(
    paths: &Paths,
    path: &Path,
    title: &str,
    who: &str,
    now: Timestamp,
) -> Result<Vec<Notice>, ChangeError> {
    let mut opened = open_to_change(paths, path, who)?;
    apply(
        &mut opened.session,
        &set_field(Place::Session, "title", json!(title)),
    )?;
    save(opened, path, now)
}

/// Marks an action of a session as done, or as open again. Returns what there is to know of the
/// file.
///
/// # Errors
/// [`ChangeError`], for example while the session is open elsewhere; nothing is changed.
pub fn mark_action(
    paths: &Paths,
    path: &Path,
    id: &Id,
    done: bool,
    today: Date,
    who: &str,
    now: Timestamp,
) -> Result<Vec<Notice>, ChangeError> {
    let mut opened = open_to_change(paths, path, who)?;
    refuse_closed(&opened.session, path)?;
    let action = opened
        .session
        .get::<Action>(id)
        .ok_or(ChangeError::NoAction)?;
    let edit = change(action, |a| {
        a.status = if done { Status::Done } else { Status::Open };
        a.ended = done.then_some(today);
    });
    apply(&mut opened.session, &edit)?;
    save(opened, path, now)
}

/// What a merge of two versions of a session did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// How many items were added.
    pub added: usize,
    /// How many items differ; they stay as they are in the session.
    pub differ: usize,
    /// Which items got another number, because both had given the same one.
    pub renumbered: Vec<Renumbered>,
    /// Where the other version is now, in the bin.
    pub binned: PathBuf,
    /// What there is to know of the session's file.
    pub notices: Vec<Notice>,
}

/// Adds what another version of a session has and the session at `path` has not, and moves that
/// version into the bin.
///
/// # Errors
/// [`ChangeError`]; except for [`ChangeError::NotBinned`], both files are unchanged.
pub fn merge_version(
    paths: &Paths,
    path: &Path,
    other: &Path,
    who: &str,
    now: Timestamp,
) -> Result<Merged, ChangeError> {
    let theirs = read(other)?;
    let mut opened = open_to_change(paths, path, who)?;
    if theirs.session.id != opened.session.id {
        return Err(ChangeError::AnotherSession {
            file: shown_name(other),
        });
    }
    refuse_closed(&opened.session, path)?;
    let (edits, differ) = additions(&opened.session, &theirs.session);
    let added = inserts(&edits);
    let renumbered = renumbered(&opened.session, &theirs.session, &edits);
    apply(&mut opened.session, &Edit::All(edits))?;
    let notices = save(opened, path, now)?;
    let binned = move_to_bin(paths, other).map_err(ChangeError::NotBinned)?;
    Ok(Merged {
        added,
        differ,
        renumbered,
        binned,
        notices,
    })
}
