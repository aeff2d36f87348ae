//! What the commands of the step do.

use super::{Screen, voters};
use crate::domain::alignment::Alignment;
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::reply::{Choice, Editing, Picker, Reply, delete_item, move_item};
use crate::steps::{Ctx, Field, FieldKind, Form, pick};
use crate::text;
use crate::widgets::movement::{PAGE, destination};
use serde_json::json;

const DUE: Field = Field {
    name: "due",
    label: "By",
    kind: FieldKind::Date,
    help: "30 jun, end of quarter, +6m, 2027-06-30",
};

impl Screen {
    pub(super) fn perform(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = Self::list(ctx);
        let goal = self.cursor.selected(&list);
        if let (Some(voter), Some(goal)) = (self.voter, goal) {
            return self.perform_vote(command, ctx, goal, voter);
        }
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        match command {
            Command::Add => return Some(add(ctx)),
            Command::MakeGoal => return Some(choose_expectation(ctx)),
            _ => {}
        }
        let at = self.cursor.row(&list);
        self.cursor.remember_row(&list);
        let Some(goal) = goal else {
            return Some(if command == Command::Edit {
                add(ctx)
            } else {
                Reply::Say(format!(
                    "There is no goal yet. {} makes one from an expectation, {} writes one.",
                    hint_in(Scope::Goals, Command::MakeGoal),
                    hint(Command::Add)
                ))
            });
        };
        Some(match command {
            Command::Edit => Reply::EditText(
                Editing::item(ctx.session, List::Goals, &goal.id).then(Command::Add),
            ),
            Command::Details => pick::open_details(goal),
            Command::Delete => delete_item(ctx.session, goal, &goal.text),
            Command::MoveUp => move_item(ctx.session, &list, at, -1),
            Command::MoveDown => move_item(ctx.session, &list, at, 1),
            Command::Link => pick::choose_expectations(ctx, goal),
            Command::When => {
                Reply::OpenForm(Form::on_item(List::Goals, &goal.id, "By when?", &[DUE]))
            }
            Command::AskAgain => self.ask_again(ctx, goal),
            Command::NextPane | Command::PreviousPane => {
                self.voter = Some(0);
                Reply::Nothing
            }
            _ => return None,
        })
    }

    /// Begins a new round of votes on a goal.
    fn ask_again(&mut self, ctx: &Ctx, goal: &Goal) -> Reply {
        self.voter = Some(0);
        if goal.consent.is_empty() {
            let label = ctx.session.label_of(goal);
            return Reply::Say(format!("Nobody has voted on {label} in this round yet."));
        }
        Reply::Edit(
            "began a new round of votes".to_owned(),
            change(goal, Goal::ask_again),
        )
    }

    /// What a command does while votes are being cast.
    fn perform_vote(
        &mut self,
        command: Command,
        ctx: &Ctx,
        goal: &Goal,
        at: usize,
    ) -> Option<Reply> {
        let voters = voters(ctx.session);
        if let Some(to) = destination(command, at, voters.len(), PAGE) {
            self.voter = Some(to);
            return Some(Reply::Nothing);
        }
        let last = voters.len().saturating_sub(1);
        let at = at.min(last);
        let voter = voters.get(at)?;
        let name = &voter.name;
        let cast = |fist: Option<u8>, label: String| {
            let edit = change(goal, |g| g.vote(voter.side, voter.person.clone(), fist));
            Reply::Edit(label, edit)
        };
        Some(match command {
            Command::Score(n) => {
                self.voter = Some((at + 1).min(last));
                cast(Some(n), format!("{name} votes {n}"))
            }
            Command::AskAgain => self.ask_again(ctx, goal),
            Command::Delete => cast(None, format!("took back the vote of {name}")),
            Command::NextPane | Command::PreviousPane => {
                self.voter = None;
                Reply::Nothing
            }
            _ => return None,
        })
    }
}

fn add(ctx: &Ctx) -> Reply {
    Reply::EditText(Editing::new(ctx.ids, List::Goals, json!({}), 0).then(Command::Add))
}

/// Offers the expectations that are in no goal yet.
fn choose_expectation(ctx: &Ctx) -> Reply {
    let session = ctx.session;
    if session.hides_expectations() {
        return Reply::Say(pick::STILL_HIDDEN.to_owned());
    }
    let goals = session.goals.iter();
    let used: Vec<&Id> = goals.flat_map(|g| &g.expectations).collect();
    let free = |e: &&Expectation| !e.out_of_scope && !used.contains(&&e.id);
    let alignment = Alignment::new(session);
    let choices: Vec<Choice> = session
        .expectations
        .iter()
        .filter(free)
        .map(|e| {
            let partners = alignment.partners(e).filter(|id| !used.contains(id));
            make_goal(ctx, e, partners.cloned().collect())
        })
        .collect();
    if choices.is_empty() {
        let key = hint(Command::Add);
        return Reply::Say(format!(
            "Every expectation is in a goal already. {key} writes a new goal."
        ));
    }
    Reply::Choose(Picker {
        title: "Which expectation becomes a goal?".to_owned(),
        choices,
        at: 0,
        many: false,
    })
}

/// The choice that makes a goal from an expectation and those it is linked with, to be worded next.
fn make_goal(ctx: &Ctx, e: &Expectation, partners: Vec<Id>) -> Choice {
    let labels: Vec<String> = partners
        .iter()
        .map(|id| ctx.session.label(List::Expectations, id))
        .collect();
    let with = if labels.is_empty() {
        String::new()
    } else {
        format!("with {}", labels.join(", "))
    };
    let goal = Goal {
        id: ctx.ids.fresh(),
        number: None,
        text: e.text.clone(),
        expectations: [vec![e.id.clone()], partners].concat(),
        due: None,
        consent: vec![],
        asked: None,
        rounds: vec![],
        extra: Extra::default(),
    };
    let reply = Reply::All(vec![
        Reply::Edit("made a goal".to_owned(), insert(&goal)),
        Reply::GoToKind(Kind::Goals, Some(goal.id)),
        Reply::RunCommand(Command::Edit),
    ]);
    let label = format!("{}  {}", ctx.session.label_of(e), text::one_line(&e.text));
    Choice::new(label, reply).on_side(e.side).hint(with)
}
