//! The day as a plan: when each step begins, how late the day is, and how the rest can be made to fit.

use super::schedule::{given, has_begun, left};
use super::{Agenda, Edit, Id, List, Session, Step, set};
use jiff::civil::{DateTime, Time};
use jiff::{Span, Zoned};

/// A step whose fixed time was missed by no more than this many hours is late, not planned for tomorrow.
const LATE_HOURS: i64 = 6;
/// No step that is still to come is shortened below this many minutes.
const SHORTEST: i64 = 5;

/// A step in the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its place in the agenda.
    pub step: usize,
    /// When it begins.
    pub starts: Zoned,
    /// When it ends, its break not counted.
    pub ends: Zoned,
    /// Minutes by which what is before runs into its fixed start.
    pub over: i64,
    /// Minutes of waiting for its fixed start.
    pub spare: i64,
}

/// The plan of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The steps, in order.
    pub slots: Vec<Slot>,
    /// When the last one ends.
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

/// How the running day stands against its plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Minutes behind the plan; negative when ahead.
    pub behind: i64,
    /// When it will end if everything left takes its planned time.
    pub ends: DateTime,
}

impl Day {
    /// How it stands, in words that can be read out.
    #[must_use]
    pub fn words(&self) -> String {
        let ends = self.ends.strftime("%H:%M");
        match self.behind {
            b if b > 0 => format!("{b} min behind, ends {ends}"),
            0 => format!("on time, ends {ends}"),
            b => format!("{} min ahead, ends {ends}", -b),
        }
    }
}

/// A proposal that makes what is left fit into the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replan {
    /// Steps with other minutes: which, given now, proposed.
    pub changes: Vec<(Id, i64, i64)>,
    /// When the day will end with them.
    pub ends: Zoned,
    /// Minutes by which that is still too late.
    pub over: i64,
    /// The time at which the day has to end: shorter steps must not move it.
    pub end: Time,
}

/// The plan of an agenda that begins at `start`.
#[must_use]
pub fn plan(agenda: &Agenda, start: &Zoned) -> Plan {
    let minutes = |_, step: &Step| i64::from(step.minutes).min(super::schedule::LONGEST);
    let (slots, ends) = lay(agenda, 0, start, minutes);
    Plan {
        slots,
        ends,
        must_end: must_end(agenda, start),
    }
}

/// When the agenda begins, in the time zone of `now`; none while that is not fixed.
#[must_use]
pub fn start(agenda: &Agenda, now: &Zoned) -> Option<Zoned> {
    agenda.start?.to_zoned(now.time_zone().clone()).ok()
}

/// How the day stands: none before it has begun or without a start time, and once all is over.
#[must_use]
pub fn day(session: &Session, now: &Zoned) -> Option<Day> {
    let end = due_end(&session.agenda, &running_start(session, now)?);
    let (_, ends) = rest(session, now);
    Some(Day {
        behind: minutes_between(&end, &ends),
        ends: ends.datetime(),
    })
}

/// The plan of what is left, from `now` on; none when the day does not run.
#[must_use]
pub fn ahead(session: &Session, now: &Zoned) -> Option<Vec<Slot>> {
    running_start(session, now)?;
    Some(rest(session, now).0)
}

