//! Private notes from the notes window, on their way into the session.
//!
//! Two files a session in the state folder, each with one writer: the notes window writes what it
//! has (`.json`), the program that holds the session writes how much of it has reached the session's
//! file (`.taken`). Neither waits for the other, and neither touches what the other writes.

use super::lock::{Lock, NoLock};
use super::paths::{Paths, tag};
use super::{handle, library::resolve, read::read, sentence, write};
use crate::domain::{Id, Jot, Session};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// What a notes window has written for a session.
#[derive(Debug)]
pub struct Inbox {
    path: PathBuf,
    _lock: Lock,
}

impl Inbox {
    /// Takes the inbox of a session for this window, with what is still on its way in it, and the
    /// number up to which notes have been taken in.
    ///
    /// # Errors
    /// Why not, in a few words for the footer.
    pub fn take(paths: &Paths, session: &Id, who: &str) -> Result<(Self, Vec<Jot>, u64), String> {
        let path = file(paths, session, "json");
        let folder = path.parent().unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(|e| sentence::of(&e))?;
        let lock = Lock::take(&path, who).map_err(|why| match why {
            NoLock::Taken(_) => "its notes window is open already".to_owned(),
            NoLock::Cannot(e) => format!("the state folder cannot be written ({})", sentence::of(&e)),
        })?;
        let jots = pending(paths, session);
        Ok((Self { path, _lock: lock }, jots, taken_up_to(paths, session)))
    }

    /// Writes what is on its way. On return it has reached the disk.
    ///
    /// # Errors
    /// The reason, in a few words for the footer.
    pub fn write(&self, jots: &[Jot]) -> Result<(), String> {
        let text = serde_json::to_string(jots).unwrap_or_default();
        write::replace(&self.path, write::escape(text).as_bytes()).map_err(|e| sentence::of(&e))
    }
}

/// What has not reached the session's file yet, in order.
pub(super) fn pending(paths: &Paths, session: &Id) -> Vec<Jot> {
    let text = std::fs::read_to_string(file(paths, session, "json")).ok();
    let jots: Vec<Jot> = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let taken = if jots.is_empty() { 0 } else { taken_up_to(paths, session) };
    jots.into_iter().filter(|j| j.seq > taken).collect()
}

fn taken_up_to(paths: &Paths, session: &Id) -> u64 {
    std::fs::read_to_string(file(paths, session, "taken")).ok().and_then(|text| text.trim().parse().ok()).unwrap_or(0)
}

/// Notes down what `session`, which has just reached the disk, holds already. Returns the rest.
pub(super) fn taken(paths: &Paths, session: &Session) -> Vec<Jot> {
    let pending = pending(paths, &session.id);
    let within = pending.iter().take_while(|j| j.edit(session).is_none()).count();
    if let Some(last) = within.checked_sub(1).and_then(|n| pending.get(n)) {
        // should it fail, the same notes are looked at again, and found to be there
        let _ = write::replace(&file(paths, &session.id, "taken"), last.seq.to_string().as_bytes());
    }
    pending.into_iter().skip(within).collect()
}

/// Brings what is on its way into the session's file, if nobody holds that. Called by whoever closes last.
pub fn settle_notes(paths: &Paths, path: &Path, session: &Id, who: &str, now: Timestamp) {
    if pending(paths, session).is_empty() {
        return;
    }
    if let Ok(mut opened) = handle::open(paths, path, false, who) {
        if opened.recovered && opened.handle.save(&opened.session, 1, now).is_err() {
            return;
        }
        opened.handle.close();
    }
}

/// A session that another program holds, looked at again and again.
#[derive(Debug)]
pub struct Watch {
    paths: Paths,
    path: PathBuf,
    id: Id,
    seen: Option<(Timestamp, u64)>,
}

impl Watch {
    /// On the session with this id, now at `path`.
    #[must_use]
    pub fn new(paths: &Paths, path: &Path, id: &Id) -> Self {
        Self { paths: paths.clone(), path: path.to_path_buf(), id: id.clone(), seen: None }
    }

    /// The session if its file has changed since the last look; one sentence if it cannot be read any more.
    pub fn look(&mut self) -> Option<Result<Session, String>> {
        let stamp = |path: &Path| {
            let meta = std::fs::metadata(path).ok()?;
            Some((Timestamp::try_from(meta.modified().ok()?).ok()?, meta.len()))
        };
        let now = stamp(&self.path).or_else(|| {
            // a new session gets its name when it is set up: look for it by its id
            self.path = resolve(&self.paths, self.id.as_str()).ok()?;
            stamp(&self.path)
        });
        if now == self.seen {
            return None;
        }
        self.seen = now;
        Some(read(&self.path).map(|r| r.session).map_err(|why| format!("{why} The other window goes on; notes are kept here.")))
    }

    /// Where the session is now.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

fn file(paths: &Paths, session: &Id, ending: &str) -> PathBuf {
    // an id comes from a file: it names nothing itself
    paths.notes().join(format!("{}.{ending}", tag(Path::new(session.as_str()))))
}
