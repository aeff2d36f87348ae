//! The step Review in the projector view: one thing large, and the next ones.

use super::Screen;
use super::row::Row;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let rows = self.rows(ctx);
        let list: Vec<&Row> = rows.iter().collect();
        let at = self.cursor.row(&list);
        let Some(row) = list.get(at) else {
            projector_layout::sentence(p, area, "Nothing was left open.");
            return;
        };
        let below = projector_layout::lead(p, area, &row.label(ctx), Role::Accent, &row.words(ctx));
        let (owner, role) = row.owner(ctx);
        let (words, due) = row.state(ctx);
        p.spans(
            below.x,
            below.y,
            below.width,
            &[
                (&owner, Ink::new(role).bold()),
                ("   ", Role::Text.into()),
                (&words, Ink::new(due).bold()),
            ],
        );
        let others = list
            .iter()
            .enumerate()
            .skip(at + 1)
            .map(|(n, a)| projector_layout::Next {
                label: format!("{} {}", a.sign(), a.label(ctx)),
                role: if a.is_open() {
                    Role::Accent
                } else {
                    Role::Good
                },
                words: a.words(ctx),
                hit: (0, n),
            });
        projector_layout::next(p, split_top(below, 3).1, "Then", others);
    }
}
