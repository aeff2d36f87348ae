//! A form: every field of a record, typed or chosen, kept as it is changed.

mod record;
mod values;
mod view;

pub use record::draw_record;

use super::Picker;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::msg::Effect;
use crate::app::screens::Screen;
use crate::app::screens::session::SessionScreen;
use crate::domain::{
    Edit, Id, Kind, List, Parked, Place, Record, Session, delete_with_references, read_field,
    set_field,
};
use crate::keys::{Caret, Command, Scope, hint, hint_in};
use crate::steps::{self, Choice, Editing, Field, FieldKind, Reply, options};
use crate::text::{self, Buffer};
use crate::widgets::Painter;
use jiff::civil::Date;
use ratatui::layout::Rect;
use serde_json::{Value, json};

/// The field of an action with its value to the other side.
const OTHER_VALUE: &str = "value_b";

/// An open form.
pub struct Form {
    form: steps::Form,
    at: usize,
    /// The text of a field that is understood before it is kept: numbers and dates. A plain text is
    /// the session's [`SessionScreen::editing`].
    entry: Option<Entry>,
    /// The value of the selected field when it was opened.
    opened: Value,
}

struct Entry {
    buffer: Buffer,
    /// The value when the field was opened, which stays if the text is not understood.
    before: Value,
    /// Why it is not understood.
    error: Option<String>,
}

impl Form {
    /// A form on its first field, which [`Form::open_field`] opens.
    #[must_use]
    pub fn new(form: steps::Form) -> Self {
        Self {
            form,
            at: 0,
            entry: None,
            opened: Value::Null,
        }
    }

