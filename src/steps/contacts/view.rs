//! The step Contacts on screen: the map of contacts, what it shows, and the pairs.

use super::{Screen, list, map, shape_role, warnings};
use crate::domain::contact::{self, Contact, Reading, Shape};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::components;
use crate::steps::{Ctx, of_kind};
use crate::widgets::{Ink, Painter, Role, Row, Table, split_right, split_top};
use ratatui::layout::Rect;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = list(ctx);
        if list.is_empty() {
            let purpose = of_kind(&Kind::Contacts).purpose();
            let does = "adds the first pair";
            components::empty(p, area, purpose, &ctx.step.example, Command::Add, does);
            return;
        }
        let reading = contact::read(ctx.session);
        let (left, right) = split_right(area, (area.width * 9 / 20).max(34), 3);
        map::draw(ctx, p, left, self.cursor.selected(&list));
        let used = facts(p, right, &reading, ctx.session.target_shape);
        let below = split_top(right, used + 1).1;
        let body = components::heading(p, below, "Pairs", Role::Text, Role::Line);
        let table = Table::new(list.len(), |_| 2).selected(self.cursor.row(&list));
        table.draw(p, body, |p, row| {
            if let Some(contact) = list.get(row.index) {
                pair(ctx, p, row, contact);
            }
        });
    }
}

/// Both people of a pair, and below them when they last talked and about what.
fn pair(ctx: &Ctx, p: &mut Painter, row: &Row, contact: &Contact) {
    let Rect {
        x,
        y,
        width,
        height,
    } = row.text;
    let (a, role_a) = components::person(ctx.session, contact.a.as_ref(), "?");
    let (b, role_b) = components::person(ctx.session, contact.b.as_ref(), "?");
    let spans = [
        (a.as_str(), row.main_ink(role_a)),
        ("  ", row.ink(Role::Text)),
        (b.as_str(), row.main_ink(role_b)),
    ];
    p.spans(x, y, width, &spans);
    if height < 2 {
        return;
    }
    let last = match contact.last {
        Some(date) => {
            let (day, distance) = (
                dates::short(date, ctx.today()),
                dates::distance(date, ctx.today()),
            );
            format!("talked {day}, {distance}")
        }
        None => {
            let key = hint_in(Scope::Contacts, Command::Reading);
            format!("not talked yet ({key}: today)")
        }
    };
    let about = if contact.text.is_empty() {
        String::new()
    } else {
        format!(" · {}", contact.text)
    };
    let words = format!("{last}{about}");
    p.text(
        x + 2,
        y + 1,
        width.saturating_sub(2),
        &words,
        row.ink(Role::Quiet),
    );
}

/// The target beside today's shape, and what leads there.
pub(super) fn way(today: Shape, target: Option<Shape>) -> Vec<(String, Role)> {
    let Some(target) = target else {
        let key = hint_in(Scope::Contacts, Command::TargetShape);
        return vec![(format!("no target yet ({key} sets it)"), Role::Quiet)];
    };
    let sign = if today == target { "✓" } else { "→" };
    vec![
        (format!("{sign} target {}", target.words().0), Role::Accent),
        (today.way_to(target).to_owned(), Role::Text),
    ]
}

/// Draws the shape, its figures and the warnings. Returns the rows used.
pub(super) fn facts(p: &mut Painter, area: Rect, r: &Reading, target: Option<Shape>) -> u16 {
    let mut left = area;
    let mut line = |p: &mut Painter, words: &str, ink: Ink| {
        let used = p.wrapped(
            Rect {
                height: left.height.min(4),
                ..left
            },
            words,
            ink,
        );
        left = split_top(left, used).1;
    };
    if let Some(shape) = r.shape {
        let (word, meaning) = shape.words();
        let ink = Ink::new(shape_role(shape)).bold();
        line(p, &format!("{word}: {meaning}"), ink);
        for (words, role) in way(shape, target) {
            line(p, &words, Ink::new(role).bold_if(role == Role::Accent));
        }
    }
    line(
        p,
        &format!(
            "{} · {} · {}",
            components::count(r.pairs, "pair"),
            components::count(r.functions, "function"),
            components::count(r.levels, "level")
        ),
        Role::Text.into(),
    );
    for (words, role) in warnings(r) {
        line(p, &words, Ink::new(role).bold_if(role == Role::Bad));
    }
    left.y - area.y
}
