//! What the keys of the step Contacts do.

use super::{Screen, list};
use crate::domain::contact::{self, Contact, Shape};
use crate::domain::*;
use crate::keys::{Command, Scope, hint_in};
use crate::steps::make_action::make_action;
use crate::steps::reply::{Choice, Picker, Reply, delete_item, move_item};
use crate::steps::{Ctx, pick};
use serde_json::json;

impl Screen {
    pub(super) fn update_screen(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        let list = list(ctx);
        if self.cursor.move_by(command, &list) {
            return Some(Reply::Nothing);
        }
        match command {
            Command::Add => return Some(add(ctx)),
            Command::TargetShape => return Some(choose_target(ctx)),
            Command::MakeAction => return Some(find_peer(ctx)),
            _ => {}
        }
        let at = self.cursor.row(&list);
        self.cursor.remember_row(&list);
        let Some(c) = list.get(at).copied() else {
            return Some(if command == Command::Edit {
                add(ctx)
            } else {
                let key = hint_in(Scope::Adding, Command::Add);
                Reply::Say(format!("There is no pair yet. {key} adds the first."))
            });
        };
        Some(match command {
            Command::Edit | Command::Details => pick::open_details(c),
            Command::Reading => Reply::Edit(
                "set the last contact to today".to_owned(),
                set(List::Contacts, &c.id, "last", ctx.today()),
            ),
            Command::Delete => delete_item(ctx.session, c, &pair_name(ctx.session, c)),
            Command::MoveUp => move_item(ctx.session, &list, at, -1),
            Command::MoveDown => move_item(ctx.session, &list, at, 1),
            _ => return None,
        })
    }
}

/// Asks which shape the contacts shall have.
fn choose_target(ctx: &Ctx) -> Reply {
    let now = ctx.session.target_shape;
    let target = |shape: Option<Shape>| {
        let edit = set_field(Place::Session, "target_shape", json!(shape));
        Reply::Edit("set the target of the contacts".to_owned(), edit)
    };
    let choice = |shape: Shape| {
        let (word, meaning) = shape.words();
        Choice::new(word, target(Some(shape)))
            .hint(meaning)
            .ticked(now == Some(shape))
    };
    let mut choices: Vec<Choice> = Shape::ALL.into_iter().map(choice).collect();
    choices.extend(now.map(|_| Choice::new("no target", target(None)).always()));
    Reply::Choose(Picker {
        title: "Which shape fits this relationship? Not every one needs a diamond.".to_owned(),
        at: now.map_or(2, |shape| shape as usize),
        choices,
        many: false,
    })
}

/// Makes an action for a function that has no peer; asks which one if there are several.
fn find_peer(ctx: &Ctx) -> Reply {
    let missing = contact::read(ctx.session).lonely;
    let make = |(side, function): &(Side, String)| {
        let people = ctx.session.people(*side);
        let names: Vec<_> = people
            .filter(|p| p.function.trim() == function)
            .map(|p| ctx.session.name_on_side(p))
            .collect();
        let words = format!(
            "Find a peer at {} for {function} of {}: {}",
            ctx.session.side_name(side.other()),
            ctx.session.side_name(*side),
            names.join(", ")
        );
        let origin = format!("peer/{}/{}", side.letter(), function.to_lowercase());
        make_action(ctx, &words, &origin)
    };
    match missing.as_slice() {
        [] => Reply::Say("Every function that is known talks to the other side.".to_owned()),
        [one] => make(one),
        several => Reply::Choose(Picker {
            title: "A peer for which function?".to_owned(),
            choices: several
                .iter()
                .map(|one| Choice::new(&one.1, make(one)).on_side(one.0))
                .collect(),
            at: 0,
            many: false,
        }),
    }
}

/// The names of both people of a pair.
fn pair_name(session: &Session, contact: &Contact) -> String {
    let name = |id: &Option<Id>| match id {
        Some(id) => session.person(id).into_owned(),
        None => "?".to_owned(),
    };
    format!("{} and {}", name(&contact.a), name(&contact.b))
}

/// Asks for the person on side A, then for the one on side B, and adds the pair.
fn add(ctx: &Ctx) -> Reply {
    let choices: Vec<Choice> = ctx
        .session
        .people(Side::A)
        .map(|a| person(a, Reply::AskNext(vec![a.id.clone()])))
        .collect();
    if choices.is_empty() || ctx.session.people(Side::B).next().is_none() {
        return Reply::Say(
            "A pair needs a person on each side. Add people in the step Welcome first.".to_owned(),
        );
    }
    Reply::Choose(Picker {
        title: format!("Who at {}?", ctx.session.side_name(Side::A)),
        choices,
        at: 0,
        many: false,
    })
}

/// Asks who on side B the person `first` talks to.
pub(super) fn choose_second(ctx: &Ctx, first: &[Id]) -> Option<Reply> {
    let a: &Participant = ctx.session.get(first.first()?)?;
    let choice = |b: &Participant| {
        let pair = Contact {
            id: ctx.ids.fresh(),
            a: Some(a.id.clone()),
            b: Some(b.id.clone()),
            level: None,
            last: None,
            text: String::new(),
            extra: Extra::default(),
        };
        let add = Reply::Edit("added a pair".to_owned(), insert(&pair));
        let select = Reply::GoToKind(Kind::Contacts, Some(pair.id.clone()));
        person(b, Reply::All(vec![add, select]))
    };
    let other = ctx.session.side_name(Side::B);
    Some(Reply::Choose(Picker {
        title: format!("Who at {other} does {} talk to?", ctx.session.name_of(a)),
        choices: ctx.session.people(Side::B).map(choice).collect(),
        at: 0,
        many: false,
    }))
}

fn person(p: &Participant, reply: Reply) -> Choice {
    Choice::new(&p.name, reply)
        .on_side(p.side)
        .hint(&p.function)
}
