//! The timer of the steps.

use super::SessionScreen;
use crate::app::alarm::Alarm;
use crate::app::context::Context;
use crate::app::msg::Effect;
use crate::domain::{Id, Place, Timer, schedule, set_field};
use crate::keys::{Command, hint};
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use std::collections::BTreeMap;

/// Most minutes that can be added to a step, or taken from it.
const MOST_EXTRA: i32 = 600;

impl SessionScreen {
    pub(super) fn set_timers(&mut self, timers: &BTreeMap<Id, Timer>, cx: &mut Context) {
        self.set_progress(set_field(Place::Progress, "timers", json!(timers)), cx);
    }

    /// Starts or pauses the timer of the step, or changes its minutes, and says what it did.
    pub(super) fn run_timer(&mut self, command: Command, cx: &mut Context) {
        if let Some(why) = self.why_not_writable() {
            return cx.say(why);
        }
        let Some(step) = self.step().cloned() else {
            return;
        };
        let now = cx.now.timestamp();
        let mut timers = self.session.progress.timers.clone();
        let says = match command {
            Command::TimerMore | Command::TimerLess => {
                let by = if command == Command::TimerMore { 1 } else { -1 };
                let timer = timers.entry(step.id.clone()).or_default();
                let extra = timer.extra_minutes.saturating_add(by);
                timer.extra_minutes = extra.clamp(-MOST_EXTRA, MOST_EXTRA);
                let minutes = i64::from(step.minutes) + i64::from(timer.extra_minutes);
                format!("{} has {} min now.", step.title, minutes.max(0))
            }
            _ if schedule::running(&self.session).is_some() => {
                for timer in timers.values_mut() {
                    *timer = timer.paused_at(now);
                }
                "The timer is paused.".to_owned()
            }
            _ => {
                timers.entry(step.id.clone()).or_default().since = Some(now);
                "The timer is running.".to_owned()
            }
        };
        self.set_timers(&timers, cx);
        cx.say(says);
    }

    /// The computer's clock was set by so many seconds: a running timer goes on as if it had not
    /// been.
    pub fn on_clock_set(&mut self, by: i64, cx: &mut Context) {
        self.saving.on_clock_set(by);
        if schedule::running(&self.session).is_none() || self.saving.read_only.is_some() {
            return;
        }
        let shift = |at: Timestamp| at.checked_add(by.seconds()).unwrap_or(at);
        let mut timers = self.session.progress.timers.clone();
        for timer in timers.values_mut() {
            timer.since = timer.since.map(shift);
        }
        self.set_timers(&timers, cx);
        cx.say(format!(
            "The computer's clock was set {} by {}: the timer goes on as if it had not been.",
            if by > 0 { "forward" } else { "back" },
            schedule::format_clock(by)
        ));
    }

    /// Time has passed since `before`: stops a timer that ran while the computer slept, and raises
    /// the alarm that the step has reached.
    pub fn on_time(&mut self, before: Timestamp, cx: &mut Context) {
        if schedule::running(&self.session).is_none() {
            return;
        }
        let now = cx.now.timestamp();
        if now.as_second() - before.as_second() > schedule::LONGEST_ABSENCE {
            // the computer slept: nobody worked on this step meanwhile
            if let Some(timers) = schedule::after_absence(&self.session, before, now) {
                self.set_timers(&timers, cx);
                let stopped = before.to_zoned(cx.now.time_zone().clone());
                cx.say(format!(
                    "The computer slept since {}: the timer was stopped then. {} starts it again.",
                    stopped.strftime("%H:%M"),
                    hint(Command::TimerToggle)
                ));
            }
        } else if let Some(alarm) = Alarm::reached(&self.session, before, now) {
            cx.alarm = Some(alarm);
            if cx.catalog.preferences.bell {
                cx.effects.push(Effect::Bell);
            }
        }
    }
}
