//! The plan of the day: when each step starts, how late the day is, and how the rest can be made to
//! fit. `docs/method.md`, "The plan of the day".

mod replan;

pub use replan::{Replan, replan};

use super::schedule::{format_minutes, has_begun, minutes_given, seconds_left};
use super::{Agenda, Session, Step};
use jiff::civil::{DateTime, Time};
use jiff::{Span, Zoned};

/// A fixed start that was missed by more hours than this is meant for the next day.
const LATE_HOURS: i64 = 6;

/// A step in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its index in the agenda.
    pub step: usize,
    /// When it starts.
    pub starts: Zoned,
    /// When it ends, without the break after it.
    pub ends: Zoned,
    /// Minutes by which the steps before it overrun its fixed start.
    pub over: i64,
    /// Minutes of waiting for its fixed start.
    pub spare: i64,
}

/// The plan of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The steps, in order.
    pub slots: Vec<Slot>,
    /// When the last step ends.
    pub ends: Zoned,
    /// When the day has to end, if that is fixed.
    pub must_end: Option<Zoned>,
}

impl Plan {
    /// Minutes by which the plan is longer than the day; negative when there is time to spare.
    #[must_use]
    pub fn over(&self) -> Option<i64> {
        self.must_end
            .as_ref()
            .map(|end| minutes_between(end, &self.ends))
    }
}

/// How late the running day is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Minutes behind the plan; negative if ahead.
    pub behind: i64,
    /// When the day ends if everything left takes its planned time.
    pub ends: DateTime,
}

impl Day {
    /// Delay and end in words: `5 min behind, ends 17:20`.
    #[must_use]
    pub fn words(&self) -> String {
        let ends = self.ends.strftime("%H:%M");
        match self.behind {
            b if b > 0 => format!("{} behind, ends {ends}", duration_words(b)),
            0 => format!("on time, ends {ends}"),
            b => format!("{} ahead, ends {ends}", duration_words(b)),
        }
    }
}

/// Minutes ahead or behind, without the sign: `45 min` or `6 h 35`.
#[must_use]
pub fn duration_words(minutes: i64) -> String {
    format_minutes(u32::try_from(minutes.unsigned_abs()).unwrap_or(u32::MAX))
}

/// The plan of an agenda that begins at `start`.
#[must_use]
pub fn plan(agenda: &Agenda, start: &Zoned) -> Plan {
    let minutes = |_, step: &Step| i64::from(step.minutes).min(super::schedule::LONGEST_MINUTES);
    let (slots, ends) = schedule_from(agenda, 0, start, minutes);
    Plan {
        slots,
        ends,
        must_end: must_end(agenda, start),
    }
}

/// When the agenda starts, in the time zone of `now`; `None` if it has no start.
#[must_use]
pub fn start(agenda: &Agenda, now: &Zoned) -> Option<Zoned> {
    agenda.start?.to_zoned(now.time_zone().clone()).ok()
}

/// How late the day is; `None` unless it is running.
#[must_use]
pub fn day(session: &Session, now: &Zoned) -> Option<Day> {
    let end = due_end(&session.agenda, &running_start(session, now)?);
    let (_, ends) = remaining(session, now);
    Some(Day {
        behind: minutes_between(&end, &ends),
        ends: ends.datetime(),
    })
}

/// The plan of the remaining steps from `now` on; `None` unless the day is running.
#[must_use]
pub fn ahead(session: &Session, now: &Zoned) -> Option<Vec<Slot>> {
    running_start(session, now)?;
    Some(remaining(session, now).0)
}

/// When the day started, if it is running: it has a start, a timer ran, and the session is not
/// closed.
fn running_start(session: &Session, now: &Zoned) -> Option<Zoned> {
    let begin =
        start(&session.agenda, now).filter(|_| has_begun(session) && session.closed.is_none())?;
    // no running day on another date; a day may go past midnight
    let days = (now.date() - begin.date()).get_days();
    ((-1..=1).contains(&days) && !session.agenda.steps.is_empty()).then_some(begin)
}

fn must_end(agenda: &Agenda, start: &Zoned) -> Option<Zoned> {
    let at = agenda.end?;
    let same_day = start.date().to_datetime(at);
    let end = if same_day <= start.datetime() {
        same_day.checked_add(Span::new().days(1)).ok()?
    } else {
        same_day
    };
    end.to_zoned(start.time_zone().clone()).ok()
}

/// When the day is due to end: at its fixed end, else as planned.
fn due_end(agenda: &Agenda, begin: &Zoned) -> Zoned {
    must_end(agenda, begin).unwrap_or_else(|| plan(agenda, begin).ends)
}

