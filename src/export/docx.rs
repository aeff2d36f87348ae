//! Word: real styles that a person can restyle, tables whose heads repeat, pictures as shaded cells.

use super::RenderError;
use super::columns::columns;
use super::document::{Block, Document};
use super::escape::escape;
use super::palette::{HEAD, LINE, QUIET, shade};
use crate::figure::{Figure, Line};
use crate::text::{Foreign, clip};
use docx_rs::*;
use std::io::Cursor;

/// Width of the text on a page, in twentieths of a point: A4 without its margins.
const TEXT: usize = 11906 - 2 * MARGIN as usize;
const MARGIN: i32 = 1134;
/// Widths of the label and of what is said beside a picture.
const LABEL: usize = 2900;
const TAIL: usize = 2600;
/// Columns from which on a table is set smaller.
const MANY: usize = 8;
/// A picture of no more lines than this stays on one page.
const WHOLE: usize = 40;
/// Most characters of a label or of what is said beside a picture.
const WORDS: usize = 200;
/// A row of less text than this stays on one page.
const SHORT: usize = 600;
/// The mark of a row that is repeated on every page, found again in what the library writes.
const HEAD_STYLE: &str = "TableHead";

/// A document as a Word file.
///
/// # Errors
/// One sentence; memory is all it needs.
pub fn docx(document: &Document) -> Result<Vec<u8>, RenderError> {
    let mut docx = framed(document);
    if let Some(cover) = &document.cover {
        docx = docx.add_paragraph(line("CoverKind", &cover.kind));
        for (n, party) in cover.parties.iter().enumerate() {
            if n > 0 {
                docx = docx.add_paragraph(line("CoverLine", &"and".into()));
            }
            docx = docx.add_paragraph(line("Title", party));
        }
        for words in &cover.lines {
            docx = docx.add_paragraph(line("CoverLine", words));
        }
    } else {
        docx = docx.add_paragraph(line("Title", &document.title));
    }
    let mut new_page = document.cover.is_some();
    for block in &document.blocks {
        let first = std::mem::take(&mut new_page);
        docx = match block {
            Block::Heading(level, text) => docx.add_paragraph(
                line(&format!("Heading{}", level.clamp(&1, &3)), text).page_break_before(first),
            ),
            Block::Paragraph(text) => {
                docx.add_paragraph(line("BodyText", text).page_break_before(first))
            }
            Block::List(items) => items.iter().fold(docx, |docx, item| {
                docx.add_paragraph(line("ListBullet", item))
            }),
            Block::Table { head, rows } => {
                let docx = if first {
                    docx.add_paragraph(blank("BodyText").page_break_before(true))
                } else {
                    docx
                };
                docx.add_table(table(head, rows))
                    .add_paragraph(blank("AfterTable"))
            }
            Block::Figure { title, figure } => {
                let docx = docx.add_paragraph(
                    line("Caption", title)
                        .keep_next(true)
                        .page_break_before(first),
                );
                docx.add_table(picture(figure))
                    .add_paragraph(blank("AfterTable"))
            }
        };
    }
    let mut parts = docx.build();
    parts.document = with_repeated_heads(parts.document);
    parts.styles = with_language(parts.styles);
    parts.doc_props.core = properties(document);
    let mut out = Cursor::new(Vec::new());
    parts.pack(&mut out)?;
    Ok(compressed(out)?)
}

/// The same archive, compressed and without entries for folders: the library stores everything as it is.
fn compressed(stored: Cursor<Vec<u8>>) -> zip::result::ZipResult<Vec<u8>> {
    let mut from = zip::ZipArchive::new(stored)?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for n in 0..from.len() {
        let mut entry = from.by_index(n)?;
        if !entry.is_dir() {
            to.start_file(entry.name(), options)?;
            std::io::copy(&mut entry, &mut to)?;
        }
    }
    Ok(to.finish()?.into_inner())
}

