//! The lists of a session as tables, for spreadsheets, databases and programs.

mod datum;
mod lists;
mod subject;

use super::document::{Block, Document};
use crate::text::Foreign;
pub use datum::Datum;
use jiff::Timestamp;
pub use subject::Subject;

/// A table: rows with one value a column.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it lists.
    pub subject: Subject,
    /// The headings, in snake case. Scripts rely on them, so they stay as they are.
    pub columns: Vec<&'static str>,
    /// The values, a row for each record.
    pub rows: Vec<Vec<Datum>>,
}

/// The tables that go into one file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TableSet {
    /// The title in the properties of the file.
    pub title: Foreign,
    /// When the content was last changed.
    pub changed: Option<Timestamp>,
    /// The tables, in order.
    pub tables: Vec<Table>,
}

impl TableSet {
    /// The tables that have rows, as a document for people to read.
    #[must_use]
    pub fn into_document(self) -> Document {
        let tables = self.tables.iter().filter(|t| !t.rows.is_empty());
        let blocks = tables.flat_map(|t| {
            let head = t.columns.iter().map(|c| c.replace('_', " "));
            let rows = t
                .rows
                .iter()
                .map(|row| row.iter().map(Datum::shown).collect::<Vec<_>>());
            [
                Block::heading(1, t.subject.title()),
                Block::table(head, rows),
            ]
        });
        Document {
            blocks: blocks.collect(),
            title: self.title,
            changed: self.changed,
            ..Document::default()
        }
    }
}
