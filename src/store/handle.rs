//! An open session: its lock, its journal, and the way back to its file.

use super::journal::Journal;
use super::library::{file_name, free_name};
use super::lock::{Lock, NoLock};
use super::paths::{Paths, hash, name, shown};
use super::read::{Read, Unreadable, parse, read_text};
use super::{inbox, sentence, versions, write};
use crate::domain::{Edit, Id, Jot, Session, Typing, apply, merge};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Largest file written, in bytes: a larger one would not be read again.
const LARGEST: usize = 16 * 1024 * 1024;

/// Whether a session may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Yes.
    Write,
    /// No; why, for the footer.
    ReadOnly(String),
}

/// The way back to the file of an open session.
#[derive(Debug)]
pub struct Handle {
    path: PathBuf,
    paths: Paths,
    lock: Option<Lock>,
    journal: Arc<Mutex<Journal>>,
    unreadable: Vec<Unreadable>,
    /// Hash of what we last read or wrote there, and the session it held.
    last: u64,
    base: Session,
    /// What another program had changed and who is open has not taken in yet: what both began from, and theirs.
    theirs: Option<(Session, Session)>,
    /// The bytes to keep as an earlier version at the first save.
    before: Option<Vec<u8>>,
    session: Id,
    /// Private notes on their way into it.
    jots: Vec<Jot>,
}

/// What became of a save.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Saved {
    /// What the person should know.
    pub notice: Option<String>,
    /// What another program had changed in the file meanwhile: saved along, and to be taken in.
    pub taken_in: Option<Edit>,
}

/// A session that was opened.
#[derive(Debug)]
pub struct Opened {
    /// The session, with everything brought back from the journal.
    pub session: Session,
    /// Whether it may be written.
    pub access: Access,
    /// What the person should know.
    pub notices: Vec<String>,
    /// The text that was being typed when the program was ended.
    pub typing: Option<Typing>,
    /// Whether the journal gave something back that the file does not hold.
    pub recovered: bool,
    /// The way back.
    pub handle: Handle,
}

/// Opens the session at `path`; `who` is told to others who want to write it.
///
/// # Errors
/// One sentence, with the last good version of a damaged file where there is one.
pub fn open(paths: &Paths, path: &Path, view_only: bool, who: &str) -> Result<Opened, String> {
    // replacing a link would cut it off from its file: go to the file itself
    let path = std::fs::canonicalize(path).map_err(|e| format!("{} cannot be opened: {}.", shown(path), sentence::of(&e)))?;
    // first the right to write, then the reading: nobody saves in between
    let lock = if view_only { None } else { Some(Lock::take(&path, who)) };
    let bytes = read_text(&path)?;
    let Read { mut session, unreadable, mut notices, newer } =
        parse(&bytes, &name(&path)).map_err(|why| match versions::last_good(paths, &path) {
            Some(good) => format!("{why} The last good version is kept in {}: open that file.", shown(&good)),
            None => why,
        })?;
    let (lock, access) = match (newer, lock) {
        (Some(version), _) => (None, Access::ReadOnly(format!("written by a newer roundtable (version {version}); nothing is changed"))),
        (None, None) => (None, Access::ReadOnly("opened to look at".to_owned())),
        (None, Some(Ok(lock))) => (Some(lock), Access::Write),
        (None, Some(Err(NoLock::Taken(by)))) => {
            (None, Access::ReadOnly(format!("open elsewhere{}", if by.is_empty() { String::new() } else { format!(" ({by})") })))
        }
        (None, Some(Err(NoLock::Cannot(e)))) => (None, Access::ReadOnly(format!("its folder cannot be written ({})", sentence::of(&e)))),
    };
    let base = session.clone();
    let (mut typing, mut recovered) = (None, false);
    let journal = if access == Access::Write {
        write::sweep(&path);
        let (journal, back) = Journal::open(&paths.journals(), &path, &bytes, &mut session);
        recovered = back.edits > 0;
        if recovered {
            notices.push("The program was ended before; everything typed since the last save is back.".to_owned());
        }
        if let Some(aside) = back.aside {
            notices.push(format!("The file was changed elsewhere; what was typed here before is kept in {}.", shown(&aside)));
        }
        typing = back.typing;
        // notes of a notes window that closed last
        for jot in inbox::taken(paths, &path, &session) {
            recovered |= jot.edit(&session).is_some_and(|edit| apply(&mut session, &edit).is_ok());
        }
        journal
    } else {
        Journal::none()
    };
    let handle = Handle {
        paths: paths.clone(),
        lock,
        journal: Arc::new(Mutex::new(journal)),
        unreadable,
        last: hash(&bytes),
        base,
        theirs: None,
        before: Some(bytes),
        path,
        session: session.id.clone(),
        jots: vec![],
    };
    Ok(Opened { session, access, notices, typing, recovered, handle })
}

