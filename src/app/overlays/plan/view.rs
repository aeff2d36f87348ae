//! How the plan of the day looks.

use super::Plan;
use crate::domain::plan::{self, Slot};
use crate::domain::{Break, Session, Step, dates, schedule};
use crate::keys::{Command, Scope, hint_in};
use crate::widgets::{
    Ground, Ink, Painter, Role, Row, RowHeight, Table, indent, split_bottom, split_top,
};
use jiff::Zoned;
use jiff::civil::Time;
use ratatui::layout::Rect;

/// Columns, from the left edge of a row.
const CLOCK: u16 = 6;
const MINUTES: u16 = 14;
const TOOK: u16 = 20;
const TITLE: u16 = 28;
const BAR: u16 = 66;
/// Cells of the shortest bar that is worth drawing.
const SHORTEST_BAR: u16 = 40;
/// Minutes that one cell of a bar stands for.
const CELL: i64 = 5;
/// Minutes of spare time from which on a fixed start is on the next day.
const NEXT_DAY: i64 = 6 * 60;

impl Plan {
    /// Draws it over everything but the footer.
    pub(super) fn view(&self, p: &mut Painter, area: Rect, session: &Session, now: &Zoned) {
        p.fill(area, Ground::Page);
        p.hits.clear();
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        let begin = plan::start(&session.agenda, now);
        let title = match &begin {
            Some(start) => format!("The plan of {}", dates::short(start.date(), now.date())),
            None => "The plan of the day".to_owned(),
        };
        p.text(
            head.x + 1,
            head.y,
            head.width,
            &title,
            Ink::new(Role::Accent).bold().on(Ground::Raised),
        );
        let (words, role) = verdict(session, now, begin.as_ref());
        p.right(
            head.right().saturating_sub(1),
            head.y,
            &words,
            Ink::new(role).bold().on(Ground::Raised),
        );
        let body = split_top(body, 1).1;
        let (body, foot) = split_bottom(body, 2);
        self.rows(
            p,
            Rect {
                x: body.x + 1,
                width: body.width.saturating_sub(2),
                ..body
            },
            session,
            now,
            begin.as_ref(),
        );
        self.foot(p, foot, session, begin.is_some());
    }

    fn rows(
        &self,
        p: &mut Painter,
        area: Rect,
        session: &Session,
        now: &Zoned,
        begin: Option<&Zoned>,
    ) {
        let (head, list) = split_top(area, 1);
        let ahead = plan::ahead(session, now);
        let starts = if ahead.is_some() { "now" } else { "start" };
        for (x, word) in [
            (CLOCK, starts),
            (MINUTES, "min"),
            (TOOK, "took"),
            (TITLE, "step"),
        ] {
            p.text(head.x + x, head.y, 8, word, Role::Quiet);
        }
        // what is over has its planned time, what is to come the time it will have
        let planned = plan::plan(&session.agenda, begin.unwrap_or(now)).slots;
        let slot = |n: usize| {
            let ahead = ahead.iter().flatten().find(|s| s.step == n);
            ahead.or(planned.get(n))
        };
        let steps = &session.agenda.steps;
        let height = |n: usize| RowHeight {
            above: u16::from(steps.get(n).is_some_and(|s| s.starts_at.is_some())),
            row: 1,
            below: u16::from(steps.get(n).is_some_and(|s| s.break_after.is_some())),
        };
        Table::new(steps.len(), height)
            .selected(self.at(session))
            .position_at(head.right(), head.y)
            .draw(p, list, |p, row| {
                let Some(step) = steps.get(row.index) else {
                    return;
                };
                let slot = slot(row.index);
                if let (Some(above), Some(fixed), Some(slot)) = (row.above, step.starts_at, slot) {
                    draw_fixed_start(p, above, fixed, slot);
                }
                let dated = slot.filter(|_| begin.is_some());
                self.draw_step(p, row, session, step, dated, now);
                if let (Some(below), Some(pause)) = (row.below, &step.break_after) {
                    draw_break(p, below, pause, dated);
                }
            });
    }

    fn draw_step(
        &self,
        p: &mut Painter,
        row: &Row,
        session: &Session,
        step: &Step,
        slot: Option<&Slot>,
        now: &Zoned,
    ) {
        let Rect { x, y, width, .. } = row.area;
        let is_current = row.index == session.step_index();
        if is_current {
            p.text(x + 1, y, 1, "●", row.ink(Role::Accent).bold());
        }
        p.right(x + 5, y, &(row.index + 1).to_string(), row.ink(Role::Quiet));
        if let Some(slot) = slot {
            let starts = slot.starts.strftime("%H:%M").to_string();
            p.text(x + CLOCK, y, 6, &starts, row.ink(Role::Text));
        }
        let given = schedule::minutes_given(session, step);
        let took = schedule::minutes_taken(session, step, now.timestamp());
        let changes = self.proposal.iter().flat_map(|r| &r.changes);
        if let Some((_, was, to)) = changes.into_iter().find(|(id, ..)| *id == step.id) {
            let words = format!("{was:>3} → {to}");
            p.text(x + MINUTES - 2, y, 12, &words, row.ink(Role::Accent).bold());
        } else {
            p.right(x + MINUTES + 3, y, &given.to_string(), row.ink(Role::Text));
            if let Some(took) = took {
                let is_over = i64::from(took) > given;
                let role = if is_over { Role::Warn } else { Role::Quiet };
                p.right(x + TOOK + 4, y, &took.to_string(), row.ink(role));
            }
        }
        let has_bar = width >= BAR + SHORTEST_BAR;
        let title = if has_bar { BAR - 2 } else { width };
        let ink = row.ink(Role::Text).bold_if(row.is_selected || is_current);
        p.text(x + TITLE, y, title.saturating_sub(TITLE), &step.title, ink);
        if has_bar {
            let bar = Rect {
                x: x + BAR,
                width: width - BAR,
                ..row.area
            };
            draw_bar(p, bar, given, took, row.ground);
        }
    }

