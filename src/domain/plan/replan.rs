//! Fitting the remaining steps into the day.

use super::{break_minutes, due_end, fixed_start, minutes_between, running_start, schedule_range};
use crate::domain::schedule::{minutes_given, seconds_left};
use crate::domain::{Agenda, Edit, Id, List, Place, Session, Step, set, set_field};
use jiff::Zoned;
use jiff::civil::Time;
use serde_json::json;

/// Minutes below which no remaining step is shortened.
const SHORTEST: i64 = 5;

/// A proposal that makes the remaining steps fit into the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replan {
    /// The steps to shorten: id, minutes given now, minutes proposed.
    pub changes: Vec<(Id, i64, i64)>,
    /// When the day ends with them.
    pub ends: Zoned,
    /// Minutes by which that is still too late.
    pub over: i64,
    /// When the day has to end. Accepting fixes it: shorter steps must not move the end they were
    /// cut for.
    pub end: Time,
}

/// A proposal for the remaining steps so that the day ends in time and steps with a fixed start
/// begin in time; `None` if everything fits already.
///
/// Each step gives in proportion to its length, and none is cut below five minutes.
#[must_use]
pub fn replan(session: &Session, now: &Zoned) -> Option<Replan> {
    let end = due_end(&session.agenda, &running_start(session, now)?);
    let current = session.step_index();
    let mut agenda = session.agenda.clone();
    // the current step has begun, whenever it was to begin
    if let Some(step) = agenda.steps.get_mut(current) {
        step.starts_at = None;
    }
    let needed: Vec<i64> = (0..)
        .zip(&agenda.steps)
        .map(|(n, step)| minutes_needed(session, n, step, now))
        .collect();
    let (minutes, ends) = fit(&agenda, current, needed.clone(), now, &end);
    let changes: Vec<(Id, i64, i64)> = agenda
        .steps
        .iter()
        .zip(needed.iter().zip(minutes))
        .skip(current)
        .filter(|(_, (needed, minutes))| minutes < *needed)
        .map(|(step, (needed, minutes))| {
            let was = minutes_given(session, step);
            (step.id.clone(), was, was - (needed - minutes))
        })
        .collect();
    (!changes.is_empty()).then(|| Replan {
        changes,
        over: minutes_between(&end, &ends).max(0),
        ends,
        end: end.time(),
    })
}

/// Minutes a step still takes: none if it is over, what is left of the current one, else all it was
/// given.
fn minutes_needed(session: &Session, n: usize, step: &Step, now: &Zoned) -> i64 {
    match n.cmp(&session.step_index()) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Equal => {
            (seconds_left(session, step, now.timestamp()).max(0) + 59) / 60
        }
        std::cmp::Ordering::Greater => minutes_given(session, step),
    }
}

/// Shortens `minutes` stretch by stretch, each ending at a fixed start or at the end of the day,
/// and says when the last step ends with them.
fn fit(
    agenda: &Agenda,
    current: usize,
    mut minutes: Vec<i64>,
    now: &Zoned,
    end: &Zoned,
) -> (Vec<i64>, Zoned) {
    let steps = &agenda.steps;
    let (mut from, mut clock) = (current, now.clone());
    while from < steps.len() {
        let next_fixed = steps
            .iter()
            .skip(from + 1)
            .position(|s| s.starts_at.is_some());
        let to = next_fixed.map_or(steps.len(), |n| from + 1 + n);
        let until = steps
            .get(to)
            .and_then(|s| s.starts_at)
            .map_or_else(|| end.clone(), |at| fixed_start(at, &clock));
        let stretch = steps.get(from..to).unwrap_or_default();
        let breaks: i64 = stretch.iter().map(break_minutes).sum();
        // the day ends with its last step, not with the break after it
        let uncounted = match stretch.last() {
            Some(last) if to == steps.len() => break_minutes(last),
            _ => 0,
        };
        let room = minutes_between(&clock, &until) - (breaks - uncounted);
        shrink(minutes.get_mut(from..to).unwrap_or_default(), room);
        let minutes_of = |n: usize, _: &Step| minutes.get(n).copied().unwrap_or(0);
        clock = schedule_range(agenda, from..to, &clock, minutes_of).1;
        from = to;
    }
    (minutes, clock)
}

