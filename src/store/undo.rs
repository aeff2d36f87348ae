//! The undo history of a session, kept while the program is not running.

use super::paths::Paths;
use super::replace::overwrite;
use crate::domain::Entry;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// How many steps are kept.
const STEPS: usize = 100;
/// Largest file kept, in bytes.
const LARGEST: usize = 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Kept {
    /// Hash of the session file these steps lead to; after any other change they no longer apply.
    file: u64,
    steps: Vec<Entry>,
}

/// Writes the newest of these steps, which lead to the file with this hash.
pub(super) fn write(paths: &Paths, path: &Path, hash: u64, steps: &[Entry]) {
    let to = file(paths, path);
    if steps.is_empty() {
        let _ = paths.disk.remove(&to);
        return;
    }
    let newest = steps
        .get(steps.len().saturating_sub(STEPS)..)
        .unwrap_or_default();
    let text = |steps: &[Entry]| {
        serde_json::to_vec(&Kept {
            file: hash,
            steps: steps.to_vec(),
        })
        .unwrap_or_default()
    };
    // after a huge paste: fewer steps rather than none
    let fits = [
        newest,
        newest
            .get(newest.len().saturating_sub(10)..)
            .unwrap_or_default(),
    ]
    .into_iter()
    .map(text)
    .find(|t| t.len() <= LARGEST);
    if let Some(text) = fits {
        // without it there are still the earlier versions
        let _ = paths
            .disk
            .folder(&paths.undo())
            .and_then(|()| overwrite(&paths.disk, &to, &text));
    }
}

/// The steps that lead to the file with this hash, the oldest first.
pub(super) fn read(paths: &Paths, path: &Path, hash: u64) -> Vec<Entry> {
    let kept: Option<Kept> = paths
        .disk
        .read(&file(paths, path))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    kept.filter(|kept| kept.file == hash)
        .map(|kept| kept.steps)
        .unwrap_or_default()
}

/// The undo file of the session file at `path`.
pub(super) fn file(paths: &Paths, path: &Path) -> PathBuf {
    paths.undo().join(format!("{}.json", paths.tag(path)))
}
