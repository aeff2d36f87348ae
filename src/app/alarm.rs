//! The alarm of a step: a sentence and a short flash five minutes and one minute before its planned
//! end, and at the end. No key is taken, no focus moves, nothing goes on by itself.

use crate::domain::{Session, schedule};
use crate::keys::{Command, hint};
use crate::text::one_line;
use jiff::{Timestamp, Zoned};

/// Seconds before the end of a step at which an alarm begins, the last one first.
const BEFORE_END: [i64; 3] = [0, 60, 300];
/// Seconds for which the sentence stays.
const STAYS: i64 = 12;

/// What is being told.
pub struct Alarm {
    /// The sentence.
    pub text: String,
    /// True when the time of the step is up.
    pub is_over: bool,
    since: Timestamp,
}

impl Alarm {
    /// The alarm that the running step has reached between `before` and `now`.
    pub(super) fn reached(session: &Session, before: Timestamp, now: Timestamp) -> Option<Self> {
        let id = schedule::running(session)?;
        let step = session.agenda.steps.iter().find(|s| s.id == *id)?;
        let was_left = schedule::left(session, step, before);
        let left = schedule::left(session, step, now);
        let at = BEFORE_END
            .into_iter()
            .find(|at| was_left > *at && left <= *at)?;
        let title = one_line(&step.title);
        let text = match at {
            0 => format!(
                "Time is up: {title}. The clock counts on, {} gives a minute.",
                hint(Command::TimerMore)
            ),
            60 => format!("One minute left: {title}."),
            _ => format!("Five minutes left: {title}."),
        };
        Some(Self {
            text,
            is_over: at == 0,
            since: now,
        })
    }

    /// True while the sentence is shown.
    #[must_use]
    pub fn is_told_at(&self, now: &Zoned) -> bool {
        (0..STAYS).contains(&(now.timestamp().as_second() - self.since.as_second()))
    }

    /// True in the first second.
    #[must_use]
    pub fn flashes_at(&self, now: &Zoned) -> bool {
        now.timestamp().as_second() == self.since.as_second()
    }

    /// The computer's clock was set: the alarm goes on as if it had not been.
    pub(super) fn shift(&mut self, shift: impl Fn(Timestamp) -> Timestamp) {
        self.since = shift(self.since);
    }
}
