//! The list of rows that every screen uses: the selected row is painted, the list scrolls to keep
//! it in view, rows may be of any height, and each can be clicked.
//!
//! ```
//! use roundtable::widgets::{Painter, Role, Table};
//! # use ratatui::layout::Rect;
//! fn view(p: &mut Painter, area: Rect, names: &[&str], selected: usize) {
//!     Table::new(names.len(), |_| 1).selected(selected).draw(p, area, |p, row| {
//!         let name = names.get(row.index).copied().unwrap_or_default();
//!         p.text(row.text.x, row.text.y, row.text.width, name, row.ink(Role::Text));
//!     });
//! }
//! ```

mod columns;

pub use columns::{Column, Columns};

use super::layout::{indent, split_bottom, split_top, take_top};
use super::painter::{Hit, Painter};
use super::scroll::{Window, window};
use super::{Ground, Ink, Role};
use ratatui::layout::Rect;

/// The height of a row, and of lines around it that belong to it but are not selected with it,
/// such as a heading.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[allow(missing_docs)] // they say what they are
pub struct RowHeight {
    pub above: u16,
    pub row: u16,
    pub below: u16,
}

impl RowHeight {
    fn all(self) -> u16 {
        self.above
            .saturating_add(self.row.max(1))
            .saturating_add(self.below)
    }
}

impl From<u16> for RowHeight {
    fn from(row: u16) -> Self {
        Self {
            row,
            ..Self::default()
        }
    }
}

/// A row that is being drawn.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Its place in the list.
    pub index: usize,
    /// The lines above it, if it has any that are seen.
    pub above: Option<Rect>,
    /// The row in its whole width.
    pub area: Rect,
    /// The row beside the edge that marks a selected one.
    pub text: Rect,
    /// The lines below it, if it has any that are seen.
    pub below: Option<Rect>,
    /// True for the selected row.
    pub is_selected: bool,
    /// What it is drawn on.
    pub ground: Ground,
}

impl Row {
    /// Ink of a role for this row.
    #[must_use]
    pub fn ink(&self, role: Role) -> Ink {
        Ink::new(role).on(self.ground)
    }

    /// The same, bold where the row is selected.
    #[must_use]
    pub fn main_ink(&self, role: Role) -> Ink {
        self.ink(role).bold_if(self.is_selected)
    }
}

/// Blank lines between rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spacing {
    /// None.
    Close,
    /// One where all rows fit with it.
    Airy,
    /// One.
    Apart,
}

/// Where the position in a list is written.
enum Position {
    /// At the right end of the line above the list.
    Above,
    /// Ending at this cell of this line.
    At(u16, u16),
    Hidden,
}

/// A list of rows to be drawn.
pub struct Table<'f> {
    len: usize,
    selected: Option<usize>,
    around: usize,
    ground: Ground,
    spacing: Spacing,
    position: Position,
    height: Box<dyn Fn(usize) -> RowHeight + 'f>,
    hit: Box<dyn Fn(usize) -> Hit + 'f>,
}

impl<'f> Table<'f> {
    /// A list of `len` rows; `height` gives the height of a row, at least 1, and is asked only
    /// for rows that are seen.
    pub fn new<H: Into<RowHeight>>(len: usize, height: impl Fn(usize) -> H + 'f) -> Self {
        Self {
            len,
            selected: None,
            around: 0,
            ground: Ground::Page,
            spacing: Spacing::Close,
            position: Position::Above,
            height: Box::new(move |n| height(n).into()),
            hit: Box::new(|n| Hit::Row(0, n)),
        }
    }

    /// With this row selected, or none.
    #[must_use]
    pub fn selected(mut self, row: impl Into<Option<usize>>) -> Self {
        self.selected = row.into();
        self
    }

    /// With this row kept in view where none is selected.
    #[must_use]
    pub fn around(mut self, row: usize) -> Self {
        self.around = row;
        self
    }

