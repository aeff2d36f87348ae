//! `agendas`: lists the agendas.

use super::context::{Context, Outcome, catalog_of};
use super::failure::Failure;
use super::output::{print, print_error, print_json};
use crate::domain::schedule;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Agendas {
    /// As JSON, with their steps
    #[arg(long)]
    json: bool,
}

impl Agendas {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let catalog = catalog_of(&context.paths);
        let all = catalog.agendas();
        catalog.faults.iter().for_each(print_error);
        if self.json {
            print_json(&all);
        } else {
            for a in all {
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
