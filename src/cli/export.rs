//! `export`: a document of a session.

use super::{Context, Failure, Outcome, print, raw};
use crate::export::{self as documents, Format, Layout};
use crate::steps::report;
use crate::store::{self, ExportError};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Export {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<String>,
    /// The file to write; `-` is standard output
    #[arg(long, value_name = "FILE", required = true)]
    to: PathBuf,
    /// The format, where the ending of FILE does not say it
    #[arg(long, value_name = "FORMAT")]
    format: Option<String>,
    /// minutes or agreement
    #[arg(long = "as", value_name = "LAYOUT", default_value = "minutes")]
    layout: String,
    /// With the facilitator's private notes
    #[arg(long)]
    with_notes: bool,
    /// Overwrite FILE
    #[arg(long)]
    force: bool,
}

impl Export {
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let layouts = Layout::ALL.map(Layout::name).join(", ");
        let layout =
            Layout::named(&self.layout).ok_or_else(|| Failure::wrong(format!("There is no layout “{}”. Known are: {layouts}.", self.layout)))?;
        let ending = self.to.extension().map(|e| e.to_string_lossy().into_owned()).unwrap_or_default();
        let wanted = self.format.clone().unwrap_or(ending);
        let format = Format::named(&wanted).ok_or_else(|| {
            Failure::wrong(format!(
                "The ending of the file says the format, and “{wanted}” is none I know. Known are: {}. With `-`, name it with --format.",
                Format::endings()
            ))
        })?;
        let path = store::resolve(&context.paths, &self.session.join(" ")).map_err(Failure::wrong)?;
        let session = store::read(&path).map_err(Failure::wrong)?.session;
        let document = match layout {
            Layout::Minutes => documents::minutes(&session, self.with_notes, |step| report(&session, step)),
            Layout::Agreement => documents::agreement(&session),
        };
        let text = format.write(&document);
        if self.to == Path::new("-") {
            raw(text.as_bytes());
            return Ok(Outcome::Done(0));
        }
        store::write_export(&self.to, &text, self.force).map_err(|e| match e {
            ExportError::Exists(name) => {
                Failure::no(format!("{name} is there already and is left as it is. Name another file, or overwrite it with --force."))
            }
            ExportError::Failed(why) => Failure::wrong(why),
        })?;
        if !context.quiet {
            print(&format!("{}\n", self.to.to_string_lossy()));
        }
        Ok(Outcome::Done(0))
    }
}
