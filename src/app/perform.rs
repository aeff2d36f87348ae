//! Doing what components and steps ask for.

use super::App;
use super::context::Request;
use super::msg::Effect;
use super::overlays::{Form, Page, Picker, TextBox};
use super::screens::Screen;
use super::screens::cards::new_session;
use crate::domain::{Edit, Place, SessionRef, read_field, set_field};
use crate::keys::{Command, hint};
use crate::steps::{LibraryRequest, Reply, form_of};
use serde_json::{Value, json};

impl App {
    /// Does everything that was asked for; what that asks for in turn comes first.
    pub(super) fn do_requests(&mut self) {
        let mut waiting = self.context.take_requests();
        while let Some(request) = waiting.pop_front() {
            self.do_request(request);
            self.do_requests();
        }
    }

    fn do_request(&mut self, request: Request) {
        match request {
            Request::Reply(reply) => {
                self.perform(reply);
            }
            Request::Run(command) => self.run(command),
            Request::EditText(command) => self.edit_text(command),
            Request::Open(overlay) => self.overlays.push(overlay),
            Request::Close => {
                self.overlays.pop();
            }
            Request::GoToField(field) => {
                if let Some(top) = self.overlays.last_mut() {
                    let below = self.screen.session_mut();
                    top.go_to_field(field, below, &mut self.context);
                }
            }
            Request::Keep => self.keep(),
            Request::Show(screen) => self.show(*screen),
            Request::Leave(to) => self.leave(to),
            Request::Load(effect) => self.load(effect),
            Request::OfferExport => self.exporter.offer(&mut self.context),
            Request::ExportTo(path, request) => {
                let source = self.export_source();
                self.exporter
                    .write_to(path, request, source, &mut self.context);
            }
            Request::ExportInto(folder) => {
                self.context.set_preferences(|p| p.exports = Some(folder));
                self.do_request(Request::OfferExport);
            }
            Request::Write(files) => self.exporter.write(files, &mut self.context),
        }
    }

    /// Does what a reply asks for; false when it was refused, so that what depends on it is left.
    pub(super) fn perform(&mut self, reply: Reply) -> bool {
        match reply {
            Reply::Nothing => {}
            Reply::Say(text) => self.context.say(text),
            Reply::Edit(label, edit) => return self.commit(&label, edit),
            Reply::Delete(what, edit) => {
                if !self.commit(&format!("deleted {what}"), edit) {
                    return false;
                }
                let undo = hint(Command::Undo);
                self.context
                    .say(format!("Deleted {what}. {undo} brings it back."));
            }
            Reply::Choose(picker) => match self.open().and_then(|s| s.why_not_editable()) {
                Some(why) => self.context.say(why),
                None => self.overlays.push(Box::new(Picker::new(picker))),
            },
            Reply::OpenForm(form) => self.open_form(Form::new(form)),
            Reply::OpenItemForm(list, id) => self.open_form(Form::new(form_of(list, &id))),
            Reply::Library(request) => self.library_request(request),
            Reply::RunCommand(command) => self.run(command),
            Reply::Export(choice) => {
                let source = self.export_source();
                self.exporter.choose(choice, source, &mut self.context);
                self.do_requests();
            }
            Reply::ShowDocument(document) => self.overlays.push(Box::new(Page::new(document))),
            Reply::PasteText(text) => self.paste_text(&text),
            Reply::All(replies) => return replies.into_iter().all(|r| self.perform(r)),
            Reply::SetProgress(_)
            | Reply::EditText(_)
            | Reply::WriteAside(..)
            | Reply::GoToKind(..)
            | Reply::GoToStep(_)
            | Reply::AskNext(_)
            | Reply::ToggleReference(..)
            | Reply::PasteItems(_) => return self.perform_in_session(reply),
        }
        true
    }

