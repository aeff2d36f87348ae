//! Both lists side by side, and below them the selected pair.

use super::{PURPOSE, Screen, class_role};
use crate::domain::alignment::Alignment;
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::components::{self, count};
use crate::steps::item_list::ItemList;
use crate::widgets::{
    Column, Columns, Painter, Role, Row, cells, columns, indent, list_and_detail, split_bottom,
    split_top,
};
use ratatui::layout::{Alignment as Align, Rect};

// the numbers of the columns
const LABEL: usize = 0;
const CLASS: usize = 1;
const TEXT: usize = 2;
const IMPORTANCE: usize = 3;
const SATISFIED: usize = 4;

/// What both lists have in common.
struct Lists<'a> {
    ctx: &'a Ctx<'a>,
    alignment: &'a Alignment<'a>,
    /// The expectation that the selected one is read against.
    partner: Option<&'a Id>,
}

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let alignment = Alignment::new(ctx.session);
        let selected = self.selected(ctx);
        let pair = match area.height {
            _ if selected.is_none() => 0,
            0..=12 => 0,
            13..=21 => 7,
            22..=27 => 9,
            _ => 11,
        };
        let longest = Side::BOTH
            .map(|s| ctx.session.expectations_of(s).count())
            .into_iter()
            .max()
            .unwrap_or(0);
        let (top, below) = list_and_detail(area, cells(longest * 2 + 4), pair);
        let top = split_bottom(top, u16::from(area.height > 12)).0;
        let (left, right) = columns(top, 3);
        let partner = selected.and_then(|e| self.partner(ctx, e));
        let lists = Lists {
            ctx,
            alignment: &alignment,
            partner: partner.map(|o| &o.id),
        };
        self.draw_list(p, left, Side::A, &lists);
        self.draw_list(p, right, Side::B, &lists);
        if let Some(e) = selected.filter(|_| below.height > 0) {
            self.draw_pair(ctx, p, below, e, &alignment);
        }
    }

    fn draw_list(&self, p: &mut Painter, area: Rect, side: Side, lists: &Lists) {
        let (ctx, name) = (lists.ctx, lists.ctx.session.side_name(side));
        let body = heading(ctx, p, area, side, " expects");
        let expectations = Self::list(ctx, side);
        if self.is_hidden(side) || expectations.is_empty() {
            let says = if self.is_hidden(side) {
                let key = hint_in(Scope::Align, Command::Hide);
                format!("Hidden for a moment: {key} reveals it.")
            } else {
                format!("{name} has written nothing yet.")
            };
            p.wrapped(indent(split_top(body, 1).1, 2), &says, Role::Quiet);
            return;
        }
        let row = self.cursor_of(side).row(&expectations);
        let selected = if side == self.side {
            Some(row)
        } else {
            expectations
                .iter()
                .position(|e| Some(&e.id) == lists.partner)
        };
        let list = ItemList::new(ctx, &expectations, selected, |e| &e.text);
        let columns = list_columns(body);
        columns.headings(p, area.y);
        list.table(columns.width(TEXT), body.height)
            .around(row)
            .pane(side as usize)
            .draw(p, body, |p, row| {
                list.draw_text(p, row, columns.cell(TEXT, row.area));
                if let Some(e) = expectations.get(row.index) {
                    let label = ctx.session.label_of(*e);
                    let ink = row.ink(components::role(e.side)).bold();
                    columns.text(p, LABEL, row.area, &label, ink);
                    draw_facts(p, &columns, row, e, lists.alignment);
                }
            });
    }
}

fn list_columns(body: Rect) -> Columns<'static, 5> {
    // what a narrow list has no room for is said of the selected pair below
    let has_scores = body.width >= 46;
    let score = |heading, width| {
        Column::fixed(heading, width)
            .align(Align::Right)
            .shown_if(has_scores)
    };
    let satisfied = if body.width >= 64 {
        score("satisfied today", 15)
    } else {
        score("satisfied", 9)
    };
    Columns::new(
        indent(body, 2),
        [
            Column::fixed("", 3),
            Column::fixed("", 2),
            Column::filling(""),
            score("importance", 2),
            satisfied,
        ],
    )
}

fn draw_facts(
    p: &mut Painter,
    columns: &Columns<5>,
    row: &Row,
    e: &Expectation,
    alignment: &Alignment,
) {
    let class = alignment.class(e);
    let ink = row.ink(class_role(class)).bold();
    columns.text(p, CLASS, row.area, &class.glyph().to_string(), ink);
    let importance = components::score(e.importance);
    columns.text(p, IMPORTANCE, row.area, &importance, row.ink(Role::Text));
    let satisfied = match e.satisfied {
        Some(0..=1) => Role::Bad,
        _ => Role::Text,
    };
    let ink = row.ink(satisfied);
    columns.text(p, SATISFIED, row.area, &components::score(e.satisfied), ink);
}

/// Draws the name of a side. Returns what is below.
fn heading(ctx: &Ctx, p: &mut Painter, area: Rect, side: Side, verb: &str) -> Rect {
    let role = components::role(side);
    let name = ctx.session.side_name(side);
    let title = format!("{} {}  {name}{verb}", side.glyph(), side.letter());
    components::heading(p, area, &title, role, role)
}

/// Draws how many expectations each side has written, before the lists are revealed.
pub(super) fn draw_hidden(ctx: &Ctx, p: &mut Painter, area: Rect) {
    let (left, right) = columns(area, 3);
    for (area, side) in [(left, Side::A), (right, Side::B)] {
        let body = heading(ctx, p, area, side, "");
        let written = count(ctx.session.expectations_of(side).count(), "expectation");
        let says = format!("{written} written, still hidden");
        p.wrapped(indent(split_top(body, 1).1, 2), &says, Role::Text);
    }
    let below = split_top(area, 5).1;
    let does = "reveals both lists, when both sides are ready";
    components::empty(p, below, PURPOSE, "", Command::Hide, does);
}
