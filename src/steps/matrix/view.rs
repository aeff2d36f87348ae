//! The step Matrix on screen: the type that fits, the figures behind it, and the cells.

use super::grid;
use crate::domain::partnership::{chosen_type, needed};
use crate::figure;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::{Ctx, components};
use crate::widgets::{Ink, Painter, Role, split_top};
use ratatui::layout::Rect;

/// Said of a matrix that is recalled and not checked against its source.
const UNVERIFIED: &str = "The limits were not checked against the original; you can change them \
                          in the agenda's file.";

pub(super) fn draw(ctx: &Ctx, p: &mut Painter, area: Rect) {
    let Some(m) = &ctx.step.matrix else {
        let says = format!(
            "This step has no matrix. It can be deleted in the plan of the day ({}).",
            hint(Command::Agenda)
        );
        let does = "goes to the next step";
        components::empty(p, area, &says, "", Command::NextStep, does);
        return;
    };
    let reading = m.read(ctx.session);
    let warning = (m.source_status == "unverified").then_some(UNVERIFIED);
    let top = components::source_view(p, area, warning, &m.source);
    let chosen = chosen_type(ctx.session, ctx.step).map(|(kind, _)| kind);
    let choose = hint_in(Scope::Types, Command::ChooseType);
    let says = match (chosen, reading.at) {
        (Some(t), Some((_, _, says))) if says != t => format!(
            "✓ {} is chosen: {} The matrix says {}.",
            t.title, t.meaning, says.title
        ),
        (Some(t), _) => format!("✓ {} is chosen: {}", t.title, t.meaning),
        (None, Some((_, _, t))) => format!("{}: {} ({choose} chooses)", t.title, t.meaning),
        (None, None) => format!(
            "The type is shown when both questionnaires are answered: {} goes back to them.",
            hint(Command::PreviousStep)
        ),
    };
    let accent = Ink::new(Role::Accent).bold();
    let below = paragraph(p, top, 2, &says, accent);
    let text = Ink::new(Role::Text);
    let mut below = paragraph(p, below, 2, &m.figures(&reading), text);
    if let Some(advice) = reading.imbalance {
        let warning = Ink::new(Role::Warn).bold();
        below = paragraph(p, below, 1, &format!("! {advice}"), warning);
    }
    if let Some(needed) = needed(ctx.session, ctx.step) {
        below = paragraph(p, below, 2, &needed.words(), text);
    }
    let cell = reading.at.map(|(r, c, _)| (r, c));
    let below = split_top(below, 1).1;
    grid::draw(p, below, &figure::matrix(m, cell));
}

/// Draws a text of at most `rows` rows. Returns what is left below it.
fn paragraph(p: &mut Painter, area: Rect, rows: u16, words: &str, ink: Ink) -> Rect {
    let used = p.wrapped(split_top(area, rows).0, words, ink);
    split_top(area, used).1
}
