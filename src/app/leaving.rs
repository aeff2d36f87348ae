//! Leaving a screen or the program: only once everything is saved, or a copy is kept.

use super::App;
use super::msg::Effect;
use super::screens::{SaveState, Screen};
use crate::text::{Sentence, quoted_for_shell};
use std::path::PathBuf;

/// Where to, once everything is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaving {
    /// To the library.
    ToLibrary,
    /// To the bin.
    ToBin,
    /// To the shell, with this exit code.
    End(i32),
}

impl App {
    /// Leaves once everything is saved. Asked twice to end, it ends at once, or after a copy is
    /// kept if the disk has refused the session.
    pub(super) fn leave(&mut self, to: Leaving) {
        while let Some(mut overlay) = self.overlays.pop() {
            overlay.closing(self.screen.session_mut(), &mut self.context);
            self.do_requests();
        }
        self.keep();
        if let (Some(Leaving::End(_)), Leaving::End(code)) = (self.leaving, to) {
            self.leave_at_once(code);
        }
        if let (Screen::Notes(notes), Leaving::End(_)) = (&self.screen, to)
            && let SaveState::Failed(why) = notes.save_state()
        {
            self.quit(
                1,
                Some(format!("The last notes could not be saved: {why}.").into()),
            );
        }
        self.leaving = Some(to);
    }

    /// Whoever asks again does not want to wait.
    fn leave_at_once(&mut self, code: i32) {
        let says = match self.open().map(|s| s.save_state()) {
            Some(SaveState::Failed(why)) if self.copying => {
                format!("The last changes could not be saved: {why}.")
            }
            Some(SaveState::Failed(why)) => return self.leave_after_failed_save(&why),
            _ => "The disk does not answer. What was typed is in the journal and comes back at \
                  the next start."
                .to_owned(),
        };
        self.quit(code.max(1), Some(says.into()));
    }

    fn quit(&mut self, code: i32, says: Option<Sentence>) {
        self.context.effects.push(Effect::Quit(code, says));
    }

    /// Saves what is due; leaves if that was asked for and everything is saved.
    pub(super) fn save_and_leave(&mut self) {
        let leaving = self.leaving;
        if let Screen::Session(session) = &mut self.screen {
            // what has just failed is not tried again on the way out: a copy is kept instead
            let force = leaving.is_some() && !matches!(session.save_state(), SaveState::Failed(_));
            session.save(force, &mut self.context);
            let may_save = session
                .why_not_editable()
                .is_none_or(|_| session.session().closed.is_some());
            if leaving.is_some() && !session.is_saved() && may_save {
                return;
            }
        }
        let Some(leaving) = leaving else { return };
        if let Screen::Session(session) = &self.screen {
            let close = Effect::Close(session.past().to_vec());
            self.context.effects.push(close);
        }
        self.leaving = None;
        self.overlays.clear();
        match leaving {
            Leaving::ToLibrary => self.show(Screen::library()),
            Leaving::ToBin => self.show(Screen::bin()),
            Leaving::End(code) => self.quit(code, None),
        }
    }

    /// A save failed on the way out: a copy is kept before the program ends; the library can wait
    /// until the disk takes it again.
    pub(super) fn leave_after_failed_save(&mut self, reason: &str) {
        let Screen::Session(session) = &self.screen else {
            return;
        };
        match self.leaving {
            Some(Leaving::End(_)) if self.copying => {}
            Some(Leaving::End(_)) => {
                self.copying = true;
                let copy = Effect::Emergency(session.shared());
                self.context.effects.push(copy);
            }
            Some(_) => {
                self.leaving = None;
                self.context.say(format!(
                    "Not saved: {reason}. It is tried every second; the session stays open until \
                     then."
                ));
            }
            None => {}
        }
    }

    /// An emergency copy was made, or not: the program ends and says where everything is.
    pub(super) fn end_after_emergency_copy(&mut self, copy: Result<PathBuf, Sentence>) {
        let why = match self.open().map(|s| s.save_state()) {
            Some(SaveState::Failed(why)) => why,
            _ => "the disk did not answer".to_owned(),
        };
        let says = match copy {
            Ok(path) => format!(
                "The last changes could not be saved: {why}. There is a copy of everything: \
                 `roundtable open {}` opens it.",
                quoted_for_shell(&path.to_string_lossy())
            ),
            Err(also) => format!("The last changes could not be saved: {why}. {also}"),
        };
        let code = match self.leaving {
            Some(Leaving::End(signal)) if signal != 0 => signal,
            _ => 1,
        };
        self.quit(code, Some(says.into()));
    }
}
