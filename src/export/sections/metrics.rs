//! The metrics, as full records.

use super::{Block, column, list, person, picture, table};
use crate::domain::dates::long;
use crate::domain::{Direction, Frequency, List, Metric, MetricKind, MetricSide, Session, Side};
use crate::figure;
use jiff::civil::Date;

/// The metrics: a table, the texts that need room, and the trends.
#[must_use]
pub fn metrics(session: &Session) -> Vec<Block> {
    let overview = table(
        session,
        &session.metrics,
        [
            column("No.", |s, m| s.label_of(*m)),
            column("Metric", |_, m| m.name.clone()),
            column("Goal", |s, m| {
                let goal = m.goal.as_ref().map(|id| s.label(List::Goals, id));
                goal.unwrap_or_default()
            }),
            column("Unit", |_, m| m.unit.clone()),
            column("Direction", |_, m| direction(m).to_owned()),
            column("Baseline", |_, m| with_date(m.baseline, m.baseline_date)),
            column("Target", |_, m| with_date(m.target, m.target_date)),
            column("Now", |_, m| {
                m.now().map(|v| v.to_string()).unwrap_or_default()
            }),
            column("Frequency", |_, m| {
                m.frequency.map_or("", Frequency::label).to_owned()
            }),
            column("Owner", |s, m| person(s, m.owner.as_ref())),
        ],
    );
    [
        overview,
        list(session.metrics.iter().filter_map(|m| details(session, m))),
        picture("Metrics over time", figure::trends(session)),
    ]
    .concat()
}

fn direction(metric: &Metric) -> &'static str {
    match metric.direction {
        Some(Direction::Up) => "up",
        Some(Direction::Down) => "down",
        Some(Direction::Maintain) => "maintain",
        None => "",
    }
}

/// A value with its date: `83 (30 Jun 2027)`.
fn with_date(value: Option<f64>, date: Option<Date>) -> String {
    match (value, date) {
        (Some(value), Some(date)) => format!("{value} ({})", long(date)),
        (Some(value), None) => value.to_string(),
        (None, _) => String::new(),
    }
}

/// What the table has no room for, in one paragraph; none where nothing was written.
fn details(session: &Session, metric: &Metric) -> Option<String> {
    let tolerance = metric.tolerance.map(|t| t.to_string()).unwrap_or_default();
    let kind = metric.kind.map_or("", |kind| match kind {
        MetricKind::Outcome => "outcome",
        MetricKind::Activity => "activity",
        MetricKind::Relationship => "relationship",
    });
    let judged = match metric.side {
        MetricSide::A => session.side_name(Side::A),
        MetricSide::B => session.side_name(Side::B),
        MetricSide::Joint => "",
    };
    let details = [
        ("question", metric.question.as_str()),
        ("definition", &*metric.definition),
        ("formula", &*metric.formula),
        ("source", &*metric.source),
        ("penalty", &*metric.penalty),
        ("tolerance", &*tolerance),
        ("kind", kind),
        ("only judges", judged),
    ];
    let details: Vec<String> = details
        .iter()
        .filter(|(_, text)| !text.is_empty())
        .map(|(name, text)| format!("{name}: {text}"))
        .collect();
    (!details.is_empty()).then(|| format!("{} — {}", metric.name, details.join("; ")))
}
