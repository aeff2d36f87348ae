//! Goals: made from expectations, traced to them, with the consent of both sides.

mod consent;
mod projector;
mod update;
mod view;

use super::components::count;
use super::cursor::Cursor;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Goals;

const PURPOSE: &str = "A goal is mutual when both sides want it and both consent. It says a \
    result: how much of what, by when.";

impl StepKind for Goals {
    fn kind(&self) -> Kind {
        Kind::Goals
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
            voter: None,
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::goals(session)
    }
}

struct Screen {
    cursor: Cursor,
    /// The place of the voter among [`voters`], while votes are being cast.
    voter: Option<usize>,
}

impl Screen {
    fn list<'a>(ctx: &Ctx<'a>) -> Vec<&'a Goal> {
        ctx.session.goals.iter().collect()
    }
}

/// A person who votes, or a side as a whole.
struct Voter {
    side: Side,
    /// None for a side as a whole.
    person: Option<Id>,
    name: String,
}

impl Voter {
    fn vote_on(&self, goal: &Goal) -> Option<u8> {
        goal.vote_of(self.side, self.person.as_ref())
    }
}

/// Every person, or a side as a whole where nobody is named.
fn voters(session: &Session) -> Vec<Voter> {
    let of_side = |side: Side| -> Vec<Voter> {
        let people: Vec<_> = session
            .people(side)
            .map(|p| Voter {
                side,
                person: Some(p.id.clone()),
                name: session.name_on_side(p).into_owned(),
            })
            .collect();
        if !people.is_empty() {
            return people;
        }
        vec![Voter {
            side,
            person: None,
            name: format!("all of {}", session.side_name(side)),
        }]
    };
    Side::BOTH.into_iter().flat_map(of_side).collect()
}

impl StepScreen for Screen {
    fn enter(&mut self, _: &Ctx) {
        self.voter = None;
    }

    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if self.voter.is_some() && !ctx.session.goals.is_empty() {
            vec![Scope::Consent, Scope::Rows]
        } else {
            vec![Scope::Goals, Scope::Adding, Scope::Lists, Scope::Rows]
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        self.perform(command, ctx)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw(ctx, p, area);
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw_projector(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let goals = &ctx.session.goals;
        if goals.is_empty() {
            return vec![];
        }
        let fails = |g: &&Goal| {
            Side::BOTH
                .iter()
                .any(|s| matches!(g.consent_of(*s), Consent::Fail(_)))
        };
        let mutual = goals.iter().filter(|g| g.is_mutual()).count();
        let failing = goals.iter().filter(fails).count();
        let outdated = goals.iter().filter(|g| g.is_outdated()).count();
        let mut out = Vec::new();
        if outdated > 0 {
            out.push((format!("{outdated} outdated"), Role::Warn));
        }
        if failing > 0 {
            out.push((format!("{failing} without consent"), Role::Bad));
        }
        let role = if mutual == goals.len() {
            Role::Good
        } else {
            Role::Text
        };
        let all = count(goals.len(), "goal");
        out.push((format!("{mutual} of {all} agreed"), role));
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.cursor
            .selected(&Self::list(ctx))
            .map(|g| (List::Goals, g.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.voter = None;
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, pane: usize, row: usize) {
        if pane == consent::PANE {
            self.voter = Some(row);
        } else {
            self.voter = None;
            self.cursor.select(&Self::list(ctx), row);
        }
    }
}