/// Writes a new session into the library and returns its path.
///
/// # Errors
/// One sentence.
pub fn create(paths: &Paths, session: &Session, day: jiff::civil::Date) -> Result<PathBuf, String> {
    std::fs::create_dir_all(&paths.library)
        .map_err(|e| format!("The library {} cannot be used: {}. Name another folder with --library.", shown(&paths.library), sentence::of(&e)))?;
    let path = free_name(&paths.library, &file_name(day, &session.title, &session.id));
    write::create_new(&path, write::to_json(session, &[]).as_bytes())
        .map_err(|e| format!("{} cannot be written: {}.", shown(&path), sentence::of(&e)))?;
    Ok(path)
}

impl Handle {
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
    pub fn jots(&self) -> &[Jot] {
        &self.jots
    }

    /// The identity of the session.
    #[must_use]
    pub fn session(&self) -> &Id {
        &self.session
    }

    /// Saves the session as it is after edit `seq`. On return it has reached the disk.
    /// Where another program had changed the file, its version is kept; what it changed is saved along
    /// where no item differs on both sides, else its version is kept beside the file.
    ///
    /// # Errors
    /// The reason, in a few words for the footer; the old file is whole, and the journal holds the rest.
    pub fn save(&mut self, session: &Session, seq: u64, now: Timestamp) -> Result<Saved, String> {
        let stamp = now.strftime("%Y%m%d-%H%M%S").to_string();
        let mut says = Saved::default();
        let mut merged = None;
        match std::fs::read(&self.path) {
            Ok(there) if hash(&there) != self.last => {
                // their version is kept in any case, beside the file where the state folder takes nothing
                if versions::keep(&self.paths, &self.path, &there, &stamp).is_err() {
                    self.aside(&there)?;
                }
                match parse(&there, "theirs") {
                    Ok(read) if read.newer.is_none() && read.unreadable == self.unreadable => {
                        let base = self.theirs.take().map_or_else(|| self.base.clone(), |t| t.0);
                        self.theirs = Some((base, read.session));
                    }
                    _ => says.notice = Some(self.aside(&there)?),
                }
                // kept once, also when what follows fails and is tried again
                self.last = hash(&there);
            }
            Ok(_) => {}
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            // what cannot be looked at is not overwritten
            Err(e) => return Err(sentence::of(&e)),
        }
        // theirs stays until ours holds all of it, whatever fails meanwhile
        if let Some((base, theirs)) = self.theirs.take() {
            let edits = merge::changes(&base, session, &theirs);
            let with_theirs = edits.as_ref().and_then(|edits| {
                let mut both = session.clone();
                apply(&mut both, &Edit::All(edits.clone())).ok().map(|_| both)
            });
            match (edits, with_theirs) {
                (Some(edits), Some(_)) if edits.is_empty() => {}
                (Some(edits), Some(both)) => {
                    let count = if edits.len() == 1 { "its change is".to_owned() } else { format!("its {} changes are", edits.len()) };
                    says.notice = Some(format!("Another program changed the file; {count} taken in. Ctrl+Z takes them back."));
                    says.taken_in = Some(Edit::All(edits));
                    merged = Some(both);
                    self.theirs = Some((base, theirs));
                }
                _ => says.notice = Some(self.aside(write::to_json(&theirs, &self.unreadable).as_bytes())?),
            }
        }
        let session = merged.as_ref().unwrap_or(session);
        let text = write::to_json(session, &self.unreadable);
        let bytes = text.as_bytes();
        if bytes.len() > LARGEST {
            return Err(format!("it would be larger than {} MB", LARGEST / 1024 / 1024));
        }
        if let Some(before) = self.before.take() {
            // the state folder may be full while the library is not: that alone keeps no save from its place
            let _ = versions::keep(&self.paths, &self.path, &before, &stamp);
        }
        if let Ok(mut journal) = self.journal.lock() {
            journal.saving(bytes, seq);
        }
        let written = write::replace(&self.path, bytes);
        // a file that is in place but not known to have reached the disk is ours all the same
        if written.is_ok() || std::fs::read(&self.path).is_ok_and(|there| there == bytes) {
            self.last = hash(bytes);
            self.base.clone_from(session);
        }
        written.map_err(|e| sentence::of(&e))?;
        if let Ok(mut journal) = self.journal.lock() {
            journal.saved(bytes, seq);
        }
        self.jots = inbox::taken(&self.paths, &self.path, session);
        Ok(says)
    }

