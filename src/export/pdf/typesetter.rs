//! Pieces placed on pages one after the other.

use super::content::{Content, Piece};
use super::figure::FigureBox;
use super::fonts::Fonts;
use super::front::{Contents, place_cover};
use super::page::Page;
use super::paragraph::Paragraph;
use super::style::{
    self, BODY, BOTTOM, FOOTER, GAP, MARGIN, PAGE, PRIVATE_MARK, TITLE, TOP, WIDTH,
};
use super::table::Table;
use super::tags::{DOCUMENT, TagId, Tags};
use crate::export::document::PRIVATE;
use pdf_writer::types::{ArtifactType, StructRole};
use std::ops::Range;

/// Indent of the text of a list item, and of its bullet.
const LIST_INDENT: f32 = 16.0;
const BULLET_INDENT: f32 = 5.0;
/// Space between the items of a list, under a heading at least, and after a title.
const GAP_IN_LIST: f32 = 4.0;
const GAP_UNDER_HEADING: f32 = 11.0;
const GAP_AFTER_TITLE: f32 = 18.0;
/// Tops of the lines above and below the text of a page.
const HEADER_TOP: f32 = 34.0;
const FOOTER_TOP: f32 = PAGE.1 - 42.0;
const ROOM_FOR_NUMBER: f32 = 80.0;

/// A document on pages that are in order.
pub(super) struct LaidOut<'a> {
    pub(super) fonts: Fonts<'a>,
    pub(super) pages: Vec<Page>,
    pub(super) tags: Tags,
    pub(super) headings: Vec<Heading>,
}

/// A heading and where it is.
pub(super) struct Heading {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) page: usize,
    /// From the top of the page.
    pub(super) y: f32,
}

/// A piece that is measured.
enum Part<'c> {
    Heading(u8, Paragraph),
    Paragraph(Paragraph),
    List(Vec<Paragraph>),
    Table(Table),
    Figure(FigureBox<'c>),
}

/// Places parts from top to bottom, and begins pages.
pub(super) struct Typesetter<'a> {
    pub(super) fonts: Fonts<'a>,
    pub(super) tags: Tags,
    pub(super) headings: Vec<Heading>,
    pub(super) page: Page,
    pub(super) full_pages: Vec<Page>,
    private_mark: Option<Paragraph>,
    /// The top of what comes next.
    pub(super) y: f32,
    /// Space before what comes next, unless a page begins with it.
    gap: f32,
    /// Whether nothing has been placed on the page.
    pub(super) is_fresh: bool,
}

impl<'a> Typesetter<'a> {
    pub(super) fn new(mut fonts: Fonts<'a>, is_private: bool) -> Self {
        let private_mark =
            is_private.then(|| Paragraph::one_line(&mut fonts, PRIVATE, PRIVATE_MARK, WIDTH));
        let mut typesetter = Self {
            fonts,
            tags: Tags::new(),
            headings: Vec::new(),
            page: Page::default(),
            full_pages: Vec::new(),
            private_mark,
            y: TOP,
            gap: 0.0,
            is_fresh: true,
        };
        if is_private {
            let tag = typesetter.tags.add(StructRole::P, DOCUMENT);
            typesetter.begin_content(tag);
            typesetter.draw_private_mark();
            typesetter.page.end();
        }
        typesetter
    }

