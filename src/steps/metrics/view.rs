//! The step Metrics on screen: the metrics with their scales, and what the set lacks.

use super::{Screen, list, scale};
use crate::domain::*;
use crate::keys::Command;
use crate::steps::components::{self, ItemText, count, count_with_verb};
use crate::steps::{Ctx, editor_height, editor_view, of_kind};
use crate::text;
use crate::widgets::{Ink, Painter, Role, Row, Spacing, Table, split_bottom, split_top};
use ratatui::layout::Rect;
use std::collections::HashSet;

/// More metrics than this distract from those that matter (docs/method.md, "Metrics").
const MANY: usize = 8;

impl Screen {
    pub(super) fn draw(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let list = list(ctx);
        let adding = usize::from(ctx.editing.is_some_and(|e| e.adds(List::Metrics, 0)));
        if list.is_empty() && adding == 0 {
            let purpose = of_kind(&Kind::Metrics).purpose();
            let does = "adds the first metric";
            components::empty(p, area, purpose, &ctx.step.example, Command::Add, does);
            return;
        }
        let gaps = gaps(ctx.session);
        let (body, foot) = split_bottom(area, if gaps.is_empty() { 0 } else { 2 });
        let body = split_top(body, 1).1;
        let selected = if adding == 1 {
            list.len()
        } else {
            self.cursor.row(&list)
        };
        let wide = (area.width / 2).saturating_sub(4);
        let height = |n: usize| {
            let name = match (list.get(n), ctx.editing) {
                (Some(m), _) => components::field_height(ctx, written(m), wide),
                (None, Some(editing)) => editor_height(&editing.buffer, wide),
                (None, None) => 1,
            };
            name.saturating_add(1)
        };
        let table = Table::new(list.len() + adding, height)
            .selected(selected)
            .spacing(Spacing::Airy);
        table.draw(p, body, |p, row| {
            let text = Rect {
                width: wide,
                ..row.text
            };
            match (list.get(row.index), ctx.editing) {
                (Some(m), _) => {
                    let ink = row.ink(Role::Text).bold();
                    let used = components::field_view(p, ctx, text, written(m), ink);
                    facts(ctx, p, row, m, wide + 2);
                    let line = split_top(split_top(row.text, used).1, 1).0;
                    scale::draw(p, line, m, row.ground);
                }
                (None, Some(editing)) => {
                    editor_view(p, text, &editing.buffer, row.ground);
                }
                (None, None) => {}
            }
        });
        if !gaps.is_empty() {
            gaps_line(p, split_bottom(foot, 1).1, &gaps);
        }
    }
}

fn written(metric: &Metric) -> ItemText<'_> {
    ItemText::text(List::Metrics, &metric.id, &metric.name)
}

/// Direction and unit, goal, side, kind and frequency, on the first line of a metric.
fn facts(ctx: &Ctx, p: &mut Painter, row: &Row, m: &Metric, from: u16) {
    let (x, y, right) = (row.text.x + from, row.text.y, row.text.right());
    let direction = match m.direction {
        Some(Direction::Up) => "▲",
        Some(Direction::Down) => "▼",
        Some(Direction::Maintain) => "=",
        None => "?",
    };
    let unit = if m.unit.is_empty() {
        "no unit"
    } else {
        m.unit.as_str()
    };
    let unit = format!("{direction} {unit}");
    p.text(x, y, 9, &unit, row.ink(Role::Quiet));
    let (goal, role) = match &m.goal {
        Some(id) => (ctx.session.label(List::Goals, id), Role::Accent),
        None => ("no goal".to_owned(), Role::Warn),
    };
    p.text(x + 10, y, 7, &goal, row.ink(role).bold());
    let (side, role) = match m.side {
        MetricSide::Joint => ("joint".to_owned(), Role::Quiet),
        MetricSide::A => (format!("{} only", Side::A.glyph()), Role::Warn),
        MetricSide::B => (format!("{} only", Side::B.glyph()), Role::Warn),
    };
    let kind = if m.kind == Some(MetricKind::Relationship) {
        " · relationship"
    } else {
        ""
    };
    let room = right.saturating_sub(x + 28);
    p.text(x + 17, y, room, &format!("{side}{kind}"), row.ink(role));
    let frequency = m.frequency.map_or("", Frequency::label);
    p.right(right, y, frequency, row.ink(Role::Quiet));
}

/// What the set of metrics lacks, as many of the points as one line has room for.
fn gaps_line(p: &mut Painter, line: Rect, gaps: &[(String, Role)]) {
    let mut x = line.x;
    for (words, role) in gaps {
        let room = line.right().saturating_sub(x);
        if usize::from(room) < text::width(words) {
            return;
        }
        x += p.text(x, line.y, room, words, Ink::new(*role).bold()) + 4;
    }
}

/// What the set of metrics lacks.
fn gaps(session: &Session) -> Vec<(String, Role)> {
    let metrics = &session.metrics;
    let mut out = Vec::new();
    let measured: HashSet<&Id> = metrics.iter().filter_map(|m| m.goal.as_ref()).collect();
    let unmeasured: Vec<String> = session
        .goals
        .iter()
        .filter(|g| !measured.contains(&g.id))
        .map(|g| session.label_of(g))
        .collect();
    if !unmeasured.is_empty() {
        let verb = if unmeasured.len() == 1 { "has" } else { "have" };
        let goals = unmeasured.join(", ");
        out.push((format!("! {goals} {verb} no metric"), Role::Bad));
    }
    let mut warn = |n: usize, words: String| {
        if n > 0 {
            out.push((format!("? {words}"), Role::Warn));
        }
    };
    let n = metrics.iter().filter(|m| m.baseline.is_none()).count();
    warn(n, format!("{} without baseline", count(n, "metric")));
    let relationship = |m: &Metric| m.kind == Some(MetricKind::Relationship);
    if !metrics.is_empty() && !metrics.iter().any(relationship) {
        warn(1, "none is about the relationship".to_owned());
    }
    let n = metrics
        .iter()
        .filter(|m| !m.penalty.trim().is_empty())
        .count();
    let carry = count_with_verb(n, "metric", "carries a penalty", "carry a penalty");
    warn(n, format!("{carry}; penalties hide problems"));
    if metrics.len() > MANY {
        let all = count(metrics.len(), "metric");
        warn(1, format!("{all} are many: which {MANY} matter most?"));
    }
    out
}
