//! A questionnaire in the projector view: the question while it is answered, then the results.

use super::{Screen, answer_keys, profile, rater_role, results, stairs};
use crate::domain::Questionnaire;
use crate::domain::scoring::{Rater, answered, is_hidden};
use crate::figure;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, plane, radar, radar_fits, split_right, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let Some((q, raters)) = Self::parts(ctx) else {
            return;
        };
        if !self.on_results(&raters) || is_hidden(ctx.session, q) {
            // the question is for all to see, an answer is not
            question(ctx, p, area, q, &raters, self.item);
            return;
        }
        if let Some(drawn) = figure::profile(ctx.session, q) {
            return profile::project(ctx, p, area, q, (&drawn, self.concern));
        }
        if q.ordered {
            return stairs::project(ctx, p, area, q);
        }
        let (left, right) = split_right(area, area.width * 9 / 20, 4);
        let list = results::entries(ctx.session, q);
        let selected = list.get(self.concern.min(list.len().saturating_sub(1)));
        results::bars(
            p,
            left,
            &figure::results::bars(ctx.session, q),
            selected.map_or("", |c| c.text.as_str()),
        );
        let Some(c) = selected else { return };
        let below = projector_layout::sentence(p, right, &c.text);
        let mut below = below;
        for words in std::iter::once(&results::reason(c)).chain(&c.comments) {
            let used = p.wrapped(below, words, Role::Text);
            below = split_top(below, used).1;
        }
        let below = split_top(below, 1).1;
        let areas = figure::results::areas(ctx.session, q);
        match figure::results::plane(ctx.session, q) {
            Some(picture) => plane(p, below, &picture, None),
            None if radar_fits(&areas, below) => radar(p, below, &areas),
            None => {}
        }
    }
}

/// The question large, how it can be answered, and how far each rater is.
fn question(
    ctx: &Ctx,
    p: &mut Painter,
    area: Rect,
    q: &Questionnaire,
    raters: &[Rater],
    item: usize,
) {
    let at = item.min(q.items.len().saturating_sub(1));
    let Some(item) = q.items.get(at) else { return };
    let number = (at + 1).to_string();
    let below = projector_layout::lead(p, area, &number, Role::Accent, &item.text);
    let scale = q.scale(item).map_or(String::new(), answer_keys);
    let top = Rect {
        height: below.height.min(3),
        ..below
    };
    let used = p.wrapped(top, &scale, Role::Text);
    let mut y = below.y + used + 1;
    for rater in raters {
        if y >= area.bottom() {
            return;
        }
        let says = format!(
            "{} has answered {} of {}",
            rater.name(),
            answered(ctx.session, q, &rater.id),
            q.items.len()
        );
        let ink = Ink::new(rater_role(rater)).bold();
        p.text(area.x, y, area.width, &says, ink);
        y += 2;
    }
}
