//! Carrying out what steps and overlays ask for.

use super::App;
use super::msg::{Destination, Effect, ExportFile, What};
use super::overlays::{FormState, Overlay, Page, PickerState, PromptKind};
use super::screens::Screen;
use super::screens::library::Library;
use crate::domain::{Id, Place, forget, read_field, set_field};
use crate::keys::{Caret, Command, hint};
use crate::steps::Reply;
use serde_json::{Value, json};

impl App {
    /// Carries out a reply.
    pub(super) fn perform(&mut self, reply: Reply) {
        self.performed(reply);
    }

    /// Carries out a reply; false when it was refused, so that what depends on it is left.
    fn performed(&mut self, reply: Reply) -> bool {
        match reply {
            Reply::Nothing => {}
            Reply::Say(says) => self.say(says),
            Reply::Edit(label, edit) => {
                let Screen::Session(open) = &mut self.screen else {
                    return false;
                };
                if let Err(why) = open.commit(edit, &label, &self.now, &mut self.effects) {
                    self.say(why);
                    return false;
                }
            }
            Reply::Delete(what, edit) => {
                let label = format!("deleted {what}");
                if !self.performed(Reply::Edit(label, edit)) {
                    return false;
                }
                self.say(format!(
                    "Deleted {what}. {} brings it back.",
                    hint(Command::Undo)
                ));
            }
            Reply::Quiet(edit) => {
                let Screen::Session(open) = &mut self.screen else {
                    return false;
                };
                if let Some(why) = open.locked().filter(|_| open.session().closed.is_none()) {
                    self.say(why);
                    return false;
                }
                open.quietly(edit, &self.now, &mut self.effects);
            }
            Reply::Write(editing) => {
                let Screen::Session(open) = &mut self.screen else {
                    return false;
                };
                match open.locked() {
                    Some(why) => self.say(why),
                    None => open.write(editing, &mut self.effects),
                }
            }
            Reply::Choose(picker) => match self.open().and_then(|o| o.locked()) {
                Some(why) => self.say(why),
                None => self
                    .overlays
                    .push(Overlay::Picker(PickerState::new(picker))),
            },
            Reply::Fill(form) => self.fill(FormState::new(form)),
            Reply::Library(request) => self.library_request(request),
            Reply::OpenForm(list, id) => {
                self.fill(FormState::new(crate::steps::form_of(list, &id)));
            }
            Reply::GoTo(kind, item) => {
                let Screen::Session(open) = &mut self.screen else {
                    return false;
                };
                let Some(to) = open.step_of(&kind, item.as_ref()) else {
                    return false;
                };
                open.go(to, self.ids.as_ref(), &self.now, &mut self.effects);
                if let Some(id) = item {
                    open.focus(&id, self.ids.as_ref(), &self.now);
                }
            }
            Reply::Step(id) => {
                let Screen::Session(open) = &mut self.screen else {
                    return false;
                };
                if let Some(to) = open.step_at(&id) {
                    open.go(to, self.ids.as_ref(), &self.now, &mut self.effects);
                }
            }
            Reply::Run(command) => self.run(command),
            Reply::Export(ask) => self.choose_of_export(ask),
            Reply::Read(document) => self.overlays.push(Overlay::Page(Page::new(document))),
            Reply::Tick(place, field, id) => self.tick(place, field, &id),
            Reply::PasteText(text) => self.paste_text(&text),
            Reply::PasteItems(lines) => self.paste_items(&lines),
            Reply::All(replies) => return replies.into_iter().all(|r| self.performed(r)),
        }
        true
    }

    fn tick(&mut self, place: Place, field: &str, id: &Id) {
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        let mut ids: Vec<Value> = read_field(open.session(), &place, field)
            .and_then(|v| v.as_array().cloned())
            .unwrap_or_default();
        let before = ids.len();
        ids.retain(|v| v.as_str() != Some(id.as_str()));
        if ids.len() == before {
            ids.push(json!(id));
        }
        if let Err(why) = open.commit(
            set_field(place, field, json!(ids)),
            "changed what belongs to it",
            &self.now,
            &mut self.effects,
        ) {
            self.say(why);
        }
    }

