//! Expectations of one side, written while the other side's list is hidden.

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

pub(super) struct Expectations;

const PURPOSE: &str = "Collaborations fail because of expectations nobody voiced. This side \
    writes down what it expects; the other side does not see it yet.";

impl StepKind for Expectations {
    fn kind(&self) -> Kind {
        Kind::Expectations
    }

    fn purpose(&self) -> &'static str {
        PURPOSE
    }

    fn open(&self, step: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            side: step.side.unwrap_or(Side::A),
            cursor: Cursor::default(),
            column: Column::Importance,
            is_hidden: false,
        })
    }

    fn report(&self, session: &Session, step: &Step) -> Vec<Block> {
        sections::expectations(session, step.side.unwrap_or(Side::A))
    }
}

/// The column that the next digit scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Importance,
    Satisfied,
}

struct Screen {
    side: Side,
    cursor: Cursor,
    column: Column,
    is_hidden: bool,
}

impl Screen {
    fn list<'a>(&self, ctx: &Ctx<'a>) -> Vec<&'a Expectation> {
        ctx.session.expectations_of(self.side).collect()
    }
}

impl StepScreen for Screen {
    fn enter(&mut self, ctx: &Ctx) {
        // walking past this step must not show the list to the other side
        self.is_hidden = ctx.session.hides_expectations()
            && ctx.session.expectations_of(self.side).next().is_some();
    }

    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if ctx.projecting && ctx.session.hides_expectations() {
            return vec![];
        }
        if self.is_hidden {
            return vec![Scope::Hidden];
        }
        vec![
            Scope::Expectations,
            Scope::Adding,
            Scope::Lists,
            Scope::Rows,
        ]
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
        let (mut all, mut musts, mut unscored) = (0, 0, 0);
        for e in ctx.session.expectations_of(self.side) {
            all += 1;
            musts += usize::from(e.strength == Some(Strength::Must));
            unscored += usize::from(e.importance.is_none() || e.satisfied.is_none());
        }
        let mut out = vec![(count(all, "expectation"), Role::Text)];
        if musts > 0 {
            out.push((count(musts, "must"), Role::Quiet));
        }
        if unscored > 0 {
            out.push((format!("{unscored} to score"), Role::Warn));
        }
        out
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let list = self.list(ctx);
        self.cursor
            .selected(&list)
            .filter(|_| !self.is_hidden)
            .map(|e| (List::Expectations, e.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.is_hidden = false;
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        self.cursor.select(&self.list(ctx), row);
    }
}
