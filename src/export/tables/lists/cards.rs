//! Cards of boards.

use super::{Cells, Column, cells};
use crate::domain::board::counterpart;
use crate::domain::{Card, Session, Step};

pub(in crate::export::tables) fn cards(s: &Session) -> Cells {
    cells(
        s,
        &s.cards,
        [
            Column("id", |_, c| (&c.id).into()),
            Column("board", |s, c| {
                board(s, c).map_or("", |step| step.title.as_str()).into()
            }),
            Column("column", |s, c| column(s, c).into()),
            Column("card", |_, c| (&c.text).into()),
            Column("matched_with", |s, c| {
                counterpart(s, c).map_or("", |o| o.text.as_str()).into()
            }),
            Column("note", |_, c| (&c.note).into()),
            Column("from", |_, c| c.from.into()),
            Column("to", |_, c| c.to.into()),
            Column("measured", |_, c| (&c.measured).into()),
            Column("value_to_us", |_, c| (&c.value_us).into()),
            Column("value_to_them", |_, c| (&c.value_them).into()),
            Column("cost_to_us", |_, c| (&c.cost_us).into()),
            Column("cost_to_them", |_, c| (&c.cost_them).into()),
            Column("fear", |_, c| (&c.fear).into()),
            Column("answer", |_, c| (&c.answer).into()),
            Column("decision", |_, c| (&c.decision).into()),
        ],
    )
}

/// The step whose board holds the card.
fn board<'a>(s: &'a Session, card: &Card) -> Option<&'a Step> {
    s.get(&card.step)
}

/// The title of the card's column, or its id where the board has no such column.
fn column<'a>(s: &'a Session, card: &'a Card) -> &'a str {
    let board = board(s, card).and_then(|step| step.board.as_ref());
    let column = board.and_then(|b| b.columns.iter().find(|c| c.id == card.column));
    column.map_or(&card.column, |c| &c.title)
}
