//! The timers of steps.

use super::{Id, Session, Step, Timer};
use jiff::Timestamp;

/// Seconds of absence from which a running timer is paused: people have gone home.
pub const LONGEST_ABSENCE: i64 = 4 * 3600;

/// Most minutes of a step that are counted, so that absurd values in a file do not overflow.
pub const LONGEST_MINUTES: i64 = 100_000;

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
pub fn seconds_left(session: &Session, step: &Step, now: Timestamp) -> i64 {
    (minutes_given(session, step) * 60).saturating_sub(
        session
            .progress
            .timers
            .get(&step.id)
            .map_or(0, |t| t.spent_at(now)),
    )
}

/// The step whose timer is running, if any.
#[must_use]
pub fn running(session: &Session) -> Option<&Id> {
    session
        .progress
        .timers
        .iter()
        .find(|(_, t)| t.since.is_some())
        .map(|(id, _)| id)
}

/// True if any timer has ever run.
#[must_use]
pub fn has_begun(session: &Session) -> bool {
    session
        .progress
        .timers
        .values()
        .any(|t| t.spent > 0 || t.since.is_some())
}

/// Minutes a step has: planned, with those added to or taken from its timer.
#[must_use]
pub fn minutes_given(session: &Session, step: &Step) -> i64 {
    let extra = session
        .progress
        .timers
        .get(&step.id)
        .map_or(0, |t| i64::from(t.extra_minutes));
    (i64::from(step.minutes) + extra).clamp(0, LONGEST_MINUTES)
}

/// Minutes a step has taken so far, rounded up; `None` if its timer never ran.
#[must_use]
pub fn minutes_taken(session: &Session, step: &Step, now: Timestamp) -> Option<u32> {
    let spent = session.progress.timers.get(&step.id)?.spent_at(now);
    (spent > 0).then(|| u32::try_from(spent.saturating_add(59) / 60).unwrap_or(u32::MAX))
}

/// The timers, paused at `last`, if the session is opened again after a long absence.
///
/// `None` after a short absence, when a running timer goes on, and if none was running.
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

/// Seconds as `07:12`, or `1:07:12` from an hour on.
#[must_use]
pub fn format_clock(seconds: i64) -> String {
    let s = seconds.unsigned_abs();
    if s >= 3600 {
        format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
    } else {
        format!("{:02}:{:02}", s / 60, s % 60)
    }
}

/// Minutes as `45 min` or `7 h 30`.
#[must_use]
pub fn format_minutes(minutes: u32) -> String {
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
            {"id": "one", "kind": "welcome", "title": "One", "minutes": 10,
                "break_after": {"title": "Coffee", "minutes": 5}},
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
    fn a_timer_counts_into_overtime_and_never_below_zero() {
        let mut s = session();
        assert_eq!(
            minutes_taken(&s, &s.agenda.steps[0], at("2026-11-21T09:12")),
            None
        );
        s.progress.timers.insert(
            Id::new("one"),
            Timer {
                since: Some(at("2026-11-21T09:00")),
                extra_minutes: 2,
                ..Timer::default()
            },
        );
        assert_eq!(
            seconds_left(&s, &s.agenda.steps[0], at("2026-11-21T09:12:30")),
            -30
        );
        assert_eq!(
            minutes_taken(&s, &s.agenda.steps[0], at("2026-11-21T09:12:30")),
            Some(13)
        );
        // a system clock that was set back gives no time back
        assert_eq!(
            seconds_left(&s, &s.agenda.steps[0], at("2026-11-21T08:00")),
            720
        );
    }

    #[test]
    fn a_timer_runs_through_a_short_absence_and_not_through_a_long_one() {
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
    fn durations_read_as_people_write_them() {
        assert_eq!(
            (format_clock(432), format_clock(-61), format_clock(3723)),
            ("07:12".into(), "01:01".into(), "1:02:03".into())
        );
        assert_eq!(
            (format_minutes(45), format_minutes(450), format_minutes(60)),
            ("45 min".into(), "7 h 30".into(), "1 h".into())
        );
    }
}
