//! The step Metrics in the projector view: one metric large with its scale, the others below.

use super::{Screen, list, scale};
use crate::domain::{List, MetricSide};
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ground, Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = list(ctx);
        let at = self.cursor.row(&list);
        let Some(metric) = list.get(at) else {
            projector_layout::sentence(
                p,
                area,
                "How will both sides see that a goal is reached? The first metric will be shown \
                 here.",
            );
            return;
        };
        let label = ctx.session.label_of(*metric);
        let below = projector_layout::lead(p, area, &label, Role::Accent, &metric.name);
        let facts = projector_layout::beside(below, &label);
        let goal = metric
            .goal
            .as_ref()
            .map(|g| format!("for {}", ctx.session.label(List::Goals, g)));
        let unit = (!metric.unit.is_empty()).then(|| metric.unit.clone());
        let whose = (metric.side == MetricSide::Joint).then(|| "joint".to_owned());
        let words: Vec<String> = [unit, goal, whose].into_iter().flatten().collect();
        p.text(
            facts.x,
            facts.y,
            facts.width,
            &words.join(" · "),
            Role::Text,
        );
        let below = split_top(below, 2).1;
        scale::draw(p, Rect { height: 1, ..below }, metric, Ground::Page);
        let mut left = split_top(below, 3).1;
        for (n, m) in list
            .iter()
            .enumerate()
            .filter(|(n, _)| *n != at)
            .take(projector_layout::MOST - 1)
        {
            if left.height < 2 {
                break;
            }
            p.text(
                left.x,
                left.y,
                left.width,
                &format!(
                    "{}  {}",
                    ctx.session.label_of(*m),
                    crate::text::one_line(&m.name)
                ),
                Ink::new(Role::Text).bold(),
            );
            scale::draw(
                p,
                Rect {
                    y: left.y + 1,
                    height: 1,
                    ..left
                },
                m,
                Ground::Page,
            );
            p.hit(Rect { height: 2, ..left }, crate::widgets::Hit::Row(0, n));
            left = split_top(left, 3).1;
        }
    }
}
