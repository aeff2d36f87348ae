//! The Gantt chart: days from left to right, with a line at today.

use super::super::components::cells;
use crate::domain::{Action, Status, dates};
use crate::widgets::{Ground, Ink, Painter, Role};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use ratatui::layout::Rect;

/// The time axis: which cell shows which day.
pub(super) struct Axis {
    area: Rect,
    first: Date,
    /// Cells for a week: 7, 4, 2 or 1. With 1, several weeks may share a cell.
    week: u16,
    weeks_per_cell: i32,
    now: Date,
}

impl Axis {
    /// An axis of whole weeks that shows today and all dates, but at most two and a half years.
    pub(super) fn new(today: Date, list: &[&Action], area: Rect) -> Self {
        let all = || list.iter().flat_map(|a| [a.start, a.due]).flatten();
        // a date years away must not squeeze the rest into one cell
        let far = today.checked_add(104.weeks()).unwrap_or(today);
        let back = today.checked_sub(26.weeks()).unwrap_or(today);
        let first = all().min().unwrap_or(today).min(today).max(back);
        let last = all().max().unwrap_or(today).max(today).min(far);
        let monday = dates::monday(first);
        let weeks = (last - monday).get_days() / 7 + 1;
        let room = i32::from(area.width.max(1));
        let week = [7, 4, 2, 1]
            .into_iter()
            .find(|w| weeks * i32::from(*w) <= room)
            .unwrap_or(1);
        let weeks_per_cell = ((weeks * i32::from(week) + room - 1) / room).max(1);
        Self {
            area,
            first: monday,
            week,
            weeks_per_cell,
            now: today,
        }
    }

    /// The cell of a day; none if it is not on the axis.
    fn x(&self, day: Date) -> Option<u16> {
        let days = (day - self.first).get_days();
        let cell = if self.weeks_per_cell > 1 {
            days / 7 / self.weeks_per_cell
        } else {
            days * i32::from(self.week) / 7
        };
        u16::try_from(cell)
            .ok()
            .filter(|c| days >= 0 && *c < self.area.width)
            .map(|c| self.area.x + c)
    }

    /// The first day of a cell.
    fn day(&self, cell: u16) -> Option<Date> {
        let days = if self.weeks_per_cell > 1 {
            i64::from(cell) * 7 * i64::from(self.weeks_per_cell)
        } else {
            i64::from(cell) * 7 / i64::from(self.week)
        };
        self.first.checked_add(days.days()).ok()
    }

    /// Draws the months, and below them the numbers of the weeks.
    pub(super) fn headings(&self, p: &mut Painter, y: u16) {
        let mut month = None;
        let mut free = self.area.x;
        let mut free_week = self.area.x;
        for cell in 0..self.area.width {
            let Some(day) = self.day(cell) else { break };
            let x = self.area.x + cell;
            if month != Some((day.year(), day.month())) && x >= free {
                let name = if day.month() == 1 && month.is_some() {
                    format!("{} {}", dates::month_name(day), day.year())
                } else {
                    dates::month_name(day).to_owned()
                };
                // a month with a few days at the edge must not take the space of the next name
                let next_month = day
                    .last_of_month()
                    .checked_add(1.day())
                    .ok()
                    .and_then(|d| self.x(d))
                    .unwrap_or(self.area.right());
                if usize::from(next_month.saturating_sub(x)) > name.len() || month.is_some() {
                    free =
                        x + p.text(
                            x,
                            y,
                            self.area.right() - x,
                            &name,
                            Ink::new(Role::Text).bold(),
                        ) + 1;
                }
                month = Some((day.year(), day.month()));
            }
            let week_begins = day.weekday() == Weekday::Monday && self.x(day) == Some(x);
            if week_begins && x >= free_week && self.weeks_per_cell == 1 {
                let week = day.iso_week_date().week().to_string();
                if usize::from(self.area.right() - x) < week.len() {
                    break;
                }
                free_week = x + p.text(x, y + 1, self.area.right() - x, &week, Role::Quiet) + 2;
            }
        }
    }

    /// Shades the weekends, if a day has a cell of its own.
    pub(super) fn weekends(&self, p: &mut Painter, area: Rect) {
        if self.week < 7 {
            return;
        }
        for cell in 0..self.area.width {
            if self
                .day(cell)
                .is_some_and(|d| d.weekday() == Weekday::Sunday || d.weekday() == Weekday::Saturday)
            {
                p.fill(
                    Rect {
                        x: self.area.x + cell,
                        width: 1,
                        ..area
                    },
                    Ground::Raised,
                );
            }
        }
    }

    /// Draws the bar of an action: green if done, red from its due date to today if late.
    pub(super) fn bar(&self, p: &mut Painter, y: u16, action: &Action, role: Role, ground: Ground) {
        let (Some(from), Some(to)) = (action.start.or(action.due), action.due.or(action.start))
        else {
            return;
        };
        let late = action.is_open() && action.due.is_some_and(|d| d < self.now);
        let end = if late { self.now } else { to };
        for cell in 0..self.area.width {
            let x = self.area.x + cell;
            let Some(day) = self.day(cell) else { break };
            let next = self.day(cell + 1).unwrap_or(day);
            // a cell is part of the bar if any of its days is
            let inside = next > from && day <= end;
            if !inside {
                continue;
            }
            let over = late && day > to;
            let (sign, ink) = match (action.status, over) {
                (Status::Done, _) => ("█", Role::Good),
                (Status::Dropped, _) => ("░", Role::Quiet),
                (Status::Open, true) => ("▒", Role::Bad),
                (Status::Open, false) => ("█", role),
            };
            p.text(x, y, 1, sign, Ink::new(ink).on(ground));
        }
        // with one date there is no length to show: a mark
        if (action.start.is_none() || action.due.is_none())
            && let Some(x) = self.x(to)
        {
            p.text(x, y, 1, "◀", Ink::new(role).on(ground));
        }
        if self.x(to).is_none() && to > self.now {
            p.text(
                self.area.right().saturating_sub(1),
                y,
                1,
                "▸",
                Ink::new(role).on(ground),
            );
        }
    }

    /// Draws the line at today behind the bars, and the date below it.
    pub(super) fn today(&self, p: &mut Painter, area: Rect, foot: u16) {
        let Some(x) = self.x(self.now) else { return };
        p.behind(x, area.y, area.height, "│", Role::Accent);
        let words = format!("today {}", dates::short(self.now, self.now));
        let wide = cells(words.len());
        let left = x.saturating_sub(wide / 2).clamp(
            self.area.x,
            self.area.right().saturating_sub(wide).max(self.area.x),
        );
        p.text(left, foot, wide, &words, Ink::new(Role::Accent).bold());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_date_on_the_axis_has_a_cell_in_its_area() {
        let today: Date = "2026-10-23".parse().unwrap();
        for due in ["2026-10-24", "2026-12-24", "2027-10-24", "2028-09-01"] {
            let action: Action = serde_json::from_value(
                json!({"id": "a", "text": "", "start": "2026-10-05", "due": due}),
            )
            .unwrap();
            for width in [10, 40, 90] {
                let axis = Axis::new(today, &[&action], Rect::new(5, 0, width, 10));
                for day in ["2026-10-05", "2026-10-23", due] {
                    let x = axis.x(day.parse().unwrap());
                    assert!(
                        x.is_some_and(|x| (5..5 + width).contains(&x)),
                        "{day} on {width} cells to {due}: {x:?}"
                    );
                }
            }
        }
    }
}
