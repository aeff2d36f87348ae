//! Questions and changes that several kinds of step offer.

use super::reply::{Choice, Editing, Picker, Reply};
use super::{Ctx, Form, components, form_of};
use crate::domain::*;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::text;
use std::collections::HashMap;

/// Why expectations cannot be chosen yet.
pub const STILL_HIDDEN: &str = "The lists are still hidden. They are revealed in the step Align.";

/// Asks who is accountable for an action, and then for the counterpart on the other side.
pub(super) fn choose_owner(ctx: &Ctx, action: &Action) -> Reply {
    let side_of = |id: &Option<Id>| id.as_ref().and_then(|id| load::side_of(ctx.session, id));
    let title = format!("Who is accountable for “{}”?", short(&action.text));
    choose_person(ctx, &title, None, action.owner.as_ref(), true, |person| {
        let who = person.map(|p| p.id.clone());
        let label = person.map_or_else(
            || "removed the owner".to_owned(),
            |p| format!("made {} the owner", ctx.session.name_of(p)),
        );
        let set = change(action, |a| {
            a.owner.clone_from(&who);
            // a counterpart on the same side as the owner is none
            if side_of(&a.counterpart).is_some() && side_of(&a.counterpart) == side_of(&a.owner) {
                a.counterpart = None;
            }
        });
        let edit = Reply::Edit(label, set);
        match person {
            Some(p)
                if ctx.session.people(p.side.other()).next().is_some()
                    && action.counterpart.is_none() =>
            {
                Reply::All(vec![edit, counterpart_of(ctx, action, p.side.other())])
            }
            _ => edit,
        }
    })
}

/// Asks for the counterpart of an action, on the side that does not own it.
pub(super) fn choose_counterpart(ctx: &Ctx, action: &Action) -> Reply {
    match action
        .owner
        .as_ref()
        .and_then(|o| load::side_of(ctx.session, o))
    {
        Some(side) => counterpart_of(ctx, action, side.other()),
        None => {
            let key = hint_in(Scope::Owners, Command::Owner);
            Reply::Say(format!(
                "Set the owner first ({key}): the counterpart is on the other side."
            ))
        }
    }
}

fn counterpart_of(ctx: &Ctx, action: &Action, side: Side) -> Reply {
    let title = format!("Who is the counterpart at {}?", ctx.session.side_name(side));
    choose_person(
        ctx,
        &title,
        Some(side),
        action.counterpart.as_ref(),
        true,
        |person| {
            let label = person.map_or_else(
                || "removed the counterpart".to_owned(),
                |p| format!("made {} the counterpart", ctx.session.name_of(p)),
            );
            Reply::Edit(
                label,
                set(
                    List::Actions,
                    &action.id,
                    "counterpart",
                    person.map(|p| &p.id),
                ),
            )
        },
    )
}

