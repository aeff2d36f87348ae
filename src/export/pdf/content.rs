//! A document as plain text, safe to print, and its figures as drawings.

use super::super::document::{Block, Document, PRIVATE};
use super::super::svg::drawing;
use super::super::svg::shape::{Drawing, Shape};
use crate::text::Foreign;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Most missing characters that are listed by their number.
const LISTED: usize = 12;

/// What is to be laid out.
pub(super) struct Content {
    pub(super) title: String,
    pub(super) cover: Option<Cover>,
    pub(super) changed: Option<Timestamp>,
    pub(super) is_private: bool,
    pub(super) has_contents: bool,
    pub(super) pieces: Vec<Piece>,
}

/// The first page.
pub(super) struct Cover {
    pub(super) kind: String,
    pub(super) parties: Vec<String>,
    pub(super) lines: Vec<String>,
}

/// A piece of the text.
pub(super) enum Piece {
    Heading {
        /// From 1 to 3.
        level: u8,
        text: String,
    },
    Paragraph(String),
    List(Vec<String>),
    Table {
        head: Vec<String>,
        /// As many cells a row as there are heads.
        rows: Vec<Vec<String>>,
    },
    Figure {
        title: String,
        /// The figure in words.
        alternative: String,
        drawing: Drawing,
    },
}

fn printed(text: &Foreign) -> String {
    text.for_document().into_owned()
}

fn all_printed(texts: &[Foreign]) -> Vec<String> {
    texts.iter().map(printed).collect()
}

impl From<&Document> for Content {
    fn from(document: &Document) -> Self {
        let cover = document.cover.as_ref().map(|cover| Cover {
            kind: printed(&cover.kind),
            parties: all_printed(&cover.parties),
            lines: all_printed(&cover.lines),
        });
        // an agreement begins with an overview of its own
        let begins_with_heading = matches!(document.blocks.first(), Some(Block::Heading(..)));
        let is_chapter = |block: &Block| matches!(block, Block::Heading(1, _));
        let has_chapters = document.blocks.iter().any(is_chapter);
        Self {
            title: printed(&document.title),
            has_contents: cover.is_some() && has_chapters && !begins_with_heading,
            cover,
            changed: document.changed,
            is_private: document.private,
            pieces: document.blocks.iter().map(Piece::from).collect(),
        }
    }
}

impl From<&Block> for Piece {
    fn from(block: &Block) -> Self {
        match block {
            Block::Heading(level, text) => Self::Heading {
                level: (*level).clamp(1, 3),
                text: printed(text),
            },
            Block::Paragraph(text) => Self::Paragraph(printed(text)),
            Block::List(items) => Self::List(all_printed(items)),
            Block::Table { head, rows } => Self::Table {
                head: all_printed(head),
                rows: rows
                    .iter()
                    .map(|row| {
                        let mut cells = all_printed(row);
                        cells.resize(head.len(), String::new());
                        cells
                    })
                    .collect(),
            },
            Block::Figure { title, figure } => Self::Figure {
                title: printed(title),
                alternative: printed(&figure.words()),
                drawing: drawing(figure),
            },
        }
    }
}

impl Content {
    /// Every character that will be printed, but for ASCII, which all fonts have.
    pub(super) fn characters(&self) -> BTreeSet<char> {
        let mut out = BTreeSet::new();
        let mut add = |text: &str| {
            if !text.is_ascii() {
                out.extend(text.chars().filter(|c| !c.is_ascii()));
            }
        };
        add(&self.title);
        if let Some(cover) = &self.cover {
            add(&cover.kind);
            cover.parties.iter().for_each(|text| add(text));
            cover.lines.iter().for_each(|text| add(text));
        }
        for piece in &self.pieces {
            match piece {
                Piece::Heading { text, .. } | Piece::Paragraph(text) => add(text),
                Piece::List(items) => items.iter().for_each(|text| add(text)),
                Piece::Table { head, rows } => {
                    head.iter()
                        .chain(rows.iter().flatten())
                        .for_each(|t| add(t));
                }
                Piece::Figure { title, drawing, .. } => {
                    add(title);
                    for shape in &drawing.shapes {
                        if let Shape::Text { words, .. } = shape {
                            add(words);
                        }
                    }
                }
            }
        }
        add(PRIVATE);
        out
    }

    /// Says at the end of the document which characters could not be printed, and what to do.
    pub(super) fn add_note_on_missing(&mut self, missing: &[char]) {
        let listed: Vec<String> = missing
            .iter()
            .take(LISTED)
            .map(|c| format!("U+{:04X}", *c as u32))
            .collect();
        let more = if missing.len() > LISTED {
            " and others"
        } else {
            ""
        };
        self.pieces.push(Piece::Paragraph(format!(
            "This computer has no font for some characters of this document ({}{more}); \u{fffd} \
             stands in their place. Install a font that has them, such as one of Noto, and export \
             again. The Word and HTML exports keep the characters.",
            listed.join(", ")
        )));
    }
}
