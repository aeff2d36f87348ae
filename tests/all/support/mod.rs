//! The test language: the program without a terminal, its keys as text, its screen as text.

pub mod dice;
pub mod disk;
pub mod picture;
pub mod sessions;
#[cfg(unix)]
pub mod term;

pub use sessions::{Build, empty, sample};

use jiff::Zoned;
use jiff::civil::DateTime;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use roundtable::app::{App, Effect, Export, Loaded, Msg, Settings};
use roundtable::catalog::{Catalog, Own, Preferences};
use roundtable::domain::{Id, IdSource, Session, Summary};
use roundtable::keys::Key;
use roundtable::steps::Registry;
use roundtable::widgets::Depth;
use std::cell::Cell;

/// Ids that count: `id-001`, `id-002`, …
#[derive(Default)]
pub struct Counting(Cell<u32>);

impl IdSource for Counting {
    fn fresh(&self) -> Id {
        self.0.set(self.0.get() + 1);
        Id::new(format!("id-{:03}", self.0.get()))
    }
}

/// A time on the day of the sample's workshop, or any other, in UTC.
pub fn at(text: &str) -> Zoned {
    let text = if text.len() == 5 {
        format!("2026-10-19T{text}:00")
    } else {
        text.to_owned()
    };
    text.parse::<DateTime>()
        .unwrap()
        .to_zoned(jiff::tz::TimeZone::UTC)
        .unwrap()
}

/// The program without a terminal or a disk: saves succeed at once unless told otherwise.
pub struct Harness {
    pub app: App,
    pub now: Zoned,
    pub size: (u16, u16),
    /// Why saves fail, if they do.
    pub fails: Option<String>,
    /// What was asked of the world beside saving.
    pub asked: Vec<Effect>,
    pub journal: usize,
    /// The session as who saves it has it, by the changes alone.
    pub saved: Option<Session>,
    pub saves: usize,
}

impl Harness {
    /// On a session.
    pub fn open(session: Session) -> Self {
        let mut harness = Self::library(vec![]);
        harness.load(Self::loaded(session));
        harness
    }

    /// A session as the disk gives it.
    pub fn loaded(session: Session) -> Loaded {
        let file = "/library/session.json".into();
        Loaded {
            session,
            file,
            read_only: None,
            notices: vec![],
            typing: None,
            past: vec![],
            unsaved: false,
            new: false,
        }
    }

    /// On a session that may not be changed.
    pub fn read_only(session: Session, why: &str) -> Self {
        let mut harness = Self::library(vec![]);
        harness.load(Loaded {
            read_only: Some(why.to_owned()),
            ..Self::loaded(session)
        });
        harness
    }

    pub fn load(&mut self, loaded: Loaded) {
        self.saved = Some(loaded.session.clone());
        self.send(Msg::Opened(Ok(Box::new(loaded))));
    }

    /// On a session, with kinds of step beside the built-in ones.
    pub fn with_kinds(session: Session, kinds: Registry) -> Self {
        let mut harness = Self::new(Self::no_hints(), Some(vec![]), kinds);
        harness.load(Self::loaded(session));
        harness
    }

    /// On the library.
    pub fn library(entries: Vec<Summary>) -> Self {
        Self::with(Self::no_hints(), entries)
    }

    /// On the library before it is read.
    pub fn starting() -> Self {
        Self::new(Self::no_hints(), None, Registry::default())
    }

    /// Preferences with which no hint for beginners is shown.
    fn no_hints() -> Preferences {
        let hints_done = ["write", "steps", "timer", "projector", "help"]
            .map(str::to_owned)
            .to_vec();
        Preferences {
            hints_done,
            ..Preferences::default()
        }
    }

    /// On the library, with settings.
    pub fn with(preferences: Preferences, entries: Vec<Summary>) -> Self {
        Self::new(preferences, Some(entries), Registry::default())
    }

