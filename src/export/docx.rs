//! Word: named styles that can be changed, tables whose headers repeat, figures as shaded cells.

mod package;
mod picture;
mod styles;

use super::RenderError;
use super::columns::columns;
use super::document::{Block, Cover, Document};
use super::palette::{HEAD, LINE};
use crate::text::Foreign;
use docx_rs::*;
use package::{compressed, properties, with_language, with_repeated_headers};
use picture::picture;
use std::io::Cursor;

/// Width of the text on a page, in twentieths of a point: A4 without its margins.
const TEXT: usize = 11906 - 2 * MARGIN as usize;
const MARGIN: i32 = 1134;
/// Number of columns from which a table gets a smaller font.
const MANY: usize = 8;
/// A row with less text than this, in bytes, stays on one page.
const SHORT: usize = 600;
/// The style of a header row. `with_repeated_headers` finds the rows by it.
const HEAD_STYLE: &str = "TableHead";

/// A document as a Word file.
///
/// # Errors
/// When the archive cannot be written.
pub fn docx(document: &Document) -> Result<Vec<u8>, RenderError> {
    let mut docx = empty_document(document);
    docx = match &document.cover {
        Some(cover) => add_cover(docx, cover),
        None => docx.add_paragraph(line("Title", &document.title)),
    };
    for (n, block) in document.blocks.iter().enumerate() {
        let on_new_page = n == 0 && document.cover.is_some();
        docx = add_block(docx, block, on_new_page);
    }
    let mut parts = docx.build();
    parts.document = with_repeated_headers(parts.document);
    parts.styles = with_language(parts.styles);
    parts.doc_props.core = properties(document);
    let mut out = Cursor::new(Vec::new());
    parts.pack(&mut out)?;
    Ok(compressed(out)?)
}

fn add_cover(mut docx: Docx, cover: &Cover) -> Docx {
    docx = docx.add_paragraph(line("CoverKind", &cover.kind));
    for (n, party) in cover.parties.iter().enumerate() {
        if n > 0 {
            docx = docx.add_paragraph(line("CoverLine", &"and".into()));
        }
        docx = docx.add_paragraph(line("Title", party));
    }
    let lines = cover.lines.iter();
    lines.fold(docx, |docx, words| {
        docx.add_paragraph(line("CoverLine", words))
    })
}

fn add_block(docx: Docx, block: &Block, on_new_page: bool) -> Docx {
    match block {
        Block::Heading(level, text) => {
            let style = format!("Heading{}", level.clamp(&1, &3));
            docx.add_paragraph(line(&style, text).page_break_before(on_new_page))
        }
        Block::Paragraph(text) => {
            docx.add_paragraph(line("BodyText", text).page_break_before(on_new_page))
        }
        Block::List(items) => items.iter().fold(docx, |docx, item| {
            docx.add_paragraph(line("ListBullet", item))
        }),
        Block::Table { head, rows } => {
            let docx = if on_new_page {
                docx.add_paragraph(blank("BodyText").page_break_before(true))
            } else {
                docx
            };
            docx.add_table(table(head, rows))
                .add_paragraph(blank("AfterTable"))
        }
        Block::Figure { title, figure } => {
            let caption = line("Caption", title).keep_next(true);
            docx.add_paragraph(caption.page_break_before(on_new_page))
                .add_table(picture(figure))
                .add_paragraph(blank("AfterTable"))
        }
    }
}

