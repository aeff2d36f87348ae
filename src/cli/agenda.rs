//! `agenda check`: checks agendas, questionnaires and themes that were written by hand.

use super::context::{Context, Outcome, catalog_of};
use super::failure::Failure;
use super::output::{print, print_error};
use crate::catalog;
use crate::domain::{Problem, Questionnaire};
use crate::store;
use clap::Subcommand;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Agenda {
    /// Check agendas, questionnaires and themes written by hand: every problem with its place
    Check {
        /// The files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

impl Agenda {
    /// Exit code 0 if all are valid, 1 if there are problems, 2 if a file cannot be read.
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let Self::Check { files } = self;
        let catalog = catalog_of(&context.paths);
        let known = catalog.questionnaires();
        let mut code = 0;
        for file in &files {
            let name = store::shown(file);
            match problems(file, &name, known) {
                Ok(problems) if problems.is_empty() => print(&format!("{name}: valid\n")),
                Ok(problems) => {
                    problems
                        .iter()
                        .for_each(|p| print(&format!("{name}: {} {}\n", p.path, p.says)));
                    code = code.max(1);
                }
                Err(why) => {
                    print_error(&why);
                    code = 2;
                }
            }
        }
        Ok(Outcome::Done(code))
    }
}

fn problems(file: &Path, name: &str, known: &[Questionnaire]) -> Result<Vec<Problem>, Failure> {
    let text = String::from_utf8(store::read_bytes(file)?).map_err(|_| Failure::NotUtf8 {
        file: name.to_owned(),
    })?;
    if let Ok((_, problems)) = catalog::theme(&text, name) {
        return Ok(problems);
    }
    if let Ok(problems) = catalog::check_questionnaire(&text, name) {
        return Ok(problems);
    }
    catalog::check_agenda(&text, name, known).map_err(|why| Failure::NotUnderstood(why.to_string()))
}
