//! The list of one side: texts, strength, the two scores and how far they are apart.

use super::{Column as Scored, PURPOSE, Screen};
use crate::domain::alignment::shortfall;
use crate::domain::*;
use crate::keys::{Command, hint};
use crate::steps::Ctx;
use crate::steps::components::{self, count};
use crate::steps::item_list::ItemList;
use crate::widgets::{
    Column, Columns, Ink, Painter, Role, Row, indent, line, split_bottom, split_top,
};
use ratatui::layout::{Alignment, Rect};

const ALONE: &str = "Expectations that nobody says are the ones that fail. Write down everything \
    that comes to mind; you are alone with it.";

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        if self.is_hidden {
            let body = self.heading(ctx, p, area);
            self.draw_hidden(ctx, p, body);
            return;
        }
        let has_detail = area.height >= 14 && !ctx.beside;
        let (top, detail) = split_bottom(area, if has_detail { 5 } else { 0 });
        let body = self.heading(ctx, p, top);
        let expectations = self.list(ctx);
        let at = self.cursor.row(&expectations);
        let list = ItemList::new(ctx, &expectations, at, |e| &e.text);
        if list.is_empty() {
            let purpose = if ctx.session.agenda.solo {
                ALONE
            } else {
                PURPOSE
            };
            let does = "adds the first expectation";
            components::empty(p, body, purpose, &ctx.step.example, Command::Add, does);
            return;
        }
        self.draw_list(ctx, p, body, &list, &expectations);
        if let Some(e) = list.selected().filter(|_| has_detail) {
            draw_detail(p, detail, &ctx.session.label_of(e), e);
        }
    }

    /// Draws the name of the side. Returns what is below.
    fn heading(&self, ctx: &Ctx, p: &mut Painter, area: Rect) -> Rect {
        let (side, role) = (self.side, components::role(self.side));
        let name = ctx.session.side_name(side);
        let title = format!("{} {}  {name} expects", side.glyph(), side.letter());
        components::heading(p, area, &title, role, role)
    }

    fn draw_hidden(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let written = count(
            ctx.session.expectations_of(self.side).count(),
            "expectation",
        );
        let says = format!(
            "{} has written {written}. The list is hidden, so that {} does not see it before \
             both lists are revealed.",
            ctx.session.side_name(self.side),
            ctx.session.side_name(self.side.other())
        );
        components::empty(p, area, &says, "", Command::Hide, "reveals the list here");
    }

    fn draw_list(
        &self,
        ctx: &Ctx,
        p: &mut Painter,
        body: Rect,
        list: &ItemList<Expectation>,
        expectations: &[&Expectation],
    ) {
        let columns = self.columns(body);
        columns.headings(p, body.y.saturating_sub(2));
        let table = list.table(columns.width(TEXT), body.height);
        table.draw(p, body, |p, row| {
            let number = row.ink(components::role(self.side)).bold();
            list.draw_text(p, row, columns.cell(TEXT, row.area));
            let next = || ctx.session.next_label(List::Expectations, Some(self.side));
            let e = expectations.get(row.index);
            let label = e.map_or_else(next, |e| ctx.session.label_of(*e));
            columns.text(p, NUMBER, row.area, &label, number);
            if let Some(e) = e {
                self.draw_facts(p, &columns, row, e);
            }
        });
    }

    fn columns(&self, body: Rect) -> Columns<'static, 7> {
        let is_wide = body.width >= 100;
        let (satisfied, width, shortfall) = if is_wide {
            ("satisfied today", 16, 9)
        } else {
            ("satisfied", 10, 5)
        };
        let scored = |column, heading, width| {
            let ink = if self.column == column {
                Ink::new(Role::Accent).bold().underlined()
            } else {
                Role::Quiet.into()
            };
            Column::fixed(heading, width)
                .align(Alignment::Right)
                .ink(ink)
        };
        Columns::new(
            indent(body, 2),
            [
                Column::fixed("", 4),
                Column::filling("").padded(1),
                Column::fixed("category", 18).shown_if(is_wide),
                Column::fixed("", 6),
                scored(Scored::Importance, "importance", 5),
                scored(Scored::Satisfied, satisfied, width).padded(1),
                Column::fixed(if is_wide { "shortfall" } else { "short" }, shortfall),
            ],
        )
    }

    fn draw_facts(&self, p: &mut Painter, columns: &Columns<7>, row: &Row, e: &Expectation) {
        let category = e.category.map_or("", Category::label);
        columns.text(p, CATEGORY, row.area, category, row.ink(Role::Quiet));
        let strength = match e.strength {
            Some(Strength::Must) => Role::Text,
            _ => Role::Quiet,
        };
        let label = e.strength.map_or("", Strength::label);
        columns.text(p, STRENGTH, row.area, label, row.ink(strength));
        let is_low = e.satisfied.is_some_and(|v| v <= 1);
        for (n, column, value, is_bad) in [
            (IMPORTANCE, Scored::Importance, e.importance, false),
            (SATISFIED, Scored::Satisfied, e.satisfied, is_low),
        ] {
            let ink = if row.is_selected && self.column == column {
                row.ink(Role::Accent).bold().underlined()
            } else {
                row.ink(if is_bad { Role::Bad } else { Role::Text })
            };
            columns.text(p, n, row.area, &components::score(value), ink);
        }
        let short = shortfall(e).filter(|s| *s > 0).unwrap_or(0);
        let bar = "▇".repeat(usize::from(short.unsigned_abs().min(5)));
        let ink = row.ink(if short >= 3 { Role::Bad } else { Role::Warn });
        columns.text(p, SHORT, row.area, &bar, ink);
    }
}

// the numbers of the columns
const NUMBER: usize = 0;
const TEXT: usize = 1;
const CATEGORY: usize = 2;
const STRENGTH: usize = 3;
const IMPORTANCE: usize = 4;
const SATISFIED: usize = 5;
const SHORT: usize = 6;

/// The rest of what is known about the selected expectation.
fn draw_detail(p: &mut Painter, area: Rect, label: &str, e: &Expectation) {
    let body = components::heading(p, area, label, components::role(e.side), Role::Line);
    let body = indent(body, 2);
    let category = e.category.map_or("no category yet", Category::label);
    let short = match shortfall(e) {
        Some(s) if s > 0 => format!(" · satisfied today is {s} below importance"),
        Some(_) => " · as satisfied today as it is important".to_owned(),
        None => String::new(),
    };
    let facts = line(body, 0);
    p.text(
        facts.x,
        facts.y,
        facts.width,
        &format!("{category}{short}"),
        Role::Quiet,
    );
    let below = split_top(body, 1).1;
    let evidence = if e.evidence.is_empty() {
        format!(
            "not said yet ({} opens the details)",
            hint(Command::Details)
        )
    } else {
        e.evidence.clone()
    };
    let used = p.text(below.x, below.y, below.width, "evidence: ", Role::Quiet);
    p.wrapped(indent(below, used), &evidence, Role::Text);
}
