//! The plan of the day: every step with its clock time, its minutes and what it really took; steps
//! are added, moved, made longer and shorter, and what is left is re-planned.

mod add;
mod view;

use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::overlays::{Prompt, PromptPurpose};
use crate::app::screens::session::SessionScreen;
use crate::domain::plan::{self, Replan};
use crate::domain::{
    Edit, Id, List, Place, Session, Step, dates, delete_with_references, position, schedule, set,
    set_field,
};
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::{self, Reply};
use crate::text::one_line;
use crate::widgets::{Painter, movement};
use ratatui::layout::Rect;
use serde_json::json;

/// Minutes by which one key makes a step longer or shorter.
const BY: u32 = 5;
/// Most minutes of a step: a day.
const MOST: u32 = 24 * 60;

/// The open plan.
pub struct Plan {
    at: usize,
    /// Shorter steps that are proposed and not yet accepted.
    proposal: Option<Replan>,
}

impl Plan {
    /// The plan with this step selected.
    #[must_use]
    pub fn on(at: usize) -> Self {
        Self { at, proposal: None }
    }

    /// The index of the selected step.
    fn at(&self, session: &Session) -> usize {
        self.at.min(session.agenda.steps.len().saturating_sub(1))
    }

    /// Moves the selection; false if the command is no movement.
    fn move_selection(&mut self, command: Command, session: &Session) -> bool {
        let len = session.agenda.steps.len();
        let to = movement::destination(command, self.at, len, movement::PAGE);
        self.at = to.unwrap_or(self.at);
        to.is_some()
    }

    /// Accepts the proposal, or leaves the plan as it is.
    fn run_on_proposal(
        &mut self,
        proposal: &Replan,
        command: Command,
        session: &mut SessionScreen,
        cx: &mut Context,
    ) {
        if matches!(command, Command::Choose | Command::Cancel) {
            self.proposal = None;
        }
        if command == Command::Choose {
            let edit = proposal.edit(session.session());
            let says = format!(
                "The day ends at {}. {} takes the new minutes back.",
                proposal.ends.strftime("%H:%M"),
                hint(Command::Undo)
            );
            commit(session, edit, "re-planned the day", Some(says), cx);
        }
    }

    /// Proposes shorter steps, or says why there is nothing to propose.
    fn replan(&mut self, session: &Session, cx: &mut Context) {
        self.proposal = plan::replan(session, &cx.now);
        if self.proposal.is_some() {
            return;
        }
        let set_day = hint_in(Scope::Plan, Command::SessionDetails);
        let today = cx.now.date();
        let start = session.agenda.start.map(|s| s.date());
        cx.say(match start {
            _ if plan::day(session, &cx.now).is_some() => {
                "What is left fits into the day: there is nothing to re-plan.".to_owned()
            }
            Some(day) if day != today => format!(
                "This plan is for {}. {set_day} sets the start to today.",
                dates::short(day, today)
            ),
            _ => format!(
                "Re-planning needs a running day: a start time ({set_day}) and a timer that has \
                 run ({} in a step).",
                hint(Command::TimerToggle)
            ),
        });
    }

    /// Carries out a command on the selected step.
    fn run_on_step(&mut self, command: Command, session: &mut SessionScreen, cx: &mut Context) {
        let at = self.at(session.session());
        let steps = &session.session().agenda.steps;
        let Some(step) = steps.get(at).cloned() else {
            return;
        };
        match command {
            Command::Choose => {
                cx.ask(Request::Close);
                cx.ask(Request::Reply(Reply::GoToStep(step.id)));
            }
            Command::Edit | Command::Details => {
                let form = steps::form_of(List::Steps, &step.id);
                cx.ask(Request::Reply(Reply::OpenForm(form)));
            }
            Command::Longer | Command::Shorter => {
                let minutes = next_minutes(step.minutes, command == Command::Longer);
                let edit = set(List::Steps, &step.id, "minutes", minutes);
                let label = format!("changed the minutes of {}", one_line(&step.title));
                commit(session, edit, &label, None, cx);
            }
            Command::MoveUp | Command::MoveDown => {
                let to = match command {
                    Command::MoveUp => at.checked_sub(1),
                    _ => Some(at + 1).filter(|to| *to < steps.len()),
                };
                if let Some(to) = to {
                    let (list, id) = (List::Steps, step.id);
                    commit(
                        session,
                        Edit::Move { list, id, to },
                        "moved the step",
                        None,
                        cx,
                    );
                    self.at = to;
                }
            }
            Command::Delete if steps.len() == 1 => cx.say("An agenda needs at least one step."),
            Command::Delete => {
                let edit = delete_with_references(session.session(), List::Steps, &step.id);
                let what = format!("the step “{}”", one_line(&step.title));
                cx.ask(Request::Reply(Reply::Delete(what, edit)));
            }
            _ => {}
        }
    }
}

