//! Earlier versions of a session, and the last good one when a file is damaged.

use super::io_message;
use super::lock::Lock;
use super::open::{Access, open};
use super::paths::{Paths, name, shown, tag, without_links};
use super::read::{parse, read_text};
use super::replace::{create_new, left_behind, replace};
use crate::domain::Summary;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// How many are kept.
const KEEP: usize = 10;
/// Length of the time in a version's name.
const STAMP: usize = "20261019-093000".len();

/// Keeps `bytes` as a version of the file at `path`, named by `stamp` so that names sort by time.
pub(super) fn keep(paths: &Paths, path: &Path, bytes: &[u8], stamp: &str) -> std::io::Result<()> {
    let folder = folder(paths, path);
    paths.disk.folder(&folder)?;
    let newest_is_same = all(&folder)
        .last()
        .and_then(|p| std::fs::read(p).ok())
        .is_some_and(|b| b == bytes);
    if newest_is_same {
        return Ok(());
    }
    // two of one second keep their order
    let free = (0..100u32)
        .map(|n| folder.join(format!("{stamp}-{n:02}.json")))
        .find(|p| !p.exists());
    free.map_or_else(
        || Err(std::io::ErrorKind::AlreadyExists.into()),
        |path| create_new(&paths.disk, &path, bytes).map(drop),
    )?;
    let all = all(&folder);
    // what a kill left here is half a version of a session that is whole in its place
    for half in entries(&folder).filter(|p| p.extension().is_some_and(|e| e == "tmp")) {
        let _ = paths.disk.remove(&half);
    }
    for old in all.iter().take(all.len().saturating_sub(KEEP)) {
        let _ = paths.disk.remove(old);
    }
    Ok(())
}

/// Looks after the helper files that a killed program left beside `path`: what holds a session, such as
/// another program's last words, is kept as a version; then they go.
pub(super) fn sweep(paths: &Paths, path: &Path) {
    for helper in left_behind(path) {
        let Ok(bytes) = read_text(&helper) else {
            continue;
        };
        let known = paths.disk.read(path).is_ok_and(|there| there == bytes)
            || parse(&bytes, "helper").is_err();
        let stamp = || {
            let modified = std::fs::metadata(&helper).and_then(|m| m.modified()).ok()?;
            Some(
                Timestamp::try_from(modified)
                    .ok()?
                    .strftime("%Y%m%d-%H%M%S")
                    .to_string(),
            )
        };
        if known || stamp().is_some_and(|stamp| keep(paths, path, &bytes, &stamp).is_ok()) {
            let _ = paths.disk.remove(&helper);
        }
    }
}

/// An earlier version of a session.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Where it is.
    pub path: PathBuf,
    /// Until when the session was so.
    pub until: Timestamp,
    /// What it holds.
    pub summary: Summary,
}

/// The earlier versions of the session at `path`, the newest first.
#[must_use]
pub fn versions(paths: &Paths, path: &Path) -> Vec<Version> {
    let path = without_links(path);
    let version = |file: PathBuf| {
        let stamp =
            DateTime::strptime("%Y%m%d-%H%M%S", file.file_stem()?.to_str()?.get(..STAMP)?).ok()?;
        let until = stamp.to_zoned(TimeZone::UTC).ok()?.timestamp();
        let summary = match super::read::read(&file) {
            Ok(read) => Summary::new(&read.session, file.clone()),
            Err(why) => Summary::unreadable(file.clone(), name(&file), why),
        };
        Some(Version {
            path: file,
            until,
            summary,
        })
    };
    all(&folder(paths, &path))
        .into_iter()
        .rev()
        .filter_map(version)
        .collect()
}

/// Puts an earlier version into the place of the session at `path`; what is there becomes a version itself.
///
/// # Errors
/// One sentence; nothing is changed, for example while the session is open elsewhere.
pub fn go_back(
    paths: &Paths,
    path: &Path,
    version: &Path,
    who: &str,
    now: Timestamp,
) -> Result<(), String> {
    let path = std::fs::canonicalize(path)
        .map_err(|e| format!("{} cannot be opened: {}.", shown(path), io_message::of(&e)))?;
    let bytes = read_text(version)?;
    parse(&bytes, &name(version))?;
    let taken = || {
        format!(
            "{} is open elsewhere. Close it there first; nothing is changed.",
            name(&path)
        )
    };
    match open(paths, &path, false, who) {
        Ok(mut opened) => {
            if let Access::ReadOnly(why) = &opened.access {
                return Err(format!(
                    "{} is read-only: {why}. Nothing is changed.",
                    name(&path)
                ));
            }
            // what the journal of a killed program holds belongs to the version that goes
            if opened.recovered {
                opened
                    .session_file
                    .save(&opened.session, 1, now)
                    .map_err(|why| format!("Not saved: {why}. Nothing is changed."))?;
            }
            let done = put(paths, &path, &bytes, now);
            opened.session_file.close();
            done
        }
        // a damaged file is what one goes back from
        Err(_) => {
            let _lock = Lock::take(&path, who).map_err(|_| taken())?;
            put(paths, &path, &bytes, now)
        }
    }
}

fn put(paths: &Paths, path: &Path, bytes: &[u8], now: Timestamp) -> Result<(), String> {
    let failed = |e: std::io::Error| {
        format!(
            "{} cannot be written: {}. Nothing is changed.",
            shown(path),
            io_message::of(&e)
        )
    };
    // what is there is kept first, or nothing is done
    let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
    let there = paths.disk.read(path).map_err(failed)?;
    keep(paths, path, &there, &stamp).map_err(failed)?;
    let done = replace(&paths.disk, path, bytes, &there).map_err(failed)?;
    // what another program wrote at the last instant is a version too
    done.was
        .map_or(Ok(()), |was| keep(paths, path, &was, &stamp))
        .map_err(failed)?;
    done.reached.map(drop).map_err(|e| {
        format!(
            "{} is as it was then, but may be gone after a power cut: {}.",
            shown(path),
            io_message::of(&e)
        )
    })
}

/// The newest version that can be read.
pub(super) fn last_good(paths: &Paths, path: &Path) -> Option<PathBuf> {
    all(&folder(paths, path))
        .into_iter()
        .rev()
        .find(|p| super::read::read(p).is_ok())
}

/// Where the versions of the file at `path` are.
pub(super) fn folder(paths: &Paths, path: &Path) -> PathBuf {
    paths.versions().join(tag(path))
}

fn all(folder: &Path) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = entries(folder)
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    out.sort();
    out
}

fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
}
