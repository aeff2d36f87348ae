//! The program as a value: what it knows, how it changes, how it looks. No files, clock or
//! terminal.
//!
//! [`App`] is composed of a [`screens::Screen`], a stack of overlays above it, and the [`Context`]
//! they share. Screens and overlays are [`Component`]s: they change themselves and ask the app for
//! the rest. [`App::update`] takes what happened and returns what is asked of the world;
//! [`App::view`] draws and changes nothing; [`App::active_keys`] alone says which keys work.

mod alarm;
mod appearance;
mod component;
mod context;
mod exporting;
mod footer;
mod hints;
mod leaving;
mod msg;
pub mod overlays;
mod perform;
mod results;
pub mod screens;
mod text_entry;
mod update;
mod view;

pub use component::{ActiveKeys, Component};
pub use context::{Context, Request};
pub use leaving::Leaving;
pub use msg::{
    Destination, Effect, Export, ExportFile, Exported, Following, Loaded, Msg, Source, Stop, What,
};
pub use view::Frame;

use crate::catalog::Catalog;
use crate::domain::{IdSource, plan, schedule};
use crate::steps::Registry;
use crate::widgets::Depth;
use appearance::Appearance;
use exporting::Exporter;
use jiff::{Timestamp, ToSpan, Zoned};
use screens::Screen;
use screens::session::SessionScreen;
use std::path::PathBuf;

/// How the program begins.
#[allow(missing_docs)] // fields that say what they are
pub struct Settings {
    pub catalog: Catalog,
    pub ids: Box<dyn IdSource>,
    /// The theme that was asked for; none is the one that was set, or follows the terminal's
    /// background.
    pub theme: Option<String>,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Columns and rows.
    pub size: (u16, u16),
    pub now: Zoned,
    /// The folder for documents where none is set.
    pub exports: PathBuf,
    /// The kinds of step.
    pub kinds: Registry,
}

/// The program.
pub struct App {
    context: Context,
    screen: Screen,
    overlays: Vec<Box<dyn Component>>,
    appearance: Appearance,
    exporter: Exporter,
    /// True while the screen is blanked; any key brings it back.
    is_blank: bool,
    has_mouse: bool,
    leaving: Option<Leaving>,
    /// True while an emergency copy is on its way.
    copying: bool,
    /// True while a session is on its way: a second one is not asked for meanwhile.
    opening: bool,
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
        Self {
            appearance: Appearance::new(&catalog, theme, depth),
            context: Context::new(now, size, catalog, kinds, ids, exports),
            screen: Screen::library(),
            overlays: Vec::new(),
            exporter: Exporter::default(),
            is_blank: false,
            has_mouse: true,
            leaving: None,
            copying: false,
            opening: false,
        }
    }

    /// What is asked of the world since the last call.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.context.effects)
    }

    /// The open session, if any.
    #[must_use]
    pub fn open(&self) -> Option<&SessionScreen> {
        self.screen.session()
    }

    /// True while the projector view is shown.
    #[must_use]
    pub fn is_projecting(&self) -> bool {
        self.open().is_some_and(|session| session.projecting)
    }

    /// The sentence on the message line.
    #[must_use]
    pub fn notice(&self) -> Option<&str> {
        self.context.notice()
    }

    /// True while clicks and the wheel come here.
    #[must_use]
    pub fn has_mouse(&self) -> bool {
        self.has_mouse
    }

    /// Name of the theme on screen.
    #[must_use]
    pub fn theme(&self) -> &str {
        self.appearance.theme.name()
    }

    /// Puts an overlay on top.
    pub fn open_overlay(&mut self, overlay: impl Component + 'static) {
        self.overlays.push(Box::new(overlay));
    }

    /// Replaces the screen.
    fn show(&mut self, screen: Screen) {
        match &screen {
            Screen::Library(library) if library.in_bin => {
                self.context.effects.push(Effect::ListBin);
            }
            Screen::Library(_) => self.context.effects.push(Effect::List),
            Screen::Tasks(_) => self.context.effects.push(Effect::ListTasks),
            Screen::Portfolio(_) => self.context.effects.push(Effect::ListPortfolio),
            Screen::Cards(_) | Screen::Notes(_) | Screen::Session(_) => {}
        }
        self.screen = screen;
    }

    /// What an export takes its content from now.
    fn export_source(&self) -> Option<Source> {
        self.screen.as_component().export_source()
    }

    /// When something is due without anything happening: a save, or what [`App::changes_at`] says.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        let earliest = self.context.now.timestamp() - 1.milliseconds();
        let save = self.open().and_then(SessionScreen::deadline);
        [self.changes_at(), save.map(|due| due.max(earliest))]
            .into_iter()
            .flatten()
            .min()
    }

    /// When the screen changes by itself: at the next change of a clock, or when a sentence goes
    /// from the projector view. That a save begins is not seen.
    #[must_use]
    pub fn changes_at(&self) -> Option<Timestamp> {
        let now = &self.context.now;
        let second = now.timestamp().as_second();
        let next = |every: i64| Timestamp::from_second((second / every + 1) * every).ok();
        let clock = match &self.screen {
            // time is told on a blank screen too: by the bell
            Screen::Session(s) if schedule::running(s.session()).is_some() => next(1),
            _ if self.is_blank => None,
            Screen::Session(s) => plan::day(s.session(), now).and_then(|_| next(60)),
            Screen::Library(_) => next(60),
            Screen::Notes(_) => next(1),
            Screen::Cards(_) | Screen::Tasks(_) | Screen::Portfolio(_) => None,
        };
        let notice = self.context.notice_ends().filter(|_| self.is_projecting());
        [clock, notice].into_iter().flatten().min()
    }
}
