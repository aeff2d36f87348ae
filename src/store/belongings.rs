//! What the state folder holds for a session's file: it goes where the file goes, and for ever when that does.

use super::paths::Paths;
use super::{journal, undo, versions};
use std::path::{Path, PathBuf};

/// Earlier versions, steps of undo, and the journal of a program that was killed.
fn all(paths: &Paths, path: &Path) -> [PathBuf; 3] {
    [versions::folder(paths, path), undo::file(paths, path), journal::file(paths, path)]
}

/// Takes them along with a file that was at `from` and is at `to` now, both without links.
pub(super) fn follow(paths: &Paths, from: &Path, to: &Path) {
    for (from, to) in all(paths, from).iter().zip(all(paths, to)) {
        // what is not there does not move; what cannot is of use only while the file is where it was
        let _ = paths.disk.rename(from, &to);
    }
}

/// Deletes them with the file at `path`.
pub(super) fn forget(paths: &Paths, path: &Path) {
    let [versions, files @ ..] = all(paths, path);
    let _ = std::fs::remove_dir_all(versions);
    for file in files {
        let _ = paths.disk.remove(&file);
    }
}
