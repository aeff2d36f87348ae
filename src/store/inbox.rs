//! Private notes from the notes window, on their way into the session.
//!
//! Two files per session in the state folder, each with one writer: the notes window writes its
//! changes (`.json`), the program that holds the session writes up to which number they have
//! reached the session's file (`.taken`). Neither waits for the other, and neither touches the
//! other's file.

use super::disk::{Reached, folder_of};
use super::io_message::IoFault;
use super::lock::{Lock, NoLock};
use super::names::{tag, without_links};
use super::paths::Paths;
use super::replace::overwrite;
use super::resolve::resolve_words;
use super::versions;
use crate::domain::{Id, NoteChange, Session};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Why no notes can be written, in a few words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InboxError {
    /// Another notes window has this session.
    #[error("its notes window is open already")]
    OpenAlready,
    /// The folder or the lock cannot be made.
    #[error("the state folder cannot be written ({0})")]
    StateFolder(IoFault),
}

/// The changes a notes window has made in the notes of a session.
#[derive(Debug)]
pub struct Inbox {
    paths: Paths,
    path: PathBuf,
    session: Id,
    /// The file the window follows. A copy of it has the same id, and must not get the notes.
    of: PathBuf,
    _lock: Lock,
}

/// The contents of the `.json` file.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Post {
    /// The session's file, as UTF-8 as far as it is.
    of: String,
    changes: Vec<NoteChange>,
}

impl Post {
    /// Whether it is for the session in this file: the one it was written for, or any if that is
    /// gone.
    fn is_for(&self, of: &Path) -> bool {
        self.of == of.to_string_lossy() || !Path::new(&self.of).exists()
    }
}

impl Inbox {
    /// Takes the inbox of a session for this window. Returns it with the changes still on their
    /// way, and the number up to which changes have reached the session.
    ///
    /// # Errors
    /// [`InboxError`], in a few words for the footer.
    pub fn take(
        paths: &Paths,
        of: &Path,
        session: &Id,
        who: &str,
    ) -> Result<(Self, Vec<NoteChange>, u64), InboxError> {
        let path = post_file(paths, session);
        paths
            .disk
            .folder(folder_of(&path))
            .map_err(|e| InboxError::StateFolder(e.into()))?;
        let lock = Lock::take(&path, who).map_err(|why| match why {
            NoLock::Taken(_) => InboxError::OpenAlready,
            NoLock::Cannot(e) => InboxError::StateFolder(e.into()),
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

    /// Writes all changes that are on their way. On return they have reached the disk, as far as
    /// that can be known.
    ///
    /// # Errors
    /// The reason, in a few words for the footer.
    pub fn write(&mut self, changes: &[NoteChange]) -> Result<Reached, IoFault> {
        if !self.of.exists()
            && let Ok(there) = resolve_words(&self.paths, self.session.as_str())
        {
            // the file of a new session is renamed after its title
            self.of = there;
        }
        let text = serde_json::to_string(&Post {
            of: self.of.to_string_lossy().into_owned(),
            changes: changes.to_vec(),
        })
        .unwrap_or_default();
        Ok(overwrite(
            &self.paths.disk,
            &self.path,
            crate::text::escape_json(text).as_bytes(),
        )?)
    }
}

/// Changes that have not reached the session's file `of` yet, in order; none for a copy of that
/// file.
pub(super) fn pending(paths: &Paths, of: &Path, session: &Id) -> Vec<NoteChange> {
    let post = read_post(paths, session);
    if !post.is_for(of) {
        return vec![];
    }
    let taken = if post.changes.is_empty() {
        0
    } else {
        taken_up_to(paths, session)
    };
    post.changes
        .into_iter()
        .filter(|change| change.seq > taken)
        .collect()
}

/// Whether no change is on its way to any file of this session.
pub(super) fn is_empty(paths: &Paths, of: &Path, session: &Id) -> bool {
    let post = read_post(paths, session);
    post.changes.is_empty() || (post.is_for(of) && pending(paths, of, session).is_empty())
}

/// The number up to which changes have reached the session's file.
pub(super) fn taken_up_to(paths: &Paths, session: &Id) -> u64 {
    read_text(paths, &taken_file(paths, session))
        .and_then(|text| text.trim().parse().ok())
        .unwrap_or(0)
}

/// Records which changes `session`, which is what its file `of` holds, has already. Returns the
/// others.
pub(super) fn mark_taken(paths: &Paths, of: &Path, session: &Session) -> Vec<NoteChange> {
    let pending = pending(paths, of, &session.id);
    let within = pending
        .iter()
        .take_while(|change| change.edit(session).is_none())
        .count();
    if let Some(last) = within.checked_sub(1).and_then(|n| pending.get(n)) {
        // if it fails, it is recorded at the next opening, before anything is changed
        let _ = overwrite(
            &paths.disk,
            &taken_file(paths, &session.id),
            last.seq.to_string().as_bytes(),
        );
    }
    pending.into_iter().skip(within).collect()
}

/// Deletes the files of an inbox in which nothing is left, unless its window is open.
pub(super) fn remove_empty(paths: &Paths, of: &Path, session: &Id, who: &str) {
    let post = post_file(paths, session);
    if post.exists()
        && is_empty(paths, of, session)
        && let Ok(_lock) = Lock::take(&post, who)
    {
        let _ = paths
            .disk
            .remove(&post)
            .and_then(|()| paths.disk.remove(&taken_file(paths, session)));
    }
}

fn read_post(paths: &Paths, session: &Id) -> Post {
    read_text(paths, &post_file(paths, session))
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default()
}

fn read_text(paths: &Paths, path: &Path) -> Option<String> {
    String::from_utf8(paths.disk.read(path).ok()?).ok()
}

fn post_file(paths: &Paths, session: &Id) -> PathBuf {
    file(paths, session, "json")
}

fn taken_file(paths: &Paths, session: &Id) -> PathBuf {
    file(paths, session, "taken")
}

fn file(paths: &Paths, session: &Id, ending: &str) -> PathBuf {
    // an id comes from a file and must not name another one
    paths
        .notes()
        .join(format!("{}.{ending}", tag(Path::new(session.as_str()))))
}