/// The slots from the current step on, starting at `now`, and when the last one ends.
fn remaining(session: &Session, now: &Zoned) -> (Vec<Slot>, Zoned) {
    let agenda = &session.agenda;
    let current = session.step_index();
    let Some(step) = agenda.steps.get(current) else {
        return (vec![], now.clone());
    };
    let seconds = seconds_left(session, step, now.timestamp()).max(0);
    let ends = after_seconds(now, seconds);
    let next = after_seconds(&ends, break_minutes(step) * 60);
    let first = Slot {
        step: current,
        starts: now.clone(),
        ends: ends.clone(),
        over: 0,
        spare: 0,
    };
    let (mut slots, end) = schedule_from(agenda, current + 1, &next, |_, step| {
        minutes_given(session, step)
    });
    slots.insert(0, first);
    let end = if current + 1 >= agenda.steps.len() {
        ends
    } else {
        end
    };
    (slots, end)
}

/// Slots for the steps from index `from` on, and when the last one ends.
fn schedule_from(
    agenda: &Agenda,
    from: usize,
    begin: &Zoned,
    minutes: impl Fn(usize, &Step) -> i64,
) -> (Vec<Slot>, Zoned) {
    let (slots, _) = schedule_range(agenda, from..agenda.steps.len(), begin, minutes);
    let end = slots
        .last()
        .map_or_else(|| begin.clone(), |s| s.ends.clone());
    (slots, end)
}

/// Slots for a range of steps from `begin` on, and when the step after them could start.
fn schedule_range(
    agenda: &Agenda,
    steps: std::ops::Range<usize>,
    begin: &Zoned,
    minutes: impl Fn(usize, &Step) -> i64,
) -> (Vec<Slot>, Zoned) {
    let mut clock = begin.clone();
    let mut slots = Vec::new();
    let last = agenda.steps.len().saturating_sub(1);
    for (n, step) in agenda
        .steps
        .iter()
        .enumerate()
        .take(steps.end)
        .skip(steps.start)
    {
        let (mut over, mut spare) = (0, 0);
        if let Some(at) = step.starts_at {
            let fixed = fixed_start(at, &clock);
            let wait = minutes_between(&clock, &fixed);
            if wait >= 0 {
                (clock, spare) = (fixed, wait);
            } else {
                over = -wait;
            }
        }
        let ends = after_seconds(&clock, minutes(n, step) * 60);
        slots.push(Slot {
            step: n,
            starts: clock,
            ends: ends.clone(),
            over,
            spare,
        });
        // the day ends with its last step, not with the break after it
        clock = if n == last {
            ends
        } else {
            after_seconds(&ends, break_minutes(step) * 60)
        };
    }
    (slots, clock)
}

/// When a fixed start falls, seen from `clock`: today, or tomorrow if it was missed by
/// [`LATE_HOURS`].
fn fixed_start(at: Time, clock: &Zoned) -> Zoned {
    let today = clock
        .date()
        .to_datetime(at)
        .to_zoned(clock.time_zone().clone())
        .unwrap_or_else(|_| clock.clone());
    if minutes_between(&today, clock) <= LATE_HOURS * 60 {
        return today;
    }
    // tomorrow's date, not 24 hours: the night may have 23 or 25
    let tomorrow = clock
        .date()
        .tomorrow()
        .ok()
        .and_then(|d| d.to_datetime(at).to_zoned(clock.time_zone().clone()).ok());
    tomorrow.unwrap_or(today)
}

/// Minutes of the break after a step.
fn break_minutes(step: &Step) -> i64 {
    i64::from(step.pause()).min(super::schedule::LONGEST_MINUTES)
}

fn after_seconds(clock: &Zoned, seconds: i64) -> Zoned {
    clock
        .checked_add(jiff::SignedDuration::from_secs(seconds))
        .unwrap_or_else(|_| clock.clone())
}

