//! Cells sent to the terminal, each at its place even if the terminal disagrees how wide a
//! character is.

use ratatui::backend::{Backend, ClearType, CrosstermBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::{self, Write};

/// Sends cells as ratatui does, which relies on the terminal's cursor moving from cell to cell.
/// After a grapheme of several characters, such as a family emoji, terminals differ in where the
/// cursor is, so the position of the next cell is sent again.
pub(super) struct Cells<W: Write>(CrosstermBackend<W>);

impl<W: Write> Cells<W> {
    pub(super) fn new(to: W) -> Self {
        Self(CrosstermBackend::new(to))
    }
}

impl<W: Write> Backend for Cells<W> {
    type Error = io::Error;

    fn draw<'a, I: Iterator<Item = (u16, u16, &'a Cell)>>(&mut self, content: I) -> io::Result<()> {
        let cells: Vec<(u16, u16, &Cell)> = content.collect();
        let is_uncertain =
            |(_, _, cell): &(u16, u16, &Cell)| cell.symbol().chars().nth(1).is_some();
        cells
            .split_inclusive(is_uncertain)
            .try_for_each(|run| self.0.draw(run.iter().copied()))
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.0.hide_cursor()
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.0.show_cursor()
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        self.0.get_cursor_position()
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        self.0.set_cursor_position(position)
    }

    fn clear(&mut self) -> io::Result<()> {
        self.0.clear()
    }

    fn clear_region(&mut self, what: ClearType) -> io::Result<()> {
        self.0.clear_region(what)
    }

    fn size(&self) -> io::Result<Size> {
        Ok(super::tty::size().into())
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        self.0.window_size()
    }

    fn flush(&mut self) -> io::Result<()> {
        Backend::flush(&mut self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;

    #[test]
    #[expect(
        clippy::disallowed_methods,
        reason = "cells as the painter leaves them"
    )]
    fn after_a_joined_grapheme_the_next_cell_is_positioned() {
        let buffer = Buffer::with_lines(["a👨\u{200d}👩\u{200d}👧b"]);
        let mut bytes = Vec::new();
        let cells = (0..4).filter(|x| *x != 2).map(|x| (x, 0, &buffer[(x, 0)]));
        Cells::new(&mut bytes).draw(cells).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(
            text.split('b').next().unwrap().ends_with("\u{1b}[1;4H"),
            "{text:?}"
        );
    }
}
