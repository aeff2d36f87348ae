//! `new` and `follow-up`: make a session.

use super::{Context, Failure, Outcome, catalog_of, print};
use crate::clock::{Uuids, now, who};
use crate::domain::{Agenda, IdSource, Session};
use crate::store;
use clap::Args;
use jiff::civil::DateTime;
use std::path::Path;

#[derive(Debug, Args)]
pub(super) struct New {
    /// The agenda; `roundtable agendas` lists them
    #[arg(long, value_name = "ID", default_value = "collaboration")]
    agenda: String,
    /// The title
    #[arg(long, value_name = "T", required = true)]
    title: String,
    /// The organisation on side A; alone: us
    #[arg(long, value_name = "NAME", required = true)]
    a: String,
    /// The organisation on side B; alone: them
    #[arg(long, value_name = "NAME", required = true)]
    b: String,
    /// When the day begins
    #[arg(long, value_name = "2026-11-21T09:00")]
    start: Option<String>,
    /// Only make it
    #[arg(long)]
    no_open: bool,
}

impl New {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        for (what, text) in [
            ("title", &self.title),
            ("name of A", &self.a),
            ("name of B", &self.b),
        ] {
            if text.trim().is_empty() {
                return Err(Failure::wrong(format!(
                    "A session needs a {what}. Nothing was made; give it one and try again."
                )));
            }
        }
        let mut agenda = agenda_of(context, &self.agenda)?;
        if let Some(start) = &self.start {
            let when: DateTime = start.parse().map_err(|_| {
                Failure::wrong(format!("“{start}” is no start time. Try 2026-11-21T09:00."))
            })?;
            agenda.start = Some(when);
        }
        let clean = |text: &str| {
            crate::text::clean_paste(text)
                .replace('\n', " ")
                .trim()
                .to_owned()
        };
        let session = Session::new(
            Uuids.fresh(),
            &clean(&self.title),
            agenda,
            &clean(&self.a),
            &clean(&self.b),
            now().timestamp(),
        );
        let path = store::create(&context.paths, &session, now().date()).map_err(Failure::wrong)?;
        made(context, &path, self.no_open)
    }
}

#[derive(Debug, Args)]
pub(super) struct FollowUp {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<String>,
    /// The agenda: review unless said otherwise; alone, the same as before
    #[arg(long, value_name = "ID")]
    agenda: Option<String>,
    /// Only make it
    #[arg(long)]
    no_open: bool,
}

impl FollowUp {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path =
            store::resolve(&context.paths, &self.session.join(" ")).map_err(Failure::wrong)?;
        let before = store::read(&path).map_err(Failure::wrong)?.session;
        let usual = if before.agenda.solo {
            before.agenda.id.as_str()
        } else {
            "review"
        };
        let agenda = agenda_of(context, self.agenda.as_deref().unwrap_or(usual))?;
        let now = now();
        let path = store::follow(
            &context.paths,
            &path,
            agenda,
            Uuids.fresh(),
            now.date(),
            now.timestamp(),
        )
        .map_err(Failure::wrong)?;
        made(context, &path, self.no_open)
    }
}

/// The agenda with this id.
fn agenda_of(context: &Context, id: &str) -> Result<Agenda, Failure> {
    let found = catalog_of(&context.paths)
        .agendas
        .into_iter()
        .find(|a| a.id == id);
    found.ok_or_else(|| {
        Failure::wrong(format!(
            "There is no agenda “{id}”. `roundtable agendas` lists them."
        ))
    })
}

/// Prints where the new session is, and opens it unless told otherwise.
fn made(context: &Context, path: &Path, no_open: bool) -> Result<Outcome, Failure> {
    print(&format!("{}\n", path.to_string_lossy()));
    if no_open {
        return Ok(Outcome::Done(0));
    }
    let opened = store::open(&context.paths, path, false, &who()).map_err(Failure::wrong)?;
    Ok(Outcome::Session {
        opened: Box::new(opened),
        present: false,
        throw_away: None,
    })
}
