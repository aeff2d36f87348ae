//! An action as shown in the list of all actions of the library.

use super::{Action, Id, Session, Side, Status, load};
use jiff::civil::Date;
use std::path::PathBuf;

/// An action with what is shown of its session.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The path of its session's file.
    pub path: PathBuf,
    /// The title of its session.
    pub session: String,
    /// The two organisations.
    pub names: [String; 2],
    /// The action.
    pub id: Id,
    /// The text of the action.
    pub text: String,
    /// Name and side of the owner, if there is one.
    pub owner: Option<(String, Option<Side>)>,
    /// When it is due.
    pub due: Option<Date>,
    /// Open, done or dropped.
    pub status: Status,
}

impl Task {
    /// All actions of the session at `path`.
    #[must_use]
    pub fn all_of(session: &Session, path: &std::path::Path) -> Vec<Self> {
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

    /// True if it is open and its due date is past.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.status == Status::Open && self.due.is_some_and(|d| d < today)
    }
}
