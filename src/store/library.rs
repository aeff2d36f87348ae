//! The folder of sessions.

use super::lock::{Lock, NoLock};
use super::open::{Access, open};
use super::paths::{Paths, name, shown, without_links};
use super::read::read;
use super::replace::create_new;
use super::{index, io_message, sidecar_files, write};
use crate::domain::merge::additions;
use crate::domain::{Edit, Id, Session, Summary, apply};
use jiff::Timestamp;
use jiff::civil::Date;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Writes a new session into the library and returns its path.
///
/// # Errors
/// One sentence.
pub fn create(paths: &Paths, session: &Session, day: jiff::civil::Date) -> Result<PathBuf, String> {
    paths.disk.folder(&paths.library).map_err(|e| {
        format!(
            "The library {} cannot be used: {}. Name another folder with --library.",
            shown(&paths.library),
            io_message::of(&e)
        )
    })?;
    let path = free_name(&paths.library, &file_name(day, &session.title, &session.id));
    create_new(&paths.disk, &path, write::to_json(session, &[]).as_bytes()).map_err(|e| {
        format!(
            "{} cannot be written: {}.",
            shown(&path),
            io_message::of(&e)
        )
    })?;
    Ok(path)
}

/// All sessions of the library, newest first. A library that is not there yet is empty.
///
/// # Errors
/// One sentence when the library cannot be read.
pub fn list(paths: &Paths) -> Result<Vec<Summary>, String> {
    summaries(paths, &paths.library)
}

/// What is in the bin, newest first.
///
/// # Errors
/// One sentence when the bin cannot be read.
pub fn list_bin(paths: &Paths) -> Result<Vec<Summary>, String> {
    summaries(paths, &paths.bin)
}

fn summaries(paths: &Paths, folder: &Path) -> Result<Vec<Summary>, String> {
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(vec![]),
        Err(e) => {
            return Err(format!(
                "The library {} cannot be used: {}. Name another folder with --library.",
                shown(folder),
                io_message::of(&e)
            ));
        }
    };
    let files = entries
        .flatten()
        .map(|e| e.path())
        .filter(|p| {
            p.extension().is_some_and(|e| e == "json")
                && !p
                    .file_name()
                    .is_some_and(|n| n.to_string_lossy().starts_with('.'))
        })
        .collect();
    let mut out = index::summaries(paths, folder, files);
    find_other_versions(&mut out);
    // what went along into a later session is open there
    let followed: Vec<(String, Vec<Id>)> = out
        .iter()
        .filter_map(|s| Some((s.follows.clone()?, s.open_ids.clone())))
        .collect();
    for s in &mut out {
        let gone = |id: &Id| {
            followed
                .iter()
                .any(|(of, ids)| *of == s.id && ids.contains(id))
        };
        let stays: Vec<bool> = s.open_ids.iter().map(|id| !gone(id)).collect();
        let mut keep = stays.iter();
        s.open_actions.retain(|_| *keep.next().unwrap_or(&true));
    }
    out.sort_by(|a, b| {
        b.modified
            .cmp(&a.modified)
            .then_with(|| a.path.cmp(&b.path))
    });
    Ok(out)
}

/// What programs that sync folders write into the name of a file they cannot merge, and what we write.
const OTHER_VERSION: [&str; 3] = [".sync-conflict-", "conflicted copy", "-changed-elsewhere"];

