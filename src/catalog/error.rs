//! Why a file with an agenda, a questionnaire or a theme is not used.

use crate::domain::Problem;
use crate::text::Sentence;
use std::fmt;

/// What a content file holds, as its `format` key says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // named for what they hold
pub enum ContentKind {
    Agenda,
    Questionnaire,
    Theme,
}

impl ContentKind {
    /// The value of the file's `format` key.
    #[must_use]
    pub fn format(self) -> &'static str {
        match self {
            Self::Agenda => "roundtable/agenda",
            Self::Questionnaire => "roundtable/questionnaire",
            Self::Theme => "roundtable/theme",
        }
    }
}

impl fmt::Display for ContentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Agenda => "an agenda",
            Self::Questionnaire => "a questionnaire",
            Self::Theme => "a theme",
        })
    }
}

/// Why a content file could not be read. `file` is its name as the user knows it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // the fields are explained by their variant
pub enum CatalogError {
    /// The text is not JSON; `why` says where.
    #[error("{file} is not JSON: {why}.")]
    NotJson { file: String, why: String },
    /// The `format` key says that it is something else, or is missing.
    #[error("{file} is not {kind} (its first key is not \"format\": \"{}\").", kind.format())]
    WrongFormat { file: String, kind: ContentKind },
    /// A value is missing or has the wrong form.
    #[error("{file}: {problem}")]
    Malformed { file: String, problem: Problem },
}

/// Why something of the user's is left out of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the fields are explained by their variant
pub enum Fault {
    /// The file could not be read as what it should hold.
    Unreadable(CatalogError),
    /// The file was read, and its check found at least this problem.
    Faulty { file: String, problem: Problem },
    /// The settings could not be read.
    Settings(Sentence),
}

impl Fault {
    /// The file it is about; `None` for the settings.
    #[must_use]
    pub fn file(&self) -> Option<&str> {
        match self {
            Self::Unreadable(
                CatalogError::NotJson { file, .. }
                | CatalogError::WrongFormat { file, .. }
                | CatalogError::Malformed { file, .. },
            )
            | Self::Faulty { file, .. } => Some(file),
            Self::Settings(_) => None,
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "{why} `roundtable agenda check` says more."),
            Self::Faulty { file, problem } => write!(f, "{file} is not used: {problem}"),
            Self::Settings(why) => write!(f, "{why}"),
        }
    }
}
