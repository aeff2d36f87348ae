//! `import`: sessions and agendas from elsewhere.

use super::context::{Context, Outcome};
use super::failure::Failure;
use super::file_args::FileArgs;
use super::output::{print, print_error};
use crate::clock::now;
use crate::store;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    files: FileArgs,
}

impl Import {
    /// Exit code 0 if all are imported, 1 if one is there already, 2 if one cannot be read.
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let mut code = 0;
        for file in &self.files.paths() {
            let agenda = store::import_agenda(&context.paths, file);
            let imported = match agenda {
                Some(agenda) => agenda.map_err(Failure::from),
                None => store::import(&context.paths, file, now().date()).map_err(Failure::from),
            };
            match imported {
                Ok(path) => print(&format!("{}\n", store::shown(&path))),
                Err(why) => {
                    print_error(&why);
                    code = code.max(why.code());
                }
            }
        }
        Ok(Outcome::Done(code))
    }
}
