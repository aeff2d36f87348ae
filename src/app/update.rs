//! What happened, and what follows from it.

use super::focus::layers;
use super::msg::{Effect, Msg};
use super::overlays::{Overlay, Page, PromptKind, Question, Search};
use super::screens::Screen;
use super::screens::library::Library;
use super::screens::notes::Notes;
use super::screens::saving::SaveState;
use super::screens::session::Open;
use super::{App, Leaving};
use crate::export::{Block, Document};
use crate::keys::{self, Command, Key, Scope, keys_of};
use crate::widgets::Hit;
use jiff::{ToSpan, Zoned};
use ratatui::layout::{Position, Rect};

impl App {
    /// Takes in what happened at `now`.
    pub fn update(&mut self, msg: Msg, now: Zoned) {
        let mut before = std::mem::replace(&mut self.now, now).timestamp();
        if let Msg::ClockSet(by) = msg {
            before = before.checked_add(by.seconds()).unwrap_or(before);
            self.on_clock_set(by);
        }
        self.on_time(before);
        if self.is_projecting() && self.now.timestamp() >= self.said + Self::SENTENCE {
            self.toast = None;
        }
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
            Msg::Resize(columns, rows) => {
                self.size = (columns, rows);
                // back at its former size a terminal may have lost what it could not show meanwhile
                self.effects.push(Effect::Redraw);
            }
            Msg::ClockSet(_) => {}
            Msg::Tick => {
                if let Screen::Notes(notes) = &mut self.screen {
                    notes.retry(&mut self.effects);
                }
            }
            Msg::Background(r, g, b) => self.on_background((r, g, b)),
            Msg::Opened(Ok(loaded)) => {
                self.opening = false;
                let new = loaded.new;
                let notice = (!loaded.notices.is_empty()).then(|| loaded.notices.join(" "));
                let typing = loaded.typing.clone();
                let (open, effects) = Open::new(*loaded, self.kinds, self.ids.as_ref(), &self.now);
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
            Msg::Present => {
                // a form that came back from before belongs to the facilitator alone
                self.keep();
                self.overlays.clear();
                self.run(Command::Project);
            }
            Msg::Notes(begin) => {
                self.screen = Screen::Notes(Box::new(Notes::new(*begin, self.now.timestamp())));
                self.overlays.clear();
            }
            Msg::Followed(session) => {
                if let Screen::Notes(notes) = &mut self.screen {
                    match session {
                        Ok((session, taken)) => notes.follow(*session, taken),
                        Err(why) => notes.lost = Some(why),
                    }
                }
            }
            Msg::NoteChanges(changes) => {
                if let Screen::Session(open) = &mut self.screen {
                    for change in changes {
                        if let Some(edit) = change.edit(open.session()) {
                            open.quietly(edit, &self.now, &mut self.effects);
                        }
                    }
                }
            }
            Msg::Library(entries) => {
                if let Screen::Library(library) = &mut self.screen
                    && !library.in_bin
                {
                    library.entries = Some(entries);
                }
            }
            Msg::Tasks(entries) => {
                if let Screen::Tasks(tasks) = &mut self.screen {
                    tasks.read(entries);
                }
            }
            Msg::History(Ok(sessions)) => self
                .overlays
                .push(Overlay::Page(Page::new(crate::export::history(&sessions)))),
            Msg::History(Err(why)) => self.say(why),
            Msg::Bin(entries) => {
                if let Screen::Library(library) = &mut self.screen
                    && library.in_bin
                {
                    library.entries = Some(entries);
                }
            }
            Msg::Saved {
                revision,
                notice,
                taken_in,
                synced,
            } => {
                match &mut self.screen {
                    Screen::Session(open) => open.on_saved(revision, synced, &self.now),
                    Screen::Notes(notes) => notes.on_saved(revision, synced, self.now.timestamp()),
                    Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) => {}
                }
                let mut refused = None;
                if let (Some(edit), Screen::Session(open)) = (taken_in, &mut self.screen) {
                    if open.session().closed.is_some() {
                        // it is in the file already, which nobody closes against
                        open.quietly(edit, &self.now, &mut self.effects);
                    } else {
                        // what is refused is brought again by the next save
                        refused = open
                            .commit(
                                edit,
                                "took in what another program changed",
                                &self.now,
                                &mut self.effects,
                            )
                            .err();
                    }
                }
                if let Some(notice) = refused.or(notice) {
                    self.say(notice);
                }
            }
            Msg::SaveFailed(why) => {
                if let Screen::Notes(notes) = &mut self.screen {
                    notes.on_failed(why, self.now.timestamp());
                } else if let Screen::Session(open) = &mut self.screen {
                    let reason = why.clone();
                    open.on_failed(why, &self.now);
                    match self.leaving {
                        Some(Leaving::End(_)) => {
                            self.effects.push(Effect::Emergency(open.shared()))
                        }
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
            Msg::Versions(path, all) => self.offer_versions(path, all),
            Msg::Exporting(at, of, name) => self.exporting(at, of, &name),
            Msg::Exported(done) => self.exported(done),
            Msg::AgendaExists(agenda) => {
                let text = format!(
                    "An agenda of that name is there already: {}. Replace it?",
                    crate::text::one_line(&agenda.title)
                );
                self.overlays.push(Overlay::Question(Question {
                    text,
                    yes: Effect::SaveAgenda(agenda, true),
                }));
            }
            Msg::Agendas(agendas) => self.catalog.agendas = agendas,
            Msg::Emergency(result) => {
                let why = match self.open().map(Open::save_state) {
                    Some(SaveState::Failed(why)) => why,
                    _ => "the disk did not answer".to_owned(),
                };
                let (says, code) = match result {
                    Ok(path) => (
                        format!(
                            "The last changes could not be saved: {why}. A copy of everything is in {path}; `roundtable open` opens it."
                        ),
                        1,
                    ),
                    Err(also) => (
                        format!("The last changes could not be saved: {why}. {also}"),
                        1,
                    ),
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
            if leaving.is_some()
                && !open.is_saved()
                && open
                    .locked()
                    .is_none_or(|_| open.session().closed.is_some())
            {
                return;
            }
        }
        let Some(leaving) = leaving else { return };
        if let Screen::Session(open) = &self.screen {
            self.effects.push(Effect::Close(open.past().to_vec()));
        }
        self.leaving = None;
        self.overlays.clear();
        match leaving {
            Leaving::ToLibrary | Leaving::ToBin => {
                let in_bin = leaving == Leaving::ToBin;
                self.screen = Screen::Library(Library::new(in_bin));
                self.effects.push(if in_bin {
                    Effect::ListBin
                } else {
                    Effect::List
                });
            }
            Leaving::End(code) => self.effects.push(Effect::Quit(code, None)),
        }
    }

    pub(super) fn leave(&mut self, to: Leaving) {
        while matches!(self.overlays.last(), Some(Overlay::Form(_))) {
            self.close_form();
        }
        self.keep();
        if let (Some(Leaving::End(_)), Leaving::End(code)) = (self.leaving, to) {
            // asked twice: the disk hangs, and whoever asks knows it
            let says = "The disk does not answer. What was typed is in the journal and comes back at the next start.".to_owned();
            self.effects.push(Effect::Quit(code.max(1), Some(says)));
        }
        if let (Screen::Notes(notes), Leaving::End(_)) = (&self.screen, to)
            && let SaveState::Failed(why) = notes.save_state()
        {
            self.effects.push(Effect::Quit(
                1,
                Some(format!("The last notes could not be saved: {why}.")),
            ));
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
        if let Some((scope, command)) = layers
            .scopes
            .iter()
            .find_map(|s| keys::find(*s, key).map(|c| (*s, c)))
        {
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
                self.overlays
                    .push(Overlay::Search(Search::palette(&scopes)));
            }
            Command::SavedWhen => self.saved_when(),
            Command::Redraw => self.effects.push(Effect::Redraw),
            Command::NextTheme => self.next_theme(),
            Command::KeyCard => self.prompt(
                "Write the key card to which file?",
                "a page of plain text, to print",
                "roundtable-keys.txt",
                PromptKind::KeyCard,
            ),
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
                Screen::Tasks(_) => self.run_tasks(command),
                Screen::Notes(_) => self.run_notes(command),
                Screen::Session(_) => self.run_session(command),
            },
        }
    }

    fn run_notes(&mut self, command: Command) {
        let Screen::Notes(notes) = &mut self.screen else {
            return;
        };
        if notes.editing.is_some() {
            match command {
                // as in every list: Enter keeps it and opens the next, on an empty line it stops
                Command::Keep => {
                    let more = notes
                        .editing
                        .as_ref()
                        .is_some_and(|(_, b)| !b.text().trim().is_empty());
                    self.keep();
                    if more {
                        self.run(Command::Add);
                    }
                }
                Command::StopEditing | Command::NextField | Command::PreviousField => self.keep(),
                _ => self.edit_text(command),
            }
            return;
        }
        if command == Command::Leave {
            return self.run(Command::Quit);
        }
        if let Some(says) = notes.run(command, self.ids.as_ref(), &self.now, &mut self.effects) {
            self.say(says);
        }
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
            let rows = keys::rows(scope)
                .filter(|b| !b.keys.is_empty())
                .map(|b| vec![keys_of(b), b.help.to_owned()]);
            match tables.iter_mut().find(|(title, _)| *title == scope.title()) {
                Some((_, table)) => table.extend(rows),
                None => tables.push((scope.title(), rows.collect())),
            }
        }
        let tables = tables.into_iter().filter(|(_, rows)| !rows.is_empty());
        let blocks = tables
            .flat_map(|(title, rows)| {
                [
                    Block::heading(1, title),
                    Block::table(["Key", "What it does"], rows),
                ]
            })
            .collect();
        let document = Document {
            title: "Keys that work here".into(),
            blocks,
            ..Document::default()
        };
        self.overlays.push(Overlay::Page(Page::new(document)));
    }

    fn click(&mut self, x: u16, y: u16) {
        if std::mem::take(&mut self.blank) {
            return;
        }
        let mut scratch = ratatui::buffer::Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        let hits = self.view(&mut scratch).hits;
        let Some((_, hit)) = hits
            .into_iter()
            .rev()
            .find(|(area, _)| area.contains(Position::new(x, y)))
        else {
            return;
        };
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
                    // a second click on what is selected opens it
                    // a second click on what is selected opens it; out of the bin only Enter brings something
                    Screen::Library(library) => {
                        if library.click(row) && !library.in_bin {
                            self.run(Command::Open);
                        }
                    }
                    Screen::Cards(cards) => {
                        if cards.click(row) {
                            self.run(Command::Choose);
                        }
                    }
                    Screen::Tasks(tasks) => {
                        if tasks.click(row) {
                            self.run(Command::Open);
                        }
                    }
                    Screen::Notes(notes) => notes.click(row),
                    Screen::Session(open) => {
                        open.with_screen(self.ids.as_ref(), &self.now, |s, ctx| {
                            s.click(ctx, pane, row)
                        });
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
