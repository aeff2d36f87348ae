//! The step Welcome in the projector view: purpose and scope, ground rules, or participants.

use super::{RULES, Screen, groups};
use crate::domain::Kind;
use crate::steps::groups::Group;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, columns, split_top};
use ratatui::layout::Rect;

impl Screen {
    /// Shows the part that is selected.
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let groups = groups(ctx);
        let spot = self.spot.map_or(0, |s| s.nearest(&groups).group);
        let [purpose, within, beyond, rules, a, b] = groups.as_slice() else {
            return;
        };
        match spot {
            0..RULES => {
                let purpose = purpose
                    .items
                    .first()
                    .map_or(crate::steps::of_kind(&Kind::Welcome).purpose(), |i| i.text);
                let below = projector_layout::sentence(p, area, purpose);
                let (left, right) = columns(split_top(below, 1).1, 4);
                list(p, left, within, projector_layout::MOST / 2);
                list(p, right, beyond, projector_layout::MOST / 2);
            }
            RULES => list(p, area, rules, projector_layout::MOST),
            _ => {
                let (left, right) = columns(area, 4);
                list(p, left, a, projector_layout::MOST / 2);
                list(p, right, b, projector_layout::MOST / 2);
            }
        }
    }
}

/// Draws a heading and its items with blank rows between them, and counts those that do not fit.
fn list(p: &mut Painter, area: Rect, group: &Group, most: usize) {
    p.text(
        area.x,
        area.y,
        area.width,
        &group.title,
        Ink::new(group.role).bold(),
    );
    let mut left = split_top(area, 2).1;
    for (n, item) in group.items.iter().enumerate() {
        let more = group.items.len() - n;
        if left.height == 0 || (n + 1 >= most && more > 1) || (left.height < 2 && more > 1) {
            p.text(
                left.x,
                left.y,
                left.width,
                &format!("and {more} more"),
                Role::Text,
            );
            return;
        }
        let used = p.wrapped(
            Rect {
                height: left.height.min(2),
                ..left
            },
            item.text,
            Ink::new(Role::Text).bold_if(most == projector_layout::MOST),
        );
        left = split_top(left, used + 1).1;
    }
}
