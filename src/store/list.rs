//! The sessions of a folder, with what is true of them together.

use super::index;
use super::io_message::IoFault;
use super::names::shown;
use super::paths::Paths;
use crate::domain::newest::{Holder, carried_over};
use crate::domain::{Id, Summary};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// A folder of sessions that cannot be read or made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("The library {} cannot be used: {why}.", shown(.folder))]
pub struct FolderError {
    /// The folder.
    pub folder: PathBuf,
    /// The reason.
    pub why: IoFault,
}

/// All sessions of the library, newest first. A library that is not there yet is empty.
///
/// # Errors
/// [`FolderError`] if the library cannot be read.
pub fn list(paths: &Paths) -> Result<Vec<Summary>, FolderError> {
    summaries(paths, &paths.library)
}

/// All sessions in the bin, newest first.
///
/// # Errors
/// [`FolderError`] if the bin cannot be read.
pub fn list_bin(paths: &Paths) -> Result<Vec<Summary>, FolderError> {
    summaries(paths, &paths.bin)
}

fn summaries(paths: &Paths, folder: &Path) -> Result<Vec<Summary>, FolderError> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        Err(e) => {
            // Windows calls the name impossible
            let why = match folder.is_file() {
                true => std::io::ErrorKind::NotADirectory.into(),
                false => e,
            };
            return Err(FolderError {
                folder: folder.to_path_buf(),
                why: why.into(),
            });
        }
    };
    let is_hidden = |path: &Path| {
        path.file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
    };
    let files = entries
        .flatten()
        .map(|e| e.path())
        .filter(|p| p.extension().is_some_and(|e| e == "json") && !is_hidden(p))
        .collect();
    let mut out = index::summaries(paths, folder, files);
    mark_other_versions(&mut out);
    drop_carried_over(&mut out);
    out.sort_by(|a, b| {
        b.modified
            .cmp(&a.modified)
            .then_with(|| a.path.cmp(&b.path))
    });
    Ok(out)
}

/// An action that a newer session of the relationship has too is open or ended there, and no longer
/// counts here.
fn drop_carried_over(all: &mut [Summary]) {
    let mains: Vec<&Summary> = all.iter().filter(|s| s.another_of.is_none()).collect();
    let holders: Vec<Holder> = mains.iter().map(|s| Holder::from(*s)).collect();
    let ids = mains.iter().map(|s| s.id.clone());
    let carried = carried_over(&holders).into_iter();
    let carried = carried.map(|set| set.into_iter().cloned().collect());
    let carried: HashMap<String, HashSet<Id>> = ids.zip(carried).collect();
    for s in all {
        let Some(carried) = carried.get(&s.id) else {
            continue;
        };
        let mut ids = s.open_ids.iter();
        s.open_actions
            .retain(|_| ids.next().is_none_or(|id| !carried.contains(id)));
    }
}

/// Parts of the names that sync programs give to a file they cannot merge, and that this program
/// gives.
const OTHER_VERSION: [&str; 3] = [".sync-conflict-", "conflicted copy", "-changed-elsewhere"];

/// Marks files with the same session: all but the best are other versions of it. Files that a sync
/// program named so come after the others, and earlier saves after later ones.
fn mark_other_versions(all: &mut [Summary]) {
    let is_named_so = |s: &Summary| {
        s.path.file_name().is_some_and(|n| {
            OTHER_VERSION
                .iter()
                .any(|mark| n.to_string_lossy().contains(mark))
        })
    };
    let mut first: HashMap<String, (bool, Reverse<Option<Timestamp>>, PathBuf)> = HashMap::new();
    for s in all.iter().filter(|s| s.fault.is_none()) {
        let rank = (is_named_so(s), Reverse(s.modified), s.path.clone());
        let best = first.entry(s.id.clone()).or_insert_with(|| rank.clone());
        if rank < *best {
            *best = rank;
        }
    }
    for s in all.iter_mut().filter(|s| s.fault.is_none()) {
        s.another_of = first
            .get(&s.id)
            .map(|best| best.2.clone())
            .filter(|path| *path != s.path);
    }
}
