//! Participants and who is in contact with whom.

use super::{Cells, Column, cells, letter, person};
use crate::domain::{Level, Session};

pub(in crate::export::tables) fn people(s: &Session) -> Cells {
    cells(
        s,
        &s.participants,
        [
            Column("id", |_, p| (&p.id).into()),
            Column("side", |_, p| letter(Some(p.side))),
            Column("organisation", |s, p| s.side_name(p.side).into()),
            Column("name", |_, p| (&p.name).into()),
            Column("role", |_, p| (&p.role).into()),
            Column("function", |_, p| (&p.function).into()),
            Column("level", |_, p| p.level.map_or("", Level::label).into()),
        ],
    )
}

pub(in crate::export::tables) fn contacts(s: &Session) -> Cells {
    cells(
        s,
        &s.contacts,
        [
            Column("id", |_, c| (&c.id).into()),
            Column("person_a", |s, c| person(s, c.a.as_ref())),
            Column("person_b", |s, c| person(s, c.b.as_ref())),
            Column("level", |_, c| c.level.map_or("", Level::label).into()),
            Column("last_contact", |_, c| c.last.into()),
            Column("about", |_, c| (&c.text).into()),
        ],
    )
}
