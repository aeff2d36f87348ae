//! `new`: make a session.

use super::{Context, Failure, Outcome, catalog_of, print};
use crate::clock::{Uuids, now, who};
use crate::domain::{IdSource, Session};
use crate::store;
use clap::Args;
use jiff::civil::DateTime;

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
        for (what, text) in [("title", &self.title), ("name of A", &self.a), ("name of B", &self.b)] {
            if text.trim().is_empty() {
                return Err(Failure::wrong(format!("A session needs a {what}. Nothing was made; give it one and try again.")));
            }
        }
        let agendas = catalog_of(&context.paths).agendas;
        let mut agenda = agendas
            .into_iter()
            .find(|a| a.id == self.agenda)
            .ok_or_else(|| Failure::wrong(format!("There is no agenda “{}”. `roundtable agendas` lists them.", self.agenda)))?;
        if let Some(start) = &self.start {
            let when: DateTime = start.parse().map_err(|_| Failure::wrong(format!("“{start}” is no start time. Try 2026-11-21T09:00.")))?;
            agenda.start = Some(when);
        }
        let clean = |text: &str| crate::text::clean_paste(text).replace('\n', " ").trim().to_owned();
        let session = Session::new(Uuids.fresh(), &clean(&self.title), agenda, &clean(&self.a), &clean(&self.b), now().timestamp());
        let path = store::create(&context.paths, &session, now().date()).map_err(Failure::wrong)?;
        print(&format!("{}\n", path.to_string_lossy()));
        if self.no_open {
            return Ok(Outcome::Done(0));
        }
        let opened = store::open(&context.paths, &path, false, &who()).map_err(Failure::wrong)?;
        Ok(Outcome::Session { opened: Box::new(opened), present: false, throw_away: None })
    }
}