    fn new(preferences: Preferences, entries: Option<Vec<Summary>>, kinds: Registry) -> Self {
        let now = at("09:30");
        let settings = Settings {
            kinds,
            catalog: Catalog::new(&Own::default(), Ok(preferences)),
            ids: Box::new(Counting::default()),
            theme: Some("light".into()),
            depth: Depth::True,
            size: (120, 36),
            now: now.clone(),
            exports: "/home/ana/Documents/roundtable".into(),
        };
        let mut harness = Self {
            app: App::new(settings),
            now,
            size: (120, 36),
            fails: None,
            asked: vec![],
            journal: 0,
            saved: None,
            saves: 0,
        };
        if let Some(entries) = entries {
            harness.send(Msg::Library(Ok(entries)));
        }
        harness
    }

    /// Something happens.
    pub fn send(&mut self, msg: Msg) {
        self.app.update(msg, self.now.clone());
        for effect in self.app.take_effects() {
            match effect {
                Effect::Save(edits, revision, modified) => {
                    self.saves += 1;
                    if let Some(saved) = &mut self.saved {
                        saved.build(|saved| saved.modified = Some(modified));
                        edits
                            .iter()
                            .for_each(|edit| drop(roundtable::domain::apply(saved, edit).unwrap()));
                        assert_eq!(
                            Some(&*saved),
                            self.app.open().map(|o| o.session()),
                            "what is saved is what is on the screen"
                        );
                    }
                    match self.fails.clone() {
                        Some(why) => self.send(Msg::SaveFailed(why)),
                        None => self.send(Msg::Saved {
                            revision,
                            notice: None,
                            taken_in: None,
                            synced: true,
                        }),
                    }
                }
                Effect::Journal(..) => self.journal += 1,
                Effect::Typing(_) | Effect::List | Effect::Redraw => {}
                other => self.asked.push(other),
            }
        }
    }

    /// Types keys: characters, and names between angle brackets such as `<Enter>` or `<Ctrl+Z>`.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        let mut rest = script;
        while let Some(c) = rest.chars().next() {
            let (key, len) = match rest.strip_prefix('<').and_then(|r| r.split_once('>')) {
                Some((name, _)) => (
                    Key::parse(name).unwrap_or_else(|| panic!("no key <{name}>")),
                    name.len() + 2,
                ),
                None => (Key::char(c), c.len_utf8()),
            };
            self.send(Msg::Key(key));
            rest = &rest[len..];
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()));
        self
    }

    /// Lets time pass; saves that are due happen.
    pub fn pass(&mut self, seconds: i64) -> &mut Self {
        self.now = self
            .now
            .checked_add(jiff::Span::new().seconds(seconds))
            .unwrap();
        self.send(Msg::DeadlineReached);
        self
    }

    pub fn session(&self) -> &Session {
        self.app.open().expect("a session is open").session()
    }

    pub fn notice(&self) -> &str {
        self.app.notice().unwrap_or("")
    }

    /// The screen as cells.
    pub fn buffer(&mut self, columns: u16, rows: u16) -> Buffer {
        if self.size != (columns, rows) {
            self.size = (columns, rows);
            self.send(Msg::Resize(columns, rows));
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        self.app.view(&mut buffer);
        buffer
    }

    /// The screen as text.
    pub fn frame(&mut self, columns: u16, rows: u16) -> String {
        lines(&self.buffer(columns, rows)).join("\n")
    }

    /// The exports that were asked for.
    pub fn exports(&self) -> Vec<&Export> {
        self.asked
            .iter()
            .filter_map(|e| {
                if let Effect::Export(export) = e {
                    Some(export)
                } else {
                    None
                }
            })
            .collect()
    }
}

/// The rows of a buffer as text, without blanks at their ends.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut line = String::new();
            let mut skip = 0;
            for x in area.left()..area.right() {
                let symbol = buffer[(x, y)].symbol();
                if skip == 0 {
                    line.push_str(symbol);
                    skip = roundtable::text::width(symbol).saturating_sub(1);
                } else {
                    skip -= 1;
                }
            }
            line.trim_end().to_owned()
        })
        .collect()
}
