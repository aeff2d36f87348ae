//! Marks between pairs of opposites: a line a pair.

use super::{Ink, Painter, Role, cells};
use crate::figure::{Opposites, Profile};
use ratatui::layout::Rect;

/// Cells between two answers of a scale.
const STEP: usize = 4;

/// Draws the pairs from the top of the area on, the one of item `selected` in bold. Returns the
/// rows used.
pub fn profile(p: &mut Painter, area: Rect, profile: &Profile, selected: &str) -> u16 {
    let answers = profile.rows.iter().map(|r| r.answers).max().unwrap_or(2);
    let scale = cells((answers.max(2) - 1) * STEP + 1);
    let ends = area.width.saturating_sub(scale + 4) / 2;
    let left = area.x + ends;
    for (y, row) in (area.y..area.bottom()).zip(&profile.rows) {
        let is_selected = row.item == selected;
        let ink = Ink::new(Role::Text).bold_if(is_selected);
        if is_selected {
            p.text(area.x, y, 1, "▸", Role::Accent);
        }
        p.right(
            left,
            y,
            &crate::text::clip(&row.ends[0], usize::from(ends)),
            ink,
        );
        draw_scale(p, left + 2, y, scale, row);
        p.text(left + scale + 4, y, ends, &row.ends[1], ink);
    }
    cells(profile.rows.len()).min(area.height)
}

fn draw_scale(p: &mut Painter, x: u16, y: u16, width: u16, row: &Opposites) {
    let line: String = (0..width)
        .map(|n| match usize::from(n) % STEP {
            0 => '·',
            _ => '─',
        })
        .collect();
    p.text(x, y, width, &line, Role::Line);
    let mut taken: Vec<u16> = Vec::new();
    for mark in &row.marks {
        let place = x + (mark.share * f64::from(width.saturating_sub(1))).round() as u16;
        // two on one place stand side by side, the second inwards
        let inwards = if mark.share < 1.0 {
            place + 1
        } else {
            place - 1
        };
        let place = if taken.contains(&place) {
            inwards
        } else {
            place
        };
        taken.push(place);
        p.text(place, y, 1, &mark.mark, Ink::new(mark.hue.into()).bold());
    }
}