/// An empty document with page size, styles, header and footer.
fn empty_document(document: &Document) -> Docx {
    let margin = PageMargin::new()
        .top(MARGIN)
        .bottom(MARGIN)
        .left(MARGIN)
        .right(MARGIN)
        .header(600)
        .footer(600);
    let bullet = Level::new(
        0,
        Start::new(1),
        NumberFormat::new("bullet"),
        LevelText::new("•"),
        LevelJc::new("left"),
    );
    let bullet = bullet.indent(Some(360), Some(SpecialIndentType::Hanging(240)), None, None);
    let mut docx = Docx::new()
        .page_size(11906, 16838)
        .page_margin(margin)
        .default_fonts(styles::fonts())
        .default_size(21);
    docx = docx
        .add_abstract_numbering(AbstractNumbering::new(2).add_level(bullet))
        .add_numbering(Numbering::new(2, 2));
    for style in styles::styles() {
        docx = docx.add_style(style);
    }
    let number = line("Footer", &document.title)
        .add_run(Run::new().add_text("    "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" / "));
    let footer = Footer::new().add_paragraph(number.add_num_pages(NumPages::new()));
    if document.cover.is_some() {
        // the title page has no page number
        docx = docx
            .title_pg()
            .first_footer(Footer::new().add_paragraph(blank("Footer")));
    }
    docx = docx.footer(footer);
    if document.private {
        let mark =
            || Header::new().add_paragraph(line("PrivateMark", &super::document::PRIVATE.into()));
        docx = docx.header(mark());
        if document.cover.is_some() {
            docx = docx.first_header(mark());
        }
    }
    docx
}

/// An empty paragraph in a style.
fn blank(style: &str) -> Paragraph {
    line(style, &Foreign::default())
}

/// A paragraph of text in a style; line breaks stay.
fn line(style: &str, text: &Foreign) -> Paragraph {
    formatted(style, text, Run::new())
}

/// A paragraph of text in a style, formatted as `run`.
fn formatted(style: &str, text: &Foreign, mut run: Run) -> Paragraph {
    let safe = text.for_document();
    for (n, words) in safe.split('\n').enumerate() {
        if n > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        run = run.add_text(words);
    }
    let paragraph = Paragraph::new().style(style).add_run(run);
    if style == "ListBullet" {
        paragraph.numbering(NumberingId::new(2), IndentLevel::new(0))
    } else {
        paragraph
    }
}

fn filled(fill: &str) -> Shading {
    Shading::new()
        .shd_type(ShdType::Clear)
        .color("auto")
        .fill(fill)
}

fn table(head: &[Foreign], rows: &[Vec<Foreign>]) -> Table {
    let (style, unit) = if head.len() >= MANY {
        ("TableSmall", 78)
    } else {
        ("TableText", 94)
    };
    let widths = columns(head, rows, TEXT, unit);
    let nothing = Foreign::default();
    let cell = |n: usize, style: &str, text: &Foreign| {
        TableCell::new()
            .width(widths.get(n).copied().unwrap_or(0), WidthType::Dxa)
            .add_paragraph(line(style, text))
    };
    let heads = head.iter().zip(&widths).map(|(text, width)| {
        let run = if head.len() >= MANY {
            Run::new().size(15)
        } else {
            Run::new()
        };
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .shading(filled(HEAD))
            .add_paragraph(formatted(HEAD_STYLE, text, run))
    });
    let mut out = vec![TableRow::new(heads.collect()).cant_split()];
    for row in rows {
        let cells = (0..head.len())
            .map(|n| cell(n, style, row.get(n).unwrap_or(&nothing)))
            .collect();
        let long = row.iter().map(Foreign::len).sum::<usize>() > SHORT;
        out.push(if long {
            TableRow::new(cells)
        } else {
            TableRow::new(cells).cant_split()
        });
    }
    let rules = [
        TableBorderPosition::Top,
        TableBorderPosition::Bottom,
        TableBorderPosition::InsideH,
    ];
    let borders = rules.into_iter().fold(TableBorders::with_empty(), |b, at| {
        b.set(TableBorder::new(at).color(LINE).size(4))
    });
    let margins = TableCellMargins::new().margin(40, 80, 40, 80);
    Table::new(out)
        .set_grid(widths)
        .layout(TableLayoutType::Fixed)
        .width(TEXT, WidthType::Dxa)
        .set_borders(borders)
        .margins(margins)
}
