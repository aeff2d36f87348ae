//! What the keys of the step Matrix do.

use crate::domain::matrix::Type;
use crate::domain::partnership::{Needed, chosen_type, current_type, needed};
use crate::domain::questionnaire::Item;
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::reply::{Choice, Picker, Reply};
use crate::steps::{Ctx, components};
use crate::text;

/// Most columns of a type's meaning beside its title.
const MEANING: usize = 40;

/// Asks which type both choose; the one that the matrix says is offered first.
pub(super) fn choose_type(ctx: &Ctx) -> Option<Reply> {
    let m = ctx.step.matrix.as_ref()?;
    let reading = m.read(ctx.session);
    let suggested = reading.at.map(|(_, _, kind)| kind);
    let chosen = chosen_type(ctx.session, ctx.step).map(|(kind, _)| kind);
    let choice = |kind: &Type| {
        let says = if suggested == Some(kind) {
            ", as the matrix says"
        } else {
            ""
        };
        Choice::new(format!("{}{says}", kind.title), choose(ctx, kind))
            .hint(text::clip(&kind.meaning, MEANING))
            .ticked(chosen == Some(kind))
    };
    let first = chosen.or(suggested);
    Some(Reply::Choose(Picker {
        title: "Which type do both choose? It becomes a decision.".to_owned(),
        choices: m.types.iter().map(choice).collect(),
        at: m.types.iter().position(|t| Some(t) == first).unwrap_or(0),
        many: false,
    }))
}

/// Records a type as a decision of this step. An earlier decision stays in the log.
fn choose(ctx: &Ctx, kind: &Type) -> Reply {
    let already = chosen_type(ctx.session, ctx.step).map(|(kind, _)| kind);
    if already == Some(kind) {
        return Reply::Say(format!("{} is chosen already.", kind.title));
    }
    let m = ctx.step.matrix.as_ref();
    let reason = m.map_or(String::new(), |m| {
        let reading = m.read(ctx.session);
        match reading.at {
            Some((_, _, says)) => {
                format!("The matrix says {}. {}", says.title, m.figures(&reading))
            }
            None => String::new(),
        }
    });
    let decision = Decision {
        id: ctx.ids.fresh(),
        number: None,
        text: format!("{}: {}", kind.title, kind.meaning),
        date: Some(ctx.today()),
        decider_a: None,
        decider_b: None,
        owner: None,
        reason,
        options: String::new(),
        review: String::new(),
        reviewed: None,
        step: Some(ctx.step.id.clone()),
        partnership: Some(kind.title.clone()),
        extra: Extra::default(),
    };
    let mut says = format!("{} is chosen, and recorded as a decision.", kind.title);
    if kind.level.is_some() && m.is_some_and(|m| m.sets.is_some()) {
        let key = hint_in(Scope::Matrix, Command::SetLevels);
        says = format!("{says} {key} sets the levels that it needs.");
    }
    Reply::All(vec![
        Reply::Edit(format!("chose {}", kind.title), insert(&decision)),
        Reply::Say(says),
    ])
}

/// Sets the items of the questionnaire that describes the type to the level it needs. Where some
/// are set to another level, it asks.
pub(super) fn set_levels(ctx: &Ctx) -> Option<Reply> {
    ctx.step.matrix.as_ref()?;
    let Some(needed) = needed(ctx.session, ctx.step) else {
        let why = match current_type(ctx.session, ctx.step) {
            None => "There is no type yet. Answer both questionnaires first.".to_owned(),
            Some(t) => format!("There are no levels to set for “{}”.", t.title),
        };
        return Some(Reply::Say(why));
    };
    let go = || Reply::GoToStep(needed.step.id.clone());
    let look = || {
        let says = format!("{} They can be changed here.", needed.words());
        Reply::All(vec![go(), Reply::Say(says)])
    };
    if needed.other.is_empty() {
        let all_set = needed.open.is_empty();
        return Some(if all_set {
            look()
        } else {
            set(ctx, &needed, &needed.open)
        });
    }
    let others = needed.other.iter().map(|(item, _)| *item);
    let all: Vec<&Item> = needed.open.iter().copied().chain(others).collect();
    let mut choices = vec![Choice::new(
        format!("set all of them to {}", needed.level),
        set(ctx, &needed, &all),
    )];
    if !needed.open.is_empty() {
        let open = format!("set the {} that are not set yet", needed.open.len());
        choices.push(Choice::new(open, set(ctx, &needed, &needed.open)));
    }
    choices.push(Choice::new("leave them as they are", look()));
    Some(Reply::Choose(Picker {
        title: needed.words(),
        choices,
        at: 0,
        many: false,
    }))
}

/// Sets these items to the level, and goes there.
fn set(ctx: &Ctx, needed: &Needed, items: &[&Item]) -> Reply {
    let set = |item: &&Item| {
        let answer = (Some(needed.level), false);
        let (q, column) = (needed.questionnaire, needed.column);
        scoring::rate(ctx.session, ctx.ids, q, column, &item.id, answer)
    };
    let edits: Vec<Edit> = items.iter().map(set).collect();
    let says = format!(
        "{} set to {}. Change here what should be different.",
        components::count(edits.len(), "level"),
        needed.level
    );
    Reply::All(vec![
        Reply::Edit("set the levels of the type".to_owned(), Edit::All(edits)),
        Reply::GoToStep(needed.step.id.clone()),
        Reply::Say(says),
    ])
}
