//! Who is in contact with whom.

use super::Links;
use crate::domain::{Id, Participant, Session, Side};

/// The people of both sides, and the pairs who are in contact.
#[must_use]
pub fn contacts(session: &Session) -> Links {
    let people = Side::BOTH.map(|side| session.people(side).collect::<Vec<&Participant>>());
    let at = |list: &[&Participant], id: Option<&Id>| list.iter().position(|p| Some(&p.id) == id);
    let [a, b] = &people;
    let pairs = session
        .contacts
        .iter()
        .filter_map(|c| Some((at(a, c.a.as_ref())?, at(b, c.b.as_ref())?)))
        .collect();
    Links {
        sides: Side::BOTH.map(|side| session.side_name(side).to_owned()),
        pairs,
        people: people.map(|list| {
            list.into_iter()
                .map(|p| (p.name.clone(), p.function.clone()))
                .collect()
        }),
    }
}