    // --- overlays -------------------------------------------------------------------------------

    pub(super) fn run_overlay(&mut self, command: Command) {
        match self.overlays.last_mut() {
            Some(Overlay::Picker(picker)) => match command {
                Command::Cancel => {
                    self.overlays.pop();
                }
                Command::Erase => picker.erase(),
                Command::Choose => {
                    let many = picker.picker.many;
                    if let Some(reply) = picker.choose() {
                        if !many {
                            self.overlays.pop();
                        }
                        self.perform(reply);
                    }
                }
                _ => {
                    picker.step(command);
                }
            },
            Some(Overlay::Page(page)) => {
                if command == Command::Cancel {
                    self.overlays.pop();
                } else {
                    page.step(command, self.size);
                }
            }
            Some(Overlay::Plan(_)) => self.run_plan(command),
            Some(Overlay::Search(search)) => match command {
                Command::Cancel => {
                    self.overlays.pop();
                }
                Command::Choose => {
                    let chosen = search.chosen().cloned();
                    if let Some(spot) = chosen {
                        self.overlays.pop();
                        if !matches!(spot.reply, Reply::Run(_)) {
                            self.keep();
                        }
                        self.perform(spot.reply);
                    }
                }
                _ if search.step(command) => {}
                _ => self.edit_text(command),
            },
            Some(Overlay::Write(_)) => match command {
                Command::Keep
                | Command::StopEditing
                | Command::NextField
                | Command::PreviousField => {
                    let said = matches!(&self.screen, Screen::Session(open) if open.editing.as_ref().is_some_and(|e| !e.buffer.text().trim().is_empty()));
                    self.keep();
                    self.overlays.pop();
                    if said && self.toast.is_none() {
                        self.say("Kept. The palette (Ctrl+P) shows decisions, the parking lot and private notes.");
                    }
                }
                _ => self.edit_text(command),
            },
            Some(Overlay::Prompt(_)) => match command {
                Command::Keep => self.answer(),
                Command::Cancel | Command::StopEditing => {
                    self.overlays.pop();
                }
                _ => self.edit_text(command),
            },
            Some(Overlay::Question(_)) => {
                if matches!(command, Command::Choose | Command::Cancel)
                    && let Some(Overlay::Question(question)) = self.overlays.pop()
                    && command == Command::Choose
                {
                    self.effects.push(question.yes);
                }
            }
            Some(Overlay::Form(_)) => self.run_form(command),
            None => {}
        }
    }

    // --- forms ----------------------------------------------------------------------------------

    pub(super) fn fill(&mut self, form: FormState) {
        if let Some(why) = self.open().and_then(|o| o.locked()) {
            self.say(why);
            return;
        }
        self.keep();
        if let (Some(Overlay::Plan(plan)), Screen::Session(open), Some((Place::Item(_, id), _))) =
            (self.overlays.last_mut(), &self.screen, form.field())
        {
            plan.focus(open.session(), id);
        }
        self.overlays.push(Overlay::Form(form));
        self.open_field();
    }

    fn open_field(&mut self) {
        let (Some(Overlay::Form(form)), Screen::Session(open)) =
            (self.overlays.last_mut(), &mut self.screen)
        else {
            return;
        };
        open.begin_field();
        if let Some(editing) = form.open_field(open.session()) {
            open.write(editing, &mut self.effects);
        }
    }

