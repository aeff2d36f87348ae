//! Who is in contact with whom.

use super::Links;
use crate::domain::{Id, Participant, Session, Side};
use std::collections::HashMap;

/// The people of both sides, and the pairs who are in contact.
#[must_use]
pub fn contacts(session: &Session) -> Links {
    let people = Side::BOTH.map(|side| session.people(side).collect::<Vec<&Participant>>());
    let places = people.each_ref().map(|list| -> HashMap<&Id, usize> {
        // the last one in the map is kept: the first of equal ids
        list.iter()
            .enumerate()
            .rev()
            .map(|(n, p)| (&p.id, n))
            .collect()
    });
    let [a, b] = &places;
    let at = |places: &HashMap<&Id, usize>, id: Option<&Id>| places.get(id?).copied();
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
                .map(|p| (session.name_on_side(p).into_owned(), p.function.clone()))
                .collect()
        }),
    }
}
