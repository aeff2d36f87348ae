//! The file formats: one row each, from the extension to the function that writes it.

use super::error::RenderError;
use super::tables::{Subject, Table, TableSet};
use super::{Document, Layout};
use crate::domain::Session;

/// A file format.
#[allow(missing_docs)] // named as everybody names them
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Docx,
    Pdf,
    Html,
    Markdown,
    Xlsx,
    Csv,
    Ndjson,
    Ics,
}

/// Everything the program knows about a format.
struct Facts {
    /// The file extension, without a dot.
    extension: &'static str,
    /// Other names accepted on the command line.
    aliases: &'static [&'static str],
    /// Its name in a list of choices.
    title: &'static str,
    /// Its name inside a sentence.
    short: &'static str,
    /// What it holds unless something else is asked for.
    usual: Layout,
    writer: Writer,
}

pub(super) use super::calendar::ActionFilter;

/// The function that writes a format. Its type says what the format can hold.
#[derive(Clone, Copy)]
pub(super) enum Writer {
    /// Documents, and tables set as a document.
    Document(fn(&Document) -> Result<Vec<u8>, RenderError>),
    /// Any number of tables.
    Tables(fn(&TableSet) -> Result<Vec<u8>, RenderError>),
    /// One table; the flag asks for a byte order mark.
    OneTable(fn(&Table, bool) -> Vec<u8>),
    /// Dates.
    Calendar(fn(&[Session], ActionFilter<'_>) -> Vec<u8>),
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 8] = [
        Self::Docx,
        Self::Pdf,
        Self::Html,
        Self::Markdown,
        Self::Xlsx,
        Self::Csv,
        Self::Ndjson,
        Self::Ics,
    ];

    const fn facts(self) -> &'static Facts {
        match self {
            Self::Docx => &Facts {
                extension: "docx",
                aliases: &["word"],
                title: "Word",
                short: "Word",
                usual: Layout::Minutes,
                writer: Writer::Document(super::docx::docx),
            },
            Self::Pdf => &Facts {
                extension: "pdf",
                aliases: &[],
                title: "PDF",
                short: "PDF",
                usual: Layout::Minutes,
                writer: Writer::Document(|document| Ok(super::pdf::pdf(document)?)),
            },
            Self::Html => &Facts {
                extension: "html",
                aliases: &["htm"],
                title: "HTML, to read and to print",
                short: "HTML",
                usual: Layout::Minutes,
                writer: Writer::Document(super::html::html),
            },
            Self::Markdown => &Facts {
                extension: "md",
                aliases: &["markdown"],
                title: "Markdown",
                short: "Markdown",
                usual: Layout::Minutes,
                writer: Writer::Document(super::markdown::markdown),
            },
            Self::Xlsx => &Facts {
                extension: "xlsx",
                aliases: &["excel"],
                title: "Excel workbook",
                short: "a workbook",
                usual: Layout::Tables,
                writer: Writer::Tables(super::xlsx::xlsx),
            },
            Self::Csv => &Facts {
                extension: "csv",
                aliases: &[],
                title: "CSV",
                short: "CSV",
                usual: Layout::Table(Subject::Actions),
                writer: Writer::OneTable(super::csv::csv),
            },
            Self::Ndjson => &Facts {
                extension: "ndjson",
                aliases: &["jsonl"],
                title: "NDJSON, for databases",
                short: "NDJSON",
                usual: Layout::Tables,
                writer: Writer::Tables(super::ndjson::ndjson),
            },
            Self::Ics => &Facts {
                extension: "ics",
                aliases: &["ical", "icalendar"],
                title: "Calendar",
                short: "a calendar file",
                usual: Layout::Dates,
                writer: Writer::Calendar(super::calendar::calendar),
            },
        }
    }

    /// The file extension, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        self.facts().extension
    }

    /// Its name in a list of choices.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.facts().title
    }

    /// Its name inside a sentence.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.facts().short
    }

    /// The format with this extension or alias; case does not matter.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| {
            let facts = format.facts();
            facts.extension == name || facts.aliases.contains(&name.as_str())
        })
    }

    /// All extensions, for a sentence: `.docx, .html`.
    #[must_use]
    pub fn extensions() -> String {
        Self::ALL
            .into_iter()
            .map(|f| format!(".{}", f.extension()))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// What it holds unless something else is asked for.
    #[must_use]
    pub fn usual(self) -> Layout {
        self.facts().usual
    }

    /// Whether it can hold `layout`.
    #[must_use]
    pub fn holds(self, layout: Layout) -> bool {
        match self.writer() {
            Writer::Document(_) => layout != Layout::Dates,
            Writer::Tables(_) => matches!(layout, Layout::Tables | Layout::Table(_)),
            Writer::OneTable(_) => matches!(layout, Layout::Table(_)),
            Writer::Calendar(_) => layout == Layout::Dates,
        }
    }

    pub(super) fn writer(self) -> Writer {
        self.facts().writer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_found_by_its_extension_and_by_its_aliases() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.extension()), Some(format));
        }
        assert_eq!(Format::named("Excel"), Some(Format::Xlsx));
        assert_eq!(Format::named("htm"), Some(Format::Html));
        assert_eq!(Format::named("poem"), None);
    }

    #[test]
    fn every_format_can_hold_its_usual_layout() {
        for format in Format::ALL {
            assert!(format.holds(format.usual()), "{format:?}");
        }
    }
}
