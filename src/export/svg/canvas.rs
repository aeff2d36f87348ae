//! A canvas that records shapes from top to bottom.

use super::shape::{Anchor, Drawing, Ink, Paint, Shape, Stroke};
use super::{DRAWN, LABEL, SAID};
use crate::figure::Hue;
use crate::text::{clip, one_line, rows};

/// Height of a line of text.
const LEADING: f64 = 16.0;

/// A drawing in the making.
pub(super) struct Canvas {
    shapes: Vec<Shape>,
    breaks: Vec<f64>,
    y: f64,
}

impl Canvas {
    pub(super) fn new() -> Self {
        Self {
            shapes: Vec::new(),
            breaks: Vec::new(),
            y: 4.0,
        }
    }

    pub(super) fn done(self) -> Drawing {
        Drawing {
            height: (self.y + 6.0).ceil(),
            shapes: self.shapes,
            breaks: self.breaks,
        }
    }

    /// Where there is nothing yet.
    pub(super) fn y(&self) -> f64 {
        self.y
    }

    pub(super) fn skip_to(&mut self, y: f64) {
        self.y = self.y.max(y);
        self.breaks.push(self.y);
    }

    pub(super) fn gap(&mut self, tall: f64) {
        self.y += tall;
    }

    fn write(&mut self, x: f64, y: f64, anchor: Anchor, words: &str, ink: Ink) {
        self.shapes.push(Shape::Text {
            at: (x, y),
            anchor,
            words: one_line(words).into_owned(),
            ink,
        });
    }

    pub(super) fn text(&mut self, x: f64, y: f64, anchor: Anchor, words: &str) {
        self.write(x, y, anchor, words, Ink::plain(Paint::Text));
    }

    pub(super) fn quiet(&mut self, x: f64, y: f64, anchor: Anchor, words: &str) {
        self.write(x, y, anchor, words, Ink::plain(Paint::QuietText));
    }

    /// One line that is cut where it does not fit; all of it is in the text alternative.
    pub(super) fn clipped(&mut self, x: f64, y: f64, anchor: Anchor, words: &str, most: usize) {
        let short = clip(&one_line(words), most).into_owned();
        self.text(x, y, anchor, &short);
    }

    /// Text in an area of this colour.
    pub(super) fn inside(&mut self, x: f64, y: f64, words: &str, ground: Hue) {
        let ink = if ground == Hue::Quiet {
            Ink::plain(Paint::Text)
        } else {
            Ink::bold(Paint::On(ground))
        };
        self.write(x, y, Anchor::Middle, words, ink);
    }

    /// A title over what follows, and what stands out.
    pub(super) fn heading(&mut self, title: &str, note: &str) {
        for line in rows(title, 70) {
            self.y += LEADING;
            let y = self.y - 4.0;
            self.write(0.0, y, Anchor::Start, &line, Ink::bold(Paint::Text));
        }
        if !note.is_empty() {
            for line in rows(note, 100) {
                self.y += LEADING;
                let y = self.y - 4.0;
                self.quiet(0.0, y, Anchor::Start, &line);
            }
        }
    }

    /// A row: its label, what `draw` draws from its top on, what is said of it.
    pub(super) fn row(&mut self, label: &str, says: &str, draw: impl Fn(&mut Self, f64)) {
        let top = self.y;
        let (labels, said) = (rows(label, LABEL), rows(says, SAID));
        for (n, line) in labels.iter().enumerate() {
            self.text(0.0, top + n as f64 * LEADING + 12.0, Anchor::Start, line);
        }
        draw(self, top);
        for (n, line) in said.iter().enumerate() {
            self.text(
                DRAWN.1 + 8.0,
                top + n as f64 * LEADING + 12.0,
                Anchor::Start,
                line,
            );
        }
        self.y = top + labels.len().max(said.len()) as f64 * LEADING + 3.0;
        self.breaks.push(self.y);
    }

    /// A line below a picture that says what a mark in it is.
    pub(super) fn legend(&mut self, words: &str) {
        for line in rows(words, 100) {
            self.y += LEADING;
            let y = self.y - 4.0;
            self.quiet(90.0, y, Anchor::Start, &line);
        }
        self.breaks.push(self.y);
    }

    pub(super) fn rect(&mut self, x: f64, y: f64, wide: f64, tall: f64, hue: Hue) {
        self.shapes.push(Shape::Area {
            at: (x, y),
            size: (wide.max(0.0), tall.max(0.0)),
            fill: Paint::Fill(hue),
        });
    }

    pub(super) fn frame(&mut self, x: f64, y: f64, wide: f64, tall: f64) {
        self.shapes.push(Shape::Frame {
            at: (x, y),
            size: (wide, tall),
            paint: Paint::Line,
        });
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), dashed: bool) {
        let stroke = Stroke {
            paint: Paint::Line,
            width: 1.0,
            opacity: 1.0,
            dashed,
        };
        self.segment(from, to, stroke);
    }

    /// Who talks to whom.
    pub(super) fn link(&mut self, from: (f64, f64), to: (f64, f64)) {
        let stroke = Stroke {
            paint: Paint::Fill(Hue::Accent),
            width: 1.5,
            opacity: 0.7,
            dashed: false,
        };
        self.segment(from, to, stroke);
    }

    pub(super) fn stroke(&mut self, from: (f64, f64), to: (f64, f64), hue: Hue) {
        let stroke = Stroke {
            paint: Paint::of_mark(hue),
            width: 2.0,
            opacity: 1.0,
            dashed: false,
        };
        self.segment(from, to, stroke);
    }

    fn segment(&mut self, from: (f64, f64), to: (f64, f64), stroke: Stroke) {
        self.shapes.push(Shape::Segment { from, to, stroke });
    }

    pub(super) fn dot(&mut self, x: f64, y: f64, hue: Hue) {
        self.disc(x, y, 4.0, Paint::of_mark(hue));
    }

    fn disc(&mut self, x: f64, y: f64, radius: f64, fill: Paint) {
        self.shapes.push(Shape::Disc {
            at: (x, y),
            radius,
            fill,
        });
    }

    /// A point with its marks: in it where there is room, else beside it.
    pub(super) fn point(&mut self, x: f64, y: f64, marks: &[&str], hue: Hue) {
        self.disc(x, y, 10.0, Paint::Fill(hue));
        match marks {
            [one] => self.inside(x, y + 4.0, &clip(&one_line(one), 6), hue),
            several => {
                self.inside(x, y + 4.0, &several.len().to_string(), hue);
                // below the dot, a few on a line
                for (n, line) in several.chunks(6).take(4).enumerate() {
                    let more = if n == 3 && several.len() > 24 {
                        " …"
                    } else {
                        ""
                    };
                    self.text(
                        x,
                        y + 22.0 + n as f64 * 13.0,
                        Anchor::Middle,
                        &format!("{}{more}", line.join(" ")),
                    );
                }
            }
        }
    }
}
