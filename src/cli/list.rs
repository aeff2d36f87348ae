//! `list`: lists the sessions of the library.

use super::context::{Context, Outcome};
use super::failure::Failure;
use super::output::{print, print_json};
use crate::clock::now;
use crate::domain::Summary;
use crate::store;
use crate::text::one_line;
use clap::Args;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

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
        let all: Vec<Summary> = store::list(&context.paths)?
            .into_iter()
            .filter(|s| s.is_called(&wanted))
            .collect();
        if self.json {
            let list: Vec<Value> = all.iter().map(json_of).collect();
            print_json(&list);
            return Ok(Outcome::Done(0));
        }
        if all.is_empty() && !context.quiet {
            print(
                "No session. `roundtable new` makes one, `roundtable demo` shows a filled one.\n",
            );
        }
        let zone = now().time_zone().clone();
        all.iter().for_each(|s| print(&line(s, &zone)));
        Ok(Outcome::Done(0))
    }
}

fn json_of(s: &Summary) -> Value {
    json!({
        "path": s.path.to_string_lossy(),
        "id": s.id,
        "title": s.title,
        "a": s.names[0],
        "b": s.names[1],
        "modified": s.modified,
        "step": s.step.0,
        "steps": s.step.1,
        "closed": s.closed,
        "open_actions": s.open_actions.len(),
        "fault": s.fault,
        "another_of": s.another_of.as_ref().map(|path| path.to_string_lossy()),
    })
}

fn line(s: &Summary, zone: &TimeZone) -> String {
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
    let sides = if s.names.iter().all(String::is_empty) {
        String::new()
    } else {
        format!("{} × {} · ", one_line(&s.names[0]), one_line(&s.names[1]))
    };
    format!(
        "{id:13}  {when:16}  {state:14}  {sides}{}\n",
        one_line(&s.title)
    )
}
