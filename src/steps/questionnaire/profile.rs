//! The results of a questionnaire on pairs of opposites: the profile of both sides above what to
//! act on.

use super::results::{self, reason};
use crate::domain::Questionnaire;
use crate::domain::scoring::Concern;
use crate::figure::{self, Group, Profile};
use crate::steps::{Ctx, projector_layout};
use crate::widgets::{Ink, Painter, Role, cells, profile, split_top};
use ratatui::layout::Rect;

/// Rows from which on each area has a line of its own with its means.
const TALL: u16 = 20;

/// Draws the profile and what to act on; `selected` is the number of the selected concern.
pub(super) fn view(
    ctx: &Ctx,
    p: &mut Painter,
    area: Rect,
    q: &Questionnaire,
    (drawn, selected): (&Profile, usize),
) {
    let list = results::entries(ctx.session, q);
    let selected = selected.min(list.len().saturating_sub(1));
    let groups = figure::results::areas(ctx.session, q);
    let used = means(p, area, &groups);
    let below = split_top(area, used).1;
    let used = profile(p, below, drawn, &item_of(q, list.get(selected)));
    let gap = u16::from(area.height >= TALL);
    let below = split_top(below, used + gap).1;
    results::concern_list(ctx, p, below, q, (&list, selected));
}

/// The profile large enough to be read from the back, and the selected concern.
pub(super) fn project(
    ctx: &Ctx,
    p: &mut Painter,
    area: Rect,
    q: &Questionnaire,
    (drawn, selected): (&Profile, usize),
) {
    let list = results::entries(ctx.session, q);
    let concern = list.get(selected.min(list.len().saturating_sub(1)));
    let used = profile(p, area, drawn, &item_of(q, concern));
    let Some(concern) = concern else { return };
    let below = split_top(area, used + 1).1;
    let below = projector_layout::sentence(p, below, &concern.text);
    p.wrapped(below, &reason(concern), Role::Text);
}

/// The item that a concern is about; empty if it is about an area.
fn item_of(q: &Questionnaire, concern: Option<&Concern>) -> String {
    let origin = concern.map_or("", |c| c.origin.as_str());
    let item = origin.strip_prefix(&format!("{}/item/", q.id));
    item.unwrap_or_default().to_owned()
}

/// Draws the mean of each area and rater, in as few lines as there is room for. Returns the rows
/// used.
fn means(p: &mut Painter, area: Rect, groups: &[Group]) -> u16 {
    let is_tall = area.height >= TALL;
    let (mut x, mut y) = (area.x, area.y);
    for group in groups {
        let room = |x: u16| area.right().saturating_sub(x);
        x += p.text(x, y, room(x), &group.title, Ink::new(Role::Text).bold()) + 1;
        for bar in &group.bars {
            let words = match (bar.value.is_empty(), is_tall) {
                (true, _) => format!("{} –", bar.mark),
                (false, true) => format!("{} {}", bar.mark, bar.caption()),
                (false, false) => format!("{} {}", bar.mark, bar.value),
            };
            x += p.text(x, y, room(x), &words, Ink::new(bar.hue.into()).bold()) + 1;
        }
        if is_tall {
            p.text(
                x + 1,
                y,
                room(x + 1),
                &group.note,
                Ink::new(Role::Bad).bold(),
            );
            (x, y) = (area.x, y + 1);
        } else {
            x += 2;
        }
    }
    if is_tall { cells(groups.len()) + 1 } else { 1 }
}
