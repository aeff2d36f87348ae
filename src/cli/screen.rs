//! `demo`, `open` and `notes`: commands that start the screen.

use super::context::{Context, Outcome};
use super::failure::Failure;
use super::session_arg::SessionArg;
use crate::clock::{Uuids, now, who};
use crate::domain::IdSource;
use crate::store::{self, Notice};
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The agenda whose sample is opened
    #[arg(value_name = "AGENDA", default_value = "collaboration")]
    agenda: String,
    /// Keep the copy in the library
    #[arg(long)]
    keep: bool,
}

impl Demo {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let (throw_away, session) =
            store::demo(&context.paths, &self.agenda, Uuids.fresh(), &now())?;
        let paths = if self.keep {
            &context.paths
        } else {
            &throw_away
        };
        let path = store::create(paths, &session, now().date())?;
        if self.keep {
            store::throw_away(&context.paths, &throw_away.library);
        }
        let mut opened = store::open(paths, &path, false, &who())?;
        if !self.keep {
            opened.notices.push(Notice::Sample);
        }
        Ok(Outcome::Session {
            opened: Box::new(opened),
            present: false,
            throw_away: (!self.keep).then_some(throw_away.library),
        })
    }
}

#[derive(Debug, Args)]
pub(super) struct Open {
    #[command(flatten)]
    session: SessionArg,
    /// Look at it without changing anything
    #[arg(long)]
    view: bool,
    /// Begin with the projector view
    #[arg(long)]
    present: bool,
}

impl Open {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path = self.session.resolve(context)?;
        let opened = store::open(&context.paths, &path, self.view, &who())?;
        Ok(Outcome::Session {
            opened: Box::new(opened),
            present: self.present,
            throw_away: None,
        })
    }
}

#[derive(Debug, Args)]
pub(super) struct Notes {
    #[command(flatten)]
    session: SessionArg,
}

impl Notes {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path = self.session.resolve(context)?;
        let read = store::read(&path)?;
        if let Some(version) = read.newer {
            return Err(Failure::NewerNotes { version });
        }
        Ok(Outcome::Notes {
            path,
            session: Box::new(read.session),
        })
    }
}
