//! The file of an open session: its lock, its journal, and saving to it.

use super::contents::Contents;
use super::disk::{Reached, folder_of};
use super::inbox;
use super::io_message::IoFault;
use super::journal::Journal;
use super::json_checks::MOST_VALUES;
use super::known::{Known, lacking};
use super::lock::Lock;
use super::names::{file_name, free_name, joined, shown_name, without_links};
use super::notice::SaveNotice;
use super::paths::Paths;
use super::read::parse;
use super::regular::MAX_FILE_BYTES;
use super::replace::{create_new, replace};
use super::unreadable::Unreadable;
use super::versions::{self, STAMP};
use super::write::{WriteError, to_json, to_readable_json, write_new};
use super::{closing_copy, sidecar_files, undo};
use crate::domain::{Edit, Entry, Id, NoteChange, Session, apply, merge};
use jiff::Timestamp;
use jiff::civil::Date;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How often one save is repeated because another program wrote the file during it.
const MAX_RACES: usize = 5;

/// Why a session was not saved, in a few words for the footer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The disk refuses it.
    #[error(transparent)]
    Io(#[from] IoFault),
    /// It would be too large to be read again.
    #[error(
        "it would be larger than {} MB, or have more than {MOST_VALUES} values",
        MAX_FILE_BYTES / 1024 / 1024
    )]
    TooLarge,
    /// Another program writes the file again and again.
    #[error("another program keeps writing it")]
    KeepsChanging,
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        Self::Io(error.into())
    }
}

/// The file of an open session.
#[derive(Debug)]
pub struct SessionFile {
    path: PathBuf,
    paths: Paths,
    lock: Option<Lock>,
    journal: Arc<Mutex<Journal>>,
    unreadable: Vec<Unreadable>,
    /// The content of the file when this program last read or wrote it.
    disk_bytes: Contents,
    /// The revision of the session that the file holds.
    saved_revision: u64,
    /// What the file held before in this run.
    known: Known,
    /// The content that another program is taken to have changed: what this program wrote last,
    /// but not a write that another program overtook.
    merge_base: Contents,
    /// Another program's version, until the open session holds its changes.
    unmerged: Option<Unmerged>,
    /// What other programs wrote to the file, until a copy of it is kept.
    foreign_versions: Vec<Vec<u8>>,
    /// True if the last save left a helper file, because another program was still writing to it.
    helper_remains: bool,
    /// The content at opening; the first save makes it an earlier version.
    opening_bytes: Option<Contents>,
    session_id: Id,
    /// Private notes from the notes window that the file does not hold yet.
    note_changes: Vec<NoteChange>,
}

/// A version of the session that another program wrote.
#[derive(Debug)]
struct Unmerged {
    /// The version that both programs started from.
    base: Session,
    theirs: Session,
}

/// The session with the changes of another program.
struct Merged {
    session: Session,
    /// Those changes, for the open session.
    changes: Edit,
}

/// A save that succeeded.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What the person should know.
    pub notice: Option<SaveNotice>,
    /// The changes of another program that were merged and saved; the open session must apply
    /// them.
    pub taken_in: Option<Edit>,
    /// Whether the disk has confirmed it.
    pub reached: Reached,
}

impl SessionFile {
    /// The file at `path`, which must be free of links and holds `bytes`. Without a `lock` it is
    /// not written.
    pub(super) fn new(
        paths: &Paths,
        path: PathBuf,
        lock: Option<Lock>,
        journal: Journal,
        unreadable: Vec<Unreadable>,
        contents: Contents,
        session_id: Id,
    ) -> Self {
        let mut known = Known::default();
        known.add(contents.hash());
        Self {
            known,
            paths: paths.clone(),
            path,
            lock,
            journal: Arc::new(Mutex::new(journal)),
            unreadable,
            disk_bytes: contents.clone(),
            saved_revision: 0,
            merge_base: contents.clone(),
            unmerged: None,
            foreign_versions: vec![],
            helper_remains: false,
            opening_bytes: Some(contents),
            session_id,
            note_changes: vec![],
        }
    }

