//! What a command means in a session: first to its text, then to its step, then to the session.

use super::SessionScreen;
use crate::app::context::{Context, Request};
use crate::app::leaving::Leaving;
use crate::app::overlays::{Page, Picker, Plan, Prompt, PromptPurpose, Search, TextBox};
use crate::app::screens::SaveState;
use crate::domain::{Id, List, dates};
use crate::export::{Block, Document};
use crate::keys::{self, Command, Scope, hint, hint_in};
use crate::steps::{self, Choice, Editing, Reply};
use crate::text::one_line;
use crate::text::quoted_for_shell;
use serde_json::json;

/// Columns from which on the text of a terminal is too small for a room.
const TOO_SMALL_FOR_A_ROOM: u16 = 100;

impl SessionScreen {
    pub(super) fn run_command(&mut self, command: Command, cx: &mut Context) {
        if self.editing.is_some() && self.run_text(command, cx) {
            return;
        }
        // the step first: Enter, Tab and digits mean what it says
        match self.run_step(command, cx) {
            Some(reply) => cx.ask(Request::Reply(reply)),
            None => self.run_session(command, cx),
        }
    }

    /// Lets the step carry out a command of its scopes; none if it is not for the step.
    fn run_step(&mut self, command: Command, cx: &Context) -> Option<Reply> {
        let scopes = self.look(cx, |s, ctx| s.scopes(ctx))?;
        let is_of_step = scopes.iter().flat_map(|s| keys::rows(*s)).any(|b| {
            let is_same = std::mem::discriminant(&b.command) == std::mem::discriminant(&command);
            b.command == command || b.command.is_series() && is_same
        });
        if !is_of_step {
            return None;
        }
        self.with_step(cx, |s, ctx| s.update(command, ctx))
            .flatten()
    }

    fn run_session(&mut self, command: Command, cx: &mut Context) {
        match command {
            Command::NextStep | Command::PreviousStep | Command::GoToStep => {
                self.run_navigation(command, cx);
            }
            Command::Undo | Command::Redo => self.undo_or_redo(command, cx),
            Command::Find => cx.open(Search::find(&self.session)),
            Command::TimerToggle | Command::TimerMore | Command::TimerLess => {
                self.run_timer(command, cx);
            }
            Command::Project => self.toggle_projector(cx),
            // the library is no sight for the room
            Command::Leave if self.projecting => self.toggle_projector(cx),
            Command::PrivateNote | Command::ShowNotes | Command::Tips if self.projecting => {
                let leave = hint_in(Scope::Projector, Command::Project);
                cx.say(format!(
                    "That is for the facilitator alone: {leave} leaves the projector view first."
                ));
            }
            Command::Park | Command::Decide | Command::PrivateNote => self.write_aside(command, cx),
            Command::ShowDecisions | Command::ShowParked | Command::ShowNotes => {
                self.show_aside(command, cx);
            }
            Command::Tips => self.show_tips(cx),
            Command::NotesWindow => cx.say(format!(
                "In a second terminal type: roundtable notes {}",
                quoted_for_shell(&self.file.to_string_lossy())
            )),
            Command::Agenda => {
                self.keep_text(cx);
                cx.open(Plan::on(self.at));
            }
            Command::SessionDetails => {
                let form =
                    steps::session_form(self.session.agenda.solo, &self.session.named_sides());
                cx.ask(Request::Reply(Reply::OpenForm(form)));
            }
            Command::Export => cx.ask(Request::OfferExport),
            Command::SaveElsewhere if matches!(self.save_state(), SaveState::Failed(_)) => {
                cx.open(Prompt::new(PromptPurpose::SaveElsewhere, "~/rescued.json"));
            }
            Command::SaveElsewhere => cx.open(Prompt::new(PromptPurpose::SaveCopy, "copy.json")),
            Command::Leave => cx.ask(Request::Leave(Leaving::ToLibrary)),
            _ => {}
        }
    }

