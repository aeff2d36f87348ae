//! The 2×2: effort across, worth to both up.

use super::super::brick::cells;
use super::ground;
use crate::domain::priority::impact;
use crate::domain::{Action, Id, Session};
use crate::widgets::{Ink, Painter, Role};
use ratatui::layout::Rect;
use std::collections::HashMap;

/// More labels than this are no picture any more.
const MOST: usize = 100;

/// Draws the picture; the selected action is lit here as in the list. Unscored actions are not in it.
pub(super) fn view(p: &mut Painter, area: Rect, list: &[&Action], selected: usize, session: &Session) {
    if area.height < 8 || area.width < 16 {
        return;
    }
    p.text(area.x, area.y, area.width, "worth to both ▲", Role::Quiet);
    let plot = Rect { x: area.x + 1, y: area.y + 2, width: area.width - 1, height: area.height - 4 };
    let (mid_x, mid_y) = (plot.x + at(2.5, plot.width), plot.y + at(6.0 - 3.25, plot.height));
    p.upright(plot.x - 1, plot.y, plot.height, "│", Role::Line);
    p.text(plot.x - 1, plot.bottom(), plot.width + 1, &format!("└{}", "─".repeat(usize::from(plot.width))), Role::Line);
    p.upright(mid_x, plot.y, plot.height, "┊", Role::Line);
    p.text(plot.x, mid_y, plot.width, &"┄".repeat(usize::from(plot.width)), Role::Line);
    p.right(area.right(), area.bottom() - 1, "effort ▸", Role::Quiet);
    let half = mid_x.saturating_sub(plot.x + 1);
    for (x, y, words, short) in [
        (plot.x + 1, plot.y, "quick wins", "quick"),
        (mid_x + 2, plot.y, "big projects", "big"),
        (plot.x + 1, plot.bottom() - 1, "fill-ins", "fill-in"),
        (mid_x + 2, plot.bottom() - 1, "think again", "again"),
    ] {
        let room = if x > mid_x { plot.right().saturating_sub(x) } else { half };
        p.text(x, y, room, if usize::from(room) >= words.len() { words } else { short }, Role::Quiet);
    }
    // labels that would cover each other go to the nearest free place; the lit one is drawn last
    let mut taken: Vec<Rect> = Vec::new();
    let mut points: Vec<(usize, u16, u16, String)> = Vec::new();
    let numbers: HashMap<&Id, usize> = session.actions.iter().enumerate().map(|(n, a)| (&a.id, n + 1)).collect();
    // the lit one is always in the picture; of very many, the first
    let scored = list.iter().enumerate().filter(|(_, a)| impact(a).is_some() && a.effort.is_some());
    let drawn = scored.clone().filter(|(n, _)| *n == selected).chain(scored.filter(|(n, _)| *n != selected).take(MOST));
    for (n, action) in drawn {
        let (Some(worth), Some(effort)) = (impact(action), action.effort) else { continue };
        let label = format!(" {} ", numbers.get(&action.id).copied().unwrap_or_default());
        let x = plot.x + at(f64::from(effort), plot.width);
        let y = plot.y + at(6.0 - worth, plot.height);
        let wide = cells(label.len());
        let place = free(plot, Rect { x: x.min(plot.right().saturating_sub(wide)), y, width: wide, height: 1 }, &taken);
        taken.push(place);
        points.push((n, place.x, place.y, label));
    }
    points.sort_by_key(|(n, ..)| *n == selected);
    for (n, x, y, label) in points {
        let ink = Ink::new(if n == selected { Role::Text } else { Role::Accent }).bold().on(ground(n == selected));
        p.text(x, y, cells(label.len()), &label, ink);
    }
}

/// The place nearest to `wanted` inside `plot` where no label is yet.
fn free(plot: Rect, wanted: Rect, taken: &[Rect]) -> Rect {
    let fits = |r: &Rect| r.right() <= plot.right() && r.bottom() <= plot.bottom() && !taken.iter().any(|t| t.intersects(*r));
    for far in 0..plot.height.max(1) {
        for y in [wanted.y.saturating_sub(far), wanted.y + far] {
            if y < plot.y {
                continue;
            }
            for step in 0..3 {
                for x in [wanted.x + step * wanted.width, wanted.x.saturating_sub(step * wanted.width).max(plot.x)] {
                    let place = Rect { x, y, ..wanted };
                    if fits(&place) {
                        return place;
                    }
                }
            }
        }
    }
    wanted
}

/// The cell of a value from 1 to 5 (with half a step of room at each end) on an axis of this length.
fn at(value: f64, length: u16) -> u16 {
    let share = ((value - 0.5) / 5.0).clamp(0.0, 1.0);
    ((f64::from(length.saturating_sub(1))) * share).round() as u16
}
