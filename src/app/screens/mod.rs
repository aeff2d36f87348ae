//! The screens, each with what it has to remember.

pub mod cards;
pub mod library;
mod method_questions;
pub mod notes;
pub mod portfolio;
mod saving;
pub mod session;
pub mod tasks;

pub use saving::SaveState;

use super::component::Component;
use session::SessionScreen;

/// What fills the terminal.
pub enum Screen {
    /// The sessions of the library, or of its bin.
    Library(library::Library),
    /// The agendas to choose from for a new session.
    Cards(cards::Cards),
    /// The actions of the whole library.
    Tasks(tasks::Tasks),
    /// The relationships of the library on one picture.
    Portfolio(portfolio::Portfolio),
    /// The facilitator's second window.
    Notes(Box<notes::Notes>),
    /// A session.
    Session(Box<SessionScreen>),
}

impl Screen {
    /// The library.
    #[must_use]
    pub fn library() -> Self {
        Self::Library(library::Library::new(false))
    }

    /// The bin of the library.
    #[must_use]
    pub fn bin() -> Self {
        Self::Library(library::Library::new(true))
    }

    /// The open session, if it is one.
    #[must_use]
    pub fn session(&self) -> Option<&SessionScreen> {
        match self {
            Self::Session(session) => Some(session),
            _ => None,
        }
    }

    /// The open session to change, if it is one.
    pub fn session_mut(&mut self) -> Option<&mut SessionScreen> {
        match self {
            Self::Session(session) => Some(session),
            _ => None,
        }
    }

    /// What every screen can do.
    #[must_use]
    pub fn as_component(&self) -> &dyn Component {
        match self {
            Self::Library(library) => library,
            Self::Cards(cards) => cards,
            Self::Tasks(tasks) => tasks,
            Self::Portfolio(portfolio) => portfolio,
            Self::Notes(notes) => notes.as_ref(),
            Self::Session(session) => session.as_ref(),
        }
    }

    /// What every screen can do, to change it.
    pub fn as_component_mut(&mut self) -> &mut dyn Component {
        match self {
            Self::Library(library) => library,
            Self::Cards(cards) => cards,
            Self::Tasks(tasks) => tasks,
            Self::Portfolio(portfolio) => portfolio,
            Self::Notes(notes) => notes.as_mut(),
            Self::Session(session) => session.as_mut(),
        }
    }
}
