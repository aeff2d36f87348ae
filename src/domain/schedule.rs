//! The clock of a step and of the day.

use super::{Id, Session, Step, Timer};
use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan, Zoned};

/// Longest absence in seconds that still counts as running: after that somebody went home.
const LONGEST_ABSENCE: i64 = 4 * 3600;

/// How the running day stands against its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Minutes behind the plan; negative when ahead.
    pub behind: i64,
    /// When it will end if everything left takes its planned time.
    pub ends: DateTime,
}

impl Timer {
    /// Seconds spent until `now`.
    #[must_use]
    pub fn spent_at(&self, now: Timestamp) -> i64 {
        let running = self.since.map_or(0, |since| (now.as_second() - since.as_second()).max(0));
        self.spent.saturating_add(running).max(0)
    }

    /// The same timer, paused at `now`.
    #[must_use]
    pub fn paused_at(&self, now: Timestamp) -> Self {
        Self { spent: self.spent_at(now), since: None, ..self.clone() }
    }
}

/// Seconds left in a step; negative in overtime.
#[must_use]
pub fn left(session: &Session, step: &Step, now: Timestamp) -> i64 {
    let timer = session.progress.timers.get(&step.id);
    let planned = (i64::from(step.minutes) + timer.map_or(0, |t| i64::from(t.extra_minutes))).max(0) * 60;
    planned - timer.map_or(0, |t| t.spent_at(now))
}

/// The step whose timer is running.
#[must_use]
pub fn running(session: &Session) -> Option<&Id> {
    session.progress.timers.iter().find(|(_, t)| t.since.is_some()).map(|(id, _)| id)
}

/// Whether any timer has ever run.
#[must_use]
pub fn has_begun(session: &Session) -> bool {
    session.progress.timers.values().any(|t| t.spent > 0 || t.since.is_some())
}

/// How the day stands: none before it has begun or without a start time, and once all is over.
#[must_use]
pub fn day(session: &Session, now: &Zoned) -> Option<Day> {
    let start = session.agenda.start.filter(|_| has_begun(session) && session.closed.is_none())?;
    // a workshop that was another day has no clock any more
    if (now.datetime().date() - start.date()).get_days().abs() > 1 {
        return None;
    }
    let current = session.step_index();
    let step = session.agenda.steps.get(current)?;
    let later: i64 = session.agenda.steps[current + 1..].iter().map(|s| i64::from(s.minutes) + i64::from(s.pause())).sum();
    let rest = left(session, step, now.timestamp()).max(0) + (later + i64::from(step.pause())) * 60;
    let ends = now.datetime().checked_add(jiff::Span::new().try_seconds(rest).ok()?).ok()?;
    let planned = start.checked_add(i64::from(session.agenda.minutes()).minutes()).ok()?;
    let behind = (ends - planned).total(jiff::Unit::Second).ok()?;
    Some(Day { behind: (behind / 60.0).round() as i64, ends })
}

/// The timers as they are to be at `now` when the session is opened again.
///
/// A clock that ran when the program ended goes on, unless the absence since `last` was long.
#[must_use]
pub fn after_absence(session: &Session, last: Timestamp, now: Timestamp) -> Option<std::collections::BTreeMap<Id, Timer>> {
    running(session)?;
    if now.as_second() - last.as_second() < LONGEST_ABSENCE {
        return None;
    }
    let timers = session.progress.timers.iter().map(|(id, t)| (id.clone(), t.paused_at(last.max(t.since.unwrap_or(last)))));
    Some(timers.collect())
}

/// Seconds as `07:12`, or with hours as `1:07:12`.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let s = seconds.unsigned_abs();
    if s >= 3600 { format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60) } else { format!("{:02}:{:02}", s / 60, s % 60) }
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
        Session::new(Id::new("s"), "t", agenda.unwrap(), "", "", Timestamp::UNIX_EPOCH)
    }

    fn at(text: &str) -> Zoned {
        text.parse::<DateTime>().unwrap().to_zoned(jiff::tz::TimeZone::UTC).unwrap()
    }

    #[test]
    fn the_day_counts_overtime_breaks_and_what_is_left() {
        let mut s = session();
        assert_eq!(day(&s, &at("2026-11-21T09:00")), None);
        s.progress.timers.insert(Id::new("one"), Timer { since: Some(at("2026-11-21T09:00").timestamp()), ..Timer::default() });
        assert_eq!(left(&s, &s.agenda.steps[0], at("2026-11-21T09:12:30").timestamp()), -150);
        let d = day(&s, &at("2026-11-21T09:12")).unwrap();
        assert_eq!((d.behind, d.ends), (2, "2026-11-21T09:47".parse().unwrap()));
        assert_eq!(day(&s, &at("2026-11-21T09:05")).unwrap().behind, 0);
        assert_eq!(day(&s, &at("2026-11-25T09:05")), None);
    }

    #[test]
    fn a_short_absence_counts_and_a_long_one_does_not() {
        let mut s = session();
        let began = at("2026-11-21T09:00").timestamp();
        s.progress.timers.insert(Id::new("one"), Timer { since: Some(began), ..Timer::default() });
        let last = at("2026-11-21T09:20").timestamp();
        assert_eq!(after_absence(&s, last, at("2026-11-21T10:00").timestamp()), None);
        let timers = after_absence(&s, last, at("2026-11-22T08:00").timestamp()).unwrap();
        assert_eq!((timers[&Id::new("one")].spent, timers[&Id::new("one")].since), (1200, None));
    }

    #[test]
    fn durations_in_words() {
        assert_eq!((clock(432), clock(-61), clock(3723)), ("07:12".into(), "01:01".into(), "1:02:03".into()));
        assert_eq!((minutes(45), minutes(450), minutes(60)), ("45 min".into(), "7 h 30".into(), "1 h".into()));
    }
}
