//! `import`: sessions and agendas from elsewhere.

use super::{Context, Failure, Outcome, complain, print};
use crate::clock::now;
use crate::store;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl Import {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let mut code = 0;
        for file in &self.files {
            let agenda = store::import_agenda(&context.paths, file);
            match agenda.unwrap_or_else(|| store::import(&context.paths, file, now().date())) {
                Ok(path) => print(&format!("{}\n", path.to_string_lossy())),
                Err(why) => {
                    complain(&why);
                    code = if store::read(file).is_ok() {
                        code.max(1)
                    } else {
                        2
                    };
                }
            }
        }
        Ok(Outcome::Done(code))
    }
}
