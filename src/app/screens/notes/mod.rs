//! The facilitator's second window: private notes, tips, what is now and what comes next, the
//! clocks.
//!
//! It follows the session another window holds and changes nothing in it: what is written here goes
//! beside the session ([`NoteChange`]) until the other window takes it in.

mod view;

use super::saving::{SaveState, Saving};
use super::session::SessionScreen;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::msg::{Effect, Following};
use crate::domain::{Id, Note, NoteChange, Session, Step};
use crate::keys::{Command, Scope, hint_in};
use crate::text::{Buffer, Sentence};
use crate::widgets::{Painter, movement};
use jiff::Timestamp;
use ratatui::layout::Rect;
use std::path::{Path, PathBuf};

/// The open notes window.
pub struct Notes {
    session: Session,
    /// Where the session is, as it may be shown.
    pub file: PathBuf,
    /// What has not reached the session yet.
    changes: Vec<NoteChange>,
    /// The highest number given to a change: the session remembers how far it has taken them in.
    last: u64,
    /// How each note was before it was changed, for undo.
    former: Vec<(Id, Option<Note>)>,
    /// The note being typed.
    pub editing: Option<(Id, Buffer)>,
    selected: Option<Id>,
    /// Why the session cannot be followed any more.
    pub lost: Option<Sentence>,
    saving: Saving,
}

impl Notes {
    /// The window on a session.
    #[must_use]
    pub fn new(begin: Following, now: Timestamp) -> Self {
        let Following {
            session,
            file,
            changes,
            taken,
            read_only,
        } = begin;
        let mut notes = Self {
            session: session.clone(),
            file,
            last: changes.iter().map(|j| j.seq).max().unwrap_or(0).max(taken),
            changes,
            former: Vec::new(),
            editing: None,
            selected: None,
            lost: None,
            saving: Saving::new(read_only, now, false, now),
        };
        notes.follow(session, taken);
        notes
    }

    /// The session as it is followed, with the notes of this window.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session has changed: what it has taken in, up to this number, is no longer on its way.
    pub fn follow(&mut self, session: Session, taken: u64) {
        self.changes.retain(|j| j.seq > taken);
        self.session = session;
        self.lost = None;
        for change in &self.changes {
            if let Some(edit) = change.edit(&self.session) {
                let _ = crate::domain::apply(&mut self.session, &edit);
            }
        }
    }

    /// Where saving stands.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.saving.state()
    }

    /// Why nothing may be written here, as one sentence.
    #[must_use]
    pub fn why_not_editable(&self) -> Option<String> {
        self.saving
            .read_only
            .as_ref()
            .map(|why| format!("Notes cannot be written here: {why}. Nothing is lost."))
    }

    /// What was written up to this revision was saved; `synced` when it is known to have reached
    /// the disk.
    pub fn on_saved(&mut self, revision: u64, synced: bool, now: Timestamp) {
        self.saving.on_saved(revision, synced, now);
    }

    /// It was not; why.
    pub fn on_save_failed(&mut self, why: String, now: Timestamp) {
        self.saving.on_save_failed(why, now);
    }

    /// Tries again what failed.
    pub fn retry(&mut self, cx: &mut Context) {
        if matches!(self.saving.state(), SaveState::Failed(_)) {
            cx.effects.push(Effect::NoteChanges(
                self.changes.clone(),
                self.saving.revision(),
            ));
        }
    }

    /// Notes in the order shown: those of the current step first.
    fn shown(&self) -> Vec<&Note> {
        let here = self.step().map(|s| &s.id);
        let mut list: Vec<&Note> = self.session.notes.iter().collect();
        list.sort_by_key(|n| n.step.as_ref() != here);
        list
    }

    fn at(&self, shown: &[&Note]) -> usize {
        let found = self
            .selected
            .as_ref()
            .and_then(|id| shown.iter().position(|n| n.id == *id));
        found.unwrap_or(0)
    }

    fn step(&self) -> Option<&Step> {
        self.session.agenda.steps.get(self.session.step_index())
    }

    /// Starts a new note on the current step.
    fn add(&mut self, cx: &mut Context) {
        let id = cx.ids.fresh();
        let note = Note {
            id: id.clone(),
            text: String::new(),
            step: self.step().map(|s| s.id.clone()),
            created: Some(cx.now.timestamp()),
            extra: Default::default(),
        };
        self.former.push((id.clone(), None));
        self.send(id.clone(), Some(note), cx);
        self.selected = Some(id.clone());
        self.editing = Some((id, Buffer::default()));
    }

    fn delete(&mut self, note: Note, cx: &mut Context) {
        self.former.push((note.id.clone(), Some(note.clone())));
        self.send(note.id, None, cx);
        let undo = hint_in(Scope::Notes, Command::Undo);
        cx.say(format!("Deleted the private note. {undo} brings it back."));
    }

    fn undo(&mut self, cx: &mut Context) {
        let Some((id, note)) = self.former.pop() else {
            return cx.say("There is nothing to take back in this window.");
        };
        self.selected = Some(id.clone());
        let says = if note.is_some() {
            "Taken back: the note is as it was before."
        } else {
            "Taken back: the note is gone again."
        };
        self.send(id, note, cx);
        cx.say(says);
    }

    /// Carries out a command while no text is under edit.
    fn run_on_list(&mut self, command: Command, cx: &mut Context) {
        let shown = self.shown();
        let at = self.at(&shown);
        let to = movement::destination(command, at, shown.len(), movement::PAGE);
        if let Some(to) = to {
            self.selected = shown.get(to).map(|n| n.id.clone());
            return;
        }
        let note = shown.get(at).map(|n| (*n).clone());
        if let Some(why) = self.why_not_editable() {
            return cx.say(why);
        }
        match (command, note) {
            (Command::Add | Command::PrivateNote, _) => self.add(cx),
            (Command::Edit, Some(note)) => {
                self.former.push((note.id.clone(), Some(note.clone())));
                self.editing = Some((note.id, Buffer::new(&note.text)));
            }
            (Command::Edit, None) => {
                let add = hint_in(Scope::Notes, Command::Add);
                cx.say(format!("There is no note yet. {add} writes one."));
            }
            (Command::Delete, Some(note)) => self.delete(note, cx),
            (Command::Delete, None) => cx.say("There is no note here."),
            (Command::Undo, _) => self.undo(cx),
            _ => {}
        }
    }

    /// Sends a change on its way to the session: the note as it is now, or none if it is deleted.
    fn send(&mut self, id: Id, note: Option<Note>, cx: &mut Context) {
        let revision = self.saving.sent();
        self.last += 1;
        let change = NoteChange {
            seq: self.last,
            id,
            note,
        };
        if let Some(edit) = change.edit(&self.session) {
            let _ = crate::domain::apply(&mut self.session, &edit);
        }
        self.changes.retain(|c| c.id != change.id);
        self.changes.push(change);
        let changes = self.changes.clone();
        cx.effects.push(Effect::NoteChanges(changes, revision));
    }
}

