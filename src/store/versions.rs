//! Earlier versions of a session, and the last good one when a file is damaged.

use super::paths::{Paths, tag};
use super::write::create_new;
use std::path::{Path, PathBuf};

/// How many are kept.
const KEEP: usize = 10;

/// Keeps `bytes` as a version of the file at `path`, named by `stamp` so that names sort by time.
pub(super) fn keep(paths: &Paths, path: &Path, bytes: &[u8], stamp: &str) {
    let folder = folder(paths, path);
    if std::fs::create_dir_all(&folder).is_err() {
        return;
    }
    let newest_is_same = all(&folder).last().and_then(|p| std::fs::read(p).ok()).is_some_and(|b| b == bytes);
    if newest_is_same {
        return;
    }
    let _ = create_new(&folder.join(format!("{stamp}.json")), bytes);
    let all = all(&folder);
    for old in all.iter().take(all.len().saturating_sub(KEEP)) {
        let _ = std::fs::remove_file(old);
    }
}

/// The newest version that can be read.
pub(super) fn last_good(paths: &Paths, path: &Path) -> Option<PathBuf> {
    all(&folder(paths, path)).into_iter().rev().find(|p| super::read::read(p).is_ok())
}

fn folder(paths: &Paths, path: &Path) -> PathBuf {
    paths.versions().join(tag(path))
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    out.sort();
    out
}
