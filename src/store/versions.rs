//! Earlier versions of a session, kept in the state folder.

use super::names::{shown_name, without_links};
use super::paths::Paths;
use super::read::{parse, read, read_bytes};
use super::replace::{create_new, left_behind};
use crate::domain::Summary;
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::path::{Path, PathBuf};

/// How many versions are kept.
const KEEP: usize = 10;
/// How a version's name begins: when it was replaced.
pub(super) const STAMP: &str = "%Y%m%d-%H%M%S";
/// Length of that.
const STAMP_LEN: usize = "20261019-093000".len();

/// Keeps `bytes` as a version of the file at `path`, named by `stamp` so that names sort by time.
pub(super) fn keep(paths: &Paths, path: &Path, bytes: &[u8], stamp: &str) -> std::io::Result<()> {
    let folder = folder(paths, path);
    paths.disk.folder(&folder)?;
    let newest_is_same = all(&folder)
        .last()
        .and_then(|p| paths.disk.read(p).ok())
        .is_some_and(|b| b == bytes);
    if newest_is_same {
        return Ok(());
    }
    // two versions of the same second keep their order
    let free = (0..100u32)
        .map(|n| folder.join(format!("{stamp}-{n:02}.json")))
        .find(|p| !p.exists());
    free.map_or_else(
        || Err(std::io::ErrorKind::AlreadyExists.into()),
        |path| create_new(&paths.disk, &path, bytes).map(drop),
    )?;
    let all = all(&folder);
    // a helper that a kill left here: the session itself is whole
    for half in entries(&folder).filter(|p| p.extension().is_some_and(|e| e == "tmp")) {
        let _ = paths.disk.remove(&half);
    }
    for old in all.iter().take(all.len().saturating_sub(KEEP)) {
        let _ = paths.disk.remove(old);
    }
    Ok(())
}

/// Deletes the helper files that a killed program left beside `path`. One that holds a session,
/// such as what another program wrote last, is kept as a version first.
pub(super) fn sweep(paths: &Paths, path: &Path) {
    for helper in left_behind(path) {
        let Ok(bytes) = read_bytes(&helper) else {
            continue;
        };
        let known = paths.disk.read(path).is_ok_and(|there| there == bytes)
            || parse(&bytes, "helper").is_err();
        let stamp = || {
            let modified = std::fs::metadata(&helper).and_then(|m| m.modified()).ok()?;
            Some(
                Timestamp::try_from(modified)
                    .ok()?
                    .strftime(STAMP)
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
    /// When it was replaced.
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
            DateTime::strptime(STAMP, file.file_stem()?.to_str()?.get(..STAMP_LEN)?).ok()?;
        let until = stamp.to_zoned(TimeZone::UTC).ok()?.timestamp();
        let summary = match read(&file) {
            Ok(read) => Summary::new(&read.session, file.clone()),
            Err(why) => Summary::unreadable(file.clone(), shown_name(&file), why.to_string()),
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

/// The newest version that can be read.
pub(super) fn last_good(paths: &Paths, path: &Path) -> Option<PathBuf> {
    all(&folder(paths, path))
        .into_iter()
        .rev()
        .find(|p| read(p).is_ok())
}

/// The folder of the versions of the file at `path`.
pub(super) fn folder(paths: &Paths, path: &Path) -> PathBuf {
    paths.versions().join(paths.tag(path))
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
