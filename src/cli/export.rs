//! `export`: writes documents, tables and dates of one session or of all.

use super::context::{Context, Outcome};
use super::failure::Failure;
use super::output::{print, print_bytes, print_error};
use super::session_arg::resolve;
use crate::clock::now;
use crate::domain::Session;
use crate::export::{ExportRequest, Format, Layout, file_name, library_name};
use crate::steps::report;
use crate::store;
use clap::Args;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Export {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required_unless_present = "all")]
    session: Vec<OsString>,
    /// Every session of the library
    #[arg(long, conflicts_with = "session")]
    all: bool,
    /// The file to write, or a folder, where files are named after the session; `-` is standard
    /// output
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
    /// Exit code 0 if all files are written, 1 if one is there already, 2 if one cannot be written.
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
                return Err(Failure::NoFormatForOutput);
            };
            let request = self.request(layout.unwrap_or_else(|| format.usual()), *format);
            print_bytes(&self.bytes(&sessions, request)?);
            return Ok(Outcome::Done(0));
        }
        let is_folder = self.to.is_dir()
            || self.to.extension().is_none() && formats.len() != 1
            || (self.to.as_os_str().as_encoded_bytes()).ends_with(b"/")
            || (self.to.as_os_str().as_encoded_bytes()).ends_with(b"\\");
        if is_folder {
            return self.fill_folder(context, &sessions, layout, &formats);
        }
        let format = match formats.as_slice() {
            [] => format_named(&self.to.extension().unwrap_or_default().to_string_lossy())?,
            [one] => *one,
            _ => {
                return Err(Failure::SeveralFormatsForOneFile);
            }
        };
        let request = self.request(layout.unwrap_or_else(|| format.usual()), format);
        let bytes = self.bytes(&sessions, request)?;
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
            let path = resolve(context, &self.session)?;
            return Ok(vec![store::read(&path)?.session]);
        }
        // files that cannot be read are named, and the others exported
        for unread in store::list(&context.paths)?
            .into_iter()
            .filter_map(|s| s.fault)
        {
            print_error(&unread);
        }
        let sessions: Vec<Session> = store::sessions(&context.paths)?
            .into_iter()
            .map(|s| s.1)
            .collect();
        if sessions.is_empty() {
            Err(Failure::EmptyLibrary)
        } else {
            Ok(sessions)
        }
    }

    fn bytes(&self, sessions: &[Session], request: ExportRequest) -> Result<Vec<u8>, Failure> {
        let bytes = request
            .check_clock(now().timestamp())
            .and_then(|()| match sessions {
                [session] if !self.all => request.render(session, report),
                all => request.render_all(all),
            });
        bytes.map_err(|why| Failure::Export(why.to_string()))
    }

    fn fill_folder(
        &self,
        context: &Context,
        sessions: &[Session],
        layout: Option<Layout>,
        formats: &[Format],
    ) -> Result<Outcome, Failure> {
        let requests: Vec<ExportRequest> = ExportRequest::usual(layout, formats)
            .into_iter()
            .map(|request| self.request(request.layout, request.format))
            .collect();
        for request in &requests {
            request
                .check()
                .and_then(|()| request.check_clock(now().timestamp()))
                .map_err(|why| Failure::Export(why.to_string()))?;
        }
        store::make_folder(&self.to)?;
        let mut code = 0;
        let mut used: Vec<PathBuf> = Vec::new();
        for request in requests {
            if self.all && request.is_for_many() {
                let bytes = self.bytes(sessions, request)?;
                let name = library_name(request.layout, request.format);
                code = code.max(self.write(context, &self.to.join(name), &bytes));
                continue;
            }
            for session in sessions {
                let bytes = request
                    .render(session, report)
                    .map_err(|why| Failure::Export(why.to_string()))?;
                let path = unused(&self.to, &file_name(session, request), &used);
                code = code.max(self.write(context, &path, &bytes));
                used.push(path);
            }
        }
        Ok(Outcome::Done(code))
    }

    /// Writes one file, prints its path or why it is not written, and returns the exit code.
    fn write(&self, context: &Context, path: &Path, bytes: &[u8]) -> i32 {
        match store::write_export(&context.paths, path, bytes, self.force) {
            Ok(()) => {
                if !context.quiet {
                    print(&format!("{}\n", store::shown(path)));
                }
                0
            }
            Err(why) => {
                let why = Failure::from(why);
                print_error(&why);
                why.code()
            }
        }
    }
}

/// A path in `folder` that is not among those used: two sessions of one day between the same sides
/// get a file each.
fn unused(folder: &Path, name: &str, used: &[PathBuf]) -> PathBuf {
    (1u32..)
        .map(|n| {
            folder.join(if n == 1 {
                name.to_owned()
            } else {
                with_number(name, n)
            })
        })
        .find(|path| !used.contains(path))
        .unwrap_or_else(|| folder.join(name))
}

/// `agreement 2.docx` for `agreement.docx`.
fn with_number(name: &str, n: u32) -> String {
    name.rsplit_once('.').map_or_else(
        || format!("{name} {n}"),
        |(stem, ending)| format!("{stem} {n}.{ending}"),
    )
}

fn layout_named(name: &str) -> Result<Layout, Failure> {
    Layout::named(name).ok_or_else(|| Failure::NoLayout {
        name: name.to_owned(),
        known: Layout::all().map(Layout::name).collect(),
    })
}

fn format_named(name: &str) -> Result<Format, Failure> {
    Format::named(name).ok_or_else(|| Failure::NoFormat {
        name: name.to_owned(),
        known: Format::extensions(),
    })
}
