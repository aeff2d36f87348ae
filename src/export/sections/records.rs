//! What was recorded along the way: ground rules, decisions, parked items, private notes.

use super::{Block, column, date, list, person, table};
use crate::domain::Session;
use crate::domain::dates::long;

/// The ground rules.
#[must_use]
pub fn ground_rules(session: &Session) -> Vec<Block> {
    list(session.ground_rules.iter().map(|r| r.text.clone()))
}

/// The log of decisions.
#[must_use]
pub fn decisions(session: &Session) -> Vec<Block> {
    table(
        session,
        &session.decisions,
        [
            column("No.", |s, d| s.label_of(*d)),
            column("Date", |_, d| date(d.date)),
            column("Decision", |_, d| d.text.clone()),
            column("Decided by", |s, d| {
                let deciders = [&d.decider_a, &d.decider_b].into_iter().flatten();
                let names: Vec<_> = deciders.map(|id| s.person(id)).collect();
                names.join(", ")
            }),
            column("Owner", |s, d| person(s, d.owner.as_ref())),
            column("Reason", |_, d| d.reason.clone()),
            column("Options considered", |_, d| d.options.clone()),
            column("Review when", |_, d| match d.reviewed {
                Some(day) => format!("{} (stands on {})", d.review, long(day)),
                None => d.review.clone(),
            }),
        ],
    )
}

/// The parking lot.
#[must_use]
pub fn parked(session: &Session) -> Vec<Block> {
    table(
        session,
        &session.parked,
        [
            column("No.", |s, p| s.label_of(*p)),
            column("Item", |_, p| p.text.clone()),
            column("Raised by", |s, p| match (&p.raised_by, p.side) {
                (None, Some(side)) => s.side_name(side).to_owned(),
                (who, _) => person(s, who.as_ref()),
            }),
            column("Outcome", |s, p| p.outcome(s)),
            column("Owner", |s, p| person(s, p.owner.as_ref())),
            column("Due", |_, p| date(p.due)),
        ],
    )
}

/// The private notes. Only for documents that were asked to include them.
#[must_use]
pub fn notes(session: &Session) -> Vec<Block> {
    list(session.notes.iter().map(|n| n.text.clone()))
}
