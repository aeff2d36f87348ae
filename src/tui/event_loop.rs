//! The loop: carry out effects, draw a frame, wait for a message, update.

use super::terminal::Screen;
use super::{exit_code, journal, worker};
use crate::app::{App, Effect, Msg};
use crate::cli::CRASHED;
use crate::clock::{ClockJumpDetector, monotonic, now};
use crate::text::Sentence;
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// The shortest wait for a deadline.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);

/// How a run ended.
pub struct End {
    /// Exit code.
    pub code: i32,
    /// A sentence for standard error.
    pub says: Option<Sentence>,
}

impl End {
    pub(super) fn new(code: i32) -> Self {
        Self { code, says: None }
    }

    pub(super) fn failed(says: impl Into<Sentence>) -> Self {
        Self {
            code: exit_code::CANNOT_START,
            says: Some(says.into()),
        }
    }
}

/// What the loop works with.
pub(super) struct EventLoop<'a> {
    pub(super) app: &'a mut App,
    pub(super) screen: &'a mut Screen,
    pub(super) messages: &'a Receiver<Msg>,
    pub(super) worker: &'a worker::Handle,
    pub(super) journal: &'a journal::Writer,
}

impl EventLoop<'_> {
    /// Runs until the program ends.
    pub(super) fn run(mut self) -> End {
        let mut clock_jumps = ClockJumpDetector::new(now().timestamp(), monotonic());
        let mut changed = true;
        loop {
            if let ControlFlow::Break(end) = self.perform_effects() {
                return end;
            }
            if changed && self.draw().is_err() {
                // the terminal is gone; what was typed is in the journal and on its way to the file
                return End::new(exit_code::HUNG_UP);
            }
            let Some(first) = self.next_message() else {
                return End::new(CRASHED);
            };
            // one instant for everything: what is due by now is drawn
            let at = now();
            changed = !matches!(first, Msg::DeadlineReached)
                || self
                    .app
                    .changes_at()
                    .is_some_and(|due| due <= at.timestamp());
            if let Some(by) = clock_jumps.observe(at.timestamp(), monotonic()) {
                self.app.update(Msg::ClockSet(by), at.clone());
                changed = true;
            }
            self.app.update(first, at);
            // all messages that wait become one frame
            while let Ok(more) = self.messages.try_recv() {
                self.app.update(more, now());
                changed = true;
            }
        }
    }

    fn perform_effects(&mut self) -> ControlFlow<End> {
        for effect in self.app.take_effects() {
            match effect {
                Effect::Quit(code, says) => return ControlFlow::Break(End { code, says }),
                Effect::Journal(revision, edit) => self.journal.write_edit(revision, edit),
                Effect::Typing(typing) => self.journal.write_typing(typing),
                Effect::NoteChanges(changes, revision) => {
                    self.journal.write_notes(changes, revision);
                }
                Effect::Copy(text) => self.screen.copy(&text),
                Effect::Mouse(on) => self.screen.mouse(on),
                Effect::Redraw => self.screen.clear(),
                Effect::Bell => self.screen.bell(),
                other => {
                    if !self.worker.ask(other) {
                        return ControlFlow::Break(End {
                            code: CRASHED,
                            says: Some(
                                "The part of the program that writes files has stopped. \
                                 What was typed comes back at the next start."
                                    .into(),
                            ),
                        });
                    }
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// Draws a frame. What it shows is in the journal first, unless the disk hangs: a kill after
    /// the frame loses nothing.
    fn draw(&mut self) -> std::io::Result<()> {
        let journal = self.journal;
        self.screen.draw(self.app, || journal.wait_before_frame())
    }

    /// The next message, or a tick when a deadline of the app comes first; `None` if nobody sends
    /// any more.
    fn next_message(&self) -> Option<Msg> {
        let Some(due) = self.app.deadline() else {
            return self.messages.recv().ok();
        };
        // to the nanosecond: waking up a moment too early would mean waking up twice
        let wait = due.duration_since(now().timestamp());
        let wait = Duration::try_from(wait).unwrap_or_default();
        match self.messages.recv_timeout(wait.max(SHORTEST_WAIT)) {
            Ok(msg) => Some(msg),
            Err(RecvTimeoutError::Timeout) => Some(Msg::DeadlineReached),
            Err(RecvTimeoutError::Disconnected) => None,
        }
    }
}
