//! How the actions of all sessions look.

use super::{Order, Tasks};
use crate::domain::{Status, Task, dates};
use crate::widgets::{Ground, Hit, Ink, Painter, Role, split_top, window};
use jiff::Zoned;
use ratatui::layout::Rect;

impl Tasks {
    pub(super) fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let today = now.date();
        let shown = self.shown();
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        let raised = |role| Ink::new(role).on(Ground::Raised);
        let order = match self.order {
            Order::Date => "by date",
            Order::Owner => "by owner",
            Order::Relationship => "by relationship",
        };
        p.text(
            head.x + 1,
            head.y,
            head.width,
            &format!("Actions of all sessions, {order}"),
            raised(Role::Accent).bold(),
        );
        let late = shown.iter().filter(|t| t.is_overdue(today)).count();
        let open = shown.iter().filter(|t| t.status == Status::Open).count();
        let says = format!("{late} late · {open} open");
        p.right(
            head.right().saturating_sub(1),
            head.y,
            &says,
            raised(if late > 0 { Role::Bad } else { Role::Text }).bold(),
        );
        let body = split_top(body, 1).1;
        match &self.entries {
            None => {
                p.text(
                    body.x + 2,
                    body.y,
                    body.width,
                    "Looking into the library …",
                    Role::Quiet,
                );
            }
            Some(Err(why)) => {
                p.wrapped(
                    Rect {
                        x: body.x + 2,
                        width: body.width.saturating_sub(4),
                        ..body
                    },
                    why,
                    Role::Bad,
                );
            }
            Some(Ok(_)) if shown.is_empty() => {
                p.text(
                    body.x + 2,
                    body.y,
                    body.width,
                    "No session has an action yet. Esc goes back to the library.",
                    Role::Text,
                );
            }
            Some(Ok(_)) => self.rows(p, body, &shown, now),
        }
    }

    fn rows(&self, p: &mut Painter, area: Rect, shown: &[&Task], now: &Zoned) {
        let today = now.date();
        let at = self.at.min(shown.len() - 1);
        let (owner, due) = if area.width >= 100 {
            (20, 30)
        } else {
            (14, 21)
        };
        let text = area.width.saturating_sub(owner + due + 8);
        let seen = window(shown.len(), at, area.height, |_| 2);
        let mut y = area.y;
        for (n, t) in shown.iter().enumerate().take(seen.end).skip(seen.first) {
            let row = Rect {
                y,
                height: 2.min(area.bottom() - y),
                ..area
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
            let (sign, role) = match t.status {
                Status::Done => ("✓", Role::Good),
                Status::Dropped => ("–", Role::Quiet),
                Status::Open if t.is_overdue(today) => ("!", Role::Bad),
                Status::Open => ("○", Role::Text),
            };
            p.text(row.x + 2, y, 1, sign, on(role).bold());
            p.text(
                row.x + 4,
                y,
                text,
                &t.text,
                on(Role::Text).bold_if(is_selected),
            );
            let (name, side) = t
                .owner
                .as_ref()
                .map_or(("no owner".to_owned(), None), |(n, s)| {
                    (
                        format!(
                            "{}{n}",
                            s.map_or(String::new(), |s| format!("{} ", s.glyph()))
                        ),
                        *s,
                    )
                });
            let colour = match side {
                Some(crate::domain::Side::A) => Role::A,
                Some(crate::domain::Side::B) => Role::B,
                None => Role::Warn,
            };
            p.text(row.x + 5 + text, y, owner, &name, on(colour));
            let words = match (t.status, t.due) {
                (Status::Open, Some(d)) if d < today => {
                    format!("due {}, {}", dates::day_month(d), dates::distance(d, today))
                }
                (Status::Open, Some(d)) => format!("due {}", dates::short(d, today)),
                (Status::Open, None) => "no date".to_owned(),
                (Status::Done, _) => "done".to_owned(),
                (Status::Dropped, _) => "dropped".to_owned(),
            };
            p.text(row.x + 6 + text + owner, y, due, &words, on(role));
            if row.height > 1 {
                let from = format!("{} × {}  {}", t.names[0], t.names[1], t.session);
                p.text(
                    row.x + 4,
                    y + 1,
                    row.width.saturating_sub(5),
                    &from,
                    on(Role::Quiet),
                );
            }
            y += 2;
            if y >= area.bottom() {
                break;
            }
        }
        if let Some(position) = seen.position() {
            p.right(
                area.right().saturating_sub(1),
                area.y.saturating_sub(1),
                &position,
                Role::Quiet,
            );
        }
    }
}