/// The next full five minutes, so that odd ones become even.
fn next_minutes(minutes: u32, longer: bool) -> u32 {
    let minutes = if longer {
        (minutes / BY).saturating_mul(BY).saturating_add(BY)
    } else {
        (minutes.saturating_sub(1) / BY * BY).max(1)
    };
    minutes.min(MOST)
}

/// Makes a change and says `done`, or why it was refused.
fn commit(
    session: &mut SessionScreen,
    edit: Edit,
    label: &str,
    done: Option<String>,
    cx: &mut Context,
) {
    match session.commit(edit, label, cx) {
        Ok(()) => {
            if let Some(done) = done {
                cx.say(done);
            }
        }
        Err(why) => cx.say(why),
    }
}

/// What each step really took becomes its plan.
fn take_real_minutes(session: &mut SessionScreen, cx: &mut Context) {
    let s = session.session();
    let now = cx.now.timestamp();
    // the one that runs is not at its end
    let is_over = |step: &&Step| schedule::running(s) != Some(&step.id);
    let steps = s.agenda.steps.iter().filter(is_over);
    let took = steps.filter_map(|step| Some((step, schedule::minutes_taken(s, step, now)?)));
    let took: Vec<(&Step, u32)> = took
        .filter(|(step, took)| schedule::minutes_given(s, step) != i64::from(*took))
        .collect();
    if took.is_empty() {
        let timer = hint(Command::TimerToggle);
        return cx.say(format!(
            "No timer has run to its end yet, or every step took what was planned. {timer} in a \
             step starts its timer."
        ));
    }
    // minutes given by hand are part of what it took
    let mut timers = s.progress.timers.clone();
    for (step, _) in &took {
        timers.entry(step.id.clone()).or_default().extra_minutes = 0;
    }
    let timers = set_field(Place::Progress, "timers", json!(timers));
    let minutes = took
        .iter()
        .map(|(step, took)| set(List::Steps, &step.id, "minutes", took));
    let edit = Edit::All(minutes.chain([timers]).collect());
    let steps = match took.len() {
        1 => "1 step has".to_owned(),
        n => format!("{n} steps have"),
    };
    let save = hint_in(Scope::Plan, Command::SaveTemplate);
    let says = format!("{steps} the minutes really taken. {save} keeps the agenda for next time.");
    commit(
        session,
        edit,
        "took the real minutes as the plan",
        Some(says),
        cx,
    );
}

impl Component for Plan {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::keys([if self.proposal.is_some() {
            Scope::Proposal
        } else {
            Scope::Plan
        }])
    }

    fn run(&mut self, command: Command, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let Some(session) = below else { return };
        if let Some(proposal) = self.proposal.clone() {
            return self.run_on_proposal(&proposal, command, session, cx);
        }
        if self.move_selection(command, session.session()) {
            return;
        }
        match command {
            Command::Cancel | Command::Agenda => cx.ask(Request::Close),
            Command::Undo | Command::Redo => session.undo_or_redo(command, cx),
            Command::SaveTemplate => {
                let title = &session.session().agenda.title;
                cx.open(Prompt::new(PromptPurpose::Template, title));
            }
            Command::SessionDetails => {
                cx.ask(Request::Reply(Reply::OpenForm(steps::day_form())));
            }
            _ => match (session.why_not_editable(), command) {
                (Some(why), _) => cx.say(why),
                (None, Command::Add) => add::offer_steps(session.session(), self.at, cx),
                (None, Command::Replan) => self.replan(session.session(), cx),
                (None, Command::TookAsPlan) => take_real_minutes(session, cx),
                (None, _) => self.run_on_step(command, session, cx),
            },
        }
    }

    fn click(&mut self, _: usize, row: usize, _: Option<&mut SessionScreen>, _: &mut Context) {
        self.at = row;
    }

    fn focus(&mut self, id: &Id, below: Option<&SessionScreen>) {
        let at = below.and_then(|s| position(&s.session().agenda.steps, id));
        self.at = at.unwrap_or(self.at);
    }

    fn draw(&self, below: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        if let Some(session) = below {
            self.view(p, area, session.session(), &cx.now);
        }
    }

    fn is_backdrop(&self) -> bool {
        true
    }
}
