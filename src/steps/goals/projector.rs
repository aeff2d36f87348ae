//! The projector view: the goal in large, below it whether both sides consent.

use super::Screen;
use crate::domain::{Consent, Goal, List, Side, dates};
use crate::steps::components;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, columns, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn draw_projector(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = Self::list(ctx);
        let at = self.cursor.row(&list);
        let Some(goal) = list.get(at) else {
            projector_layout::sentence(
                p,
                area,
                "Goals are made from what both sides expect. The first one comes here.",
            );
            return;
        };
        let label = ctx.session.label_of(*goal);
        let below = projector_layout::lead(p, area, &label, Role::Accent, &goal.text);
        let facts = projector_layout::beside(below, &label);
        let from: Vec<String> = goal
            .expectations
            .iter()
            .map(|id| ctx.session.label(List::Expectations, id))
            .collect();
        let from = if from.is_empty() {
            "not linked to an expectation".to_owned()
        } else {
            format!("from {}", from.join(", "))
        };
        let due = goal
            .due
            .map(|d| format!(" · by {}", dates::short(d, ctx.today())))
            .unwrap_or_default();
        p.text(
            facts.x,
            facts.y,
            facts.width,
            &format!("{from}{due}"),
            Role::Text,
        );
        let below = split_top(below, 2).1;
        let (votes, others) = split_top(below, 5);
        let (a, b) = columns(votes, 4);
        draw_consent(ctx, p, a, goal, Side::A);
        draw_consent(ctx, p, b, goal, Side::B);
        if let Some(voter) = self
            .voter
            .and_then(|n| super::voters(ctx.session).into_iter().nth(n))
        {
            let says = format!("{} {} votes: 0 to 5", voter.side.glyph(), voter.name);
            let ink = Ink::new(components::role(voter.side)).bold();
            p.text(others.x, others.y, others.width, &says, ink);
            return;
        }
        let rest = list
            .iter()
            .enumerate()
            .skip(at + 1)
            .map(|(n, g)| projector_layout::Next {
                label: format!(
                    "{} {}",
                    if g.is_mutual() { "✓" } else { "○" },
                    ctx.session.label_of(*g)
                ),
                role: Role::Accent,
                words: g.text.clone(),
                hit: (0, n),
            });
        projector_layout::next(p, others, "Then", rest);
    }
}

/// Draws the lowest vote of a side as a block digit, since it decides, and beside it how often
/// each vote was cast.
fn draw_consent(ctx: &Ctx, p: &mut Painter, area: Rect, goal: &Goal, side: Side) {
    let (low, says, role) = match goal.consent_of(side) {
        Consent::Open => (None, "has not voted yet", Role::Text),
        Consent::Pass(low) => (Some(low), "✓ consents", Role::Good),
        Consent::Fail(low) => (Some(low), "! does not consent", Role::Bad),
        Consent::Outdated(low) => (Some(low), "? voted before it changed", Role::Warn),
    };
    let name = format!("{} {} ", side.glyph(), ctx.session.side_name(side));
    p.spans(
        area.x,
        area.y,
        area.width,
        &[
            (&name, Ink::new(components::role(side)).bold()),
            (says, Ink::new(role).bold()),
        ],
    );
    let Some(low) = low.filter(|_| area.height >= 4) else {
        return;
    };
    let below = split_top(area, 1).1;
    let x = below.x + p.block(below.x, below.y, &low.to_string(), role) + 2;
    for fist in 0..=5u8 {
        let votes = goal
            .consent
            .iter()
            .filter(|v| v.side == side && v.fist == fist)
            .count();
        let at = x + u16::from(fist) * 4;
        if at + 3 > area.right() {
            break;
        }
        let ink = Ink::new(if fist >= crate::domain::PASS {
            Role::Good
        } else {
            Role::Bad
        })
        .bold();
        // up to six votes as blocks two cells wide, half a row each
        let full = usize::min(votes / 2, 3);
        for row in 0..full {
            p.text(
                at,
                below.y + 1 - u16::try_from(row.min(1)).unwrap_or(0),
                2,
                "██",
                ink,
            );
        }
        if votes % 2 == 1 && full < 2 {
            p.text(
                at,
                below.y + 1 - u16::try_from(full).unwrap_or(0),
                2,
                "▄▄",
                ink,
            );
        }
        p.text(
            at,
            below.y + 2,
            2,
            &fist.to_string(),
            if votes > 0 { ink } else { Role::Text.into() },
        );
    }
}
