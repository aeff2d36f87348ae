//! What the library shows of a session without opening it, and the field that is being typed into.

use super::{Id, Place, Session, Side, Status};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::path::PathBuf;

/// A session as the library shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The path of its file.
    #[serde(skip)]
    pub path: PathBuf,
    /// Its id.
    pub id: String,
    /// The id of the previous session.
    pub follows: Option<String>,
    /// Its title.
    pub title: String,
    /// The two organisations.
    pub names: [String; 2],
    /// When it was created.
    pub created: Option<Timestamp>,
    /// When it was last saved.
    pub modified: Option<Timestamp>,
    /// The id of its agenda.
    pub agenda: String,
    /// True if one person works in it alone.
    pub solo: bool,
    /// The current step: its number, the number of steps, and its title.
    pub step: (usize, usize, String),
    /// When it was closed.
    pub closed: Option<Timestamp>,
    /// Ids of the open actions.
    pub open_ids: Vec<Id>,
    /// Ids of the actions that are done or dropped.
    pub ended_ids: Vec<Id>,
    /// Due dates of open actions, in the same order.
    pub open_actions: Vec<Option<Date>>,
    /// Why the file cannot be read, if it cannot.
    pub fault: Option<String>,
    /// The main file of the same session, if this one is a copy or was put beside it by a program
    /// that syncs folders.
    #[serde(skip)]
    pub another_of: Option<PathBuf>,
}

impl Summary {
    /// The summary of a session at `path`.
    #[must_use]
    pub fn new(session: &Session, path: PathBuf) -> Self {
        let at = session.step_index();
        Self {
            path,
            id: session.id.to_string(),
            follows: session.follows.as_ref().map(ToString::to_string),
            title: session.title.clone(),
            names: names(session),
            created: session.created,
            modified: session.modified,
            agenda: session.agenda.id.clone(),
            solo: session.agenda.solo,
            step: (
                at + 1,
                session.agenda.steps.len(),
                session
                    .agenda
                    .steps
                    .get(at)
                    .map(|s| s.title.clone())
                    .unwrap_or_default(),
            ),
            closed: session.closed,
            open_ids: session
                .actions
                .iter()
                .filter(|a| a.status == Status::Open)
                .map(|a| a.id.clone())
                .collect(),
            ended_ids: session
                .actions
                .iter()
                .filter(|a| a.status != Status::Open)
                .map(|a| a.id.clone())
                .collect(),
            open_actions: session
                .actions
                .iter()
                .filter(|a| a.status == Status::Open)
                .map(|a| a.due)
                .collect(),
            fault: None,
            another_of: None,
        }
    }

    /// The summary of a file called `name` that cannot be read.
    #[must_use]
    pub fn unreadable(path: PathBuf, name: String, why: String) -> Self {
        Self {
            path,
            id: String::new(),
            follows: None,
            title: name,
            names: [String::new(), String::new()],
            created: None,
            modified: None,
            agenda: String::new(),
            solo: false,
            step: (0, 0, String::new()),
            closed: None,
            open_ids: vec![],
            ended_ids: vec![],
            open_actions: vec![],
            fault: Some(why),
            another_of: None,
        }
    }

    /// True if all of these words are in its title or names, whatever their case.
    #[must_use]
    pub fn is_called(&self, words: &str) -> bool {
        let text = format!("{} {} {}", self.title, self.names[0], self.names[1]).to_lowercase();
        words
            .to_lowercase()
            .split_whitespace()
            .all(|w| text.contains(w))
    }
}

/// The names of both organisations; empty for one that a session of one person does not name.
fn names(session: &Session) -> [String; 2] {
    let sides = session.named_sides();
    Side::BOTH.map(|side| {
        let is_empty = session.party(side).name.trim().is_empty();
        if sides.contains(&side) && !(session.agenda.solo && is_empty) {
            session.side_name(side).to_owned()
        } else {
            String::new()
        }
    })
}

/// Which session is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SessionRef {
    /// The one in this file.
    Path(PathBuf),
    /// The one a person names: by a path, an id or its beginning, or words of the title.
    Words(String),
}

impl From<OsString> for SessionRef {
    /// What is not UTF-8 can only be a path.
    fn from(typed: OsString) -> Self {
        match typed.into_string() {
            Ok(words) => Self::Words(words),
            Err(path) => Self::Path(path.into()),
        }
    }
}

/// The field that is being typed into.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Typing {
    /// The object it belongs to.
    pub place: Place,
    /// Its name.
    pub field: String,
    /// The part of it, for fields that have parts.
    pub within: Option<String>,
}
