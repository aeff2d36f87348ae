//! The sample sessions.

use crate::domain::Session;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use serde_json::Value;

/// The samples by the id of their agenda.
pub(super) const SAMPLES: [(&str, &str); 5] = [
    (
        "collaboration",
        include_str!("../../assets/samples/collaboration.json"),
    ),
    (
        "collaboration-solo",
        include_str!("../../assets/samples/collaboration-solo.json"),
    ),
    (
        "partnership-model",
        include_str!("../../assets/samples/partnership-model.json"),
    ),
    (
        "relationship-reset",
        include_str!("../../assets/samples/relationship-reset.json"),
    ),
    (
        "solo-pentad",
        include_str!("../../assets/samples/solo-pentad.json"),
    ),
];

/// The text of the sample session on this agenda.
#[must_use]
pub fn sample(agenda: &str) -> Option<&'static str> {
    SAMPLES
        .into_iter()
        .find(|(id, _)| *id == agenda)
        .map(|(_, text)| text)
}

/// Moves every date of a sample by whole weeks, so that its workshop was in the seven days up to
/// `today`.
#[must_use]
pub fn shift_to(sample: Session, today: Date) -> Session {
    let Some(start) = sample.agenda.start else {
        return sample;
    };
    // rounded down: the workshop of a sample is never in the future
    let weeks = (today - start.date()).get_days().div_euclid(7);
    let Ok(mut value) = serde_json::to_value(&sample) else {
        return sample;
    };
    shift_dates(&mut value, i64::from(weeks) * 7);
    serde_json::from_value(value).unwrap_or(sample)
}

fn shift_dates(value: &mut Value, days: i64) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|v| shift_dates(v, days)),
        Value::Object(map) => map.values_mut().for_each(|v| shift_dates(v, days)),
        Value::String(text) => {
            if let Some(shifted) = shifted(text, days) {
                *text = shifted;
            }
        }
        _ => {}
    }
}

/// A date, a UTC instant or a local date and time, moved by `days`; `None` for any other text.
fn shifted(text: &str, days: i64) -> Option<String> {
    if text.len() == 10 {
        let date = text.parse::<Date>().ok()?;
        return Some(date.checked_add(days.days()).ok()?.to_string());
    }
    if text.ends_with('Z') {
        let instant = text.parse::<Timestamp>().ok()?;
        return Some(instant.checked_add((days * 24).hours()).ok()?.to_string());
    }
    if text.as_bytes().get(10) != Some(&b'T') {
        return None;
    }
    let local = text.parse::<DateTime>().ok()?;
    Some(local.checked_add(days.days()).ok()?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_moves_to_this_week_and_keeps_its_weekdays() {
        let s: Session = serde_json::from_str(sample("collaboration").unwrap()).unwrap();
        let moved = shift_to(s.clone(), "2027-03-04".parse().unwrap());
        let (was, is) = (
            s.agenda.start.unwrap().date(),
            moved.agenda.start.unwrap().date(),
        );
        assert_eq!(was.weekday(), is.weekday());
        assert!((0..7).contains(&("2027-03-04".parse::<Date>().unwrap() - is).get_days()));
        let gap = |s: &Session| {
            s.actions.iter().filter_map(|a| a.due).max().unwrap() - s.agenda.start.unwrap().date()
        };
        assert_eq!(gap(&s).get_days(), gap(&moved).get_days());
        assert_eq!(s.expectations, moved.expectations);
    }
}
