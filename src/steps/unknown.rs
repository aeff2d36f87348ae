//! A kind of step that this version does not know: shown read-only and kept unchanged.

use super::{Ctx, Reply, StepKind, StepScreen, components};
use crate::domain::{Id, Kind, Session, Step};
use crate::export::Block;
use crate::keys::{Command, Scope};
use crate::widgets::{Painter, Role};
use ratatui::layout::Rect;

pub(super) struct Unknown;

impl StepKind for Unknown {
    fn kind(&self) -> Kind {
        Kind::default()
    }

    fn purpose(&self) -> &'static str {
        "This step was made by another version of roundtable."
    }

    fn open(&self, _: &Step) -> Box<dyn StepScreen> {
        Box::new(Screen)
    }

    fn report(&self, _: &Session, _: &Step) -> Vec<Block> {
        vec![]
    }
}

struct Screen;

impl StepScreen for Screen {
    fn scopes(&self, _: &Ctx) -> Vec<Scope> {
        vec![]
    }

    fn update(&mut self, _: Command, _: &Ctx) -> Option<Reply> {
        None
    }

    fn view(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        let says = format!(
            "This version of roundtable does not know the kind of step “{}”. The step is kept \
             as it is.",
            ctx.step.kind
        );
        components::empty(
            p,
            area,
            &says,
            "",
            Command::NextStep,
            "goes to the next step",
        );
    }

    fn project(&self, ctx: &Ctx, p: &mut Painter, area: Rect) {
        super::projector_layout::sentence(p, area, &ctx.step.title);
    }

    fn status(&self, _: &Ctx) -> Vec<(String, Role)> {
        vec![]
    }

    fn focus(&mut self, _: &Ctx, _: &Id) {}

    fn click(&mut self, _: &Ctx, _: usize, _: usize) {}
}
