//! An open session: its lock, its journal, and the way back to its file.

use super::disk::{Reached, folder_of};
use super::journal::Journal;
use super::library::{file_name, free_name};
use super::lock::Lock;
use super::paths::{Paths, hash, name, shown, without_links};
use super::read::{Unreadable, parse};
use super::replace::{create_new, replace};
use super::{inbox, io_message, sidecar_files, undo, versions, write};
use crate::domain::{Edit, Entry, Id, NoteChange, Session, apply, merge};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Largest file written, in bytes: a larger one would not be read again.
const LARGEST: usize = 16 * 1024 * 1024;
/// How often in one save another program may write the file at the last instant.
const RACES: usize = 5;

/// The way back to the file of an open session.
#[derive(Debug)]
pub struct SessionFile {
    path: PathBuf,
    paths: Paths,
    lock: Option<Lock>,
    journal: Arc<Mutex<Journal>>,
    unreadable: Vec<Unreadable>,
    /// What we last read or wrote there.
    last: Arc<[u8]>,
    /// The last change in it that is ours.
    seq: u64,
    /// What a change of another program begins from: the same, but for one made while we wrote.
    base: Arc<[u8]>,
    /// What another program had changed and who is open has not taken in yet: what both began from, and theirs.
    theirs: Option<(Session, Session)>,
    /// What another program wrote there and is not kept yet.
    foreign: Vec<Vec<u8>>,
    /// Whether a helper with what another program was writing is left beside the file.
    left: bool,
    /// The bytes to keep as an earlier version at the first save.
    before: Option<Arc<[u8]>>,
    session: Id,
    /// Private notes on their way into it.
    changes: Vec<NoteChange>,
}

/// What became of a save.
#[derive(Debug, Clone, PartialEq)]
pub struct Saved {
    /// What the person should know.
    pub notice: Option<String>,
    /// What another program had changed in the file meanwhile: saved along, and to be taken in.
    pub taken_in: Option<Edit>,
    /// How far it has come.
    pub reached: Reached,
}

impl SessionFile {
    /// The way to the file at `path`, without links, that holds `bytes`; only with a `lock` is it written.
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

    /// Private notes that the session, as it was saved last, does not hold yet.
    #[must_use]
    pub fn changes(&self) -> &[NoteChange] {
        &self.changes
    }

    /// The identity of the session.
    #[must_use]
    pub fn session(&self) -> &Id {
        &self.session
    }

    /// Saves the session as it is after edit `seq`. On return it has reached the disk, as far as that can be known.
    /// Where another program had changed the file, its version is kept; what it changed is saved along
    /// where no item differs on both sides, else its version is kept beside the file.
    ///
    /// # Errors
    /// The reason, in a few words for the footer; the old file is whole, and the journal holds the rest.
    pub fn save(&mut self, session: &Session, seq: u64, now: Timestamp) -> Result<Saved, String> {
        let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
        if std::mem::take(&mut self.left) {
            // by now the other program has written all of it
            versions::sweep(&self.paths, &self.path);
        }
        match self.paths.disk.read(&self.path) {
            Ok(there) if *there != *self.last => {
                self.last = there.as_slice().into();
                self.foreign.push(there);
            }
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            // what cannot be looked at is not overwritten
            Err(e) => return Err(io_message::of(&e)),
        }
        let mut notice = None;
        for _ in 0..RACES {
            while let Some(there) = self.foreign.first().cloned() {
                notice = self.keep_foreign(&there, &stamp)?.or(notice);
                self.foreign.remove(0);
            }
            let (both, taken_in) = self.with_theirs(session, &mut notice)?;
            let reached = self.write(both.as_ref().unwrap_or(session), seq, &stamp)?;
            // what another program wrote between the look and the save is saved along at once
            if self.foreign.is_empty() {
                self.changes =
                    inbox::taken(&self.paths, &self.path, both.as_ref().unwrap_or(session));
                return Ok(Saved {
                    notice,
                    taken_in,
                    reached,
                });
            }
        }
        Err("another program keeps writing it".to_owned())
    }

    /// Keeps what another program wrote into the file, and has it merged in where that can be.
    fn keep_foreign(&mut self, there: &[u8], stamp: &str) -> Result<Option<String>, String> {
        // their version is kept in any case, beside the file where the state folder takes nothing
        if versions::keep(&self.paths, &self.path, there, stamp).is_err() {
            self.aside(there)?;
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
            _ => self.aside(there).map(Some),
        }
    }

