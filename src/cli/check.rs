//! `check`: are these session files valid?

use super::{Failure, Outcome, complain, print};
use crate::store;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Check {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl Check {
    /// 0 all valid, 1 problems, 2 cannot be read.
    pub(super) fn run(self) -> Result<Outcome, Failure> {
        let mut code = 0;
        for file in &self.files {
            let name = file.to_string_lossy();
            match store::read(file) {
                Err(why) => {
                    complain(&why);
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
