//! The step Timeline on screen: the actions, and a Gantt chart beside them.

use super::{Screen, gantt, waits_for};
use crate::domain::*;
use crate::keys::Command;
use crate::steps::components;
use crate::steps::{Ctx, of_kind, pick};
use crate::widgets::{Painter, Role, Row, Spacing, Table, indent, split_bottom, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        if list.is_empty() {
            let purpose = of_kind(&Kind::Timeline).purpose();
            let does = "goes to the actions: there are none yet";
            components::empty(p, area, purpose, &ctx.step.example, Command::GoToStep, does);
            return;
        }
        let names = match area.width {
            130.. => 50,
            100.. => 34,
            _ => 26,
        };
        let axis = gantt::Axis::new(ctx.today(), &list, indent(area, names + 1));
        axis.headings(p, area.y);
        p.rule(area.x, area.y + 2, area.width, Role::Line);
        let (body, foot) = split_bottom(split_top(area, 3).1, 1);
        axis.weekends(p, body);
        let table = Table::new(list.len(), |_| 2)
            .selected(self.cursor.row(&list))
            .spacing(Spacing::Airy);
        table.draw(p, body, |p, row| {
            if let Some(action) = list.get(row.index) {
                let side = action
                    .owner
                    .as_ref()
                    .and_then(|o| load::side_of(ctx.session, o));
                name_and_date(ctx, p, row, action, side, names.saturating_sub(5));
                let role = side.map_or(Role::Quiet, components::role);
                axis.bar(p, row.text.y, action, role, row.ground);
            }
        });
        axis.today(p, body, foot.y);
    }
}

/// The side of the owner and the text of an action, and below them its date or what it waits for.
fn name_and_date(
    ctx: &Ctx,
    p: &mut Painter,
    row: &Row,
    action: &Action,
    side: Option<Side>,
    wide: u16,
) {
    let Rect { x, y, .. } = row.text;
    let (glyph, role) = side.map_or(('?', Role::Bad), |s| (s.glyph(), components::role(s)));
    p.text(x, y, 1, &glyph.to_string(), row.ink(role));
    p.text(x + 2, y, wide, &action.text, row.main_ink(Role::Text));
    let (words, role) = match waits_for(ctx, action) {
        Some(before) => (format!("waits for {}", before.text), Role::Warn),
        None => pick::due_status(ctx, action),
    };
    if row.text.height > 1 {
        let ink = row.ink(role).bold_if(role == Role::Bad);
        p.text(x + 2, y + 1, wide, &words, ink);
    }
}
