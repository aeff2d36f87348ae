//! The step Review: every action of last time is done, gets a new date, or is dropped; decisions
//! and conflicts that were left to come back to are looked at again.

mod projector;
mod row;
mod update;
mod view;

use super::cache::Order;
use super::cursor::{Cursor, Identified};
use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::*;
use crate::export::{Block, sections};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;
use row::{Row, to_look_at_again};

pub(super) struct Review;

impl StepKind for Review {
    fn kind(&self) -> Kind {
        Kind::Review
    }

    fn purpose(&self) -> &'static str {
        "What we agreed last time comes first: each open action is done, gets a new date, or is \
         dropped. Then the decisions to look at again, and the conflicts that are not settled."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
            order: Order::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        let open: Vec<String> = to_look_at_again(session)
            .into_iter()
            .map(|row| match row {
                Row::Decision(d) => decision_sentence(session, d),
                Row::Conflict(link) => sections::link_sentence(session, link),
                Row::Action(action) => action.text.clone(),
            })
            .collect();
        let mut blocks = sections::plan(session);
        if !open.is_empty() {
            blocks.push(Block::heading(2, "To look at again"));
            blocks.push(Block::list(open));
        }
        blocks
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

/// A decision to look at again, and what was said about it.
fn decision_sentence(session: &Session, decision: &Decision) -> String {
    let state = match decision.reviewed {
        Some(day) => format!("stands on {}", dates::long(day)),
        None => format!("look at it again: {}", decision.review),
    };
    format!("{} {}: {state}", session.label_of(decision), decision.text)
}

impl Screen {
    fn rows<'a>(&self, ctx: &Ctx<'a>) -> Vec<Row<'a>> {
        let actions = self
            .order
            .of(ctx.structure_revision, &ctx.session.actions, || {
                by_date(ctx.session)
            });
        let actions = actions.into_iter().map(Row::Action);
        actions.chain(to_look_at_again(ctx.session)).collect()
    }
}

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        let rows = self.rows(ctx);
        let row = rows.get(self.cursor.row(&rows.iter().collect::<Vec<_>>()));
        let own = match row {
            None | Some(Row::Action(_)) => Scope::Review,
            Some(Row::Decision(_)) => Scope::Again,
            Some(Row::Conflict(_)) => Scope::Unsettled,
        };
        vec![own, Scope::Lists, Scope::Rows]
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
        let again = to_look_at_again(ctx.session);
        let again = again.into_iter().filter(|row| row.is_open()).count();
        if again > 0 {
            out.push((format!("{again} to look at again"), Role::Warn));
        }
        if late > 0 {
            out.insert(0, (format!("{late} late"), Role::Bad));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let rows = self.rows(ctx);
        let row = rows.get(self.cursor.row(&rows.iter().collect::<Vec<_>>()))?;
        Some((row.list(), row.id().clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        let rows = self.rows(ctx);
        self.cursor.select(&rows.iter().collect::<Vec<_>>(), row);
    }
}
