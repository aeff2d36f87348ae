//! The whole record of an item, to read: the same fields as its form.

use super::values::show;
use crate::domain::{Id, List, Session};
use crate::steps::form_of;
use crate::text;
use crate::widgets::{Ink, Painter, Role, indent, split_top};
use jiff::civil::Date;
use ratatui::layout::Rect;

/// Draws the record of an item.
pub fn draw_record(
    p: &mut Painter,
    area: Rect,
    session: &Session,
    list: List,
    id: &Id,
    today: Date,
) {
    let form = form_of(list, id);
    let title = format!("{}  {}", session.label(list, id), form.title);
    p.text(
        area.x,
        area.y,
        area.width,
        &title,
        Ink::new(Role::Text).bold(),
    );
    p.rule(area.x, area.y + 1, area.width, Role::Line);
    let label = form
        .fields
        .iter()
        .map(|(_, f)| text::width(&f.label(session)))
        .max()
        .unwrap_or(0);
    let label = u16::try_from(label).unwrap_or(20) + 2;
    let mut left = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let room = form.fields.len() * 2 <= usize::from(left.height);
    for (place, field) in &form.fields {
        if left.height == 0 {
            break;
        }
        p.text(left.x, left.y, label, &field.label(session), Role::Quiet);
        let words = show(session, place, field, today);
        let words = if words.is_empty() { "–" } else { &words };
        let used = p
            .wrapped(
                Rect {
                    height: left.height.min(5),
                    ..indent(left, label)
                },
                words,
                Role::Text,
            )
            .max(1);
        left = split_top(left, used + u16::from(room)).1;
    }
}
