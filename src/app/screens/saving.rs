//! Where saving stands: what has changed, what has reached the disk, when it is tried next.

use jiff::{Timestamp, ToSpan};

/// How long a change may wait for others before it is saved, in milliseconds.
const SAVE_AFTER: i64 = 250;
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
        }
    }

    /// One change more, which is on its way at once. Returns its revision.
    pub fn sent(&mut self) -> u64 {
        self.revision += 1;
        self.revision
    }

    /// One change more, which waits a little for others. Returns its revision.
    pub fn changed(&mut self, now: Timestamp) -> u64 {
        self.due
            .get_or_insert_with(|| now + SAVE_AFTER.milliseconds());
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
            (self.in_flight, self.due) = (true, None);
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
        self.due = self
            .due
            .map(|due| due.checked_add(by.seconds()).unwrap_or(due));
    }

    /// A save failed; why.
    pub fn on_save_failed(&mut self, why: String, now: Timestamp) {
        self.in_flight = false;
        self.state = SaveState::Failed(why);
        self.due = Some(now + RETRY_AFTER.milliseconds());
    }
}
