//! `demo`, `open` and `notes`: what begins the screen.

use super::{Context, Failure, Outcome};
use crate::clock::{Uuids, now, who};
use crate::domain::IdSource;
use crate::store;
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
            store::demo(&context.paths, &self.agenda, Uuids.fresh(), &now())
                .map_err(Failure::wrong)?;
        let paths = if self.keep {
            context.paths.clone()
        } else {
            throw_away.clone()
        };
        let path = store::create(&paths, &session, now().date()).map_err(Failure::wrong)?;
        if self.keep {
            store::throw_away(&context.paths, &throw_away.library);
        }
        let mut opened = store::open(&paths, &path, false, &who()).map_err(Failure::wrong)?;
        if !self.keep {
            opened.notices.push(store::DEMO_NOTICE.to_owned());
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
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<String>,
    /// Look at it without changing anything
    #[arg(long)]
    view: bool,
    /// Begin with the room's view
    #[arg(long)]
    present: bool,
}

impl Open {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path =
            store::resolve(&context.paths, &self.session.join(" ")).map_err(Failure::wrong)?;
        let opened =
            store::open(&context.paths, &path, self.view, &who()).map_err(Failure::wrong)?;
        Ok(Outcome::Session {
            opened: Box::new(opened),
            present: self.present,
            throw_away: None,
        })
    }
}

#[derive(Debug, Args)]
pub(super) struct Notes {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<String>,
}

impl Notes {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path =
            store::resolve(&context.paths, &self.session.join(" ")).map_err(Failure::wrong)?;
        let read = store::read(&path).map_err(Failure::wrong)?;
        if let Some(version) = read.newer {
            return Err(Failure::wrong(format!(
                "This session was written by a newer roundtable (version {version}): its notes belong to that one."
            )));
        }
        Ok(Outcome::Notes {
            path,
            session: Box::new(read.session),
        })
    }
}
