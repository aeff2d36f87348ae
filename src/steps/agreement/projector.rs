//! The step Agreement in the projector view: how much is done, and what is still open.

use super::Screen;
use crate::domain::Side;
use crate::domain::findings::State;
use crate::steps::components::{self, count_with_verb};
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, columns, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let checks = self.checks(ctx);
        let met = checks.iter().filter(|c| c.state == State::Met).count();
        let ready = met == checks.len();
        let role = if ready { Role::Good } else { Role::Accent };
        let mut x = area.x + p.block(area.x, area.y, &met.to_string(), role) + 1;
        x += p.text(x, area.y + 1, 4, "of", Ink::new(Role::Text).bold()) + 2;
        x += p.block(x, area.y, &checks.len().to_string(), role) + 2;
        p.text(
            x,
            area.y + 1,
            area.right().saturating_sub(x),
            if ready { "done: ready to sign" } else { "done" },
            Ink::new(role).bold(),
        );
        let below = split_top(area, 4).1;
        if ready || ctx.session.closed.is_some() {
            let (left, right) = columns(below, 4);
            for (area, side) in [(left, Side::A), (right, Side::B)] {
                signatures(ctx, p, area, side);
            }
            return;
        }
        let missing = checks
            .iter()
            .enumerate()
            .filter(|(_, c)| c.state != State::Met);
        let left = checks.len() - met;
        let items = missing.map(|(n, c)| {
            let (sign, role) = if c.state == State::Blocking {
                ("!", Role::Bad)
            } else {
                ("?", Role::Warn)
            };
            projector_layout::Next {
                label: sign.to_owned(),
                role,
                words: c.text.clone(),
                hit: (0, n),
            }
        });
        projector_layout::next(
            p,
            below,
            &count_with_verb(left, "point", "is still open", "are still open"),
            items,
        );
    }
}

fn signatures(ctx: &Ctx, p: &mut Painter, area: Rect, side: Side) {
    p.text(
        area.x,
        area.y,
        area.width,
        &format!("{} {}", side.glyph(), ctx.session.side_name(side)),
        Ink::new(components::role(side)).bold(),
    );
    let mut y = area.y + 2;
    for signed in ctx
        .session
        .sign_off
        .iter()
        .filter(|s| s.side == side)
        .take(projector_layout::MOST / 2)
    {
        if y >= area.bottom() {
            return;
        }
        p.spans(
            area.x,
            y,
            area.width,
            &[
                ("✓ ", Ink::new(Role::Good).bold()),
                (&signed.name, Ink::new(Role::Text).bold()),
            ],
        );
        p.text(
            area.x + 2,
            y + 1,
            area.width.saturating_sub(2),
            &signed.role,
            Role::Text,
        );
        y += 3;
    }
}
