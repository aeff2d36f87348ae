//! The agenda under edit: steps, minutes, re-planning, templates.

use super::App;
use super::msg::Effect;
use super::overlays::{FormState, Overlay, PickerState, PlanState, PromptKind};
use super::screens::Screen;
use crate::domain::{
    Agenda, Edit, Id, List, Place, Step, delete_with_references, plan, schedule, set, set_field,
};
use crate::keys::Command;
use crate::steps::{Choice, Picker, Reply, form_of};
use crate::text::one_line;
use serde_json::json;

/// Minutes by which one key makes a step longer or shorter.
const BY: u32 = 5;

impl App {
    /// Opens the plan of the day on the current step.
    pub(super) fn open_plan(&mut self) {
        self.keep();
        if let Some(at) = self.open().map(|o| o.current()) {
            self.overlays.push(Overlay::Plan(PlanState::on(at)));
        }
    }

    pub(super) fn run_plan(&mut self, command: Command) {
        let (Some(Overlay::Plan(state)), Screen::Session(open)) =
            (self.overlays.last_mut(), &mut self.screen)
        else {
            return;
        };
        let session = open.session();
        if let Some(proposal) = state.proposal.clone() {
            if matches!(command, Command::Choose | Command::Cancel) {
                state.proposal = None;
            }
            if command == Command::Choose {
                let edit = proposal.edit(session);
                self.perform(Reply::Edit("re-planned the day".to_owned(), edit));
                if self.toast.is_none() {
                    self.say(format!(
                        "The day ends at {}. Ctrl+Z takes the new minutes back.",
                        proposal.ends.strftime("%H:%M")
                    ));
                }
            }
            return;
        }
        if state.step(command, session) {
            return;
        }
        let at = state.at(session);
        match command {
            Command::Cancel | Command::Agenda => {
                self.overlays.pop();
                return;
            }
            Command::Undo | Command::Redo => return self.run_session(command),
            Command::SessionDetails => return self.fill(FormState::new(crate::steps::day_form())),
            Command::SaveTemplate => {
                let title = session.agenda.title.clone();
                let help = "the name of the agenda; New will offer it";
                return self.prompt(
                    "Save the agenda under which name?",
                    help,
                    &title,
                    PromptKind::Template,
                );
            }
            _ => {}
        }
        if let Some(why) = open.locked() {
            self.say(why);
            return;
        }
        match command {
            Command::Add => self.offer_steps(at),
            Command::Replan => match plan::replan(open.session(), &self.now) {
                Some(proposal) => state.proposal = Some(proposal),
                None => {
                    let start = open.session().agenda.start.map(|s| s.date());
                    let says = match start {
                        _ if plan::day(open.session(), &self.now).is_some() => {
                            "What is left fits into the day: there is nothing to re-plan.".to_owned()
                        }
                        Some(day) if day != self.now.date() => {
                            format!("This plan is for {}. d sets the start to today.", crate::domain::dates::short(day, self.now.date()))
                        }
                        _ => "Re-planning needs a running day: a start time (d) and a timer that has run (t in a step).".to_owned(),
                    };
                    self.say(says);
                }
            },
            Command::TookAsPlan => self.take_real_minutes(),
            _ => {
                if let Some(step) = open.session().agenda.steps.get(at).cloned() {
                    self.change_step(command, at, &step);
                }
            }
        }
    }

    fn change_step(&mut self, command: Command, at: usize, step: &Step) {
        let Some(open) = self.open() else { return };
        let session = open.session();
        let id = &step.id;
        match command {
            Command::Choose => {
                self.overlays.pop();
                self.perform(Reply::Step(id.clone()));
            }
            Command::Edit | Command::Details => self.fill(FormState::new(form_of(List::Steps, id))),
            Command::Longer | Command::Shorter => {
                // the next full five minutes, so that odd ones become even
                let minutes = if command == Command::Longer {
                    (step.minutes / BY).saturating_mul(BY).saturating_add(BY)
                } else {
                    (step.minutes.saturating_sub(1) / BY * BY).max(1)
                };
                let edit = set(List::Steps, id, "minutes", minutes.min(24 * 60));
                self.perform(Reply::Edit(
                    format!("changed the minutes of {}", one_line(&step.title)),
                    edit,
                ));
            }
            Command::MoveUp | Command::MoveDown => {
                let to = if command == Command::MoveUp {
                    at.checked_sub(1)
                } else {
                    Some(at + 1)
                };
                if let Some(to) = to.filter(|to| *to < session.agenda.steps.len()) {
                    self.perform(Reply::Edit(
                        "moved the step".to_owned(),
                        Edit::Move {
                            list: List::Steps,
                            id: id.clone(),
                            to,
                        },
                    ));
                    self.light(id);
                }
            }
            Command::Delete if session.agenda.steps.len() == 1 => {
                self.say("An agenda needs at least one step.")
            }
            Command::Delete => {
                let edit = delete_with_references(session, List::Steps, id);
                self.perform(Reply::Delete(
                    format!("the step “{}”", one_line(&step.title)),
                    edit,
                ));
            }
            _ => {}
        }
    }

