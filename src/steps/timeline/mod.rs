//! The step Timeline: start and due date of every action, as a Gantt chart.

mod gantt;
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
use std::collections::HashMap;

pub(super) struct Timeline;

impl StepKind for Timeline {
    fn kind(&self) -> Kind {
        Kind::Timeline
    }

    fn purpose(&self) -> &'static str {
        "Every action gets a date that its owner can keep."
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

/// The actions with a date by their start, then those without.
fn by_date(session: &Session) -> Vec<&Action> {
    let mut list: Vec<&Action> = session.actions.iter().collect();
    list.sort_by_cached_key(|a| (a.start.or(a.due).is_none(), a.start.or(a.due), a.due));
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

/// The open action that `action` has to wait for although it starts before that one is due.
fn waits_for<'a>(ctx: &Ctx<'a>, action: &Action) -> Option<&'a Action> {
    waits_for_one_of(action, |id| ctx.session.get(id))
}

/// The same, with a way to find the actions it depends on.
fn waits_for_one_of<'a>(
    action: &Action,
    find: impl Fn(&Id) -> Option<&'a Action>,
) -> Option<&'a Action> {
    let begins = action.start.or(action.due)?;
    let before = action.depends_on.iter().filter_map(find);
    before
        .filter(|b| b.is_open())
        .find(|b| b.due.is_none_or(|due| begins <= due))
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Timeline, Scope::Lists, Scope::Rows]
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
        let today = ctx.today();
        let open = || ctx.session.actions.iter().filter(|a| a.is_open());
        let late = open().filter(|a| a.due.is_some_and(|d| d < today)).count();
        let by_id: HashMap<&Id, &Action> = ctx.session.actions.iter().map(|a| (&a.id, a)).collect();
        let waits = open()
            .filter(|a| waits_for_one_of(a, |id| by_id.get(id).copied()).is_some())
            .count();
        let undated = open().filter(|a| a.due.is_none()).count();
        let mut out = Vec::new();
        for (n, word, role) in [
            (late, "late", Role::Bad),
            (waits, if waits == 1 { "waits" } else { "wait" }, Role::Warn),
            (undated, "undated", Role::Warn),
        ] {
            if n > 0 {
                out.push((format!("{n} {word}"), role));
            }
        }
        if out.is_empty() && !ctx.session.actions.is_empty() {
            out.push(("all dated".to_owned(), Role::Good));
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