    /// Replies that only an open session can follow.
    fn perform_in_session(&mut self, reply: Reply) -> bool {
        let Screen::Session(session) = &mut self.screen else {
            return false;
        };
        let cx = &mut self.context;
        match reply {
            Reply::SetProgress(edit) => {
                if let Some(why) = session.why_not_writable() {
                    cx.say(why);
                    return false;
                }
                session.set_progress(edit, cx);
            }
            Reply::EditText(editing) => match session.why_not_editable() {
                Some(why) => cx.say(why),
                None => session.begin_text(editing, cx),
            },
            Reply::WriteAside(title, editing) => match session.why_not_editable() {
                Some(why) => cx.say(why),
                None => {
                    session.begin_text(editing, cx);
                    self.overlays.push(Box::new(TextBox { title }));
                }
            },
            Reply::GoToKind(kind, item) => {
                let Some(to) = session.nearest_step(&kind, item.as_ref()) else {
                    return false;
                };
                session.go(to, cx);
                if let Some(id) = item {
                    session.focus(&id, cx);
                }
            }
            Reply::GoToStep(id) => {
                if let Some(to) = session.index_of_step(&id) {
                    session.go(to, cx);
                }
            }
            Reply::ToggleReference(place, field, id) => {
                let mut ids: Vec<Value> = read_field(session.session(), &place, field)
                    .and_then(|v| v.as_array().cloned())
                    .unwrap_or_default();
                let before = ids.len();
                ids.retain(|v| v.as_str() != Some(id.as_str()));
                if ids.len() == before {
                    ids.push(json!(id));
                }
                let edit = set_field(place, field, json!(ids));
                self.commit("changed what belongs to it", edit);
            }
            Reply::PasteItems(lines) => self.paste_items(&lines),
            Reply::AskNext(about) => {
                let asks = session.look(cx, |step, ctx| step.next_question(ctx, &about));
                return asks.flatten().is_some_and(|asks| self.perform(asks));
            }
            _ => {}
        }
        true
    }

    fn commit(&mut self, label: &str, edit: Edit) -> bool {
        let Screen::Session(session) = &mut self.screen else {
            return false;
        };
        match session.commit(edit, label, &mut self.context) {
            Ok(()) => true,
            Err(why) => {
                self.context.say(why);
                false
            }
        }
    }

    /// Opens a form over the session.
    pub(super) fn open_form(&mut self, mut form: Form) {
        self.keep();
        let Screen::Session(session) = &mut self.screen else {
            return;
        };
        match session.why_not_editable() {
            Some(why) => self.context.say(why),
            None => {
                if let (Some(top), Some(Place::Item(_, id))) =
                    (self.overlays.last_mut(), form.place())
                {
                    top.focus(id, Some(session));
                }
                if session.session().agenda.solo {
                    form.ask_one_value(session.session());
                }
                form.open_field(session, &mut self.context);
                self.overlays.push(Box::new(form));
            }
        }
    }

    /// A text that was being typed into a form when the program ended is there again, in its form.
    pub(super) fn resume_form(&mut self, typing: &crate::domain::Typing) {
        let Place::Item(list, id) = &typing.place else {
            return;
        };
        let is_there = self.open().is_some_and(|s| {
            read_field(s.session(), &typing.place, "id").is_some() && s.editing.is_none()
        });
        let form = form_of(*list, id);
        let field = form.fields.iter().position(|(_, f)| f.name == typing.field);
        if let Some(field) = field.filter(|_| is_there) {
            self.open_form(Form::new(form));
            self.do_request(Request::GoToField(field));
        }
    }

    /// Asks for a session to be opened or made; once, until it is here.
    fn load(&mut self, effect: Effect) {
        if !std::mem::replace(&mut self.opening, true) {
            self.context.effects.push(effect);
        }
    }

    fn library_request(&mut self, request: LibraryRequest) {
        match request {
            LibraryRequest::OpenSample(agenda) => self.load(Effect::Sample(agenda)),
            LibraryRequest::SelectAgenda(id) => {
                let agendas = self.context.catalog.agendas();
                let at = agendas.iter().position(|a| a.id == id);
                if let (Screen::Cards(cards), Some(at)) = (&mut self.screen, at) {
                    cards.select(at);
                }
            }
            LibraryRequest::NewWithSupplier { agenda, supplier } => {
                let agendas = self.context.catalog.agendas();
                if let Some(agenda) = agendas.iter().find(|a| a.id == agenda).cloned() {
                    new_session(agenda.with_supplier(supplier), &mut self.context);
                }
            }
            LibraryRequest::Open(path) => {
                self.load(Effect::Open(SessionRef::Path(path)));
            }
            LibraryRequest::FollowUp { session, agenda } => {
                let agendas = self.context.catalog.agendas();
                if let Some(agenda) = agendas.iter().find(|a| a.id == agenda).cloned() {
                    self.load(Effect::FollowUp(session, Box::new(agenda)));
                }
            }
            LibraryRequest::RestoreVersion { session, version } => {
                self.context
                    .effects
                    .push(Effect::RestoreVersion(session, version));
            }
            LibraryRequest::Merge { session, other } => {
                self.context
                    .effects
                    .push(Effect::MergeVersion(session, other));
            }
        }
    }
}
