//! `show`: a session as text.

use super::context::{Context, Outcome};
use super::failure::Failure;
use super::output::print_bytes;
use super::session_arg::SessionArg;
use crate::export::{ExportRequest, Format, Layout};
use crate::steps::report;
use crate::store;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(flatten)]
    session: SessionArg,
    /// As JSON, as this version would save it
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let read = store::read(&self.session.resolve(context)?)?;
        if self.json {
            print_bytes(store::to_json(&read.session, &read.unreadable).as_bytes());
        } else {
            let request = ExportRequest::new(Layout::Minutes, Format::Markdown);
            let minutes = request.render(&read.session, report);
            print_bytes(&minutes.map_err(|why| Failure::Export(why.to_string()))?);
        }
        Ok(Outcome::Done(0))
    }
}
