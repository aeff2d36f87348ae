//! Keys, clicks, pastes and commands: who gets them.

use super::App;
use super::component::{ActiveKeys, Component};
use super::context::Context;
use super::leaving::Leaving;
use super::msg::{Effect, Msg};
use super::overlays::{Page, Prompt, PromptPurpose, Search, StrayText};
use super::screens::SaveState;
use super::screens::session::SessionScreen;
use super::{appearance, hints};
use crate::export::{Block, Document};
use crate::keys::{self, Command, Key, Scope, keys_of};
use crate::widgets::Hit;
use jiff::{ToSpan, Zoned};
use ratatui::layout::{Position, Rect};

impl App {
    /// Takes in what happened at `now`.
    pub fn update(&mut self, msg: Msg, now: Zoned) {
        let mut before = std::mem::replace(&mut self.context.now, now).timestamp();
        if let Msg::ClockSet(by) = msg {
            before = before.checked_add(by.seconds()).unwrap_or(before);
            self.on_clock_set(by);
        }
        self.on_time(before);
        let now = self.context.now.timestamp();
        if self.is_projecting() && self.context.notice_ends().is_some_and(|end| end <= now) {
            self.context.clear_notice();
        }
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Click(x, y) => self.click(x, y),
            Msg::Wheel(by) => self.wheel(by),
            Msg::Resize(columns, rows) => {
                self.context.size = (columns, rows);
                // back at its former size a terminal may have lost what it could not show meanwhile
                self.context.effects.push(Effect::Redraw);
            }
            Msg::Resume => self.context.effects.push(Effect::Redraw),
            Msg::Signal(signal) => self.leave(Leaving::End(128 + signal)),
            other => self.on_result(other),
        }
        self.do_requests();
        self.save_and_leave();
    }

    /// Gives `with` what is on top, the session below it, and the context.
    pub(super) fn with_top<R>(
        &mut self,
        with: impl FnOnce(&mut dyn Component, Option<&mut SessionScreen>, &mut Context) -> R,
    ) -> R {
        match self.overlays.last_mut() {
            Some(top) => with(top.as_mut(), self.screen.session_mut(), &mut self.context),
            None => with(self.screen.as_component_mut(), None, &mut self.context),
        }
    }

    /// The keys that work now. Look-up, footer, help and palette all ask here.
    #[must_use]
    pub fn active_keys(&self) -> ActiveKeys {
        let mut layers = if self.is_blank {
            ActiveKeys::keys([Scope::Blank])
        } else {
            match self.overlays.last() {
                Some(top) => top.active_keys(self.open(), &self.context),
                None => self.screen.as_component().active_keys(None, &self.context),
            }
        };
        layers.scopes.push(Scope::Always);
        layers
    }

    fn key(&mut self, key: Key) {
        self.context.clear_notice();
        if std::mem::take(&mut self.is_blank) {
            return;
        }
        let layers = self.active_keys();
        // a number and a blank: somebody types a sentence, which must not run as commands
        let number = self.context.chosen_by.take();
        if let Some(number) = number.filter(|_| key.typed() == Some(' ') && !layers.typing) {
            let text = StrayText::new(&format!("{number} "));
            return self.overlays.push(Box::new(text));
        }
        if let Some(c) = key.typed().filter(|_| layers.typing) {
            self.with_top(|top, below, cx| top.typed(c, below, cx));
            self.do_requests();
            return;
        }
        let found = layers
            .scopes
            .iter()
            .find_map(|s| keys::find(*s, key).map(|c| (*s, c)));
        if let Some((scope, command)) = found {
            // these keys leave the text for another line or step, and what was typed is kept; a
            // command of the step itself keeps it on its way
            if layers.typing && matches!(scope, Scope::Session | Scope::Lists | Scope::Rows) {
                self.keep();
            }
            self.run(command);
        }
    }

    fn wheel(&mut self, by: i8) {
        if self.is_blank || self.active_keys().scopes.contains(&Scope::Text) {
            return;
        }
        for _ in 0..3 {
            self.run(if by > 0 { Command::Down } else { Command::Up });
        }
    }

    /// Runs a command as if its key were pressed.
    pub fn run(&mut self, command: Command) {
        if self.open().is_some() {
            hints::on_command(command, &mut self.context);
        }
        match command {
            Command::Quit => self.leave(Leaving::End(0)),
            Command::Help => self.help(),
            Command::Palette => {
                let palette = Search::palette(&self.active_keys().scopes);
                self.overlays.push(Box::new(palette));
            }
            Command::SavedWhen => self.show_save_state(),
            Command::Redraw => self.context.effects.push(Effect::Redraw),
            Command::NextTheme => self.appearance.next_theme(&mut self.context),
            Command::KeyCard => self.overlays.push(Box::new(Prompt::new(
                PromptPurpose::KeyCard,
                "roundtable-keys.txt",
            ))),
            Command::ToggleBell => appearance::toggle_bell(&mut self.context),
            Command::ToggleAscii => self.appearance.toggle_ascii(&mut self.context),
            Command::ToggleHints => hints::toggle(&mut self.context),
            Command::FreeMouse => self.toggle_mouse(),
            Command::Blank if self.overlays.is_empty() && self.open().is_some() => {
                self.keep();
                self.is_blank = true;
            }
            _ => {
                self.with_top(|top, below, cx| top.run(command, below, cx));
                self.do_requests();
            }
        }
    }

    /// Keeps what is being typed on the screen and closes the editor.
    pub(super) fn keep(&mut self) {
        self.screen.as_component_mut().keep(&mut self.context);
    }

    fn toggle_mouse(&mut self) {
        self.has_mouse = !self.has_mouse;
        self.context.effects.push(Effect::Mouse(self.has_mouse));
        self.context.say(if self.has_mouse {
            "The mouse works in roundtable again."
        } else {
            "The mouse is released: select text with it. The same command takes it back."
        });
    }

    /// A page of all keys that work, by where they work.
    fn help(&mut self) {
        let live = self.active_keys().scopes;
        let mut scopes = live.clone();
        // while typing, the keys of text explain themselves there; the rest is what one asks about
        for more in [Scope::Text, Scope::Form, Scope::Picker] {
            if !scopes.contains(&more) {
                scopes.push(more);
            }
        }
        // scopes of one name are one table
        let mut tables: Vec<(&str, Vec<Vec<String>>)> = Vec::new();
        for scope in scopes {
            let rows = keys::rows(scope).filter_map(|b| {
                let keys = if b.command.is_series() || !live.contains(&scope) {
                    keys_of(b)
                } else {
                    keys::live_keys(&live, b).join(" ")
                };
                (!keys.is_empty()).then(|| vec![keys, b.help.to_owned()])
            });
            match tables.iter_mut().find(|(title, _)| *title == scope.title()) {
                Some((_, table)) => table.extend(rows),
                None => tables.push((scope.title(), rows.collect())),
            }
        }
        let tables = tables.into_iter().filter(|(_, rows)| !rows.is_empty());
        let blocks = tables.flat_map(|(title, rows)| {
            let table = Block::table(["Key", "What it does"], rows);
            [Block::heading(1, title), table]
        });
        self.overlays.push(Box::new(Page::new(Document {
            title: "Keys that work here".into(),
            blocks: blocks.collect(),
            ..Document::default()
        })));
    }

    fn show_save_state(&mut self) {
        let saving = self.screen.as_component().saving();
        let saving = saving.map(|(state, file)| (state, file.to_owned()));
        let says = match saving {
            None => "Every session is saved by itself while you work.".to_owned(),
            Some((SaveState::Saved(at), file)) => {
                let at = self.context.moment_of(at);
                format!("Everything is saved, last {at}, in {}.", file.display())
            }
            Some((SaveState::Written(at), file)) => format!(
                "Everything is written, last {}, in {}. This disk does not say when it is safe \
                 from a power cut.",
                self.context.moment_of(at),
                file.display()
            ),
            Some((SaveState::Saving, _)) => "The last change is on its way to the disk.".to_owned(),
            Some((SaveState::Failed(_), _)) if self.open().is_some() => {
                let prompt = Prompt::new(PromptPurpose::SaveElsewhere, "~/rescued.json");
                self.overlays.push(Box::new(prompt));
                return;
            }
            Some((SaveState::Failed(why), _)) => {
                format!("Not saved: {why}. It is tried every second.")
            }
            Some((SaveState::ReadOnly(why), _)) => {
                format!("Read-only: {why}.")
            }
        };
        self.context.say(says);
    }

    fn click(&mut self, x: u16, y: u16) {
        if std::mem::take(&mut self.is_blank) {
            return;
        }
        // only the view knows where things are: it is drawn to see what was hit
        let (columns, rows) = self.context.size;
        let mut scratch = ratatui::buffer::Buffer::empty(Rect::new(0, 0, columns, rows));
        let hits = self.view(&mut scratch).hits;
        let hit = hits
            .into_iter()
            .rev()
            .find(|(area, _)| area.contains(Position::new(x, y)));
        let Some((_, hit)) = hit else { return };
        self.context.clear_notice();
        match hit {
            Hit::Command(command) => {
                // a key of typing goes on typing, any other one keeps what was typed
                if !keys::rows(Scope::Text).any(|b| b.command == command) {
                    self.keep();
                }
                self.run(command);
            }
            Hit::Row(pane, row) => {
                if self.overlays.is_empty() {
                    self.keep();
                }
                self.with_top(|top, below, cx| top.click(pane, row, below, cx));
                self.do_requests();
            }
            Hit::Step(step) if self.overlays.is_empty() => {
                self.keep();
                if let Some(session) = self.screen.session_mut() {
                    session.go(step, &mut self.context);
                }
            }
            Hit::Step(_) => {}
        }
    }

    /// The computer's clock was set: what began goes on as if it had not been.
    fn on_clock_set(&mut self, by: i64) {
        let shift = |at: jiff::Timestamp| at.checked_add(by.seconds()).unwrap_or(at);
        self.context.shift_notice(shift);
        if let Some(alarm) = &mut self.context.alarm {
            alarm.shift(shift);
        }
        if let Some(session) = self.screen.session_mut() {
            session.on_clock_set(by, &mut self.context);
        }
    }

    /// Time has passed since `before`: stops a timer that ran while the computer slept, and tells
    /// what the clock of the step has reached.
    fn on_time(&mut self, before: jiff::Timestamp) {
        if let Some(session) = self.screen.session_mut() {
            session.on_time(before, &mut self.context);
        }
    }
}
