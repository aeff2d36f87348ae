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
                let mutual = match (g.is_outdated(), g.is_mutual()) {
                    (true, _) => "outdated",
                    (_, true) => "yes",
                    _ => "no",
                };
                mutual.into()
            }),
        ],
    )
}

fn lowest_vote(goal: &Goal, side: Side) -> Datum {
    match goal.consent_of(side) {
        Consent::Open => Datum::Empty,
        Consent::Pass(low) | Consent::Fail(low) | Consent::Outdated(low) => Some(low).into(),
    }
}

pub(in crate::export::tables) fn votes(s: &Session) -> Cells {
    let rows = s.goals.iter().flat_map(|goal| {
        let earlier = goal.rounds.iter().map(|r| (&r.asked, &r.consent));
        let rounds = earlier.chain([(&goal.asked, &goal.consent)]);
        let numbered = (1u8..).zip(rounds);
        numbered.flat_map(move |(n, (asked, votes))| {
            votes.iter().map(move |vote| (goal, n, asked, vote))
        })
    });
    cells(
        s,
        rows,
        [
            Column("number", |s, (g, ..)| s.label_of(*g).into()),
            Column("goal", |_, (g, ..)| (&g.text).into()),
            Column("side", |_, (.., v)| letter(Some(v.side))),
            Column("who", |s, (.., v)| person(s, v.who.as_ref())),
            Column("fist_to_five", |_, (.., v)| Some(v.fist).into()),
            Column("round", |_, (_, n, ..)| Some(*n).into()),
            Column("voted_on", |_, (_, _, asked, _)| {
                asked.as_ref().map_or("", |a| a.text.as_str()).into()
            }),
        ],
    )
}
