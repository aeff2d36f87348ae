//! The expectations of each side and how they match.

use super::{Block, column, list, number, picture, table};
use crate::domain::alignment::{Alignment, Class};
use crate::domain::{Expectation, Id, Link, LinkKind, List, Session, Side, Strength};
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
    let of_side = || session.expectations_of(side);
    let rows = of_side().map(|e| (e, alignment.class(e)));
    let overview = table(
        session,
        rows,
        [
            column("No.", |s, (e, _)| s.label_of(*e)),
            column("Expectation", |_, (e, ..)| e.text.clone()),
            column("Strength", |_, (e, ..)| {
                e.strength.map_or("", Strength::label).to_owned()
            }),
            column("Importance", |_, (e, ..)| number(e.importance)),
            column("Satisfied today", |_, (e, ..)| number(e.satisfied)),
            column("Class", |_, (_, class)| class.label().to_owned()),
            column("Reaction", |_, (e, ..)| answer(e)),
        ],
    );
    let evidence = of_side().filter_map(|e| {
        let label = session.label_of(e);
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

/// The conflicts between both lists, and how each was resolved.
#[must_use]
pub fn conflicts(session: &Session) -> Vec<Block> {
    let shown = session
        .links
        .iter()
        .filter(|_| !session.hides_expectations());
    let conflicts = shown.filter(|l| l.kind == LinkKind::Conflict);
    list(conflicts.map(|l| link_sentence(session, l)))
}

/// A link in one sentence: `A1 … and B7 …: overlap`, with its note and its resolution.
#[must_use]
pub fn link_sentence(session: &Session, link: &Link) -> String {
    let named = |id: &Id| {
        let text = session.get::<Expectation>(id);
        let label = session.label(List::Expectations, id);
        format!("{label} {}", text.map_or("(removed)", |e| e.text.as_str()))
    };
    let resolution = match (&link.resolution, link.kind) {
        (Some(r), LinkKind::Conflict) => format!(", {}", r.sentence(session)),
        (None, LinkKind::Conflict) => ", not resolved".to_owned(),
        _ => String::new(),
    };
    let note = match link.note.as_str() {
        "" => String::new(),
        note => format!(" ({note})"),
    };
    let name = Class::from(link.kind).label();
    format!(
        "{} and {}: {name}{note}{resolution}",
        named(&link.a),
        named(&link.b)
    )
}