impl Replan {
    /// The edit that accepts the proposal.
    #[must_use]
    pub fn edit(&self, session: &Session) -> Edit {
        let mut timers = session.progress.timers.clone();
        let mut edits = Vec::new();
        for (id, was, to) in &self.changes {
            let planned = session.get::<Step>(id).map_or(0, |s| i64::from(s.minutes));
            let minutes = planned - (was - to);
            edits.push(set(List::Steps, id, "minutes", minutes.max(0)));
            // a cut longer than the planned minutes also takes back minutes added to the timer
            if let (true, Some(timer)) = (minutes < 0, timers.get_mut(id)) {
                timer.extra_minutes = timer
                    .extra_minutes
                    .saturating_add(i32::try_from(minutes).unwrap_or(i32::MIN));
            }
        }
        if timers != session.progress.timers {
            edits.push(set_field(Place::Progress, "timers", json!(timers)));
        }
        edits.push(set_field(Place::Agenda, "end", json!(self.end)));
        Edit::All(edits)
    }
}

/// Shortens the minutes so that they sum up to `room`, in proportion, none below [`SHORTEST`].
fn shrink(minutes: &mut [i64], room: i64) {
    let room = room.max(0);
    loop {
        let all: i64 = minutes.iter().sum();
        let shrinkable: i64 = minutes.iter().filter(|m| **m > SHORTEST).sum();
        let fixed = all - shrinkable;
        if all <= room || shrinkable == 0 {
            return;
        }
        let target = (room - fixed).max(0);
        let before = minutes.to_vec();
        for m in minutes.iter_mut().filter(|m| **m > SHORTEST) {
            *m = (m.saturating_mul(target) / shrinkable).max(SHORTEST);
        }
        // minutes lost to rounding down go back to the longest steps first
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
    use super::super::after_seconds;
    use super::super::tests::{at, clock, day_of_three, runs, session};
    use super::*;
    use crate::domain::{Timer, apply};

    #[test]
    fn a_proposal_holds_the_end_and_the_fixed_start() {
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
        // it cannot fit: the shortest is proposed, and the minutes over are given
        runs(&mut s, "three", "13:00");
        s.agenda.steps[2].minutes = 90;
        s.progress.timers.remove(&Id::new("one"));
        let r = replan(&s, &at("13:58")).unwrap();
        assert_eq!((r.changes, r.over), (vec![(Id::new("three"), 90, 63)], 3));
    }

    #[test]
    fn a_proposal_leaves_the_begun_step_its_time_and_takes_back_added_minutes() {
        let mut s = day_of_three();
        // fixed for one o'clock, begun a quarter of an hour before
        runs(&mut s, "three", "12:45");
        assert_eq!(replan(&s, &at("12:50")), None, "it ends before two");
        // ten minutes planned, fifteen added: both can be cut
        let mut s = session(
            json!([{"id": "one", "kind": "goals", "title": "1", "minutes": 30},
                {"id": "two", "kind": "goals", "title": "2", "minutes": 10}]),
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
            (
                minutes_given(&s, &s.agenda.steps[1]),
                replan(&s, &at("09:30"))
            ),
            (10, None)
        );
    }

    proptest::proptest! {
        #[test]
        fn a_proposal_only_shortens_and_fits_unless_it_says_otherwise(
            minutes in proptest::collection::vec(1i64..120, 1..12),
            late in 0i64..400,
        ) {
            let step = |(n, minutes): (usize, &i64)| {
                json!({"id": format!("s{n}"), "kind": "goals", "title": "S", "minutes": minutes})
            };
            let steps: Vec<_> = minutes.iter().enumerate().map(step).collect();
            let mut s = session(json!(steps), None);
            runs(&mut s, "s0", "09:00");
            let now = after_seconds(&at("09:00"), (minutes[0] + late) * 60);
            if let Some(r) = replan(&s, &now) {
                proptest::prop_assert!(r.changes.iter().all(|(_, was, to)| to < was && *to >= 0));
                let edit = r.edit(&s);
                apply(&mut s, &edit).unwrap();
                proptest::prop_assert!(r.over > 0 || replan(&s, &now).is_none());
            }
        }
    }
}
