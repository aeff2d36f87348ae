//! The expectations of each side and how they match.

use super::{Block, column, list, number, picture, table};
use crate::domain::alignment::Alignment;
use crate::domain::{Expectation, Session, Side, Strength};
use crate::figure;

/// The expectations of one side, with their class, reaction and evidence. While both
/// lists are hidden, only their number: a document may be projected or sent to the other side.
#[must_use]
pub fn expectations(session: &Session, side: Side) -> Vec<Block> {
    let written = session.expectations_of(side).count();
    if written > 0 && session.hides_expectations() {
        return vec![Block::paragraph(format!(
            "{written} written, hidden until both lists are revealed."
        ))];
    }
    let alignment = Alignment::new(session);
    let of_side = || {
        let all = session.labelled_expectations();
        all.filter(|(e, _)| e.side == side)
    };
    let rows = of_side().map(|(e, label)| (e, alignment.class(e), label));
    let overview = table(
        session,
        rows,
        [
            column("No.", |_, (.., label)| label.clone()),
            column("Expectation", |_, (e, ..)| e.text.clone()),
            column("Strength", |_, (e, ..)| {
                e.strength.map_or("", Strength::label).to_owned()
            }),
            column("Importance", |_, (e, ..)| number(e.importance)),
            column("Satisfied today", |_, (e, ..)| number(e.satisfied)),
            column("Class", |_, (_, class, _)| class.label().to_owned()),
            column("Reaction", |_, (e, ..)| answer(e)),
        ],
    );
    let evidence = of_side().filter_map(|(e, label)| {
        (!e.evidence.is_empty()).then(|| format!("{label} is met when: {}", e.evidence))
    });
    [overview, list(evidence)].concat()
}

fn answer(expectation: &Expectation) -> String {
    match &expectation.reaction {
        None => "not yet answered".to_owned(),
        Some(r) if r.note.is_empty() => r.answer.label().to_owned(),
        Some(r) => format!("{}: {}", r.answer.label(), r.note),
    }
}

/// How well the expectations of both sides match, as a figure.
#[must_use]
pub fn alignment(session: &Session) -> Vec<Block> {
    picture(
        "How the expectations of both sides match",
        figure::alignment(session),
    )
}
