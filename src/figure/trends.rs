//! Metrics over time.

use super::{Figure, Hue, Trend};
use crate::domain::dates::long;
use crate::domain::{Metric, Session};

/// Every metric that has a value or a target; none where no metric has.
#[must_use]
pub fn trends(session: &Session) -> Option<Figure> {
    let list: Vec<Trend> = session.metrics.iter().filter_map(trend).collect();
    (!list.is_empty()).then_some(Figure::Trends(list))
}

fn trend(m: &Metric) -> Option<Trend> {
    let day = |d: Option<jiff::civil::Date>| d.map(long).unwrap_or_default();
    let finite = |v: Option<f64>| v.filter(|v| v.is_finite());
    let mut readings: Vec<_> = m.readings.iter().filter(|r| r.value.is_finite()).collect();
    readings.sort_by_key(|r| r.date);
    let mut values: Vec<(String, f64)> = finite(m.baseline)
        .map(|b| (day(m.baseline_date), b))
        .into_iter()
        .collect();
    values.extend(readings.iter().map(|r| (long(r.date), r.value)));
    if values.is_empty() && finite(m.target).is_none() {
        return None;
    }
    let unit = if m.unit.is_empty() {
        String::new()
    } else {
        format!(" ({})", m.unit)
    };
    let remark = match (m.now(), m.progress(), m.inside()) {
        (None, ..) => "no baseline yet".to_owned(),
        (Some(now), Some(share), _) => {
            format!("now {now}, {} % of the way", (share * 100.0).round())
        }
        (Some(now), None, Some(true)) => format!("now {now}, within tolerance"),
        (Some(now), None, Some(false)) => format!("now {now}, outside tolerance"),
        (Some(now), None, None) => format!("now {now}"),
    };
    let hue = match (m.progress(), m.inside()) {
        (Some(share), _) if share < 0.0 => Hue::Bad,
        (_, Some(false)) => Hue::Bad,
        (None, None) => Hue::Quiet,
        _ => Hue::Good,
    };
    Some(Trend {
        title: format!("{}{unit}", m.name),
        from_to: (finite(m.baseline), finite(m.target)),
        values,
        remark,
        hue,
    })
}