    /// The session with what another program had changed, and that change; it stays until ours holds all
    /// of it, whatever fails meanwhile.
    fn with_theirs(
        &mut self,
        session: &Session,
        notice: &mut Option<String>,
    ) -> Result<(Option<Session>, Option<Edit>), String> {
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
                let count = if edits.len() == 1 {
                    "its change is".to_owned()
                } else {
                    format!("its {} changes are", edits.len())
                };
                *notice = Some(format!(
                    "Another program changed the file; {count} taken in. Ctrl+Z takes them back."
                ));
                self.theirs = Some((base, theirs));
                Ok((Some(both), Some(Edit::All(edits))))
            }
            _ => match self.aside(write::to_json(&theirs, &self.unreadable).as_bytes()) {
                Ok(says) => {
                    *notice = Some(says);
                    Ok((None, None))
                }
                Err(why) => {
                    self.theirs = Some((base, theirs));
                    Err(why)
                }
            },
        }
    }

    /// The bytes of its file; a file that could not be read again is none.
    fn bytes_of(&self, session: &Session) -> Result<Arc<[u8]>, String> {
        let bytes: Arc<[u8]> = write::to_json(session, &self.unreadable)
            .into_bytes()
            .into();
        if bytes.len() > LARGEST {
            Err(format!(
                "it would be larger than {} MB",
                LARGEST / 1024 / 1024
            ))
        } else {
            Ok(bytes)
        }
    }

    /// Writes the session; what another program put there at the last instant is not lost.
    fn write(&mut self, session: &Session, seq: u64, stamp: &str) -> Result<Reached, String> {
        let bytes = self.bytes_of(session)?;
        let hash = hash(&bytes);
        if let Some(before) = self.before.take() {
            // the state folder may be full while the library is not: that alone keeps no save from its place
            let _ = versions::keep(&self.paths, &self.path, &before, stamp);
        }
        if let Ok(mut journal) = self.journal.lock() {
            journal.saving(hash, seq);
        }
        let done = replace(&self.paths.disk, &self.path, &bytes, &self.last)
            .map_err(|e| io_message::of(&e))?;
        match done.was {
            Some(there) => {
                self.left = true;
                self.foreign.push(there);
            }
            None => self.base = Arc::clone(&bytes),
        }
        // a file that is in place but not known to have reached the disk is ours all the same
        (self.last, self.seq) = (bytes, seq);
        let reached = done.reached.map_err(|e| io_message::of(&e))?;
        if let Ok(mut journal) = self.journal.lock() {
            journal.saved(hash, seq);
        }
        Ok(reached)
    }

    /// Puts another program's version beside the file, and says so.
    fn aside(&self, there: &[u8]) -> Result<String, String> {
        let aside = free_name(
            folder_of(&self.path),
            &format!(
                "{}-changed-elsewhere.json",
                self.path.file_stem().unwrap_or_default().to_string_lossy()
            ),
        );
        create_new(&self.paths.disk, &aside, there).map_err(|e| io_message::of(&e))?;
        Ok(format!(
            "Another program changed the file. Its version is kept as {}.",
            name(&aside)
        ))
    }

    /// Gives the file the name that fits the session's title now.
    ///
    /// # Errors
    /// One sentence; the file keeps its name.
    pub fn rename(
        &mut self,
        session: &Session,
        day: jiff::civil::Date,
        who: &str,
    ) -> Result<PathBuf, String> {
        let folder = folder_of(&self.path).to_path_buf();
        let wanted = file_name(day, &session.title, &session.id);
        if self.lock.is_none()
            || self
                .path
                .file_name()
                .is_some_and(|n| n.to_string_lossy() == wanted)
        {
            return Ok(self.path.clone());
        }
        let to = free_name(&folder, &wanted);
        let lock = Lock::take(&to, who).map_err(|_| format!("{} cannot be locked.", name(&to)))?;
        self.paths.disk.rename(&self.path, &to).map_err(|e| {
            format!(
                "{} cannot be renamed: {}.",
                name(&self.path),
                io_message::of(&e)
            )
        })?;
        sidecar_files::follow(&self.paths, &self.path, &to);
        if let Ok(mut journal) = self.journal.lock() {
            journal.follow(&to, hash(&self.last), self.seq);
        }
        self.lock = Some(lock);
        self.path.clone_from(&to);
        Ok(to)
    }

    /// Saves the session, as it is after edit `seq`, into a new file and goes on there; the old file stays as it is.
    /// Returns where that is.
    ///
    /// # Errors
    /// One sentence; the session is where it was.
    pub fn go_on_in(
        &mut self,
        session: &Session,
        seq: u64,
        to: &Path,
        who: &str,
    ) -> Result<(PathBuf, Reached), String> {
        let failed = |e: std::io::Error| {
            format!(
                "{} cannot be written: {}. The session is where it was.",
                shown(to),
                io_message::of(&e)
            )
        };
        self.paths.disk.folder(folder_of(to)).map_err(failed)?;
        let lock = Lock::take(to, who).map_err(|_| {
            format!(
                "{} cannot be locked. The session is where it was.",
                shown(to)
            )
        })?;
        let bytes = self.bytes_of(session).map_err(|why| {
            format!(
                "{} is not written: {why}. The session is where it was.",
                shown(to)
            )
        })?;
        let reached = create_new(&self.paths.disk, to, &bytes).map_err(failed)?;
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
    /// One sentence; what was there is unchanged.
    pub fn save_copy(&self, session: &Session, path: &Path) -> Result<(), String> {
        write::save_copy(&self.paths, session, &self.unreadable, path)
    }

    /// Keeps what can be undone for the next time; everything is saved.
    pub fn keep_past(&self, past: &[Entry]) {
        if self.lock.is_some() {
            undo::keep(&self.paths, &self.path, hash(&self.last), past);
        }
    }

    /// Ends in good order: everything is saved, so the journal goes.
    pub fn close(&mut self) {
        if self.lock.is_some()
            && let Ok(mut journal) = self.journal.lock()
        {
            journal.remove();
        }
        self.lock = None;
    }

    /// Keeps a copy of what could not be saved, and says where.
    ///
    /// # Errors
    /// One sentence.
    pub fn emergency(&self, session: &Session, now: Timestamp) -> Result<PathBuf, String> {
        let folder = self.paths.emergency();
        self.paths
            .disk
            .folder(&folder)
            .map_err(|e| format!("{} cannot be made: {}.", shown(&folder), io_message::of(&e)))?;
        let to = free_name(
            &folder,
            &format!(
                "{}-{}",
                now.strftime("%Y%m%d-%H%M%S"),
                self.path.file_name().unwrap_or_default().to_string_lossy()
            ),
        );
        create_new(
            &self.paths.disk,
            &to,
            write::to_json(session, &self.unreadable).as_bytes(),
        )
        .map_err(|e| format!("{} cannot be written: {}.", shown(&to), io_message::of(&e)))?;
        Ok(to)
    }
}