    /// On this ground.
    #[must_use]
    pub fn on(mut self, ground: Ground) -> Self {
        self.ground = ground;
        self
    }

    /// With blank lines between the rows.
    #[must_use]
    pub fn spacing(mut self, spacing: Spacing) -> Self {
        self.spacing = spacing;
        self
    }

    /// As this pane of the screen, when a row is clicked.
    #[must_use]
    pub fn pane(self, pane: usize) -> Self {
        self.hits(move |n| Hit::Row(pane, n))
    }

    /// With this for what a click on a row means.
    #[must_use]
    pub fn hits(mut self, hit: impl Fn(usize) -> Hit + 'f) -> Self {
        self.hit = Box::new(hit);
        self
    }

    /// With the position (`3-9 of 40`, where not all rows are seen) ending at this cell instead
    /// of at the right end of the line above the list.
    #[must_use]
    pub fn position_at(mut self, right: u16, y: u16) -> Self {
        self.position = Position::At(right, y);
        self
    }

    /// Without the position: the caller draws that of the [`Window`].
    #[must_use]
    pub fn without_position(mut self) -> Self {
        self.position = Position::Hidden;
        self
    }

    /// Draws the rows that are seen, each by `draw`, and returns which those are.
    pub fn draw(
        &self,
        p: &mut Painter,
        area: Rect,
        mut draw: impl FnMut(&mut Painter, &Row),
    ) -> Window {
        let gap = self.gap(area.height);
        let seen = window(
            self.len,
            self.selected.unwrap_or(self.around),
            area.height.saturating_add(gap),
            |n| (self.height)(n).all().saturating_add(gap),
        );
        let (mut left, text) = (area, indent(area, 2));
        for index in seen.first..seen.end {
            if left.height == 0 {
                break;
            }
            let row = self.place(&mut left, text, index);
            take_top(&mut left, gap);
            if row.is_selected {
                p.select(row.area);
            }
            p.hit(row.area, (self.hit)(index));
            draw(p, &row);
        }
        self.draw_position(p, area, &seen);
        seen
    }

    /// Takes the place of a row off what is left of the list.
    fn place(&self, left: &mut Rect, text: Rect, index: usize) -> Row {
        let height = (self.height)(index);
        let seen = |lines: Rect| (lines.height > 0).then_some(lines);
        let above = seen(take_top(left, height.above));
        let area = take_top(left, height.row.max(1));
        let below = seen(take_top(left, height.below));
        let is_selected = self.selected == Some(index);
        Row {
            index,
            above,
            area,
            text: Rect {
                x: text.x,
                width: text.width,
                ..area
            },
            below,
            is_selected,
            ground: if is_selected {
                Ground::Selection
            } else {
                self.ground
            },
        }
    }

    fn gap(&self, room: u16) -> u16 {
        match self.spacing {
            Spacing::Close => 0,
            Spacing::Apart => 1,
            // a long list need not be measured
            Spacing::Airy if self.len * 2 > usize::from(room) => 0,
            Spacing::Airy => {
                // the last row needs no blank line below it
                let rows = (0..self.len).map(|n| u32::from((self.height)(n).all()) + 1);
                u16::from(rows.sum::<u32>() <= u32::from(room) + 1)
            }
        }
    }

    fn draw_position(&self, p: &mut Painter, area: Rect, seen: &Window) {
        let (right, y) = match self.position {
            Position::Above if area.y > 0 => (area.right(), area.y - 1),
            Position::At(right, y) => (right, y),
            Position::Above | Position::Hidden => return,
        };
        if let Some(position) = seen.position() {
            let ink = Ink::new(Role::Quiet).on(self.ground);
            p.right(right, y, &format!(" {position}"), ink);
        }
    }
}

