//! Figures as vectors, as wide as the text.

use super::super::palette::shade;
use super::super::svg::WIDE;
use super::super::svg::shape::{Anchor, Drawing, Ink, Paint, Shape, Stroke, TEXT_SIZE};
use super::fonts::{Fonts, Weight};
use super::paragraph::Paragraph;
use super::style::{
    BOTTOM, CAPTION, GAP_AROUND, HEIGHT, LINE_COLOUR, MARGIN, PAGE, QUIET_COLOUR, Rgb, Style,
    TEXT_COLOUR, WIDTH, rgb,
};
use super::tags::{DOCUMENT, TagId};
use super::typesetter::Typesetter;
use crate::figure::Hue;
use pdf_writer::types::StructRole;
use pdf_writer::{Content, Rect};

/// Points to a unit of a drawing.
const SCALE: f32 = WIDTH / WIDE as f32;
/// Space between a caption and its figure.
const GAP_UNDER_CAPTION: f32 = 5.0;
/// Figures up to this height stay on one page, together with headings before them.
const WHOLE: f32 = HEIGHT - 90.0;
/// Least part of a higher figure that is begun at the foot of a page.
const LEAST_PART: f32 = HEIGHT / 3.0;
/// How far a circle's control points are from its corners.
const CIRCLE: f32 = 0.5523;

/// A figure that is ready to be placed.
pub(super) struct FigureBox<'c> {
    caption: Paragraph,
    alternative: &'c str,
    drawing: &'c Drawing,
}

impl<'c> FigureBox<'c> {
    pub(super) fn new(
        fonts: &mut Fonts,
        title: &str,
        alternative: &'c str,
        drawing: &'c Drawing,
    ) -> Self {
        Self {
            caption: Paragraph::new(fonts, title, CAPTION, WIDTH),
            alternative,
            drawing,
        }
    }

    fn caption_height(&self) -> f32 {
        self.caption.height() + GAP_UNDER_CAPTION
    }

    fn height(&self) -> f32 {
        self.drawing.height as f32 * SCALE
    }

    /// Height of the caption and of what is not parted from it.
    pub(super) fn height_of_start(&self) -> f32 {
        let whole = self.caption_height() + self.height();
        if whole <= WHOLE {
            whole
        } else {
            self.caption_height() + LEAST_PART
        }
    }

    /// Places the caption and the figure; a high one continues on the next page.
    pub(super) fn place(&self, typesetter: &mut Typesetter) {
        typesetter.leave_gap(GAP_AROUND);
        typesetter.reserve(self.height_of_start());
        let caption = typesetter.tags.add(StructRole::Caption, DOCUMENT);
        typesetter.place_paragraph(caption, &self.caption, MARGIN);
        typesetter.advance(GAP_UNDER_CAPTION);
        let tag = typesetter.tags.add(StructRole::Figure, DOCUMENT);
        typesetter.tags.set_alternative(tag, self.alternative);
        let end = self.drawing.height;
        let mut from = 0.0;
        while from < end {
            let room = f64::from((BOTTOM - typesetter.y) / SCALE);
            let to = if end - from <= room {
                end
            } else {
                next_break(&self.drawing.breaks, from, room)
            };
            self.place_part(typesetter, tag, (from, to));
            from = to;
            if from < end {
                typesetter.begin_page();
            }
        }
        typesetter.leave_gap(GAP_AROUND);
    }

    /// Places what is between two heights of the drawing.
    fn place_part(&self, typesetter: &mut Typesetter, tag: TagId, (from, to): (f64, f64)) {
        let height = (to - from) as f32 * SCALE;
        let top = typesetter.y;
        let bottom = PAGE.1 - top - height;
        let area = Rect::new(MARGIN, bottom, PAGE.0 - MARGIN, PAGE.1 - top);
        let is_whole = to - from >= self.drawing.height;
        if is_whole {
            typesetter.tags.set_area(tag, area);
        }
        typesetter.begin_content(tag);
        typesetter.page.content.save_state();
        if !is_whole {
            let clip = typesetter.page.content.rect(MARGIN, bottom, WIDTH, height);
            clip.clip_nonzero().end_path();
        }
        let place = Place { top, from };
        for shape in &self.drawing.shapes {
            let (above, below) = extent(shape);
            if below >= from && above < to {
                draw(typesetter, shape, place);
            }
        }
        typesetter.page.content.restore_state();
        typesetter.page.end();
        typesetter.advance(height);
    }
}

/// Where a drawing is on its page.
#[derive(Clone, Copy)]
struct Place {
    top: f32,
    /// The height of the drawing that is at the top.
    from: f64,
}

impl Place {
    /// A point of the drawing as PDF counts, from the bottom left of the page.
    fn at(self, (x, y): (f64, f64)) -> (f32, f32) {
        let y = (y - self.from) as f32 * SCALE;
        (MARGIN + x as f32 * SCALE, PAGE.1 - self.top - y)
    }
}

