//! Owners: one accountable person for each action, a counterpart on the other side, and who has
//! how much to do.

mod load_view;
mod projector;
mod update;
mod view;

use super::cursor::Cursor;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Owners;

const PURPOSE: &str =
    "Exactly one person answers for each action, and one on the other side works with them.";

impl StepKind for Owners {
    fn kind(&self) -> Kind {
        Kind::Owners
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::load(session)
    }
}

struct Screen {
    cursor: Cursor,
}

impl Screen {
    fn list<'a>(ctx: &Ctx<'a>) -> Vec<&'a Action> {
        ctx.session.actions.iter().collect()
    }
}

/// True for an action that still needs an owner.
fn needs_owner(action: &Action) -> bool {
    action.is_open() && action.owner.is_none()
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Owners, Scope::Lists, Scope::Rows]
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
        let actions = &ctx.session.actions;
        let is_alone = |a: &&Action| a.is_open() && a.owner.is_some() && a.counterpart.is_none();
        let free = actions.iter().filter(|a| needs_owner(a)).count();
        let alone = actions.iter().filter(is_alone).count();
        let mut out = Vec::new();
        if free > 0 {
            out.push((format!("{free} without owner"), Role::Bad));
        } else if !actions.is_empty() {
            out.push(("every action has an owner".to_owned(), Role::Good));
        }
        if alone > 0 {
            out.push((format!("{alone} without counterpart"), Role::Warn));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.cursor
            .selected(&Self::list(ctx))
            .map(|a| (List::Actions, a.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.select(&Self::list(ctx), row);
    }
}
