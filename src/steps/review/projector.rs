//! The step Review in the projector view: one action large, and the next ones.

use super::Screen;
use crate::domain::{Action, Status};
use crate::steps::{Ctx, components, pick, projector_layout};
use crate::widgets::{Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        let at = self.cursor.row(&list);
        let Some(action) = list.get(at) else {
            projector_layout::sentence(p, area, "Nothing was left open.");
            return;
        };
        let below = projector_layout::lead(
            p,
            area,
            &ctx.session.label_of(*action),
            Role::Accent,
            &action.text,
        );
        let (owner, role) = components::person(ctx.session, action.owner.as_ref(), "no owner");
        let (words, due) = pick::due_status(ctx, action);
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
                label: format!("{} {}", glyph(a), ctx.session.label_of(*a)),
                role: if a.is_open() {
                    Role::Accent
                } else {
                    Role::Good
                },
                words: a.text.clone(),
                hit: (0, n),
            });
        projector_layout::next(p, split_top(below, 3).1, "Then", others);
    }
}

/// Its state as a sign.
fn glyph(action: &Action) -> char {
    match action.status {
        Status::Open if action.is_in_progress() => '→',
        Status::Open => '○',
        Status::Done => '✓',
        Status::Dropped => '–',
    }
}