/// Minutes for what is left that let the day end in time, and steps with a fixed start begin in time.
///
/// Every step gives in proportion to its length, none falls below five minutes. None when all fits.
#[must_use]
pub fn replan(session: &Session, now: &Zoned) -> Option<Replan> {
    let begin = running_start(session, now)?;
    let current = session.step_index();
    let mut agenda = session.agenda.clone();
    // it has begun already, whenever it was to begin
    if let Some(step) = agenda.steps.get_mut(current) {
        step.starts_at = None;
    }
    let agenda = &agenda;
    let end = due_end(&session.agenda, &begin);
    // what each may take: the current one what is left of it
    let now_left = |n: usize, step: &Step| {
        if n == current {
            (left(session, step, now.timestamp()).max(0) + 59) / 60
        } else {
            given(session, step)
        }
    };
    let mut takes: Vec<i64> = agenda
        .steps
        .iter()
        .enumerate()
        .map(|(n, s)| if n < current { 0 } else { now_left(n, s) })
        .collect();
    let mut from = current;
    let mut clock = now.clone();
    while from < agenda.steps.len() {
        // up to the next fixed start, or to the end of the day
        let next = agenda
            .steps
            .iter()
            .skip(from + 1)
            .position(|s| s.starts_at.is_some());
        let to = next.map_or(agenda.steps.len(), |n| from + 1 + n);
        let until = agenda
            .steps
            .get(to)
            .and_then(|s| s.starts_at)
            .map_or_else(|| end.clone(), |at| fixed(at, &clock));
        let breaks: i64 = agenda.steps.iter().take(to).skip(from).map(pause).sum();
        let last_break = if to == agenda.steps.len() {
            agenda.steps.last().map_or(0, pause)
        } else {
            0
        };
        let room = minutes_between(&clock, &until) - (breaks - last_break);
        shrink(takes.get_mut(from..to).unwrap_or_default(), room);
        clock = lay_some(agenda, from..to, &clock, |n, _| {
            takes.get(n).copied().unwrap_or(0)
        })
        .1;
        from = to;
    }
    let mut changes = Vec::new();
    for ((n, step), takes) in agenda.steps.iter().enumerate().zip(takes).skip(current) {
        let cut = now_left(n, step) - takes;
        if cut > 0 {
            changes.push((
                step.id.clone(),
                given(session, step),
                given(session, step) - cut,
            ));
        }
    }
    (!changes.is_empty()).then(|| Replan {
        changes,
        over: minutes_between(&end, &clock).max(0),
        ends: clock,
        end: end.time(),
    })
}

impl Replan {
    /// The edit that accepts it.
    #[must_use]
    pub fn edit(&self, session: &Session) -> Edit {
        let mut timers = session.progress.timers.clone();
        let mut edits = Vec::new();
        for (id, was, to) in &self.changes {
            let planned = session.get::<Step>(id).map_or(0, |s| i64::from(s.minutes));
            let minutes = planned - (was - to);
            edits.push(set(List::Steps, id, "minutes", minutes.max(0)));
            // more is cut than was planned: it comes off what the clock was given
            if let (true, Some(timer)) = (minutes < 0, timers.get_mut(id)) {
                timer.extra_minutes = timer
                    .extra_minutes
                    .saturating_add(i32::try_from(minutes).unwrap_or(i32::MIN));
            }
        }
        if timers != session.progress.timers {
            edits.push(super::set_field(
                super::Place::Progress,
                "timers",
                serde_json::json!(timers),
            ));
        }
        let end = super::set_field(super::Place::Agenda, "end", serde_json::json!(self.end));
        edits.push(end);
        Edit::All(edits)
    }
}

/// When the day began, while it runs.
fn running_start(session: &Session, now: &Zoned) -> Option<Zoned> {
    let begin =
        start(&session.agenda, now).filter(|_| has_begun(session) && session.closed.is_none())?;
    // a workshop that was another day has no clock any more
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

/// When the day is to end: the fixed time, else what was planned.
fn due_end(agenda: &Agenda, begin: &Zoned) -> Zoned {
    must_end(agenda, begin).unwrap_or_else(|| plan(agenda, begin).ends)
}

/// The steps from the current one on, as they will be from `now`.
fn rest(session: &Session, now: &Zoned) -> (Vec<Slot>, Zoned) {
    let agenda = &session.agenda;
    let current = session.step_index();
    let Some(step) = agenda.steps.get(current) else {
        return (vec![], now.clone());
    };
    let seconds = left(session, step, now.timestamp()).max(0);
    let ends = later(now, seconds);
    let next = later(&ends, pause(step) * 60);
    let first = Slot {
        step: current,
        starts: now.clone(),
        ends: ends.clone(),
        over: 0,
        spare: 0,
    };
    let (mut slots, end) = lay(agenda, current + 1, &next, |_, step| given(session, step));
    slots.insert(0, first);
    let end = if current + 1 >= agenda.steps.len() {
        ends
    } else {
        end
    };
    (slots, end)
}

fn lay(
    agenda: &Agenda,
    from: usize,
    begin: &Zoned,
    minutes: impl Fn(usize, &Step) -> i64,
) -> (Vec<Slot>, Zoned) {
    let (slots, _) = lay_some(agenda, from..agenda.steps.len(), begin, minutes);
    let end = slots
        .last()
        .map_or_else(|| begin.clone(), |s| s.ends.clone());
    (slots, end)
}

/// Lays steps one after the other; also says when the next one could begin.
fn lay_some(
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
            let fixed = fixed(at, &clock);
            let wait = minutes_between(&clock, &fixed);
            if wait >= 0 {
                (clock, spare) = (fixed, wait);
            } else {
                over = -wait;
            }
        }
        let ends = later(&clock, minutes(n, step) * 60);
        slots.push(Slot {
            step: n,
            starts: clock,
            ends: ends.clone(),
            over,
            spare,
        });
        // a break after the last step is no part of the day
        clock = if n == last {
            ends
        } else {
            later(&ends, pause(step) * 60)
        };
    }
    (slots, clock)
}

