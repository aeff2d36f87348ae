//! Changing the session: every change is an edit, is told to the journal, and can be undone.

use super::SessionScreen;
use crate::app::context::Context;
use crate::app::msg::Effect;
use crate::domain::{Edit, Entry, History, Id, Place, Session, apply, findings};
use crate::keys::{Command, hint};
use std::sync::Arc;

impl SessionScreen {
    /// Makes a change that can be undone; `label` is what undo calls it.
    ///
    /// # Errors
    /// One sentence if it may not be made; nothing is changed then.
    pub fn commit(&mut self, edit: Edit, label: &str, cx: &mut Context) -> Result<(), String> {
        self.commit_in(edit, label, None, cx)
    }

    /// Makes a change that belongs to the field begun last, with which it is one step of undo.
    ///
    /// # Errors
    /// As [`SessionScreen::commit`].
    pub fn commit_field(&mut self, edit: Edit, cx: &mut Context) -> Result<(), String> {
        self.commit_in(edit, "changed a field", Some(self.group), cx)
    }

    pub(super) fn commit_in(
        &mut self,
        edit: Edit,
        label: &str,
        group: Option<u64>,
        cx: &mut Context,
    ) -> Result<(), String> {
        let opens_again =
            matches!(&edit, Edit::Set { place: Place::Session, field, .. } if field == "closed");
        let is_read_only = self.saving.read_only.is_some();
        if let Some(why) = self.locked().filter(|_| is_read_only || !opens_again) {
            return Err(why);
        }
        self.history
            .commit(Arc::make_mut(&mut self.session), edit.clone(), label, group)
            .map_err(|e| format!("That was not possible: {e}."))?;
        self.changed(edit, cx);
        Ok(())
    }

    /// Makes a change of where the session stands: not undone, allowed in a closed session.
    pub fn set_progress(&mut self, edit: Edit, cx: &mut Context) {
        if self.saving.read_only.is_none() && apply(Arc::make_mut(&mut self.session), &edit).is_ok()
        {
            self.changed(edit, cx);
        }
    }

    /// Takes in what another program had changed in the file.
    ///
    /// # Errors
    /// One sentence if it was refused; the next save brings it again.
    pub fn take_in(&mut self, edit: Edit, cx: &mut Context) -> Result<(), String> {
        if self.session.closed.is_some() {
            // already in the file, so a closed session accepts it
            self.set_progress(edit, cx);
            return Ok(());
        }
        self.commit(edit, "took in what another program changed", cx)
    }

    fn changed(&mut self, edit: Edit, cx: &mut Context) {
        if edit.affects_findings() {
            self.structure_revision += 1;
            self.lacking = findings::kinds_with_unmet_checks(&self.session);
        }
        self.unsaved.push(edit.clone());
        let revision = self.saving.changed(cx.now.timestamp());
        cx.effects.push(Effect::Journal(revision, edit));
        self.stay(cx);
    }

    /// Takes the last change back, or makes it again, and says which it was.
    pub fn undo_or_redo(&mut self, command: Command, cx: &mut Context) {
        let says = if command == Command::Undo {
            let tell = |e: &Entry| {
                let redo = hint(Command::Redo);
                let says = format!("Taken back: {}. {redo} does it again.", e.label);
                (e.undo.clone(), says)
            };
            self.travel(History::undo, tell, "There is nothing to take back.", cx)
        } else {
            let tell = |e: &Entry| (e.redo.clone(), format!("Done again: {}.", e.label));
            self.travel(History::redo, tell, "There is nothing to do again.", cx)
        };
        // the name of the change may hold what is hidden
        let is_hidden = self.projecting && self.session.hides_expectations();
        cx.say(if is_hidden { "Done.".to_owned() } else { says });
    }

    /// Goes one step through the history and returns what to say.
    fn travel(
        &mut self,
        go: impl FnOnce(&mut History, &mut Session) -> Option<Entry>,
        tell: impl FnOnce(&Entry) -> (Edit, String),
        nothing: &str,
        cx: &mut Context,
    ) -> String {
        if let Some(why) = self.saving.read_only.as_ref() {
            return format!("This session is read-only: {why}.");
        }
        let Some(entry) = go(&mut self.history, Arc::make_mut(&mut self.session)) else {
            return nothing.to_owned();
        };
        let (edit, says) = tell(&entry);
        self.changed(edit, cx);
        says
    }

    /// The kinds of step in which something is still missing for an agreement.
    #[must_use]
    pub fn lacking(&self) -> &[crate::domain::Kind] {
        &self.lacking
    }

    /// The index of a step.
    #[must_use]
    pub fn index_of_step(&self, id: &Id) -> Option<usize> {
        crate::domain::position(&self.session.agenda.steps, id)
    }
}
