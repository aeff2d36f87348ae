//! The neutral document.

use crate::figure::Figure;
use jiff::Timestamp;

/// What every page of a document with private notes says.
pub const PRIVATE: &str = "With private notes: for the facilitator alone";

/// A document: a title and what follows.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// Its title.
    pub title: String,
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
    pub kind: String,
    /// The organisations it is between; one where somebody works alone.
    pub parties: Vec<String>,
    /// Title of the session, date, people who lead.
    pub lines: Vec<String>,
}

/// A piece of a document. All text is as typed; a format escapes what it must.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading of level 1 to 3 below the title.
    Heading(u8, String),
    /// A paragraph.
    Paragraph(String),
    /// A list.
    List(Vec<String>),
    /// A table.
    Table {
        /// The heads of the columns.
        head: Vec<String>,
        /// The rows, as many cells as heads.
        rows: Vec<Vec<String>>,
    },
    /// A picture.
    Figure {
        /// What it shows.
        title: String,
        /// The picture.
        figure: Figure,
    },
}

impl Block {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<String>) -> Self {
        Self::Heading(level, text.into())
    }

    /// A paragraph.
    #[must_use]
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(text.into())
    }

    /// A table.
    #[must_use]
    pub fn table<H: Into<String>>(head: impl IntoIterator<Item = H>, rows: Vec<Vec<String>>) -> Self {
        Self::Table { head: head.into_iter().map(Into::into).collect(), rows }
    }

    /// A picture.
    #[must_use]
    pub fn figure(title: impl Into<String>, figure: Figure) -> Self {
        Self::Figure { title: title.into(), figure }
    }
}
