//! What screens and overlays share: the time, new ids, settings; and what they ask for.

use super::alarm::Alarm;
use super::component::Component;
use super::leaving::Leaving;
use super::msg::{Effect, ExportFile};
use super::screens::Screen;
use crate::catalog::{Catalog, Preferences};
use crate::domain::{IdSource, dates};
use crate::export::ExportRequest;
use crate::keys::Command;
use crate::steps::{Registry, Reply};
use crate::text::Sentence;
use jiff::{SignedDuration, Timestamp, Zoned};
use std::collections::VecDeque;
use std::path::PathBuf;

/// What every screen and overlay is given.
pub struct Context {
    /// The time.
    pub now: Zoned,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Agendas, questionnaires, themes and settings.
    pub catalog: Catalog,
    /// The kinds of step.
    pub kinds: Registry,
    /// Where new ids come from.
    pub ids: Box<dyn IdSource>,
    /// What is asked of the world.
    pub effects: Vec<Effect>,
    /// What was copied or cut last.
    pub clipboard: String,
    /// The number with which the last key took a choice.
    pub chosen_by: Option<char>,
    /// What the clock of the step has reached, while it is told.
    pub alarm: Option<Alarm>,
    /// The folder for documents where none is set.
    pub exports: PathBuf,
    notice: Option<Notice>,
    requests: VecDeque<Request>,
}

/// A sentence on the message line.
struct Notice {
    text: Sentence,
    since: Timestamp,
}

/// What a component asks of the program.
pub enum Request {
    /// Does what a step or a choice asks for.
    Reply(Reply),
    /// Runs a command as if its key were pressed.
    Run(Command),
    /// An editing command for the text that has the caret.
    EditText(Command),
    /// Puts an overlay on top.
    Open(Box<dyn Component>),
    /// Closes the overlay on top.
    Close,
    /// Goes to a field of the form on top.
    GoToField(usize),
    /// Keeps what is being typed on the screen.
    Keep,
    /// Replaces the screen.
    Show(Box<Screen>),
    /// Leaves the screen once everything is saved.
    Leave(Leaving),
    /// Opens or makes a session; a second one is not asked for meanwhile.
    Load(Effect),
    /// Offers what can be exported.
    OfferExport,
    /// Exports into the file or folder that was typed.
    ExportTo(PathBuf, ExportRequest),
    /// Exports into another folder from now on.
    ExportInto(String),
    /// Writes these files.
    Write(Vec<ExportFile>),
}

impl Context {
    /// How long a sentence stays in the projector view.
    const NOTICE_STAYS: SignedDuration = SignedDuration::from_secs(8);

    pub(super) fn new(
        now: Zoned,
        size: (u16, u16),
        catalog: Catalog,
        kinds: Registry,
        ids: Box<dyn IdSource>,
        exports: PathBuf,
    ) -> Self {
        Self {
            now,
            size,
            catalog,
            kinds,
            ids,
            effects: vec![Effect::List],
            clipboard: String::new(),
            chosen_by: None,
            alarm: None,
            exports,
            notice: None,
            requests: VecDeque::new(),
        }
    }

    /// Shows a sentence on the message line.
    pub fn say(&mut self, text: impl Into<Sentence>) {
        self.notice = Some(Notice {
            text: text.into(),
            since: self.now.timestamp(),
        });
    }

    /// Shows a sentence unless something was said already, such as why it failed.
    pub fn say_if_silent(&mut self, text: impl Into<Sentence>) {
        if self.notice.is_none() {
            self.say(text);
        }
    }

    /// The sentence on the message line.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_ref().map(|n| n.text.as_str())
    }

    /// Clears the message line.
    pub fn clear_notice(&mut self) {
        self.notice = None;
    }

    /// When the sentence goes from the projector view: the room reads it once, then it is in the
    /// way.
    pub(super) fn notice_ends(&self) -> Option<Timestamp> {
        self.notice.as_ref().map(|n| n.since + Self::NOTICE_STAYS)
    }

    /// The computer's clock was set: what is on the message line stays as long as it would have.
    pub(super) fn shift_notice(&mut self, shift: impl Fn(Timestamp) -> Timestamp) {
        if let Some(notice) = &mut self.notice {
            notice.since = shift(notice.since);
        }
    }

    /// Asks the program for something, to be done when the component has returned.
    pub fn ask(&mut self, request: Request) {
        self.requests.push_back(request);
    }

    /// Asks for an overlay on top.
    pub fn open(&mut self, overlay: impl Component + 'static) {
        self.ask(Request::Open(Box::new(overlay)));
    }

    /// What was asked for and is not done yet.
    pub(super) fn take_requests(&mut self) -> VecDeque<Request> {
        std::mem::take(&mut self.requests)
    }

    /// Changes the settings and has them written, if they may be.
    pub fn set_preferences(&mut self, with: impl FnOnce(&mut Preferences)) {
        with(&mut self.catalog.preferences);
        if self.catalog.may_set {
            let preferences = self.catalog.preferences.clone();
            self.effects.push(Effect::SavePreferences(preferences));
        }
    }

    /// A time of today as it is shown here; of another day, the date.
    #[must_use]
    pub fn time_of(&self, at: Timestamp) -> String {
        let (date, time) = self.date_and_time(at);
        date.unwrap_or(time)
    }

    /// The same in a sentence: `at 09:27:11`, `on Mon 19 Oct at 09:27:11`.
    #[must_use]
    pub fn moment_of(&self, at: Timestamp) -> String {
        let (date, time) = self.date_and_time(at);
        date.map_or_else(
            || format!("at {time}"),
            |date| format!("on {date} at {time}"),
        )
    }

    /// The date, unless it is today, and the time of day.
    fn date_and_time(&self, at: Timestamp) -> (Option<String>, String) {
        let (at, today) = (at.to_zoned(self.now.time_zone().clone()), self.now.date());
        let date = (at.date() != today).then(|| dates::short(at.date(), today));
        (date, at.strftime("%H:%M:%S").to_string())
    }

    /// The alarm that is told now, if any.
    #[must_use]
    pub fn alarm(&self) -> Option<&Alarm> {
        self.alarm.as_ref().filter(|a| a.is_told_at(&self.now))
    }

    /// True in the first second of an alarm.
    #[must_use]
    pub fn flashes(&self) -> bool {
        self.alarm.as_ref().is_some_and(|a| a.flashes_at(&self.now))
    }
}