    fn run_navigation(&mut self, command: Command, cx: &mut Context) {
        let last = self.session.agenda.steps.len().saturating_sub(1);
        match command {
            Command::NextStep if self.at >= last => {
                let library = hint_in(Scope::Session, Command::Leave);
                cx.say(format!(
                    "This is the last step. {library} goes back to the library; everything is \
                     saved."
                ));
            }
            Command::NextStep => self.go(self.at + 1, cx),
            Command::PreviousStep if self.at == 0 => cx.say("This is the first step."),
            Command::PreviousStep => self.go(self.at - 1, cx),
            _ => {
                let steps = self.session.agenda.steps.iter().enumerate();
                let choices = steps.map(|(n, s)| {
                    Choice::new(
                        format!("{} {}", n + 1, s.title),
                        Reply::GoToStep(s.id.clone()),
                    )
                });
                cx.open(Picker::new(steps::Picker {
                    title: "Go to which step?".to_owned(),
                    choices: choices.collect(),
                    at: self.at,
                    many: false,
                }));
            }
        }
    }

    /// Shows the room its view, or goes back to the very same place.
    fn toggle_projector(&mut self, cx: &mut Context) {
        self.keep_text(cx);
        self.projecting = !self.projecting;
        if !self.projecting {
            return;
        }
        let back = hint_in(Scope::Projector, Command::Project);
        let columns = cx.size.0;
        cx.say(if columns > TOO_SMALL_FOR_A_ROOM {
            format!(
                "{back} comes back. This window has {columns} columns: for the room enlarge its \
                 text (Ctrl +, Cmd +) to about 80."
            )
        } else {
            format!("{back} comes back to this place.")
        });
    }

    /// Opens a box to type something that belongs to no step.
    fn write_aside(&mut self, command: Command, cx: &mut Context) {
        if let Some(why) = self.why_not_editable() {
            return cx.say(why);
        }
        let step = self.step().map(|s| s.id.clone());
        let now = cx.now.timestamp();
        let (list, title, fields) = match command {
            Command::Park => (
                List::Parked,
                "Park: what shall we come back to?",
                json!({"created": now}),
            ),
            Command::Decide => (
                List::Decisions,
                "Decision: what was decided?",
                json!({"date": cx.now.date(), "step": step}),
            ),
            _ => (
                List::Notes,
                "Private note: it stays out of exports",
                json!({"created": now, "step": step}),
            ),
        };
        let editing = Editing::new(cx.ids.as_ref(), list, fields, usize::MAX);
        self.begin_text(editing, cx);
        cx.open(TextBox { title });
    }

    /// Lists what belongs to no step; choosing opens its form.
    fn show_aside(&self, command: Command, cx: &mut Context) {
        let s = &self.session;
        let today = cx.now.date();
        let choice = |list, text: &str, id: &Id, hint: String| {
            let label = match list {
                List::Notes => one_line(text).into_owned(),
                _ => format!("{}  {}", s.label(list, id), one_line(text)),
            };
            Choice::new(label, Reply::OpenItemForm(list, id.clone())).hint(hint)
        };
        let (title, choices, none): (_, Vec<Choice>, _) = match command {
            Command::ShowDecisions => {
                let date = |d: Option<_>| d.map(|d| dates::short(d, today)).unwrap_or_default();
                let all = s.decisions.iter();
                let all = all.map(|d| choice(List::Decisions, &d.text, &d.id, date(d.date)));
                let none = format!(
                    "There is no decision yet. {} records one.",
                    hint(Command::Decide)
                );
                ("Decisions", all.collect(), none)
            }
            Command::ShowParked => {
                let all = s.parked.iter();
                let all = all.map(|p| choice(List::Parked, &p.text, &p.id, p.outcome(s)));
                let none = format!(
                    "Nothing is parked. {} parks something.",
                    hint(Command::Park)
                );
                ("Parking lot", all.collect(), none)
            }
            _ => {
                let all = s.notes.iter();
                let all = all.map(|n| choice(List::Notes, &n.text, &n.id, String::new()));
                let key = hint(Command::PrivateNote);
                let none = format!("There is no private note yet. {key} writes one.");
                ("Private notes", all.collect(), none)
            }
        };
        if choices.is_empty() {
            return cx.say(none);
        }
        cx.open(Picker::new(steps::Picker {
            title: title.to_owned(),
            choices,
            at: 0,
            many: false,
        }));
    }

    fn show_tips(&self, cx: &mut Context) {
        let Some(step) = self.step() else { return };
        let purpose = cx.kinds.of_kind(&step.kind).purpose();
        cx.open(Page::new(Document {
            title: format!("Tips: {}", step.title).into(),
            blocks: vec![
                Block::paragraph(purpose),
                Block::paragraph(""),
                Block::list(&step.tips),
            ],
            ..Document::default()
        }));
    }
}
