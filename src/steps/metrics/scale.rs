//! The scale of a metric: a line from baseline to target with the current value on it.

use crate::domain::Metric;
use crate::widgets::{Ground, Ink, Painter, Role};
use ratatui::layout::Rect;

/// Cells for the baseline on the left of the line.
const BASELINE: u16 = 9;

/// Draws the scale of a metric into one row, without height not at all.
pub(super) fn draw(p: &mut Painter, row: Rect, m: &Metric, ground: Ground) {
    if row.height == 0 {
        return;
    }
    let words = if row.width >= 100 { 40 } else { 26 };
    let (left, right) = (row.x + BASELINE, row.right().saturating_sub(words + 8));
    let role = if m.baseline.is_some() {
        Role::Text
    } else {
        Role::Warn
    };
    let ink = Ink::new(role).on(ground);
    p.right(left - 1, row.y, &number(m.baseline), ink);
    let length = right.saturating_sub(left);
    if length < 6 {
        return;
    }
    let line_area = Rect {
        x: left,
        width: length,
        ..row
    };
    line(p, line_area, m, ground);
    let x = right + 1;
    let rest = Rect {
        x,
        width: row.right().saturating_sub(x),
        ..row
    };
    target(p, rest, m, ground);
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "?".to_owned(), |v| v.to_string())
}

/// Green on the way to the target or within the tolerance, red otherwise.
fn progress_role(m: &Metric) -> Role {
    if m.progress().is_some_and(|s| s >= 0.0) || m.inside() == Some(true) {
        Role::Good
    } else {
        Role::Bad
    }
}

/// The line itself, with a dot at the current value.
fn line(p: &mut Painter, area: Rect, m: &Metric, ground: Ground) {
    let inner = usize::from(area.width - 2);
    let share = m
        .progress()
        .map(|s| s.clamp(0.0, 1.0))
        .or_else(|| m.inside().map(|inside| if inside { 1.0 } else { 0.0 }));
    let at = share.map(|s| (s * (inner - 1) as f64).round() as usize);
    let done = "━".repeat(at.unwrap_or(0));
    let dot = if at.is_some() { "●" } else { "" };
    let rest = "─".repeat(inner - at.map_or(0, |a| a + 1));
    let quiet = Ink::new(Role::Line).on(ground);
    let ink = Ink::new(progress_role(m)).on(ground);
    p.spans(
        area.x,
        area.y,
        area.width,
        &[
            ("├", quiet),
            (&done, ink),
            (dot, ink.bold()),
            (&rest, quiet),
            ("┤", quiet),
        ],
    );
}

/// The target, the current value, the trend, and the first problem of the metric.
fn target(p: &mut Painter, area: Rect, m: &Metric, ground: Ground) {
    let ink = |role| Ink::new(role).on(ground);
    if m.target.is_none() {
        let now = m.now().map(|n| format!("   now {n}")).unwrap_or_default();
        let spans = [
            ("? no target yet", ink(Role::Warn).bold()),
            (now.as_str(), ink(Role::Text)),
        ];
        p.spans(area.x, area.y, area.width, &spans);
        return;
    }
    let target = ink(Role::Text).bold();
    let used = p.text(area.x, area.y, 8, &number(m.target), target);
    let mut x = area.x + used.max(5) + 2;
    let mut parts = vec![(current(m), ink(Role::Text))];
    parts.extend(m.trend().map(|t| (t, ink(progress_role(m)).bold())));
    let problem = m.problems().into_iter().next();
    parts.extend(problem.map(|why| (format!("? {why}"), ink(Role::Warn))));
    for (words, ink) in parts {
        x += p.text(x, area.y, area.right().saturating_sub(x), &words, ink) + 2;
    }
}

/// The current value, and how far it is on the way to the target.
fn current(m: &Metric) -> String {
    match (m.now(), m.progress(), m.inside()) {
        (None, ..) => "no baseline yet".to_owned(),
        (Some(now), Some(share), _) => {
            format!("now {now}  {} % of the way", (share * 100.0).round() as i64)
        }
        (Some(now), None, Some(true)) => format!("now {now}  within tolerance"),
        (Some(now), None, Some(false)) => format!("now {now}  outside tolerance"),
        (Some(now), None, None) => format!("now {now}"),
    }
}
