//! The step Review on screen: a table of what is looked at.

use super::Screen;
use super::row::Row;
use crate::domain::*;
use crate::keys::Command;
use crate::steps::components::{self, ItemText};
use crate::steps::{Ctx, of_kind};
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
        let rows = self.rows(ctx);
        let list: Vec<&Row> = rows.iter().collect();
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
            list.get(n).and_then(|row| written(row)).map_or(2, |what| {
                components::line_height(ctx, what, wide, n == at, body.height)
            })
        };
        let table = Table::new(list.len(), height)
            .selected(at)
            .spacing(Spacing::Airy);
        table.draw(p, body, |p, row| {
            let Some(item) = list.get(row.index) else {
                return;
            };
            let number = item.label(ctx);
            columns.text(p, NUMBER, row.text, &number, row.ink(Role::Quiet));
            let cell = columns.cell(ACTION, row.text);
            match written(item) {
                Some(what) => {
                    components::field_view(p, ctx, cell, what, row.main_ink(Role::Text));
                }
                None => {
                    p.wrapped(cell, &item.words(ctx), row.main_ink(Role::Text));
                }
            }
            let (name, role) = item.owner(ctx);
            columns.text(p, OWNER, row.text, &name, row.ink(role));
            let (words, role) = item.state(ctx);
            let ink = row.ink(role).bold_if(role == Role::Bad);
            match item {
                Row::Action(_) => {
                    columns.text(p, STATUS, row.text, &words, ink);
                }
                // what was to be waited for takes the rows that there are
                Row::Decision(_) | Row::Conflict(_) => {
                    p.wrapped(columns.cell(STATUS, row.text), &words, ink);
                }
            }
        });
    }
}

/// The text of a row that can be edited in place; conflicts have none.
fn written<'a>(row: &Row<'a>) -> Option<ItemText<'a>> {
    match row {
        Row::Action(a) => Some(ItemText::text(List::Actions, &a.id, &a.text)),
        Row::Decision(d) => Some(ItemText::text(List::Decisions, &d.id, &d.text)),
        Row::Conflict(_) => None,
    }
}
