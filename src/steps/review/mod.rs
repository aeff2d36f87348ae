//! The step Review: every action of last time is done, gets a new date, or is dropped.

mod projector;
mod update;
mod view;

use super::cache::Order;
use super::cursor::Cursor;
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Review;

impl StepKind for Review {
    fn kind(&self) -> Kind {
        Kind::Review
    }

    fn purpose(&self) -> &'static str {
        "What we agreed last time comes first: each open action is done, gets a new date, or is \
         dropped."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
            order: Order::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::plan(session)
    }
}

struct Screen {
    cursor: Cursor,
    order: Order<u64>,
}

/// The actions by their due date, those without one last.
fn by_date(session: &Session) -> Vec<&Action> {
    let mut list: Vec<&Action> = session.actions.iter().collect();
    list.sort_by_cached_key(|a| (a.due.is_none(), a.due));
    list
}

impl Screen {
    fn list<'a>(&self, ctx: &Ctx<'a>) -> Vec<&'a Action> {
        self.order
            .of(ctx.structure_revision, &ctx.session.actions, || {
                by_date(ctx.session)
            })
    }
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Review, Scope::Lists, Scope::Rows]
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        self.update_screen(command, ctx)
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.draw(ctx, p, area);
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        self.projector_layout(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let actions = &ctx.session.actions;
        let with = |status| actions.iter().filter(|a| a.status == status).count();
        let today = ctx.today();
        let late = actions
            .iter()
            .filter(|a| a.is_open() && a.due.is_some_and(|d| d < today))
            .count();
        let begun = actions.iter().filter(|a| a.is_in_progress()).count();
        let mut out = vec![
            (format!("{} open", with(Status::Open)), Role::Text),
            (format!("{} done", with(Status::Done)), Role::Good),
        ];
        if begun > 0 {
            out.insert(1, (format!("{begun} in progress"), Role::Text));
        }
        if late > 0 {
            out.insert(0, (format!("{late} late"), Role::Bad));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        self.cursor
            .selected(&self.list(ctx))
            .map(|a| (List::Actions, a.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.select(&self.list(ctx), row);
    }
}
