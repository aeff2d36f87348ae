//! A document independent of any file format.

use crate::figure::Figure;
use crate::text::Foreign;
use jiff::Timestamp;

/// What every page of a document with private notes says.
pub const PRIVATE: &str = "With private notes: for the facilitator only";

/// A document: a title page and blocks.
#[allow(missing_docs)] // self-explanatory
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    pub title: Foreign,
    /// The title page; none for pages that are only shown on screen.
    pub cover: Option<Cover>,
    /// When the content was last changed, for the properties of the file.
    pub changed: Option<Timestamp>,
    /// Whether it holds the facilitator's private notes; every page is then marked.
    pub private: bool,
    pub blocks: Vec<Block>,
}

/// The text of a title page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// The kind of document, such as "Minutes".
    pub kind: Foreign,
    /// The organisations; one in a self-assessment.
    pub parties: Vec<Foreign>,
    /// The title of the session and its date.
    pub lines: Vec<Foreign>,
}

/// A block of a document. Its text is as typed: each format makes it safe for its own syntax.
#[allow(missing_docs)] // self-explanatory
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3 below the title.
    Heading(u8, Foreign),
    Paragraph(Foreign),
    /// A bulleted list.
    List(Vec<Foreign>),
    Table {
        head: Vec<Foreign>,
        /// The rows, each with as many cells as the head.
        rows: Vec<Vec<Foreign>>,
    },
    Figure {
        title: Foreign,
        figure: Figure,
    },
}

impl Block {
    /// A heading of level 1 to 3 below the title.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<Foreign>) -> Self {
        Self::Heading(level, text.into())
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<Foreign>) -> Self {
        Self::Paragraph(text.into())
    }

    /// A bulleted list.
    #[must_use]
    pub fn list<T: Into<Foreign>>(items: impl IntoIterator<Item = T>) -> Self {
        Self::List(Foreign::all(items))
    }

    /// A table.
    #[must_use]
    pub fn table<H: Into<Foreign>, T: Into<Foreign>>(
        head: impl IntoIterator<Item = H>,
        rows: impl IntoIterator<Item = Vec<T>>,
    ) -> Self {
        Self::Table {
            head: Foreign::all(head),
            rows: rows.into_iter().map(Foreign::all).collect(),
        }
    }

    /// A figure with its caption.
    #[must_use]
    pub fn figure(title: impl Into<Foreign>, figure: Figure) -> Self {
        Self::Figure {
            title: title.into(),
            figure,
        }
    }
}
