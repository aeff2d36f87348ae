//! `new` and `follow-up`: make a session.

use super::context::{Context, Outcome, catalog_of};
use super::failure::Failure;
use super::output::print;
use super::session_arg::SessionArg;
use crate::clock::{Uuids, now, who};
use crate::domain::{Agenda, IdSource, Session, Side};
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
    /// The organisation on side A; in an agenda for one person: us
    #[arg(long, value_name = "NAME", required = true)]
    a: String,
    /// The organisation on side B; in an agenda for one person: them
    #[arg(long, value_name = "NAME", required = true)]
    b: String,
    /// The side that is the supplier, a or b, in an agenda for supplier and customer [default: a]
    #[arg(long, value_name = "SIDE", value_parser = ["a", "b"])]
    supplier: Option<String>,
    /// When the day begins, such as 2026-11-21T09:00
    #[arg(long, value_name = "2026-11-21T09:00")]
    start: Option<String>,
    /// Do not open it
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
                return Err(Failure::EmptyField { what });
            }
        }
        let mut agenda = agenda_of(context, &self.agenda)?;
        if let Some(side) = &self.supplier {
            agenda = agenda.with_supplier(if side == "b" { Side::B } else { Side::A });
        }
        if let Some(start) = &self.start {
            let when: DateTime = start
                .parse()
                .map_err(|_| Failure::NotAStart(start.clone()))?;
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
        let path = store::create(&context.paths, &session, now().date())?;
        open_unless(self.no_open, context, &path)
    }
}

#[derive(Debug, Args)]
pub(super) struct FollowUp {
    #[command(flatten)]
    session: SessionArg,
    /// The agenda [default: review; for a session of one person, the same as before]
    #[arg(long, value_name = "ID")]
    agenda: Option<String>,
    /// Do not open it
    #[arg(long)]
    no_open: bool,
}

impl FollowUp {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path = self.session.resolve(context)?;
        let before = store::read(&path)?.session;
        let usual = if before.agenda.solo {
            before.agenda.id.as_str()
        } else {
            "review"
        };
        let agenda = agenda_of(context, self.agenda.as_deref().unwrap_or(usual))?;
        let now = now();
        let path = store::create_follow_up(
            &context.paths,
            &path,
            agenda,
            Uuids.fresh(),
            now.date(),
            now.timestamp(),
        )?;
        open_unless(self.no_open, context, &path)
    }
}

/// The agenda with this id.
fn agenda_of(context: &Context, id: &str) -> Result<Agenda, Failure> {
    let found = catalog_of(&context.paths)
        .agendas()
        .iter()
        .find(|a| a.id == id)
        .cloned();
    found.ok_or_else(|| Failure::NoAgenda(id.to_owned()))
}

/// Prints where the new session is, and opens it unless `no_open`.
fn open_unless(no_open: bool, context: &Context, path: &Path) -> Result<Outcome, Failure> {
    print(&format!("{}\n", store::shown(path)));
    if no_open {
        return Ok(Outcome::Done(0));
    }
    let opened = store::open(&context.paths, path, false, &who())?;
    Ok(Outcome::Session {
        opened: Box::new(opened),
        present: false,
        throw_away: None,
    })
}
