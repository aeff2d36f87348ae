//! Where saving stands: what has changed, what has reached the disk, when it is tried next.

use jiff::{Timestamp, ToSpan};

/// How long a change waits for the next one before it is saved, in milliseconds.
const SAVE_AFTER: i64 = 250;
/// How long the first of several changes waits at most, in milliseconds: with the save itself, all
/// is on the disk within a second.
const SAVE_WITHIN: i64 = 750;
/// How long after a failed save it is tried again, in milliseconds.
const RETRY_AFTER: i64 = 1000;

/// Where saving stands, in a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SaveState {
    /// Everything has reached the disk, at this time.
    Saved(Timestamp),
    /// Everything was handed over at this time to a disk that does not say when it has it.
    Written(Timestamp),
    /// Not yet.
    Saving,
    /// It failed; why.
    Failed(String),
    /// It may not be changed; why.
    ReadOnly(String),
}

/// What has changed and what was saved of it, counted in revisions.
#[derive(Debug)]
pub struct Saving {
    /// Why nothing may be changed, if so.
    pub read_only: Option<String>,
    revision: u64,
    saved: u64,
    in_flight: bool,
    state: SaveState,
    due: Option<Timestamp>,
    /// When the first change since the last save has waited long enough.
    latest: Option<Timestamp>,
}

impl Saving {
    /// Of something that was saved `at`; `unsaved` when it holds more than was saved.
    #[must_use]
    pub fn new(read_only: Option<String>, at: Timestamp, unsaved: bool, now: Timestamp) -> Self {
        Self {
            read_only,
            revision: u64::from(unsaved),
            saved: 0,
            in_flight: false,
            state: SaveState::Saved(at),
            due: unsaved.then_some(now),
            latest: None,
        }
    }

    /// One change more, which is on its way at once. Returns its revision.
    pub fn sent(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }

    /// One change more, which waits a little for others. Returns its revision.
    pub fn changed(&mut self, now: Timestamp) -> u64 {
        let latest = *self
            .latest
            .get_or_insert_with(|| now + SAVE_WITHIN.milliseconds());
        // after a failure, the next attempt does not come later
        if !matches!(self.state, SaveState::Failed(_)) || self.due.is_none() {
            self.due = Some(latest.min(now + SAVE_AFTER.milliseconds()));
        }
        self.sent()
    }

    /// The revision of the last change.
    #[must_use]
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Whether everything was saved.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.saved >= self.revision
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> SaveState {
        match (&self.read_only, &self.state) {
            (Some(why), _) => SaveState::ReadOnly(why.clone()),
            (None, failed @ SaveState::Failed(_)) => failed.clone(),
            (None, state) if self.is_done() => state.clone(),
            (None, _) => SaveState::Saving,
        }
    }

    /// When the next save is due.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        self.due
            .filter(|_| !self.in_flight && !self.is_done() && self.read_only.is_none())
    }

    /// Whether to save now, or at once with `force`; then the save is on its way.
    pub fn begins(&mut self, force: bool, now: Timestamp) -> bool {
        let begins = self.deadline().is_some_and(|due| force || due <= now);
        if begins {
            (self.in_flight, self.due, self.latest) = (true, None, None);
        }
        begins
    }

    /// All up to this revision was saved; `synced` when it is known to have reached the disk.
    pub fn on_saved(&mut self, revision: u64, synced: bool, now: Timestamp) {
        self.in_flight = false;
        self.state = if synced {
            SaveState::Saved(now)
        } else {
            SaveState::Written(now)
        };
        self.saved = self.saved.max(revision);
        if !self.is_done() {
            self.due
                .get_or_insert_with(|| now + SAVE_AFTER.milliseconds());
        }
    }

    /// The computer's clock was set by so many seconds: what is due stays due.
    pub fn on_clock_set(&mut self, by: i64) {
        for time in [&mut self.due, &mut self.latest].into_iter().flatten() {
            *time = time.checked_add(by.seconds()).unwrap_or(*time);
        }
    }

    /// A save failed; why.
    pub fn on_save_failed(&mut self, why: String, now: Timestamp) {
        self.in_flight = false;
        self.state = SaveState::Failed(why);
        self.due = Some(now + RETRY_AFTER.milliseconds());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: i64) -> Timestamp {
        Timestamp::from_millisecond(1_800_000_000_000 + milliseconds).unwrap()
    }

    fn saving() -> Saving {
        Saving::new(None, at(0), false, at(0))
    }

    #[test]
    fn a_change_is_saved_after_a_pause() {
        let mut saving = saving();
        saving.changed(at(0));
        saving.changed(at(100));
        assert_eq!(saving.deadline(), Some(at(350)));
        assert!(!saving.begins(false, at(349)) && saving.begins(false, at(350)));
    }

    #[test]
    fn steady_typing_is_saved_within_a_second() {
        let mut saving = saving();
        for key in 0..20 {
            saving.changed(at(key * 40));
        }
        assert_eq!(saving.deadline(), Some(at(SAVE_WITHIN)));
        assert!(saving.begins(false, at(SAVE_WITHIN)));
        // what comes during the save counts from its own first change
        saving.changed(at(760));
        saving.on_saved(20, true, at(900));
        assert_eq!(saving.deadline(), Some(at(760 + SAVE_AFTER)));
    }

    #[test]
    fn a_failed_save_is_tried_again_however_much_is_typed() {
        let mut saving = saving();
        saving.changed(at(0));
        assert!(saving.begins(false, at(300)));
        saving.on_save_failed("the disk is full".into(), at(300));
        for key in 0..20 {
            saving.changed(at(310 + key * 10));
        }
        assert_eq!(saving.deadline(), Some(at(1300)));
    }
}
