//! `export`: documents, tables and dates of one session or of all.

use super::{Context, Failure, Outcome, complain, print, raw};
use crate::domain::Session;
use crate::export::{ExportRequest, Format, Layout, RenderError, file_name, library_name};
use crate::steps::report;
use crate::store::{self, ExportError};
use clap::Args;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Export {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required_unless_present = "all")]
    session: Vec<String>,
    /// Every session of the library
    #[arg(long, conflicts_with = "session")]
    all: bool,
    /// The file to write, or a folder, where files are named after the session; `-` is standard output
    #[arg(long, value_name = "PATH", required = true)]
    to: PathBuf,
    /// minutes, agreement, tables, dates, or one table: actions, metrics, goals, …
    #[arg(long = "as", value_name = "LAYOUT")]
    layout: Option<String>,
    /// The format, where the ending of the file does not say it; several for a folder: docx,html
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    format: Vec<String>,
    /// With the facilitator's private notes: minutes only, every page is marked
    #[arg(long)]
    with_notes: bool,
    /// Begin a CSV with the mark that tells Excel that it is UTF-8
    #[arg(long)]
    bom: bool,
    /// Overwrite what is there
    #[arg(long)]
    force: bool,
}

impl Export {
    /// 0 all written, 1 something was there already, 2 something could not be written.
    pub(super) fn run(self, context: &Context) -> Result<Outcome, Failure> {
        let layout = self.layout.as_deref().map(layout_named).transpose()?;
        let formats = self
            .format
            .iter()
            .map(|f| format_named(f))
            .collect::<Result<Vec<_>, _>>()?;
        let sessions = self.sessions(context)?;
        if self.to == Path::new("-") {
            let [format] = formats.as_slice() else {
                return Err(Failure::wrong(
                    "With `-`, name one format: --format csv.".to_owned(),
                ));
            };
            raw(&self
                .bytes(
                    &sessions,
                    self.request(layout.unwrap_or_else(|| format.usual()), *format),
                )
                .map_err(|e| Failure::wrong(e.to_string()))?);
            return Ok(Outcome::Done(0));
        }
        let is_folder = self.to.is_dir()
            || self.to.extension().is_none() && formats.len() != 1
            || self.to.to_string_lossy().ends_with(['/', '\\']);
        if is_folder {
            return self.fill_folder(context, &sessions, layout, &formats);
        }
        let format = match formats.as_slice() {
            [] => format_named(&self.to.extension().unwrap_or_default().to_string_lossy())?,
            [one] => *one,
            _ => {
                return Err(Failure::wrong(
                    "Several formats are several files: name a folder with --to.".to_owned(),
                ));
            }
        };
        let bytes = self
            .bytes(
                &sessions,
                self.request(layout.unwrap_or_else(|| format.usual()), format),
            )
            .map_err(|e| Failure::wrong(e.to_string()))?;
        Ok(Outcome::Done(self.write(context, &self.to, &bytes)))
    }

    fn request(&self, layout: Layout, format: Format) -> ExportRequest {
        ExportRequest {
            notes: self.with_notes,
            bom: self.bom,
            ..ExportRequest::new(layout, format)
        }
    }

    fn sessions(&self, context: &Context) -> Result<Vec<Session>, Failure> {
        if !self.all {
            let path =
                store::resolve(&context.paths, &self.session.join(" ")).map_err(Failure::wrong)?;
            return Ok(vec![store::read(&path).map_err(Failure::wrong)?.session]);
        }
        // what cannot be read is said, and the rest is exported
        for unread in store::list(&context.paths)
            .map_err(Failure::wrong)?
            .into_iter()
            .filter_map(|s| s.fault)
        {
            complain(&unread);
        }
        let sessions: Vec<Session> = store::sessions(&context.paths)
            .map_err(Failure::wrong)?
            .into_iter()
            .map(|s| s.1)
            .collect();
        if sessions.is_empty() {
            Err(Failure::no(
                "There is no session in the library yet.".to_owned(),
            ))
        } else {
            Ok(sessions)
        }
    }

    fn bytes(&self, sessions: &[Session], request: ExportRequest) -> Result<Vec<u8>, RenderError> {
        match sessions {
            [one] if !self.all => request.render(one, report),
            all => request.render_all(all),
        }
    }

    fn fill_folder(
        &self,
        context: &Context,
        sessions: &[Session],
        layout: Option<Layout>,
        formats: &[Format],
    ) -> Result<Outcome, Failure> {
        let wishes: Vec<ExportRequest> = ExportRequest::usual(layout, formats)
            .into_iter()
            .map(|w| ExportRequest {
                notes: self.with_notes,
                bom: self.bom,
                ..w
            })
            .collect();
        wishes
            .iter()
            .try_for_each(|w| w.check())
            .map_err(|e| Failure::wrong(e.to_string()))?;
        store::make_folder(&self.to).map_err(Failure::wrong)?;
        let mut code = 0;
        let mut used: Vec<PathBuf> = Vec::new();
        for request in wishes {
            if self.all && request.is_for_many() {
                let bytes = request
                    .render_all(sessions)
                    .map_err(|e| Failure::wrong(e.to_string()))?;
                code = code.max(self.write(
                    context,
                    &self.to.join(library_name(request.layout, request.format)),
                    &bytes,
                ));
                continue;
            }
            for session in sessions {
                let bytes = request
                    .render(session, report)
                    .map_err(|e| Failure::wrong(e.to_string()))?;
                // two sessions of one day between the same sides keep a file each
                let name = file_name(session, request);
                let numbered = (1u32..).map(|n| {
                    self.to.join(if n == 1 {
                        name.clone()
                    } else {
                        with_number(&name, n)
                    })
                });
                let path = numbered
                    .into_iter()
                    .find(|p| !used.contains(p))
                    .unwrap_or_else(|| self.to.join(&name));
                code = code.max(self.write(context, &path, &bytes));
                used.push(path);
            }
        }
        Ok(Outcome::Done(code))
    }

    /// Writes one file and says so; what went wrong is said, and the exit code returned.
    fn write(&self, context: &Context, path: &Path, bytes: &[u8]) -> i32 {
        match store::write_export(path, bytes, self.force) {
            Ok(()) => {
                if !context.quiet {
                    print(&format!("{}\n", path.to_string_lossy()));
                }
                0
            }
            Err(ExportError::Exists(name)) => {
                complain(&format!(
                    "{name} is there already and is left as it is. Name another file, or overwrite it with --force."
                ));
                1
            }
            Err(ExportError::Failed(why)) => {
                complain(&why);
                2
            }
        }
    }
}

/// `agreement.docx` as `agreement 2.docx`.
fn with_number(name: &str, n: u32) -> String {
    name.rsplit_once('.').map_or_else(
        || format!("{name} {n}"),
        |(stem, ending)| format!("{stem} {n}.{ending}"),
    )
}

fn layout_named(name: &str) -> Result<Layout, Failure> {
    let known = || {
        Layout::all()
            .map(Layout::name)
            .collect::<Vec<_>>()
            .join(", ")
    };
    Layout::named(name).ok_or_else(|| {
        Failure::wrong(format!(
            "There is no layout “{name}”. Known are: {}.",
            known()
        ))
    })
}

fn format_named(name: &str) -> Result<Format, Failure> {
    Format::named(name).ok_or_else(|| {
        Failure::wrong(format!(
            "The ending of the file says the format, and “{name}” is none I know. Known are: {}. With `-`, name it with --format.",
            Format::extensions()
        ))
    })
}
