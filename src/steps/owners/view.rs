//! The list of actions with owner and counterpart, and beside it who has how much to do.

use super::{PURPOSE, Screen, load_view};
use crate::domain::*;
use crate::keys::Command;
use crate::steps::Ctx;
use crate::steps::components;
use crate::steps::item_list::ItemList;
use crate::widgets::{Column, Columns, Painter, Role, Row, indent, split_right};
use ratatui::layout::Rect;

// the numbers of the columns
const NUMBER: usize = 0;
const TEXT: usize = 1;
const OWNER: usize = 2;
const COUNTERPART: usize = 3;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let actions = Self::list(ctx);
        if actions.is_empty() {
            let does = "goes back to the actions: there are none yet";
            let example = &ctx.step.example;
            components::empty(p, area, PURPOSE, example, Command::PreviousStep, does);
            return;
        }
        let (left, right) = match area.width {
            110.. => split_right(area, 36, 3),
            76.. => split_right(area, 25, 3),
            _ => (area, Rect::default()),
        };
        let body = components::heading(p, left, "#  Action", Role::Text, Role::Line);
        let columns = columns(body);
        columns.headings(p, left.y);
        let list = ItemList::new(ctx, &actions, self.cursor.row(&actions), |a| &a.text);
        let table = list.table(columns.width(TEXT), body.height);
        table.draw(p, body, |p, row| {
            list.draw_text(p, row, columns.cell(TEXT, row.area));
            if let Some(action) = actions.get(row.index) {
                draw_people(ctx, p, &columns, row, action);
            }
        });
        if right.width > 0 {
            load_view::draw(ctx, p, right);
        }
    }
}

fn columns(body: Rect) -> Columns<'static, 4> {
    let name = if body.width >= 66 { 18 } else { 12 };
    Columns::new(
        indent(body, 2),
        [
            Column::fixed("", 3),
            Column::filling("").padded(1),
            Column::fixed("owner", name),
            Column::fixed("counterpart", name),
        ],
    )
}

fn draw_people(ctx: &Ctx, p: &mut Painter, columns: &Columns<4>, row: &Row, a: &Action) {
    let number = ctx.session.label_of(a);
    columns.text(p, NUMBER, row.area, &number, row.ink(Role::Quiet));
    let (name, role) = if a.owner.is_none() && !a.is_open() {
        ("–".to_owned(), Role::Quiet)
    } else {
        components::person(ctx.session, a.owner.as_ref(), "no owner")
    };
    columns.text(p, OWNER, row.area, &name, row.main_ink(role));
    let (name, role) = components::person(ctx.session, a.counterpart.as_ref(), "");
    columns.text(p, COUNTERPART, row.area, &name, row.ink(role));
}
