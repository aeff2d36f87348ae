//! A text broken into lines of one style.

use super::fonts::Fonts;
use super::lines::{Line, break_lines};
use super::shape::{Shaped, shape};
use super::style::Style;

/// A text that is ready to be placed.
pub(super) struct Paragraph {
    pub(super) shaped: Shaped,
    pub(super) lines: Vec<Line>,
    pub(super) style: Style,
    pub(super) width: f32,
}

impl Paragraph {
    pub(super) fn new(fonts: &mut Fonts, text: &str, style: Style, width: f32) -> Self {
        Self::from_shaped(shape(fonts, text, style.weight), style, width)
    }

    pub(super) fn from_shaped(shaped: Shaped, style: Style, width: f32) -> Self {
        Self {
            lines: break_lines(&shaped.clusters, width / style.size),
            shaped,
            style,
            width,
        }
    }

    /// A text on one line, cut with `…` where it is wider than `width`.
    pub(super) fn one_line(fonts: &mut Fonts, text: &str, style: Style, width: f32) -> Self {
        let text = text.replace('\n', " ");
        let whole = Self::new(fonts, &text, style, width);
        let Some(first) = whole.lines.first().filter(|_| whole.lines.len() > 1) else {
            return whole;
        };
        let clusters = whole.shaped.clusters.get(first.clusters.clone());
        let end = clusters
            .and_then(|c| c.iter().rev().nth(1))
            .map_or(0, |c| c.text.start);
        let kept = text.get(..end).unwrap_or("").trim_end();
        Self::new(fonts, &format!("{kept}…"), style, f32::INFINITY)
    }

    pub(super) fn height(&self) -> f32 {
        self.lines.len() as f32 * self.style.leading
    }

    /// Height of the lines that must not be parted at its beginning.
    pub(super) fn height_of_start(&self) -> f32 {
        let together = if self.lines.len() == 3 { 3 } else { 2 };
        self.lines.len().min(together) as f32 * self.style.leading
    }

    /// How many of the lines from `from` on are placed where `room` is left, so that no line stands
    /// alone before or after a page break. `is_fresh` says that the page is empty: then at least
    /// one is placed.
    pub(super) fn lines_that_fit(&self, from: usize, room: f32, is_fresh: bool) -> usize {
        let left = self.lines.len().saturating_sub(from);
        let fit = (room / self.style.leading + 0.001).max(0.0) as usize;
        if fit >= left {
            return left;
        }
        let fit = if left - fit == 1 {
            fit - fit.min(1)
        } else {
            fit
        };
        match fit {
            0 | 1 if is_fresh => 1,
            1 if from == 0 => 0,
            fit => fit,
        }
    }

    /// Where a line begins that is placed in the paragraph's width from `x` on.
    pub(super) fn start_of(&self, line: &Line, x: f32) -> f32 {
        let first = self.shaped.clusters.get(line.clusters.start);
        if first.is_some_and(|c| c.level.of_paragraph % 2 == 1) {
            // its blanks hang on the left
            let blanks: f32 = line_width(&self.shaped, line) - line.width;
            x + self.width - (line.width + blanks) * self.style.size
        } else {
            x
        }
    }

    /// The baseline of a line whose top is at `y`.
    pub(super) fn baseline(&self, y: f32) -> f32 {
        y + (self.style.leading - self.style.size) / 2.0 + self.style.size * 0.82
    }
}

fn line_width(shaped: &Shaped, line: &Line) -> f32 {
    let clusters = shaped.clusters.get(line.clusters.clone()).unwrap_or(&[]);
    clusters.iter().map(|c| c.width).sum()
}