/// Whole minutes from one time to another, rounded to the nearest.
fn minutes_between(from: &Zoned, to: &Zoned) -> i64 {
    let seconds = to.timestamp().as_second() - from.timestamp().as_second();
    (seconds + 30).div_euclid(60)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::domain::{Id, Timer};
    use serde_json::json;

    pub(in crate::domain::plan) fn session(steps: serde_json::Value, end: Option<&str>) -> Session {
        let agenda = serde_json::from_value(
            json!({"start": "2026-11-21T09:00", "end": end, "steps": steps}),
        );
        Session::new(
            Id::new("s"),
            "t",
            agenda.unwrap(),
            "",
            "",
            jiff::Timestamp::UNIX_EPOCH,
        )
    }

    pub(in crate::domain::plan) fn day_of_three() -> Session {
        session(
            json!([
                {"id": "one", "kind": "welcome", "title": "One", "minutes": 60,
                    "break_after": {"title": "Coffee", "minutes": 15}},
                {"id": "two", "kind": "goals", "title": "Two", "minutes": 60,
                    "break_after": {"title": "Lunch", "minutes": 45}},
                {"id": "three", "kind": "actions", "title": "Three", "minutes": 60,
                    "starts_at": "13:00"}]),
            Some("14:00"),
        )
    }

    pub(in crate::domain::plan) fn at(text: &str) -> Zoned {
        format!("2026-11-21T{text}")
            .parse::<DateTime>()
            .unwrap()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .unwrap()
    }

    pub(in crate::domain::plan) fn runs(s: &mut Session, step: &str, since: &str) {
        s.progress.step = Some(Id::new(step));
        s.progress.timers.insert(
            Id::new(step),
            Timer {
                since: Some(at(since).timestamp()),
                ..Timer::default()
            },
        );
    }

    pub(in crate::domain::plan) fn clock(z: &Zoned) -> String {
        z.strftime("%H:%M").to_string()
    }

    #[test]
    fn delays_of_an_hour_or_more_are_said_in_hours() {
        let words = |behind| {
            let ends = "2026-11-21T17:20".parse().unwrap();
            Day { behind, ends }.words()
        };
        assert_eq!(words(45), "45 min behind, ends 17:20");
        assert_eq!(words(395), "6 h 35 behind, ends 17:20");
        assert_eq!(words(-60), "1 h ahead, ends 17:20");
    }

    #[test]
    fn breaks_and_fixed_starts_count_in_the_plan() {
        let s = day_of_three();
        let plan = plan(&s.agenda, &at("09:00"));
        let times: Vec<String> = plan.slots.iter().map(|s| clock(&s.starts)).collect();
        assert_eq!(times, ["09:00", "10:15", "13:00"]);
        assert_eq!(
            (plan.slots[2].over, plan.slots[2].spare, plan.over()),
            (0, 60, Some(0))
        );
        let plan = super::plan(&s.agenda, &at("10:20"));
        assert_eq!(
            (
                clock(&plan.slots[2].starts),
                plan.slots[2].over,
                plan.over()
            ),
            ("13:20".into(), 20, Some(20))
        );
    }

    #[test]
    fn the_delay_counts_overtime_breaks_and_the_remaining_steps() {
        let mut s = session(
            json!([{"id": "one", "kind": "welcome", "title": "One", "minutes": 10,
                    "break_after": {"title": "Coffee", "minutes": 5}},
                   {"id": "two", "kind": "goals", "title": "Two", "minutes": 30}]),
            None,
        );
        assert_eq!(day(&s, &at("09:00")), None);
        runs(&mut s, "one", "09:00");
        let d = day(&s, &at("09:12")).unwrap();
        assert_eq!((d.behind, d.ends), (2, "2026-11-21T09:47".parse().unwrap()));
        assert_eq!(day(&s, &at("09:05")).unwrap().behind, 0);
        let later: Zoned = "2026-11-25T09:05[UTC]".parse().unwrap();
        assert_eq!(day(&s, &later), None);
        // waiting for a fixed start makes up for the delay before it
        let mut s = day_of_three();
        runs(&mut s, "one", "09:00");
        assert_eq!(day(&s, &at("10:30")).unwrap().behind, 0);
    }

    #[test]
    fn absurd_lengths_do_not_overflow() {
        let mut s = session(
            json!([{"id": "one", "kind": "goals", "title": "1", "minutes": u32::MAX,
                    "break_after": {"title": "B", "minutes": u32::MAX}},
            {"id": "two", "kind": "goals", "title": "2", "minutes": u32::MAX}]),
            Some("10:00"),
        );
        runs(&mut s, "one", "09:00");
        s.progress.timers.insert(
            Id::new("two"),
            Timer {
                spent: i64::MAX,
                extra_minutes: i32::MAX,
                ..Timer::default()
            },
        );
        let now = at("09:30");
        drop((
            plan(&s.agenda, &now),
            day(&s, &now),
            ahead(&s, &now),
            replan(&s, &now),
            super::super::schedule::minutes_taken(&s, &s.agenda.steps[1], now.timestamp()),
        ));
    }

    #[test]
    fn a_day_can_go_past_midnight_and_past_a_change_of_the_clock() {
        let mut s = session(
            json!([{"id": "one", "kind": "welcome", "title": "One", "minutes": 120}]),
            Some("01:00"),
        );
        s.agenda.start = Some("2026-11-21T23:00".parse().unwrap());
        runs(&mut s, "one", "23:00");
        let now: Zoned = "2026-11-22T00:30[UTC]".parse().unwrap();
        let d = day(&s, &now).unwrap();
        assert_eq!((d.behind, d.ends), (0, "2026-11-22T01:00".parse().unwrap()));
        // the night of 25 Oct 2026 has 25 hours in Berlin
        s.agenda.start = Some("2026-10-25T01:00".parse().unwrap());
        s.agenda.end = None;
        s.agenda.steps[0].minutes = 180;
        let begin: Zoned = "2026-10-25T01:00[Europe/Berlin]".parse().unwrap();
        s.progress.timers.clear();
        s.progress.timers.insert(
            Id::new("one"),
            Timer {
                since: Some(begin.timestamp()),
                ..Timer::default()
            },
        );
        let now = after_seconds(&begin, 2 * 3600);
        let d = day(&s, &now).unwrap();
        assert_eq!(
            (clock(&now), d.behind, d.ends.to_string()),
            ("02:00".into(), 0, "2026-10-25T03:00:00".into())
        );
    }
}