/// An area for a list that needs `needs` rows, and right below it one of `below` rows: what
/// belongs to the selected row stays near it also on a tall screen.
#[must_use]
pub fn list_and_detail(area: Rect, needs: u16, below: u16) -> (Rect, Rect) {
    let (most, _) = split_bottom(area, below);
    let (list, _) = split_top(most, needs.saturating_add(1));
    let (_, rest) = split_top(area, list.height);
    (list, split_top(rest, below).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::{Depth, Theme};
    use ratatui::buffer::Buffer;
    use std::cell::Cell;

    fn theme() -> Theme {
        Theme::new("light", true, [1, 2, 3], [0; 9], Depth::True)
    }

    /// The lines a table draws into 12 × 4 cells below a line of their own, and what is clickable.
    fn drawn(table: &Table) -> (Vec<String>, Vec<(Rect, Hit)>, Window) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 12, 5));
        let mut p = Painter::new(&mut buffer, theme());
        let seen = table.draw(&mut p, Rect::new(0, 1, 12, 4), |p, row| {
            if let Some(above) = row.above {
                p.text(above.x, above.y, above.width, "above", Role::Quiet);
            }
            let text = format!("row {}", row.index);
            p.text(
                row.text.x,
                row.text.y,
                row.text.width,
                &text,
                row.ink(Role::Text),
            );
        });
        let hits = std::mem::take(&mut p.hits);
        let line = |y| (0..12).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        let lines = (0..5).map(|y| line(y).trim_end().to_owned()).collect();
        (lines, hits, seen)
    }

    #[test]
    fn the_selected_row_is_marked_and_in_view_and_the_position_is_above_the_list() {
        let (lines, hits, seen) = drawn(&Table::new(40, |_| 1).selected(20).pane(3));
        assert_eq!(lines[0], " 20-23 of 40");
        assert_eq!(lines[1..], ["  row 19", "▌ row 20", "  row 21", "  row 22"]);
        assert_eq!(hits[1], (Rect::new(0, 2, 12, 1), Hit::Row(3, 20)));
        assert_eq!((seen.first, seen.end, hits.len()), (19, 23, 4));
    }

    #[test]
    fn lines_above_a_row_are_neither_selected_nor_clickable() {
        let height = |n| RowHeight {
            above: u16::from(n == 1),
            row: 1,
            below: 0,
        };
        let (lines, hits, _) = drawn(&Table::new(2, height).selected(1));
        assert_eq!(lines[1..4], ["  row 0", "above", "▌ row 1"]);
        assert_eq!(hits[1].0, Rect::new(0, 3, 12, 1));
    }

    #[test]
    fn rows_have_a_blank_line_between_them_only_where_all_fit() {
        let airy = |len| drawn(&Table::new(len, |_| 1).spacing(Spacing::Airy)).0;
        assert_eq!(airy(2)[1..], ["  row 0", "", "  row 1", ""]);
        assert_eq!(airy(3)[1..4], ["  row 0", "  row 1", "  row 2"]);
    }

    #[test]
    fn only_rows_that_are_seen_are_measured() {
        let asked = Cell::new(0);
        let height = |_| {
            asked.set(asked.get() + 1);
            1
        };
        drawn(
            &Table::new(10_000, height)
                .selected(5_000)
                .spacing(Spacing::Airy),
        );
        assert!(asked.get() < 30, "{}", asked.get());
    }

    #[test]
    fn columns_keep_their_numbers_when_one_is_left_out() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        let mut p = Painter::new(&mut buffer, theme());
        let columns = Columns::new(
            Rect::new(0, 0, 20, 2),
            [
                Column::filling("text"),
                Column::fixed("owner", 5).shown_if(false),
                Column::fixed("due", 4).align(ratatui::layout::Alignment::Right),
            ],
        );
        columns.headings(&mut p, 0);
        for (n, text) in ["a longer text than fits", "ana", "9"]
            .into_iter()
            .enumerate()
        {
            columns.text(&mut p, n, Rect::new(0, 1, 20, 1), text, Role::Text);
        }
        let line = |y| (0..20).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        assert_eq!(line(0), "text             due");
        assert_eq!(line(1), "a longer text …    9");
    }
}
