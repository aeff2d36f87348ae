//! What happened, and what follows from it.

use super::focus::layers;
use super::msg::{Effect, Export, Msg};
use super::overlays::{FormState, Overlay, Page, PickerState, Prompt, PromptKind, Question, Search};
use super::screens::Screen;
use super::screens::library::Library;
use super::screens::session::{Open, SaveState};
use super::{App, Leaving};
use crate::domain::{Id, List, dates};
use crate::export::{Block, Document, Format, Layout};
use crate::keys::{self, Command, Key, Scope, keys_of};
use crate::steps::{Choice, Editing, Picker, Reply};
use crate::text::Buffer;
use crate::widgets::Hit;
use jiff::Zoned;
use ratatui::layout::{Position, Rect};
use serde_json::json;

impl App {
    /// Takes in what happened at `now`.
    pub fn update(&mut self, msg: Msg, now: Zoned) {
        let before = std::mem::replace(&mut self.now, now);
        self.on_time(before.timestamp());
        match msg {
            Msg::Key(key) => self.key(key),
            Msg::Paste(text) => self.paste(&text),
            Msg::Click(x, y) => self.click(x, y),
            Msg::Wheel(_) if self.blank || layers(self).scopes.contains(&Scope::Text) => {}
            Msg::Wheel(by) => {
                for _ in 0..3 {
                    self.run(if by > 0 { Command::Down } else { Command::Up });
                }
            }
            Msg::Resize(columns, rows) => self.size = (columns, rows),
            Msg::Tick => {}
            Msg::Background(r, g, b) => self.on_background((r, g, b)),
            Msg::Opened(Ok(loaded)) => {
                self.opening = false;
                let new = loaded.new;
                let notice = (!loaded.notices.is_empty()).then(|| loaded.notices.join(" "));
                let typing = loaded.typing.clone();
                let (open, effects) = Open::new(*loaded, self.ids.as_ref(), &self.now);
                self.effects.extend(effects);
                self.screen = Screen::Session(Box::new(open));
                self.overlays.clear();
                self.toast = notice;
                if new {
                    self.set_up();
                } else if let Some(typing) = typing {
                    self.resume_form(&typing);
                }
            }
            Msg::Opened(Err(why)) => {
                self.opening = false;
                self.say(why);
            }
            Msg::Library(entries) => {
                if let Screen::Library(library) = &mut self.screen
                    && !library.in_bin
                {
                    library.entries = Some(entries);
                }
            }
            Msg::Bin(entries) => {
                if let Screen::Library(library) = &mut self.screen
                    && library.in_bin
                {
                    library.entries = Some(entries);
                }
            }
            Msg::Saved { revision, notice } => {
                if let Screen::Session(open) = &mut self.screen {
                    open.on_saved(revision, &self.now);
                }
                if let Some(notice) = notice {
                    self.say(notice);
                }
            }
            Msg::SaveFailed(why) => {
                if let Screen::Session(open) = &mut self.screen {
                    let reason = why.clone();
                    open.on_failed(why, &self.now);
                    match self.leaving {
                        Some(Leaving::End(_)) => self.effects.push(Effect::Emergency(open.shared())),
                        // the library can wait until the disk takes it again
                        Some(_) => {
                            self.leaving = None;
                            self.say(format!("Not saved: {reason}. It is tried every second; the session stays open until then."));
                        }
                        None => {}
                    }
                }
            }
            Msg::Named(file) => {
                if let Screen::Session(open) = &mut self.screen {
                    open.file = file;
                }
            }
            Msg::Done(Ok(says) | Err(says)) => self.say(says),
            Msg::Exists(export) => {
                let text = format!("{} is there already. Overwrite it?", crate::text::one_line(&export.path));
                self.overlays.push(Overlay::Question(Question { text, yes: Effect::Export(Export { force: true, ..export }) }));
            }
            Msg::AgendaExists(agenda) => {
                let text = format!("An agenda of that name is there already: {}. Replace it?", crate::text::one_line(&agenda.title));
                self.overlays.push(Overlay::Question(Question { text, yes: Effect::SaveAgenda(agenda, true) }));
            }
            Msg::Agendas(agendas) => self.catalog.agendas = agendas,
            Msg::Emergency(result) => {
                let why = match self.open().map(Open::save_state) {
                    Some(SaveState::Failed(why)) => why,
                    _ => "the disk did not answer".to_owned(),
                };
                let (says, code) = match result {
                    Ok(path) => {
                        (format!("The last changes could not be saved: {why}. A copy of everything is in {path}; `roundtable open` opens it."), 1)
                    }
                    Err(also) => (format!("The last changes could not be saved: {why}. {also}"), 1),
                };
                let code = match self.leaving {
                    Some(Leaving::End(signal)) if signal != 0 => signal,
                    _ => code,
                };
                self.effects.push(Effect::Quit(code, Some(says)));
            }
            Msg::Resume => self.effects.push(Effect::Redraw),
            Msg::Signal(signal) => self.leave(Leaving::End(128 + signal)),
        }
        self.settle();
    }

