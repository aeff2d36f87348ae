//! What happened, and what is asked of the world.

use crate::catalog::Preferences;
use crate::domain::portfolio::Relationship;
use crate::domain::{
    Agenda, Edit, Entry, Id, NoteChange, Session, SessionRef, Summary, Task, Typing,
};
use crate::export::ExportRequest;
use crate::keys::Key;
use crate::text::Sentence;
use jiff::Timestamp;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// What happened.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// Text was pasted.
    Paste(String),
    /// The left button was pressed on this cell.
    Click(u16, u16),
    /// The wheel turned, down is positive.
    Wheel(i8),
    /// The terminal has this size now.
    Resize(u16, u16),
    /// A deadline has come.
    DeadlineReached,
    /// The computer's clock was set by so many seconds, forward is positive.
    ClockSet(i64),
    /// The terminal told its background colour.
    Background(u8, u8, u8),
    /// A session was opened, or not.
    Opened(Result<Box<Loaded>, Sentence>),
    /// The projector view is to be shown.
    Present,
    /// The notes window is to be shown.
    Notes(Box<Following>),
    /// The session that is followed has changed, and holds notes up to this number; or it cannot be
    /// read.
    Followed(Result<(Box<Session>, u64), Sentence>),
    /// Private notes from the notes window, to be taken in.
    NoteChanges(Vec<NoteChange>),
    /// The sessions of the library, or why not.
    Library(Result<Vec<Summary>, Sentence>),
    /// The actions of all sessions, or why not.
    Tasks(Result<Vec<Task>, Sentence>),
    /// The relationships of the library, or why not.
    Portfolio(Result<Vec<Relationship>, Sentence>),
    /// The sessions of a relationship, or why not.
    History(Result<Vec<Session>, Sentence>),
    /// What is in the bin, or why not.
    Bin(Result<Vec<Summary>, Sentence>),
    /// All up to this revision was saved.
    Saved {
        /// The revision.
        revision: u64,
        /// What the person should know.
        notice: Option<Sentence>,
        /// What another program had changed; it is on the disk already.
        taken_in: Option<Edit>,
        /// Whether it is known to have reached the disk.
        synced: bool,
    },
    /// The save failed; the reason in a few words, not a sentence.
    SaveFailed(String),
    /// The session is now in this file.
    Named(PathBuf),
    /// Something asked of the disk is done, or not.
    Done(Result<Sentence, Sentence>),
    /// The earlier versions of the session there and when each was replaced, the newest first.
    Versions(PathBuf, Vec<(Timestamp, Summary)>),
    /// Export progress: file n of total, and its name as it may be shown.
    Exporting(usize, usize, String),
    /// An export has ended.
    Exported(Exported),
    /// An agenda of that name is there already.
    AgendaExists(Box<Agenda>),
    /// The agendas to choose from.
    Agendas(Vec<Agenda>),
    /// An emergency copy was written to this path, or not.
    Emergency(Result<PathBuf, Sentence>),
    /// The program is asked to end, by this signal.
    Signal(i32),
    /// The program was stopped and goes on; the terminal may show something else.
    Resume,
}

/// A session that was opened.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The session.
    pub session: Session,
    /// Its file.
    pub file: PathBuf,
    /// Why it may not be changed, if so, in a few words.
    pub read_only: Option<String>,
    /// What the person should know.
    pub notices: Vec<Sentence>,
    /// The text that was being typed when the program was killed.
    pub typing: Option<Typing>,
    /// What can be undone, the oldest first.
    pub past: Vec<Entry>,
    /// Whether it differs from its file already.
    pub unsaved: bool,
    /// Whether it was just made and is to be set up.
    pub new: bool,
}

/// A session whose notes are written in a window of their own.
#[derive(Debug, Clone)]
pub struct Following {
    /// The session as it is now.
    pub session: Session,
    /// Its file.
    pub file: PathBuf,
    /// Notes that have not reached it yet.
    pub changes: Vec<NoteChange>,
    /// The number up to which notes have reached it.
    pub taken: u64,
    /// Why no notes can be written, if so, in a few words.
    pub read_only: Option<String>,
}

