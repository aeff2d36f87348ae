//! `show`: a session as text.

use super::{Context, Failure, Outcome, raw};
use crate::export::{ExportRequest, Format, Layout};
use crate::steps::report;
use crate::store;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Show {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<String>,
    /// As JSON, as this version would save it
    #[arg(long)]
    json: bool,
}

impl Show {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let path =
            store::resolve(&context.paths, &self.session.join(" ")).map_err(Failure::wrong)?;
        let read = store::read(&path).map_err(Failure::wrong)?;
        if self.json {
            raw(store::to_json(&read.session, &read.unreadable).as_bytes());
        } else {
            raw(&ExportRequest::new(Layout::Minutes, Format::Markdown)
                .render(&read.session, report)
                .map_err(|e| Failure::wrong(e.to_string()))?);
        }
        Ok(Outcome::Done(0))
    }
}
