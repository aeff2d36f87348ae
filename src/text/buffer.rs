//! The text being typed: editing by grapheme, selection, undo by word.
//!
//! Not a text-area library, because each part that people notice (graphemes, wrapping, the caret's
//! cell, cleaned pastes, undo by word) would have had to be replaced.

use super::wrap::{Row, cell_width, wrap};
use unicode_segmentation::UnicodeSegmentation;

/// A movement of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Motion {
    /// One grapheme back.
    Left,
    /// One grapheme forward.
    Right,
    /// One word back.
    WordLeft,
    /// One word forward.
    WordRight,
    /// Start of the line.
    Home,
    /// End of the line.
    End,
    /// One display row up, in a text wrapped at this many cells.
    Up(usize),
    /// One display row down.
    Down(usize),
}

/// A text being edited, with its caret, selection and undo.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Buffer {
    text: String,
    caret: usize,
    anchor: Option<usize>,
    past: Vec<(String, usize)>,
    future: Vec<(String, usize)>,
    in_word: bool,
}

impl Buffer {
    /// A buffer with `text` and the caret at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            caret: text.len(),
            ..Self::default()
        }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The caret as a byte offset, always at a grapheme boundary.
    #[must_use]
    pub fn caret(&self) -> usize {
        self.caret
    }

    /// The text before the caret and the text after it.
    #[must_use]
    pub fn around(&self) -> (&str, &str) {
        (self.text_before(self.caret), self.text_after(self.caret))
    }

    /// The selected byte range, if any.
    #[must_use]
    pub fn selection(&self) -> Option<(usize, usize)> {
        let anchor = self.anchor.filter(|a| *a != self.caret)?;
        Some((anchor.min(self.caret), anchor.max(self.caret)))
    }

    /// The selected text, if any.
    #[must_use]
    pub fn selected(&self) -> Option<&str> {
        self.selection()
            .and_then(|(from, to)| self.text.get(from..to))
    }

    /// Inserts `text` in place of the selection. A run of letters is one undo step; a blank ends
    /// it.
    pub fn insert(&mut self, text: &str) {
        let one_letter = text.graphemes(true).count() == 1 && !text.trim().is_empty();
        let run = one_letter && self.in_word && self.selection().is_none();
        if !run {
            self.record_undo();
        }
        self.in_word = one_letter;
        self.cut_selection();
        self.text.insert_str(self.caret, text);
        // a combining mark joins the grapheme before it: keep the caret at a boundary
        self.caret = self.boundary_at_or_after(self.caret + text.len());
    }

    /// Deletes the selection or the grapheme before the caret.
    pub fn backspace(&mut self) {
        if self.selection().is_none() {
            self.anchor = Some(self.left_of(self.caret));
        }
        self.delete_selection();
    }

    /// Deletes the selection or the grapheme after the caret.
    pub fn delete(&mut self) {
        if self.selection().is_none() {
            self.anchor = Some(self.right_of(self.caret));
        }
        self.delete_selection();
    }

    /// Deletes the word before the caret.
    pub fn delete_word(&mut self) {
        if self.selection().is_none() {
            self.anchor = Some(self.word_left(self.caret));
        }
        self.delete_selection();
    }

    /// Deletes the selection, as one undo step.
    pub fn delete_selection(&mut self) {
        if self.selection().is_none() {
            self.anchor = None;
            return;
        }
        self.record_undo();
        self.cut_selection();
    }

    /// Selects everything.
    pub fn select_all(&mut self) {
        self.anchor = Some(0);
        self.caret = self.text.len();
    }

    /// Undoes the last run of typing. Returns false if there is nothing to undo.
    pub fn undo(&mut self) -> bool {
        let Some((text, caret)) = self.past.pop() else {
            return false;
        };
        self.future
            .push((std::mem::replace(&mut self.text, text), self.caret));
        self.caret = caret;
        self.anchor = None;
        self.in_word = false;
        true
    }

    /// Redoes what [`Buffer::undo`] undid. Returns false if there is nothing to redo.
    pub fn redo(&mut self) -> bool {
        let Some((text, caret)) = self.future.pop() else {
            return false;
        };
        self.past
            .push((std::mem::replace(&mut self.text, text), self.caret));
        self.caret = caret;
        self.anchor = None;
        true
    }

    /// Moves the caret; with `select`, extends the selection.
    pub fn go(&mut self, motion: Motion, select: bool) {
        self.in_word = false;
        let selection = self.selection();
        if select {
            self.anchor.get_or_insert(self.caret);
        } else {
            self.anchor = None;
        }
        self.caret = match (motion, selection) {
            (Motion::Left, Some((from, _))) if !select => from,
            (Motion::Right, Some((_, to))) if !select => to,
            (Motion::Left, _) => self.left_of(self.caret),
            (Motion::Right, _) => self.right_of(self.caret),
            (Motion::WordLeft, _) => self.word_left(self.caret),
            (Motion::WordRight, _) => self.word_right(self.caret),
            (Motion::Home, _) => self
                .text_before(self.caret)
                .rfind('\n')
                .map_or(0, |at| at + 1),
            (Motion::End, _) => self
                .text_after(self.caret)
                .find('\n')
                .map_or(self.text.len(), |at| self.caret + at),
            (Motion::Up(cells), _) => self.offset_in_row_by(cells, -1),
            (Motion::Down(cells), _) => self.offset_in_row_by(cells, 1),
        };
    }

    /// The caret's display row and cell for a text wrapped at `cells`.
    #[must_use]
    pub fn cell(&self, cells: usize) -> (usize, usize) {
        let rows = wrap(&self.text, cells);
        let row = row_of(&rows, self.caret);
        (row, self.column(&rows, row))
    }

    fn offset_in_row_by(&self, cells: usize, by: isize) -> usize {
        let rows = wrap(&self.text, cells);
        let here = row_of(&rows, self.caret);
        let Some(target) = here.checked_add_signed(by).and_then(|r| rows.get(r)) else {
            return if by < 0 { 0 } else { self.text.len() };
        };
        let want = self.column(&rows, here);
        let mut used = 0;
        for (at, g) in target.of(&self.text).grapheme_indices(true) {
            if used + cell_width(g) > want {
                return target.start + at;
            }
            used += cell_width(g);
        }
        // the end of a wrapped row is the start of the next one: stay on this row
        let next_starts_here = rows
            .get(here.saturating_add_signed(by) + 1)
            .is_some_and(|r| r.start == target.end);
        if next_starts_here {
            self.left_of(target.end).max(target.start)
        } else {
            target.end
        }
    }

    /// Number of cells before the caret in this row.
    fn column(&self, rows: &[Row], row: usize) -> usize {
        let start = rows.get(row).map_or(0, |r| r.start);
        columns(self.text.get(start..self.caret).unwrap_or_default())
    }

    fn record_undo(&mut self) {
        self.past.push((self.text.clone(), self.caret));
        self.future.clear();
        self.in_word = false;
        if self.past.len() > 500 {
            self.past.remove(0);
        }
    }

    fn cut_selection(&mut self) {
        if let Some((from, to)) = self.selection() {
            self.text.replace_range(from..to, "");
            self.caret = self.boundary_at_or_after(from);
        }
        self.anchor = None;
    }

    fn text_before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    fn text_after(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn left_of(&self, at: usize) -> usize {
        self.text_before(at)
            .grapheme_indices(true)
            .next_back()
            .map_or(0, |(i, _)| i)
    }

    fn right_of(&self, at: usize) -> usize {
        self.text_after(at)
            .graphemes(true)
            .next()
            .map_or(at, |g| at + g.len())
    }

    fn word_left(&self, at: usize) -> usize {
        self.text_before(at)
            .unicode_word_indices()
            .next_back()
            .map_or(0, |(i, _)| i)
    }

    fn word_right(&self, at: usize) -> usize {
        self.text_after(at)
            .unicode_word_indices()
            .next()
            .map_or(self.text.len(), |(i, word)| at + i + word.len())
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        self.text
            .grapheme_indices(true)
            .map(|(i, _)| i)
            .find(|i| *i >= at)
            .unwrap_or(self.text.len())
    }
}

