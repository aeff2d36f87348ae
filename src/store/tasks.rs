//! Actions and relationships over the whole library.

use super::library::{create, list};
use super::open::{Access, open};
use super::paths::{Paths, shown};
use super::read::read;
use crate::domain::{Agenda, Id, Session, Status, Summary, Task, apply, change, follow_up};
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::HashSet;
use std::path::{Path, PathBuf};

/// The sessions of the library that can be read, with their paths; of several versions of one, the one that counts.
///
/// # Errors
/// One sentence when the library cannot be read.
pub fn sessions(paths: &Paths) -> Result<Vec<(PathBuf, Session)>, String> {
    let all = list(paths)?;
    let whole = |s: &Summary| Some((s.path.clone(), read(&s.path).ok()?.session));
    // one that is damaged does not hide another version of it
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

/// The actions of all sessions; what went along into a later session is listed there only.
///
/// # Errors
/// One sentence when the library cannot be read.
pub fn tasks(paths: &Paths) -> Result<Vec<Task>, String> {
    Ok(tasks_of(&sessions(paths)?))
}

/// The actions of these sessions, as [`tasks`] lists them.
#[must_use]
pub fn tasks_of(all: &[(PathBuf, Session)]) -> Vec<Task> {
    let mut out: Vec<Task> = Vec::new();
    for (path, session) in all {
        let next = || {
            all.iter()
                .filter(|(_, s)| s.follows.as_ref() == Some(&session.id))
        };
        let went_along = |t: &Task| next().any(|(_, s)| s.actions.iter().any(|a| a.id == t.id));
        out.extend(
            Task::all_of(session, path)
                .into_iter()
                .filter(|t| t.status != Status::Open || !went_along(t)),
        );
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

/// Marks an action of a session done, or open again.
///
/// # Errors
/// One sentence; nothing is changed, for example while the session is open elsewhere.
pub fn tick(
    paths: &Paths,
    path: &Path,
    id: &Id,
    done: bool,
    today: Date,
    who: &str,
    now: Timestamp,
) -> Result<(), String> {
    let mut opened = open(paths, path, false, who)?;
    if let Access::ReadOnly(why) = &opened.access {
        return Err(format!(
            "That session is read-only: {why}. Nothing is changed."
        ));
    }
    // what the journal gave back stays there until a save holds it: nothing is closed before
    if opened.session.closed.is_some() {
        return Err(
            "That session is closed: open it again in its step Agreement, or follow it up."
                .to_owned(),
        );
    }
    let action = opened
        .session
        .get::<crate::domain::Action>(id)
        .ok_or("That action is no longer there.")?;
    let edit = change(action, |a| {
        a.status = if done { Status::Done } else { Status::Open };
        a.ended = done.then_some(today);
    });
    apply(&mut opened.session, &edit).map_err(|e| format!("That was not possible: {e}."))?;
    opened.session.modified = Some(now);
    opened
        .session_file
        .save(&opened.session, 1, now)
        .map_err(|why| format!("It could not be saved: {why}."))?;
    opened.session_file.close();
    Ok(())
}

/// Writes the session that follows the one at `path`, and returns its path. The earlier file is unchanged.
///
/// # Errors
/// One sentence.
pub fn follow(
    paths: &Paths,
    path: &Path,
    agenda: Agenda,
    id: Id,
    day: Date,
    now: Timestamp,
) -> Result<PathBuf, String> {
    let before = read(path)?;
    if let Some(version) = before.newer {
        return Err(format!(
            "{} was written by a newer roundtable (version {version}); that one can follow it up.",
            shown(path)
        ));
    }
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
/// One sentence.
pub fn relationship(paths: &Paths, path: &Path) -> Result<Vec<Session>, String> {
    let mut all: Vec<Session> = sessions(paths)?.into_iter().map(|(_, s)| s).collect();
    let mut first = read(path)?.session;
    // back to the beginning; a circle of files ends where it began
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
