//! The step Matrix: two figures against each other, and the type of partnership that fits them.

mod grid;
mod projector;
mod update;
mod view;

use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::matrix::{Matrix, Reading};
use crate::domain::*;
use crate::export::Block;
use crate::figure::{self, Figure};
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Matrices;

impl StepKind for Matrices {
    fn kind(&self) -> Kind {
        Kind::Matrix
    }

    fn purpose(&self) -> &'static str {
        "A closer partnership is not always a better one: the matrix shows the type that fits what \
         both sides gain and how well they fit together."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen)
    }

    fn report(&self, session: &Session, step: &Step) -> Vec<Block> {
        let Some(m) = &step.matrix else { return vec![] };
        let reading = m.read(session);
        match reading.at {
            Some((r, c, t)) => vec![
                Block::paragraph(format!(
                    "{}. {} {}",
                    t.title,
                    t.meaning,
                    figures(m, &reading)
                )),
                Block::figure(
                    "The type of partnership",
                    Figure::Grid(figure::matrix(m, Some((r, c)))),
                ),
            ],
            None => vec![],
        }
    }
}

struct Screen;

/// Both figures in words, with the parts of the first.
fn figures(m: &Matrix, r: &Reading) -> String {
    let each: Vec<String> = r
        .rows
        .1
        .iter()
        .map(|(name, total)| format!("{name} {total}"))
        .collect();
    let rows = r.rows.0.map_or_else(
        || "not all answered".to_owned(),
        |f| format!("{f} ({})", each.join(", ")),
    );
    let columns = r
        .columns
        .map_or_else(|| "not all answered".to_owned(), |f| f.to_string());
    format!("{}: {rows}. {}: {columns}.", m.rows.title, m.columns.title)
}

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        if ctx.step.matrix.as_ref().is_some_and(|m| m.sets.is_some()) {
            vec![Scope::Matrix]
        } else {
            vec![]
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        match command {
            Command::SetLevels => update::set_levels(ctx),
            _ => None,
        }
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        view::draw(ctx, p, area);
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        projector::draw(ctx, p, area);
    }

    fn status(&self, ctx: &Ctx) -> Vec<(String, Role)> {
        let at = ctx
            .step
            .matrix
            .as_ref()
            .and_then(|m| m.read(ctx.session).at.map(|(_, _, t)| t.title.clone()));
        at.map(|t| (t, Role::Accent)).into_iter().collect()
    }

    fn focus(&mut self, _: &Ctx, _: &Id) {}

    fn click(&mut self, _: &Ctx, _: usize, _: usize) {}
}