    /// What the selected field belongs to.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.field().map(|(place, _)| place)
    }

    /// Leaves out the value to the other side, which one person alone does not set.
    pub fn ask_one_value(&mut self, session: &Session) {
        let is_set = |place: &Place| {
            read_field(session, place, OTHER_VALUE).is_some_and(|value| !value.is_null())
        };
        self.form
            .fields
            .retain(|(place, field)| field.name != OTHER_VALUE || is_set(place));
    }

    fn field(&self) -> Option<&(Place, Field)> {
        self.form.fields.get(self.at)
    }

    fn is_typed(&self) -> bool {
        self.field().is_some_and(|(_, f)| f.kind.is_typed())
    }

    /// Opens the selected field for typing.
    pub fn open_field(&mut self, session: &mut SessionScreen, cx: &mut Context) {
        session.begin_field();
        self.entry = None;
        let Some((place, field)) = self.field().cloned() else {
            return;
        };
        self.opened = read_field(session.session(), &place, field.name).unwrap_or_default();
        match field.kind {
            FieldKind::Text => {
                let editing = Editing::field(session.session(), place, field.name);
                session.begin_text(editing, cx);
            }
            kind if kind.is_typed() => {
                let value = self.opened.clone();
                // typing replaces the value; after an arrow it is edited
                let mut buffer = Buffer::new(&values::typed(&value, kind));
                buffer.select_all();
                self.entry = Some(Entry {
                    buffer,
                    before: value,
                    error: None,
                });
            }
            _ => {}
        }
    }

    /// The edit that keeps what stands in the selected field, if it is understood and is a change.
    fn understand(&mut self, session: &Session, today: Date) -> Option<Edit> {
        let (place, field) = self.field()?.clone();
        let entry = self.entry.as_mut()?;
        let typed = entry.buffer.text();
        let value = match values::parse(typed, &field, &place, session, &entry.before, today) {
            Ok(value) => {
                entry.error = None;
                value
            }
            Err(why) => {
                // a shorter text may have been understood: `1.1` on the way to `1.13.`
                entry.error = Some(why.to_string());
                entry.before.clone()
            }
        };
        let now = read_field(session, &place, field.name).unwrap_or_default();
        (now != value).then(|| set_field(place, field.name, value))
    }

    fn error(&self) -> Option<&str> {
        self.entry.as_ref().and_then(|e| e.error.as_deref())
    }

    /// Keeps the selected field; false if what stands there is not understood, which it says.
    fn keep_field(&mut self, session: &mut SessionScreen, cx: &mut Context) -> bool {
        session.keep(cx);
        self.follow_outcome(session, cx);
        match self.error() {
            Some(why) => {
                cx.say(why);
                false
            }
            None => true,
        }
    }

    /// Once another outcome of a parked item is chosen, makes the action or decision it became. Not
    /// while the choices are gone through.
    fn follow_outcome(&self, session: &mut SessionScreen, cx: &mut Context) {
        let Some((Place::Item(List::Parked, id), field)) = self.field() else {
            return;
        };
        let Some(parked) = session.session().get::<Parked>(id) else {
            return;
        };
        if field.name != "disposition" || json!(parked.disposition) == self.opened {
            return;
        }
        let edit = parked.follow_outcome(session.session(), cx.ids.as_ref(), cx.now.date());
        let Some(edit) = edit else {
            return;
        };
        if let Err(why) = session.commit(edit, "followed the outcome", cx) {
            return cx.say(why);
        }
        let parked = session.session().get::<Parked>(id);
        if let Some(parked) = parked.filter(|p| p.became.is_some()) {
            cx.say(format!("It {}.", parked.outcome(session.session())));
        }
    }

    /// Goes to another field, if there is one and the selected one is understood.
    fn go(&mut self, to: usize, session: &mut SessionScreen, cx: &mut Context) {
        if self.keep_field(session, cx) {
            self.at = to.min(self.form.fields.len().saturating_sub(1));
            self.open_field(session, cx);
        }
    }

    /// Goes to the next field; after the last one the form is done.
    fn next(&mut self, session: &mut SessionScreen, cx: &mut Context) {
        if self.at + 1 < self.form.fields.len() {
            self.go(self.at + 1, session, cx);
        } else if self.keep_field(session, cx) {
            self.close(session, cx);
        }
    }

    fn close(&mut self, session: &mut SessionScreen, cx: &mut Context) {
        cx.ask(Request::Close);
        self.finish(session, cx);
    }

    /// Keeps everything; a session that was just made gets its name, or goes if nothing was typed.
    fn finish(&mut self, session: &mut SessionScreen, cx: &mut Context) {
        session.keep(cx);
        self.follow_outcome(session, cx);
        let rejected = self.entry.as_ref().filter(|e| e.error.is_some());
        if let Some(entry) = rejected {
            // nothing typed is thrown away: it can be pasted again
            let typed = entry.buffer.text();
            typed.clone_into(&mut cx.clipboard);
            cx.say(format!(
                "“{}” was not understood, so the former value stays. {} pastes what was typed.",
                text::clip(&text::one_line(typed), 30),
                hint(Command::Paste)
            ));
        }
        if !session.unnamed {
            return;
        }
        session.unnamed = false;
        if session.depth() == (0, 0) {
            // nothing was typed: it was not wanted, and there is nothing to save first
            cx.effects.push(Effect::Discard);
            cx.ask(Request::Show(Box::new(Screen::library())));
            let new = hint_in(Scope::Library, Command::New);
            cx.say(format!("Nothing was made. {new} begins again."));
            return;
        }
        cx.effects.push(Effect::NameFile(session.shared()));
        let first = session.session().agenda.steps.first();
        if first.is_none_or(|s| s.kind != Kind::Welcome) {
            return;
        }
        cx.say_if_silent(format!(
            "Ready. Who is in the room? {} adds a person: name, role, function, level. {} goes on \
             to the next part, {} to the next step.",
            hint_in(Scope::Adding, Command::Add),
            hint_in(Scope::Panes, Command::NextPane),
            hint(Command::NextStep)
        ));
    }

    /// Deletes the item the form is on.
    fn delete(&mut self, session: &mut SessionScreen, cx: &mut Context) {
        let Some(Place::Item(list, id)) = self.place().cloned() else {
            return cx.say("This cannot be deleted here.");
        };
        if list == List::Steps && session.session().agenda.steps.len() == 1 {
            return cx.say("An agenda needs at least one step.");
        }
        session.keep(cx);
        let edit = delete_with_references(session.session(), list, &id);
        cx.ask(Request::Close);
        let what = format!("the {}", list.noun());
        cx.ask(Request::Reply(Reply::Delete(what, edit)));
    }

    /// The edit that chooses an option of the selected field: `step` gets the number of options and
    /// the one chosen now.
    fn choose_option(
        &self,
        session: &Session,
        step: impl FnOnce(&[(Value, String)], usize) -> Option<usize>,
    ) -> Option<Edit> {
        let (place, field) = self.field()?;
        let options = options(session, place, field);
        let now = read_field(session, place, field.name).unwrap_or(Value::Null);
        let at = options.iter().position(|(v, _)| *v == now).unwrap_or(0);
        let (value, _) = options.get(step(&options, at)?)?;
        Some(set_field(place.clone(), field.name, value.clone()))
    }

    fn commit(edit: Option<Edit>, session: &mut SessionScreen, cx: &mut Context) {
        if let Some(edit) = edit
            && let Err(why) = session.commit(edit, "changed a field", cx)
        {
            cx.say(why);
        }
    }

    /// Chooses the next or previous option.
    fn turn_option(&self, forward: bool, session: &mut SessionScreen, cx: &mut Context) {
        let edit = self.choose_option(session.session(), |options, at| {
            let by = if forward {
                1
            } else {
                options.len().checked_sub(1)?
            };
            (at + by).checked_rem(options.len())
        });
        Self::commit(edit, session, cx);
    }

    /// Chooses the option that begins with this character; again for the next one.
    fn pick_option(&self, c: char, session: &mut SessionScreen, cx: &mut Context) {
        let begins = |words: &str| {
            let first = words.chars().find(|c| c.is_alphanumeric());
            first.is_some_and(|w| w.to_lowercase().eq(c.to_lowercase()))
        };
        let edit = self.choose_option(session.session(), |options, at| {
            let after = (at + 1..options.len()).chain(0..=at);
            let mut after = after.filter(|n| options.get(*n).is_some_and(|(_, w)| begins(w)));
            after.next()
        });
        Self::commit(edit, session, cx);
    }

    /// Leaves the selected field without a value.
    fn clear(&self, session: &mut SessionScreen, cx: &mut Context) {
        let edit = match self.field() {
            Some((place, field)) if field.kind.referenced_list().is_some() => {
                Some(set_field(place.clone(), field.name, json!([])))
            }
            _ => self.choose_option(session.session(), |_, _| Some(0)),
        };
        Self::commit(edit, session, cx);
    }

    /// Opens the list of what can be ticked in a field of several.
    fn choose_many(&self, session: &Session, cx: &mut Context) {
        let Some((place, field)) = self.field() else {
            return;
        };
        let s = session;
        let now = read_field(s, place, field.name);
        let now: Vec<Value> = now.and_then(|v| v.as_array().cloned()).unwrap_or_default();
        let choice = |label: String, id: &Id, text: &str| {
            let is_ticked = now.iter().any(|v| v.as_str() == Some(id.as_str()));
            let tick = Reply::ToggleReference(place.clone(), field.name, id.clone());
            Choice::new(format!("{label}  {}", text::one_line(text)), tick).ticked(is_ticked)
        };
        let is_own = |id: &Id| matches!(place, Place::Item(_, own) if own == id);
        let choices: Vec<Choice> = if field.kind == FieldKind::Expectations {
            let all = s.expectations.iter();
            all.map(|e| choice(s.label_of(e), e.id(), &e.text).on_side(e.side))
                .collect()
        } else {
            let others = s.actions.iter().filter(|a| !is_own(&a.id));
            others
                .map(|a| choice(s.label_of(a), a.id(), &a.text))
                .collect()
        };
        if field.kind == FieldKind::Expectations && s.hides_expectations() {
            cx.say(steps::STILL_HIDDEN);
        } else if choices.is_empty() {
            cx.say("There is nothing to choose yet.");
        } else {
            cx.open(Picker::new(steps::Picker {
                title: field.help(s),
                choices,
                at: 0,
                many: true,
            }));
        }
    }

    /// True if the caret is on the first line, or the last one, so that an arrow leaves the field.
    fn is_at_edge(&mut self, first: bool, session: &mut SessionScreen) -> bool {
        self.buffer(Some(session)).is_none_or(|b| {
            let (before, after) = b.around();
            let beyond = if first { before } else { after };
            !beyond.contains('\n')
        })
    }
}