    /// Puts another program's version beside the file, and says so.
    fn aside(&self, there: &[u8]) -> Result<String, String> {
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let aside = free_name(folder, &format!("{}-changed-elsewhere.json", self.path.file_stem().unwrap_or_default().to_string_lossy()));
        write::create_new(&aside, there).map_err(|e| sentence::of(&e))?;
        Ok(format!("Another program changed the file. Its version is kept as {}.", name(&aside)))
    }

    /// Gives the file the name that fits the session's title now.
    ///
    /// # Errors
    /// One sentence; the file keeps its name.
    pub fn rename(&mut self, session: &Session, day: jiff::civil::Date, who: &str) -> Result<PathBuf, String> {
        let folder = self.path.parent().unwrap_or(Path::new(".")).to_path_buf();
        let wanted = file_name(day, &session.title, &session.id);
        if self.lock.is_none() || self.path.file_name().is_some_and(|n| n.to_string_lossy() == wanted) {
            return Ok(self.path.clone());
        }
        let to = free_name(&folder, &wanted);
        let lock = Lock::take(&to, who).map_err(|_| format!("{} cannot be locked.", name(&to)))?;
        std::fs::rename(&self.path, &to).map_err(|e| format!("{} cannot be renamed: {}.", name(&self.path), sentence::of(&e)))?;
        versions::follow(&self.paths, &self.path, &to);
        if let Ok(mut journal) = self.journal.lock() {
            journal.follow(&self.paths.journals(), &to, self.last);
        }
        self.lock = Some(lock);
        self.path.clone_from(&to);
        Ok(to)
    }

    /// Writes a copy of the session, as it is now, to another place.
    ///
    /// # Errors
    /// One sentence; what was there is unchanged.
    pub fn save_copy(&self, session: &Session, path: &Path) -> Result<(), String> {
        write::save_copy(session, &self.unreadable, path)
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
        std::fs::create_dir_all(&folder).map_err(|e| format!("{} cannot be made: {}.", shown(&folder), sentence::of(&e)))?;
        let to = free_name(&folder, &format!("{}-{}", now.strftime("%Y%m%d-%H%M%S"), self.path.file_name().unwrap_or_default().to_string_lossy()));
        write::create_new(&to, write::to_json(session, &self.unreadable).as_bytes())
            .map_err(|e| format!("{} cannot be written: {}.", shown(&to), sentence::of(&e)))?;
        Ok(to)
    }
}
