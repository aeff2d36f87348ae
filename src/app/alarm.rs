//! Telling the time: words and a short flash five minutes and one minute before the end of a step, and
//! at its end. No key is taken, no focus moves, nothing goes on by itself.

use super::App;
use super::msg::Effect;
use super::screens::Screen;
use super::screens::saving::SaveState;
use crate::domain::{Place, schedule, set_field};
use crate::text::one_line;
use jiff::{Timestamp, ToSpan};
use serde_json::json;

/// Seconds before the end of a step at which it is told, last first.
const AT: [i64; 3] = [0, 60, 300];
/// Seconds the words stay.
const STAYS: i64 = 12;

/// What is being told.
pub(super) struct Alarm {
    pub words: String,
    /// Whether the time is up.
    pub over: bool,
    since: Timestamp,
}

impl App {
    /// What is told now, if anything.
    pub(super) fn alarm(&self) -> Option<&Alarm> {
        self.alarm.as_ref().filter(|a| {
            (0..STAYS).contains(&(self.now.timestamp().as_second() - a.since.as_second()))
        })
    }

    /// Whether the flash is on: for the first second.
    pub(super) fn flashes(&self) -> bool {
        self.alarm()
            .is_some_and(|a| self.now.timestamp().as_second() == a.since.as_second())
    }

    /// The computer's clock was set: what began goes on as if it had not been.
    pub(super) fn on_clock_set(&mut self, by: i64) {
        let shift = |at: Timestamp| at.checked_add(by.seconds()).unwrap_or(at);
        self.said = shift(self.said);
        if let Some(alarm) = &mut self.alarm {
            alarm.since = shift(alarm.since);
        }
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        open.on_clock_set(by);
        if schedule::running(open.session()).is_none()
            || matches!(open.save_state(), SaveState::ReadOnly(_))
        {
            return;
        }
        let mut timers = open.session().progress.timers.clone();
        for timer in timers.values_mut() {
            timer.since = timer.since.map(shift);
        }
        open.quietly(
            set_field(Place::Progress, "timers", json!(timers)),
            &self.now,
            &mut self.effects,
        );
        let how = if by > 0 { "forward" } else { "back" };
        self.say(format!(
            "The computer's clock was set {how} by {}: the timer goes on as if it had not been.",
            schedule::format_clock(by)
        ));
    }

    /// Time has passed since `before`: tells what the clock of the step has reached.
    pub(super) fn on_time(&mut self, before: Timestamp) {
        let now = self.now.timestamp();
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        let Some(id) = schedule::running(open.session()).cloned() else {
            return;
        };
        if now.as_second() - before.as_second() > schedule::LONGEST_ABSENCE {
            // the computer slept: nobody worked on this step meanwhile
            if let Some(timers) = schedule::after_absence(open.session(), before, now) {
                open.quietly(
                    set_field(Place::Progress, "timers", json!(timers)),
                    &self.now,
                    &mut self.effects,
                );
                let stopped = before.to_zoned(self.now.time_zone().clone());
                self.say(format!(
                    "The computer slept since {}: the timer was stopped then. t starts it again.",
                    stopped.strftime("%H:%M")
                ));
            }
            return;
        }
        let session = open.session();
        let Some(step) = session.agenda.steps.iter().find(|s| s.id == id) else {
            return;
        };
        let (was, left) = (
            schedule::seconds_left(session, step, before),
            schedule::seconds_left(session, step, now),
        );
        let Some(at) = AT.into_iter().find(|at| was > *at && left <= *at) else {
            return;
        };
        let title = one_line(&step.title);
        let words = match at {
            0 => format!("Time is up: {title}. The clock counts on, + gives a minute."),
            60 => format!("One minute left: {title}."),
            _ => format!("Five minutes left: {title}."),
        };
        self.alarm = Some(Alarm {
            words,
            over: at == 0,
            since: now,
        });
        if self.catalog.preferences.bell {
            self.effects.push(Effect::Bell);
        }
    }
}
