//! The only way to put text on the screen: every text is cleaned here.

use super::characters::{ascii, block_row, block_width};
use super::ink::Ink;
use super::theme::{Ground, Role, Theme};
use crate::keys::Command;
use crate::text;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;

/// What a click means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hit {
    /// The same as pressing the key of the command.
    Command(Command),
    /// A row of a list: its pane and index.
    Row(usize, usize),
    /// A step of the agenda.
    Step(usize),
}

/// Draws on a buffer; knows the theme, collects the cursor and what can be clicked.
pub struct Painter<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    /// Where the terminal's cursor goes.
    pub cursor: Option<(u16, u16)>,
    /// The width across which the text with the cursor is wrapped.
    pub text_wide: Option<u16>,
    /// What can be clicked, later ones on top.
    pub hits: Vec<(Rect, Hit)>,
    /// True if quiet text is drawn like other text: on a projector quiet text cannot be read.
    pub vivid: bool,
}

impl<'a> Painter<'a> {
    /// A painter on `buffer`.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self {
            buffer,
            theme,
            cursor: None,
            text_wide: None,
            hits: Vec::new(),
            vivid: false,
        }
    }

    /// The whole area.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.buffer.area
    }

    /// Fills an area with a ground, erasing what was there.
    pub fn fill(&mut self, area: Rect, ground: Ground) {
        let area = area.intersection(self.buffer.area);
        let style = self.theme.style(Role::Text, ground);
        for y in area.top()..area.bottom() {
            for cell in self.cells(area.x, y, area.width.into()) {
                *cell = Cell::EMPTY;
                cell.set_style(style);
            }
        }
    }

    /// `wide` cells of a row, all within the area.
    fn cells(&mut self, x: u16, y: u16, wide: usize) -> &mut [Cell] {
        let area = self.buffer.area;
        let first = usize::from(y.saturating_sub(area.y)) * usize::from(area.width)
            + usize::from(x.saturating_sub(area.x));
        self.buffer
            .content
            .get_mut(first..first + wide)
            .unwrap_or_default()
    }

    /// Draws one line of foreign text at most `max` cells wide, clipped with `…`. Returns the cells
    /// used.
    #[expect(clippy::disallowed_methods, reason = "text is cleaned here")]
    pub fn text(&mut self, x: u16, y: u16, max: u16, text: &str, ink: impl Into<Ink>) -> u16 {
        let area = self.buffer.area;
        if x < area.left() || x >= area.right() || y < area.top() || y >= area.bottom() || max == 0
        {
            return 0;
        }
        let ink = ink.into();
        let role = if self.vivid && ink.role == Role::Quiet {
            Role::Text
        } else {
            ink.role
        };
        let style = self
            .theme
            .style(role, ink.ground)
            .add_modifier(ink.modifier);
        let max = max.min(area.right() - x);
        // what has no room need not be cleaned: a grapheme seldom has more than 16 bytes
        let needed = usize::from(max) * 16;
        let head = if text.len() <= needed {
            text
        } else {
            let end = text.char_indices().nth(needed).map(|(at, _)| at);
            end.and_then(|end| text.get(..end)).unwrap_or(text)
        };
        let safe = text::one_line(head);
        let mut shown = text::clip(&safe, usize::from(max));
        if self.theme.is_ascii() && !shown.is_ascii() {
            shown = shown.chars().map(ascii).collect::<String>().into();
        }
        let Some(wide) = text::plain_width(&shown) else {
            let (end, _) = self
                .buffer
                .set_stringn(x, y, &shown, usize::from(max), style);
            return end - x;
        };
        // most text has one character a cell, so that graphemes need not be looked for
        for (cell, c) in self.cells(x, y, wide).iter_mut().zip(shown.chars()) {
            if c == ' ' && cell.symbol() == " " {
                cell.set_style(style);
            } else {
                cell.set_char(c).set_style(style);
            }
        }
        u16::try_from(wide).unwrap_or(max)
    }

    /// Draws pieces one after the other. Returns the cells used.
    pub fn spans(&mut self, x: u16, y: u16, max: u16, pieces: &[(&str, Ink)]) -> u16 {
        let mut used = 0;
        for (piece, ink) in pieces {
            if used >= max {
                break;
            }
            used += self.text(x + used, y, max - used, piece, *ink);
        }
        used
    }

    /// Draws text that ends at `right` (exclusive). Returns its left edge.
    pub fn right(&mut self, right: u16, y: u16, text: &str, ink: impl Into<Ink>) -> u16 {
        let wide = u16::try_from(text::width(&text::one_line(text))).unwrap_or(u16::MAX);
        let x = right.saturating_sub(wide);
        self.text(x, y, wide, text, ink);
        x
    }

    /// Draws text wrapped into `area`. Returns the rows used; what does not fit ends in `…`.
    pub fn wrapped(&mut self, area: Rect, text: &str, ink: impl Into<Ink>) -> u16 {
        let ink = ink.into();
        let safe = text::visible(text);
        let rows = text::wrap(&safe, usize::from(area.width));
        let shown = rows.len().min(usize::from(area.height));
        for (n, row) in rows.iter().take(shown).enumerate() {
            let y = area.y + u16::try_from(n).unwrap_or(u16::MAX);
            let line = row.of(&safe);
            if n + 1 == shown && shown < rows.len() {
                let cut = format!(
                    "{}…",
                    text::clip(line.trim_end(), usize::from(area.width).saturating_sub(2))
                        .trim_end_matches('…')
                );
                self.text(area.x, y, area.width, &cut, ink);
            } else {
                self.text(area.x, y, area.width, line.trim_end(), ink);
            }
        }
        u16::try_from(shown).unwrap_or(u16::MAX)
    }

    /// Draws digits, `:` and the letters of labels, each three rows tall and four cells wide.
    /// Returns the cells used.
    pub fn block(&mut self, x: u16, y: u16, text: &str, ink: impl Into<Ink>) -> u16 {
        let ink = ink.into();
        if self.theme.is_ascii() {
            return self.text(x, y + 1, block_width(text), text, ink.bold());
        }
        for row in 0..3 {
            let line: String = text
                .chars()
                .map(|c| format!("{} ", block_row(c, row)))
                .collect();
            self.text(x, y + row, block_width(text), &line, ink);
        }
        block_width(text)
    }

    /// Draws a horizontal rule.
    pub fn rule(&mut self, x: u16, y: u16, wide: u16, role: Role) {
        self.text(x, y, wide, &"─".repeat(usize::from(wide)), role);
    }

    /// Draws a vertical line.
    pub fn upright(&mut self, x: u16, y: u16, tall: u16, sign: &str, ink: impl Into<Ink>) {
        let ink = ink.into();
        for n in 0..tall {
            self.text(x, y + n, 1, sign, ink);
        }
    }

    /// Draws a vertical line on blank cells only, keeping their ground.
    #[expect(
        clippy::disallowed_methods,
        reason = "a character of the program itself"
    )]
    pub fn behind(&mut self, x: u16, y: u16, tall: u16, sign: &'static str, role: Role) {
        for row in y..y.saturating_add(tall) {
            if let Some(cell) = self.buffer.cell_mut((x, row)).filter(|c| c.symbol() == " ") {
                cell.set_symbol(sign);
                if let Some(colour) = self.theme.style(role, Ground::Page).fg {
                    cell.set_fg(colour);
                }
            }
        }
    }

    /// Draws the frame of a dialog: without colours only this separates it from the page.
    pub fn frame(&mut self, area: Rect) {
        if area.width < 2 || area.height < 2 {
            return;
        }
        let ink = Ink::new(Role::Line).on(Ground::Raised);
        let line = "─".repeat(usize::from(area.width - 2));
        self.text(area.x, area.y, area.width, &format!("┌{line}┐"), ink);
        self.text(
            area.x,
            area.bottom() - 1,
            area.width,
            &format!("└{line}┘"),
            ink,
        );
        for x in [area.x, area.right() - 1] {
            self.upright(x, area.y + 1, area.height - 2, "│", ink);
        }
    }

    /// Paints the ground and the edge of a selected row.
    pub fn select(&mut self, area: Rect) {
        self.fill(area, Ground::Selection);
        for n in 0..area.height {
            self.text(
                area.x,
                area.y + n,
                1,
                "▌",
                Ink::new(Role::Accent).on(Ground::Selection),
            );
        }
    }

    /// Makes an area clickable.
    pub fn hit(&mut self, area: Rect, hit: Hit) {
        self.hits.push((area, hit));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::widgets::Depth;

    fn theme(depth: Depth) -> Theme {
        Theme::new("light", true, [0xFF_FFFF; 3], [0; 9], depth)
    }

    #[test]
    fn ascii_characters_replace_others_and_every_block_digit_differs() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 4));
        let mut p = Painter::new(&mut buffer, theme(Depth::True).ascii(true));
        p.text(0, 0, 20, "◆ A → ● é…", Role::Text);
        p.block(0, 1, "07:12", Role::Text);
        let all: String = buffer.content.iter().map(|c| c.symbol()).collect();
        assert!(
            all.starts_with("* A > o é~") && all.contains("07:12"),
            "{all}"
        );
        let shapes: std::collections::HashSet<String> = "0123456789:ABGM"
            .chars()
            .map(|c| (0..3).map(|row| block_row(c, row)).collect())
            .collect();
        assert_eq!(shapes.len(), 15);
    }

    #[test]
    fn text_is_cleaned_and_stays_within_the_area() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        let mut p = Painter::new(&mut buffer, theme(Depth::True));
        p.text(0, 0, 10, "a\u{1b}[2J\u{202e}b", Role::Text);
        p.text(8, 1, 10, "漢字漢字", Role::Text);
        p.text(0, 9, 10, "outside", Role::Text);
        p.text(99, 0, 10, "outside", Role::Text);
        let all: String = buffer.content.iter().map(|c| c.symbol()).collect();
        assert!(all.starts_with("a␛[2J\u{fffd}b"), "{all:?}");
        assert!(!all.contains('\u{1b}') && !all.contains("outside"));
    }

    proptest::proptest! {
        #[test]
        #[expect(clippy::disallowed_methods, reason = "what the painter is compared with")]
        fn text_is_drawn_as_ratatui_draws_it(
            text in "[ -~éŽλи–…●│█]{0,14}",
            x in 0u16..10,
            wide in 0u16..12,
        ) {
            let theme = theme(Depth::True);
            let mut ours = Buffer::empty(Rect::new(0, 0, 10, 1));
            let mut theirs = ours.clone();
            let mut p = Painter::new(&mut ours, theme.clone());
            p.text(0, 0, 10, "─ before ─", Role::Quiet);
            let used = p.text(x, 0, wide, &text, Role::Text);
            theirs.set_stringn(0, 0, "─ before ─", 10, theme.style(Role::Quiet, Ground::Page));
            let room = usize::from(wide.min(10 - x));
            let style = theme.style(Role::Text, Ground::Page);
            let end = theirs.set_stringn(x, 0, text::clip(&text, room), room, style).0;
            proptest::prop_assert_eq!((ours, used), (theirs, end - x));
        }

        #[test]
        fn any_text_is_drawn_in_any_area_without_a_panic(
            text in ".{0,60}",
            x in 0u16..12,
            y in 0u16..6,
            w in 0u16..20,
            h in 0u16..8,
        ) {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 5));
            let mut p = Painter::new(&mut buffer, theme(Depth::Sixteen));
            p.wrapped(Rect::new(x, y, w, h), &text, Role::Text);
            p.right(w, y, &text, Role::Quiet);
            p.select(Rect::new(x, y, w, h));
            p.fill(Rect::new(x, y, w, h), Ground::Raised);
        }
    }
}