/// Asks for a person, of side `only` if given; `nobody` offers to remove the one chosen `now`.
pub(super) fn choose_person(
    ctx: &Ctx,
    title: &str,
    only: Option<Side>,
    now: Option<&Id>,
    nobody: bool,
    reply: impl Fn(Option<&Participant>) -> Reply,
) -> Reply {
    let sides = Side::BOTH
        .into_iter()
        .filter(|s| only.is_none_or(|o| o == *s));
    let mut owned: HashMap<&Id, usize> = HashMap::new();
    for action in ctx.session.actions.iter().filter(|a| a.is_open()) {
        if let Some(owner) = &action.owner {
            *owned.entry(owner).or_default() += 1;
        }
    }
    let mut choices: Vec<Choice> = sides
        .flat_map(|side| ctx.session.people(side))
        .map(|p| {
            let owns = owned.get(&p.id).copied().unwrap_or(0);
            let role = [p.role.as_str(), p.function.as_str()]
                .into_iter()
                .filter(|r| !r.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            let hint = format!(
                "{role}{}owns {owns}",
                if role.is_empty() { "" } else { " · " }
            );
            Choice::new(ctx.session.name_on_side(p), reply(Some(p)))
                .on_side(p.side)
                .hint(hint)
                .ticked(now == Some(&p.id))
        })
        .collect();
    if choices.is_empty() {
        return Reply::All(vec![
            Reply::GoToKind(Kind::Welcome, None),
            Reply::Say(format!(
                "There is nobody to choose yet. Add people here with {}; {} goes back to the step.",
                hint_in(Scope::Adding, Command::Add),
                hint(Command::GoToStep)
            )),
        ]);
    }
    let at = choices.iter().position(|c| c.ticked).unwrap_or(0);
    if nobody && now.is_some() {
        choices.push(Choice::new("nobody", reply(None)).always());
    }
    Reply::Choose(Picker {
        title: title.to_owned(),
        choices,
        at,
        many: false,
    })
}

/// Asks for the goal of an action or metric.
pub(super) fn choose_goal<R: Record>(ctx: &Ctx, record: &R, now: Option<&Id>, text: &str) -> Reply {
    if ctx.session.goals.is_empty() {
        return Reply::Say("There is no goal yet. Goals are added in the step Goals.".to_owned());
    }
    let mut choices: Vec<Choice> = ctx
        .session
        .goals
        .iter()
        .map(|g| {
            let reply = Reply::Edit(
                "chose the goal".to_owned(),
                set(R::LIST, record.id(), "goal", &g.id),
            );
            Choice::new(
                format!("{}  {}", ctx.session.label_of(g), text::one_line(&g.text)),
                reply,
            )
            .ticked(now == Some(&g.id))
        })
        .collect();
    let at = choices.iter().position(|c| c.ticked).unwrap_or(0);
    choices.push(Choice::new(
        "none",
        Reply::Edit(
            "removed the goal".to_owned(),
            set(R::LIST, record.id(), "goal", None::<Id>),
        ),
    ));
    Reply::Choose(Picker {
        title: format!("Which goal does “{}” serve?", short(text)),
        choices,
        at,
        many: false,
    })
}

/// Asks for the expectations a goal comes from.
pub(super) fn choose_expectations(ctx: &Ctx, goal: &Goal) -> Reply {
    if ctx.session.hides_expectations() {
        return Reply::Say(STILL_HIDDEN.to_owned());
    }
    let place = Place::Item(List::Goals, goal.id.clone());
    let sides = Side::BOTH
        .into_iter()
        .flat_map(|s| ctx.session.expectations_of(s));
    let choices: Vec<Choice> = sides
        .map(|e| {
            Choice::new(
                format!("{}  {}", ctx.session.label_of(e), text::one_line(&e.text)),
                Reply::ToggleReference(place.clone(), "expectations", e.id.clone()),
            )
            .on_side(e.side)
            .ticked(goal.expectations.contains(&e.id))
        })
        .collect();
    if choices.is_empty() {
        return Reply::Say("There are no expectations yet.".to_owned());
    }
    Reply::Choose(Picker {
        title: "Which expectations does it come from?".to_owned(),
        choices,
        at: 0,
        many: true,
    })
}

/// Opens the form on start, due date and dependencies of an action.
pub(super) fn open_dates(action: &Action) -> Reply {
    Reply::OpenForm(Form::on_item(
        List::Actions,
        &action.id,
        &format!("When? {}", short(&action.text)),
        super::forms::WHEN,
    ))
}

/// Opens the form on the dates of an action that has some already: the due date first.
pub(super) fn open_new_date(action: &Action) -> Reply {
    Reply::OpenForm(Form::on_item(
        List::Actions,
        &action.id,
        &format!("By when now? {}", short(&action.text)),
        super::forms::NEW_DATE,
    ))
}

/// Opens the form on all fields of an item.
pub(super) fn open_details<R: Record>(record: &R) -> Reply {
    Reply::OpenForm(form_of(R::LIST, record.id()))
}

/// Marks an action done, or opens it again.
pub(super) fn toggle_done(ctx: &Ctx, action: &Action) -> Reply {
    let (label, status, ended) = match action.status {
        Status::Open => ("marked it done", Status::Done, Some(ctx.today())),
        Status::Done | Status::Dropped => ("opened it again", Status::Open, None),
    };
    let edit = change(action, |a| {
        a.status = status;
        a.ended = ended;
    });
    Reply::Edit(label.to_owned(), edit)
}

/// Notes that work on an action has begun today, or not yet; one that is done or dropped is open
/// again.
pub(super) fn toggle_started(ctx: &Ctx, action: &Action) -> Reply {
    let begins = !action.is_in_progress();
    let edit = change(action, |a| {
        a.started = match a.started {
            _ if !begins => None,
            Some(before) => Some(before),
            None => Some(ctx.today()),
        };
        a.status = Status::Open;
        a.ended = None;
    });
    let label = if begins {
        "noted that it is in progress"
    } else {
        "noted that it is not in progress"
    };
    Reply::Edit(label.to_owned(), edit)
}

/// Edits the text of an item.
pub(super) fn edit_text<R: Record>(ctx: &Ctx, record: &R) -> Reply {
    Reply::EditText(Editing::item(ctx.session, R::LIST, record.id()))
}

/// The status or due date of an action, as lists show it.
pub(super) fn due_status(ctx: &Ctx, action: &Action) -> (String, crate::widgets::Role) {
    use crate::widgets::Role;
    let today = ctx.today();
    let begun = if action.is_in_progress() {
        "in progress, "
    } else {
        ""
    };
    let late_by = |late: i32| components::count(usize::try_from(late).unwrap_or(0), "day");
    match (action.status, action.due) {
        (Status::Done, _) => (
            format!(
                "✓ done {}",
                action.ended.map(dates::day_month).unwrap_or_default()
            ),
            Role::Good,
        ),
        (Status::Dropped, _) => ("dropped".to_owned(), Role::Quiet),
        (Status::Open, None) => (format!("{begun}no date yet"), Role::Warn),
        (Status::Open, Some(due)) => match (today - due).get_days() {
            // short enough for the narrow column
            late if late > 0 && action.is_in_progress() => {
                (format!("{begun}{} late", late_by(late)), Role::Bad)
            }
            late if late > 0 => (
                // what matters comes first: a narrow column cuts the end
                format!("{} late, {}", late_by(late), dates::day_month(due)),
                Role::Bad,
            ),
            _ if action.is_in_progress() => {
                (format!("{begun}due {}", dates::day_month(due)), Role::Text)
            }
            _ => (format!("due {}", dates::short(due, today)), Role::Quiet),
        },
    }
}

fn short(text: &str) -> String {
    text::clip(&text::one_line(text), 40).into_owned()
}