/// Page, styles, header and footer.
fn framed(document: &Document) -> Docx {
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
        .default_fonts(fonts())
        .default_size(21);
    docx = docx
        .add_abstract_numbering(AbstractNumbering::new(2).add_level(bullet))
        .add_numbering(Numbering::new(2, 2));
    for style in styles() {
        docx = docx.add_style(style);
    }
    let number = line("Footer", &document.title)
        .add_run(Run::new().add_text("    "))
        .add_page_num(PageNum::new())
        .add_run(Run::new().add_text(" / "));
    let footer = Footer::new().add_paragraph(number.add_num_pages(NumPages::new()));
    if document.cover.is_some() {
        // no number on the first page
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

fn fonts() -> RunFonts {
    // every system has it, or one of the same widths
    RunFonts::new()
        .ascii("Arial")
        .hi_ansi("Arial")
        .cs("Arial")
        .east_asia("Arial")
}

fn styles() -> Vec<Style> {
    let style = |id: &str, name: &str, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .size(size)
    };
    let spaced = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    let heading = |id: &str, name: &str, level: usize, size: usize, before: u32| {
        let mut style = style(id, name, size)
            .bold()
            .outline_lvl(level)
            .next("BodyText")
            .line_spacing(spaced(before, 100))
            .color("1A1C20");
        style.paragraph_property = style.paragraph_property.keep_next(true);
        style
    };
    vec![
        style("BodyText", "Body Text", 21).line_spacing(spaced(0, 120)),
        style("CoverKind", "Cover Kind", 28)
            .color(QUIET)
            .line_spacing(spaced(3600, 600)),
        style("Title", "Title", 52)
            .bold()
            .line_spacing(spaced(0, 120)),
        style("CoverLine", "Cover Line", 26)
            .color(QUIET)
            .line_spacing(spaced(120, 120)),
        heading("Heading1", "heading 1", 0, 32, 400),
        heading("Heading2", "heading 2", 1, 25, 260),
        heading("Heading3", "heading 3", 2, 22, 200),
        style("ListBullet", "List Bullet", 21).line_spacing(spaced(0, 60)),
        style(HEAD_STYLE, "Table Head", 18).bold(),
        style("TableText", "Table Text", 18),
        style("TableSmall", "Table Text Small", 15),
        style("PictureText", "Picture Text", 15),
        style("AfterTable", "After Table", 10),
        style("Caption", "caption", 19)
            .bold()
            .color(QUIET)
            .line_spacing(spaced(160, 80)),
        style("Footer", "footer", 16).color(QUIET),
        style("PrivateMark", "Private Mark", 20)
            .bold()
            .color("A8221B"),
    ]
}

/// A paragraph in a style with nothing in it.
fn blank(style: &str) -> Paragraph {
    line(style, &Foreign::default())
}

/// A paragraph of foreign text in a style; line breaks stay.
fn line(style: &str, text: &Foreign) -> Paragraph {
    inked(style, text, Run::new())
}

/// The same, looking like `run`.
fn inked(style: &str, text: &Foreign, mut run: Run) -> Paragraph {
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
            .add_paragraph(inked(HEAD_STYLE, text, run))
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

/// A picture as cells: whoever edits the document can edit it, and it can be read aloud.
fn picture(figure: &Figure) -> Table {
    let raster = figure.raster();
    let together = raster.lines.len() <= WHOLE;
    let last = raster.lines.len().saturating_sub(1);
    let wide = raster.wide.max(1);
    let unit = (TEXT - LABEL - TAIL) / wide;
    let tail = TEXT - LABEL - unit * wide;
    let cell = |width: usize, text: &Foreign, l: (usize, &Line)| {
        let run = if l.1.head {
            Run::new().bold()
        } else {
            Run::new()
        };
        // what stands beside a picture is a label; the whole text is in the tables
        let label = Foreign::from(&*clip(&text.for_line(), WORDS));
        TableCell::new()
            .width(width, WidthType::Dxa)
            .add_paragraph(inked("PictureText", &label, run).keep_next(together && l.0 < last))
    };
    let drawn = |n: usize, l: &Line| {
        let mut cells = vec![cell(LABEL, &l.label, (n, l))];
        let mut left = wide;
        for c in &l.cells {
            let span = c.span.min(left);
            if span == 0 {
                break;
            }
            left -= span;
            let made = TableCell::new()
                .width(unit * span, WidthType::Dxa)
                .grid_span(span);
            let words = |run| inked("PictureText", &c.text, run).align(AlignmentType::Center);
            cells.push(match c.hue.map(shade) {
                Some((fill, ink)) => made
                    .shading(filled(fill))
                    .add_paragraph(words(Run::new().color(ink).bold())),
                None => made.add_paragraph(words(Run::new())),
            });
        }
        if left > 0 {
            cells.push(
                TableCell::new()
                    .width(unit * left, WidthType::Dxa)
                    .grid_span(left)
                    .add_paragraph(blank("PictureText")),
            );
        }
        cells.push(cell(tail, &l.tail, (n, l)));
        TableRow::new(cells).cant_split()
    };
    let row = |(n, l): (usize, &Line)| {
        if !l.cells.is_empty() {
            return drawn(n, l);
        }
        let words = l.words();
        TableRow::new(vec![cell(TEXT, &words, (n, l)).grid_span(wide + 2)]).cant_split()
    };
    let grid = [vec![LABEL], vec![unit; wide], vec![tail]].concat();
    let margins = TableCellMargins::new().margin(15, 30, 15, 30);
    // white rules keep bars apart
    let rule = TableBorder::new(TableBorderPosition::InsideH)
        .color("FFFFFF")
        .size(18);
    Table::new(raster.lines.iter().enumerate().map(row).collect())
        .set_grid(grid)
        .layout(TableLayoutType::Fixed)
        .width(TEXT, WidthType::Dxa)
        .set_borders(TableBorders::with_empty().set(rule))
        .margins(margins)
}

/// Makes the heads of tables repeat on every page, which the library cannot say.
fn with_repeated_heads(xml: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(xml) else {
        return vec![];
    };
    let mark = format!("w:val=\"{HEAD_STYLE}\"");
    let mut rows = text.split("<w:tr>");
    let mut out = rows.next().unwrap_or("").to_owned();
    for row in rows {
        out.push_str("<w:tr>");
        let own = row.split("</w:tr>").next().unwrap_or(row);
        if own.contains(&mark) {
            out.push_str(&row.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1));
        } else {
            out.push_str(row);
        }
    }
    out.into_bytes()
}

/// Says in which language the program writes.
fn with_language(xml: Vec<u8>) -> Vec<u8> {
    let Ok(text) = String::from_utf8(xml) else {
        return vec![];
    };
    let lang = "<w:lang w:val=\"en-GB\" w:eastAsia=\"en-GB\" w:bidi=\"ar-SA\" />";
    let at = text
        .find("<w:rPrDefault>")
        .and_then(|d| Some(d + text.get(d..)?.find("</w:rPr>")?));
    match at.and_then(|at| text.split_at_checked(at)) {
        Some((before, after)) => format!("{before}{lang}{after}").into_bytes(),
        None => text.into_bytes(),
    }
}

/// The document's properties; times come from the session, not from the clock.
fn properties(document: &Document) -> Vec<u8> {
    let changed = document
        .changed
        .map(|t| t.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
    let time = |name: &str| {
        changed.as_ref().map_or(String::new(), |t| {
            format!("<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{t}</dcterms:{name}>")
        })
    };
    let nothing = Foreign::default();
    let subject = document.cover.as_ref().map_or(&nothing, |c| &c.kind);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:subject>{}</dc:subject>\
         <dc:creator>roundtable</dc:creator><dc:language>en-GB</dc:language>{}{}</cp:coreProperties>",
        escape(&document.title),
        escape(subject),
        time("created"),
        time("modified"),
    )
    .into_bytes()
}
