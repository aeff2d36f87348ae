//! Clauses of the agreement and signatures.

use super::{Cells, Column, cells, letter};
use crate::domain::{Section, Session};

pub(in crate::export::tables) fn terms(s: &Session) -> Cells {
    let in_order = Section::ALL
        .into_iter()
        .flat_map(|section| s.terms_in(section));
    cells(
        s,
        in_order,
        [
            Column("id", |_, t| (&t.id).into()),
            Column("section", |_, t| t.section.label().into()),
            Column("text", |_, t| (&t.text).into()),
            Column("level", |_, t| (&t.level).into()),
            Column("unit", |_, t| (&t.unit).into()),
            Column("tolerance", |_, t| (&t.tolerance).into()),
            Column("measured_how", |_, t| (&t.measured).into()),
            Column("by_whom", |_, t| (&t.by).into()),
            Column("name_a", |_, t| (&t.name_a).into()),
            Column("name_b", |_, t| (&t.name_b).into()),
            Column("working_days", |_, t| t.max_days.map(f64::from).into()),
        ],
    )
}

pub(in crate::export::tables) fn signatures(s: &Session) -> Cells {
    cells(
        s,
        &s.sign_off,
        [
            Column("id", |_, x| (&x.id).into()),
            Column("side", |_, x| letter(Some(x.side))),
            Column("organisation", |s, x| s.side_name(x.side).into()),
            Column("name", |_, x| (&x.name).into()),
            Column("role", |_, x| (&x.role).into()),
            Column("date", |_, x| x.date.into()),
            Column("outdated", |s, x| {
                let is_outdated = x.content.is_some() && x.is_outdated(&s.agreed_content());
                if is_outdated { "yes" } else { "" }.into()
            }),
        ],
    )
}