    /// Saves what is due, and goes where it was to go once all is saved.
    fn settle(&mut self) {
        let leaving = self.leaving;
        if let Screen::Session(open) = &mut self.screen {
            // what has just failed is not tried again on the way out: a copy is kept instead
            let force = leaving.is_some() && !matches!(open.save_state(), SaveState::Failed(_));
            open.save(force, &self.now, &mut self.effects);
            if leaving.is_some() && !open.is_saved() && open.locked().is_none_or(|_| open.session().closed.is_some()) {
                return;
            }
        }
        let Some(leaving) = leaving else { return };
        if matches!(self.screen, Screen::Session(_)) {
            self.effects.push(Effect::Close);
        }
        self.leaving = None;
        self.overlays.clear();
        match leaving {
            Leaving::ToLibrary | Leaving::ToBin => {
                let in_bin = leaving == Leaving::ToBin;
                self.screen = Screen::Library(Library::new(in_bin));
                self.effects.push(if in_bin { Effect::ListBin } else { Effect::List });
            }
            Leaving::End(code) => self.effects.push(Effect::Quit(code, None)),
        }
    }

    pub(super) fn leave(&mut self, to: Leaving) {
        while matches!(self.overlays.last(), Some(Overlay::Form(_))) {
            self.close_form();
        }
        self.keep();
        if matches!((self.leaving, to), (Some(Leaving::End(_)), Leaving::End(_))) {
            // asked twice: the disk hangs, and whoever asks knows it
            let says = "The disk does not answer. What was typed is in the journal and comes back at the next start.".to_owned();
            self.effects.push(Effect::Quit(1, Some(says)));
        }
        self.leaving = Some(to);
    }

    fn key(&mut self, key: Key) {
        self.toast = None;
        if std::mem::take(&mut self.blank) {
            return;
        }
        let layers = layers(self);
        if let Some(c) = key.typed().filter(|_| layers.typing) {
            self.typed(c);
            return;
        }
        if let Some((scope, command)) = layers.scopes.iter().find_map(|s| keys::find(*s, key).map(|c| (*s, c))) {
            // a key of the step or the session ends the typing; what was typed is kept
            if layers.typing && matches!(scope, Scope::Session | Scope::Lists | Scope::Rows) {
                self.keep();
            }
            self.run(command);
        }
    }

    /// Runs a command as if its key were pressed.
    pub fn run(&mut self, command: Command) {
        self.did(command);
        match command {
            Command::Quit => self.leave(Leaving::End(0)),
            Command::Help => self.help(),
            Command::Palette => {
                let scopes = layers(self).scopes;
                self.overlays.push(Overlay::Search(Search::palette(&scopes)));
            }
            Command::SavedWhen => self.saved_when(),
            Command::Redraw => self.effects.push(Effect::Redraw),
            Command::NextTheme => self.next_theme(),
            Command::ToggleBell => self.toggle_bell(),
            Command::ToggleAscii => self.toggle_ascii(),
            Command::ToggleHints => self.toggle_hints(),
            Command::FreeMouse => {
                self.mouse = !self.mouse;
                self.effects.push(Effect::Mouse(self.mouse));
                self.say(if self.mouse {
                    "The mouse works in roundtable again."
                } else {
                    "The mouse is released: select text with it. The same command takes it back."
                });
            }
            _ if !self.overlays.is_empty() => self.run_overlay(command),
            _ => match self.screen {
                Screen::Library(_) => self.run_library(command),
                Screen::Cards(_) => self.run_cards(command),
                Screen::Session(_) => self.run_session(command),
            },
        }
    }

