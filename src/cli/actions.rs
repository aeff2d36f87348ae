//! `actions`: the actions of all sessions.

use super::context::{Context, Outcome};
use super::failure::Failure;
use super::output::{print, print_bytes, print_json};
use crate::clock::now;
use crate::domain::{Id, Session, Status, Task};
use crate::export::{self, Format};
use crate::store;
use crate::text::one_line;
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Actions {
    /// Only open ones
    #[arg(long)]
    open: bool,
    /// Only open ones that are overdue
    #[arg(long, conflicts_with = "open")]
    overdue: bool,
    /// Only those this person is accountable for; with the organisation if two have the name
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// As JSON
    #[arg(long, conflicts_with_all = ["csv", "ics"])]
    json: bool,
    /// As CSV
    #[arg(long, conflicts_with = "ics")]
    csv: bool,
    /// As a calendar: open ones with a date
    #[arg(long)]
    ics: bool,
}

impl Actions {
    /// Exit code 0, also if there is none.
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let today = now().date();
        let sessions = store::sessions(&context.paths)?;
        let tasks: Vec<Task> = store::tasks_of(&sessions)
            .into_iter()
            .filter(|task| self.fits(task, today))
            .collect();
        if self.csv || self.ics {
            let format = if self.csv { Format::Csv } else { Format::Ics };
            print_bytes(&document(sessions, &tasks, format)?);
        } else if self.json {
            let list: Vec<Value> = tasks.iter().map(|task| json_of(task, today)).collect();
            print_json(&list);
        } else if tasks.is_empty() && !context.quiet {
            print("No action fits.\n");
        } else {
            tasks.iter().for_each(|task| print(&line(task, today)));
        }
        Ok(Outcome::Done(0))
    }

    fn fits(&self, task: &Task, today: Date) -> bool {
        // the words of a name, and of the organisation where two people have it
        let is_owner = |wanted: &String| {
            task.owner.as_ref().is_some_and(|(name, side)| {
                let of_side = side
                    .map_or("", |side| task.organisation(side))
                    .to_lowercase();
                let (name, wanted) = (name.to_lowercase(), wanted.to_lowercase());
                let mut words = wanted.split_whitespace();
                words.clone().any(|word| name.contains(word))
                    && words.all(|word| name.contains(word) || of_side.contains(word))
            })
        };
        (!self.open || task.status == Status::Open)
            && (!self.overdue || task.is_overdue(today))
            && self.owner.as_ref().is_none_or(is_owner)
    }
}

/// The actions of `sessions` that are among `tasks`, in this format.
fn document(
    sessions: Vec<(PathBuf, Session)>,
    tasks: &[Task],
    format: Format,
) -> Result<Vec<u8>, Failure> {
    let id_at: HashMap<&Path, &Id> = sessions
        .iter()
        .map(|(path, session)| (path.as_path(), &session.id))
        .collect();
    let ids = |task: &Task| Some(((*id_at.get(task.path.as_path())?).clone(), task.id.clone()));
    let listed: HashSet<(Id, Id)> = tasks.iter().filter_map(ids).collect();
    let sessions: Vec<Session> = sessions.into_iter().map(|(_, session)| session).collect();
    export::render_actions(&sessions, format, |session, action| {
        listed.contains(&(session.id.clone(), action.id.clone()))
    })
    .map_err(|why| Failure::Export(why.to_string()))
}

fn json_of(task: &Task, today: Date) -> Value {
    json!({
        "id": task.id,
        "number": task.label,
        "text": task.text,
        "status": task.status,
        "in_progress": task.is_in_progress,
        "due": task.due,
        "owner": task.owner.as_ref().map(|owner| &owner.0),
        "organisation": task.owner.as_ref().and_then(|owner| owner.1)
            .map(|side| task.organisation(side)),
        "side": task.owner.as_ref().and_then(|owner| owner.1),
        "overdue": task.is_overdue(today),
        "session": &*task.session,
        "a": &*task.names[0],
        "b": &*task.names[1],
        "path": task.path.to_string_lossy(),
    })
}

fn line(task: &Task, today: Date) -> String {
    let due = task
        .due
        .map_or_else(|| "no date".to_owned(), |d| d.to_string());
    let state = if task.is_overdue(today) {
        "late"
    } else {
        task.state
    };
    let owner = task.owner.as_ref().map_or("no owner", |o| o.0.as_str());
    format!(
        "{due:10}  {state:11}  {:>3}  {:20}  {}  ({} × {} · {})\n",
        task.label,
        one_line(owner),
        one_line(&task.text),
        one_line(&task.names[0]),
        one_line(&task.names[1]),
        one_line(&task.session)
    )
}
