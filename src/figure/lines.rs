//! Any figure as lines of text, for pages on screen and for Markdown.

use super::{Cell, Figure, Hue, Line};
use crate::text::{clip, rows, width};

/// A part of a line in one colour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, safe to show.
    pub text: String,
    /// Its colour; none for plain text.
    pub hue: Option<Hue>,
}

impl Figure {
    /// The figure as lines of at most `wide` columns (at least 40). Labels and remarks are wrapped.
    #[must_use]
    pub fn lines(&self, wide: usize) -> Vec<Vec<Piece>> {
        let raster = self.raster();
        let need = |c: &Cell| {
            if c.text.is_empty() {
                1
            } else {
                (width(&c.text.for_line()) + 1).div_ceil(c.span.max(1))
            }
        };
        let most = (wide / 2 / raster.wide.max(1)).max(1);
        let unit = raster
            .lines
            .iter()
            .flat_map(|l| &l.cells)
            .map(need)
            .max()
            .unwrap_or(1)
            .min(most);
        let cells = raster.wide * unit;
        let label = |l: &Line| {
            if l.cells.is_empty() {
                0
            } else {
                width(&l.label.for_line())
            }
        };
        let left = raster
            .lines
            .iter()
            .map(label)
            .max()
            .unwrap_or(0)
            .min(wide.saturating_sub(cells) / 2)
            .max(8);
        raster
            .lines
            .iter()
            .flat_map(|l| {
                if l.cells.is_empty() {
                    words(l, wide)
                } else {
                    drawn(l, left, unit, cells, wide)
                }
            })
            .collect()
    }
}

/// A line without cells: label and tail in sequence.
fn words(line: &Line, wide: usize) -> Vec<Vec<Piece>> {
    let hue = line.head.then_some(Hue::Accent);
    rows(&line.words().for_screen(), wide)
        .into_iter()
        .map(|text| vec![Piece { text, hue }])
        .collect()
}

/// A line with cells: the label to their left and the tail to their right, both wrapped.
fn drawn(line: &Line, left: usize, unit: usize, cells: usize, wide: usize) -> Vec<Vec<Piece>> {
    let plain = |text: String| Piece { text, hue: None };
    let labels = rows(&line.label.for_screen(), left);
    let tails = rows(
        &line.tail.for_screen(),
        wide.saturating_sub(left + cells + 2).max(8),
    );
    let tall = labels.len().max(tails.len());
    (0..tall)
        .map(|n| {
            let mut out = vec![plain(padded(
                labels.get(n).map_or("", String::as_str),
                left + 1,
            ))];
            if n == 0 {
                out.extend(line.cells.iter().map(|c| piece(c, unit)));
                let drawn: usize = line.cells.iter().map(|c| c.span * unit).sum();
                out.push(plain(" ".repeat(cells.saturating_sub(drawn))));
            } else {
                out.push(plain(" ".repeat(cells)));
            }
            out.push(plain(
                format!(" {}", tails.get(n).map_or("", String::as_str))
                    .trim_end()
                    .to_owned(),
            ));
            out
        })
        .collect()
}

fn piece(cell: &Cell, unit: usize) -> Piece {
    let wide = cell.span * unit;
    let text = match (cell.text.is_empty(), cell.hue) {
        (false, _) => padded(&clip(&cell.text.for_line(), wide), wide),
        (true, None) => " ".repeat(wide),
        (true, Some(Hue::Quiet)) => "░".repeat(wide),
        (true, Some(_)) => "█".repeat(wide),
    };
    Piece {
        text,
        hue: cell.hue,
    }
}

fn padded(text: &str, wide: usize) -> String {
    format!("{text}{}", " ".repeat(wide.saturating_sub(width(text))))
}