    /// The path of the file, free of links.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The journal, to be shared with the thread that writes it.
    #[must_use]
    pub fn journal(&self) -> Arc<Mutex<Journal>> {
        Arc::clone(&self.journal)
    }

    /// Private notes from the notes window that the file does not hold yet.
    #[must_use]
    pub fn note_changes(&self) -> &[NoteChange] {
        &self.note_changes
    }

    /// The id of the session in the file.
    #[must_use]
    pub fn session_id(&self) -> &Id {
        &self.session_id
    }

    /// Saves `revision` of the session; [`Saved::reached`] says whether the disk has confirmed it.
    /// If another program changed the file and no item was changed on both sides, its changes are
    /// merged; otherwise its version is kept beside the file.
    ///
    /// # Errors
    /// [`SaveError`], in a few words for the footer. If a call before the exchange fails, the old
    /// file is untouched; if a later sync fails, the new file is in place but may not survive a
    /// power cut. The journal still holds what is not saved.
    pub fn save(
        &mut self,
        session: &Session,
        revision: u64,
        now: Timestamp,
    ) -> Result<Saved, SaveError> {
        let stamp = now.strftime(STAMP).to_string();
        if std::mem::take(&mut self.helper_remains) {
            // the other program has had time to finish writing to it
            versions::sweep(&self.paths, &self.path);
        }
        let mut notice = None;
        match self.paths.disk.read(&self.path) {
            Ok(found) if *found != *self.disk_bytes => {
                self.disk_bytes = Contents::new(found.as_slice());
                if !self.is_older_copy(&found, session, &mut notice) {
                    self.foreign_versions.push(found);
                }
            }
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            // never overwrite what cannot be read
            Err(e) => return Err(e.into()),
        }
        for _ in 0..MAX_RACES {
            while let Some(found) = self.foreign_versions.first().cloned() {
                notice = self.keep_foreign(&found, &stamp)?.or(notice);
                self.foreign_versions.remove(0);
            }
            let merged = self.merge_theirs(session, &mut notice)?;
            let to_save = merged.as_ref().map_or(session, |merged| &merged.session);
            let reached = self.write(to_save, revision, &stamp, &mut notice)?;
            // another program may have written during the save: merge and save once more
            if self.foreign_versions.is_empty() {
                self.note_changes = inbox::mark_taken(&self.paths, &self.path, to_save);
                return Ok(Saved {
                    notice,
                    taken_in: merged.map(|merged| merged.changes),
                    reached,
                });
            }
        }
        Err(SaveError::KeepsChanging)
    }

    /// Whether the file held these bytes before, which `notice` then says. Nothing in an older copy
    /// is new: it is neither merged, which would remove lines, nor kept once more.
    fn is_older_copy(
        &self,
        found: &[u8],
        session: &Session,
        notice: &mut Option<SaveNotice>,
    ) -> bool {
        let older = parse(found, "older")
            .ok()
            .filter(|_| self.known.is_older_copy(&self.paths, &self.path, found));
        let is_older = older.is_some();
        let says = older.map(|older| SaveNotice::OlderCopy(lacking(session, &older.session)));
        *notice = says.or(notice.take());
        is_older
    }

    /// Keeps a copy of what another program wrote to the file. A session is merged later; anything
    /// else is put beside the file.
    fn keep_foreign(&mut self, found: &[u8], stamp: &str) -> Result<Option<SaveNotice>, SaveError> {
        // if the state folder cannot be written, the copy goes beside the file
        if versions::keep(&self.paths, &self.path, found, stamp).is_err() {
            self.keep_aside(found)?;
        }
        let base = match &self.unmerged {
            Some(unmerged) => Ok(unmerged.base.clone()),
            None => parse(&self.merge_base, "ours").map(|parsed| parsed.session),
        };
        match (parse(found, "theirs"), base) {
            (Ok(parsed), Ok(base))
                if parsed.newer.is_none() && parsed.unreadable == self.unreadable =>
            {
                self.unmerged = Some(Unmerged {
                    base,
                    theirs: parsed.session,
                });
                Ok(None)
            }
            _ => self.keep_aside(found).map(Some),
        }
    }

