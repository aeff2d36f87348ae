//! What the worker thread keeps between two effects.

use crate::app::Msg;
use crate::domain::Session;
use crate::store::{self, Paths, SessionFile};
use crate::tui::journal::Writer;
use crate::tui::sentences;
use std::path::PathBuf;
use std::sync::mpsc::Sender;

/// The worker thread's state.
pub(super) struct Worker {
    pub(super) paths: Paths,
    pub(super) session_file: Option<SessionFile>,
    /// The open session, as it was last asked to be saved.
    pub(super) session: Option<Session>,
    pub(super) journal: Writer,
    pub(super) send: Sender<Msg>,
    /// Sessions in the bin that undo brings back, the last one first.
    pub(super) binned: Vec<PathBuf>,
    /// The folder of the sample that is open.
    pub(super) demo: Option<PathBuf>,
    /// A clone is held by every thread that writes: the end of the program waits for them.
    pub(super) alive: Sender<()>,
}

impl Worker {
    /// The sessions of the library, for the app.
    pub(super) fn library(&self) -> Msg {
        Msg::Library(store::list(&self.paths).map_err(|why| sentences::folder(&why)))
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(folder) = &self.demo {
            store::throw_away(&self.paths, folder);
        }
    }
}
