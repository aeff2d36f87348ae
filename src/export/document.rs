//! The neutral document.

use crate::figure::Figure;
use crate::text::Foreign;
use jiff::Timestamp;

/// What every page of a document with private notes says.
pub const PRIVATE: &str = "With private notes: for the facilitator alone";

/// A document: a title and what follows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: Foreign,
    /// Its first page, for a document that leaves the room.
    pub cover: Option<Cover>,
    /// When its content was last changed: a property of the file.
    pub changed: Option<Timestamp>,
    /// Whether it holds the facilitator's private notes; every page says so.
    pub private: bool,
    /// Its content.
    pub blocks: Vec<Block>,
}

/// What a first page says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// What the document is.
    pub kind: Foreign,
    /// The organisations it is between; one where somebody works alone.
    pub parties: Vec<Foreign>,
    /// Title of the session, date, people who lead.
    pub lines: Vec<Foreign>,
}

/// A piece of a document. All text is as typed, and leaves by the door a format chooses.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3 below the title.
    Heading(u8, Foreign),
    /// A paragraph.
    Paragraph(Foreign),
    /// A list.
    List(Vec<Foreign>),
    /// A table.
    Table {
        /// The heads of the columns.
        head: Vec<Foreign>,
        /// The rows, as many cells as heads.
        rows: Vec<Vec<Foreign>>,
    },
    /// A picture.
    Figure {
        /// What it shows.
        title: Foreign,
        /// The picture.
        figure: Figure,
    },
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<Foreign>) -> Self {
        Self::Heading(level, text.into())
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<Foreign>) -> Self {
        Self::Paragraph(text.into())
    }

    /// A list.
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

    /// A picture.
    #[must_use]
    pub fn figure(title: impl Into<Foreign>, figure: Figure) -> Self {
        Self::Figure {
            title: title.into(),
            figure,
        }
    }
}
