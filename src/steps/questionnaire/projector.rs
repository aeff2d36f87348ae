//! A questionnaire for the room: the question large while it is answered, then the bars of both sides.

use super::{Screen, answered, keys_of, results};
use crate::domain::scoring::{concerns, is_hidden};
use crate::figure;
use crate::steps::{Ctx, components, projector_layout};
use crate::widgets::{Ink, Painter, Role, plane, radar, radar_fits, split_right, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((q, raters)) = Self::parts(ctx) else {
            return;
        };
        if !self.on_results(&raters) || is_hidden(ctx.session, q) {
            // the question is for all to see, an answer is not
            let at = self.item.min(q.items.len().saturating_sub(1));
            if let Some(item) = q.items.get(at) {
                let below = projector_layout::lead(
                    p,
                    area,
                    &(at + 1).to_string(),
                    Role::Accent,
                    &item.text,
                );
                let scale = q.scale(item).map_or(String::new(), keys_of);
                let used = p.wrapped(
                    Rect {
                        height: below.height.min(3),
                        ..below
                    },
                    &scale,
                    Role::Text,
                );
                let mut y = below.y + used + 1;
                for r in &raters {
                    let says = format!(
                        "{}{} has answered {} of {}",
                        r.side.map_or(String::new(), |s| format!("{} ", s.glyph())),
                        r.title,
                        answered(ctx.session, q, &r.id),
                        q.items.len()
                    );
                    if y < area.bottom() {
                        p.text(
                            area.x,
                            y,
                            area.width,
                            &says,
                            Ink::new(r.side.map_or(Role::Accent, components::role)).bold(),
                        );
                    }
                    y += 2;
                }
            }
            return;
        }
        let (left, right) = split_right(area, area.width * 9 / 20, 4);
        let list = concerns(ctx.session, q);
        let is_selected = list.get(self.concern.min(list.len().saturating_sub(1)));
        results::bars(
            p,
            left,
            &figure::results::bars(ctx.session, q),
            is_selected.map_or("", |c| c.text.as_str()),
        );
        let Some(c) = is_selected else { return };
        let below = projector_layout::sentence(p, right, &c.text);
        let used = p.wrapped(below, &c.why, Role::Text);
        let below = split_top(below, used + 1).1;
        let areas = figure::results::areas(ctx.session, q);
        match figure::results::plane(ctx.session, q) {
            Some(picture) => plane(p, below, &picture, None),
            None if radar_fits(&areas, below) => radar(p, below, &areas),
            None => {}
        }
    }
}
