//! Files in the state folder that belong to one session file: earlier versions, undo history, the
//! journal that a killed program left, and journals put aside. They move with the file, and are
//! deleted with it.
//!
//! Notes on their way belong to the session, not to its file; emergency copies are never deleted.

use super::paths::Paths;
use super::{undo, versions};
use std::io;
use std::path::{Path, PathBuf};

/// Moves them with a file that was at `from` and is now at `to`, where no file was; both without
/// links.
pub(super) fn move_with(paths: &Paths, from: &Path, to: &Path) {
    // a file that cannot be moved is of no use at the new place, and no harm at the old one
    let rename = |from: &Path, to: &Path| drop(paths.disk.rename(from, to));
    for (from, to) in [versions::folder(paths, from), undo::file(paths, from)]
        .iter()
        .zip([versions::folder(paths, to), undo::file(paths, to)])
    {
        if from.exists() {
            // left by a file that is no longer there
            let _ = delete(paths, &to);
            rename(from, &to);
        }
    }
    for journal in journals(paths, from) {
        let name = journal
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .replacen(&paths.tag(from), &paths.tag(to), 1);
        let to = journal.with_file_name(name);
        // a journal that is there already may be all that is left of what was typed
        if !to.exists() {
            rename(&journal, &to);
        }
    }
}

/// Deletes them when the file that was at `path` is deleted.
///
/// # Errors
/// What could not be deleted, and why; the rest is deleted.
pub(super) fn remove_with(paths: &Paths, path: &Path) -> Result<(), (PathBuf, io::Error)> {
    let mut left = None;
    for one in [versions::folder(paths, path), undo::file(paths, path)]
        .into_iter()
        .chain(journals(paths, path))
    {
        match delete(paths, &one) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => left = Some((one, e)),
            _ => {}
        }
    }
    left.map_or(Ok(()), Err)
}

fn delete(paths: &Paths, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        paths.disk.remove_folder(path)
    } else {
        paths.disk.remove(path)
    }
}

/// The journals of the file at `path`, also those put aside.
fn journals(paths: &Paths, path: &Path) -> Vec<PathBuf> {
    let start = paths.tag(path);
    let is_of = |p: &PathBuf| {
        p.file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with(&start))
    };
    std::fs::read_dir(paths.journals())
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(is_of)
        .collect()
}
