//! The projector view: the picture of value and effort, and beside it the action under discussion.

use super::{Screen, draw_plane};
use crate::domain::priority::{dot_budget, dots_given, one_sided, quadrant};
use crate::domain::{Action, Side};
use crate::keys::{Command, Scope, hint_in};
use crate::steps::components;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, split_right, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn draw_projector(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        if self.voter.is_some() {
            // how many dots a person gives is for nobody else to see
            let people = ctx.session.participants.len();
            let done = ctx
                .session
                .participants
                .iter()
                .filter(|p| dots_given(ctx.session, &p.id) > 0)
                .count();
            let below = projector_layout::sentence(
                p,
                area,
                &format!(
                    "Each person gives {} dots, one after the other, away from the projector ({}).",
                    dot_budget(ctx.session.actions.len()),
                    hint_in(Scope::Projector, Command::Project)
                ),
            );
            let blocks = p.block(below.x, below.y, &done.to_string(), Role::Accent);
            p.text(
                below.x + blocks + 1,
                below.y + 1,
                below.width,
                &format!("of {people} have given their dots"),
                Ink::new(Role::Text).bold(),
            );
            return;
        }
        let list = self.list(ctx);
        let at = self.cursor.row(&list);
        let Some(action) = list.get(at) else {
            projector_layout::sentence(
                p,
                area,
                "What do we do for each goal? The first action comes here.",
            );
            return;
        };
        let (left, right) = split_right(area, area.width * 9 / 20, 4);
        let label = ctx.session.label_of(*action);
        let below = projector_layout::lead(p, left, &label, Role::Accent, &action.text);
        let below = self.draw_scores(ctx, p, below, action);
        let others = list
            .iter()
            .enumerate()
            .skip(at + 1)
            .map(|(n, a)| projector_layout::Next {
                label: ctx.session.label_of(*a),
                role: Role::Accent,
                words: a.text.clone(),
                hit: (0, n),
            });
        projector_layout::next(
            p,
            below,
            if self.is_ranked {
                "Then, by rank"
            } else {
                "Then"
            },
            others,
        );
        draw_plane(ctx.session, p, right, &list, at);
    }

    fn draw_scores(&self, ctx: &Ctx, p: &mut Painter, area: Rect, a: &Action) -> Rect {
        let says = |side: Side, value: Option<u8>| {
            (
                format!("{} {}   ", side.glyph(), components::score(value)),
                Ink::new(components::role(side)).bold(),
            )
        };
        let (value_a, value_b) = (says(Side::A, a.value_a), says(Side::B, a.value_b));
        // one person alone sets one value
        let alone = ctx.session.agenda.solo && a.value_b.is_none();
        let effort = format!("effort {}", components::score(a.effort));
        p.spans(
            area.x,
            area.y,
            area.width,
            &[
                ("value ", Role::Text.into()),
                (&value_a.0, value_a.1),
                (if alone { "" } else { &value_b.0 }, value_b.1),
                (&effort, Role::Text.into()),
            ],
        );
        let sided = one_sided(a)
            .map(|s| format!("worth more to {} {}", s.glyph(), ctx.session.side_name(s)));
        let quadrant = quadrant(ctx.session, a).label();
        p.text(
            area.x,
            area.y + 1,
            area.width,
            quadrant,
            Ink::new(Role::Text).bold(),
        );
        if let Some(sided) = sided.filter(|_| area.height > 2) {
            p.text(
                area.x,
                area.y + 2,
                area.width,
                &format!("! {sided}"),
                Ink::new(Role::Warn).bold(),
            );
        }
        split_top(area, 4).1
    }
}
