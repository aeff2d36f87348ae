//! An action as it is looked at from outside its session: over the whole library.

use super::{Action, Id, Session, Side, Status, load};
use jiff::civil::Date;
use std::path::PathBuf;

/// An action of some session.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// Where its session is.
    pub path: PathBuf,
    /// The title of its session.
    pub session: String,
    /// The two organisations.
    pub names: [String; 2],
    /// The action.
    pub id: Id,
    /// What is done.
    pub text: String,
    /// Who is accountable, if anybody.
    pub owner: Option<(String, Option<Side>)>,
    /// When it is due.
    pub due: Option<Date>,
    /// How it stands.
    pub status: Status,
}

impl Task {
    /// The actions of the session at `path`.
    #[must_use]
    pub fn of(session: &Session, path: &std::path::Path) -> Vec<Self> {
        let task = |a: &Action| Self {
            path: path.to_path_buf(),
            session: session.title.clone(),
            names: Side::BOTH.map(|s| session.side_name(s).to_owned()),
            id: a.id.clone(),
            text: a.text.clone(),
            owner: a
                .owner
                .as_ref()
                .map(|o| (session.person(o).to_owned(), load::side_of(session, o))),
            due: a.due,
            status: a.status,
        };
        session.actions.iter().map(task).collect()
    }

    /// Whether it is open and its day is over.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.status == Status::Open && self.due.is_some_and(|d| d < today)
    }
}
