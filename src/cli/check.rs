//! `check`: checks session files.

use super::context::Outcome;
use super::failure::Failure;
use super::file_args::FileArgs;
use super::output::{print, print_error};
use crate::store;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    files: FileArgs,
}

impl Check {
    /// Exit code 0 if all are valid, 1 if there are problems, 2 if a file cannot be read.
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let mut code = 0;
        for file in &self.files.paths() {
            let name = store::shown(file);
            match store::read(file) {
                Err(why) => {
                    print_error(&why);
                    code = 2;
                }
                Ok(read) => {
                    let problems = store::check(&read);
                    for p in &problems {
                        print(&format!("{name}: {} {}\n", p.path, p.says));
                    }
                    for notice in &read.notices {
                        print(&format!("{name}: {notice}\n"));
                    }
                    if problems.is_empty() && read.notices.is_empty() {
                        print(&format!("{name}: valid\n"));
                    } else {
                        code = code.max(1);
                    }
                }
            }
        }
        Ok(Outcome::Done(code))
    }
}
