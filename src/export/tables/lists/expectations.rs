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
        Column("id", |_, (e, ..)| (&e.id).into()),
        Column("number", |s, (e, _)| s.label_of(*e).into()),
        Column("side", |_, (e, ..)| letter(Some(e.side))),
        Column("expectation", |_, (e, ..)| (&e.text).into()),
        Column("category", |_, (e, ..)| {
            e.category.map_or("", Category::label).into()
        }),
        Column("strength", |_, (e, ..)| {
            e.strength.map_or("", Strength::label).into()
        }),
        Column("importance", |_, (e, ..)| e.importance.into()),
        Column("satisfied_today", |_, (e, ..)| e.satisfied.into()),
        Column("evidence", |_, (e, ..)| (&e.evidence).into()),
        Column("class", |_, (_, class)| class.label().into()),
        Column("answer", |_, (e, ..)| {
            let answer = e.reaction.as_ref().map(|r| r.answer.label());
            answer.unwrap_or_default().into()
        }),
        Column("answer_note", |_, (e, ..)| {
            let note = e.reaction.as_ref().map(|r| r.note.as_str());
            note.unwrap_or_default().into()
        }),
        Column("out_of_scope", |_, (e, ..)| {
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
            Column("note", |_, l| (&l.note).into()),
            Column("resolution", |_, l| {
                let outcome = l.resolution.as_ref().map(|r| r.outcome.label());
                outcome.unwrap_or_default().into()
            }),
            Column("resolved_by", |s, l| {
                let words = l.resolution.as_ref().map(|r| r.words(s));
                words.unwrap_or_default().as_str().into()
            }),
        ],
    )
}