    fn foot(&self, p: &mut Painter, area: Rect, session: &Session, dated: bool) {
        let says = match &self.proposal {
            Some(r) if r.over > 0 => {
                format!(
                    "Shorter than that is no step: the day would still end {} late, at {}.",
                    plan::duration_words(r.over),
                    r.ends.strftime("%H:%M")
                )
            }
            Some(r) => format!(
                "With these minutes the day ends at {}. {} accepts, {} leaves the plan as it is.",
                r.ends.strftime("%H:%M"),
                hint_in(Scope::Proposal, Command::Choose),
                hint_in(Scope::Proposal, Command::Cancel)
            ),
            None if !dated => format!(
                "The start of the day is not fixed: {} sets start and end.",
                hint_in(Scope::Plan, Command::SessionDetails)
            ),
            None => session
                .agenda
                .steps
                .get(self.at(session))
                .map_or(String::new(), |s| s.prompt.clone()),
        };
        let role = if self.proposal.is_some() {
            Role::Accent
        } else {
            Role::Quiet
        };
        p.wrapped(
            Rect {
                x: area.x + 2,
                width: area.width.saturating_sub(4),
                ..area
            },
            &says,
            Ink::new(role).bold_if(self.proposal.is_some()),
        );
    }
}

/// Draws a fixed start, and whether the steps before it leave time or take too much.
fn draw_fixed_start(p: &mut Painter, area: Rect, fixed: Time, slot: &Slot) {
    let fixed = fixed.strftime("%H:%M");
    let (words, role) = if slot.over > 0 {
        let over = slot.over;
        let words = format!(
            "! {} over: the next step is to begin at {fixed}",
            plan::duration_words(over)
        );
        (words, Role::Bad)
    } else if slot.spare == 0 {
        (format!("begins at {fixed}"), Role::Quiet)
    } else if slot.spare > NEXT_DAY {
        (format!("next day, {fixed}"), Role::Quiet)
    } else {
        let words = format!(
            "{} to spare until {fixed}",
            plan::duration_words(slot.spare)
        );
        (words, Role::Quiet)
    };
    let area = indent(area, TITLE);
    p.text(area.x, area.y, area.width, &words, role);
}

fn draw_break(p: &mut Painter, area: Rect, pause: &Break, slot: Option<&Slot>) {
    let Rect { x, y, .. } = area;
    if let Some(slot) = slot {
        let ends = slot.ends.strftime("%H:%M").to_string();
        p.text(x + CLOCK, y, 6, &ends, Role::Quiet);
    }
    p.right(x + MINUTES + 3, y, &pause.minutes.to_string(), Role::Quiet);
    let area = indent(area, TITLE);
    p.text(area.x, y, area.width, &pause.title, Role::Quiet);
}

/// Draws planned minutes as a light bar, the ones really taken as a full one upon it.
fn draw_bar(p: &mut Painter, area: Rect, given: i64, took: Option<u32>, ground: Ground) {
    let Rect { x, y, width, .. } = area;
    let cells = |minutes: i64| {
        let cells = usize::try_from((minutes + CELL - 1) / CELL).unwrap_or(0);
        cells.min(usize::from(width))
    };
    let on = |role| Ink::new(role).on(ground);
    p.text(x, y, width, &"░".repeat(cells(given)), on(Role::Line));
    if let Some(took) = took.map(i64::from) {
        let within = "█".repeat(cells(took.min(given)));
        let over = "█".repeat(cells(took).saturating_sub(cells(given)));
        let used = p.text(x, y, width, &within, on(Role::Quiet));
        p.text(
            x + used,
            y,
            width.saturating_sub(used),
            &over,
            on(Role::Warn),
        );
    }
}

/// How the plan stands, in words that can be read out.
fn verdict(session: &Session, now: &Zoned, begin: Option<&Zoned>) -> (String, Role) {
    let all = schedule::format_minutes(session.agenda.minutes());
    let Some(begin) = begin else {
        return (all, Role::Quiet);
    };
    if let Some(day) = plan::day(session, now) {
        if day.behind <= 0 {
            return (day.words(), Role::Good);
        }
        let key = hint_in(Scope::Plan, Command::Replan);
        return (format!("{} · {key} re-plans", day.words()), Role::Warn);
    }
    let plan = plan::plan(&session.agenda, begin);
    let span = format!(
        "{} – {}",
        begin.strftime("%H:%M"),
        plan.ends.strftime("%H:%M")
    );
    match plan.over() {
        Some(over) if over > 0 => (
            format!(
                "{span} · {} over: it has to end at {}",
                plan::duration_words(over),
                time(plan.must_end.as_ref())
            ),
            Role::Bad,
        ),
        Some(over) if over < 0 => (
            format!("{span} · {} to spare", plan::duration_words(over)),
            Role::Good,
        ),
        _ => (format!("{span} · {all}"), Role::Quiet),
    }
}

fn time(at: Option<&Zoned>) -> String {
    at.map_or_else(String::new, |at| at.strftime("%H:%M").to_string())
}
