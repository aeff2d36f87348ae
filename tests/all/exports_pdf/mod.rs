//! The PDF, read back by a reader that is not ours.

mod content;
mod outside;
mod pages;
mod structure;

use crate::support::sessions::{asking, hostile, sample};
use jiff::Timestamp;
use pdf_extract::{Dictionary, Document as Pdf, Object, ObjectId};
use proptest::prelude::*;
use roundtable::domain::Session;
use roundtable::export::{Block, Cover, Document, ExportRequest, Format, Layout};
use roundtable::figure::{Bar, Figure, Group, Hue};
use roundtable::steps::report;
use std::collections::HashMap;

const AGREEMENT: Layout = Layout::Agreement;

fn request(layout: Layout) -> ExportRequest {
    ExportRequest::new(layout, Format::Pdf)
}

fn export(session: &Session, layout: Layout) -> Vec<u8> {
    request(layout).render(session, report).unwrap()
}

fn print(blocks: Vec<Block>) -> Vec<u8> {
    let document = Document {
        title: "A title".into(),
        blocks,
        ..Document::default()
    };
    request(AGREEMENT)
        .render_document(document.clone())
        .unwrap()
}

/// The text of each page, every run of blanks as one.
fn pages(bytes: &[u8]) -> Vec<String> {
    let pages = pdf_extract::extract_text_from_mem_by_pages(bytes).unwrap();
    assert!(!pages.is_empty(), "a PDF has a page");
    pages.iter().map(|text| joined(text, " ")).collect()
}

fn text(bytes: &[u8]) -> String {
    pages(bytes).join(" ")
}

fn joined(text: &str, with: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(with)
}

fn read(bytes: &[u8]) -> Pdf {
    Pdf::load_mem(bytes).unwrap()
}

/// All dictionaries that have this value for a key.
fn all_of<'a>(pdf: &'a Pdf, key: &[u8], name: &[u8]) -> Vec<&'a Dictionary> {
    let dictionaries = pdf.objects.values().filter_map(|o| o.as_dict().ok());
    let is_it = |d: &&Dictionary| {
        d.get(key)
            .and_then(Object::as_name)
            .is_ok_and(|n| n == name)
    };
    dictionaries.filter(is_it).collect()
}

/// The elements of a kind in the structure tree.
fn elements<'a>(pdf: &'a Pdf, kind: &str) -> Vec<&'a Dictionary> {
    all_of(pdf, b"S", kind.as_bytes())
}

fn text_of(object: &Object) -> String {
    pdf_extract::decode_text_string(object).unwrap()
}

/// All texts of a document, as they are printed.
fn texts(document: &Document) -> Vec<String> {
    let mut out = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Heading(_, text) | Block::Paragraph(text) => out.push(text),
            Block::List(items) => out.extend(items),
            Block::Table { head, rows } => out.extend(head.iter().chain(rows.iter().flatten())),
            Block::Figure { title, .. } => out.push(title),
        }
    }
    out.iter().map(|t| t.for_document().into_owned()).collect()
}
