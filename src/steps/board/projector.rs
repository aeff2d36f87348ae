//! A board in the projector view: one column, one card of it large.

use super::Screen;
use crate::steps::side_names::with_side_names;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((board, groups, _)) = Self::parts(ctx) else {
            return;
        };
        let spot = self.spot.nearest(&groups);
        let (Some(group), Some(column)) = (groups.get(spot.group), board.columns.get(spot.group))
        else {
            return;
        };
        let asks = with_side_names(ctx.session, &column.question);
        p.text(
            area.x,
            area.y,
            area.width,
            if column.question.is_empty() {
                &group.title
            } else {
                &asks
            },
            Ink::new(group.role).bold(),
        );
        let below = split_top(area, 2).1;
        match group.items.get(spot.item) {
            Some(item) => {
                let below = projector_layout::lead(
                    p,
                    below,
                    &(spot.item + 1).to_string(),
                    group.role,
                    item.text,
                );
                let used = p.wrapped(
                    projector_layout::beside(below, "1"),
                    item.tail.trim_start_matches(" · "),
                    Role::Text,
                );
                let others = group
                    .items
                    .iter()
                    .enumerate()
                    .skip(spot.item + 1)
                    .map(|(n, i)| projector_layout::Next {
                        label: (n + 1).to_string(),
                        role: group.role,
                        words: i.text.to_owned(),
                        hit: (spot.group, n),
                    });
                projector_layout::next(p, split_top(below, used + 1).1, "Then", others);
            }
            None => {
                projector_layout::sentence(p, below, &column.example);
            }
        }
    }
}
