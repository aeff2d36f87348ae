//! The step Matrix in the projector view: the type that fits, and the cells.

use super::grid;
use crate::domain::partnership::current_type;
use crate::figure;
use crate::steps::{Ctx, projector_layout};
use crate::widgets::Painter;
use ratatui::layout::Rect;

pub(super) fn draw(ctx: &Ctx, p: &mut Painter, area: Rect) {
    let Some(m) = &ctx.step.matrix else { return };
    let reading = m.read(ctx.session);
    let says = match current_type(ctx.session, ctx.step) {
        Some(t) => format!("{}: {}", t.title, t.meaning),
        None => "The type is shown when both questionnaires are answered.".to_owned(),
    };
    let below = projector_layout::sentence(p, area, &says);
    let cell = reading.at.map(|(r, c, _)| (r, c));
    grid::draw(p, below, &figure::matrix(m, cell));
}
