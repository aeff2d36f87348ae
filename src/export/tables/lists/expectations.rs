//! Expectations of both sides and how they relate.

use super::{Cells, Column, HIDDEN, cells, letter, word};
use crate::domain::alignment::{Alignment, Class};
use crate::domain::{Category, Expectation, List, Session, Strength};
use crate::export::tables::Datum;

pub(in crate::export::tables) fn expectations(s: &Session) -> Cells {
    let alignment = Alignment::new(s);
    let rows = s.expectations.iter().map(|e| (e, alignment.class(e)));
    let mut table = cells(s, rows, columns());
    if s.hides_expectations() {
        hide(&mut table);
    }
    table
}

fn columns<'a>() -> [Column<(&'a Expectation, Class)>; 13] {
    [
        Column("id", |_, (e, _)| (&e.id).into()),
        Column("number", |s, (e, _)| s.label_of(*e).into()),
        Column("side", |_, (e, _)| letter(Some(e.side))),
        Column("expectation", |_, (e, _)| (&e.text).into()),
        Column("category", |_, (e, _)| {
            e.category.map_or("", Category::label).into()
        }),
        Column("strength", |_, (e, _)| {
            e.strength.map_or("", Strength::label).into()
        }),
        Column("importance", |_, (e, _)| e.importance.into()),
        Column("satisfied_today", |_, (e, _)| e.satisfied.into()),
        Column("evidence", |_, (e, _)| (&e.evidence).into()),
        Column("class", |_, (_, class)| class.label().into()),
        Column("answer", |_, (e, _)| {
            let answer = e.reaction.as_ref().map(|r| r.answer.label());
            answer.unwrap_or_default().into()
        }),
        Column("answer_note", |_, (e, _)| {
            let note = e.reaction.as_ref().map(|r| r.note.as_str());
            note.unwrap_or_default().into()
        }),
        Column("out_of_scope", |_, (e, _)| {
            if e.out_of_scope { "yes" } else { "" }.into()
        }),
    ]
}

/// Replaces everything but which expectation of which side it is.
fn hide(table: &mut Cells) {
    let Cells { columns, rows } = table;
    for (heading, value) in rows.iter_mut().flat_map(|row| columns.iter().zip(row)) {
        match *heading {
            "id" | "number" | "side" => {}
            "expectation" => *value = HIDDEN.into(),
            _ => *value = Datum::Empty,
        }
    }
}

pub(in crate::export::tables) fn links(s: &Session) -> Cells {
    // a link tells what a hidden expectation is about
    let shown = s.links.iter().filter(|_| !s.hides_expectations());
    cells(
        s,
        shown,
        [
            Column("id", |_, l| (&l.id).into()),
            Column("expectation_a", |s, l| {
                s.label(List::Expectations, &l.a).into()
            }),
            Column("expectation_b", |s, l| {
                s.label(List::Expectations, &l.b).into()
            }),
            Column("relation", |_, l| word(&l.kind)),
        ],
    )
}
