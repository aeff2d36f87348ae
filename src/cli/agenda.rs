//! `agenda check`: are these hand-written agendas, questionnaires and themes whole?

use super::{Context, Failure, Outcome, catalog_of, complain, print};
use crate::catalog;
use crate::domain::{Problem, Questionnaire};
use crate::store;
use clap::Subcommand;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum Agenda {
    /// Check agendas, questionnaires and themes written by hand: every fault with its place
    Check {
        /// The files
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
    },
}

impl Agenda {
    /// 0 all valid, 1 problems, 2 cannot be read.
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let Self::Check { files } = self;
        let known = catalog_of(&context.paths).questionnaires;
        let mut code = 0;
        for file in &files {
            let name = file.to_string_lossy();
            match problems(file, &name, &known) {
                Ok(problems) if problems.is_empty() => print(&format!("{name}: valid\n")),
                Ok(problems) => {
                    problems
                        .iter()
                        .for_each(|p| print(&format!("{name}: {} {}\n", p.path, p.says)));
                    code = code.max(1);
                }
                Err(why) => {
                    complain(&why);
                    code = 2;
                }
            }
        }
        Ok(Outcome::Done(code))
    }
}

fn problems(file: &Path, name: &str, known: &[Questionnaire]) -> Result<Vec<Problem>, String> {
    let text = String::from_utf8(store::read_text(file)?)
        .map_err(|_| format!("{name} is no text (not UTF-8)."))?;
    if let Ok((_, problems)) = catalog::theme(&text, name) {
        return Ok(problems);
    }
    if let Ok(problems) = catalog::check_questionnaire(&text, name) {
        return Ok(problems);
    }
    catalog::check_agenda(&text, name, known).map_err(|e| e.to_string())
}
