//! The file of an open session: its lock, its journal, and saving to it.

use super::disk::{Reached, folder_of};
use super::inbox;
use super::io_message::IoFault;
use super::journal::Journal;
use super::lock::Lock;
use super::names::{file_name, free_name, hash, joined, shown_name, without_links};
use super::notice::SaveNotice;
use super::paths::Paths;
use super::read::parse;
use super::replace::{create_new, replace};
use super::unreadable::Unreadable;
use super::versions::{self, STAMP};
use super::write::{WriteError, to_json, write_new};
use super::{sidecar_files, undo};
use crate::domain::{Edit, Entry, Id, NoteChange, Session, apply, merge};
use jiff::Timestamp;
use jiff::civil::Date;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Largest file written, in bytes: a larger one could not be read again.
const LARGEST: usize = 16 * 1024 * 1024;
/// How often another program may write the file at the last instant of one save.
const RACES: usize = 5;

/// Why a session was not saved, in a few words for the footer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SaveError {
    /// The disk refuses it.
    #[error(transparent)]
    Io(#[from] IoFault),
    /// It would be too large to be read again.
    #[error("it would be larger than {} MB", LARGEST / 1024 / 1024)]
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
    /// What this program read or wrote there last.
    last: Arc<[u8]>,
    /// The last change of this program that is in it.
    seq: u64,
    /// What a change of another program begins from: `last`, unless it was made during a save.
    base: Arc<[u8]>,
    /// What another program changed and the open session does not hold yet: what both began from,
    /// and theirs.
    theirs: Option<(Session, Session)>,
    /// What another program wrote there and was not kept yet.
    foreign: Vec<Vec<u8>>,
    /// Whether a helper with what another program was writing is beside the file.
    left: bool,
    /// What to keep as an earlier version at the first save.
    before: Option<Arc<[u8]>>,
    session: Id,
    /// Private notes on their way into the session.
    changes: Vec<NoteChange>,
}

/// A save that succeeded.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What the person should know.
    pub notice: Option<SaveNotice>,
    /// What another program had changed in the file: it is saved as well, and the open session must
    /// take it in.
    pub taken_in: Option<Edit>,
    /// How far it has got.
    pub reached: Reached,
}

impl SessionFile {
    /// The file at `path`, without links, which holds `bytes`. It is written only with a `lock`.
    pub(super) fn new(
        paths: &Paths,
        path: PathBuf,
        lock: Option<Lock>,
        journal: Journal,
        unreadable: Vec<Unreadable>,
        bytes: Arc<[u8]>,
        session: Id,
    ) -> Self {
        Self {
            paths: paths.clone(),
            path,
            lock,
            journal: Arc::new(Mutex::new(journal)),
            unreadable,
            last: Arc::clone(&bytes),
            seq: 0,
            base: Arc::clone(&bytes),
            theirs: None,
            foreign: vec![],
            left: false,
            before: Some(bytes),
            session,
            changes: vec![],
        }
    }

    /// Where the session is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The journal, to be shared with the thread that writes it.
    #[must_use]
    pub fn journal(&self) -> Arc<Mutex<Journal>> {
        Arc::clone(&self.journal)
    }

    /// Private notes that the session as last saved does not hold yet.
    #[must_use]
    pub fn changes(&self) -> &[NoteChange] {
        &self.changes
    }

    /// The id of the session.
    #[must_use]
    pub fn session(&self) -> &Id {
        &self.session
    }

    /// Saves the session as it is after edit `seq`. On return it has reached the disk, as far as
    /// that can be known. If another program changed the file, its changes are merged where no item
    /// was changed on both sides; otherwise its version is kept beside the file.
    ///
    /// # Errors [`SaveError`], in a few words for the footer; the old file is whole, and the
    /// journal holds the rest.
    pub fn save(
        &mut self,
        session: &Session,
        seq: u64,
        now: Timestamp,
    ) -> Result<Saved, SaveError> {
        let stamp = now.strftime(STAMP).to_string();
        if std::mem::take(&mut self.left) {
            // by now the other program has finished writing
            versions::sweep(&self.paths, &self.path);
        }
        match self.paths.disk.read(&self.path) {
            Ok(there) if *there != *self.last => {
                self.last = there.as_slice().into();
                self.foreign.push(there);
            }
            Ok(_) => {}
            Err(e) if e.kind() == io::ErrorKind::NotFound => {}
            // what cannot be read is not overwritten
            Err(e) => return Err(e.into()),
        }
        let mut notice = None;
        for _ in 0..RACES {
            while let Some(there) = self.foreign.first().cloned() {
                notice = self.keep_foreign(&there, &stamp)?.or(notice);
                self.foreign.remove(0);
            }
            let (both, taken_in) = self.with_theirs(session, &mut notice)?;
            let reached = self.write(both.as_ref().unwrap_or(session), seq, &stamp)?;
            // what another program wrote meanwhile is merged and saved at once
            if self.foreign.is_empty() {
                self.changes =
                    inbox::mark_taken(&self.paths, &self.path, both.as_ref().unwrap_or(session));
                return Ok(Saved {
                    notice,
                    taken_in,
                    reached,
                });
            }
        }
        Err(SaveError::KeepsChanging)
    }

