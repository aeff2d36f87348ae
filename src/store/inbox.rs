//! Private notes from the notes window, on their way into the session.
//!
//! Two files a session in the state folder, each with one writer: the notes window writes what it
//! has (`.json`), the program that holds the session writes how much of it has reached the session's
//! file (`.taken`). Neither waits for the other, and neither touches what the other writes.

use super::disk::Reached;
use super::lock::{Lock, NoLock};
use super::paths::{Paths, tag, without_links};
use super::replace::overwrite;
use super::{io_message, library::resolve, open, read::read, versions};
use crate::domain::{Id, NoteChange, Session};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// What a notes window has written for a session.
#[derive(Debug)]
pub struct Inbox {
    paths: Paths,
    path: PathBuf,
    session: Id,
    /// The file the window follows: a copy of it has the same id, and must not get the notes.
    of: PathBuf,
    _lock: Lock,
}

/// The file of an inbox.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Post {
    /// A path as it can be written down.
    of: String,
    changes: Vec<NoteChange>,
}

impl Post {
    /// Whether it is for the session in this file: that is the one it was written for, or that one is gone.
    fn is_for(&self, of: &Path) -> bool {
        self.of == of.to_string_lossy() || !Path::new(&self.of).exists()
    }
}

impl Inbox {
    /// Takes the inbox of a session for this window, with what is still on its way in it, and the
    /// number up to which notes have been taken in.
    ///
    /// # Errors
    /// Why not, in a few words for the footer.
    pub fn take(
        paths: &Paths,
        of: &Path,
        session: &Id,
        who: &str,
    ) -> Result<(Self, Vec<NoteChange>, u64), String> {
        let path = file(paths, session, "json");
        let folder = path.parent().unwrap_or(Path::new("."));
        paths.disk.folder(folder).map_err(|e| io_message::of(&e))?;
        let lock = Lock::take(&path, who).map_err(|why| match why {
            NoLock::Taken(_) => "its notes window is open already".to_owned(),
            NoLock::Cannot(e) => {
                format!(
                    "the state folder cannot be written ({})",
                    io_message::of(&e)
                )
            }
        })?;
        versions::sweep(paths, &path);
        let of = without_links(of);
        let changes = pending(paths, &of, session);
        Ok((
            Self {
                paths: paths.clone(),
                path,
                session: session.clone(),
                of,
                _lock: lock,
            },
            changes,
            taken_up_to(paths, session),
        ))
    }

    /// Writes what is on its way. On return it has reached the disk, as far as that can be known.
    ///
    /// # Errors
    /// The reason, in a few words for the footer.
    pub fn write(&mut self, changes: &[NoteChange]) -> Result<Reached, String> {
        if !self.of.exists()
            && let Ok(there) = resolve(&self.paths, self.session.as_str())
        {
            // a new session gets its name when it is set up
            self.of = there;
        }
        let text = serde_json::to_string(&Post {
            of: self.of.to_string_lossy().into_owned(),
            changes: changes.to_vec(),
        })
        .unwrap_or_default();
        overwrite(
            &self.paths.disk,
            &self.path,
            crate::text::escape_json(text).as_bytes(),
        )
        .map_err(|e| io_message::of(&e))
    }
}

/// Whether nothing is on its way to any file of this session; a copy of the file is not asked for all.
fn is_empty(paths: &Paths, of: &Path, session: &Id) -> bool {
    let post = post(paths, session);
    post.changes.is_empty() || (post.is_for(of) && pending(paths, of, session).is_empty())
}