impl Component for Form {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        let field = if self.is_typed() {
            Scope::Text
        } else {
            Scope::Choice
        };
        let mut scopes = vec![field, Scope::Form];
        if self.form.whole {
            scopes.push(Scope::Whole);
        }
        ActiveKeys::typing(scopes)
    }

    fn run(&mut self, command: Command, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let Some(session) = below else { return };
        let is_typed = self.is_typed();
        let is_many = self
            .field()
            .is_some_and(|(_, f)| f.kind.referenced_list().is_some());
        let last = self.form.fields.len().saturating_sub(1);
        let up = Command::Caret(Caret::Up);
        let down = Command::Caret(Caret::Down);
        let is_up = command == up && is_typed && self.is_at_edge(true, session);
        let is_down = command == down && is_typed && self.is_at_edge(false, session);
        match command {
            Command::Cancel | Command::StopEditing => self.close(session, cx),
            Command::Bin => self.delete(session, cx),
            Command::Up | Command::PreviousField => {
                self.go(self.at.saturating_sub(1), session, cx);
            }
            _ if is_up => self.go(self.at.saturating_sub(1), session, cx),
            Command::Down | Command::NextField => self.go(self.at + 1, session, cx),
            _ if is_down => self.go(self.at + 1, session, cx),
            Command::PageUp => self.go(0, session, cx),
            Command::PageDown => self.go(last, session, cx),
            Command::Choose | Command::NextOption if is_many => {
                self.choose_many(session.session(), cx);
            }
            Command::Keep | Command::Choose => self.next(session, cx),
            Command::NextOption => self.turn_option(true, session, cx),
            Command::PreviousOption => self.turn_option(false, session, cx),
            Command::Delete if !is_typed => self.clear(session, cx),
            _ => cx.ask(Request::EditText(command)),
        }
    }

    fn buffer<'a>(&'a mut self, below: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        match &mut self.entry {
            Some(entry) => Some(&mut entry.buffer),
            None => below?.editing.as_mut().map(|e| &mut e.buffer),
        }
    }

    fn text_changed(&mut self, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let Some(session) = below else { return };
        if self.entry.is_none() {
            return session.text_changed(None, cx);
        }
        let today = cx.now.date();
        if let Some(edit) = self.understand(session.session(), today)
            && let Err(why) = session.commit_field(edit, cx)
        {
            cx.say(why);
        }
    }

    fn typed(&mut self, c: char, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let Some(session) = below else { return };
        if self.is_typed() {
            if let Some(buffer) = self.buffer(Some(session)) {
                buffer.insert(c.encode_utf8(&mut [0; 4]));
                self.text_changed(Some(session), cx);
            }
        } else if c == ' ' {
            self.run(Command::NextOption, Some(session), cx);
        } else {
            self.pick_option(c, session, cx);
        }
    }

    fn click(&mut self, _: usize, row: usize, below: Option<&mut SessionScreen>, cx: &mut Context) {
        self.go_to_field(row, below, cx);
    }

    fn go_to_field(&mut self, field: usize, below: Option<&mut SessionScreen>, cx: &mut Context) {
        if let Some(session) = below {
            self.go(field, session, cx);
        }
    }

    fn closing(&mut self, below: Option<&mut SessionScreen>, cx: &mut Context) {
        if let Some(session) = below {
            self.finish(session, cx);
        }
    }

    fn draw(&self, below: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        if let Some(screen) = below {
            let editing = screen.editing.as_ref();
            self.view(p, area, screen.session(), editing, cx.now.date());
        }
    }
}