    pub(super) fn run_session(&mut self, command: Command) {
        let Screen::Session(open) = &mut self.screen else { return };
        if open.editing.is_some() && self.run_text(command) {
            return;
        }
        let Screen::Session(open) = &mut self.screen else { return };
        let (ids, now, effects) = (self.ids.as_ref(), &self.now, &mut self.effects);
        let last = open.session().agenda.steps.len().saturating_sub(1);
        // the step first: Enter, Tab and digits mean what it says
        let scopes = open.look(ids, now, |s, ctx| s.scopes(ctx)).unwrap_or_default();
        let of_step = scopes
            .iter()
            .flat_map(|s| keys::rows(*s))
            .any(|b| b.command == command || matches!((b.command, command), (Command::Score(_), Command::Score(_))));
        if of_step {
            let reply = open.with_screen(ids, now, |s, ctx| s.update(command, ctx)).flatten();
            if let Some(reply) = reply {
                self.carry(reply);
                return;
            }
        }
        let Screen::Session(open) = &mut self.screen else { return };
        match command {
            Command::NextStep if open.current() >= last => self.say("This is the last step. q goes back to the library; everything is saved."),
            Command::PreviousStep if open.current() == 0 => self.say("This is the first step."),
            Command::NextStep => open.go(open.current() + 1, ids, now, effects),
            Command::PreviousStep => open.go(open.current() - 1, ids, now, effects),
            Command::GoToStep => {
                let at = open.current();
                let steps = open.session().agenda.steps.iter().enumerate();
                let choices = steps.map(|(n, s)| Choice::new(format!("{} {}", n + 1, s.title), Reply::Step(s.id.clone()))).collect();
                self.overlays.push(Overlay::Picker(PickerState::new(Picker { title: "Go to which step?".to_owned(), choices, at, many: false })));
            }
            Command::Undo | Command::Redo => {
                let said = if command == Command::Undo { open.undo(now, effects) } else { open.redo(now, effects) };
                let (Ok(says) | Err(says)) = said;
                self.say(says);
            }
            Command::Find => {
                let search = Search::find(open.session());
                self.overlays.push(Overlay::Search(search));
            }
            Command::TimerToggle | Command::TimerMore | Command::TimerLess => {
                let minutes = match command {
                    Command::TimerMore => Some(1),
                    Command::TimerLess => Some(-1),
                    _ => None,
                };
                match open.locked().filter(|_| open.session().closed.is_none()) {
                    Some(why) => self.say(why),
                    None => {
                        if let Some(says) = open.timer(minutes, now, effects) {
                            self.say(says);
                        }
                    }
                }
            }
            Command::Blank => self.blank = true,
            Command::Park => self.write_aside(List::Parked, "Park: we come back to it"),
            Command::Decide => self.write_aside(List::Decisions, "Decision: what was decided?"),
            Command::PrivateNote => self.write_aside(List::Notes, "Private note: it stays out of exports"),
            Command::ShowDecisions => self.show_list(List::Decisions, "Decisions", "There is no decision yet. D records one."),
            Command::ShowParked => self.show_list(List::Parked, "Parking lot", "Nothing is parked. P parks something."),
            Command::ShowNotes => self.show_list(List::Notes, "Private notes", "There is no private note yet. N writes one."),
            Command::Tips => {
                let tips = open.step().map(|s| s.tips.clone()).unwrap_or_default();
                let title = open.step().map_or(String::new(), |s| format!("Tips: {}", s.title));
                let purpose = open.step().map_or("", |s| crate::steps::kind(&s.kind).purpose());
                self.overlays.push(Overlay::Page(Page::new(Document {
                    title,
                    blocks: vec![Block::paragraph(purpose), Block::paragraph(""), Block::List(tips)],
                })));
            }
            Command::Agenda => self.open_plan(),
            Command::SessionDetails => {
                let form = crate::steps::session_form(open.session().agenda.solo);
                self.fill(FormState::new(form));
            }
            Command::Export => {
                let choice = |layout: Layout, words: &str| Choice::new(words, Reply::Go("export", Some(Id::new(layout.name()))));
                let choices =
                    vec![choice(Layout::Agreement, "Agreement: what both sign"), choice(Layout::Minutes, "Minutes: what was done, step by step")];
                self.overlays.push(Overlay::Picker(PickerState::new(Picker {
                    title: format!("Export what? Formats: {}", Format::endings()),
                    choices,
                    at: 0,
                    many: false,
                })));
            }
            Command::SaveElsewhere => {
                self.prompt("Save a copy where?", "the path of a new file, such as copy.json", "copy.json", PromptKind::SaveCopy)
            }
            Command::Leave => self.leave(Leaving::ToLibrary),
            _ => {}
        }
    }

    /// Opens a box to type something that belongs to no step.
    fn write_aside(&mut self, list: List, title: &'static str) {
        let Screen::Session(open) = &mut self.screen else { return };
        if let Some(why) = open.locked() {
            self.say(why);
            return;
        }
        let step = open.step().map(|s| s.id.clone());
        let more = match list {
            List::Parked => json!({"created": self.now.timestamp()}),
            List::Decisions => json!({"date": self.now.date(), "step": step}),
            _ => json!({"created": self.now.timestamp(), "step": step}),
        };
        open.write(Editing::new(self.ids.as_ref(), list, more, usize::MAX), &mut self.effects);
        self.overlays.push(Overlay::Write(title));
    }

