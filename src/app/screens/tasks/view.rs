//! How the actions of all sessions look: each in two lines.

use super::{Order, Tasks};
use crate::domain::{Side, Status, Task, dates};
use crate::keys::{Command, Scope, hint_in};
use crate::widgets::{
    Column, Columns, Ground, Ink, Painter, Role, Row, Table, indent, inset, split_top,
};
use jiff::Zoned;
use jiff::civil::Date;
use ratatui::layout::Rect;

/// Columns from which on owners and dates have more room.
const WIDE: u16 = 100;

impl Tasks {
    pub(super) fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let today = now.date();
        let shown = self.shown();
        let (head, body) = split_top(area, 1);
        self.draw_heading(p, head, &shown, today);
        let body = split_top(body, 1).1;
        let text = inset(body, 2);
        match &self.entries {
            None => {
                p.text(
                    text.x,
                    text.y,
                    text.width,
                    "Looking into the library …",
                    Role::Quiet,
                );
            }
            Some(Err(why)) => {
                p.wrapped(text, why.as_str(), Role::Bad);
            }
            Some(Ok(_)) if shown.is_empty() => {
                let back = hint_in(Scope::Tasks, Command::Cancel);
                let says =
                    format!("No session has an action yet. {back} goes back to the library.");
                p.wrapped(text, &says, Role::Text);
            }
            Some(Ok(_)) => self.draw_rows(p, body, &shown, today),
        }
    }

    fn draw_heading(&self, p: &mut Painter, area: Rect, shown: &[&Task], today: Date) {
        p.fill(area, Ground::Raised);
        let on = |role| Ink::new(role).on(Ground::Raised).bold();
        let order = match self.order {
            Order::Date => "by date",
            Order::Owner => "by owner",
            Order::Relationship => "by relationship",
        };
        let title = format!("Actions of all sessions, {order}");
        p.text(area.x + 1, area.y, area.width, &title, on(Role::Accent));
        let late = shown.iter().filter(|t| t.is_overdue(today)).count();
        let open = shown.iter().filter(|t| t.status == Status::Open).count();
        let says = format!("{late} late · {open} open");
        let ink = on(if late > 0 { Role::Bad } else { Role::Text });
        p.right(area.right().saturating_sub(1), area.y, &says, ink);
    }

    fn draw_rows(&self, p: &mut Painter, area: Rect, shown: &[&Task], today: Date) {
        let (owner, due) = if area.width >= WIDE {
            (20, 30)
        } else {
            (14, 21)
        };
        let columns = Columns::new(
            indent(area, 2),
            [
                Column::fixed("", 1),
                Column::filling(""),
                Column::fixed("", owner),
                Column::fixed("", due),
            ],
        );
        Table::new(shown.len(), |_| 2)
            .selected(self.at.min(shown.len().saturating_sub(1)))
            .position_at(area.right().saturating_sub(1), area.y.saturating_sub(1))
            .draw(p, area, |p, row| {
                if let Some(task) = shown.get(row.index) {
                    draw_task(p, row, &columns, task, today);
                }
            });
    }
}

fn draw_task(p: &mut Painter, row: &Row, columns: &Columns<4>, t: &Task, today: Date) {
    let (sign, role) = match t.status {
        Status::Done => ("✓", Role::Good),
        Status::Dropped => ("–", Role::Quiet),
        Status::Open if t.is_overdue(today) => ("!", Role::Bad),
        Status::Open if t.is_in_progress => ("→", Role::Text),
        Status::Open => ("○", Role::Text),
    };
    let (line, below) = split_top(row.text, 1);
    columns.text(p, 0, line, sign, row.ink(role).bold());
    columns.text(p, 1, line, &t.text, row.main_ink(Role::Text));
    let (owner, colour) = owner(t);
    columns.text(p, 2, line, &owner, row.ink(colour));
    columns.text(p, 3, line, &due(t, today), row.ink(role));
    if below.height > 0 {
        let [a, b] = &t.names;
        let from = format!("action {}  {a} × {b}  {}", t.label, t.session);
        let x = columns.cell(1, below).x;
        let width = row.area.right().saturating_sub(x + 1);
        p.text(x, below.y, width, &from, row.ink(Role::Quiet));
    }
}

fn owner(t: &Task) -> (String, Role) {
    match &t.owner {
        None => ("no owner".to_owned(), Role::Warn),
        Some((name, None)) => (name.clone(), Role::Warn),
        Some((name, Some(side))) => {
            let role = match side {
                Side::A => Role::A,
                Side::B => Role::B,
            };
            (format!("{} {name}", side.glyph()), role)
        }
    }
}

fn due(t: &Task, today: Date) -> String {
    match (t.status, t.due) {
        (Status::Open, Some(d)) if d < today => {
            format!("due {}, {}", dates::day_month(d), dates::distance(d, today))
        }
        (Status::Open, Some(d)) => format!("due {}", dates::short(d, today)),
        (Status::Open, None) => "no date".to_owned(),
        (Status::Done, _) => "done".to_owned(),
        (Status::Dropped, _) => "dropped".to_owned(),
    }
}
