//! One page for a browser: nothing is loaded from anywhere, light and dark, made to be printed.

use super::document::{Block, Document, PRIVATE};
use super::svg::svg;
use crate::text::Foreign;
use askama::Template;

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    title: String,
    private: bool,
    private_mark: &'static str,
    cover: Option<Front>,
    contents: Vec<(usize, String)>,
    parts: Vec<Part>,
}

struct Front {
    kind: String,
    parties: String,
    lines: Vec<String>,
}

/// A piece of the page; the template escapes every text but the picture, which is escaped already.
enum Part {
    Heading {
        level: u8,
        n: usize,
        text: String,
    },
    Paragraph(String),
    List(Vec<String>),
    Table {
        head: Vec<String>,
        rows: Vec<Vec<String>>,
    },
    Figure {
        title: String,
        svg: String,
    },
}

/// A document as a page.
///
/// # Errors
/// One sentence; it needs nothing but memory.
pub fn html(document: &Document) -> Result<Vec<u8>, String> {
    let safe = |text: &Foreign| text.for_document().into_owned();
    let all = |texts: &[Foreign]| texts.iter().map(safe).collect::<Vec<_>>();
    let mut contents = Vec::new();
    let mut parts = Vec::new();
    for (n, block) in document.blocks.iter().enumerate() {
        parts.push(match block {
            Block::Heading(level, text) => {
                if *level == 1 {
                    contents.push((n, safe(text)));
                }
                Part::Heading {
                    level: (*level).clamp(1, 3) + 1,
                    n,
                    text: safe(text),
                }
            }
            Block::Paragraph(text) => Part::Paragraph(safe(text)),
            Block::List(items) => Part::List(all(items)),
            Block::Table { head, rows } => Part::Table {
                head: all(head),
                rows: rows.iter().map(|r| all(r)).collect(),
            },
            Block::Figure { title, figure } => Part::Figure {
                title: safe(title),
                svg: svg(title, figure),
            },
        });
    }
    let cover = document.cover.as_ref().map(|c| Front {
        kind: safe(&c.kind),
        parties: all(&c.parties).join(" and "),
        lines: all(&c.lines),
    });
    let page = Page {
        title: safe(&document.title),
        private: document.private,
        private_mark: PRIVATE,
        cover,
        contents,
        parts,
    };
    page.render()
        .map(String::into_bytes)
        .map_err(|e| format!("The page could not be put together: {e}."))
}
