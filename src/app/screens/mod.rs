//! The screens, each with what it has to remember.

pub mod cards;
pub mod library;
pub mod notes;
pub mod saving;
pub mod session;
pub mod tasks;

/// What fills the terminal.
pub enum Screen {
    /// The library.
    Library(library::Library),
    /// The agendas to choose from.
    Cards(cards::Cards),
    /// Actions over the whole library.
    Tasks(tasks::Tasks),
    /// The facilitator's second window.
    Notes(Box<notes::Notes>),
    /// A session.
    Session(Box<session::Open>),
}
