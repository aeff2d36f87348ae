//! Closing a conflict: decided, escalated or parked. A resolved one can be opened again.

use crate::domain::alignment::Alignment;
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::Ctx;
use crate::steps::forms::form_of;
use crate::steps::reply::{Choice, Editing, Picker, Reply};
use crate::text;
use serde_json::json;

/// Asks how the conflict of an expectation is resolved.
pub(super) fn resolve(ctx: &Ctx, e: &Expectation) -> Reply {
    let alignment = Alignment::new(ctx.session);
    let links = alignment.links(&e.id).iter().copied();
    let conflicts: Vec<&Link> = links.filter(|l| l.kind == LinkKind::Conflict).collect();
    match conflicts.as_slice() {
        [] => Reply::Say(format!(
            "{} is in no conflict. {} links it with the expectation it conflicts with.",
            ctx.session.label_of(e),
            hint_in(Scope::Align, Command::Link)
        )),
        [only] => choose_outcome(ctx, only),
        several => Reply::Choose(Picker {
            title: "Which conflict?".to_owned(),
            choices: several
                .iter()
                .map(|l| {
                    let state = match &l.resolution {
                        Some(r) => r.sentence(ctx.session),
                        None => "not resolved".to_owned(),
                    };
                    Choice::new(pair(ctx, l), choose_outcome(ctx, l)).hint(state)
                })
                .collect(),
            at: 0,
            many: false,
        }),
    }
}

/// The choice that writes a note on a link.
pub(super) fn note(link: &Link) -> Choice {
    let now = text::clip(&text::one_line(&link.note), 30).into_owned();
    Choice::new(
        "write a note on it",
        Reply::OpenForm(form_of(List::Links, &link.id)),
    )
    .hint(now)
}

/// The labels of the two expectations: `A2 against B2`.
pub(super) fn pair(ctx: &Ctx, link: &Link) -> String {
    let [a, b] = [&link.a, &link.b].map(|id| ctx.session.label(List::Expectations, id));
    format!("{a} against {b}")
}

/// Asks how a conflict is resolved.
pub(super) fn choose_outcome(ctx: &Ctx, link: &Link) -> Reply {
    let is = |outcome| {
        link.resolution
            .as_ref()
            .is_some_and(|r| r.outcome == outcome)
    };
    let mut choices = vec![Choice::new(
        "decided: write what was decided",
        decide(ctx, link),
    )];
    if !ctx.session.decisions.is_empty() {
        let label = "decided: choose from the decisions already recorded";
        choices.push(Choice::new(label, choose_decision(ctx, link)).ticked(is(Outcome::Decided)));
    }
    choices.extend(levels(ctx, link));
    let parked = Choice::new("parked, to come back to", park(ctx, link));
    choices.push(parked.ticked(is(Outcome::Parked)));
    choices.push(note(link));
    if link.resolution.is_some() {
        let open = set(List::Links, &link.id, "resolution", None::<()>);
        choices.push(Choice::new(
            "not resolved after all",
            Reply::Edit("opened the conflict again".to_owned(), open),
        ));
    }
    Reply::Choose(Picker {
        title: format!("{}: how is the conflict resolved?", pair(ctx, link)),
        at: choices.iter().position(|c| c.ticked).unwrap_or(0),
        choices,
        many: false,
    })
}

fn resolved(link: &Link, resolution: &Resolution) -> Edit {
    set(List::Links, &link.id, "resolution", resolution)
}

/// Records a new decision and asks for its words.
fn decide(ctx: &Ctx, link: &Link) -> Reply {
    let id = ctx.ids.fresh();
    let decision = Edit::Insert {
        list: List::Decisions,
        at: usize::MAX,
        item: json!({"id": id, "text": "", "date": ctx.today(), "step": ctx.step.id}),
    };
    let resolution = Resolution {
        decision: Some(id.clone()),
        ..Resolution::new(Outcome::Decided)
    };
    Reply::All(vec![
        Reply::Edit(
            "decided the conflict".to_owned(),
            Edit::All(vec![decision, resolved(link, &resolution)]),
        ),
        Reply::WriteAside(
            "What was decided?",
            Editing::made(ctx.session, List::Decisions, &id),
        ),
    ])
}

fn choose_decision(ctx: &Ctx, link: &Link) -> Reply {
    let choice = |d: &Decision| {
        let resolution = Resolution {
            decision: Some(d.id.clone()),
            ..Resolution::new(Outcome::Decided)
        };
        let edit = resolved(link, &resolution);
        let now = link.resolution.as_ref().and_then(|r| r.decision.as_ref());
        Choice::new(
            format!("{}  {}", ctx.session.label_of(d), text::one_line(&d.text)),
            Reply::Edit("decided the conflict".to_owned(), edit),
        )
        .ticked(now == Some(&d.id))
    };
    Reply::Choose(Picker {
        title: format!("Which decision resolves {}?", pair(ctx, link)),
        choices: ctx.session.decisions.iter().map(choice).collect(),
        at: 0,
        many: false,
    })
}

/// One choice for each level of the escalation ladder.
fn levels(ctx: &Ctx, link: &Link) -> Vec<Choice> {
    let level = |term: &Term| {
        let resolution = Resolution {
            level: Some(term.id.clone()),
            ..Resolution::new(Outcome::Escalated)
        };
        let now = link.resolution.as_ref().and_then(|r| r.level.as_ref());
        Choice::new(
            format!("escalated to {}", level_words(ctx.session, term)),
            Reply::Edit(
                "escalated the conflict".to_owned(),
                resolved(link, &resolution),
            ),
        )
        .ticked(now == Some(&term.id))
    };
    let levels: Vec<Choice> = ctx
        .session
        .terms_in(Section::Escalation)
        .map(level)
        .collect();
    if levels.is_empty() {
        let says = "The escalation ladder has no level yet. It is written in the step Agreement, \
                    among the terms.";
        let none = Choice::new("escalated", Reply::Say(says.to_owned()));
        return vec![none.hint("the ladder has no level yet")];
    }
    levels
}

/// Parks the conflict, unless it is.
fn park(ctx: &Ctx, link: &Link) -> Reply {
    let parked = link.resolution.as_ref().and_then(|r| r.parked.as_ref());
    if parked.is_some_and(|id| ctx.session.get::<Parked>(id).is_some()) {
        return Reply::Nothing;
    }
    let text = |id: &Id| {
        let e = ctx.session.get::<Expectation>(id);
        e.map_or("", |e| e.text.as_str())
    };
    let id = ctx.ids.fresh();
    let parked = Edit::Insert {
        list: List::Parked,
        at: usize::MAX,
        item: json!({
            "id": id,
            "text": format!("{}: {} / {}", pair(ctx, link), text(&link.a), text(&link.b)),
            "created": ctx.now.timestamp(),
        }),
    };
    let resolution = Resolution {
        parked: Some(id),
        ..Resolution::new(Outcome::Parked)
    };
    Reply::Edit(
        "parked the conflict".to_owned(),
        Edit::All(vec![parked, resolved(link, &resolution)]),
    )
}
