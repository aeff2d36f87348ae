//! What spans several sessions: all actions, relationships, follow-ups.

use super::library::{LibraryError, create, refuse_newer};
use super::list::{FolderError, list};
use super::paths::Paths;
use super::read::read;
use crate::domain::newest::{Holder, carried_over};
use crate::domain::{Agenda, Id, Session, Status, Summary, Task, follow_up};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The sessions of the library that can be read, with their paths; of several versions of a
/// session, the best.
///
/// # Errors
/// [`FolderError`] if the library cannot be read.
pub fn sessions(paths: &Paths) -> Result<Vec<(PathBuf, Session)>, FolderError> {
    let all = list(paths)?;
    let whole = |s: &Summary| Some((s.path.clone(), read(&s.path).ok()?.session));
    // a damaged file does not hide another version of its session
    let other = |s: &Summary| {
        all.iter()
            .filter(|o| o.another_of.as_ref() == Some(&s.path))
            .find_map(whole)
    };
    let first = all
        .iter()
        .filter(|s| s.fault.is_none() && s.another_of.is_none());
    Ok(first
        .filter_map(|s| whole(s).or_else(|| other(s)))
        .collect())
}

/// The actions of all sessions. An action that was taken over is listed with the newest
/// session that has it.
///
/// # Errors
/// [`FolderError`] if the library cannot be read.
pub fn tasks(paths: &Paths) -> Result<Vec<Task>, FolderError> {
    Ok(tasks_of(&sessions(paths)?))
}

/// The actions of these sessions, as [`tasks`] lists them.
#[must_use]
pub fn tasks_of(all: &[(PathBuf, Session)]) -> Vec<Task> {
    let holders: Vec<Holder> = all.iter().map(|(_, s)| Holder::from(s)).collect();
    let mut out: Vec<Task> = Vec::new();
    for ((path, session), carried) in all.iter().zip(carried_over(&holders)) {
        let tasks = Task::all_of(session, path).into_iter();
        out.extend(tasks.filter(|task| !carried.contains(&task.id)));
    }
    out.sort_by(|a, b| {
        (a.status != Status::Open, a.due.is_none(), a.due, &a.text).cmp(&(
            b.status != Status::Open,
            b.due.is_none(),
            b.due,
            &b.text,
        ))
    });
    out
}

/// Writes the session that follows the one at `path`, and returns its path. The earlier file is
/// unchanged.
///
/// # Errors
/// [`LibraryError`] if the session cannot be read or the new one cannot be written.
pub fn create_follow_up(
    paths: &Paths,
    path: &Path,
    agenda: Agenda,
    id: Id,
    day: Date,
    now: Timestamp,
) -> Result<PathBuf, LibraryError> {
    let before = read(path)?;
    refuse_newer(path, before.newer)?;
    let base = before.session.title.split(" · ").next().unwrap_or_default();
    let title = format!("{base} · review of {}", crate::domain::dates::long(day));
    create(
        paths,
        &follow_up(&before.session, agenda, id, &title, now),
        day,
    )
}

/// All sessions of the relationship that the one at `path` belongs to, the first one first.
///
/// # Errors
/// [`LibraryError`] if the library or the session cannot be read.
pub fn relationship(paths: &Paths, path: &Path) -> Result<Vec<Session>, LibraryError> {
    let mut all: Vec<Session> = sessions(paths)?.into_iter().map(|(_, s)| s).collect();
    let mut first = read(path)?.session;
    // back to the first session; `seen` ends a circle of files
    let mut seen = HashSet::from([first.id.clone()]);
    while let Some(before) = first.follows.clone()
        && let Some(at) = all.iter().position(|s| s.id == before)
        && seen.insert(before)
    {
        first = all.swap_remove(at);
    }
    let mut chain = vec![first];
    let mut seen: HashSet<Id> = chain.iter().map(|s| s.id.clone()).collect();
    loop {
        let follows = |s: &Session| {
            s.follows.as_ref().is_some_and(|f| seen.contains(f)) && !seen.contains(&s.id)
        };
        let known = all.iter().enumerate().filter(|(_, s)| follows(s));
        let Some((at, _)) = known.min_by_key(|(_, s)| s.created) else {
            return Ok(chain);
        };
        let next = all.swap_remove(at);
        seen.insert(next.id.clone());
        chain.push(next);
    }
}
