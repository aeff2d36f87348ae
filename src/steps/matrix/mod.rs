//! The step Matrix: two figures against each other, and the type of partnership that fits them.

mod grid;
mod projector;
mod update;
mod view;

use super::reply::Reply;
use super::{Ctx, StepKind, StepScreen};
use crate::domain::partnership::{chosen_type, current_type};
use crate::domain::*;
use crate::export::Block;
use crate::export::sections::partnership_type;
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
        let mut out = partnership_type(session, step);
        if let Some((r, c, _)) = m.read(session).at {
            out.push(Block::figure(
                "The type of partnership",
                Figure::Grid(figure::matrix(m, Some((r, c)))),
            ));
        }
        out
    }
}

struct Screen;

impl StepScreen for Screen {
    fn scopes(&self, ctx: &Ctx) -> Vec<Scope> {
        match &ctx.step.matrix {
            Some(m) if m.sets.is_some() => vec![Scope::Matrix, Scope::Types],
            Some(_) => vec![Scope::Types],
            None => vec![],
        }
    }

    fn update(&mut self, command: Command, ctx: &Ctx) -> Option<Reply> {
        match command {
            Command::SetLevels => update::set_levels(ctx),
            Command::ChooseType => update::choose_type(ctx),
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
        let chosen = chosen_type(ctx.session, ctx.step);
        let says = chosen.map(|(kind, _)| (format!("{} chosen", kind.title), Role::Good));
        let says = says.or_else(|| {
            let kind = current_type(ctx.session, ctx.step)?;
            Some((format!("{}, not yet chosen", kind.title), Role::Accent))
        });
        says.into_iter().collect()
    }

    fn focus(&mut self, _: &Ctx, _: &Id) {}

    fn click(&mut self, _: &Ctx, _: usize, _: usize) {}
}
