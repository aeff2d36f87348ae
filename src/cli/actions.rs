//! `actions`: the actions of all sessions.

use super::{Context, Failure, Outcome, print, raw};
use crate::clock::now;
use crate::domain::{Status, Task};
use crate::store;
use crate::text::one_line;
use clap::Args;
use serde_json::json;

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
    #[arg(long)]
    json: bool,
}

impl Actions {
    /// 0 also when there is none.
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let today = now().date();
        let wanted = self.owner.map(|o| o.to_lowercase());
        let fits = |t: &Task| {
            (!self.open || t.status == Status::Open)
                && (!self.overdue || t.is_overdue(today))
                && wanted.as_ref().is_none_or(|w| t.owner.as_ref().is_some_and(|(name, _)| name.to_lowercase().contains(w)))
        };
        let all: Vec<Task> = store::tasks(&context.paths).map_err(Failure::wrong)?.into_iter().filter(fits).collect();
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
            raw(store::escape(format!("{}\n", serde_json::to_string_pretty(&list).unwrap_or_default())).as_bytes());
            return Ok(Outcome::Done(0));
        }
        if all.is_empty() && !context.quiet {
            print("No action fits.\n");
        }
        for t in &all {
            let due = t.due.map_or_else(|| "no date".to_owned(), |d| d.to_string());
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