    /// Places the whole content.
    pub(super) fn lay_out(mut self, content: &Content) -> LaidOut<'a> {
        match &content.cover {
            Some(cover) => {
                place_cover(&mut self, cover);
                self.begin_page();
            }
            None => self.place_title(&content.title),
        }
        let contents = content.has_contents.then(|| Contents::new(&mut self.tags));
        let front = self.full_pages.len();
        let pieces = content.pieces.iter();
        let parts: Vec<Part> = pieces.map(|p| self.measure(p)).collect();
        for (n, part) in parts.iter().enumerate() {
            self.place(part, parts.get(n + 1..).unwrap_or(&[]));
        }
        if !self.is_fresh || self.full_pages.is_empty() {
            self.begin_page();
        }
        if let Some(contents) = contents {
            contents.insert(&mut self, front);
        }
        number_pages(&mut self, &content.title, content.cover.is_some());
        LaidOut {
            fonts: self.fonts,
            pages: self.full_pages,
            tags: self.tags,
            headings: self.headings,
        }
    }

    fn place_title(&mut self, title: &str) {
        let title = Paragraph::new(&mut self.fonts, title, TITLE, WIDTH);
        let tag = self.tags.add(StructRole::H1, DOCUMENT);
        self.place_paragraph(tag, &title, MARGIN);
        self.leave_gap(GAP_AFTER_TITLE);
    }

    fn measure<'c>(&mut self, piece: &'c Piece) -> Part<'c> {
        let fonts = &mut self.fonts;
        match piece {
            Piece::Heading { level, text } => Part::Heading(
                *level,
                Paragraph::new(fonts, text, style::heading(*level), WIDTH),
            ),
            Piece::Paragraph(text) => Part::Paragraph(Paragraph::new(fonts, text, BODY, WIDTH)),
            Piece::List(items) => {
                let width = WIDTH - LIST_INDENT;
                let item = |text: &String| Paragraph::new(fonts, text, BODY, width);
                Part::List(items.iter().map(item).collect())
            }
            Piece::Table { head, rows } => Part::Table(Table::new(fonts, head, rows)),
            Piece::Figure {
                title,
                alternative,
                drawing,
            } => Part::Figure(FigureBox::new(fonts, title, alternative, drawing)),
        }
    }

    /// Places a part; a heading stays with the beginning of what follows it.
    fn place(&mut self, part: &Part<'_>, next: &[Part<'_>]) {
        match part {
            Part::Heading(level, text) => self.place_heading(*level, text, next),
            Part::Paragraph(text) => {
                self.leave_gap(GAP);
                let tag = self.tags.add(StructRole::P, DOCUMENT);
                self.place_paragraph(tag, text, MARGIN);
                self.leave_gap(GAP);
            }
            Part::List(items) => self.place_list(items),
            Part::Table(table) => table.place(self),
            Part::Figure(figure) => figure.place(self),
        }
    }

    fn place_heading(&mut self, level: u8, text: &Paragraph, next: &[Part<'_>]) {
        let (before, after, role) = match level {
            1 => (24.0, 11.0, StructRole::H2),
            2 => (19.0, 9.0, StructRole::H3),
            _ => (15.0, 7.0, StructRole::H4),
        };
        self.leave_gap(before);
        self.reserve(text.height() + height_of_start(next));
        self.headings.push(Heading {
            level,
            text: text.shaped.text.clone(),
            page: self.full_pages.len(),
            y: self.y,
        });
        let tag = self.tags.add(role, DOCUMENT);
        self.place_paragraph(tag, text, MARGIN);
        self.leave_gap(after);
    }

    fn place_list(&mut self, items: &[Paragraph]) {
        let list = self.tags.add(StructRole::L, DOCUMENT);
        let bullet = Paragraph::one_line(&mut self.fonts, "•", BODY, WIDTH);
        self.leave_gap(GAP);
        for text in items {
            self.reserve(text.height_of_start());
            let item = self.tags.add(StructRole::LI, list);
            let label = self.tags.add(StructRole::Lbl, item);
            self.begin_content(label);
            self.draw_lines(&bullet, 0..1, (MARGIN + BULLET_INDENT, self.y));
            self.page.end();
            let body = self.tags.add(StructRole::LBody, item);
            self.place_paragraph(body, text, MARGIN + LIST_INDENT);
            self.leave_gap(GAP_IN_LIST);
        }
        self.leave_gap(GAP);
    }

    /// Places a text of one element from `x` on, on as many pages as it needs.
    pub(super) fn place_paragraph(&mut self, tag: TagId, text: &Paragraph, x: f32) {
        self.reserve(text.height_of_start());
        let mut from = 0;
        while from < text.lines.len() {
            let count = text.lines_that_fit(from, BOTTOM - self.y, self.is_fresh);
            if count > 0 {
                self.begin_content(tag);
                self.draw_lines(text, from..from + count, (x, self.y));
                self.page.end();
                self.advance(count as f32 * text.style.leading);
                from += count;
            }
            if from < text.lines.len() {
                self.begin_page();
            }
        }
    }

    /// Draws some lines of a text below each other, the first with its top at the given place.
    pub(super) fn draw_lines(
        &mut self,
        text: &Paragraph,
        lines: Range<usize>,
        (x, top): (f32, f32),
    ) {
        let drawn = text.lines.get(lines).unwrap_or(&[]);
        for (n, line) in drawn.iter().enumerate() {
            let baseline = text.baseline(top + n as f32 * text.style.leading);
            let at = (text.start_of(line, x), baseline);
            self.page
                .text(&mut self.fonts, &text.shaped, line, at, text.style);
        }
    }

    /// Begins content of an element on the page.
    pub(super) fn begin_content(&mut self, tag: TagId) {
        let id = self.page.begin_content(tag, self.tags.role(tag));
        self.tags.add_content(tag, self.full_pages.len(), id);
    }

    /// Leaves at least so much space before what comes next.
    pub(super) fn leave_gap(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    /// What is left of the page for what comes next.
    pub(super) fn room(&self) -> f32 {
        let gap = if self.is_fresh { 0.0 } else { self.gap };
        BOTTOM - self.y - gap
    }

    /// Begins a page if less than `height` is left of this one.
    pub(super) fn reserve(&mut self, height: f32) {
        if self.is_fresh {
            self.gap = 0.0;
        } else if height > self.room() {
            self.begin_page();
        }
        self.y += std::mem::take(&mut self.gap);
    }

    /// Says that something was placed that is so high.
    pub(super) fn advance(&mut self, height: f32) {
        self.y += height;
        self.is_fresh = false;
    }

    pub(super) fn begin_page(&mut self) {
        self.full_pages.push(std::mem::take(&mut self.page));
        self.y = TOP;
        self.gap = 0.0;
        self.is_fresh = true;
        if self.private_mark.is_some() {
            self.page.begin_artifact(ArtifactType::Pagination);
            self.draw_private_mark();
            self.page.end();
        }
    }

    fn draw_private_mark(&mut self) {
        if let Some(mark) = self.private_mark.take() {
            let width = mark.shaped.width() * mark.style.size;
            let x = PAGE.0 - MARGIN - width;
            self.draw_lines(&mark, 0..1, (x, HEADER_TOP));
            self.private_mark = Some(mark);
        }
    }
}

/// Height of what must be on the page of a heading before it.
fn height_of_start(parts: &[Part<'_>]) -> f32 {
    let Some((first, rest)) = parts.split_first() else {
        return 0.0;
    };
    match first {
        Part::Heading(_, text) => GAP_UNDER_HEADING + text.height() + height_of_start(rest),
        Part::Paragraph(text) => GAP_UNDER_HEADING + text.height_of_start(),
        Part::List(items) => {
            GAP_UNDER_HEADING + items.first().map_or(0.0, Paragraph::height_of_start)
        }
        Part::Table(table) => GAP_UNDER_HEADING + table.height_of_start(),
        Part::Figure(figure) => GAP_UNDER_HEADING + figure.height_of_start(),
    }
}

/// Draws title and number at the foot of every page but a cover.
fn number_pages(typesetter: &mut Typesetter, title: &str, has_cover: bool) {
    let total = typesetter.full_pages.len();
    let fonts = &mut typesetter.fonts;
    let title = Paragraph::one_line(fonts, title, FOOTER, WIDTH - ROOM_FOR_NUMBER);
    let y = title.baseline(FOOTER_TOP);
    for (n, page) in typesetter.full_pages.iter_mut().enumerate() {
        if n == 0 && has_cover {
            continue;
        }
        let text = format!("{} / {total}", n + 1);
        let number = Paragraph::one_line(fonts, &text, FOOTER, ROOM_FOR_NUMBER);
        let right = PAGE.0 - MARGIN - number.shaped.width() * FOOTER.size;
        page.begin_artifact(ArtifactType::Pagination);
        for (text, x) in [(&title, MARGIN), (&number, right)] {
            for line in &text.lines {
                page.text(fonts, &text.shaped, line, (x, y), FOOTER);
            }
        }
        page.end();
    }
}