    /// Keeps what another program wrote into the file, and prepares it for a merge if it is a
    /// session.
    fn keep_foreign(&mut self, there: &[u8], stamp: &str) -> Result<Option<SaveNotice>, SaveError> {
        // their version is kept in any case, beside the file if the state folder cannot be written
        if versions::keep(&self.paths, &self.path, there, stamp).is_err() {
            self.keep_aside(there)?;
        }
        let begun_from = match &self.theirs {
            Some((base, _)) => Ok(base.clone()),
            None => parse(&self.base, "ours").map(|read| read.session),
        };
        match (parse(there, "theirs"), begun_from) {
            (Ok(read), Ok(base)) if read.newer.is_none() && read.unreadable == self.unreadable => {
                self.theirs = Some((base, read.session));
                Ok(None)
            }
            _ => self.keep_aside(there).map(Some),
        }
    }

    /// The session merged with what another program changed, and that change. It is merged again at
    /// each save until the open session holds all of it.
    fn with_theirs(
        &mut self,
        session: &Session,
        notice: &mut Option<SaveNotice>,
    ) -> Result<(Option<Session>, Option<Edit>), SaveError> {
        let Some((base, theirs)) = self.theirs.take() else {
            return Ok((None, None));
        };
        let edits = merge::changes(&base, session, &theirs).ok();
        let with_theirs = edits.as_ref().and_then(|edits| {
            let mut both = session.clone();
            apply(&mut both, &Edit::All(edits.clone()))
                .ok()
                .map(|_| both)
        });
        match (edits, with_theirs) {
            (Some(edits), Some(_)) if edits.is_empty() => Ok((None, None)),
            (Some(edits), Some(both)) => {
                *notice = Some(SaveNotice::Merged(edits.len()));
                self.theirs = Some((base, theirs));
                Ok((Some(both), Some(Edit::All(edits))))
            }
            _ => match self.keep_aside(to_json(&theirs, &self.unreadable).as_bytes()) {
                Ok(kept) => {
                    *notice = Some(kept);
                    Ok((None, None))
                }
                Err(why) => {
                    self.theirs = Some((base, theirs));
                    Err(why)
                }
            },
        }
    }

    /// The contents of the file; none if they would be too large to be read again.
    fn bytes_of(&self, session: &Session) -> Option<Arc<[u8]>> {
        let bytes: Arc<[u8]> = to_json(session, &self.unreadable).into_bytes().into();
        (bytes.len() <= LARGEST).then_some(bytes)
    }

    /// Writes the session. What another program wrote at the last instant goes to `foreign`.
    fn write(&mut self, session: &Session, seq: u64, stamp: &str) -> Result<Reached, SaveError> {
        let bytes = self.bytes_of(session).ok_or(SaveError::TooLarge)?;
        let hash = hash(&bytes);
        if let Some(before) = self.before.take() {
            // a full state folder must not prevent a save
            let _ = versions::keep(&self.paths, &self.path, &before, stamp);
        }
        if let Ok(mut journal) = self.journal.lock() {
            journal.saving(hash, seq);
        }
        let done = replace(&self.paths.disk, &self.path, &bytes, &self.last)?;
        match done.was {
            Some(there) => {
                self.left = true;
                self.foreign.push(there);
            }
            None => self.base = Arc::clone(&bytes),
        }
        // the file is in place, even if it is not known to have reached the disk
        (self.last, self.seq) = (bytes, seq);
        let reached = done.reached?;
        if let Ok(mut journal) = self.journal.lock() {
            journal.saved(hash, seq);
        }
        Ok(reached)
    }

    /// Writes another program's version beside the file.
    fn keep_aside(&self, there: &[u8]) -> Result<SaveNotice, SaveError> {
        let stem = self.path.file_stem().unwrap_or_default();
        let name = joined(&[stem, "-changed-elsewhere.json".as_ref()]);
        let aside = free_name(folder_of(&self.path), &name);
        create_new(&self.paths.disk, &aside, there)?;
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
            journal.follow(&to, hash(&self.last), self.seq);
        }
        self.lock = Some(lock);
        self.path.clone_from(&to);
        Ok(to)
    }

    /// Saves the session, as it is after edit `seq`, into a new file and goes on there; the old
    /// file is unchanged. Returns the path of the new file.
    ///
    /// # Errors
    /// [`WriteError`]; the session goes on in the old file.
    pub fn go_on_in(
        &mut self,
        session: &Session,
        seq: u64,
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
        let bytes = self.bytes_of(session).ok_or_else(|| WriteError::TooLarge {
            path: path(),
            limit: LARGEST / 1024 / 1024,
        })?;
        let reached = create_new(&self.paths.disk, to, &bytes).map_err(WriteError::file(to))?;
        self.path = without_links(to);
        self.lock = Some(lock);
        (self.last, self.base, self.seq) = (Arc::clone(&bytes), bytes, seq);
        if let Ok(mut journal) = self.journal.lock() {
            journal.follow(&self.path, hash(&self.last), seq);
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

    /// Keeps what can be undone for the next time; everything is saved.
    pub fn keep_past(&self, past: &[Entry]) {
        if self.lock.is_some() {
            undo::write(&self.paths, &self.path, hash(&self.last), past);
        }
    }

    /// Closes the session; everything is saved, so the journal is deleted.
    pub fn close(&mut self) {
        if self.lock.is_some()
            && let Ok(mut journal) = self.journal.lock()
        {
            journal.remove();
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
