//! The cover, and the list of contents with links.

use super::content::Cover;
use super::page::Link;
use super::paragraph::Paragraph;
use super::style::{
    self, BODY, BOTTOM, COVER_KIND, COVER_LINE, COVER_PARTY, COVER_TOP, GAP, LINE_COLOUR, MARGIN,
    PAGE, Style, TOP, WIDTH,
};
use super::tags::{DOCUMENT, TagId, Tags};
use super::typesetter::Typesetter;
use pdf_writer::Rect;
use pdf_writer::types::{ArtifactType, StructRole};

/// Space kept free for page numbers.
const ROOM_FOR_NUMBER: f32 = 60.0;
/// Space between the entries.
const GAP_BETWEEN: f32 = 5.0;
/// Space between an entry, its dots and its number.
const GAP_AROUND_DOTS: f32 = 5.0;
/// Diameter of a dot, and from one to the next.
const DOT: (f32, f32) = (0.8, 4.0);

/// Places what the document is, between whom, and the lines below.
pub(super) fn place_cover(typesetter: &mut Typesetter, cover: &Cover) {
    typesetter.y = COVER_TOP;
    let kind = typesetter.tags.add(StructRole::P, DOCUMENT);
    place_line(typesetter, kind, &cover.kind, COVER_KIND, 0.0);
    let title = typesetter.tags.add(StructRole::H1, DOCUMENT);
    for (n, party) in cover.parties.iter().enumerate() {
        if n > 0 {
            place_line(typesetter, title, "and", COVER_LINE, 10.0);
        }
        let gap = if n > 0 { 10.0 } else { 28.0 };
        place_line(typesetter, title, party, COVER_PARTY, gap);
    }
    for (n, line) in cover.lines.iter().enumerate() {
        let tag = typesetter.tags.add(StructRole::P, DOCUMENT);
        let gap = if n > 0 { GAP } else { 26.0 };
        place_line(typesetter, tag, line, COVER_LINE, gap);
    }
}

fn place_line(typesetter: &mut Typesetter, tag: TagId, text: &str, style: Style, gap: f32) {
    let text = Paragraph::new(&mut typesetter.fonts, text, style, WIDTH);
    typesetter.leave_gap(gap);
    typesetter.place_paragraph(tag, &text, MARGIN);
}

/// The list of contents; its elements come before those of the text, its pages are made after them.
pub(super) struct Contents {
    heading: TagId,
    list: TagId,
}

/// A line of the list that is measured.
struct Entry {
    /// Which heading of the document.
    heading: usize,
    text: Paragraph,
}

impl Contents {
    pub(super) fn new(tags: &mut Tags) -> Self {
        Self {
            heading: tags.add(StructRole::H2, DOCUMENT),
            list: tags.add(StructRole::TOC, DOCUMENT),
        }
    }

    /// Makes the pages of the list behind all others, and moves them behind the first `front`
    /// pages.
    pub(super) fn insert(&self, typesetter: &mut Typesetter, front: usize) {
        let title = style::heading(1);
        let title = Paragraph::new(&mut typesetter.fonts, "Contents", title, WIDTH);
        let last_of_text = typesetter.full_pages.len();
        let sheets = sheets(entries(typesetter), title.height() + GAP);
        let added = sheets.len();
        for (n, sheet) in sheets.iter().enumerate() {
            if n == 0 {
                typesetter.place_paragraph(self.heading, &title, MARGIN);
                typesetter.leave_gap(GAP);
            }
            for entry in sheet {
                self.place_entry(typesetter, entry, added);
            }
            typesetter.begin_page();
        }
        if let Some(pages) = typesetter.full_pages.get_mut(front..) {
            pages.rotate_right(added);
        }
        let number = |page: usize| match page {
            page if page < front => page,
            page if page >= last_of_text => page - last_of_text + front,
            page => page + added,
        };
        typesetter.tags.renumber_pages(number);
        for heading in &mut typesetter.headings {
            heading.page = number(heading.page);
        }
    }

    fn place_entry(&self, typesetter: &mut Typesetter, entry: &Entry, added: usize) {
        let Some(heading) = typesetter.headings.get(entry.heading) else {
            return;
        };
        let number = (heading.page + added + 1).to_string();
        let number = Paragraph::one_line(&mut typesetter.fonts, &number, BODY, ROOM_FOR_NUMBER);
        typesetter.reserve(0.0);
        let item = typesetter.tags.add(StructRole::TOCI, self.list);
        let reference = typesetter.tags.add(StructRole::Reference, item);
        let tag = typesetter.tags.add(StructRole::Link, reference);
        let (top, text) = (typesetter.y, &entry.text);
        let last = text.lines.len().saturating_sub(1);
        let last_top = top + last as f32 * BODY.leading;
        let right = PAGE.0 - MARGIN - number.shaped.width() * BODY.size;
        typesetter.begin_content(tag);
        typesetter.draw_lines(text, 0..text.lines.len(), (MARGIN, top));
        typesetter.draw_lines(&number, 0..1, (right, last_top));
        typesetter.page.end();
        let end = text.lines.last().map_or(0.0, |line| line.width * BODY.size) + MARGIN;
        draw_dots(typesetter, (end, right), text.baseline(last_top));
        typesetter.page.links.push(Link {
            area: Rect::new(
                MARGIN,
                PAGE.1 - top - text.height(),
                PAGE.0 - MARGIN,
                PAGE.1 - top,
            ),
            heading: entry.heading,
            tag,
        });
        typesetter.advance(text.height());
        typesetter.leave_gap(GAP_BETWEEN);
    }
}

/// The headings of level 1.
fn entries(typesetter: &mut Typesetter) -> Vec<Entry> {
    let fonts = &mut typesetter.fonts;
    let of_level_1 = |(_, h): &(usize, &super::typesetter::Heading)| h.level == 1;
    let headings = typesetter.headings.iter().enumerate().filter(of_level_1);
    headings
        .map(|(heading, h)| Entry {
            heading,
            text: Paragraph::new(fonts, &h.text, BODY, WIDTH - ROOM_FOR_NUMBER),
        })
        .collect()
}

/// The entries of each page, where the first page has so much less room.
fn sheets(entries: Vec<Entry>, first: f32) -> Vec<Vec<Entry>> {
    let mut sheets = vec![Vec::new()];
    let mut y = TOP + first;
    for entry in entries {
        let height = entry.text.height();
        if y + height > BOTTOM {
            sheets.push(Vec::new());
            y = TOP;
        }
        y += height + GAP_BETWEEN;
        if let Some(sheet) = sheets.last_mut() {
            sheet.push(entry);
        }
    }
    sheets
}

/// Draws dots between two places of a line.
fn draw_dots(typesetter: &mut Typesetter, (from, to): (f32, f32), baseline: f32) {
    let (size, step) = DOT;
    let page = &mut typesetter.page;
    page.begin_artifact(ArtifactType::Layout);
    // on a grid, so that the dots of all lines are below each other
    let first = ((from + GAP_AROUND_DOTS) / step).ceil() as usize;
    let last = ((to - GAP_AROUND_DOTS) / step).floor() as usize;
    for n in first..last {
        let x = n as f32 * step;
        page.fill_area(x, baseline - size, (size, size), LINE_COLOUR);
    }
    page.end();
}
