//! Why an export could not be made.

use super::{Format, Layout};
use thiserror::Error;

/// The reason an export was refused or failed. Nothing has been written when it is returned.
#[derive(Debug, Error)]
pub enum RenderError {
    /// Private notes were asked for in something other than the minutes.
    #[error("Private notes go into the minutes only. Export the minutes, or leave the notes out.")]
    NotesOutsideMinutes,
    /// The format has no place for this layout.
    #[error(
        "A .{} cannot hold the {}. It can hold: {}.",
        format.extension(),
        layout.name(),
        layouts_of(*format)
    )]
    #[allow(missing_docs)] // self-explanatory
    CannotHold { format: Format, layout: Layout },
    /// A document about several sessions was asked for as one file.
    #[error(
        "One file holds the {} of one session. For several sessions, choose a folder.",
        .0.name()
    )]
    SeveralSessions(Layout),
    /// There is no session to export.
    #[error("There is no session to export yet.")]
    NoSession,
    /// The clock is before 1970, where the writer of workbooks ends the program.
    #[error(
        "The clock of this computer is before 1970, and no .xlsx can be written then. \
         Set the clock, or export CSV."
    )]
    ClockBefore1970,
    /// The HTML template failed.
    #[error("The web page could not be made: {0}. Word and Markdown can still be exported.")]
    Html(#[from] askama::Error),
    /// The archive of a Word file failed.
    #[error("The Word file could not be made: {0}. HTML and Markdown can still be exported.")]
    Docx(#[from] zip::result::ZipError),
    /// A table is larger than a worksheet allows.
    #[error("A spreadsheet cannot hold this: {0}. CSV and NDJSON can.")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The PDF writer failed.
    #[error(transparent)]
    Pdf(#[from] super::pdf::PdfError),
}

/// The names of all layouts a format can hold, for a sentence.
fn layouts_of(format: Format) -> String {
    let names: Vec<&str> = Layout::all()
        .filter(|layout| format.holds(*layout))
        .map(Layout::name)
        .collect();
    names.join(", ")
}
