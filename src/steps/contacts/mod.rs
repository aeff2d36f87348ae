//! The step Contacts: who talks to whom, and how much of it depends on a few people.

mod map;
mod projector;
mod update;
mod view;

use super::components;
use super::cursor::Cursor;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::contact::{self, Contact, Reading, Shape};
use crate::domain::*;
use crate::export::Block;
use crate::figure::{self, Figure};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Contacts;

impl StepKind for Contacts {
    fn kind(&self) -> Kind {
        Kind::Contacts
    }

    fn purpose(&self) -> &'static str {
        "Who talks to whom? A relationship that depends on one pair of people is called a \
         bow-tie; one with many contacts on every level is called a diamond."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let r = contact::read(session);
        let Some(shape) = r.shape else { return vec![] };
        let name =
            |id: Option<&Id>| id.map_or_else(String::new, |id| session.person(id).into_owned());
        let rows = session.contacts.iter().map(|c| {
            vec![
                name(c.a.as_ref()),
                name(c.b.as_ref()),
                c.last.map(dates::long).unwrap_or_default(),
            ]
        });
        let (word, meaning) = shape.words();
        let mut out = vec![
            Block::paragraph(format!("Shape: {word}; {meaning}.")),
            Block::paragraph(match session.target_shape {
                Some(target) => {
                    format!("Target: {}. {}", target.words().0, shape.way_to(target))
                }
                None => "Target: not set.".to_owned(),
            }),
            Block::figure(
                "Who talks to whom",
                Figure::Links(figure::contacts(session)),
            ),
        ];
        out.extend(
            warnings(&r)
                .into_iter()
                .map(|(words, _)| Block::paragraph(words)),
        );
        let [a, b] = Side::BOTH.map(|side| session.side_name(side));
        out.push(Block::table([a, b, "Last contact"], rows));
        out
    }
}

struct Screen {
    cursor: Cursor,
}

fn list<'a>(ctx: &Ctx<'a>) -> Vec<&'a Contact> {
    ctx.session.contacts.iter().collect()
}

/// What the relationship depends on too much, the most urgent first.
fn warnings(r: &Reading) -> Vec<(String, Role)> {
    let mut out = Vec::new();
    if let Some((who, share)) = r.top.filter(|(_, share)| *share > 0.5 && r.pairs > 1) {
        out.push((
            format!(
                "! {} of {} pairs run through {}",
                (share * r.pairs as f64).round(),
                r.pairs,
                who.name
            ),
            Role::Bad,
        ));
    }
    let named = |people: &[(Side, String)]| {
        people
            .iter()
            .take(6)
            .map(|(side, f)| format!("{} {f}", side.glyph()))
            .collect::<Vec<_>>()
            .join(", ")
    };
    if !r.lonely.is_empty() {
        out.push((
            format!("? without a peer: {}", named(&r.lonely)),
            Role::Warn,
        ));
    }
    if !r.alone.is_empty() {
        out.push((
            format!("? alone for their function: {}", named(&r.alone)),
            Role::Warn,
        ));
    }
    out
}

/// Green for the one shape that does not depend on a few people.
fn shape_role(shape: Shape) -> Role {
    if shape == Shape::Diamond {
        Role::Good
    } else {
        Role::Warn
    }
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Contacts, Scope::Adding, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        self.update_screen(command, ctx)
    }

    fn next_question(&self, ctx: &Ctx, about: &[Id]) -> Option<Reply> {
        update::choose_second(ctx, about)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw(ctx, p, area);
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let r = contact::read(ctx.session);
        r.shape
            .map(|s| (s.words().0.to_owned(), shape_role(s)))
            .into_iter()
            .chain([(components::count(r.pairs, "pair"), Role::Text)])
            .collect()
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.select(&list(ctx), row);
    }
}
