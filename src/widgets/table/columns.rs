//! Columns of a table: their headings, and where the cells of a row are.

use super::super::layout::at_most;
use super::super::painter::Painter;
use super::super::{Ink, Role};
use crate::text;
use ratatui::layout::{Alignment, Constraint, Layout, Rect};

/// Blank cells between two columns.
const GAP: u16 = 1;

/// A column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    heading: &'a str,
    width: Constraint,
    align: Alignment,
    ink: Ink,
    padding: u16,
    is_shown: bool,
}

impl<'a> Column<'a> {
    /// A column with this heading and a rule for its width.
    #[must_use]
    pub fn new(heading: &'a str, width: Constraint) -> Self {
        Self {
            heading,
            width,
            align: Alignment::Left,
            ink: Ink::new(Role::Quiet),
            padding: 0,
            is_shown: true,
        }
    }

    /// The same, of this many cells.
    #[must_use]
    pub fn fixed(heading: &'a str, cells: u16) -> Self {
        Self::new(heading, Constraint::Length(cells))
    }

    /// The same, taking the width that the others leave.
    #[must_use]
    pub fn filling(heading: &'a str) -> Self {
        Self::new(heading, Constraint::Fill(1))
    }

    /// The same, with this many of its cells blank on the right.
    #[must_use]
    pub fn padded(mut self, cells: u16) -> Self {
        self.padding = cells;
        self
    }

    /// The same, with its heading and texts aligned. A heading that is aligned to the right may be
    /// longer than the column is wide: it begins further left.
    #[must_use]
    pub fn align(mut self, align: Alignment) -> Self {
        self.align = align;
        self
    }

    /// The same, with ink for its heading.
    #[must_use]
    pub fn ink(mut self, ink: impl Into<Ink>) -> Self {
        self.ink = ink.into();
        self
    }

    /// The same, left out unless `yes`.
    #[must_use]
    pub fn shown_if(mut self, yes: bool) -> Self {
        self.is_shown = yes;
        self
    }
}

/// Columns laid out for a width. A column that is left out keeps its number and has no cells.
pub struct Columns<'a, const N: usize> {
    columns: [Column<'a>; N],
    cells: [Rect; N],
}

impl<'a, const N: usize> Columns<'a, N> {
    /// Lays columns out for rows as wide as `area`.
    #[must_use]
    pub fn new(area: Rect, columns: [Column<'a>; N]) -> Self {
        let shown = || columns.iter().filter(|c| c.is_shown);
        let layout = Layout::horizontal(shown().map(|c| c.width)).spacing(GAP);
        let mut laid_out = layout
            .split(area)
            .iter()
            .copied()
            .collect::<Vec<_>>()
            .into_iter();
        let cells = columns.each_ref().map(|c| match c.is_shown {
            true => {
                let cell = laid_out.next().unwrap_or_default();
                at_most(cell, cell.width.saturating_sub(c.padding), cell.height)
            }
            false => Rect::default(),
        });
        Self { columns, cells }
    }

    /// The cell of column `n` in a row: as high as the row.
    #[must_use]
    pub fn cell(&self, n: usize, row: Rect) -> Rect {
        let cell = self.cells.get(n).copied().unwrap_or_default();
        Rect {
            y: row.y,
            height: row.height,
            ..cell
        }
    }

    /// Cells of column `n`: the width at which its text is wrapped.
    #[must_use]
    pub fn width(&self, n: usize) -> u16 {
        self.cells.get(n).map_or(0, |cell| cell.width)
    }

    /// Draws the headings into line `y`.
    pub fn headings(&self, p: &mut Painter, y: u16) {
        for (column, cell) in self.columns.iter().zip(self.cells) {
            if column.align == Alignment::Right && cell.width > 0 {
                p.right(cell.right(), y, &format!(" {}", column.heading), column.ink);
            } else {
                let cell = Rect { y, ..cell };
                draw(p, cell, column.heading, column.align, column.ink);
            }
        }
    }

    /// Draws a text of one line into column `n` of a row.
    pub fn text(&self, p: &mut Painter, n: usize, row: Rect, text: &str, ink: impl Into<Ink>) {
        if let Some(column) = self.columns.get(n) {
            draw(p, self.cell(n, row), text, column.align, ink.into());
        }
    }
}

fn draw(p: &mut Painter, cell: Rect, text: &str, align: Alignment, ink: Ink) {
    let wide = super::super::cells(text::width(&text::one_line(text))).min(cell.width);
    let x = match align {
        Alignment::Left => cell.x,
        Alignment::Center => cell.x + (cell.width - wide) / 2,
        Alignment::Right => cell.right() - wide,
    };
    p.text(x, cell.y, cell.right() - x, text, ink);
}
