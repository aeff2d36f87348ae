//! A radar: one axis a group of bars, one line a bar. For five groups and more.

use super::{Ink, Painter, Role};
use crate::figure::Group;
use crate::text;
use ratatui::layout::Rect;

/// Groups from which on a radar says more than bars.
const LEAST: usize = 5;
/// Rows and columns it needs.
const ROOM: (u16, u16) = (11, 44);

/// Whether these groups make a radar that fits into `area`.
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

/// Draws it. The centre is the lowest figure, the end of an axis the highest.
pub fn radar(p: &mut Painter, area: Rect, groups: &[Group]) {
    let (cx, cy) = (
        f64::from(area.x) + f64::from(area.width) / 2.0,
        f64::from(area.y) + f64::from(area.height - 1) / 2.0,
    );
    // a cell is twice as tall as it is wide
    let tall = (f64::from(area.height - 1) / 2.0 - 1.0).min(f64::from(area.width) / 4.0 - 5.0);
    let at = |n: usize, share: f64| {
        let angle = std::f64::consts::TAU * n as f64 / groups.len() as f64;
        (
            cx + angle.sin() * tall * share * 2.0,
            cy - angle.cos() * tall * share,
        )
    };
    for n in 0..groups.len() {
        line(p, area, at(n, 0.0), at(n, 1.0), "·", Role::Line);
        line(
            p,
            area,
            at(n, 1.0),
            at((n + 1) % groups.len(), 1.0),
            "·",
            Role::Line,
        );
    }
    let bars = groups.iter().map(|g| g.bars.len()).max().unwrap_or(0);
    for b in 0..bars {
        let bar = |n: usize| {
            groups
                .get(n)
                .and_then(|g| g.bars.get(b))
                .and_then(|bar| Some((at(n, bar.share?), bar)))
        };
        for n in 0..groups.len() {
            if let (Some((from, bar)), Some((to, _))) = (bar(n), bar((n + 1) % groups.len())) {
                line(p, area, from, to, "•", Role::from(bar.hue));
            }
        }
        for n in 0..groups.len() {
            if let Some(((x, y), bar)) = bar(n) {
                let mark = bar
                    .mark
                    .chars()
                    .next()
                    .filter(|c| "◆●".contains(*c))
                    .unwrap_or('◆');
                p.text(
                    x.round() as u16,
                    y.round() as u16,
                    1,
                    &mark.to_string(),
                    Ink::new(bar.hue.into()).bold(),
                );
            }
        }
    }
    for (n, group) in groups.iter().enumerate() {
        let (x, y) = at(n, 1.0);
        let side = (x - cx).round();
        let y = (y + ((y - cy) / tall).round())
            .round()
            .clamp(f64::from(area.y), f64::from(area.bottom() - 1)) as u16;
        let wide = super::cells(text::width(&text::one_line(&group.title)));
        let x = x.round() as u16;
        let (start, room) = if side.abs() < 2.0 {
            let start = x
                .saturating_sub(wide / 2)
                .clamp(area.x, area.right().saturating_sub(wide).max(area.x));
            (start, area.right() - start)
        } else if side > 0.0 {
            (x + 2, area.right().saturating_sub(x + 2))
        } else {
            let room = x.saturating_sub(area.x + 1);
            (x.saturating_sub(1 + wide.min(room)), room)
        };
        p.text(
            start,
            y,
            room,
            &text::clip(&text::one_line(&group.title), usize::from(room)),
            Ink::new(Role::Text),
        );
    }
}

fn line(p: &mut Painter, area: Rect, from: (f64, f64), to: (f64, f64), sign: &str, role: Role) {
    let steps = ((to.0 - from.0).abs().max((to.1 - from.1).abs() * 2.0) / 1.5)
        .ceil()
        .max(1.0);
    for n in 0..=steps as usize {
        let share = n as f64 / steps;
        let (x, y) = (
            (from.0 + (to.0 - from.0) * share).round(),
            (from.1 + (to.1 - from.1) * share).round(),
        );
        if x >= f64::from(area.x)
            && x < f64::from(area.right())
            && y >= f64::from(area.y)
            && y < f64::from(area.bottom())
        {
            p.text(x as u16, y as u16, 1, sign, Ink::new(role));
        }
    }
}
