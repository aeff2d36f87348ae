//! Asking for saves. Whoever saves has the session itself and is sent the edits.

use super::SessionScreen;
use crate::app::context::Context;
use crate::app::msg::Effect;
use crate::app::screens::SaveState;
use crate::domain::Session;
use jiff::Timestamp;
use std::sync::Arc;

impl SessionScreen {
    /// Where saving stands.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.saving.state()
    }

    /// True if everything has reached the disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saving.is_done()
    }

    /// When the next save is due.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        self.saving.deadline()
    }

    /// Saves if it is time, or at once with `force`.
    pub fn save(&mut self, force: bool, cx: &mut Context) {
        let now = cx.now.timestamp();
        if self.saving.begins(force, now) {
            Arc::make_mut(&mut self.session).set_modified(now);
            let edits = std::mem::take(&mut self.unsaved);
            let revision = self.saving.revision();
            cx.effects.push(Effect::Save(edits, revision, now));
        }
    }

    /// Everything up to `revision` was saved; `synced` if it is known to have reached the disk.
    pub fn on_saved(&mut self, revision: u64, synced: bool, now: Timestamp) {
        self.saving.on_saved(revision, synced, now);
    }

    /// A save failed, for this reason.
    pub fn on_save_failed(&mut self, why: String, now: Timestamp) {
        self.saving.on_save_failed(why, now);
    }

    /// The whole session and its revision, for a save into a new file, which needs no edits.
    pub fn hand_over(&mut self) -> (Arc<Session>, u64) {
        self.unsaved.clear();
        (self.shared(), self.saving.revision())
    }
}