    /// The session merged with another program's version; `None` if there is nothing to merge. The
    /// merge is repeated at each save until the open session holds the changes. A version that
    /// cannot be merged is put beside the file.
    fn merge_theirs(
        &mut self,
        session: &Session,
        notice: &mut Option<SaveNotice>,
    ) -> Result<Option<Merged>, SaveError> {
        let Some(Unmerged { base, theirs }) = self.unmerged.take() else {
            return Ok(None);
        };
        let merged = merge::changes(&base, session, &theirs)
            .ok()
            .and_then(|edits| {
                let removed = edits.iter().filter(|e| matches!(e, Edit::Remove { .. }));
                let says = SaveNotice::Merged {
                    changes: edits.iter().filter(|e| !merge::is_of_numbers(e)).count(),
                    removed: removed.count(),
                    renumbered: merge::renumbered(session, &theirs, &edits),
                };
                let is_empty = edits.is_empty();
                let changes = Edit::All(edits);
                let mut session = session.clone();
                apply(&mut session, &changes).ok()?;
                Some((says, is_empty, Merged { session, changes }))
            });
        match merged {
            Some((_, true, _)) => Ok(None),
            Some((says, false, merged)) => {
                let is_silent = matches!(&says, SaveNotice::Merged { changes: 0, renumbered, .. }
                    if renumbered.is_empty());
                *notice = Some(says).filter(|_| !is_silent).or(notice.take());
                self.unmerged = Some(Unmerged { base, theirs });
                Ok(Some(merged))
            }
            None => match self.keep_aside(to_json(&theirs, &self.unreadable).as_bytes()) {
                Ok(kept) => {
                    *notice = Some(kept);
                    Ok(None)
                }
                Err(why) => {
                    self.unmerged = Some(Unmerged { base, theirs });
                    Err(why)
                }
            },
        }
    }

    /// The content of the file for a session; `None` if it would be too large to read again.
    fn contents_of(&self, session: &Session) -> Option<Contents> {
        let json = to_readable_json(session, &self.unreadable)?;
        Some(Contents::new(json.into_bytes()))
    }

    /// Writes the session. What another program wrote just before goes to `foreign_versions`.
    fn write(
        &mut self,
        session: &Session,
        revision: u64,
        stamp: &str,
        notice: &mut Option<SaveNotice>,
    ) -> Result<Reached, SaveError> {
        let contents = self.contents_of(session).ok_or(SaveError::TooLarge)?;
        if let Some(opening) = self.opening_bytes.take() {
            // a full state folder must not prevent a save
            let _ = versions::keep(&self.paths, &self.path, &opening, stamp);
        }
        if let Ok(mut journal) = self.journal.lock() {
            journal.write_saving(contents.hash(), revision);
        }
        let replaced = replace(&self.paths.disk, &self.path, &contents, &self.disk_bytes)?;
        self.helper_remains |= replaced.unexpected.is_some();
        match replaced.unexpected {
            Some(found) if !self.is_older_copy(&found, session, notice) => {
                self.foreign_versions.push(found);
            }
            _ => self.merge_base = contents.clone(),
        }
        // the new file is in place, even if the disk has not confirmed it
        self.known.add(contents.hash());
        (self.disk_bytes, self.saved_revision) = (contents, revision);
        let reached = replaced.reached?;
        if let Ok(mut journal) = self.journal.lock() {
            journal.drop_saved(self.disk_bytes.hash(), revision);
        }
        Ok(reached)
    }

    /// Writes another program's version beside the file.
    fn keep_aside(&self, content: &[u8]) -> Result<SaveNotice, SaveError> {
        let stem = self.path.file_stem().unwrap_or_default();
        let name = joined(&[stem, "-changed-elsewhere.json".as_ref()]);
        let aside = free_name(folder_of(&self.path), &name);
        create_new(&self.paths.disk, &aside, content)?;
        Ok(SaveNotice::KeptAside(shown_name(&aside)))
    }

