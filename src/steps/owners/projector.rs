//! The projector view: who answers for the action under discussion, and who has how much to do.

use super::{Screen, load_view, needs_owner};
use crate::steps::components;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, split_right, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn draw_projector(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = Self::list(ctx);
        let at = self.cursor.row(&list);
        let Some(action) = list.get(at) else {
            projector_layout::sentence(
                p,
                area,
                "One person answers for each action. There is no action yet.",
            );
            return;
        };
        let (left, right) = split_right(area, (area.width * 2 / 5).min(56), 4);
        let below = projector_layout::lead(
            p,
            left,
            &ctx.session.label_of(*action),
            Role::Accent,
            &action.text,
        );
        let (owner, role) = components::person(ctx.session, action.owner.as_ref(), "? nobody yet");
        let (with, with_role) =
            components::person(ctx.session, action.counterpart.as_ref(), "nobody yet");
        p.spans(
            below.x,
            below.y,
            below.width,
            &[
                ("owner  ", Role::Text.into()),
                (&owner, Ink::new(role).bold()),
            ],
        );
        let with_ink = if action.counterpart.is_some() {
            Ink::new(with_role).bold()
        } else {
            Role::Text.into()
        };
        p.spans(
            below.x,
            below.y + 1,
            below.width,
            &[("with   ", Role::Text.into()), (&with, with_ink)],
        );
        let below = split_top(below, 3).1;
        let others = list
            .iter()
            .enumerate()
            .skip(at + 1)
            .filter(|(_, a)| needs_owner(a))
            .map(|(n, a)| projector_layout::Next {
                label: format!("? {}", ctx.session.label_of(*a)),
                role: Role::Bad,
                words: a.text.clone(),
                hit: (0, n),
            });
        projector_layout::next(p, below, "Still without an owner", others);
        load_view::draw(ctx, p, right);
    }
}
