//! The list of actions with their scores, and the picture of value and effort beside it.

use super::dots::dots_on;
use super::{PURPOSE, Score, Screen, draw_plane};
use crate::domain::priority::one_sided;
use crate::domain::*;
use crate::keys::{self, Command, Scope};
use crate::steps::Ctx;
use crate::steps::components;
use crate::steps::item_list::ItemList;
use crate::widgets::{Column, Columns, Ink, Painter, Role, Row, indent, split_bottom, split_right};
use ratatui::layout::{Alignment, Rect};

/// Columns from which on the headings of the two values say that they are values.
const HAS_VALUE_HEADING: u16 = 44;

// the numbers of the columns
const NUMBER: usize = 0;
const TEXT: usize = 1;
const VALUE_A: usize = 2;
const VALUE_B: usize = 3;
const EFFORT: usize = 4;
const DOTS: usize = 5;
const OWNER: usize = 6;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let actions = self.list(ctx);
        let at = self.cursor.row(&actions);
        let list = ItemList::new(ctx, &actions, at, |a| &a.text);
        if list.is_empty() {
            let does = "adds the first action";
            components::empty(p, area, PURPOSE, &ctx.step.example, Command::Add, does);
            return;
        }
        let picture = match area.width {
            110.. => area.width * 3 / 10,
            76.. => area.width / 3,
            _ => 0,
        };
        let (left, right) = split_right(area, picture, 3);
        let detail = match area.height {
            _ if ctx.beside => 0,
            22.. => 6,
            _ => 3,
        };
        let (top, below) = split_bottom(left, detail);
        self.draw_list(ctx, p, top, &list, &actions);
        if right.width > 0 {
            draw_plane(ctx.session, p, right, &actions, at);
        }
        if let Some(action) = list.selected().filter(|_| below.height > 0) {
            self.draw_detail(ctx, p, below, action);
        }
    }

    fn draw_list(
        &self,
        ctx: &Ctx,
        p: &mut Painter,
        area: Rect,
        list: &ItemList<Action>,
        actions: &[&Action],
    ) {
        let (title, role) = match &self.voter {
            Some(who) => (format!("Dots of {}", ctx.session.person(who)), Role::Accent),
            None if self.is_ranked => ("#  Ranked actions".to_owned(), Role::Text),
            None => ("#  Actions".to_owned(), Role::Text),
        };
        let body = components::heading(p, area, &title, role, Role::Line);
        let columns = self.columns(ctx, body);
        columns.headings(p, area.y);
        let table = list.table(columns.width(TEXT), body.height);
        table.draw(p, body, |p, row| {
            list.draw_text(p, row, columns.cell(TEXT, row.area));
            if let Some(action) = actions.get(row.index) {
                self.draw_facts(ctx, p, &columns, row, action);
            }
        });
    }

    fn columns(&self, ctx: &Ctx, body: Rect) -> Columns<'static, 7> {
        let has_dots = self.voter.is_some() || self.dots_shown(ctx);
        let heading = |score, heading, width, ink: Ink| {
            let ink = if self.voter.is_none() && self.score == score {
                ink.bold().underlined()
            } else {
                ink
            };
            Column::fixed(heading, width).ink(ink)
        };
        let effort = if self.voter.is_none() && self.score == Score::Effort {
            Role::Accent
        } else {
            Role::Quiet
        };
        let (value, a, b) = match body.width {
            HAS_VALUE_HEADING.. => ("value", "◆", "●"),
            _ => ("", "A", "B"),
        };
        Columns::new(
            indent(body, 2),
            [
                Column::fixed("", if self.voter.is_some() { 5 } else { 3 }),
                Column::filling(value).align(Alignment::Right),
                heading(Score::ValueA, a, 2, Ink::new(Role::A).bold()),
                heading(Score::ValueB, b, 2, Ink::new(Role::B).bold())
                    .shown_if(!ctx.session.agenda.solo),
                heading(Score::Effort, "effort", 6, Ink::new(effort)),
                Column::fixed("dots", 5).shown_if(has_dots),
                Column::fixed("owner", 15).shown_if(body.width >= 66),
            ],
        )
    }

    fn draw_facts(&self, ctx: &Ctx, p: &mut Painter, columns: &Columns<7>, row: &Row, a: &Action) {
        let (tick, role) = match a.status {
            Status::Done => ("✓", Role::Good),
            Status::Open if a.is_in_progress() => ("→", Role::Accent),
            _ => ("", Role::Quiet),
        };
        let number = format!("{}{tick}", ctx.session.label_of(a));
        match letter(row.index).filter(|_| self.voter.is_some()) {
            Some(letter) => {
                let letter = (letter.as_str(), row.ink(Role::Accent).bold());
                let cell = columns.cell(NUMBER, row.area);
                p.spans(
                    cell.x,
                    cell.y,
                    cell.width,
                    &[letter, (&number, row.ink(role))],
                );
            }
            None => columns.text(p, NUMBER, row.area, &number, row.ink(role)),
        }
        let effort = indent(columns.cell(EFFORT, row.area), 2);
        for (score, cell, role) in [
            (Score::ValueA, columns.cell(VALUE_A, row.area), Role::A),
            (Score::ValueB, columns.cell(VALUE_B, row.area), Role::B),
            (Score::Effort, effort, Role::Text),
        ] {
            if score == Score::ValueB && ctx.session.agenda.solo {
                continue;
            }
            let ink = row.ink(role).bold();
            let ink = if row.is_selected && self.voter.is_none() && self.score == score {
                ink.underlined()
            } else {
                ink
            };
            p.text(cell.x, cell.y, 1, &components::score(score.of(a)), ink);
        }
        if let Some(side) = one_sided(a) {
            let mark = format!("{}▸", side.glyph());
            p.text(effort.x + 2, effort.y, 2, &mark, row.ink(Role::Warn));
        }
        let dots = match &self.voter {
            Some(who) => u32::from(dots_on(a, who)),
            None => a.dot_count(),
        };
        let dots = match usize::try_from(dots) {
            Ok(n @ 0..=5) => "•".repeat(n),
            _ => format!("•{dots}"),
        };
        columns.text(p, DOTS, row.area, &dots, row.ink(Role::Accent));
        let (name, role) = components::person(ctx.session, a.owner.as_ref(), "no owner");
        columns.text(p, OWNER, row.area, &name, row.ink(role));
    }
}

/// The letter that gives an action a dot; only so many have one.
fn letter(at: usize) -> Option<String> {
    let mut rows = keys::rows(Scope::Vote);
    let letters = rows.find(|b| b.command == Command::Dot(0))?.keys;
    Some(format!("{} ", letters.get(at)?))
}
