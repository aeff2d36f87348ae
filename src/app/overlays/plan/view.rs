//! How the plan of the day looks.

use super::Plan;
use crate::domain::plan::{self, Slot};
use crate::domain::{Session, dates, schedule};
use crate::widgets::{Ground, Hit, Ink, Painter, Role, split_bottom, split_top, window};
use jiff::Zoned;
use ratatui::layout::Rect;

/// Columns, from the left edge of a row.
const CLOCK: u16 = 6;
const MINUTES: u16 = 14;
const TOOK: u16 = 20;
const TITLE: u16 = 28;
const BAR: u16 = 66;
/// Minutes that one cell of a bar stands for.
const CELL: i64 = 5;

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
        let running = plan::ahead(session, now);
        for (x, word) in [
            (CLOCK, if running.is_some() { "now" } else { "start" }),
            (MINUTES, "min"),
            (TOOK, "took"),
            (TITLE, "step"),
        ] {
            p.text(head.x + x, head.y, 8, word, Role::Quiet);
        }
        // what is over has its planned time, what is to come the time it will have
        let planned = plan::plan(&session.agenda, begin.unwrap_or(now)).slots;
        let slot = |n: usize| -> Option<&Slot> {
            running
                .iter()
                .flatten()
                .find(|s| s.step == n)
                .or(planned.get(n))
        };
        let steps = &session.agenda.steps;
        let at = self.at(session);
        let current = session.step_index();
        let tall = |n: usize| {
            steps.get(n).map_or(1, |s| {
                1 + u16::from(s.break_after.is_some()) + u16::from(s.starts_at.is_some())
            })
        };
        let seen = window(steps.len(), at, list.height, tall);
        let mut y = list.y;
        for (n, step) in steps.iter().enumerate().take(seen.end).skip(seen.first) {
            if y >= list.bottom() {
                break;
            }
            if let (Some(fixed), Some(slot)) = (step.starts_at, slot(n)) {
                let (words, role) = match (slot.over, slot.spare) {
                    (over, _) if over > 0 => (
                        format!(
                            "! {over} min over: the next step is to begin at {}",
                            fixed.strftime("%H:%M")
                        ),
                        Role::Bad,
                    ),
                    (_, 0) => (
                        format!("begins at {}", fixed.strftime("%H:%M")),
                        Role::Quiet,
                    ),
                    (_, spare) if spare > 6 * 60 => (
                        format!("next day, {}", fixed.strftime("%H:%M")),
                        Role::Quiet,
                    ),
                    (_, spare) => (
                        format!("{spare} min to spare until {}", fixed.strftime("%H:%M")),
                        Role::Quiet,
                    ),
                };
                p.text(
                    list.x + TITLE,
                    y,
                    list.width.saturating_sub(TITLE),
                    &words,
                    role,
                );
                y += 1;
            }
            if y >= list.bottom() {
                break;
            }
            let row = Rect {
                y,
                height: 1,
                ..list
            };
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
            let on = |role| Ink::new(role).on(ground);
            let (sign, role) = if n == current {
                ("●", Role::Accent)
            } else {
                (" ", Role::Text)
            };
            p.text(row.x + 1, y, 1, sign, on(role).bold());
            p.right(row.x + 5, y, &(n + 1).to_string(), on(Role::Quiet));
            if let Some(slot) = slot(n).filter(|_| begin.is_some()) {
                p.text(
                    row.x + CLOCK,
                    y,
                    6,
                    &slot.starts.strftime("%H:%M").to_string(),
                    on(Role::Text),
                );
            }
            let given = schedule::given(session, step);
            match self
                .proposal
                .as_ref()
                .and_then(|r| r.changes.iter().find(|(id, ..)| *id == step.id))
            {
                Some((_, was, to)) => {
                    p.text(
                        row.x + MINUTES - 2,
                        y,
                        12,
                        &format!("{was:>3} → {to}"),
                        on(Role::Accent).bold(),
                    );
                }
                None => {
                    p.right(row.x + MINUTES + 3, y, &given.to_string(), on(Role::Text));
                    if let Some(took) = schedule::took(session, step, now.timestamp()) {
                        let role = if i64::from(took) > given {
                            Role::Warn
                        } else {
                            Role::Quiet
                        };
                        p.right(row.x + TOOK + 4, y, &took.to_string(), on(role));
                    }
                }
            }
            let wide = if row.width >= BAR + 40 {
                BAR - TITLE - 2
            } else {
                row.width.saturating_sub(TITLE)
            };
            p.text(
                row.x + TITLE,
                y,
                wide,
                &step.title,
                on(Role::Text).bold_if(is_selected || n == current),
            );
            if row.width >= BAR + 40 {
                bar(
                    p,
                    row.x + BAR,
                    y,
                    row.width - BAR,
                    given,
                    schedule::took(session, step, now.timestamp()),
                    ground,
                );
            }
            y += 1;
            if let Some(pause) = step.break_after.as_ref().filter(|_| y < list.bottom()) {
                if let Some(slot) = slot(n).filter(|_| begin.is_some()) {
                    p.text(
                        list.x + CLOCK,
                        y,
                        6,
                        &slot.ends.strftime("%H:%M").to_string(),
                        Role::Quiet,
                    );
                }
                p.right(
                    list.x + MINUTES + 3,
                    y,
                    &pause.minutes.to_string(),
                    Role::Quiet,
                );
                p.text(
                    list.x + TITLE,
                    y,
                    list.width.saturating_sub(TITLE),
                    &pause.title,
                    Role::Quiet,
                );
                y += 1;
            }
        }
        if let Some(position) = seen.position() {
            p.right(head.right(), head.y, &position, Role::Quiet);
        }
    }

    fn foot(&self, p: &mut Painter, area: Rect, session: &Session, dated: bool) {
        let says = match &self.proposal {
            Some(r) if r.over > 0 => {
                format!(
                    "Shorter than that is no step: the day would still end {} min late, at {}.",
                    r.over,
                    r.ends.strftime("%H:%M")
                )
            }
            Some(r) => format!(
                "With these minutes the day ends at {}. Enter accepts, Esc leaves it.",
                r.ends.strftime("%H:%M")
            ),
            None if !dated => "The start of the day is not fixed: d sets start and end.".to_owned(),
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

/// Planned minutes as a light bar, the ones really taken as a full one upon it.
fn bar(p: &mut Painter, x: u16, y: u16, wide: u16, given: i64, took: Option<u32>, ground: Ground) {
    let cells = |minutes: i64| {
        usize::try_from((minutes + CELL - 1) / CELL)
            .unwrap_or(0)
            .min(usize::from(wide))
    };
    let on = |role| Ink::new(role).on(ground);
    p.text(x, y, wide, &"░".repeat(cells(given)), on(Role::Line));
    if let Some(took) = took.map(i64::from) {
        let used = p.text(
            x,
            y,
            wide,
            &"█".repeat(cells(took.min(given))),
            on(Role::Quiet),
        );
        p.text(
            x + used,
            y,
            wide.saturating_sub(used),
            &"█".repeat(cells(took).saturating_sub(cells(given))),
            on(Role::Warn),
        );
    }
}

/// How the plan stands, in words that can be read out.
fn verdict(session: &Session, now: &Zoned, begin: Option<&Zoned>) -> (String, Role) {
    let all = schedule::minutes(session.agenda.minutes());
    let Some(begin) = begin else {
        return (all, Role::Quiet);
    };
    if let Some(day) = plan::day(session, now) {
        let late = day.behind > 0;
        return (
            format!("{}{}", day.words(), if late { " · r re-plans" } else { "" }),
            if late { Role::Warn } else { Role::Good },
        );
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
                "{span} · {over} min over: it has to end at {}",
                time(plan.must_end.as_ref())
            ),
            Role::Bad,
        ),
        Some(over) if over < 0 => (format!("{span} · {} min to spare", -over), Role::Good),
        _ => (format!("{span} · {all}"), Role::Quiet),
    }
}

fn time(at: Option<&Zoned>) -> String {
    at.map_or_else(String::new, |at| at.strftime("%H:%M").to_string())
}
