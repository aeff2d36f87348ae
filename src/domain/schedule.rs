//! The clock of a step.

use super::{Id, Session, Step, Timer};
use jiff::Timestamp;

/// Longest absence in seconds that still counts as running: after that somebody went home.
pub const LONGEST_ABSENCE: i64 = 4 * 3600;

/// Longest step that is reckoned with, in minutes: absurd figures of a file must not overflow.
pub const LONGEST: i64 = 100_000;

impl Timer {
    /// Seconds spent until `now`.
    #[must_use]
    pub fn spent_at(&self, now: Timestamp) -> i64 {
        let running = self
            .since
            .map_or(0, |since| (now.as_second() - since.as_second()).max(0));
        self.spent.saturating_add(running).max(0)
    }

    /// The same timer, paused at `now`.
    #[must_use]
    pub fn paused_at(&self, now: Timestamp) -> Self {
        Self {
            spent: self.spent_at(now),
            since: None,
            ..self.clone()
        }
    }
}

/// Seconds left in a step; negative in overtime.
#[must_use]
pub fn left(session: &Session, step: &Step, now: Timestamp) -> i64 {
    (given(session, step) * 60).saturating_sub(
        session
            .progress
            .timers
            .get(&step.id)
            .map_or(0, |t| t.spent_at(now)),
    )
}

/// The step whose timer is running.
#[must_use]
pub fn running(session: &Session) -> Option<&Id> {
    session
        .progress
        .timers
        .iter()
        .find(|(_, t)| t.since.is_some())
        .map(|(id, _)| id)
}

/// Whether any timer has ever run.
#[must_use]
pub fn has_begun(session: &Session) -> bool {
    session
        .progress
        .timers
        .values()
        .any(|t| t.spent > 0 || t.since.is_some())
}

/// Minutes a step has: planned, and what the clock was given or taken.
#[must_use]
pub fn given(session: &Session, step: &Step) -> i64 {
    let extra = session
        .progress
        .timers
        .get(&step.id)
        .map_or(0, |t| i64::from(t.extra_minutes));
    (i64::from(step.minutes) + extra).clamp(0, LONGEST)
}

/// Minutes a step really took so far, begun ones counted; none when its clock never ran.
#[must_use]
pub fn took(session: &Session, step: &Step, now: Timestamp) -> Option<u32> {
    let spent = session.progress.timers.get(&step.id)?.spent_at(now);
    (spent > 0).then(|| u32::try_from(spent.saturating_add(59) / 60).unwrap_or(u32::MAX))
}

/// The timers as they are to be at `now` when the session is opened again.
///
/// A clock that ran when the program ended goes on, unless the absence since `last` was long.
#[must_use]
pub fn after_absence(
    session: &Session,
    last: Timestamp,
    now: Timestamp,
) -> Option<std::collections::BTreeMap<Id, Timer>> {
    running(session)?;
    if now.as_second() - last.as_second() < LONGEST_ABSENCE {
        return None;
    }
    let timers = session
        .progress
        .timers
        .iter()
        .map(|(id, t)| (id.clone(), t.paused_at(last.max(t.since.unwrap_or(last)))));
    Some(timers.collect())
}

/// Seconds as `07:12`, or with hours as `1:07:12`.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let s = seconds.unsigned_abs();
    if s >= 3600 {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    } else {
        format!("{:02}:{:02}", s / 60, s % 60)
    }
}

/// Minutes as `45 min` or `7 h 30`.
#[must_use]
pub fn minutes(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn session() -> Session {
        let agenda = serde_json::from_value(json!({"start": "2026-11-21T09:00", "steps": [
            {"id": "one", "kind": "welcome", "title": "One", "minutes": 10, "break_after": {"title": "Coffee", "minutes": 5}},
            {"id": "two", "kind": "goals", "title": "Two", "minutes": 30}]}));
        Session::new(
            Id::new("s"),
            "t",
            agenda.unwrap(),
            "",
            "",
            Timestamp::UNIX_EPOCH,
        )
    }

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::civil::DateTime>()
            .unwrap()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .unwrap()
            .timestamp()
    }

    #[test]
    fn a_step_counts_what_it_took_and_runs_over() {
        let mut s = session();
        assert_eq!(took(&s, &s.agenda.steps[0], at("2026-11-21T09:12")), None);
        s.progress.timers.insert(
            Id::new("one"),
            Timer {
                since: Some(at("2026-11-21T09:00")),
                extra_minutes: 2,
                ..Timer::default()
            },
        );
        assert_eq!(left(&s, &s.agenda.steps[0], at("2026-11-21T09:12:30")), -30);
        assert_eq!(
            took(&s, &s.agenda.steps[0], at("2026-11-21T09:12:30")),
            Some(13)
        );
        // a clock that was set back does not give time back below zero
        assert_eq!(left(&s, &s.agenda.steps[0], at("2026-11-21T08:00")), 720);
    }

    #[test]
    fn a_short_absence_counts_and_a_long_one_does_not() {
        let mut s = session();
        let began = at("2026-11-21T09:00");
        s.progress.timers.insert(
            Id::new("one"),
            Timer {
                since: Some(began),
                ..Timer::default()
            },
        );
        let last = at("2026-11-21T09:20");
        assert_eq!(after_absence(&s, last, at("2026-11-21T10:00")), None);
        let timers = after_absence(&s, last, at("2026-11-22T08:00")).unwrap();
        assert_eq!(
            (timers[&Id::new("one")].spent, timers[&Id::new("one")].since),
            (1200, None)
        );
    }

    #[test]
    fn durations_in_words() {
        assert_eq!(
            (clock(432), clock(-61), clock(3723)),
            ("07:12".into(), "01:01".into(), "1:02:03".into())
        );
        assert_eq!(
            (minutes(45), minutes(450), minutes(60)),
            ("45 min".into(), "7 h 30".into(), "1 h".into())
        );
    }
}
