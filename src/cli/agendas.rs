//! `agendas`: what can be led.

use super::{Context, Failure, Outcome, catalog_of, complain, print, raw};
use crate::domain::schedule;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Agendas {
    /// As JSON, whole
    #[arg(long)]
    json: bool,
}

impl Agendas {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let catalog = catalog_of(&context.paths);
        let all = catalog.agendas;
        catalog
            .faults
            .iter()
            .for_each(|fault| complain(&fault.to_string()));
        if self.json {
            raw(crate::text::escape_json(format!(
                "{}\n",
                serde_json::to_string_pretty(&all).unwrap_or_default()
            ))
            .as_bytes());
        } else {
            for a in &all {
                let who = if a.solo { "alone" } else { "both sides" };
                print(&format!(
                    "{:20}  {:8}  {who:10}  {}\n{:44}{}\n",
                    a.id,
                    schedule::format_minutes(a.minutes()),
                    a.title,
                    "",
                    a.purpose
                ));
            }
        }
        Ok(Outcome::Done(0))
    }
}