/// Of the files with one session, all but one are other versions of it: those a program that syncs
/// folders named so, then those that were saved earlier.
fn find_other_versions(all: &mut [Summary]) {
    let named_so = |s: &Summary| {
        s.path.file_name().is_some_and(|n| {
            OTHER_VERSION
                .iter()
                .any(|mark| n.to_string_lossy().contains(mark))
        })
    };
    let mut first: HashMap<String, (bool, Reverse<Option<Timestamp>>, PathBuf)> = HashMap::new();
    for s in all.iter().filter(|s| s.fault.is_none()) {
        let rank = (named_so(s), Reverse(s.modified), s.path.clone());
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

/// The session that `words` mean: a path, an id or its unique beginning, or words of the title.
///
/// # Errors
/// One sentence: none, or several with their ids.
pub fn resolve(paths: &Paths, words: &str) -> Result<PathBuf, String> {
    let path = Path::new(words);
    if path.exists() || words.ends_with(".json") {
        return Ok(path.to_path_buf());
    }
    let all: Vec<Summary> = list(paths)?
        .into_iter()
        .filter(|s| s.another_of.is_none())
        .collect();
    let by_id: Vec<&Summary> = all
        .iter()
        .filter(|s| !words.is_empty() && s.id.starts_with(words))
        .collect();
    let by_title = || {
        all.iter()
            .filter(|s| !words.trim().is_empty() && s.is_called(words))
            .collect()
    };
    let found = if by_id.is_empty() { by_title() } else { by_id };
    match found.as_slice() {
        [one] => Ok(one.path.clone()),
        [] => Err(format!(
            "No session is called “{}”. `roundtable list` shows what there is.",
            crate::text::one_line(words)
        )),
        many => {
            let names: Vec<String> = many
                .iter()
                .take(5)
                .map(|s| {
                    format!(
                        "{} ({})",
                        crate::text::one_line(&s.title),
                        crate::text::one_line(&s.id)
                    )
                })
                .collect();
            Err(format!(
                "“{}” means {} sessions: {}. Name one by its id.",
                crate::text::one_line(words),
                many.len(),
                names.join(", ")
            ))
        }
    }
}

/// The file name of a session: day, title in safe characters, six signs that make it unique.
#[must_use]
pub fn file_name(day: Date, title: &str, id: &Id) -> String {
    let slug = crate::text::slug(title, "session");
    let tail: String = id
        .as_str()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let tail = format!(
        "{:0>6}",
        tail.get(tail.len().saturating_sub(6)..).unwrap_or_default()
    );
    format!("{day}-{slug}-{}.json", tail.to_ascii_lowercase())
}

/// A path in `folder` with this name, or with `-2`, `-3`, … before its ending: never one that is there.
pub(super) fn free_name(folder: &Path, wanted: &str) -> PathBuf {
    let stem = wanted.trim_end_matches(".json");
    (1u32..)
        .map(|n| {
            folder.join(if n == 1 {
                wanted.to_owned()
            } else {
                format!("{stem}-{n}.json")
            })
        })
        .find(|p| !p.exists())
        .unwrap_or_else(|| folder.join(wanted))
}

/// Makes a copy with a new id and returns its path.
///
/// # Errors
/// One sentence.
pub fn duplicate(
    paths: &Paths,
    path: &Path,
    id: Id,
    day: Date,
    now: Timestamp,
) -> Result<PathBuf, String> {
    let read = read(path)?;
    if read.newer.is_some() {
        return Err(format!(
            "{} was written by a newer roundtable and cannot be duplicated here.",
            name(path)
        ));
    }
    let mut session = read.session;
    session.id = id;
    session.title = format!("{} (copy)", session.title);
    (session.created, session.modified) = (Some(now), Some(now));
    let to = free_name(&paths.library, &file_name(day, &session.title, &session.id));
    create_new(
        &paths.disk,
        &to,
        write::to_json(&session, &read.unreadable).as_bytes(),
    )
    .map(drop)
    .map_err(|e| format!("{} cannot be written: {}.", shown(&to), io_message::of(&e)))?;
    Ok(to)
}

/// Gives a session another title. Its file keeps its name, so that links to it hold.
///
/// # Errors
/// One sentence.
pub fn rename(
    paths: &Paths,
    path: &Path,
    title: &str,
    who: &str,
    now: Timestamp,
) -> Result<(), String> {
    let mut opened = open(paths, path, false, who)?;
    if let Access::ReadOnly(why) = &opened.access {
        return Err(format!("{} cannot be renamed: {why}.", name(path)));
    }
    opened.session.title = title.to_owned();
    opened.session.modified = Some(now);
    let result = opened
        .session_file
        .save(&opened.session, 1, now)
        .map(drop)
        .map_err(|why| format!("{} cannot be renamed: {why}.", name(path)));
    if result.is_ok() {
        opened.session_file.close();
    }
    result
}

/// Brings what another version of a session has more into the session at `path`, and puts that version
/// into the bin. Returns one sentence on what came and what stayed, and where that version is now.
///
/// # Errors
/// One sentence; both files are as they were.
pub fn take_in(
    paths: &Paths,
    path: &Path,
    other: &Path,
    who: &str,
    now: Timestamp,
) -> Result<(String, PathBuf), String> {
    let theirs = read(other)?;
    let mut opened = open(paths, path, false, who)?;
    if let Access::ReadOnly(why) = &opened.access {
        return Err(format!(
            "{} is read-only: {why}. Nothing is changed.",
            name(path)
        ));
    }
    if theirs.session.id != opened.session.id {
        return Err(format!(
            "{} is another session. Nothing is changed.",
            name(other)
        ));
    }
    if opened.session.closed.is_some() {
        return Err(format!(
            "{} is closed: open it again in its step Agreement first. Nothing is changed.",
            name(path)
        ));
    }
    let (edits, differ) = additions(&opened.session, &theirs.session);
    let count = edits.len();
    apply(&mut opened.session, &Edit::All(edits))
        .map_err(|e| format!("They cannot be merged: {e}. Nothing is changed."))?;
    opened.session.modified = Some(now);
    opened
        .session_file
        .save(&opened.session, 1, now)
        .map_err(|why| {
            format!(
                "{} could not be saved: {why}. Nothing is changed.",
                name(path)
            )
        })?;
    opened.session_file.close();
    let binned = bin(paths, other).map_err(|why| format!("What was missing came in. {why}"))?;
    let came = match count {
        0 => "Nothing was missing there.".to_owned(),
        1 => "1 item came in.".to_owned(),
        n => format!("{n} items came in."),
    };
    let stayed = match differ {
        0 => String::new(),
        1 => format!(" 1 that differs stayed as it is in {}.", name(path)),
        n => format!(" {n} that differ stayed as they are in {}.", name(path)),
    };
    Ok((
        format!("{came}{stayed} The other version is in the bin; Ctrl+Z brings it back."),
        binned,
    ))
}

/// Puts a session into the bin and returns where it is now.
///
/// # Errors
/// One sentence.
pub fn bin(paths: &Paths, path: &Path) -> Result<PathBuf, String> {
    move_to(paths, path, &paths.bin)
}

/// Puts a session back into the library and returns where it is now.
///
/// # Errors
/// One sentence.
pub fn restore(paths: &Paths, path: &Path) -> Result<PathBuf, String> {
    move_to(paths, path, &paths.library)
}

fn move_to(paths: &Paths, path: &Path, folder: &Path) -> Result<PathBuf, String> {
    let from = without_links(path);
    // whoever has it open goes on saving it where it was
    let _lock = match Lock::take(&from, "") {
        Err(NoLock::Taken(_)) => {
            return Err(format!(
                "{} is open elsewhere. Close it there first; it is where it was.",
                name(path)
            ));
        }
        lock => lock.ok(),
    };
    let fails = |e: std::io::Error| {
        format!(
            "{} cannot be moved to {}: {}. It is where it was.",
            name(path),
            shown(folder),
            io_message::of(&e)
        )
    };
    paths.disk.folder(folder).map_err(fails)?;
    let to = free_name(
        folder,
        &path.file_name().unwrap_or_default().to_string_lossy(),
    );
    let moves = !is_link(path);
    paths.disk.rename(path, &to).map_err(fails)?;
    if moves {
        sidecar_files::follow(paths, &from, &without_links(&to));
    }
    // should they not reach the disk now, a power cut leaves it where it was
    let _ = paths.disk.sync_folder(folder);
    Ok(to)
}

/// Deletes for ever what is in the bin. Returns how many.
///
/// # Errors
/// One sentence.
pub fn empty_bin(paths: &Paths) -> Result<usize, String> {
    // what is no session of ours is not ours to delete
    let all: Vec<Summary> = list_bin(paths)?
        .into_iter()
        .filter(|s| read(&s.path).is_ok())
        .collect();
    for s in &all {
        let (path, goes) = (without_links(&s.path), !is_link(&s.path));
        paths.disk.remove(&s.path).map_err(|e| {
            format!(
                "{} cannot be deleted: {}.",
                name(&s.path),
                io_message::of(&e)
            )
        })?;
        if goes {
            sidecar_files::delete_with_references(paths, &path).map_err(|(what, e)| {
                format!(
                    "{} is deleted, but what was kept of it in {} cannot be: {}. Delete it there.",
                    name(&s.path),
                    shown(&what),
                    io_message::of(&e)
                )
            })?;
        }
    }
    Ok(all.len())
}

/// Whether what is at `path` is a link: the file it leads to, and what belongs to that, stay.
fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|m| m.is_symlink())
}

