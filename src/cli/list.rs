//! `list`: the sessions of the library.

use super::{Context, Failure, Outcome, print, raw};
use crate::clock::now;
use crate::domain::Summary;
use crate::store;
use crate::text::one_line;
use clap::Args;
use serde_json::json;

#[derive(Debug, Args)]
pub(super) struct List {
    /// Only those with these words in title or names
    #[arg(long, value_name = "WORDS")]
    find: Option<String>,
    /// As JSON
    #[arg(long)]
    json: bool,
}

impl List {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let wanted = self.find.unwrap_or_default();
        let all: Vec<Summary> = store::list(&context.paths)
            .map_err(Failure::wrong)?
            .into_iter()
            .filter(|s| s.is_called(&wanted))
            .collect();
        if self.json {
            let list: Vec<_> = all
                .iter()
                .map(|s| {
                    json!({
                        "path": s.path, "id": s.id, "title": s.title, "a": s.names[0], "b": s.names[1], "modified": s.modified, "step": s.step.0,
                        "steps": s.step.1, "closed": s.closed, "open_actions": s.open_actions.len(), "fault": s.fault,
                        "another_of": s.another_of,
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
            print(
                "No session. `roundtable new` makes one, `roundtable demo` shows a filled one.\n",
            );
        }
        let zone = now().time_zone().clone();
        for s in &all {
            let id: String = s.id.chars().take(13).collect();
            let when = s
                .modified
                .map(|m| {
                    m.to_zoned(zone.clone())
                        .strftime("%Y-%m-%d %H:%M")
                        .to_string()
                })
                .unwrap_or_default();
            let state = match (&s.fault, &s.another_of, s.closed) {
                (Some(why), _, _) => why.clone(),
                (None, Some(of), _) => format!("another version of {}", store::shown(of)),
                (None, None, Some(_)) => "closed".to_owned(),
                (None, None, None) => format!("step {} of {}", s.step.0, s.step.1),
            };
            print(
                &format!(
                    "{id:13}  {when:16}  {state:14}  {} × {} · {}\n",
                    one_line(&s.names[0]),
                    one_line(&s.names[1]),
                    one_line(&s.title)
                )
                .replace("  × · ", "  "),
            );
        }
        Ok(Outcome::Done(0))
    }
}
