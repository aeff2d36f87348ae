//! What commands get, and what they lead to.

use crate::catalog::Catalog;
use crate::domain::Session;
use crate::store::{self, Opened, Paths};
use std::path::PathBuf;

/// What the commands need to know.
pub struct Context {
    /// The folders.
    pub paths: Paths,
    /// Whether only errors are printed.
    pub(super) quiet: bool,
}

/// What a command leads to.
pub enum Outcome {
    /// Done, with this exit code.
    Done(i32),
    /// The screen, on the library.
    Library,
    /// The screen, on a session.
    Session {
        /// The session.
        opened: Box<Opened>,
        /// Whether the projector view is shown at once.
        present: bool,
        /// A folder that is deleted at the end.
        throw_away: Option<PathBuf>,
    },
    /// The notes window.
    Notes {
        /// Where the session is.
        path: PathBuf,
        /// The session as it is now.
        session: Box<Session>,
    },
}

/// Built-in agendas and themes, the user's own, and the settings.
pub(super) fn catalog_of(paths: &Paths) -> Catalog {
    let preferences = store::read_preferences(paths).map_err(|why| why.to_string().into());
    Catalog::new(&store::read_own(paths), preferences)
}
