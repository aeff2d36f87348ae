//! The projector view: before the reveal how many are written, afterwards one in large.

use super::Screen;
use crate::domain::{Expectation, Strength};
use crate::steps::components::{self, count};
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn draw_projector(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let session = ctx.session;
        let list = self.list(ctx);
        let role = components::role(self.side);
        let who = format!("{} {}", self.side.glyph(), session.side_name(self.side));
        if session.hides_expectations() {
            // a list is hidden from the room until the reveal, whatever the facilitator's screen
            // shows
            let used = p.text(area.x, area.y, area.width, &who, Ink::new(role).bold());
            p.text(
                area.x + used + 1,
                area.y,
                area.width.saturating_sub(used + 1),
                "writes. Nobody else sees the list yet.",
                Ink::new(Role::Text).bold(),
            );
            let below = split_top(area, 2).1;
            let blocks = p.block(below.x, below.y, &list.len().to_string(), Ink::new(role));
            let noun = count(list.len(), "expectation")
                .split_once(' ')
                .map_or(String::new(), |(_, noun)| noun.to_owned());
            p.text(
                below.x + blocks + 1,
                below.y + 1,
                below.width,
                &format!("{noun} so far"),
                Ink::new(Role::Text).bold(),
            );
            let below = split_top(below, 5).1;
            if !ctx.step.example.is_empty() {
                projector_layout::sentence(
                    p,
                    below,
                    &format!("For example: “{}”", ctx.step.example),
                );
            }
            return;
        }
        let at = self.cursor.row(&list);
        let Some(e) = list.get(at) else {
            projector_layout::sentence(
                p,
                area,
                &format!("{} has written nothing yet.", session.side_name(self.side)),
            );
            return;
        };
        let label = session.label_of(*e);
        let below = projector_layout::lead(p, area, &label, role, &e.text);
        let facts = projector_layout::beside(below, &label);
        p.spans(
            facts.x,
            facts.y,
            facts.width,
            &[
                (&who, Ink::new(role).bold()),
                (&about(e), Role::Text.into()),
            ],
        );
        let below = split_top(below, 3).1;
        let others = list
            .iter()
            .enumerate()
            .skip(at + 1)
            .map(|(n, e)| projector_layout::Next {
                label: format!("{} {}", self.side.glyph(), session.label_of(*e)),
                role,
                words: e.text.clone(),
                hit: (0, n),
            });
        projector_layout::next(p, below, "Then", others);
    }
}

/// Its strength and scores, in words that follow the name of the side.
fn about(e: &Expectation) -> String {
    let strength = e.strength.map(Strength::label).map(str::to_owned);
    let importance = e.importance.map(|i| format!("importance {i}/5"));
    let satisfied = e.satisfied.map(|s| format!("satisfied today {s}/5"));
    [strength, importance, satisfied]
        .into_iter()
        .flatten()
        .map(|w| format!(" · {w}"))
        .collect()
}
