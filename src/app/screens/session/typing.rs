//! Typing in the session: the letters are in it as they are typed, and one burst is one step of
//! undo.

use super::SessionScreen;
use crate::app::context::{Context, Request};
use crate::app::msg::Effect;
use crate::domain::capture::{self, Captured};
use crate::domain::{Edit, Id, List, Participant, Place, Typing, change, read_field, set_field};
use crate::keys::{Command, Scope, hint_in};
use crate::steps::{Editing, Target};
use crate::text::{Buffer, Sentence};
use serde_json::json;

impl SessionScreen {
    /// Opens the text editor.
    pub fn begin_text(&mut self, editing: Editing, cx: &mut Context) {
        self.begin_field();
        cx.effects.push(Effect::Typing(as_typing(&editing)));
        self.editing = Some(editing);
    }

    /// Begins a field whose changes from now on are one step of undo.
    pub fn begin_field(&mut self) {
        self.group += 1;
    }

    /// Puts the text as it is now into the session.
    ///
    /// # Errors
    /// As [`SessionScreen::commit`].
    pub(in crate::app) fn put_text(&mut self, cx: &mut Context) -> Result<(), Sentence> {
        let Some(editing) = &self.editing else {
            return Ok(());
        };
        let is_new = matches!(editing.target, Target::New { .. });
        if is_new && editing.buffer.text().is_empty() {
            return Ok(());
        }
        let edit = editing.edit(&self.session);
        self.commit_in(edit, "typed", Some(self.group), cx)?;
        self.new_item_exists(cx);
        Ok(())
    }

    /// After its first letter a new item is a field of the session like any other.
    fn new_item_exists(&mut self, cx: &mut Context) {
        let Some(editing) = &mut self.editing else {
            return;
        };
        let Target::New { list, item } = &editing.target else {
            return;
        };
        let list = *list;
        let id = item.get("id").and_then(|id| id.as_str());
        let id = Id::new(id.unwrap_or_default());
        editing.target = Target::Field {
            place: Place::Item(list, id.clone()),
            field: list.text_field().to_owned(),
            within: None,
        };
        cx.effects.push(Effect::Typing(as_typing(editing)));
        // what belongs to no step leaves the selection of the step where it is
        if !list.is_aside() {
            self.focus(&id, cx);
        }
    }

    /// Keeps the text and closes the editor.
    pub(in crate::app) fn keep_text(&mut self, cx: &mut Context) {
        let Some(editing) = self.editing.take() else {
            return;
        };
        cx.effects.push(Effect::Typing(None));
        let Target::Field {
            place,
            field,
            within,
        } = &editing.target
        else {
            return;
        };
        let text = editing.buffer.text();
        let names_item = matches!(place, Place::Item(list, _)
            if list.text_field() == field && (editing.fresh || list.needs_text()));
        let is_needed =
            within.is_none() && names_item || matches!(place, Place::Session) && field == "title";
        if text.trim().is_empty() && is_needed {
            self.keep_empty(&editing, place, field, cx);
        } else if let Some(edit) = self.person_from_line(&editing, place) {
            self.finish_typing(edit, cx);
        } else if text.trim() != text {
            let buffer = Buffer::new(text.trim());
            let trimmed = Editing { buffer, ..editing };
            let edit = trimmed.edit(&self.session);
            self.finish_typing(edit, cx);
        }
    }

    fn finish_typing(&mut self, edit: Edit, cx: &mut Context) {
        if let Err(why) = self.commit_in(edit, "typed", Some(self.group), cx) {
            cx.say(why);
        }
    }

    /// The fields of a new person from one line: name, role, function, level.
    fn person_from_line(&self, editing: &Editing, place: &Place) -> Option<Edit> {
        let Place::Item(List::Participants, id) = place else {
            return None;
        };
        let person = self.session.get::<Participant>(id)?;
        (editing.fresh && person.name.contains(',')).then(|| {
            change(person, |p| {
                let parsed = Participant::from_line(p.id.clone(), p.side, &p.name);
                *p = Participant {
                    extra: p.extra.clone(),
                    ..parsed
                };
            })
        })
    }

    /// A text that is needed was emptied: a new item goes again, a former text comes back.
    fn keep_empty(&mut self, editing: &Editing, place: &Place, field: &str, cx: &mut Context) {
        if let (true, Place::Item(list, id)) = (editing.fresh, place) {
            let discard = self.session.discard(*list, id);
            self.finish_typing(discard, cx);
            return;
        }
        self.finish_typing(set_field(place.clone(), field, json!(editing.before)), cx);
        cx.say(match place {
            Place::Session => "A session needs a title: the former one is kept.".to_owned(),
            _ => format!(
                "An empty line keeps the former text. {} deletes the whole item.",
                hint_in(Scope::Lists, Command::Delete)
            ),
        });
    }

