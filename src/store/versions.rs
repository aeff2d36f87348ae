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

/// How many of the newest versions are kept, whatever their age.
const NEWEST: usize = 10;
/// Age in hours up to which the last version of each hour is kept.
const HOURS: i32 = 24;
/// Age in hours up to which the last version of each day is kept.
const DAYS: i32 = 30 * 24;
/// How a version's name begins: when it was replaced.
pub(super) const STAMP: &str = "%Y%m%d-%H%M%S";
/// Length of that.
const STAMP_LEN: usize = "20261019-093000".len();
/// Length of its beginning that names a day, and an hour.
const DAY_LEN: usize = "20261019".len();
const HOUR_LEN: usize = "20261019-09".len();

/// Keeps `bytes` as a version of the file at `path`, named by `stamp` so that names sort by time.
/// The same content is kept once, under its latest time.
pub(super) fn keep(paths: &Paths, path: &Path, bytes: &[u8], stamp: &str) -> std::io::Result<()> {
    let folder = folder(paths, path);
    paths.disk.folder(&folder)?;
    let same = find(paths, path, bytes);
    if same.is_some() && same == all(&folder).pop() {
        return Ok(());
    }
    // two versions of the same second keep their order
    let free = (0..100u32)
        .map(|n| folder.join(format!("{stamp}-{n:02}.json")))
        .find(|p| !p.exists())
        .ok_or(std::io::ErrorKind::AlreadyExists)?;
    match same {
        Some(same) => paths.disk.rename(&same, &free)?,
        None => create_new(&paths.disk, &free, bytes).map(drop)?,
    }
    // a helper that a kill left here: the session itself is whole
    for half in entries(&folder).filter(|p| p.extension().is_some_and(|e| e == "tmp")) {
        let _ = paths.disk.remove(&half);
    }
    for old in surplus(all(&folder)) {
        let _ = paths.disk.remove(&old);
    }
    Ok(())
}

/// The version that holds these bytes.
pub(super) fn find(paths: &Paths, path: &Path, bytes: &[u8]) -> Option<PathBuf> {
    let is_as_long = |p: &PathBuf| p.metadata().is_ok_and(|m| m.len() == bytes.len() as u64);
    all(&folder(paths, path))
        .into_iter()
        .rev()
        .filter(is_as_long)
        .find(|p| paths.disk.read(p).is_ok_and(|there| there == bytes))
}

/// The versions, given the oldest first, that are neither among the newest nor the last of an hour
/// or a day: a sync program that changes the file again and again pushes no earlier day out.
fn surplus(all: Vec<PathBuf>) -> Vec<PathBuf> {
    let stamp = |p: &PathBuf| -> String {
        let name = p.file_name().unwrap_or_default().to_string_lossy();
        name.chars().take(STAMP_LEN).collect()
    };
    let stamps: Vec<String> = all.iter().map(stamp).collect();
    let time = |stamp: &String| DateTime::strptime(STAMP, stamp).ok();
    let newest = stamps.last().and_then(time);
    let is_kept = |(at, stamp): (usize, &String)| {
        let age = newest.zip(time(stamp)).and_then(|(newest, time)| {
            Some(newest.since((jiff::Unit::Hour, time)).ok()?.get_hours())
        });
        let is_last_of = |length| {
            stamps
                .get(at + 1)
                .is_none_or(|next| next.get(..length) != stamp.get(..length))
        };
        at + NEWEST >= stamps.len()
            || age.is_some_and(|age| {
                age <= HOURS && is_last_of(HOUR_LEN) || age <= DAYS && is_last_of(DAY_LEN)
            })
    };
    let kept: Vec<bool> = stamps.iter().enumerate().map(is_kept).collect();
    let both = all.into_iter().zip(kept);
    both.filter(|(_, kept)| !kept).map(|(p, _)| p).collect()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_kept_by_age_as_well_as_by_count() {
        let start: DateTime = "2026-10-01T00:00:00".parse().unwrap();
        let mut all: Vec<PathBuf> = Vec::new();
        // a sync program that flaps every five minutes for forty days
        for minute in (0..40 * 24 * 60).step_by(5) {
            let at = start + jiff::SignedDuration::from_mins(minute);
            all.push(format!("{}-00.json", at.strftime(STAMP)).into());
            let surplus = surplus(all.clone());
            all.retain(|p| !surplus.contains(p));
            assert!(all.len() <= NEWEST + 24 + 31, "{}", all.len());
        }
        let days: std::collections::BTreeSet<String> = all
            .iter()
            .map(|p| p.to_string_lossy().chars().take(DAY_LEN).collect())
            .collect();
        assert_eq!(days.len(), 31, "{days:?}");
        let last_day = all
            .iter()
            .filter(|p| p.to_string_lossy().starts_with("20261109"))
            .count();
        assert!(last_day >= 24, "{last_day}");
    }

    #[test]
    fn a_name_that_is_no_time_is_kept_only_among_the_newest() {
        let name = |n: usize| PathBuf::from(format!("n{n}.json"));
        let all: Vec<PathBuf> = (0..12).map(name).collect();
        assert_eq!(surplus(all), [name(0), name(1)]);
    }
}
