//! The step Metrics: baseline, current value and target of each metric, and what the set lacks.

mod projector;
mod scale;
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

pub(super) struct Metrics;

impl StepKind for Metrics {
    fn kind(&self) -> Kind {
        Kind::Metrics
    }

    fn purpose(&self) -> &'static str {
        "A metric tells both sides whether a goal is being reached: where we are today, where we \
         want to be, who reads it and how often."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen {
            cursor: Cursor::default(),
        })
    }

    fn report(&self, session: &Session, _: &Step) -> Vec<Block> {
        sections::metrics(session)
    }
}

fn list<'a>(ctx: &Ctx<'a>) -> Vec<&'a Metric> {
    ctx.session.metrics.iter().collect()
}

struct Screen {
    cursor: Cursor,
}

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![Scope::Metrics, Scope::Adding, Scope::Lists, Scope::Rows]
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
        let metrics = &ctx.session.metrics;
        let joint = metrics
            .iter()
            .filter(|m| m.side == MetricSide::Joint)
            .count();
        let of_relationship = metrics
            .iter()
            .filter(|m| m.kind == Some(MetricKind::Relationship))
            .count();
        if metrics.is_empty() {
            return vec![];
        }
        vec![
            (
                format!("{joint} joint, {} for one side only", metrics.len() - joint),
                if joint * 2 >= metrics.len() {
                    Role::Good
                } else {
                    Role::Warn
                },
            ),
            (
                format!(
                    "{of_relationship} about the relationship, {} about performance",
                    metrics.len() - of_relationship
                ),
                Role::Text,
            ),
        ]
    }

    fn selected_item(&self, ctx: &Ctx) -> Option<(List, Id)> {
        let list = list(ctx);
        self.cursor
            .selected(&list)
            .map(|m| (List::Metrics, m.id.clone()))
    }

    fn focus(&mut self, _: &Ctx, id: &Id) {
        self.cursor.select_item(id);
    }

    fn click(&mut self, ctx: &Ctx, _: usize, row: usize) {
        let list = list(ctx);
        self.cursor.select(&list, row);
    }
}
