//! Forms on the session itself, on the day, and on a break.

use super::records::{DAY, ORGANISATIONS, SESSION, STEP, US_AND_THEM};
use super::{FieldKind, Form};
use crate::domain::{Id, List, Place, Side};

/// The form on the session: its title, the organisations on these sides, start and end of the day.
///
/// A `solo` session is held by one side alone, for itself.
#[must_use]
pub fn session_form(solo: bool, sides: &[Side]) -> Form {
    let [a, b] = if solo { US_AND_THEM } else { ORGANISATIONS };
    let title = SESSION.iter().map(|f| (Place::Session, *f));
    let organisations = [(Side::A, a), (Side::B, b)].into_iter();
    let organisations = organisations
        .filter(|(side, _)| sides.contains(side))
        .map(|(side, field)| (Place::Party(side), field));
    Form {
        title: "The session".to_owned(),
        fields: title
            .chain(organisations)
            .chain(day_form().fields)
            .collect(),
        whole: false,
    }
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
