//! An action as shown in the list of all actions of the library.

use super::session::REMOVED;
use super::{Action, Id, Participant, Session, Side, Status};
use jiff::civil::Date;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Most characters of a title or a name that are kept with each action.
const LONGEST_NAME: usize = 300;

/// An action with what is shown of its session.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The path of its session's file.
    pub path: PathBuf,
    /// The title of its session, cut if it is very long; all its actions share it.
    pub session: Arc<str>,
    /// The two organisations, in the same way.
    pub names: [Arc<str>; 2],
    /// The action.
    pub id: Id,
    /// Its number in its session.
    pub label: String,
    /// The text of the action.
    pub text: String,
    /// Name and side of the owner, if there is one.
    pub owner: Option<(String, Option<Side>)>,
    /// When it is due.
    pub due: Option<Date>,
    /// Open, done or dropped.
    pub status: Status,
    /// True if it is open and work has begun.
    pub is_in_progress: bool,
    /// Its state in words.
    pub state: &'static str,
}

impl Task {
    /// All actions of the session at `path`.
    #[must_use]
    pub fn all_of(session: &Session, path: &std::path::Path) -> Vec<Self> {
        let shared = |text: &str| Arc::from(text.chars().take(LONGEST_NAME).collect::<String>());
        let title = shared(&session.title);
        let names = Side::BOTH.map(|side| shared(session.side_name(side)));
        let people: HashMap<&Id, &Participant> =
            session.participants.iter().map(|p| (&p.id, p)).collect();
        let owner = |id: &Id| match people.get(id) {
            Some(person) => (session.name_of(person).into_owned(), Some(person.side)),
            None => (REMOVED.to_owned(), None),
        };
        let task = |a: &Action| Self {
            path: path.to_path_buf(),
            session: Arc::clone(&title),
            names: names.clone(),
            id: a.id.clone(),
            label: session.label_of(a),
            text: a.text.clone(),
            owner: a.owner.as_ref().map(owner),
            due: a.due,
            status: a.status,
            is_in_progress: a.is_in_progress(),
            state: a.state(),
        };
        session.actions.iter().map(task).collect()
    }

    /// The name of the organisation on `side`.
    #[must_use]
    pub fn organisation(&self, side: Side) -> &str {
        let [a, b] = &self.names;
        if side == Side::A { a } else { b }
    }

    /// True if it is open and its due date is past.
    #[must_use]
    pub fn is_overdue(&self, today: Date) -> bool {
        self.status == Status::Open && self.due.is_some_and(|d| d < today)
    }
}