    /// Opens the editor where it was when the program was ended.
    pub(super) fn resume_typing(&mut self, typing: &Typing, cx: &Context) {
        let Place::Item(list, id) = &typing.place else {
            return;
        };
        if read_field(&self.session, &typing.place, "id").is_none() {
            return;
        }
        let (place, field) = (typing.place.clone(), &typing.field);
        let editing = match &typing.within {
            Some(part) => Editing::within(&self.session, place, field, part),
            None => Editing::field(&self.session, place, field),
        };
        self.focus(id, cx);
        // in place where a step draws it; other fields come back in their form
        let is_on_step =
            !list.is_aside() && (typing.within.is_some() || field == list.text_field());
        self.editing = is_on_step.then_some(editing);
    }

    /// Carries out a command of the text in a list; false if it is none of them, and the typing has
    /// ended.
    pub(super) fn run_text(&mut self, command: Command, cx: &mut Context) -> bool {
        match command {
            Command::Keep => self.keep_and_go_on(cx),
            Command::StopEditing | Command::PreviousField => self.keep_text(cx),
            Command::NextField => {
                self.keep_text(cx);
                cx.ask(Request::Run(Command::Details));
                cx.ask(Request::GoToField(1));
            }
            Command::Caret(_)
            | Command::Select(_)
            | Command::SelectAll
            | Command::Erase
            | Command::EraseNext
            | Command::EraseWord
            | Command::NewLine
            | Command::Undo
            | Command::Redo
            | Command::Copy
            | Command::Cut
            | Command::Paste => cx.ask(Request::EditText(command)),
            _ => {
                self.keep_text(cx);
                return false;
            }
        }
        true
    }

    /// Keeps the text and does what follows it, such as opening the next empty line; after an empty
    /// line nothing follows: the list is done.
    fn keep_and_go_on(&mut self, cx: &mut Context) {
        let editing = self.editing.as_ref();
        let next = editing.and_then(|e| e.then);
        let is_empty = editing.is_none_or(|e| e.fresh && e.buffer.text().trim().is_empty());
        let captured = self.captured(cx).filter(|c| !c.parts.is_empty());
        self.keep_text(cx);
        if let Some(captured) = captured {
            // a step of undo of its own: it gives the line back as it was typed
            if let Err(why) = self.commit(captured.edit, "took the line apart", cx) {
                return cx.say(why);
            }
            // what the line says need not be asked for
            cx.ask(Request::Run(Command::Add));
            return;
        }
        if let Some(next) = next.filter(|_| !is_empty && cx.notice().is_none()) {
            cx.ask(Request::Run(next));
        }
    }
}

impl SessionScreen {
    /// What the line of a new item says beside its text.
    fn captured(&self, cx: &Context) -> Option<Captured> {
        let Target::Field {
            place: Place::Item(list, id),
            field,
            within: None,
        } = &self.editing.as_ref().filter(|e| e.fresh)?.target
        else {
            return None;
        };
        (list.text_field() == field)
            .then(|| capture::read(&self.session, *list, id, cx.now.date()))
            .flatten()
    }

    /// What is said below a new line: how it was understood, or how it can go on.
    pub(in crate::app) fn line_hint(&self, cx: &Context) -> Option<String> {
        if let Some(captured) = self.captured(cx) {
            let parts = captured.parts.iter();
            let parts: Vec<String> = parts
                .map(|(field, value)| format!("{field} {value}"))
                .collect();
            let takes = format!(
                "{} takes: {}. {} keeps the line as it is.",
                hint_in(Scope::Text, Command::Keep),
                parts.join(" · "),
                hint_in(Scope::Text, Command::StopEditing),
            );
            let takes = (!parts.is_empty()).then_some(takes);
            let says: Vec<String> = captured.unclear.into_iter().chain(takes).collect();
            return Some(says.join(" "));
        }
        let Target::New { list, .. } = &self.editing.as_ref()?.target else {
            return None;
        };
        let example = capture::example(*list)?;
        Some(format!("One line can say it all: {example}"))
    }
}

/// What of a text under edit survives the end of the program.
fn as_typing(editing: &Editing) -> Option<Typing> {
    match &editing.target {
        Target::Field {
            place,
            field,
            within,
        } => Some(Typing {
            place: place.clone(),
            field: field.clone(),
            within: within.clone(),
        }),
        // nothing has been typed yet
        Target::New { .. } => None,
    }
}
