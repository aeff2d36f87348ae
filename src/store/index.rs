//! A cache of the summaries of a folder, so that a large library is not read anew each time.
//!
//! A file is recognised by its name, size and time. When the cache is lost or does not fit, the
//! files are read again, so it is never synced to the disk.

use super::paths::Paths;
use super::regular::MAX_STATE_BYTES;
use super::summary;
use crate::domain::Summary;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A file that was this young when the cache was written may have changed since within one tick of
/// its clock.
const YOUNG: SignedDuration = SignedDuration::from_secs(2);
/// Number of files from which a cache, and more than one thread, are worth it.
const MANY: usize = 64;
/// How many threads read at once.
const THREADS: usize = 4;

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Known {
    name: String,
    size: u64,
    modified: Timestamp,
    summary: Summary,
}

/// The summaries of the session files in `folder`, in no order.
pub(super) fn summaries(paths: &Paths, folder: &Path, files: Vec<PathBuf>) -> Vec<Summary> {
    let index = paths
        .state
        .join(format!("library-{}.json", paths.tag(folder)));
    let mut known = load(paths, &index);
    let (mut out, mut new) = (Vec::with_capacity(files.len()), Vec::new());
    for path in files {
        let meta = path.metadata().ok();
        let there = path
            .file_name()
            .and_then(|name| known.remove(name))
            .filter(|k| {
                meta.as_ref()
                    .is_some_and(|m| stamp(m) == Some((k.size, k.modified)))
            });
        match there {
            Some(k) => out.push(Known {
                summary: Summary { path, ..k.summary },
                ..k
            }),
            None => new.push((path, meta.as_ref().and_then(stamp))),
        }
    }
    // a name that is not UTF-8 cannot be in the cache
    let cached = |path: &Path| path.file_name().is_some_and(|n| n.to_str().is_some());
    let changed = !known.is_empty() || new.iter().any(|(path, _)| cached(path));
    out.extend(read_all(new));
    if changed && out.len() >= MANY {
        save(
            paths,
            &index,
            &out.iter()
                .filter(|k| k.summary.fault.is_none() && cached(&k.summary.path))
                .collect::<Vec<_>>(),
        );
    }
    out.into_iter().map(|k| k.summary).collect()
}

fn stamp(meta: &Metadata) -> Option<(u64, Timestamp)> {
    Some((meta.len(), Timestamp::try_from(meta.modified().ok()?).ok()?))
}

/// Reads the summaries of these files, on several threads if they are many.
fn read_all(files: Vec<(PathBuf, Option<(u64, Timestamp)>)>) -> Vec<Known> {
    let read = |(path, stamp): &(PathBuf, Option<(u64, Timestamp)>)| {
        let (size, modified) = stamp.unwrap_or((0, Timestamp::UNIX_EPOCH));
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        Known {
            name,
            size,
            modified,
            summary: summary::summary(path),
        }
    };
    let threads = std::thread::available_parallelism()
        .map_or(1, usize::from)
        .min(THREADS);
    if files.len() < MANY || threads < 2 {
        return files.iter().map(read).collect();
    }
    std::thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(files.len().div_ceil(threads))
            .map(|part| scope.spawn(move || part.iter().map(read).collect::<Vec<_>>()))
            .collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_default())
            .collect()
    })
}

fn load(paths: &Paths, index: &Path) -> HashMap<OsString, Known> {
    let written = std::fs::metadata(index).ok().and_then(|m| stamp(&m));
    let all: Vec<Known> = paths
        .disk
        .read_at_most(index, MAX_STATE_BYTES)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let is_certain = |k: &Known| {
        written.is_some_and(|(_, written)| k.modified.checked_add(YOUNG).is_ok_and(|m| m < written))
    };
    all.into_iter()
        .filter(is_certain)
        .map(|k| (OsString::from(&k.name), k))
        .collect()
}

/// Writes the cache. Files that cannot be read are not in it, so that they are tried again each
/// time.
fn save(paths: &Paths, index: &Path, all: &[&Known]) {
    let disk = &paths.disk;
    let written = disk.folder(&paths.state).and_then(|()| {
        let mut helper = disk.helper(index)?;
        let at = helper.path().to_path_buf();
        disk.write(
            helper.as_file_mut(),
            &at,
            &serde_json::to_vec(all).unwrap_or_default(),
        )?;
        disk.rename(&at, index)?;
        helper.disable_cleanup(true);
        Ok(())
    });
    // without it the library is read anew the next time
    let _: std::io::Result<()> = written;
}