/// Files to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct Export {
    /// The files.
    pub files: Vec<ExportFile>,
    /// Whether to overwrite.
    pub force: bool,
    /// Asked to stop it.
    pub stop: Stop,
}

/// One file to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportFile {
    /// Where to.
    pub to: Destination,
    /// What is in it.
    pub what: What,
}

/// Where a file goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// This file.
    File(PathBuf),
    /// Into this folder, named after the session; the folder is made if it is not there.
    Folder(PathBuf),
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq)]
pub enum What {
    /// This text.
    Text(String),
    /// Something of a session.
    Of(Source, ExportRequest),
}

/// Which session.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    /// This one, as it is now.
    Open(Arc<Session>),
    /// The one in this file.
    At(PathBuf),
}

/// Asks something that runs to stop.
#[derive(Debug, Clone, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Asks.
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

impl PartialEq for Stop {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What became of an export.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Exported {
    /// The files that are written.
    pub written: Vec<PathBuf>,
    /// What was not written because there is a file already, with its path.
    pub there: Vec<(ExportFile, PathBuf)>,
    /// Why each of the other files could not be written.
    pub faults: Vec<Sentence>,
    /// Whether it was stopped before its end.
    pub stopped: bool,
}

/// What is asked of the world.
#[derive(Debug, Clone)]
pub enum Effect {
    /// End with this exit code; the sentence goes to standard error.
    Quit(i32, Option<Sentence>),
    /// List the library.
    List,
    /// List the actions of all sessions.
    ListTasks,
    /// List the relationships of the library.
    ListPortfolio,
    /// Mark an action of the session there done, or open again.
    MarkAction(PathBuf, Id, bool),
    /// Make and open the session that follows the one there, on this agenda.
    FollowUp(PathBuf, Box<Agenda>),
    /// Gather the sessions of the relationship that the one there belongs to.
    History(PathBuf),
    /// List the earlier versions of the session there.
    ListVersions(PathBuf),
    /// Replace the first file with the second, an earlier version of it.
    RestoreVersion(PathBuf, PathBuf),
    /// List the bin.
    ListBin,
    /// Open a session.
    Open(SessionRef),
    /// Open a sample on a copy.
    Sample(String),
    /// Write a new session and open it.
    Create(Box<Session>),
    /// Give the file of a new session the name of its title.
    NameFile(Arc<Session>),
    /// Write a change to the journal before it is drawn.
    Journal(u64, Edit),
    /// Write to the journal which text is being typed.
    Typing(Option<Typing>),
    /// Write the notes that are on their way; they are this revision.
    NoteChanges(Vec<NoteChange>, u64),
    /// Save this revision, made by these changes since the last save at this time. Whoever saves
    /// has the session itself: it is never copied for a save.
    Save(Vec<Edit>, u64, Timestamp),
    /// A new session was left before anything was typed: it goes into the bin.
    Discard,
    /// The session was left with this to undo; all that may be saved is saved.
    Close(Vec<Entry>),
    /// Keep a copy of what could not be saved.
    Emergency(Arc<Session>),
    /// Write a copy of the session there.
    SaveCopy(Arc<Session>, PathBuf),
    /// Merge into the session at the first path what another version of it, at the second, has
    /// more.
    MergeVersion(PathBuf, PathBuf),
    /// Save the session, which has this revision, into a new file, and go on there.
    SaveElsewhere(Arc<Session>, u64, PathBuf),
    /// Write documents, beside everything else.
    Export(Export),
    /// Write the settings.
    SavePreferences(Preferences),
    /// Ring the terminal's bell.
    Bell,
    /// Keep an agenda for other sessions; an existing one only if so asked.
    SaveAgenda(Box<Agenda>, bool),
    /// Make a copy of a session of the library.
    Duplicate(PathBuf, Id),
    /// Give a session of the library another title.
    Rename(PathBuf, String),
    /// Put a session into the bin.
    Bin(PathBuf),
    /// Bring the session back that went into the bin last.
    Unbin,
    /// Put a session back from the bin.
    Restore(PathBuf),
    /// Delete for ever what is in the bin.
    EmptyBin,
    /// Put text on the terminal's clipboard.
    Copy(String),
    /// Take the mouse, or release it.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
}
