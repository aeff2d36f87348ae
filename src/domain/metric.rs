//! Metrics and their readings. `docs/method.md`, "Metrics".

use super::labels::labelled_enum;
use super::{Extra, Id};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How both sides know that a goal is being reached.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Metric {
    /// Its id.
    pub id: Id,
    /// Its number, given once and kept for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<u32>,
    /// Its name.
    pub name: String,
    /// The goal it measures.
    #[serde(default)]
    pub goal: Option<Id>,
    /// The question it answers.
    #[serde(default)]
    pub question: String,
    /// What exactly is counted.
    #[serde(default)]
    pub definition: String,
    /// How it is computed.
    #[serde(default)]
    pub formula: String,
    /// Unit, such as `%`.
    #[serde(default)]
    pub unit: String,
    /// Which way is better.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// Value when the measuring began.
    #[serde(default)]
    pub baseline: Option<f64>,
    /// Day of the baseline.
    #[serde(default)]
    pub baseline_date: Option<Date>,
    /// Value to reach.
    #[serde(default)]
    pub target: Option<f64>,
    /// Day by which it is to be reached.
    #[serde(default)]
    pub target_date: Option<Date>,
    /// Allowed deviation, in the metric's unit.
    #[serde(default)]
    pub tolerance: Option<f64>,
    /// How often it is read.
    #[serde(default)]
    pub frequency: Option<Frequency>,
    /// Where the numbers come from.
    #[serde(default)]
    pub source: String,
    /// Who reads it.
    #[serde(default)]
    pub owner: Option<Id>,
    /// Who is judged by it.
    #[serde(default)]
    pub side: MetricSide,
    /// Outcome, activity or relationship.
    #[serde(default)]
    pub kind: Option<MetricKind>,
    /// A penalty tied to it, if any; penalties make people hide problems.
    #[serde(default)]
    pub penalty: String,
    /// Readings, oldest first.
    #[serde(default)]
    pub readings: Vec<Reading>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One value on one day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// The day.
    pub date: Date,
    /// The value, in the metric's unit.
    pub value: f64,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Higher is better.
    Up,
    /// Lower is better.
    Down,
    /// Staying within the tolerance is good.
    Maintain,
}

labelled_enum! {
    /// How often a metric is read.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "kebab-case")]
    Frequency {
        /// Every day.
        Daily = "daily",
        /// Every week.
        Weekly = "weekly",
        /// Every month.
        Monthly = "monthly",
        /// Every three months.
        Quarterly = "quarterly",
        /// Every six months.
        HalfYearly = "half-yearly",
        /// Every year.
        Yearly = "yearly",
    }
}

/// Who is judged by a metric.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MetricSide {
    /// Side A alone.
    A,
    /// Side B alone.
    B,
    /// Both sides.
    #[default]
    Joint,
}

/// What a metric measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MetricKind {
    /// A result.
    Outcome,
    /// Something done.
    Activity,
    /// The quality of the working relationship.
    Relationship,
}

/// Bars of one to eight eighths of a cell.
const LEVELS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// Most values in a trend.
const TREND: usize = 12;

impl Metric {
    /// Baseline and last readings as a row of bars; `None` for fewer than two values.
    #[must_use]
    pub fn trend(&self) -> Option<String> {
        let mut values: Vec<f64> = self
            .baseline
            .into_iter()
            .chain(self.readings.iter().map(|r| r.value))
            .filter(|v| v.is_finite())
            .collect();
        values.drain(..values.len().saturating_sub(TREND));
        let low = values.iter().copied().reduce(f64::min)?;
        let high = values.iter().copied().reduce(f64::max)?;
        let level = |v: &f64| {
            if high > low {
                ((v - low) / (high - low) * 7.0).round() as usize
            } else {
                3
            }
        };
        (values.len() > 1).then(|| {
            values
                .iter()
                .filter_map(|v| LEVELS.get(level(v).min(7)))
                .collect()
        })
    }

    /// The newest reading, or the baseline if there is none after it.
    #[must_use]
    pub fn now(&self) -> Option<f64> {
        let newest = self.readings.iter().max_by_key(|r| r.date);
        let newest = newest.filter(|r| self.baseline_date.is_none_or(|on| on <= r.date));
        newest.map(|r| r.value).or(self.baseline)
    }

