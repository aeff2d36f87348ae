//! What projector views are drawn with: one thing in large, a few others below, space between them.

use crate::text;
use crate::widgets::{Hit, Ink, Painter, Role, at_most, block_width, indent, split_top};
use ratatui::layout::Rect;

/// Longest line that is easy to read from the last row of seats.
const LINE: u16 = 60;
/// Most items in a view, the large one included.
pub const MOST: usize = 8;

/// Draws a label in block characters and its text beside it, bold. Returns what is left below.
pub fn lead(p: &mut Painter, area: Rect, label: &str, role: Role, words: &str) -> Rect {
    let blocks = if area.width < 30 {
        0
    } else {
        p.block(area.x, area.y, label, Ink::new(role))
    };
    let at = indent(area, if blocks > 0 { blocks + 2 } else { 0 });
    let at = at_most(at, LINE, at.height);
    let rows = text::wrap(&text::visible(words), usize::from(at.width)).len();
    // a single line is drawn at the middle of its blocks
    let down = u16::from(rows == 1 && blocks > 0);
    let tall = at.height.min(5).saturating_sub(down);
    let used = p.wrapped(
        Rect {
            y: at.y + down,
            height: tall,
            ..at
        },
        words,
        Ink::new(Role::Text).bold(),
    ) + down;
    split_top(area, used.max(if blocks > 0 { 3 } else { 0 }) + 1).1
}

/// The area beside a label in block characters, to draw more below the text of [`lead`].
pub fn beside(area: Rect, label: &str) -> Rect {
    let area = indent(
        area,
        if area.width < 30 {
            0
        } else {
            block_width(label) + 2
        },
    );
    at_most(area, LINE, area.height)
}

/// One item of the short list below the large one.
pub struct Next {
    /// The label, with the glyph of the side.
    pub label: String,
    /// The colour of the label.
    pub role: Role,
    /// The text.
    pub words: String,
    /// The pane and row that a click selects.
    pub hit: (usize, usize),
}

/// Draws a heading and as many of the items as have room below it, with blank rows between.
pub fn next(p: &mut Painter, area: Rect, title: &str, items: impl IntoIterator<Item = Next>) {
    if area.height < 3 {
        return;
    }
    let mut items = items.into_iter().take(MOST - 1).peekable();
    if items.peek().is_none() {
        return;
    }
    p.text(
        area.x,
        area.y,
        area.width,
        title,
        Ink::new(Role::Text).bold(),
    );
    let mut y = area.y + 2;
    for item in items {
        if y >= area.bottom() {
            break;
        }
        let used = p
            .text(area.x, y, 8, &item.label, Ink::new(item.role).bold())
            .max(5)
            + 2;
        p.text(
            area.x + used,
            y,
            area.width.saturating_sub(used).min(LINE + 10),
            &item.words,
            Role::Text,
        );
        p.hit(
            Rect {
                y,
                height: 1,
                ..area
            },
            Hit::Row(item.hit.0, item.hit.1),
        );
        y += 2;
    }
}

/// Draws one sentence, where there is nothing to show yet. Returns what is left below.
pub fn sentence(p: &mut Painter, area: Rect, words: &str) -> Rect {
    let at = at_most(area, LINE, area.height);
    let used = p.wrapped(at, words, Ink::new(Role::Text).bold());
    split_top(area, used + 1).1
}
