//! A radar: one axis for each group of bars, one line for each bar. For five groups and more.

use super::{Ink, Painter, Role, cells};
use crate::figure::Group;
use crate::text;
use ratatui::layout::{Position, Rect};

/// Fewest groups with which a radar says more than bars.
const LEAST: usize = 5;
/// Rows and columns a radar needs.
const ROOM: (u16, u16) = (11, 44);

/// True if these groups make a radar that fits into `area`.
#[must_use]
pub fn radar_fits(groups: &[Group], area: Rect) -> bool {
    groups.len() >= LEAST
        && groups.len() <= 8
        && area.height >= ROOM.0
        && area.width >= ROOM.1
        && groups
            .iter()
            .any(|g| g.bars.iter().any(|b| b.share.is_some()))
}

/// Draws the radar. The centre is the lowest figure, the end of an axis the highest.
pub fn radar(p: &mut Painter, area: Rect, groups: &[Group]) {
    let web = Web::new(area, groups.len());
    for n in 0..groups.len() {
        web.line(p, web.at(n, 0.0), web.at(n, 1.0), "·", Role::Line);
        web.line(p, web.at(n, 1.0), web.at(n + 1, 1.0), "·", Role::Line);
    }
    let bars = groups.iter().map(|g| g.bars.len()).max().unwrap_or(0);
    for bar in 0..bars {
        draw_bars(p, &web, groups, bar);
    }
    for (n, group) in groups.iter().enumerate() {
        draw_title(p, &web, n, &group.title);
    }
}

/// Places on a radar.
struct Web {
    area: Rect,
    axes: usize,
    centre: (f64, f64),
    /// Length of an axis in rows.
    radius: f64,
}

impl Web {
    fn new(area: Rect, axes: usize) -> Self {
        let (width, height) = (f64::from(area.width), f64::from(area.height - 1));
        Self {
            area,
            axes,
            centre: (
                f64::from(area.x) + width / 2.0,
                f64::from(area.y) + height / 2.0,
            ),
            radius: (height / 2.0 - 1.0).min(width / 4.0 - 5.0),
        }
    }

    /// The place of a share on an axis; after the last axis comes the first.
    fn at(&self, axis: usize, share: f64) -> (f64, f64) {
        let angle = std::f64::consts::TAU * axis as f64 / self.axes as f64;
        let (x, y) = self.centre;
        // a cell is twice as tall as it is wide
        (
            x + angle.sin() * self.radius * share * 2.0,
            y - angle.cos() * self.radius * share,
        )
    }

    fn line(&self, p: &mut Painter, from: (f64, f64), to: (f64, f64), sign: &str, role: Role) {
        let steps = ((to.0 - from.0).abs().max((to.1 - from.1).abs() * 2.0) / 1.5)
            .ceil()
            .max(1.0);
        for n in 0..=steps as usize {
            let share = n as f64 / steps;
            let x = (from.0 + (to.0 - from.0) * share).round();
            let y = (from.1 + (to.1 - from.1) * share).round();
            let place = Position::new(x.max(0.0) as u16, y.max(0.0) as u16);
            if self.area.contains(place) {
                p.text(place.x, place.y, 1, sign, role);
            }
        }
    }
}

/// Draws the bars at one place of all groups: a line around the radar, and a mark on each axis.
fn draw_bars(p: &mut Painter, web: &Web, groups: &[Group], place: usize) {
    let bar = |n: usize| {
        let bar = groups.get(n % groups.len())?.bars.get(place)?;
        Some((web.at(n, bar.share?), bar))
    };
    for n in 0..groups.len() {
        if let (Some((from, bar)), Some((to, _))) = (bar(n), bar(n + 1)) {
            web.line(p, from, to, "•", bar.hue.into());
        }
    }
    for ((x, y), bar) in (0..groups.len()).filter_map(bar) {
        let mark = match bar.mark.chars().next() {
            Some('●') => "●",
            _ => "◆",
        };
        let ink = Ink::new(bar.hue.into()).bold();
        p.text(x.round() as u16, y.round() as u16, 1, mark, ink);
    }
}

/// Draws the title of a group at the end of its axis, away from the centre.
fn draw_title(p: &mut Painter, web: &Web, axis: usize, title: &str) {
    let area = web.area;
    let (x, y) = web.at(axis, 1.0);
    let from_centre = (x - web.centre.0).round();
    let y = (y + ((y - web.centre.1) / web.radius).round())
        .round()
        .clamp(f64::from(area.y), f64::from(area.bottom() - 1)) as u16;
    let title = text::one_line(title);
    let width = cells(text::width(&title));
    let x = x.round() as u16;
    let (start, room) = if from_centre.abs() < 2.0 {
        let last = area.right().saturating_sub(width).max(area.x);
        let start = x.saturating_sub(width / 2).clamp(area.x, last);
        (start, area.right() - start)
    } else if from_centre > 0.0 {
        (x + 2, area.right().saturating_sub(x + 2))
    } else {
        let room = x.saturating_sub(area.x + 1);
        (x.saturating_sub(1 + width.min(room)), room)
    };
    p.text(start, y, room, &title, Role::Text);
}
