//! Goals and the votes on them.

use super::{Cells, Column, cells, labels, letter, person};
use crate::domain::{Consent, Goal, List, Session, Side, measured_goals};
use crate::export::tables::Datum;

pub(in crate::export::tables) fn goals(s: &Session) -> Cells {
    cells(
        s,
        measured_goals(s),
        [
            Column("id", |_, (g, _)| (&g.id).into()),
            Column("number", |s, (g, _)| s.label_of(*g).into()),
            Column("goal", |_, (g, _)| (&g.text).into()),
            Column("due", |_, (g, _)| g.due.into()),
            Column("measured_by", |_, (_, by)| by.into()),
            Column("from", |s, (g, _)| {
                labels(s, List::Expectations, &g.expectations)
            }),
            Column("lowest_vote_a", |_, (g, _)| lowest_vote(g, Side::A)),
            Column("lowest_vote_b", |_, (g, _)| lowest_vote(g, Side::B)),
            Column("mutual", |_, (g, _)| {
                if g.is_mutual() { "yes" } else { "no" }.into()
            }),
        ],
    )
}

fn lowest_vote(goal: &Goal, side: Side) -> Datum {
    match goal.consent_of(side) {
        Consent::Open => Datum::Empty,
        Consent::Pass(low) | Consent::Fail(low) => Some(low).into(),
    }
}

pub(in crate::export::tables) fn votes(s: &Session) -> Cells {
    let rows = s
        .goals
        .iter()
        .flat_map(|goal| goal.consent.iter().map(move |vote| (goal, vote)));
    cells(
        s,
        rows,
        [
            Column("number", |s, (g, _)| s.label_of(*g).into()),
            Column("goal", |_, (g, _)| (&g.text).into()),
            Column("side", |_, (_, v)| letter(Some(v.side))),
            Column("who", |s, (_, v)| person(s, v.who.as_ref())),
            Column("fist_to_five", |_, (_, v)| Some(v.fist).into()),
        ],
    )
}
