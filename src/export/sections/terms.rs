//! The clauses of the agreement.

use super::{Block, column, list, table};
use crate::domain::{Section, Session, Side};

/// The clauses of one section: a table for service levels and the escalation ladder, else a list.
#[must_use]
pub fn terms(session: &Session, section: Section) -> Vec<Block> {
    let clauses = session.terms_in(section);
    match section {
        Section::ServiceLevels => table(
            session,
            clauses,
            [
                column("Item", |_, t| t.text.clone()),
                column("Level", |_, t| t.level.clone()),
                column("Unit", |_, t| t.unit.clone()),
                column("Tolerance", |_, t| t.tolerance.clone()),
                column("Measured how", |_, t| t.measured.clone()),
                column("By whom", |_, t| t.by.clone()),
            ],
        ),
        Section::Escalation => table(
            session,
            (1..).zip(clauses),
            [
                column("Level", |_, (level, _): &(usize, _)| level.to_string()),
                column("Topics", |_, (_, t)| t.text.clone()),
                column(session.side_name(Side::A).to_owned(), |_, (_, t)| {
                    t.name_a.clone()
                }),
                column(session.side_name(Side::B).to_owned(), |_, (_, t)| {
                    t.name_b.clone()
                }),
                column("Working days", |_, (_, t)| {
                    t.max_days.map(|d| d.to_string()).unwrap_or_default()
                }),
            ],
        ),
        _ => list(clauses.map(|t| t.text.clone())),
    }
}
