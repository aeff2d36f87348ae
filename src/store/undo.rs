//! What can be undone in a session, kept over a restart.

use super::paths::{Paths, tag};
use super::replace::overwrite;
use crate::domain::Entry;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Most steps kept.
const STEPS: usize = 100;
/// Largest file kept, in bytes.
const LARGEST: usize = 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Past {
    /// Hash of the session file these steps lead to: after any other change they fit no more.
    file: u64,
    steps: Vec<Entry>,
}

/// Keeps the newest of these steps, which lead to the file with this hash.
pub(super) fn keep(paths: &Paths, path: &Path, hash: u64, steps: &[Entry]) {
    let to = file(paths, path);
    if steps.is_empty() {
        let _ = paths.disk.remove(&to);
        return;
    }
    let newest = steps
        .get(steps.len().saturating_sub(STEPS)..)
        .unwrap_or_default();
    let text = |steps: &[Entry]| {
        serde_json::to_vec(&Past {
            file: hash,
            steps: steps.to_vec(),
        })
        .unwrap_or_default()
    };
    // a huge text was pasted: fewer steps rather than none
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
        // a convenience: where it cannot be kept, earlier versions are
        let _ = paths
            .disk
            .folder(&paths.undo())
            .and_then(|()| overwrite(&paths.disk, &to, &text));
    }
}

/// The steps that lead to the file with this hash, the oldest first.
pub(super) fn kept(paths: &Paths, path: &Path, hash: u64) -> Vec<Entry> {
    let past: Option<Past> = paths
        .disk
        .read(&file(paths, path))
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    past.filter(|p| p.file == hash)
        .map(|p| p.steps)
        .unwrap_or_default()
}

/// Where the steps of the file at `path` are.
pub(super) fn file(paths: &Paths, path: &Path) -> PathBuf {
    paths.undo().join(format!("{}.json", tag(path)))
}
