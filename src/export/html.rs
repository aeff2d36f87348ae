//! One web page that loads nothing, follows the light or dark theme, and prints well.

use super::RenderError;
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
    cover: Option<PageCover>,
    contents: Vec<(usize, String)>,
    parts: Vec<Part>,
}

struct PageCover {
    kind: String,
    parties: String,
    lines: Vec<String>,
}

/// A block of the page. The template escapes all text; the SVG is escaped already.
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

/// A document as a web page.
///
/// # Errors
/// When the template fails.
pub fn html(document: &Document) -> Result<Vec<u8>, RenderError> {
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
    let cover = document.cover.as_ref().map(|c| PageCover {
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
    Ok(page.render()?.into_bytes())
}
