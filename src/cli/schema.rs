//! `schema`: the JSON Schema of a kind of file, made from the types.

use super::context::Outcome;
use super::failure::Failure;
use super::output::print_bytes;
use crate::domain::{Agenda, Questionnaire, Session};
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which kind of file
    kind: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    Session,
    Agenda,
    Questionnaire,
}

impl Schema {
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let schema = match self.kind {
            Kind::Session => schemars::schema_for!(Session),
            Kind::Agenda => schemars::schema_for!(Agenda),
            Kind::Questionnaire => schemars::schema_for!(Questionnaire),
        };
        print_bytes(
            format!(
                "{}\n",
                serde_json::to_string_pretty(&schema).unwrap_or_default()
            )
            .as_bytes(),
        );
        Ok(Outcome::Done(0))
    }
}
