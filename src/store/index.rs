//! What is known of the files of a folder, so that a library is not read anew each time.
//!
//! A file is known by its name, size and time. The index is a mere memory: when it is lost or does not
//! fit, files are read again; nothing waits until it has reached the disk.

use super::paths::{Paths, tag};
use super::summary;
use crate::domain::Summary;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ffi::OsString;
use std::fs::Metadata;
use std::path::{Path, PathBuf};

/// A file this young when the index was written may have changed since within one tick of its clock.
const YOUNG: SignedDuration = SignedDuration::from_secs(2);
/// Fewest files that are worth a memory, and more than one thread.
const MANY: usize = 64;
/// Most threads that read at once.
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
    let index = paths.state.join(format!("library-{}.json", tag(folder)));
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
    // what is not there any more, or new, makes the index another one
    let changed = !known.is_empty() || !new.is_empty();
    out.extend(read_all(new));
    if changed && out.len() >= MANY {
        save(
            paths,
            &index,
            &out.iter()
                .filter(|k| k.summary.fault.is_none())
                .collect::<Vec<_>>(),
        );
    }
    out.into_iter().map(|k| k.summary).collect()
}

fn stamp(meta: &Metadata) -> Option<(u64, Timestamp)> {
    Some((meta.len(), Timestamp::try_from(meta.modified().ok()?).ok()?))
}

/// Reads the heads of these files, on more than one thread where they are many.
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
        .read(index)
        .ok()
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .unwrap_or_default();
    let settled = |k: &Known| {
        written.is_some_and(|(_, written)| k.modified.checked_add(YOUNG).is_ok_and(|m| m < written))
    };
    all.into_iter()
        .filter(settled)
        .map(|k| (OsString::from(&k.name), k))
        .collect()
}

/// Not synced: what a power cut takes is read again. What cannot be read is tried anew each time.
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
    // without it the library is read anew the next time, as before
    let _: std::io::Result<()> = written;
}
