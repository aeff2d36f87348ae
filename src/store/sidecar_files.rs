//! What the state folder holds for a session's file: earlier versions, steps of undo, the journal of a program
//! that was killed and those put aside. They go where the file goes, and for ever when that does.
//!
//! Notes on their way belong to the session, not to its file, and emergency copies to nobody but the person.

use super::paths::{Paths, tag};
use super::{undo, versions};
use std::io;
use std::path::{Path, PathBuf};

/// Takes them along with a file that was at `from` and is at `to` now, where no file was; both without links.
pub(super) fn follow(paths: &Paths, from: &Path, to: &Path) {
    // what cannot move is of use only while the file is where it was
    let go = |from: &Path, to: &Path| drop(paths.disk.rename(from, to));
    for (from, to) in [versions::folder(paths, from), undo::file(paths, from)]
        .iter()
        .zip([versions::folder(paths, to), undo::file(paths, to)])
    {
        if from.exists() {
            // of a file that is there no more
            let _ = remove(paths, &to);
            go(from, &to);
        }
    }
    for journal in journals(paths, from) {
        let name = journal
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .replacen(&tag(from), &tag(to), 1);
        let to = journal.with_file_name(name);
        // one that is there may be all that is left of what was typed
        if !to.exists() {
            go(&journal, &to);
        }
    }
}

/// Deletes them with the file that was at `path`.
///
/// # Errors
/// What could not be deleted, and why; the rest is.
pub(super) fn delete_with_references(
    paths: &Paths,
    path: &Path,
) -> Result<(), (PathBuf, io::Error)> {
    let mut left = None;
    for one in [versions::folder(paths, path), undo::file(paths, path)]
        .into_iter()
        .chain(journals(paths, path))
    {
        match remove(paths, &one) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => left = Some((one, e)),
            _ => {}
        }
    }
    left.map_or(Ok(()), Err)
}

fn remove(paths: &Paths, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        paths.disk.remove_folder(path)
    } else {
        paths.disk.remove(path)
    }
}

/// The journals of the file at `path`.
fn journals(paths: &Paths, path: &Path) -> Vec<PathBuf> {
    let start = tag(path);
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
