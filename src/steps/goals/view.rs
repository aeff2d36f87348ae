//! The list of goals: consent of both sides, the expectations each comes from, the date.

use super::{PURPOSE, Screen};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::components;
use crate::steps::item_list::ItemList;
use crate::widgets::{
    Column, Columns, Painter, Role, Row, cells, indent, list_and_detail, split_top,
};
use ratatui::layout::Rect;

// the numbers of the columns
const LABEL: usize = 0;
const TEXT: usize = 1;
const CONSENT: usize = 2;
const FROM: usize = 3;
const BY: usize = 4;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let goals = Self::list(ctx);
        let list = ItemList::new(ctx, &goals, self.cursor.row(&goals), |g| &g.text);
        if list.is_empty() {
            let key = hint_in(Scope::Goals, Command::MakeGoal);
            let says = format!("{PURPOSE} {key} makes one from an expectation.");
            let does = "writes the first goal";
            components::empty(p, area, &says, &ctx.step.example, Command::Add, does);
            return;
        }
        // two rows a goal and the heading
        let (top, below) = list_and_detail(
            area,
            cells(list.len() * 2 + 2),
            (area.height / 2).clamp(6, 15),
        );
        let body = components::heading(p, top, "Mutual goals", Role::Text, Role::Line);
        let columns = columns(body);
        columns.headings(p, top.y);
        let table = list.table(columns.width(TEXT), body.height);
        table.draw(p, body, |p, row| {
            list.draw_text(p, row, columns.cell(TEXT, row.area));
            let goal = goals.get(row.index);
            let next = || ctx.session.next_label(List::Goals, None);
            let label = goal.map_or_else(next, |goal| ctx.session.label_of(*goal));
            columns.text(p, LABEL, row.area, &label, row.ink(Role::Accent).bold());
            if let Some(goal) = goal {
                draw_consent(p, row, columns.cell(CONSENT, row.area), goal);
                draw_trace(ctx, p, row, columns.cell(FROM, row.area), goal);
                let by = components::date(goal.due, ctx.today());
                columns.text(p, BY, row.area, &by, row.ink(Role::Quiet));
            }
        });
        if let Some(goal) = list.selected() {
            let detail = split_top(below, u16::from(below.height > 8)).1;
            self.draw_detail(ctx, p, detail, goal);
        }
    }
}

fn columns(body: Rect) -> Columns<'static, 5> {
    let is_wide = body.width >= 100;
    Columns::new(
        indent(body, 2),
        [
            Column::fixed("", 4),
            Column::filling("").padded(1),
            Column::fixed("consent", 10),
            Column::fixed("from", if is_wide { 14 } else { 15 }),
            Column::fixed("by", 16).shown_if(is_wide),
        ],
    )
}

/// Draws the lowest vote of each side, and a tick where both consent.
fn draw_consent(p: &mut Painter, row: &Row, cell: Rect, goal: &Goal) {
    for (n, side) in (0..).zip(Side::BOTH) {
        let (vote, role) = match goal.consent_of(side) {
            Consent::Open => ("·".to_owned(), Role::Quiet),
            Consent::Pass(low) => (low.to_string(), Role::Good),
            Consent::Fail(low) => (format!("{low}!"), Role::Bad),
            Consent::Outdated(low) => (format!("{low}?"), Role::Warn),
        };
        let pieces = [
            (&*side.glyph().to_string(), row.ink(components::role(side))),
            (&*vote, row.ink(role).bold()),
        ];
        p.spans(cell.x + n * 4, cell.y, 4, &pieces);
    }
    let tick = if goal.is_mutual() { "✓" } else { "" };
    p.text(cell.x + 8, cell.y, 1, tick, row.ink(Role::Good).bold());
}

/// Draws the labels of the expectations a goal comes from.
fn draw_trace(ctx: &Ctx, p: &mut Painter, row: &Row, cell: Rect, goal: &Goal) {
    if goal.expectations.is_empty() {
        p.text(
            cell.x,
            cell.y,
            cell.width,
            "not linked",
            row.ink(Role::Warn),
        );
    }
    let mut left = cell;
    for id in &goal.expectations {
        if left.width == 0 {
            break;
        }
        let label = ctx.session.label(List::Expectations, id);
        let of = ctx.session.get::<Expectation>(id);
        let role = of.map_or(Role::Warn, |e| components::role(e.side));
        let used = p.text(left.x, left.y, left.width, &label, row.ink(role));
        left = indent(left, used + 1);
    }
}
