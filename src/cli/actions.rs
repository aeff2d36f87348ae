//! `actions`: the actions of all sessions.

use super::{Context, Failure, Outcome, print, raw};
use crate::clock::now;
use crate::domain::{Id, Session, Status, Task};
use crate::export::{self, Format};
use crate::store;
use crate::text::one_line;
use clap::Args;
use serde_json::json;
use std::collections::HashSet;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Actions {
    /// Only what is open
    #[arg(long)]
    open: bool,
    /// Only what is open and late
    #[arg(long, conflicts_with = "open")]
    overdue: bool,
    /// Only what this person is accountable for
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// As JSON
    #[arg(long, conflicts_with_all = ["csv", "ics"])]
    json: bool,
    /// As CSV
    #[arg(long, conflicts_with = "ics")]
    csv: bool,
    /// As a calendar: what is open and has a date
    #[arg(long)]
    ics: bool,
}

impl Actions {
    /// 0 also when there is none.
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let today = now().date();
        let wanted = self.owner.map(|o| o.to_lowercase());
        let fits = |t: &Task| {
            (!self.open || t.status == Status::Open)
                && (!self.overdue || t.is_overdue(today))
                && wanted.as_ref().is_none_or(|w| {
                    t.owner
                        .as_ref()
                        .is_some_and(|(name, _)| name.to_lowercase().contains(w))
                })
        };
        let sessions = store::sessions(&context.paths).map_err(Failure::wrong)?;
        let all: Vec<Task> = store::tasks_of(&sessions)
            .into_iter()
            .filter(fits)
            .collect();
        if self.csv || self.ics {
            let (paths, sessions): (Vec<PathBuf>, Vec<Session>) = sessions.into_iter().unzip();
            let of = |t: &Task| {
                Some((
                    sessions
                        .get(paths.iter().position(|p| *p == t.path)?)?
                        .id
                        .clone(),
                    t.id.clone(),
                ))
            };
            let listed: HashSet<(Id, Id)> = all.iter().filter_map(of).collect();
            let format = if self.csv { Format::Csv } else { Format::Ics };
            let bytes = export::render_actions(&sessions, format, |s, a| {
                listed.contains(&(s.id.clone(), a.id.clone()))
            });
            raw(&bytes.map_err(|e| Failure::wrong(e.to_string()))?);
            return Ok(Outcome::Done(0));
        }
        if self.json {
            let list: Vec<_> = all
                .iter()
                .map(|t| {
                    json!({
                        "id": t.id, "text": t.text, "status": t.status, "due": t.due, "owner": t.owner.as_ref().map(|o| &o.0),
                        "side": t.owner.as_ref().and_then(|o| o.1), "overdue": t.is_overdue(today), "session": t.session,
                        "a": t.names[0], "b": t.names[1], "path": t.path,
                    })
                })
                .collect();
            raw(crate::text::escape_json(format!(
                "{}\n",
                serde_json::to_string_pretty(&list).unwrap_or_default()
            ))
            .as_bytes());
            return Ok(Outcome::Done(0));
        }
        if all.is_empty() && !context.quiet {
            print("No action fits.\n");
        }
        for t in &all {
            let due = t
                .due
                .map_or_else(|| "no date".to_owned(), |d| d.to_string());
            let state = match t.status {
                Status::Open if t.is_overdue(today) => "late",
                Status::Open => "open",
                Status::Done => "done",
                Status::Dropped => "dropped",
            };
            let owner = t.owner.as_ref().map_or("no owner", |o| o.0.as_str());
            print(&format!(
                "{due:10}  {state:7}  {:20}  {}  ({} × {} · {})\n",
                one_line(owner),
                one_line(&t.text),
                one_line(&t.names[0]),
                one_line(&t.names[1]),
                one_line(&t.session)
            ));
        }
        Ok(Outcome::Done(0))
    }
}