    /// Goes to a field, keeping the one that is left.
    pub(super) fn form_to(&mut self, to: usize) {
        self.keep();
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            if let Some(why) = form.error().map(str::to_owned) {
                self.say(why);
                return;
            }
            form.go(to);
            self.open_field();
        }
    }

    fn run_form(&mut self, command: Command) {
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return;
        };
        let typed = form.field().is_some_and(|(_, f)| f.kind.is_typed());
        let many = form
            .field()
            .is_some_and(|(_, f)| f.kind.referenced_list().is_some());
        match command {
            Command::Cancel | Command::StopEditing => self.close_form(),
            Command::Bin => self.delete_in_form(),
            Command::Caret(Caret::Up) if typed && self.at_edge(true) => self.form_step(-1),
            Command::Caret(Caret::Down) if typed && self.at_edge(false) => self.form_step(1),
            Command::Up | Command::PreviousField => self.form_step(-1),
            Command::Down | Command::NextField => self.form_step(1),
            Command::PageUp => self.form_to(0),
            Command::PageDown => self.form_to(usize::MAX),
            Command::Choose if many => self.choose_many(),
            Command::NextOption if many => self.choose_many(),
            Command::Keep | Command::Choose => self.form_next(),
            Command::NextOption => self.turn(1),
            Command::PreviousOption => self.turn(-1),
            Command::Delete if !typed => {
                let edit = self
                    .open()
                    .and_then(|o| form_of(&self.overlays)?.clear(o.session()));
                self.form_edit(edit);
            }
            _ => self.edit_text(command),
        }
    }

    fn at_edge(&mut self, top: bool) -> bool {
        self.buffer().is_none_or(|b| {
            let (before, after) = b.around();
            let on_that_side = if top { before } else { after };
            !on_that_side.contains('\n')
        })
    }

    fn form_step(&mut self, by: isize) {
        self.keep();
        if let Some(Overlay::Form(form)) = self.overlays.last_mut() {
            if let Some(why) = form.error().map(str::to_owned) {
                self.say(why);
                return;
            }
            form.step(by);
            self.open_field();
        }
    }

    /// Enter: the next field, and after the last one the form is done.
    fn form_next(&mut self) {
        self.keep();
        let Some(Overlay::Form(form)) = self.overlays.last_mut() else {
            return;
        };
        if let Some(why) = form.error().map(str::to_owned) {
            self.say(why);
        } else if form.step(1) {
            self.open_field();
        } else {
            self.close_form();
        }
    }

    pub(super) fn close_form(&mut self) {
        self.keep();
        let Some(Overlay::Form(form)) = self.overlays.pop() else {
            return;
        };
        if let Some(text) = form.rejected() {
            // nothing typed is thrown away: it can be pasted again
            self.clipboard = text.to_owned();
            self.say(format!(
                "“{}” was not understood, so the former value stays. Ctrl+V pastes what was typed.",
                crate::text::clip(&crate::text::one_line(text), 30)
            ));
        }
        if let Screen::Session(open) = &mut self.screen
            && open.unnamed
            && open.depth() == (0, 0)
        {
            // nothing was typed: it was not wanted
            self.effects.push(Effect::Discard);
            // at once: there is nothing to save first
            self.screen = Screen::Library(Library::new(false));
            self.effects.push(Effect::List);
            self.say("Nothing was made. n begins again.");
            return;
        }
        if let Screen::Session(open) = &mut self.screen
            && open.unnamed
        {
            open.unnamed = false;
            self.effects.push(Effect::NameFile(open.shared()));
            if self.toast.is_none() {
                self.say(
                    "Ready. Who is in the room? a adds a person: name, role, function, level. Tab goes on to the next part, PgDn to the next step.",
                );
            }
        }
    }

    fn delete_in_form(&mut self) {
        let place = form_of(&self.overlays)
            .and_then(|f| f.field())
            .map(|(place, _)| place.clone());
        let Some(Place::Item(list, id)) = place else {
            self.say("This cannot be deleted here.");
            return;
        };
        if list == crate::domain::List::Steps
            && self
                .open()
                .is_some_and(|o| o.session().agenda.steps.len() == 1)
        {
            self.say("An agenda needs at least one step.");
            return;
        }
        self.keep();
        self.overlays.pop();
        let edit = self.open().map(|o| forget(o.session(), list, &id));
        if let Some(edit) = edit {
            self.perform(Reply::Delete(format!("the {}", list.noun()), edit));
        }
    }

    fn turn(&mut self, by: isize) {
        let edit = self
            .open()
            .and_then(|o| form_of(&self.overlays)?.turn(o.session(), by));
        self.form_edit(edit);
    }

    pub(super) fn pick_option(&mut self, c: char) {
        let edit = self
            .open()
            .and_then(|o| form_of(&self.overlays)?.pick(o.session(), c));
        self.form_edit(edit);
    }

    fn form_edit(&mut self, edit: Option<crate::domain::Edit>) {
        if let Some(edit) = edit {
            self.perform(Reply::Edit("changed a field".to_owned(), edit));
        }
    }

    /// Opens the list of what can be ticked in a field of several.
    fn choose_many(&mut self) {
        use crate::steps::{Choice, FieldKind, Picker};
        let Some((place, field)) = form_of(&self.overlays).and_then(|f| f.field()).cloned() else {
            return;
        };
        let Some(open) = self.open() else { return };
        let s = open.session();
        let now = read_field(s, &place, field.name)
            .and_then(|v| v.as_array().cloned())
            .unwrap_or_default();
        let choice = |label: String, id: &Id, text: &str| {
            let ticked = now.iter().any(|v| v.as_str() == Some(id.as_str()));
            Choice::new(
                format!("{label}  {}", crate::text::one_line(text)),
                Reply::Tick(place.clone(), field.name, id.clone()),
            )
            .ticked(ticked)
        };
        let own = |id: &Id| matches!(&place, Place::Item(_, own) if own == id);
        let choices: Vec<Choice> = match field.kind {
            FieldKind::Expectations => s
                .expectations
                .iter()
                .map(|e| choice(s.label_of(e), &e.id, &e.text).of(e.side))
                .collect(),
            _ => s
                .actions
                .iter()
                .filter(|a| !own(&a.id))
                .map(|a| choice(s.label_of(a), &a.id, &a.text))
                .collect(),
        };
        if field.kind == FieldKind::Expectations && s.is_covered() {
            self.say("The lists are still covered. They are revealed in the step Align.");
        } else if choices.is_empty() {
            self.say("There is nothing to choose yet.");
        } else {
            self.overlays.push(Overlay::Picker(PickerState::new(Picker {
                title: field.help(s),
                choices,
                at: 0,
                many: true,
            })));
        }
    }

    // --- one-line questions ---------------------------------------------------------------------

    fn answer(&mut self) {
        let Some(Overlay::Prompt(prompt)) = self.overlays.last_mut() else {
            return;
        };
        let text = prompt.buffer.text().trim().to_owned();
        if text.is_empty() {
            prompt.error = Some("Nothing was typed. Esc goes back.".to_owned());
            return;
        }
        let effect = match prompt.kind.clone() {
            PromptKind::OpenFile => Effect::Open(text),
            PromptKind::Rename(path) => Effect::Rename(path, text),
            PromptKind::Export(request) => {
                self.overlays.pop();
                return self.export_to(&text, request);
            }
            PromptKind::ExportFolder => {
                self.overlays.pop();
                return self.export_into(&text);
            }
            PromptKind::KeyCard => {
                self.overlays.pop();
                let what = What::Text(crate::keys::listing::card());
                return self.begin_export(
                    vec![ExportFile {
                        to: Destination::File(text),
                        what,
                    }],
                    false,
                );
            }
            PromptKind::Template => {
                self.overlays.pop();
                return self.save_template(&text);
            }
            PromptKind::SaveCopy => match self.open() {
                Some(open) => Effect::SaveCopy(open.shared(), text),
                None => return,
            },
            PromptKind::GoOn => match &mut self.screen {
                Screen::Session(open) => {
                    let (session, revision) = open.hand_over();
                    Effect::GoOn(session, revision, text)
                }
                _ => return,
            },
        };
        self.overlays.pop();
        if matches!(effect, Effect::Open(_)) {
            self.ask_open(effect);
        } else {
            self.effects.push(effect);
        }
    }
}

fn form_of(overlays: &[Overlay]) -> Option<&FormState> {
    match overlays.last() {
        Some(Overlay::Form(form)) => Some(form),
        _ => None,
    }
}