fn draw(typesetter: &mut Typesetter, shape: &Shape, place: Place) {
    let content = &mut typesetter.page.content;
    match shape {
        Shape::Area { at, size, fill } => {
            let [r, g, b] = colour(*fill);
            content.set_fill_rgb(r, g, b);
            rectangle(content, place, *at, *size).fill_nonzero();
        }
        Shape::Frame { at, size, paint } => {
            set_stroke(content, colour(*paint), 1.0, false);
            rectangle(content, place, *at, *size).stroke();
        }
        Shape::Segment { from, to, stroke } => {
            set_stroke(content, faded(*stroke), stroke.width as f32, stroke.dashed);
            let ((x1, y1), (x2, y2)) = (place.at(*from), place.at(*to));
            content.move_to(x1, y1).line_to(x2, y2).stroke();
        }
        Shape::Disc { at, radius, fill } => {
            let [r, g, b] = colour(*fill);
            content.set_fill_rgb(r, g, b);
            circle(content, place.at(*at), *radius as f32 * SCALE);
            content.fill_nonzero();
        }
        Shape::Text {
            at,
            anchor,
            words,
            ink,
        } => draw_text(typesetter, words, *ink, *anchor, place.at(*at)),
    }
}

fn draw_text(
    typesetter: &mut Typesetter,
    words: &str,
    ink: Ink,
    anchor: Anchor,
    (x, y): (f32, f32),
) {
    let size = TEXT_SIZE as f32 * SCALE;
    let style = Style {
        size,
        leading: size,
        weight: if ink.bold {
            Weight::Bold
        } else {
            Weight::Regular
        },
        colour: colour(ink.paint),
    };
    let text = Paragraph::new(&mut typesetter.fonts, words, style, f32::INFINITY);
    let width = text.shaped.width() * size;
    let x = match anchor {
        Anchor::Start => x,
        Anchor::Middle => x - width / 2.0,
        Anchor::End => x - width,
    };
    for line in &text.lines {
        let at = (x, PAGE.1 - y);
        typesetter
            .page
            .text(&mut typesetter.fonts, &text.shaped, line, at, style);
    }
}

fn rectangle(
    content: &mut Content,
    place: Place,
    at: (f64, f64),
    size: (f64, f64),
) -> &mut Content {
    let (x, y) = place.at((at.0, at.1 + size.1));
    content.rect(x, y, size.0 as f32 * SCALE, size.1 as f32 * SCALE)
}

fn circle(content: &mut Content, (x, y): (f32, f32), r: f32) {
    let k = r * CIRCLE;
    content
        .move_to(x + r, y)
        .cubic_to(x + r, y + k, x + k, y + r, x, y + r)
        .cubic_to(x - k, y + r, x - r, y + k, x - r, y)
        .cubic_to(x - r, y - k, x - k, y - r, x, y - r)
        .cubic_to(x + k, y - r, x + r, y - k, x + r, y)
        .close_path();
}

fn set_stroke(content: &mut Content, [r, g, b]: Rgb, width: f32, is_dashed: bool) {
    content
        .set_stroke_rgb(r, g, b)
        .set_line_width(width * SCALE);
    let dashes: &[f32] = if is_dashed {
        &[3.0 * SCALE, 4.0 * SCALE]
    } else {
        &[]
    };
    content.set_dash_pattern(dashes.iter().copied(), 0.0);
}

/// The colour of a line on white paper that shines through it.
fn faded(stroke: Stroke) -> Rgb {
    let opacity = stroke.opacity as f32;
    colour(stroke.paint).map(|part| part * opacity + 1.0 - opacity)
}

fn colour(paint: Paint) -> Rgb {
    match paint {
        Paint::Text | Paint::On(Hue::Quiet) => TEXT_COLOUR,
        Paint::QuietText => QUIET_COLOUR,
        Paint::Line => LINE_COLOUR,
        Paint::Fill(hue) => rgb(shade(hue).0),
        Paint::On(hue) => rgb(shade(hue).1),
    }
}

/// The highest and the lowest point of a shape.
fn extent(shape: &Shape) -> (f64, f64) {
    match shape {
        Shape::Area { at, size, .. } | Shape::Frame { at, size, .. } => (at.1, at.1 + size.1),
        Shape::Segment { from, to, .. } => (from.1.min(to.1), from.1.max(to.1)),
        Shape::Disc { at, radius, .. } => (at.1 - radius, at.1 + radius),
        Shape::Text { at, .. } => (at.1 - TEXT_SIZE * 0.8, at.1 + TEXT_SIZE * 0.25),
    }
}

/// The last break that leaves a part of at most `room`; there is always some progress.
fn next_break(breaks: &[f64], from: f64, room: f64) -> f64 {
    let fits = |y: &&f64| **y > from && **y <= from + room;
    let last = breaks.iter().rev().find(fits).copied();
    last.unwrap_or(from + room.max(1.0))
}
