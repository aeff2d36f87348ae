//! What was recorded along the way: decisions, parked items, ground rules.

use super::{Cells, Column, cells, letter, person};
use crate::domain::{Session, Step};

pub(in crate::export::tables) fn decisions(s: &Session) -> Cells {
    cells(
        s,
        &s.decisions,
        [
            Column("id", |_, d| (&d.id).into()),
            Column("number", |s, d| s.label_of(*d).into()),
            Column("date", |_, d| d.date.into()),
            Column("decision", |_, d| (&d.text).into()),
            Column("owner", |s, d| person(s, d.owner.as_ref())),
            Column("reason", |_, d| (&d.reason).into()),
            Column("options", |_, d| (&d.options).into()),
            Column("review_when", |_, d| (&d.review).into()),
            Column("step", |s, d| {
                let step = d.step.as_ref().and_then(|id| s.get::<Step>(id));
                step.map_or("", |step| step.title.as_str()).into()
            }),
            Column("decided_by_a", |s, d| person(s, d.decider_a.as_ref())),
            Column("decided_by_b", |s, d| person(s, d.decider_b.as_ref())),
            Column("partnership", |_, d| {
                d.partnership.as_deref().unwrap_or("").into()
            }),
            Column("stands_on", |_, d| d.reviewed.into()),
        ],
    )
}

pub(in crate::export::tables) fn parking(s: &Session) -> Cells {
    cells(
        s,
        &s.parked,
        [
            Column("id", |_, p| (&p.id).into()),
            Column("number", |s, p| s.label_of(*p).into()),
            Column("item", |_, p| (&p.text).into()),
            Column("side", |_, p| letter(p.side)),
            Column("raised_by", |s, p| person(s, p.raised_by.as_ref())),
            Column("outcome", |s, p| p.outcome(s).as_str().into()),
            Column("owner", |s, p| person(s, p.owner.as_ref())),
            Column("due", |_, p| p.due.into()),
            Column("raised_at", |_, p| {
                p.created.map(|t| t.to_string()).unwrap_or_default().into()
            }),
        ],
    )
}

pub(in crate::export::tables) fn rules(s: &Session) -> Cells {
    cells(
        s,
        &s.ground_rules,
        [
            Column("id", |_, r| (&r.id).into()),
            Column("rule", |_, r| (&r.text).into()),
        ],
    )
}
