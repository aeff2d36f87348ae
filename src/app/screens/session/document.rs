//! Changing the session: every change is an edit, is told to the journal, and can be undone.

use super::SessionScreen;
use crate::app::context::Context;
use crate::app::msg::Effect;
use crate::domain::{Edit, Id, Place, apply, findings, unanswered_steps};
use crate::keys::{Command, hint};
use crate::text::Sentence;
use std::sync::Arc;

impl SessionScreen {
    /// Makes a change that can be undone; `label` is what undo calls it.
    ///
    /// # Errors
    /// One sentence if it may not be made; nothing is changed then.
    pub fn commit(&mut self, edit: Edit, label: &str, cx: &mut Context) -> Result<(), Sentence> {
        self.commit_in(edit, label, None, cx)
    }

    /// Makes a change that belongs to the field begun last, with which it is one step of undo.
    ///
    /// # Errors
    /// As [`SessionScreen::commit`].
    pub fn commit_field(&mut self, edit: Edit, cx: &mut Context) -> Result<(), Sentence> {
        self.commit_in(edit, "changed a field", Some(self.group), cx)
    }

    pub(super) fn commit_in(
        &mut self,
        edit: Edit,
        label: &str,
        group: Option<u64>,
        cx: &mut Context,
    ) -> Result<(), Sentence> {
        let opens_again =
            matches!(&edit, Edit::Set { place: Place::Session, field, .. } if field == "closed");
        let is_read_only = self.saving.read_only.is_some();
        if let Some(why) = self
            .why_not_editable()
            .filter(|_| is_read_only || !opens_again)
        {
            return Err(why.into());
        }
        self.history
            .commit(Arc::make_mut(&mut self.session), edit.clone(), label, group)
            .map_err(|e| Sentence::from(format!("That was not possible: {e}.")))?;
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
    pub fn merge_external_change(&mut self, edit: Edit, cx: &mut Context) -> Result<(), Sentence> {
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
        if edit.affects_findings() || is_reveal(&edit) {
            self.unanswered = unanswered_steps(&self.session);
        }
        self.unsaved.push(edit.clone());
        let revision = self.saving.changed(cx.now.timestamp());
        cx.effects.push(Effect::Journal(revision, edit));
        self.follow_current_step(cx);
    }

    /// Takes the last change back, or makes it again, and says which it was.
    pub fn undo_or_redo(&mut self, command: Command, cx: &mut Context) {
        if let Some(why) = self.why_not_writable() {
            return cx.say(why);
        }
        let session = Arc::make_mut(&mut self.session);
        let is_undo = command == Command::Undo;
        let entry = if is_undo {
            self.history.undo(session)
        } else {
            self.history.redo(session)
        };
        let says = match &entry {
            Some(entry) if is_undo => {
                let redo = hint(Command::Redo);
                format!("Taken back: {}. {redo} does it again.", entry.label)
            }
            Some(entry) => format!("Done again: {}.", entry.label),
            None if is_undo => "There is nothing to take back.".to_owned(),
            None => "There is nothing to do again.".to_owned(),
        };
        if let Some(entry) = entry {
            self.changed(if is_undo { entry.undo } else { entry.redo }, cx);
        }
        // the name of the change may hold what is hidden
        let is_hidden = self.projecting && self.session.hides_expectations();
        cx.say(if is_hidden { "Done.".to_owned() } else { says });
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

/// True if the edit reveals lists or answers.
fn is_reveal(edit: &Edit) -> bool {
    matches!(edit, Edit::Set { place: Place::Progress, field, .. }
        if ["revealed", "revealed_answers"].contains(&field.as_str()))
}
