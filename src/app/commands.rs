//! What a command means in a session, beside what its step makes of it.

use super::overlays::{FormState, Overlay, Page, PickerState, Prompt, PromptKind, Search};
use super::screens::Screen;
use super::screens::saving::SaveState;
use super::{App, Leaving};
use crate::domain::{Id, List, dates};
use crate::export::{Block, Document};
use crate::keys::{self, Command};
use crate::steps::{Choice, Editing, Picker, Reply};
use crate::text::Buffer;
use jiff::Timestamp;
use serde_json::json;

impl App {
    pub(super) fn run_session(&mut self, command: Command) {
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        if open.editing.is_some() && self.run_text(command) {
            return;
        }
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        let (ids, now, effects) = (self.ids.as_ref(), &self.now, &mut self.effects);
        let last = open.session().agenda.steps.len().saturating_sub(1);
        // the step first: Enter, Tab and digits mean what it says
        let scopes = open
            .look(ids, now, |s, ctx| s.scopes(ctx))
            .unwrap_or_default();
        let of_step = scopes.iter().flat_map(|s| keys::rows(*s)).any(|b| {
            b.command == command
                || matches!((b.command, command), (Command::Score(_), Command::Score(_)))
        });
        if of_step {
            let reply = open
                .with_screen(ids, now, |s, ctx| s.update(command, ctx))
                .flatten();
            if let Some(reply) = reply {
                self.perform(reply);
                return;
            }
        }
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        match command {
            Command::NextStep if open.current() >= last => {
                self.say("This is the last step. q goes back to the library; everything is saved.")
            }
            Command::PreviousStep if open.current() == 0 => self.say("This is the first step."),
            Command::NextStep => open.go(open.current() + 1, ids, now, effects),
            Command::PreviousStep => open.go(open.current() - 1, ids, now, effects),
            Command::GoToStep => {
                let at = open.current();
                let steps = open.session().agenda.steps.iter().enumerate();
                let choices = steps
                    .map(|(n, s)| {
                        Choice::new(format!("{} {}", n + 1, s.title), Reply::Step(s.id.clone()))
                    })
                    .collect();
                self.overlays.push(Overlay::Picker(PickerState::new(Picker {
                    title: "Go to which step?".to_owned(),
                    choices,
                    at,
                    many: false,
                })));
            }
            Command::Undo | Command::Redo => {
                let said = if command == Command::Undo {
                    open.undo(now, effects)
                } else {
                    open.redo(now, effects)
                };
                let (Ok(says) | Err(says)) = said;
                // its name may hold what is covered
                let covered = open.projecting && open.session().is_covered();
                self.say(if covered { "Done.".to_owned() } else { says });
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
            Command::NotesWindow => {
                let says = format!(
                    "In a second terminal type: roundtable notes '{}'",
                    open.file.replace('\'', "'\\''")
                );
                self.say(says);
            }
            Command::Project => self.toggle_projector(),
            // the library is no sight for the room
            Command::Leave if open.projecting => self.toggle_projector(),
            Command::PrivateNote | Command::ShowNotes | Command::Tips if open.projecting => {
                self.say("That is for the facilitator alone: first leave the projector with Esc.")
            }
            Command::Blank => self.blank = true,
            Command::Park => self.write_aside(List::Parked, "Park: we come back to it"),
            Command::Decide => self.write_aside(List::Decisions, "Decision: what was decided?"),
            Command::PrivateNote => {
                self.write_aside(List::Notes, "Private note: it stays out of exports")
            }
            Command::ShowDecisions => self.show_list(
                List::Decisions,
                "Decisions",
                "There is no decision yet. D records one.",
            ),
            Command::ShowParked => self.show_list(
                List::Parked,
                "Parking lot",
                "Nothing is parked. P parks something.",
            ),
            Command::ShowNotes => self.show_list(
                List::Notes,
                "Private notes",
                "There is no private note yet. N writes one.",
            ),
            Command::Tips => {
                let tips = open.step().map(|s| s.tips.clone()).unwrap_or_default();
                let title = open
                    .step()
                    .map_or(String::new(), |s| format!("Tips: {}", s.title));
                let purpose = open
                    .step()
                    .map_or("", |s| self.kinds.of_kind(&s.kind).purpose());
                self.overlays.push(Overlay::Page(Page::new(Document {
                    title: title.into(),
                    blocks: vec![
                        Block::paragraph(purpose),
                        Block::paragraph(""),
                        Block::list(tips),
                    ],
                    ..Document::default()
                })));
            }
            Command::Agenda => self.open_plan(),
            Command::SessionDetails => {
                let form = crate::steps::session_form(open.session().agenda.solo);
                self.fill(FormState::new(form));
            }
            Command::Export => self.offer_export(),
            Command::SaveElsewhere => {
                if matches!(open.save_state(), SaveState::Failed(_)) {
                    return self.ask_where_to_go_on();
                }
                self.prompt(
                    "Save a copy where?",
                    "the path of a new file, such as copy.json",
                    "copy.json",
                    PromptKind::SaveCopy,
                )
            }
            Command::Leave => self.leave(Leaving::ToLibrary),
            _ => {}
        }
    }

    /// Opens a box to type something that belongs to no step.
    fn write_aside(&mut self, list: List, title: &'static str) {
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
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
        open.write(
            Editing::new(self.ids.as_ref(), list, more, usize::MAX),
            &mut self.effects,
        );
        self.overlays.push(Overlay::Write(title));
    }

    /// Lists what belongs to no step; choosing opens its form.
    fn show_list(&mut self, list: List, title: &str, none: &str) {
        let Some(open) = self.open() else { return };
        let s = open.session();
        let today = self.now.date();
        let choice = |text: &str, id: &Id, hint: String| {
            Choice::new(
                crate::text::one_line(text),
                Reply::Fill(crate::steps::form_of(list, id)),
            )
            .hint(hint)
        };
        let choices: Vec<Choice> = match list {
            List::Decisions => s
                .decisions
                .iter()
                .map(|d| {
                    choice(
                        &d.text,
                        &d.id,
                        d.date.map(|d| dates::short(d, today)).unwrap_or_default(),
                    )
                })
                .collect(),
            List::Parked => s
                .parked
                .iter()
                .map(|p| choice(&p.text, &p.id, p.disposition.label().to_owned()))
                .collect(),
            _ => s
                .notes
                .iter()
                .map(|n| choice(&n.text, &n.id, String::new()))
                .collect(),
        };
        if choices.is_empty() {
            self.say(none);
        } else {
            self.overlays.push(Overlay::Picker(PickerState::new(Picker {
                title: title.to_owned(),
                choices,
                at: 0,
                many: false,
            })));
        }
    }

    pub(super) fn prompt(&mut self, title: &'static str, help: &str, text: &str, kind: PromptKind) {
        let mut buffer = Buffer::new(text);
        buffer.select_all();
        self.overlays.push(Overlay::Prompt(Prompt {
            title,
            help: help.to_owned(),
            buffer,
            kind,
            error: None,
        }));
    }

    pub(super) fn saved_when(&mut self) {
        let (state, file) = match &self.screen {
            Screen::Session(open) => (Some(open.save_state()), open.file.clone()),
            Screen::Notes(notes) => (Some(notes.save_state()), notes.file.clone()),
            Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) => (None, String::new()),
        };
        let says = match state {
            None => "Every session is saved by itself while you work.".to_owned(),
            Some(SaveState::Saved(at)) => {
                format!(
                    "Everything is saved, last at {}, in {file}.",
                    self.time_of(at)
                )
            }
            Some(SaveState::Written(at)) => {
                format!(
                    "Everything is written, last at {}, in {file}. This disk does not say when it is safe from a power cut.",
                    self.time_of(at)
                )
            }
            Some(SaveState::Saving) => "The last change is on its way to the disk.".to_owned(),
            Some(SaveState::Failed(_)) if self.open().is_some() => {
                return self.ask_where_to_go_on();
            }
            Some(SaveState::Failed(why)) => format!("Not saved: {why}. It is tried every second."),
            Some(SaveState::ReadOnly(why)) => format!("Read-only: {why}. Nothing is changed."),
        };
        self.say(says);
    }

    fn ask_where_to_go_on(&mut self) {
        self.prompt(
            "Go on in which file?",
            "a new file, on another disk perhaps; the old one stays as it is",
            "~/rescued.json",
            PromptKind::GoOn,
        );
    }

    /// A time of day as it is shown here.
    pub(super) fn time_of(&self, at: Timestamp) -> String {
        at.to_zoned(self.now.time_zone().clone())
            .strftime("%H:%M:%S")
            .to_string()
    }
}