    /// Share of the way from baseline to target; `None` where that is undefined.
    #[must_use]
    pub fn progress(&self) -> Option<f64> {
        let (from, to, now) = (self.baseline?, self.target?, self.now()?);
        (self.direction != Some(Direction::Maintain) && (to - from).abs() > f64::EPSILON)
            .then(|| (now - from) / (to - from) + 0.0) // + 0.0 turns -0 into 0
    }

    /// True if a value to be maintained is within its tolerance; `None` for the other directions.
    #[must_use]
    pub fn inside(&self) -> Option<bool> {
        (self.direction == Some(Direction::Maintain)).then_some(())?;
        Some((self.now()? - self.target?).abs() <= self.tolerance.unwrap_or(0.0))
    }

    /// True if the two newest readings both miss the target, on or after the day by which it was to
    /// be reached.
    #[must_use]
    pub fn missed_twice(&self) -> bool {
        let Some(target) = self.target else {
            return false;
        };
        let misses = |reading: &&Reading| match self.direction {
            Some(Direction::Up) => reading.value < target,
            Some(Direction::Down) => reading.value > target,
            Some(Direction::Maintain) => {
                (reading.value - target).abs() > self.tolerance.unwrap_or(0.0)
            }
            None => false,
        };
        let is_due = |r: &&Reading| self.target_date.is_none_or(|by| by <= r.date);
        let mut readings: Vec<&Reading> = self.readings.iter().collect();
        readings.sort_by_key(|r| r.date);
        let newest = readings.into_iter().rev().take(2).filter(is_due);
        newest.filter(misses).count() == 2
    }

    /// What is missing or contradictory, in words.
    #[must_use]
    pub fn problems(&self) -> Vec<&'static str> {
        let mut out = Vec::new();
        match (self.direction, self.baseline, self.target) {
            (None, _, _) => out.push("no direction"),
            (Some(Direction::Up), Some(b), Some(t)) if t <= b => {
                out.push("target is not above the baseline")
            }
            (Some(Direction::Down), Some(b), Some(t)) if t >= b => {
                out.push("target is not below the baseline")
            }
            (Some(Direction::Maintain), _, _) if self.tolerance.is_none() => {
                out.push("no tolerance")
            }
            _ => {}
        }
        let missing = [
            (self.baseline.is_none(), "no baseline"),
            (self.target.is_none(), "no target"),
            (self.unit.trim().is_empty(), "no unit"),
            (self.frequency.is_none(), "no frequency"),
            (self.owner.is_none(), "no owner"),
            (self.source.trim().is_empty(), "no source"),
        ];
        out.extend(
            missing
                .into_iter()
                .filter_map(|(is, what)| is.then_some(what)),
        );
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn metric(more: serde_json::Value) -> Metric {
        let mut base = json!({"id": "m", "name": "n", "unit": "%", "frequency": "monthly",
            "owner": "p", "source": "ERP"});
        base.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        serde_json::from_value(base).unwrap()
    }

    #[test]
    fn a_target_is_missed_twice_once_two_readings_in_a_row_miss_it_when_it_is_due() {
        let read = |target_date: &str, values: [i32; 2]| {
            let [first, second] = values;
            metric(
                json!({"direction": "up", "target": 97, "target_date": target_date,
                "readings": [{"date": "2027-03-01", "value": second},
                    {"date": "2027-02-01", "value": first}]}),
            )
            .missed_twice()
        };
        assert!(read("2027-01-31", [90, 96]));
        assert!(!read("2027-01-31", [90, 97]), "reached at last");
        assert!(!read("2027-02-15", [90, 96]), "the first was not due yet");
        assert!(!metric(json!({"direction": "up", "target": 97})).missed_twice());
    }

    #[test]
    fn progress_and_problems_follow_the_direction() {
        let m = metric(json!({"direction": "down", "baseline": 1450, "target": 300,
                "readings": [{"date": "2026-10-01", "value": 1310}]}));
        assert!((m.progress().unwrap() - 0.1217).abs() < 0.001);
        assert!(m.problems().is_empty());
        assert_eq!(
            metric(json!({"direction": "up", "baseline": 4, "target": 4})).progress(),
            None
        );
        assert_eq!(
            metric(json!({"direction": "up", "baseline": 4, "target": 3})).problems(),
            ["target is not above the baseline"]
        );
        let kept = metric(json!({"direction": "maintain", "target": 5, "tolerance": 1,
                "readings": [{"date": "2026-10-01", "value": 5.5}]}));
        assert_eq!(
            (kept.inside(), kept.problems()),
            (Some(true), vec!["no baseline"])
        );
    }
}
