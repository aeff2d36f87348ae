//! The step Review on screen: a table of the actions.

use super::Screen;
use crate::domain::*;
use crate::keys::Command;
use crate::steps::components::{self, ItemText};
use crate::steps::{Ctx, of_kind, pick};
use crate::widgets::{Column, Columns, Painter, Role, Spacing, Table, indent, split_top};
use ratatui::layout::Rect;

/// Columns from which on there is room for long names and dates.
const WIDE: u16 = 100;

// the columns of the table
const NUMBER: usize = 0;
const ACTION: usize = 1;
const OWNER: usize = 2;
const STATUS: usize = 3;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = self.list(ctx);
        if list.is_empty() {
            let purpose = of_kind(&Kind::Review).purpose();
            let does = "nothing was left open: goes to the next step";
            components::empty(p, area, purpose, &ctx.step.example, Command::NextStep, does);
            return;
        }
        let (owner, status) = if area.width >= WIDE {
            (20, 34)
        } else {
            (14, 26)
        };
        let columns = Columns::new(
            indent(area, 2),
            [
                Column::fixed("#", 3),
                Column::filling("action"),
                Column::fixed("owner", owner),
                Column::fixed("status", status),
            ],
        );
        columns.headings(p, area.y);
        p.rule(area.x, area.y + 1, area.width, Role::Line);
        let body = split_top(area, 2).1;
        let at = self.cursor.row(&list);
        let wide = columns.width(ACTION);
        let height = |n: usize| {
            list.get(n).map_or(1, |a| {
                components::line_height(ctx, written(a), wide, n == at, body.height)
            })
        };
        let table = Table::new(list.len(), height)
            .selected(at)
            .spacing(Spacing::Airy);
        table.draw(p, body, |p, row| {
            let Some(action) = list.get(row.index) else {
                return;
            };
            let number = ctx.session.label_of(*action);
            columns.text(p, NUMBER, row.text, &number, row.ink(Role::Quiet));
            let cell = columns.cell(ACTION, row.text);
            components::field_view(p, ctx, cell, written(action), row.main_ink(Role::Text));
            let (name, role) = components::person(ctx.session, action.owner.as_ref(), "no owner");
            columns.text(p, OWNER, row.text, &name, row.ink(role));
            let (words, role) = pick::due_status(ctx, action);
            let ink = row.ink(role).bold_if(role == Role::Bad);
            columns.text(p, STATUS, row.text, &words, ink);
        });
    }
}

fn written(action: &Action) -> ItemText<'_> {
    ItemText::text(List::Actions, &action.id, &action.text)
}
