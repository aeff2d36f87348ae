//! The program as a value: what it knows, how it changes, how it looks. No files, clock or terminal.
//!
//! [`App::update`] takes what happened and returns what is asked of the world; [`App::view`] draws
//! and changes nothing; [`focus`] alone says which keys live.

mod alarm;
mod begin;
mod commands;
mod exporting;
pub mod focus;
mod hints;
mod msg;
pub mod overlays;
mod perform;
mod planning;
mod preferences;
mod projector;
pub mod screens;
mod typing;
mod update;
mod view;

pub use msg::{
    Destination, Effect, Export, ExportFile, Exported, Following, Loaded, Msg, Source, Stop, What,
};
pub use view::Frame;

use crate::catalog::Catalog;
use crate::domain::IdSource;
use crate::steps::Registry;
use crate::widgets::{Depth, Theme};
use alarm::Alarm;
use jiff::{Timestamp, ToSpan, Zoned};
use overlays::Overlay;
use screens::Screen;
use screens::library::Library;
use screens::session::Open;

/// How the program begins.
pub struct Settings {
    /// Agendas, themes and settings.
    pub catalog: Catalog,
    /// Where new ids come from.
    pub ids: Box<dyn IdSource>,
    /// The theme that was asked for; none is the one that was set, or follows the terminal's background.
    pub theme: Option<String>,
    /// How many colours there are.
    pub depth: Depth,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The time.
    pub now: Zoned,
    /// The folder for documents where none is set.
    pub exports: String,
    /// The kinds of step.
    pub kinds: Registry,
}

/// The program.
pub struct App {
    size: (u16, u16),
    now: Zoned,
    theme: Theme,
    themes: Vec<Theme>,
    auto_theme: bool,
    catalog: Catalog,
    ids: Box<dyn IdSource>,
    kinds: Registry,
    screen: Screen,
    overlays: Vec<Overlay>,
    toast: Option<String>,
    /// When that was said.
    said: Timestamp,
    blank: bool,
    alarm: Option<Alarm>,
    mouse: bool,
    clipboard: String,
    leaving: Option<Leaving>,
    /// Whether a session is on its way: a second one is not asked for meanwhile.
    opening: bool,
    /// The folder for documents where none is set.
    exports: String,
    /// Stops the export that is running.
    export: Option<msg::Stop>,
    effects: Vec<Effect>,
}

/// Where to, once everything is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaving {
    ToLibrary,
    ToBin,
    End(i32),
}

impl App {
    /// The program on the library.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let Settings {
            catalog,
            ids,
            theme,
            depth,
            size,
            now,
            exports,
            kinds,
        } = settings;
        // "auto" asks for the terminal's own background whatever was set
        let wanted = theme
            .or_else(|| catalog.preferences.theme.clone())
            .filter(|t| t != "auto");
        // projectors are light: until the terminal tells otherwise
        let name = wanted.as_deref().unwrap_or("light");
        let themes = preferences::themes(&catalog, depth);
        let theme = themes.iter().find(|t| t.name() == name).cloned();
        Self {
            size,
            now,
            auto_theme: wanted.is_none() || theme.is_none(),
            theme: theme
                .or_else(|| themes.first().cloned())
                .unwrap_or_else(Theme::mono),
            themes,
            catalog,
            ids,
            kinds,
            screen: Screen::Library(Library::default()),
            overlays: Vec::new(),
            toast: None,
            said: Timestamp::UNIX_EPOCH,
            blank: false,
            alarm: None,
            mouse: true,
            clipboard: String::new(),
            leaving: None,
            opening: false,
            exports,
            export: None,
            effects: vec![Effect::List],
        }
    }

    /// How long a sentence stays on the projector.
    const SENTENCE: jiff::SignedDuration = jiff::SignedDuration::from_secs(8);

    /// What is asked of the world since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// The open session, if any.
    #[must_use]
    pub fn open(&self) -> Option<&Open> {
        match &self.screen {
            Screen::Session(open) => Some(open),
            _ => None,
        }
    }

    /// Whether the room's view is shown.
    #[must_use]
    pub fn is_projecting(&self) -> bool {
        self.open().is_some_and(|open| open.projecting)
    }

    /// The sentence on the message line.
    #[must_use]
    pub fn toast(&self) -> Option<&str> {
        self.toast.as_deref()
    }

    /// Whether the mouse is taken.
    #[must_use]
    pub fn has_mouse(&self) -> bool {
        self.mouse
    }

    /// Name of the theme on screen.
    #[must_use]
    pub fn theme(&self) -> &str {
        self.theme.name()
    }

    /// When something is due without anything happening: a save, or what [`App::changes_at`] says.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        let save = self
            .open()
            .and_then(Open::deadline)
            .map(|due| due.max(self.now.timestamp() - 1.milliseconds()));
        [self.changes_at(), save].into_iter().flatten().min()
    }

    /// When the screen changes by itself: at the next change of a clock, or when a sentence goes from the projector.
    /// That a save begins is not seen.
    #[must_use]
    pub fn changes_at(&self) -> Option<Timestamp> {
        let now = self.now.timestamp();
        let next = |every: i64| Timestamp::from_second((now.as_second() / every + 1) * every).ok();
        let clock = match &self.screen {
            // time is told on a black screen too: by the bell
            Screen::Session(open) if self.blank => {
                crate::domain::schedule::running(open.session()).and_then(|_| next(1))
            }
            _ if self.blank => None,
            Screen::Library(_) => next(60),
            Screen::Cards(_) | Screen::Tasks(_) => None,
            Screen::Notes(_) => next(1),
            Screen::Session(open) if crate::domain::schedule::running(open.session()).is_some() => {
                next(1)
            }
            Screen::Session(open) => {
                crate::domain::plan::day(open.session(), &self.now).and_then(|_| next(60))
            }
        };
        // the room reads a sentence once; then it is in the way
        let hush = self
            .toast
            .as_ref()
            .filter(|_| self.is_projecting())
            .map(|_| self.said + Self::SENTENCE);
        [clock, hush].into_iter().flatten().min()
    }

    /// Asks for a session to be opened or made; once, until it is here.
    fn ask_open(&mut self, effect: Effect) {
        if !std::mem::replace(&mut self.opening, true) {
            self.effects.push(effect);
        }
    }

    fn say(&mut self, sentence: impl Into<String>) {
        self.toast = Some(sentence.into());
        self.said = self.now.timestamp();
    }
}
