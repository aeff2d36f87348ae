//! News from the world: what was opened, saved, listed, exported, or failed.

use super::App;
use super::msg::{Effect, Loaded, Msg};
use super::overlays::{Form, Page, Question, versions};
use super::screens::Screen;
use super::screens::notes::Notes;
use super::screens::session::SessionScreen;
use crate::domain::Edit;
use crate::keys::Command;
use crate::steps::new_session_form;
use crate::text::{Sentence, one_line};

impl App {
    pub(super) fn on_result(&mut self, msg: Msg) {
        match msg {
            Msg::DeadlineReached => {
                if let Screen::Notes(notes) = &mut self.screen {
                    notes.retry(&mut self.context);
                }
            }
            Msg::Background(r, g, b) => self.appearance.on_background((r, g, b)),
            Msg::Opened(Ok(loaded)) => self.on_opened(*loaded),
            Msg::Opened(Err(why)) => {
                self.opening = false;
                self.context.say(why);
            }
            Msg::Present => {
                // a form that came back from before belongs to the facilitator alone
                self.keep();
                self.overlays.clear();
                self.run(Command::Project);
            }
            Msg::Notes(begin) => {
                let now = self.context.now.timestamp();
                self.screen = Screen::Notes(Box::new(Notes::new(*begin, now)));
                self.overlays.clear();
            }
            Msg::History(Ok(sessions)) => {
                let page = Page::new(crate::export::history(&sessions));
                self.overlays.push(Box::new(page));
            }
            Msg::History(Err(says)) | Msg::Done(Ok(says) | Err(says)) => self.context.say(says),
            Msg::Saved {
                revision,
                notice,
                taken_in,
                synced,
            } => self.on_saved(revision, synced, taken_in, notice),
            Msg::SaveFailed(why) => self.on_save_failed(why),
            Msg::Versions(session, all) => {
                if let Some(picker) = versions(&session, all, &mut self.context) {
                    self.overlays.push(Box::new(picker));
                }
            }
            Msg::Exporting(at, of, name) => {
                self.exporter.on_progress(at, of, &name, &mut self.context);
            }
            Msg::Exported(done) => {
                let is_busy =
                    !self.overlays.is_empty() || self.open().is_some_and(|s| s.editing.is_some());
                self.exporter.on_end(done, is_busy, &mut self.context);
            }
            Msg::AgendaExists(agenda) => {
                let title = one_line(&agenda.title);
                self.overlays.push(Box::new(Question {
                    text: format!("An agenda of that name is there already: {title}. Replace it?"),
                    yes: Effect::SaveAgenda(agenda.clone(), true),
                }));
            }
            Msg::Agendas(agendas) => self.context.catalog.set_agendas(agendas),
            Msg::Emergency(copy) => self.end_after_emergency_copy(copy),
            other => self.on_result_for_screen(other),
        }
    }

    /// News that concerns one screen, if that is the one shown.
    fn on_result_for_screen(&mut self, msg: Msg) {
        match (msg, &mut self.screen) {
            (Msg::Followed(Ok((session, taken))), Screen::Notes(notes)) => {
                notes.follow(*session, taken);
            }
            (Msg::Followed(Err(why)), Screen::Notes(notes)) => notes.lost = Some(why),
            (Msg::NoteChanges(changes), Screen::Session(session)) => {
                for change in changes {
                    if let Some(edit) = change.edit(session.session()) {
                        session.set_progress(edit, &mut self.context);
                    }
                }
            }
            (Msg::Library(entries), Screen::Library(library)) if !library.in_bin => {
                library.entries = Some(entries);
            }
            (Msg::Bin(entries), Screen::Library(library)) if library.in_bin => {
                library.entries = Some(entries);
            }
            (Msg::Tasks(entries), Screen::Tasks(tasks)) => tasks.set_entries(entries),
            (Msg::Portfolio(entries), Screen::Portfolio(portfolio)) => {
                portfolio.entries = Some(entries);
            }
            (Msg::Named(file), Screen::Session(session)) => session.file = file,
            _ => {}
        }
    }

    fn on_opened(&mut self, loaded: Loaded) {
        self.opening = false;
        let is_new = loaded.new;
        let notices = loaded.notices.iter().map(ToString::to_string);
        let notices = notices.collect::<Vec<_>>().join(" ");
        let typing = loaded.typing.clone();
        self.overlays.clear();
        self.context.clear_notice();
        let session = SessionScreen::new(loaded, &mut self.context);
        self.screen = Screen::Session(Box::new(session));
        if !notices.is_empty() {
            self.context.say(notices);
        }
        if is_new {
            self.set_up_new_session();
        } else if let Some(typing) = typing {
            self.resume_form(&typing);
        }
    }

    /// Opens the form of a session that was just made, with its title ready to be typed over.
    fn set_up_new_session(&mut self) {
        let Some(session) = self.open().map(|s| s.session()) else {
            return;
        };
        let form = new_session_form(session.agenda.solo, &session.named_sides());
        self.open_form(Form::new(form));
        let title = self.with_top(|top, below, _| top.buffer(below).map(|b| b.select_all()));
        debug_assert!(title.is_some(), "the title is a text");
    }

    fn on_saved(
        &mut self,
        revision: u64,
        synced: bool,
        taken_in: Option<Edit>,
        notice: Option<Sentence>,
    ) {
        let cx = &mut self.context;
        let now = cx.now.timestamp();
        let mut refused = None;
        match &mut self.screen {
            Screen::Session(session) => {
                session.on_saved(revision, synced, now);
                refused = taken_in.and_then(|edit| session.merge_external_change(edit, cx).err());
            }
            Screen::Notes(notes) => notes.on_saved(revision, synced, now),
            Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) | Screen::Portfolio(_) => {}
        }
        if let Some(notice) = refused.or(notice) {
            cx.say(notice);
        }
    }

    fn on_save_failed(&mut self, why: String) {
        let now = self.context.now.timestamp();
        match &mut self.screen {
            Screen::Session(session) => {
                session.on_save_failed(why.clone(), now);
                self.leave_after_failed_save(&why);
            }
            Screen::Notes(notes) => notes.on_save_failed(why, now),
            Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) | Screen::Portfolio(_) => {}
        }
    }
}