    /// Lists what belongs to no step; choosing opens its form.
    fn show_list(&mut self, list: List, title: &str, none: &str) {
        let Some(open) = self.open() else { return };
        let s = open.session();
        let today = self.now.date();
        let choice =
            |text: &str, id: &Id, hint: String| Choice::new(crate::text::one_line(text), Reply::Fill(crate::steps::form_of(list, id))).hint(hint);
        let choices: Vec<Choice> = match list {
            List::Decisions => {
                s.decisions.iter().map(|d| choice(&d.text, &d.id, d.date.map(|d| dates::short(d, today)).unwrap_or_default())).collect()
            }
            List::Parked => s.parked.iter().map(|p| choice(&p.text, &p.id, p.disposition.label().to_owned())).collect(),
            _ => s.notes.iter().map(|n| choice(&n.text, &n.id, String::new())).collect(),
        };
        if choices.is_empty() {
            self.say(none);
        } else {
            self.overlays.push(Overlay::Picker(PickerState::new(Picker { title: title.to_owned(), choices, at: 0, many: false })));
        }
    }

    pub(super) fn prompt(&mut self, title: &'static str, help: &str, text: &str, kind: PromptKind) {
        let mut buffer = Buffer::new(text);
        buffer.select_all();
        self.overlays.push(Overlay::Prompt(Prompt { title, help: help.to_owned(), buffer, kind, error: None }));
    }

    fn saved_when(&mut self) {
        let says = match self.open().map(Open::save_state) {
            None => "Every session is saved by itself while you work.".to_owned(),
            Some(SaveState::Saved(at)) => {
                let at = at.to_zoned(self.now.time_zone().clone()).strftime("%H:%M:%S").to_string();
                format!("Everything is saved, last at {at}, in {}.", self.open().map_or("", |o| o.file.as_str()))
            }
            Some(SaveState::Saving) => "The last change is on its way to the disk.".to_owned(),
            Some(SaveState::Failed(why)) => {
                format!("Not saved: {why}. It is tried every second; Ctrl+P, “Save a copy elsewhere” writes to another place.")
            }
            Some(SaveState::ReadOnly(why)) => format!("Read-only: {why}. Nothing is changed."),
        };
        self.say(says);
    }

    /// All keys that live now, by where they work.
    fn help(&mut self) {
        let mut scopes = layers(self).scopes;
        // while typing, the keys of text explain themselves there; the rest is what one asks about
        for more in [Scope::Text, Scope::Form, Scope::Picker] {
            if !scopes.contains(&more) {
                scopes.push(more);
            }
        }
        // scopes of one name are one table
        let mut tables: Vec<(&str, Vec<Vec<String>>)> = Vec::new();
        for scope in scopes {
            let rows = keys::rows(scope).filter(|b| !b.keys.is_empty()).map(|b| vec![keys_of(b), b.help.to_owned()]);
            match tables.iter_mut().find(|(title, _)| *title == scope.title()) {
                Some((_, table)) => table.extend(rows),
                None => tables.push((scope.title(), rows.collect())),
            }
        }
        let tables = tables.into_iter().filter(|(_, rows)| !rows.is_empty());
        let blocks = tables.flat_map(|(title, rows)| [Block::heading(1, title), Block::Table { head: vec!["Key", "What it does"], rows }]).collect();
        let document = Document { title: "Keys that work here".to_owned(), blocks };
        self.overlays.push(Overlay::Page(Page::new(document)));
    }

    fn click(&mut self, x: u16, y: u16) {
        if std::mem::take(&mut self.blank) {
            return;
        }
        let mut scratch = ratatui::buffer::Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let hits = self.view(&mut scratch).hits;
        let Some((_, hit)) = hits.into_iter().rev().find(|(area, _)| area.contains(Position::new(x, y))) else { return };
        self.toast = None;
        match (hit, self.overlays.last_mut()) {
            (Hit::Command(command), _) => {
                // a key of typing goes on typing, any other one keeps what was typed
                if !keys::rows(Scope::Text).any(|b| b.command == command) {
                    self.keep();
                }
                self.run(command);
            }
            (Hit::Row(_, row), Some(Overlay::Picker(picker))) => {
                picker.click(row);
                self.run(Command::Choose);
            }
            (Hit::Row(_, row), Some(Overlay::Search(search))) => {
                search.click(row);
                self.run(Command::Choose);
            }
            (Hit::Row(_, row), Some(Overlay::Form(_))) => self.form_to(row),
            (Hit::Row(_, row), Some(Overlay::Plan(plan))) => plan.click(row),
            (Hit::Row(pane, row), None) => {
                self.keep();
                match &mut self.screen {
                    Screen::Library(library) => library.click(row),
                    Screen::Cards(cards) => cards.click(row),
                    Screen::Session(open) => {
                        open.with_screen(self.ids.as_ref(), &self.now, |s, ctx| s.click(ctx, pane, row));
                    }
                }
            }
            (Hit::Step(n), None) => {
                self.keep();
                if let Screen::Session(open) = &mut self.screen {
                    open.go(n, self.ids.as_ref(), &self.now, &mut self.effects);
                }
            }
            _ => {}
        }
    }
}
