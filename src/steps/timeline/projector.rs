//! The step Timeline in the projector view: at most eight actions around the selected one.

use super::{Screen, gantt, waits_for};
use crate::domain::load;
use crate::steps::components;
use crate::steps::{Ctx, pick, projector_layout};
use crate::widgets::{Ground, Hit, Ink, Painter, Role, indent, split_bottom, split_top, window};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn projector_layout(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        if list.is_empty() {
            projector_layout::sentence(
                p,
                area,
                "Every action gets a date that its owner can keep. There is no action yet.",
            );
            return;
        }
        let at = self.cursor.row(&list);
        let rows =
            (usize::from(area.height.saturating_sub(3)) / 3).clamp(1, projector_layout::MOST);
        let seen = window(list.len(), at, u16::try_from(rows).unwrap_or(1), |_| 1);
        let names = if area.width >= 110 { 46 } else { 32 };
        let axis = gantt::Axis::new(ctx.today(), &list, indent(area, names + 2));
        axis.headings(p, area.y);
        let (body, foot) = split_bottom(split_top(area, 3).1, 1);
        axis.weekends(p, body);
        for (line, (n, a)) in (0u16..).zip(list.iter().enumerate().take(seen.end).skip(seen.first))
        {
            let row = Rect {
                y: body.y + line * 3,
                height: 2,
                ..body
            };
            if row.bottom() > body.bottom() {
                break;
            }
            let is_selected = n == at;
            if is_selected {
                p.select(row);
            }
            p.hit(row, Hit::Row(0, n));
            let ground = if is_selected {
                Ground::Selection
            } else {
                Ground::Page
            };
            let owner = a.owner.as_ref().and_then(|o| load::side_of(ctx.session, o));
            let (sign, role) = owner.map_or(('?', Role::Bad), |side| {
                (side.glyph(), components::role(side))
            });
            p.text(
                row.x + 2,
                row.y,
                1,
                &sign.to_string(),
                Ink::new(role).bold().on(ground),
            );
            p.text(
                row.x + 4,
                row.y,
                names - 4,
                &a.text,
                Ink::new(Role::Text).bold_if(is_selected).on(ground),
            );
            let (words, role) = match waits_for(ctx, a) {
                Some(before) => (
                    format!("waits for action {}", ctx.session.label_of(before)),
                    Role::Warn,
                ),
                None => pick::due_status(ctx, a),
            };
            p.text(
                row.x + 4,
                row.y + 1,
                names - 4,
                &words,
                Ink::new(role).bold_if(role == Role::Bad).on(ground),
            );
            axis.bar(
                p,
                row.y,
                a,
                owner.map_or(Role::Text, components::role),
                ground,
            );
        }
        axis.today(p, body, foot.y);
    }
}