fn post(paths: &Paths, session: &Id) -> Post {
    let text = std::fs::read_to_string(file(paths, session, "json")).ok();
    text.and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

/// What has not reached the session's file yet, in order; none for a copy of that file.
fn pending(paths: &Paths, of: &Path, session: &Id) -> Vec<NoteChange> {
    let post = post(paths, session);
    if !post.is_for(of) {
        return vec![];
    }
    let taken = if post.changes.is_empty() {
        0
    } else {
        taken_up_to(paths, session)
    };
    post.changes.into_iter().filter(|j| j.seq > taken).collect()
}

fn taken_up_to(paths: &Paths, session: &Id) -> u64 {
    std::fs::read_to_string(file(paths, session, "taken"))
        .ok()
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

/// Notes down what `session`, which is what its file `of` holds, has already. Returns the rest.
pub(super) fn taken(paths: &Paths, of: &Path, session: &Session) -> Vec<NoteChange> {
    let pending = pending(paths, of, &session.id);
    let within = pending
        .iter()
        .take_while(|j| j.edit(session).is_none())
        .count();
    if let Some(last) = within.checked_sub(1).and_then(|n| pending.get(n)) {
        // should it fail, it is noted down at the next opening, before anything is changed
        let _ = overwrite(
            &paths.disk,
            &file(paths, &session.id, "taken"),
            last.seq.to_string().as_bytes(),
        );
    }
    pending.into_iter().skip(within).collect()
}

/// Brings what is on its way into the session's file, if nobody holds that. Called by whoever closes last.
pub fn settle_notes(paths: &Paths, path: &Path, session: &Id, who: &str, now: Timestamp) {
    let path = if path.exists() {
        path.to_path_buf()
    } else {
        resolve(paths, session.as_str()).unwrap_or_else(|_| path.to_path_buf())
    };
    let Ok(path) = std::fs::canonicalize(path) else {
        return;
    };
    if !pending(paths, &path, session).is_empty()
        && let Ok(mut opened) = open::open(paths, &path, false, who)
    {
        if opened.recovered && opened.session_file.save(&opened.session, 1, now).is_err() {
            return;
        }
        opened.session_file.close();
    }
    // nothing is on its way and no window is open: no note stays behind in the state folder
    let own = file(paths, session, "json");
    if own.exists()
        && is_empty(paths, &path, session)
        && let Ok(_lock) = Lock::take(&own, who)
    {
        let _ = paths
            .disk
            .remove(&own)
            .and_then(|()| paths.disk.remove(&file(paths, session, "taken")));
    }
}

/// A session that another program holds, looked at again and again.
#[derive(Debug)]
pub struct Watch {
    paths: Paths,
    path: PathBuf,
    id: Id,
    seen: Option<(Timestamp, u64)>,
    missed: u32,
}

impl Watch {
    /// On the session with this id, now at `path`.
    #[must_use]
    pub fn new(paths: &Paths, path: &Path, id: &Id) -> Self {
        Self {
            paths: paths.clone(),
            path: path.to_path_buf(),
            id: id.clone(),
            seen: None,
            missed: 0,
        }
    }

    /// The session if its file has changed since the last look, and the number up to which it has taken
    /// notes in; one sentence if it cannot be read any more.
    pub fn look(&mut self) -> Option<Result<(Session, u64), String>> {
        let stamp = |path: &Path| {
            let meta = std::fs::metadata(path).ok()?;
            Some((Timestamp::try_from(meta.modified().ok()?).ok()?, meta.len()))
        };
        let now = stamp(&self.path).or_else(|| {
            // a new session gets its name when it is set up: look for it by its id, but not each time
            self.missed += 1;
            if self.missed % 10 != 1 {
                return self.seen;
            }
            self.path = resolve(&self.paths, self.id.as_str()).ok()?;
            stamp(&self.path)
        });
        if now == self.seen {
            return None;
        }
        self.seen = now;
        let taken = taken_up_to(&self.paths, &self.id);
        Some(
            read(&self.path)
                .map(|r| (r.session, taken))
                .map_err(|why| format!("{why} The other window goes on; notes are kept here.")),
        )
    }
}

fn file(paths: &Paths, session: &Id, ending: &str) -> PathBuf {
    // an id comes from a file: it names nothing itself
    paths
        .notes()
        .join(format!("{}.{ending}", tag(Path::new(session.as_str()))))
}
