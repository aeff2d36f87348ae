//! How the portfolio looks: the list on the left, numbered as in the picture on the right.

use super::Portfolio;
use crate::domain::dates;
use crate::domain::portfolio::{Relationship, Standing};
use crate::figure::{self, number};
use crate::keys::{Command, Scope, hint_in};
use crate::widgets::{
    Ground, Ink, Painter, Role, Row, RowHeight, Spacing, Table, indent, inset, plane_shared,
    split_right, split_top,
};
use jiff::Zoned;
use ratatui::layout::Rect;

/// Columns of the list from which on each figure is named.
const WIDE: u16 = 70;

impl Portfolio {
    pub(super) fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let (head, body) = split_top(area, 1);
        self.draw_heading(p, head);
        let body = split_top(body, 1).1;
        let text = inset(body, 2);
        match &self.entries {
            None => {
                p.wrapped(text, "Looking into the library …", Role::Quiet);
            }
            Some(Err(why)) => {
                p.wrapped(text, why.as_str(), Role::Bad);
            }
            Some(Ok(all)) if all.is_empty() => {
                let back = hint_in(Scope::Portfolio, Command::Leave);
                let says = format!(
                    "No session is about a relationship yet. {back} goes back to the library."
                );
                p.wrapped(text, &says, Role::Text);
            }
            Some(Ok(all)) => self.draw_all(p, body, all, now),
        }
    }

    fn draw_heading(&self, p: &mut Painter, area: Rect) {
        p.fill(area, Ground::Raised);
        let on = |role| Ink::new(role).on(Ground::Raised).bold();
        let title = "Portfolio: which relationships are worth a deep change?";
        p.text(area.x + 1, area.y, area.width, title, on(Role::Accent));
        let all = self.shown();
        let placed = all.iter().filter(|r| is_placed(r)).count();
        if !all.is_empty() {
            let says = format!("{placed} of {} placed", all.len());
            p.right(
                area.right().saturating_sub(1),
                area.y,
                &says,
                on(Role::Text),
            );
        }
    }

    fn draw_all(&self, p: &mut Painter, body: Rect, all: &[Relationship], now: &Zoned) {
        let (left, right) = split_right(body, body.width / 2, 3);
        let placed = all.iter().filter(|r| is_placed(r)).count();
        let is_wide = left.width >= WIDE;
        let axes = all.iter().find_map(axes).filter(|_| !is_wide);
        let (head, left) = split_top(left, u16::from(axes.is_some()));
        let head = indent(head, 6);
        p.text(
            head.x,
            head.y,
            head.width,
            &axes.unwrap_or_default(),
            Role::Quiet,
        );
        let height = |n: usize| RowHeight {
            above: if n == placed { 2 } else { 0 },
            row: 2,
            below: 0,
        };
        Table::new(all.len(), height)
            .selected(self.selected())
            .spacing(Spacing::Airy)
            .position_at(left.right(), left.y.saturating_sub(1))
            .draw(p, left, |p, row| {
                if let Some(above) = row.above {
                    let ink = Ink::new(Role::Accent).bold();
                    let x = above.x + 1;
                    p.text(x, above.y, above.width, "Not in the picture yet", ink);
                }
                if let Some(r) = all.get(row.index) {
                    draw_relationship(p, row, r, row.index + 1, now, is_wide);
                }
            });
        match figure::portfolio(all) {
            Some(picture) => {
                let selected = Some(self.selected()).filter(|n| *n < placed);
                plane_shared(p, inset(right, 1), &picture, selected);
            }
            None => {
                let new = hint_in(Scope::Library, Command::New);
                let back = hint_in(Scope::Portfolio, Command::Leave);
                let says = format!(
                    "No relationship has both figures yet. The self-check “Transformational \
                     customers” asks for them: {back}, then {new}."
                );
                p.wrapped(inset(right, 1), &says, Role::Text);
            }
        }
    }
}

/// The names of both figures.
fn axes(r: &Relationship) -> Option<String> {
    let Standing::At(place) = &r.standing else {
        return None;
    };
    let [x, y] = &place.axes;
    Some(format!("{} · {}", x.0.to_lowercase(), y.0.to_lowercase()))
}

fn is_placed(r: &Relationship) -> bool {
    matches!(r.standing, Standing::At(_))
}

/// One relationship: its number and name, and below it the figures or what is lacking.
fn draw_relationship(
    p: &mut Painter,
    row: &Row,
    r: &Relationship,
    n: usize,
    now: &Zoned,
    is_wide: bool,
) {
    let (line, below) = split_top(row.text, 1);
    let mark = if is_placed(r) {
        n.to_string()
    } else {
        "?".to_owned()
    };
    let role = if is_placed(r) {
        Role::Accent
    } else {
        Role::Warn
    };
    p.text(line.x, line.y, 3, &mark, row.ink(role).bold());
    let line = indent(line, 4);
    let day = r
        .day
        .map(|d| dates::short(d, now.date()))
        .unwrap_or_default();
    let right = line.right().saturating_sub(1);
    let left = p.right(right, line.y, &day, row.ink(Role::Quiet));
    let width = left.saturating_sub(line.x + 1);
    p.text(line.x, line.y, width, &r.name, row.main_ink(Role::Text));
    let below = indent(below, 4);
    let (says, role) = match &r.standing {
        Standing::At(place) => {
            let (x, y) = (number(place.figures.0), number(place.figures.1));
            let quarter = &place.quarter;
            let says = if is_wide {
                let [x_axis, y_axis] = &place.axes;
                let (x_title, y_title) = (x_axis.0.to_lowercase(), y_axis.0.to_lowercase());
                format!("{x_title} {x} · {y_title} {y} · {quarter}")
            } else {
                format!("{x} · {y}  {quarter}")
            };
            (says, Role::Text)
        }
        Standing::Lacks(why) => (why.clone(), Role::Quiet),
    };
    p.text(
        below.x,
        below.y,
        below.width.saturating_sub(1),
        &says,
        row.ink(role),
    );
}
