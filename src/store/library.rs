//! New files in the library: new sessions, copies, imports.

use super::list::{FolderError, list};
use super::names::{file_name, free_name, shown_name};
use super::paths::Paths;
use super::read::read;
use super::read_error::ReadError;
use super::unreadable::Unreadable;
use super::write::{WriteError, write_new};
use crate::domain::{Content, Id, Session};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::{Path, PathBuf};

/// Why there is no new file in the library. The library is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum LibraryError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("{file} was written by a newer roundtable (version {version}). Use that one for it.")]
    Newer { file: String, version: u64 },
    #[error("{file} is in the library already, as {there}. Nothing is changed.")]
    AlreadyThere { file: String, there: String },
}

/// Writes a new session into the library and returns its path.
///
/// # Errors
/// [`LibraryError`] if the library or the file cannot be written.
pub fn create(paths: &Paths, session: &Session, day: Date) -> Result<PathBuf, LibraryError> {
    add(paths, session, &[], day)
}

fn add(
    paths: &Paths,
    session: &Session,
    unreadable: &[Unreadable],
    day: Date,
) -> Result<PathBuf, LibraryError> {
    let folder = &paths.library;
    paths.disk.folder(folder).map_err(|e| FolderError {
        folder: folder.clone(),
        why: e.into(),
    })?;
    let name = file_name(day, &session.title, &session.id);
    let path = free_name(folder, name.as_ref());
    write_new(paths, session, unreadable, &path)?;
    Ok(path)
}

/// Makes a copy of a session with a new id and returns its path.
///
/// # Errors
/// [`LibraryError`] if the session cannot be read or the copy cannot be written.
pub fn duplicate(
    paths: &Paths,
    path: &Path,
    id: Id,
    day: Date,
    now: Timestamp,
) -> Result<PathBuf, LibraryError> {
    let read = read(path)?;
    refuse_newer(path, read.newer)?;
    let session = Session::from(Content {
        id,
        title: format!("{} (copy)", read.session.title),
        created: Some(now),
        modified: Some(now),
        ..read.session.into_content()
    });
    add(paths, &session, &read.unreadable, day)
}

/// Copies a session file from elsewhere into the library, checked first. Returns the path of the
/// copy.
///
/// # Errors
/// [`LibraryError`] if it is not a session, is in the library already, or cannot be written.
pub fn import(paths: &Paths, path: &Path, day: Date) -> Result<PathBuf, LibraryError> {
    let read = read(path)?;
    refuse_newer(path, read.newer)?;
    let session: &Session = &read.session;
    if let Some(there) = list(paths)?.iter().find(|s| s.id == session.id.as_str()) {
        return Err(LibraryError::AlreadyThere {
            file: shown_name(path),
            there: shown_name(&there.path),
        });
    }
    let day = session
        .created
        .map_or(day, |c| c.to_zoned(jiff::tz::TimeZone::UTC).date());
    add(paths, session, &read.unreadable, day)
}

/// What a newer version wrote would lose what this one does not know.
pub(super) fn refuse_newer(path: &Path, newer: Option<u64>) -> Result<(), LibraryError> {
    newer.map_or(Ok(()), |version| {
        Err(LibraryError::Newer {
            file: shown_name(path),
            version,
        })
    })
}