/// The fixed time nearest to `clock`: still to come, or missed by a few hours.
fn fixed(at: Time, clock: &Zoned) -> Zoned {
    let today = clock
        .date()
        .to_datetime(at)
        .to_zoned(clock.time_zone().clone())
        .unwrap_or_else(|_| clock.clone());
    if minutes_between(&today, clock) <= LATE_HOURS * 60 {
        return today;
    }
    // the same time on the next day, however long the night is
    let tomorrow = clock
        .date()
        .tomorrow()
        .ok()
        .and_then(|d| d.to_datetime(at).to_zoned(clock.time_zone().clone()).ok());
    tomorrow.unwrap_or(today)
}

fn pause(step: &Step) -> i64 {
    i64::from(step.pause()).min(super::schedule::LONGEST)
}

fn later(clock: &Zoned, seconds: i64) -> Zoned {
    clock
        .checked_add(jiff::SignedDuration::from_secs(seconds))
        .unwrap_or_else(|_| clock.clone())
}

/// Whole minutes from one time to another, rounded to the nearest.
fn minutes_between(from: &Zoned, to: &Zoned) -> i64 {
    let seconds = to.timestamp().as_second() - from.timestamp().as_second();
    (seconds + 30).div_euclid(60)
}

/// Shortens the minutes so that they sum up to `room`, in proportion, none below [`SHORTEST`].
fn shrink(minutes: &mut [i64], room: i64) {
    let room = room.max(0);
    loop {
        let all: i64 = minutes.iter().sum();
        let can: i64 = minutes.iter().filter(|m| **m > SHORTEST).sum();
        let fixed = all - can;
        if all <= room || can == 0 {
            return;
        }
        let target = (room - fixed).max(0);
        let before = minutes.to_vec();
        for m in minutes.iter_mut().filter(|m| **m > SHORTEST) {
            *m = (m.saturating_mul(target) / can).max(SHORTEST);
        }
        // what rounding down left over goes to the longest first
        let mut spare = room - minutes.iter().sum::<i64>();
        let mut order: Vec<(&mut i64, i64)> =
            minutes.iter_mut().zip(before.iter().copied()).collect();
        order.sort_by_key(|(_, before)| std::cmp::Reverse(*before));
        for (m, before) in order {
            if spare > 0 && *m < before {
                *m += 1;
                spare -= 1;
            }
        }
        if minutes == before.as_slice() {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Timer, apply};
    use serde_json::json;

    fn session(steps: serde_json::Value, end: Option<&str>) -> Session {
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

    fn day_of_three() -> Session {
        session(
            json!([
                {"id": "one", "kind": "welcome", "title": "One", "minutes": 60, "break_after": {"title": "Coffee", "minutes": 15}},
                {"id": "two", "kind": "goals", "title": "Two", "minutes": 60, "break_after": {"title": "Lunch", "minutes": 45}},
                {"id": "three", "kind": "actions", "title": "Three", "minutes": 60, "starts_at": "13:00"}]),
            Some("14:00"),
        )
    }

    fn at(text: &str) -> Zoned {
        format!("2026-11-21T{text}")
            .parse::<DateTime>()
            .unwrap()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .unwrap()
    }

    fn runs(s: &mut Session, step: &str, since: &str) {
        s.progress.step = Some(Id::new(step));
        s.progress.timers.insert(
            Id::new(step),
            Timer {
                since: Some(at(since).timestamp()),
                ..Timer::default()
            },
        );
    }

    fn clock(z: &Zoned) -> String {
        z.strftime("%H:%M").to_string()
    }

    #[test]
    fn each_step_has_its_time_breaks_and_fixed_starts_counted() {
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
    fn the_day_counts_overtime_breaks_and_what_is_left() {
        let mut s = session(
            json!([{"id": "one", "kind": "welcome", "title": "One", "minutes": 10, "break_after": {"title": "Coffee", "minutes": 5}},
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
        // a fixed start takes up what was lost before it
        let mut s = day_of_three();
        runs(&mut s, "one", "09:00");
        assert_eq!(day(&s, &at("10:30")).unwrap().behind, 0);
    }

    #[test]
    fn re_planning_holds_the_end_and_the_fixed_start() {
        let mut s = day_of_three();
        runs(&mut s, "one", "09:00");
        assert_eq!(replan(&s, &at("10:00")), None);
        // 90 minutes over: two has to end at 12:15 for lunch, three stays whole
        let r = replan(&s, &at("11:30")).unwrap();
        assert_eq!(
            (r.changes.clone(), r.over, clock(&r.ends)),
            (vec![(Id::new("two"), 60, 30)], 0, "14:00".into())
        );
        let edit = r.edit(&s);
        let undo = apply(&mut s, &edit).unwrap();
        assert_eq!(replan(&s, &at("11:30")), None);
        apply(&mut s, &undo).unwrap();
        // nothing can hold it any more: the least is proposed and what is left over is said
        runs(&mut s, "three", "13:00");
        s.agenda.steps[2].minutes = 90;
        s.progress.timers.remove(&Id::new("one"));
        let r = replan(&s, &at("13:58")).unwrap();
        assert_eq!((r.changes, r.over), (vec![(Id::new("three"), 90, 63)], 3));
    }

    #[test]
    fn re_planning_leaves_the_begun_step_its_time_and_takes_back_what_was_given() {
        let mut s = day_of_three();
        // fixed for one o'clock, begun a quarter of an hour before
        runs(&mut s, "three", "12:45");
        assert_eq!(replan(&s, &at("12:50")), None, "it ends before two");
        // ten planned, fifteen given by hand: both can be cut
        let mut s = session(
            json!([{"id": "one", "kind": "goals", "title": "1", "minutes": 30}, {"id": "two", "kind": "goals", "title": "2", "minutes": 10}]),
            Some("09:40"),
        );
        runs(&mut s, "one", "09:00");
        s.progress.timers.insert(
            Id::new("two"),
            Timer {
                extra_minutes: 15,
                ..Timer::default()
            },
        );
        let r = replan(&s, &at("09:30")).unwrap();
        let edit = r.edit(&s);
        apply(&mut s, &edit).unwrap();
        assert_eq!(
            (given(&s, &s.agenda.steps[1]), replan(&s, &at("09:30"))),
            (10, None)
        );
    }

    #[test]
    fn absurd_lengths_are_no_harm() {
        let mut s = session(
            json!([{"id": "one", "kind": "goals", "title": "1", "minutes": u32::MAX, "break_after": {"title": "B", "minutes": u32::MAX}},
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
            super::super::schedule::took(&s, &s.agenda.steps[1], now.timestamp()),
        ));
    }

    #[test]
    fn a_day_over_midnight_and_over_the_change_of_the_clock() {
        let mut s = session(
            json!([{"id": "one", "kind": "welcome", "title": "One", "minutes": 120}]),
            Some("01:00"),
        );
        s.agenda.start = Some("2026-11-21T23:00".parse().unwrap());
        runs(&mut s, "one", "23:00");
        let now: Zoned = "2026-11-22T00:30[UTC]".parse().unwrap();
        let d = day(&s, &now).unwrap();
        assert_eq!((d.behind, d.ends), (0, "2026-11-22T01:00".parse().unwrap()));
        // the night of 25 Oct 2026 has an hour more in Berlin
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
        let now = later(&begin, 2 * 3600);
        let d = day(&s, &now).unwrap();
        assert_eq!(
            (clock(&now), d.behind, d.ends.to_string()),
            ("02:00".into(), 0, "2026-10-25T03:00:00".into())
        );
    }

    proptest::proptest! {
        #[test]
        fn a_proposal_never_lengthens_and_fits_unless_it_says_so(minutes in proptest::collection::vec(1i64..120, 1..12), late in 0i64..400) {
            let steps: Vec<_> = minutes.iter().enumerate().map(|(n, m)| json!({"id": format!("s{n}"), "kind": "goals", "title": "S", "minutes": m})).collect();
            let mut s = session(json!(steps), None);
            runs(&mut s, "s0", "09:00");
            let now = later(&at("09:00"), (minutes[0] + late) * 60);
            if let Some(r) = replan(&s, &now) {
                proptest::prop_assert!(r.changes.iter().all(|(_, was, to)| to < was && *to >= 0));
                let edit = r.edit(&s);
                apply(&mut s, &edit).unwrap();
                proptest::prop_assert!(r.over > 0 || replan(&s, &now).is_none());
            }
        }
    }
}
