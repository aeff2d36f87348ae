//! Documents: one neutral tree, then one file a format. Pure; `store` writes what comes out.

mod agreement;
pub mod document;
mod history;
mod markdown;
mod minutes;
pub mod sections;

pub use agreement::agreement;
pub use document::{Block, Document};
pub use history::history;
pub use markdown::markdown;
pub use minutes::minutes;

/// How a session becomes a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// What happened, step by step.
    Minutes,
    /// The product and service agreement.
    Agreement,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 2] = [Self::Minutes, Self::Agreement];

    /// Its name on the command line and in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Agreement => "agreement",
        }
    }

    /// The layout of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|l| l.name() == name)
    }
}

/// The file formats, by the ending of their files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Markdown, `.md`.
    Markdown,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 1] = [Self::Markdown];

    /// The ending without a dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
        }
    }

    /// The format of this ending or name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        Self::ALL.into_iter().find(|f| f.ending() == name || (*f == Self::Markdown && name == "markdown"))
    }

    /// All endings as a person reads them: `.md`.
    #[must_use]
    pub fn endings() -> String {
        Self::ALL.map(|f| format!(".{}", f.ending())).join(", ")
    }

    /// Writes a document in this format.
    #[must_use]
    pub fn write(self, document: &Document) -> String {
        match self {
            Self::Markdown => markdown(document),
        }
    }
}
