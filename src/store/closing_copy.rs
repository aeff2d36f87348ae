//! What a session's file held when this program last closed it. If an older copy was put in its
//! place since, such as by a sync program, what is missing there is kept as a version.

use super::paths::Paths;
use super::read::parse;
use super::replace::overwrite;
use super::versions::{self, STAMP};
use crate::domain::Session;
use crate::domain::merge::missing;
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Writes what the file at `path` holds now. If that fails, an older copy is not noticed.
pub(super) fn write(paths: &Paths, path: &Path, bytes: &[u8]) {
    let copy = file(paths, path);
    let _ = paths
        .disk
        .folder(&versions::folder(paths, path))
        .and_then(|()| overwrite(&paths.disk, &copy, bytes));
}

/// Forgets the copy: an older version is put back on purpose.
pub(super) fn forget(paths: &Paths, path: &Path) {
    let copy = file(paths, path);
    if copy.symlink_metadata().is_ok() {
        let _ = paths.disk.remove(&copy);
    }
}

/// If the file at `path`, which holds `session`, was saved earlier than what it held at closing,
/// keeps the latter as a version, and returns how many lines of it are missing. It does so
/// until a version is put back or the session is saved.
pub(super) fn replaced_by_older(
    paths: &Paths,
    path: &Path,
    bytes: &[u8],
    session: &Session,
) -> Option<usize> {
    let closed = paths.disk.read(&file(paths, path)).ok()?;
    if closed == bytes {
        return None;
    }
    let before = parse(&closed, "closing copy").ok()?.session;
    if before.id != session.id || session.modified >= before.modified {
        return None;
    }
    let until = before.modified.unwrap_or(Timestamp::UNIX_EPOCH);
    versions::keep(paths, path, &closed, &until.strftime(STAMP).to_string()).ok()?;
    Some(missing(session, &before))
}

fn file(paths: &Paths, path: &Path) -> PathBuf {
    versions::folder(paths, path).join("at-closing")
}
