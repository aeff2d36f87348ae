//! What can be chosen for the selected expectation: a reaction, a link, a goal made of it, out of
//! scope.

use crate::domain::alignment::{Alignment, Class};
use crate::domain::*;
use crate::steps::Ctx;
use crate::steps::reply::{Choice, Editing, Picker, Reply};
use crate::steps::resolve;
use crate::text;
use serde_json::json;
use std::collections::HashMap;

pub(super) fn react(ctx: &Ctx, e: &Expectation) -> Reply {
    let other = ctx.session.side_name(e.side.other());
    let now = e.reaction.as_ref();
    let mut choices: Vec<Choice> = Answer::ALL
        .into_iter()
        .map(|answer| {
            let edit = change(e, |e| {
                let note = e
                    .reaction
                    .take()
                    .map(|r| (r.note, r.extra))
                    .unwrap_or_default();
                e.reaction = Some(Reaction {
                    answer,
                    note: note.0,
                    extra: note.1,
                });
            });
            let done = Reply::Edit(format!("reacted: {}", answer.label()), edit);
            let note = Editing::within(
                ctx.session,
                Place::Item(List::Expectations, e.id.clone()),
                "reaction",
                "note",
            );
            let reply = Reply::All(vec![done, Reply::EditText(note)]);
            Choice::new(format!("{other} {}", answer.label()), reply)
                .ticked(now.is_some_and(|r| r.answer == answer))
        })
        .collect();
    if now.is_some() {
        choices.push(Choice::new(
            "has not answered yet",
            Reply::Edit(
                "took the reaction back".to_owned(),
                set(List::Expectations, &e.id, "reaction", None::<()>),
            ),
        ));
    }
    let at = choices.iter().position(|c| c.ticked).unwrap_or(0);
    Reply::Choose(Picker {
        title: format!(
            "{other}, how do you react to “{}”?",
            text::clip(&text::one_line(&e.text), 40)
        ),
        choices,
        at,
        many: false,
    })
}

pub(super) fn link(ctx: &Ctx, e: &Expectation) -> Reply {
    let other = e.side.other();
    let mut links: HashMap<&Id, &Link> = HashMap::new();
    for link in &ctx.session.links {
        let (of, to) = if e.side == Side::A {
            (&link.a, &link.b)
        } else {
            (&link.b, &link.a)
        };
        if *of == e.id {
            links.entry(to).or_insert(link);
        }
    }
    let others = ctx.session.expectations_of(other);
    let choices: Vec<Choice> = others
        .map(|o| {
            let (a, b) = if e.side == Side::A { (e, o) } else { (o, e) };
            let pair = vec![a.id.clone(), b.id.clone()];
            let link = links.get(&o.id).copied();
            let hint = link.map_or("", |l| Class::from(l.kind).label());
            let label = format!("{}  {}", ctx.session.label_of(o), text::one_line(&o.text));
            Choice::new(label, Reply::AskNext(pair))
                .on_side(other)
                .hint(hint)
                .ticked(link.is_some())
        })
        .collect();
    if choices.is_empty() {
        return Reply::Say(format!(
            "{} has no expectation to link with yet.",
            ctx.session.side_name(other)
        ));
    }
    let at = choices.iter().position(|c| c.ticked).unwrap_or(0);
    Reply::Choose(Picker {
        title: format!(
            "What does {} “{}” belong with?",
            ctx.session.label_of(e),
            text::clip(&text::one_line(&e.text), 34)
        ),
        choices,
        at,
        many: false,
    })
}

/// Asks how two expectations, of A and of B, belong together.
pub(super) fn choose_kind(ctx: &Ctx, pair: &[Id]) -> Option<Reply> {
    let [a, b] = pair else { return None };
    let (a, b): (&Expectation, &Expectation) = (ctx.session.get(a)?, ctx.session.get(b)?);
    let mut links = ctx.session.links.iter();
    let link = links.find(|l| l.a == a.id && l.b == b.id);
    let mut choices: Vec<Choice> = LinkKind::ALL
        .into_iter()
        .map(|kind| {
            let edit = match link {
                Some(link) => set(List::Links, &link.id, "kind", kind),
                None => insert(&Link {
                    id: ctx.ids.fresh(),
                    a: a.id.clone(),
                    b: b.id.clone(),
                    kind,
                    note: String::new(),
                    resolution: None,
                    extra: Extra::default(),
                }),
            };
            let class = Class::from(kind);
            Choice::new(
                format!("{}  {}", class.glyph(), class.meaning()),
                Reply::Edit("linked them".to_owned(), edit),
            )
            .ticked(link.is_some_and(|l| l.kind == kind))
        })
        .collect();
    if let Some(link) = link {
        choices.push(Choice::new(
            "not linked",
            Reply::Edit(
                "unlinked them".to_owned(),
                Edit::Remove {
                    list: List::Links,
                    id: link.id.clone(),
                },
            ),
        ));
        choices.push(resolve::note(link));
    }
    let at = choices.iter().position(|c| c.ticked).unwrap_or(0);
    Some(Reply::Choose(Picker {
        title: format!(
            "{} and {}: how do they belong together?",
            ctx.session.label_of(a),
            ctx.session.label_of(b)
        ),
        choices,
        at,
        many: false,
    }))
}

pub(super) fn make_goal(ctx: &Ctx, e: &Expectation) -> Reply {
    let alignment = Alignment::new(ctx.session);
    let mut from = vec![e.id.clone()];
    from.extend(alignment.partners(e).cloned());
    from.sort_by_key(|id| {
        ctx.session
            .get(id)
            .map(|e: &Expectation| (e.side, e.number))
    });
    let goal = Goal {
        id: ctx.ids.fresh(),
        number: None,
        text: e.text.clone(),
        expectations: from.clone(),
        due: None,
        consent: vec![],
        asked: None,
        rounds: vec![],
        extra: Extra::default(),
    };
    let labels: Vec<String> = from
        .iter()
        .map(|id| ctx.session.label(List::Expectations, id))
        .collect();
    let says = format!(
        "{} is made from {}. Word it in the step Goals.",
        ctx.session.next_label(List::Goals, None),
        labels.join(" and ")
    );
    Reply::All(vec![
        Reply::Edit("made a goal".to_owned(), insert(&goal)),
        Reply::Say(says),
    ])
}

pub(super) fn out_of_scope(ctx: &Ctx, e: &Expectation) -> Reply {
    let flag = set(List::Expectations, &e.id, "out_of_scope", !e.out_of_scope);
    if e.out_of_scope {
        return Reply::Edit("took it back into scope".to_owned(), flag);
    }
    let decision = json!({
        "id": ctx.ids.fresh(),
        "text": format!("Out of scope: {}", e.text),
        "date": ctx.today(),
        "step": ctx.step.id,
    });
    let log = Edit::Insert {
        list: List::Decisions,
        at: usize::MAX,
        item: decision,
    };
    Reply::Edit(
        "put it out of scope, and logged that as a decision".to_owned(),
        Edit::All(vec![flag, log]),
    )
}