/// Copies a session from elsewhere into the library, checked first. Returns where it is now.
///
/// # Errors
/// One sentence; the library is unchanged.
pub fn import(paths: &Paths, path: &Path, day: Date) -> Result<PathBuf, String> {
    let read = read(path)?;
    if let Some(version) = read.newer {
        return Err(format!(
            "{} was written by a newer roundtable (version {version}) and is not imported.",
            name(path)
        ));
    }
    if let Some(there) = list(paths)?
        .iter()
        .find(|s| s.id == read.session.id.as_str())
    {
        return Err(format!(
            "{} is in the library already, as {}. Nothing is changed.",
            name(path),
            name(&there.path)
        ));
    }
    paths.disk.folder(&paths.library).map_err(|e| {
        format!(
            "The library {} cannot be used: {}.",
            shown(&paths.library),
            io_message::of(&e)
        )
    })?;
    let session: &Session = &read.session;
    let day = session
        .created
        .map_or(day, |c| c.to_zoned(jiff::tz::TimeZone::UTC).date());
    let to = free_name(&paths.library, &file_name(day, &session.title, &session.id));
    create_new(
        &paths.disk,
        &to,
        write::to_json(session, &read.unreadable).as_bytes(),
    )
    .map(drop)
    .map_err(|e| format!("{} cannot be written: {}.", shown(&to), io_message::of(&e)))?;
    Ok(to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_safe_file_names() {
        let day: Date = "2026-11-21".parse().unwrap();
        let id = Id::new("0192a000-0000-7000-8000-0000deadbeef");
        for (title, want) in [
            ("Supplier reset", "2026-11-21-supplier-reset-adbeef.json"),
            (
                "Nordwind × Březina",
                "2026-11-21-nordwind-brezina-adbeef.json",
            ),
            ("../../etc/passwd", "2026-11-21-etc-passwd-adbeef.json"),
            ("", "2026-11-21-session-adbeef.json"),
            ("漢字\u{202e}", "2026-11-21-session-adbeef.json"),
            ("CON", "2026-11-21-con-adbeef.json"),
            ("Müller & Söhne", "2026-11-21-mueller-soehne-adbeef.json"),
        ] {
            assert_eq!(file_name(day, title, &id), want);
        }
        assert!(file_name(day, &"x".repeat(300), &id).len() <= 100);
    }
}
