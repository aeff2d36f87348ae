//! Forms on the session itself, on the day, and on a break.

use super::FieldKind::{self, Choice, DateTime, Text, Time};
use super::records::{STEP, field};
use super::{Field, Form};
use crate::domain::{Id, List, PARTY_ROLES, Place, Side};

const TITLE: Field = field(
    "title",
    "Title",
    Text,
    "what the session is about, such as: supplier reset",
);

/// The organisations of a session held with both sides.
const ORGANISATIONS: [Field; 2] = [
    field("name", "Organisation A", Text, "shown on the left, in blue"),
    field(
        "name",
        "Organisation B",
        Text,
        "shown on the right, in orange",
    ),
];

/// The organisations of a session that one side holds for itself.
const US_AND_THEM: [Field; 2] = [
    field("name", "Us", Text, "your own organisation"),
    field(
        "name",
        "Them",
        Text,
        "the other organisation, as you see it",
    ),
];

/// When the day starts and ends.
const DAY: &[Field] = &[
    field(
        "start",
        "Start",
        DateTime,
        "9:00, tomorrow 9:00, 2026-11-21 09:00; empty: not fixed",
    ),
    field(
        "end",
        "Ends by",
        Time,
        "16:30: when the room has to be free; empty: when the agenda ends",
    ),
];

/// Who leads the session and where, and what led to it.
const SURROUNDINGS: &[Field] = &[
    field(
        "place",
        "Place",
        Text,
        "where it is held, such as: Husum, room 4",
    ),
    field("facilitator", "Facilitator", Text, "who leads it"),
    field("scribe", "Scribe", Text, "who takes the minutes"),
    field(
        "background",
        "Background",
        Text,
        "what led to it, in a sentence or two",
    ),
];

/// What else there is to say of each organisation.
const DETAILS: [[Field; 4]; 2] = [
    [
        field("short", "{a}: short name", Text, SHORT),
        field("role", "{a}: role", ROLE, "what {a} is to {b}"),
        field("legal_name", "{a}: legal name", Text, LEGAL),
        field("address", "{a}: address", Text, ADDRESS),
    ],
    [
        field("short", "{b}: short name", Text, SHORT),
        field("role", "{b}: role", ROLE, "what {b} is to {a}"),
        field("legal_name", "{b}: legal name", Text, LEGAL),
        field("address", "{b}: address", Text, ADDRESS),
    ],
];
const SHORT: &str = "used where there is little room; empty: the name";
const LEGAL: &str = "as it stands in contracts; printed in the agreement";
const ADDRESS: &str = "printed in the agreement";
const ROLE: FieldKind = Choice(&PARTY_ROLES);

/// The form on a new session: its title, the organisations on these sides, start and end of the
/// day.
///
/// A `solo` session is held by one side alone, for itself.
#[must_use]
pub fn new_session_form(solo: bool, sides: &[Side]) -> Form {
    let names = if solo { US_AND_THEM } else { ORGANISATIONS };
    let organisations = Side::BOTH.into_iter().zip(names);
    let organisations = organisations
        .filter(|(side, _)| sides.contains(side))
        .map(|(side, field)| (Place::Party(side), field));
    Form {
        title: "The session".to_owned(),
        fields: [(Place::Session, TITLE)]
            .into_iter()
            .chain(organisations)
            .chain(day_form().fields)
            .collect(),
        whole: false,
    }
}

/// The form on a session: that on a new one, who leads it and where, and what else there is to say
/// of both organisations.
#[must_use]
pub fn session_form(solo: bool, sides: &[Side]) -> Form {
    let mut form = new_session_form(solo, sides);
    let surroundings = SURROUNDINGS.iter().map(|f| (Place::Session, *f));
    form.fields.extend(surroundings);
    let details = Side::BOTH.into_iter().zip(DETAILS);
    for (side, fields) in details.filter(|(side, _)| sides.contains(side)) {
        form.fields.extend(fields.map(|f| (Place::Party(side), f)));
    }
    form
}

/// The form on when the day starts and ends.
#[must_use]
pub fn day_form() -> Form {
    Form {
        title: "Start and end of the day".to_owned(),
        fields: DAY.iter().map(|f| (Place::Agenda, *f)).collect(),
        whole: false,
    }
}

/// The form on the break after a step.
#[must_use]
pub fn break_form(step: &Id) -> Form {
    let place = Place::Item(List::Steps, step.clone());
    let fields = STEP.iter().filter(|f| f.kind == FieldKind::Break);
    Form {
        title: "Break".to_owned(),
        fields: fields.map(|f| (place.clone(), *f)).collect(),
        whole: false,
    }
}