fn row_of(rows: &[Row], at: usize) -> usize {
    rows.iter().rposition(|r| r.start <= at).unwrap_or(0)
}

fn columns(text: &str) -> usize {
    crate::text::width(&crate::text::visible(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moves_and_deletes_by_grapheme() {
        let mut b = Buffer::new("漢字 e\u{301} 👨‍👩‍👧");
        b.backspace();
        assert_eq!(b.text(), "漢字 e\u{301} ");
        b.go(Motion::Left, false);
        b.backspace();
        assert_eq!(b.text(), "漢字  ");
        b.go(Motion::Home, false);
        b.delete();
        assert_eq!(b.text(), "字  ");
        assert!(b.undo() && b.undo() && b.undo());
        assert_eq!(b.text(), "漢字 e\u{301} 👨‍👩‍👧");
        assert!(b.redo());
        assert_eq!(b.text(), "漢字 e\u{301} ");
    }

    #[test]
    fn undo_works_word_by_word() {
        let mut b = Buffer::new("");
        for c in "one two".chars() {
            b.insert(&c.to_string());
        }
        b.undo();
        assert_eq!(b.text(), "one ");
        b.undo();
        b.undo();
        assert_eq!(b.text(), "");
        assert!(!b.undo());
    }

    #[test]
    fn typing_replaces_the_selection_and_the_caret_has_a_cell() {
        let mut b = Buffer::new("one two");
        b.go(Motion::WordLeft, true);
        assert_eq!(b.selected(), Some("two"));
        b.insert("x");
        assert_eq!(b.text(), "one x");
        let mut b = Buffer::new("one two three");
        assert_eq!(b.cell(8), (1, 5));
        b.go(Motion::Up(8), false);
        assert_eq!(b.cell(8), (0, 5));
        b.go(Motion::Down(8), false);
        assert_eq!(b.caret(), b.text().len());
        b.select_all();
        b.backspace();
        assert_eq!(b.text(), "");
    }

    proptest::proptest! {
        #[test]
        fn the_caret_stays_at_a_grapheme_boundary(
            start in ".{0,20}",
            keys in proptest::collection::vec(0u8..14, 0..40),
        ) {
            let mut b = Buffer::new(&crate::text::clean_paste(&start));
            for key in keys {
                match key {
                    0 => b.insert("a"),
                    1 => b.insert("\u{301}"),
                    2 => b.insert("漢"),
                    3 => b.backspace(),
                    4 => b.delete(),
                    5 => b.go(Motion::Left, key % 2 == 0),
                    6 => b.go(Motion::Right, true),
                    7 => b.go(Motion::Up(5), false),
                    8 => b.go(Motion::Down(5), true),
                    9 => { b.undo(); }
                    10 => { b.redo(); }
                    11 => b.go(Motion::WordLeft, false),
                    12 => b.delete_word(),
                    _ => b.insert("\u{1f469}\u{200d}"),
                }
                let at = b.caret();
                let mut boundaries = b.text().grapheme_indices(true);
                let at_boundary = boundaries.any(|(i, _)| i == at);
                proptest::prop_assert!(at == b.text().len() || at_boundary);
                let _ = b.cell(7);
            }
        }
    }
}
