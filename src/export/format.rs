//! The file formats.

use super::Layout;
use super::tables::Subject;

/// A file format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Word, `.docx`.
    Docx,
    /// `.pdf`.
    Pdf,
    /// A page for a browser, `.html`.
    Html,
    /// Markdown, `.md`.
    Markdown,
    /// A workbook, `.xlsx`.
    Xlsx,
    /// Comma-separated values, `.csv`.
    Csv,
    /// A JSON object a line, `.ndjson`.
    Ndjson,
    /// iCalendar, `.ics`.
    Ics,
}

impl Format {
    /// All formats there are.
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

    /// The ending without a dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Pdf => "pdf",
            Self::Html => "html",
            Self::Markdown => "md",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Ics => "ics",
        }
    }

    /// Its name, for somebody who chooses.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Docx => "Word",
            Self::Pdf => "PDF",
            Self::Html => "HTML, to read and to print",
            Self::Markdown => "Markdown",
            Self::Xlsx => "Workbook for Excel and the like",
            Self::Csv => "CSV",
            Self::Ndjson => "NDJSON, for databases",
            Self::Ics => "Calendar",
        }
    }

    /// Its name in a sentence.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Docx => "Word",
            Self::Pdf => "PDF",
            Self::Html => "HTML",
            Self::Markdown => "Markdown",
            Self::Xlsx => "a workbook",
            Self::Csv => "CSV",
            Self::Ndjson => "NDJSON",
            Self::Ics => "a calendar file",
        }
    }

    /// The format of this ending or name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "markdown" => Some(Self::Markdown),
            "htm" => Some(Self::Html),
            "word" => Some(Self::Docx),
            "excel" => Some(Self::Xlsx),
            "ical" | "icalendar" => Some(Self::Ics),
            "jsonl" => Some(Self::Ndjson),
            _ => Self::ALL.into_iter().find(|f| f.ending() == name),
        }
    }

    /// All endings as a person reads them: `.docx, .html`.
    #[must_use]
    pub fn endings() -> String {
        Self::ALL
            .into_iter()
            .map(|f| format!(".{}", f.ending()))
            .collect::<Vec<_>>()
            .join(", ")
    }

    /// What it writes where nothing else is asked for.
    #[must_use]
    pub fn usual(self) -> Layout {
        match self {
            Self::Docx | Self::Pdf | Self::Html | Self::Markdown => Layout::Minutes,
            Self::Xlsx | Self::Ndjson => Layout::Tables,
            Self::Csv => Layout::Table(Subject::Actions),
            Self::Ics => Layout::Dates,
        }
    }

    /// Whether it can hold this.
    #[must_use]
    pub fn holds(self, layout: Layout) -> bool {
        match self {
            Self::Docx | Self::Pdf | Self::Html | Self::Markdown => layout != Layout::Dates,
            Self::Xlsx | Self::Ndjson => matches!(layout, Layout::Tables | Layout::Table(_)),
            Self::Csv => matches!(layout, Layout::Table(_)),
            Self::Ics => layout == Layout::Dates,
        }
    }
}