    /// Renames the file after the session's title, and returns its path.
    ///
    /// # Errors
    /// [`WriteError`]; the file keeps its name.
    pub fn rename(
        &mut self,
        session: &Session,
        day: Date,
        who: &str,
    ) -> Result<PathBuf, WriteError> {
        let folder = folder_of(&self.path).to_path_buf();
        let wanted = file_name(day, &session.title, &session.id);
        if self.lock.is_none() || self.path.file_name().is_some_and(|name| *name == *wanted) {
            return Ok(self.path.clone());
        }
        let to = free_name(&folder, wanted.as_ref());
        let lock = Lock::take(&to, who).map_err(|_| WriteError::Lock { path: to.clone() })?;
        self.paths
            .disk
            .rename(&self.path, &to)
            .map_err(|e| WriteError::Rename {
                path: self.path.clone(),
                why: e.into(),
            })?;
        sidecar_files::move_with(&self.paths, &self.path, &to);
        if let Ok(mut journal) = self.journal.lock() {
            journal.follow(&to, self.disk_bytes.hash(), self.saved_revision);
        }
        self.lock = Some(lock);
        self.path.clone_from(&to);
        Ok(to)
    }

    /// Saves `revision` of the session into a new file, to which all later saves go. The old file
    /// is unchanged. Returns the path of the new file.
    ///
    /// # Errors
    /// [`WriteError`]; later saves go to the old file.
    pub fn switch_to_new_file(
        &mut self,
        session: &Session,
        revision: u64,
        to: &Path,
        who: &str,
    ) -> Result<(PathBuf, Reached), WriteError> {
        let folder = folder_of(to);
        self.paths
            .disk
            .folder(folder)
            .map_err(WriteError::folder(folder))?;
        let path = || to.to_path_buf();
        let lock = Lock::take(to, who).map_err(|_| WriteError::Lock { path: path() })?;
        let contents = self
            .contents_of(session)
            .ok_or_else(|| WriteError::TooLarge(path()))?;
        let reached = create_new(&self.paths.disk, to, &contents).map_err(WriteError::file(to))?;
        self.path = without_links(to);
        self.lock = Some(lock);
        self.disk_bytes = contents.clone();
        self.merge_base = contents;
        self.known.add(self.disk_bytes.hash());
        // those of the old file
        self.opening_bytes = None;
        self.saved_revision = revision;
        if let Ok(mut journal) = self.journal.lock() {
            journal.follow(&self.path, self.disk_bytes.hash(), revision);
        }
        Ok((self.path.clone(), reached))
    }

    /// Writes a copy of the session, as it is now, to another place.
    ///
    /// # Errors
    /// [`WriteError`]; what was there is unchanged.
    pub fn save_copy(&self, session: &Session, path: &Path) -> Result<(), WriteError> {
        write_new(&self.paths, session, &self.unreadable, path)
    }

    /// Writes the undo history for the next opening; call it when everything is saved.
    pub fn keep_past(&self, past: &[Entry]) {
        if self.lock.is_some() {
            undo::write(&self.paths, &self.path, self.disk_bytes.hash(), past);
        }
    }

    /// Releases the lock and deletes the journal; call it when everything is saved.
    pub fn close(&mut self) {
        if self.lock.is_some()
            && let Ok(mut journal) = self.journal.lock()
        {
            journal.remove();
        }
        // the first save takes the content at opening
        if self.lock.is_some() && self.opening_bytes.is_none() {
            closing_copy::write(&self.paths, &self.path, &self.disk_bytes);
        }
        self.lock = None;
    }

    /// Writes a session that could not be saved into the state folder, and returns the path.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn emergency(&self, session: &Session, now: Timestamp) -> Result<PathBuf, WriteError> {
        let folder = self.paths.emergency();
        let stamp = format!("{}-", now.strftime(STAMP));
        let name = self.path.file_name().unwrap_or_default();
        let to = free_name(&folder, &joined(&[stamp.as_ref(), name]));
        write_new(&self.paths, session, &self.unreadable, &to)?;
        Ok(to)
    }
}
