//! Metrics and their readings.

use super::{Cells, Column, cells, labels, person, word};
use crate::domain::{Frequency, List, Metric, Session};
use crate::export::tables::Datum;

pub(in crate::export::tables) fn metrics(s: &Session) -> Cells {
    cells(
        s,
        &s.metrics,
        [
            Column("id", |_, m| (&m.id).into()),
            Column("number", |s, m| s.label_of(*m).into()),
            Column("metric", |_, m| (&m.name).into()),
            Column("goal", |s, m| labels(s, List::Goals, &m.goal)),
            Column("question", |_, m| (&m.question).into()),
            Column("definition", |_, m| (&m.definition).into()),
            Column("formula", |_, m| (&m.formula).into()),
            Column("unit", |_, m| (&m.unit).into()),
            Column("direction", |_, m| {
                m.direction.map_or(Datum::Empty, |d| word(&d))
            }),
            Column("baseline", |_, m| m.baseline.into()),
            Column("baseline_date", |_, m| m.baseline_date.into()),
            Column("target", |_, m| m.target.into()),
            Column("target_date", |_, m| m.target_date.into()),
            Column("tolerance", |_, m| m.tolerance.into()),
            Column("now", |_, m| m.now().into()),
            Column("progress", |_, m| progress(m).into()),
            Column("frequency", |_, m| {
                m.frequency.map_or("", Frequency::label).into()
            }),
            Column("source", |_, m| (&m.source).into()),
            Column("owner", |s, m| person(s, m.owner.as_ref())),
            Column("side", |_, m| word(&m.side)),
            Column("kind", |_, m| m.kind.map_or(Datum::Empty, |k| word(&k))),
            Column("penalty", |_, m| (&m.penalty).into()),
        ],
    )
}

/// The share of the way from baseline to target, to three decimals.
fn progress(metric: &Metric) -> Option<f64> {
    metric.progress().map(|p| (p * 1000.0).round() / 1000.0)
}

pub(in crate::export::tables) fn readings(s: &Session) -> Cells {
    let rows = s
        .metrics
        .iter()
        .flat_map(|metric| metric.readings.iter().map(move |reading| (metric, reading)));
    cells(
        s,
        rows,
        [
            Column("metric_id", |_, (m, _)| (&m.id).into()),
            Column("metric", |_, (m, _)| (&m.name).into()),
            Column("unit", |_, (m, _)| (&m.unit).into()),
            Column("date", |_, (_, r)| Datum::Date(r.date)),
            Column("value", |_, (_, r)| Some(r.value).into()),
        ],
    )
}