impl Component for Notes {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        if self.editing.is_some() {
            ActiveKeys::typing([Scope::Text, Scope::Notes])
        } else {
            ActiveKeys::keys([Scope::Notes])
        }
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        if let Some((_, buffer)) = &self.editing {
            let is_empty = buffer.text().trim().is_empty();
            match command {
                // as in every list: Enter keeps it and opens the next, on an empty line it stops
                Command::Keep => {
                    self.keep(cx);
                    if !is_empty {
                        cx.ask(Request::Run(Command::Add));
                    }
                }
                Command::StopEditing | Command::NextField | Command::PreviousField => self.keep(cx),
                _ => cx.ask(Request::EditText(command)),
            }
        } else if command == Command::Leave {
            cx.ask(Request::Run(Command::Quit));
        } else {
            self.run_on_list(command, cx);
        }
    }

    fn buffer<'a>(&'a mut self, _: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        self.editing.as_mut().map(|(_, buffer)| buffer)
    }

    fn text_changed(&mut self, _: Option<&mut SessionScreen>, cx: &mut Context) {
        let Some((id, buffer)) = &self.editing else {
            return;
        };
        let (id, text) = (id.clone(), buffer.text().to_owned());
        let existing = self.session.notes.iter().find(|n| n.id == id).cloned();
        // it may have been deleted in the other window meanwhile: what is typed is a note all the
        // same
        let note = existing.unwrap_or_else(|| Note {
            id: id.clone(),
            text: String::new(),
            step: self.step().map(|s| s.id.clone()),
            created: None,
            extra: Default::default(),
        });
        self.send(id, Some(Note { text, ..note }), cx);
    }

    /// An emptied note keeps its former text, and a new one goes again.
    fn keep(&mut self, cx: &mut Context) {
        let Some((id, buffer)) = self.editing.take() else {
            return;
        };
        let former = self.former.iter().rev().find(|(of, _)| *of == id);
        let before = former.and_then(|(_, note)| note.clone());
        if buffer.text().trim().is_empty() {
            if before.is_some() {
                let delete = hint_in(Scope::Notes, Command::Delete);
                cx.say(format!(
                    "An empty note keeps the former text. {delete} deletes it."
                ));
            }
            self.former.pop();
            self.send(id, before, cx);
        } else if before.is_some_and(|n| n.text == buffer.text()) {
            // nothing was changed: there is nothing to take back
            self.former.pop();
        }
    }

    fn click(&mut self, _: usize, row: usize, _: Option<&mut SessionScreen>, _: &mut Context) {
        self.selected = self.shown().get(row).map(|n| n.id.clone());
    }

    fn draw(&self, _: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        self.view(p, area, &cx.now);
    }

    fn saving(&self) -> Option<(SaveState, &Path)> {
        Some((self.saving.state(), &self.file))
    }
}
