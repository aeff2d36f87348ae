//! What a picture is drawn on: from top to bottom, foreign text escaped.

use super::super::escape::escape;
use super::{Colours, DRAWN, LABEL, SAID};
use crate::export::palette::{LINE, QUIET, TEXT, shade};
use crate::figure::Hue;
use crate::text::{clip, one_line, rows};
use std::fmt::Write as _;

/// Height of a line of text.
const LEADING: f64 = 16.0;

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A picture in the making.
pub(super) struct Canvas {
    colours: Colours,
    out: String,
    y: f64,
}

impl Canvas {
    pub(super) fn new(colours: Colours) -> Self {
        Self {
            colours,
            out: String::new(),
            y: 4.0,
        }
    }

    /// The height, and what was drawn.
    pub(super) fn done(self) -> (f64, String) {
        ((self.y + 6.0).ceil(), self.out)
    }

    /// Where there is nothing yet.
    pub(super) fn y(&self) -> f64 {
        self.y
    }

    pub(super) fn skip_to(&mut self, y: f64) {
        self.y = self.y.max(y);
    }

    pub(super) fn gap(&mut self, tall: f64) {
        self.y += tall;
    }

    fn named(&self, page: &str, paper: &str) -> String {
        if self.colours == Colours::Page {
            format!("var(--{page})")
        } else {
            format!("#{paper}")
        }
    }

    fn write(&mut self, x: f64, y: f64, anchor: Anchor, words: &str, style: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = write!(
            self.out,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{anchor}\" style=\"{style}\">{}</text>",
            escape(&(*one_line(words)).into())
        );
    }

    pub(super) fn text(&mut self, x: f64, y: f64, anchor: Anchor, words: &str) {
        let style = format!("fill:{}", self.named("text", TEXT));
        self.write(x, y, anchor, words, &style);
    }

    pub(super) fn quiet(&mut self, x: f64, y: f64, anchor: Anchor, words: &str) {
        let style = format!("fill:{}", self.named("quiet", QUIET));
        self.write(x, y, anchor, words, &style);
    }

    /// One line that is cut where it does not fit; all of it is in the text alternative.
    pub(super) fn clipped(&mut self, x: f64, y: f64, anchor: Anchor, words: &str, most: usize) {
        let short = clip(&one_line(words), most).into_owned();
        self.text(x, y, anchor, &short);
    }

    /// Text in an area of this colour.
    pub(super) fn inside(&mut self, x: f64, y: f64, words: &str, ground: Hue) {
        let style = match (self.colours, ground) {
            (_, Hue::Quiet) => format!("fill:{}", self.named("text", TEXT)),
            (Colours::Page, _) => "fill:var(--ground);font-weight:bold".to_owned(),
            (Colours::Paper, hue) => format!("fill:#{};font-weight:bold", shade(hue).1),
        };
        self.write(x, y, Anchor::Middle, words, &style);
    }

    /// A title over what follows, and what stands out.
    pub(super) fn heading(&mut self, title: &str, note: &str) {
        let style = format!("fill:{};font-weight:bold", self.named("text", TEXT));
        for line in rows(title, 70) {
            self.y += LEADING;
            let y = self.y - 4.0;
            self.write(0.0, y, Anchor::Start, &line, &style);
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
    }

    /// A line below a picture that says what a mark in it is.
    pub(super) fn legend(&mut self, words: &str) {
        for line in rows(words, 100) {
            self.y += LEADING;
            let y = self.y - 4.0;
            self.quiet(90.0, y, Anchor::Start, &line);
        }
    }

    pub(super) fn rect(&mut self, x: f64, y: f64, wide: f64, tall: f64, hue: Hue) {
        let fill = self.colours.of(hue);
        let _ = write!(
            self.out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{:.1}\" style=\"fill:{fill}\"/>",
            wide.max(0.0),
            tall.max(0.0)
        );
    }

    pub(super) fn frame(&mut self, x: f64, y: f64, wide: f64, tall: f64) {
        let stroke = self.named("line", LINE);
        let _ = write!(
            self.out,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{wide:.1}\" height=\"{tall:.1}\" style=\"fill:none;stroke:{stroke};stroke-width:1\"/>"
        );
    }

    pub(super) fn line(&mut self, from: (f64, f64), to: (f64, f64), dashed: bool) {
        let dash = if dashed { ";stroke-dasharray:3 4" } else { "" };
        let style = format!("stroke:{};stroke-width:1{dash}", self.named("line", LINE));
        self.segment(from, to, &style);
    }

    /// Who talks to whom.
    pub(super) fn link(&mut self, from: (f64, f64), to: (f64, f64)) {
        let style = format!(
            "stroke:{};stroke-width:1.5;stroke-opacity:.7",
            self.colours.of(Hue::Accent)
        );
        self.segment(from, to, &style);
    }

    pub(super) fn stroke(&mut self, from: (f64, f64), to: (f64, f64), hue: Hue) {
        let colour = if hue == Hue::Quiet {
            self.named("quiet", QUIET)
        } else {
            self.colours.of(hue)
        };
        self.segment(from, to, &format!("stroke:{colour};stroke-width:2"));
    }

    fn segment(&mut self, from: (f64, f64), to: (f64, f64), style: &str) {
        let _ = write!(
            self.out,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" style=\"{style}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    pub(super) fn dot(&mut self, x: f64, y: f64, hue: Hue) {
        let colour = if hue == Hue::Quiet {
            self.named("quiet", QUIET)
        } else {
            self.colours.of(hue)
        };
        let _ = write!(
            self.out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\" style=\"fill:{colour}\"/>"
        );
    }

    /// A point with its marks: in it where there is room, else beside it.
    pub(super) fn point(&mut self, x: f64, y: f64, marks: &[&str], hue: Hue) {
        let fill = self.colours.of(hue);
        let _ = write!(
            self.out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"10\" style=\"fill:{fill}\"/>"
        );
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