    /// Lights a step of the plan.
    fn light(&mut self, id: &Id) {
        if let (Some(Overlay::Plan(state)), Screen::Session(open)) =
            (self.overlays.last_mut(), &self.screen)
        {
            state.focus(open.session(), id);
        }
    }

    /// Offers every kind of step that the agendas know, to be put below the selected one.
    fn offer_steps(&mut self, at: usize) {
        let mut known: Vec<&Step> = Vec::new();
        for step in self.catalog.agendas.iter().flat_map(|a| &a.steps) {
            if !known
                .iter()
                .any(|k| k.kind == step.kind && k.side == step.side)
            {
                known.push(step);
            }
        }
        let is_selected = self
            .open()
            .and_then(|o| o.session().agenda.steps.get(at))
            .map(|s| s.id.clone());
        let pause = is_selected.map(|id| {
            Choice::new(
                "A break after this step",
                Reply::Fill(crate::steps::break_form(&id)),
            )
            .hint("Coffee 15, Lunch 60")
        });
        let choices = known.into_iter().map(|like| {
            let id = self.ids.fresh();
            let step = Step {
                id: id.clone(),
                break_after: None,
                starts_at: None,
                ..like.clone()
            };
            let edit = Edit::Insert {
                list: List::Steps,
                at: at + 1,
                item: json!(step),
            };
            let add = Reply::Edit(format!("added the step “{}”", one_line(&like.title)), edit);
            Choice::new(
                &like.title,
                Reply::All(vec![add, Reply::Fill(form_of(List::Steps, &id))]),
            )
            .hint(schedule::format_minutes(like.minutes))
        });
        let picker = Picker {
            title: "Add which step?".to_owned(),
            choices: choices.chain(pause).collect(),
            at: 0,
            many: false,
        };
        self.overlays
            .push(Overlay::Picker(PickerState::new(picker)));
    }

    /// What each step really took becomes its plan.
    fn take_real_minutes(&mut self) {
        let Some(open) = self.open() else { return };
        let session = open.session();
        let now = self.now.timestamp();
        // the one that runs is not at its end
        let over = |s: &&Step| schedule::running(session) != Some(&s.id);
        let took = session
            .agenda
            .steps
            .iter()
            .filter(over)
            .filter_map(|s| Some((s, schedule::minutes_taken(session, s, now)?)));
        let took: Vec<(&Step, u32)> = took
            .filter(|(s, took)| schedule::minutes_given(session, s) != i64::from(*took))
            .collect();
        if took.is_empty() {
            self.say("No timer has run to its end yet, or every step took what was planned. t in a step starts its timer.");
            return;
        }
        let count = took.len();
        // minutes given by hand are part of what it took
        let mut timers = session.progress.timers.clone();
        took.iter()
            .for_each(|(s, _)| timers.entry(s.id.clone()).or_default().extra_minutes = 0);
        let timers = set_field(Place::Progress, "timers", json!(timers));
        let edits: Vec<Edit> = took
            .iter()
            .map(|(s, took)| set(List::Steps, &s.id, "minutes", took))
            .chain([timers])
            .collect();
        self.perform(Reply::Edit(
            "took the real minutes as the plan".to_owned(),
            Edit::All(edits),
        ));
        if self.toast.is_none() {
            let steps = if count == 1 {
                "1 step has".to_owned()
            } else {
                format!("{count} steps have")
            };
            self.say(format!(
                "{steps} the minutes really taken. s keeps the agenda for next time."
            ));
        }
    }

    /// Keeps the agenda for other sessions, without its date.
    pub(super) fn save_template(&mut self, title: &str) {
        let Some(open) = self.open() else { return };
        let agenda = &open.session().agenda;
        let id = crate::text::slug(title, "agenda");
        let template = Agenda {
            id,
            title: title.to_owned(),
            start: None,
            end: None,
            ..agenda.clone()
        };
        self.effects
            .push(Effect::SaveAgenda(Box::new(template), false));
    }
}
