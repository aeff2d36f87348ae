//! What a typed line says beside its text: who, by when, how much, from which expectations.
//!
//! `Shared board, Öztürk, fri` is an action with its owner and its last day. The line is offered as
//! it was understood, and nobody has to take the offer.

mod action;
mod goal;
mod metric;
mod numbers;
mod people;
mod segments;

pub use numbers::{leading_number, number};

use super::{Action, Edit, Goal, Id, List, Metric, Session};
use jiff::civil::Date;

/// What was understood of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Captured {
    /// What it says, as names of fields and their values in words.
    pub parts: Vec<(&'static str, String)>,
    /// What is not clear enough to be understood, as a sentence.
    pub unclear: Option<String>,
    /// The edit that puts everything where it belongs.
    pub edit: Edit,
}

/// What the text of a new item says beside what is done, wanted or measured; `None` if nothing.
#[must_use]
pub fn read(session: &Session, list: List, id: &Id, today: Date) -> Option<Captured> {
    match list {
        List::Actions => action::read(session, session.get::<Action>(id)?, today),
        List::Goals => goal::read(session, session.get::<Goal>(id)?, today),
        List::Metrics => metric::read(session, session.get::<Metric>(id)?, today),
        _ => None,
    }
}

/// What was understood, from the parts that were; `None` if there is nothing to say.
fn captured<const N: usize>(
    parts: [(&'static str, Option<String>); N],
    unclear: Option<String>,
    edit: impl FnOnce() -> Edit,
) -> Option<Captured> {
    let parts = parts.into_iter();
    let parts: Vec<_> = parts
        .filter_map(|(field, value)| Some((field, value?)))
        .collect();
    let edit = if parts.is_empty() {
        Edit::All(vec![])
    } else {
        edit()
    };
    (!parts.is_empty() || unclear.is_some()).then_some(Captured {
        parts,
        unclear,
        edit,
    })
}

/// How a line of this list may go on after its text; `None` if it is never more than its text.
#[must_use]
pub fn example(list: List) -> Option<&'static str> {
    match list {
        List::Actions => Some("what; done when, who, by when: Shared board; used daily, Ana, fri"),
        List::Goals => Some("a date in it is its date; its origins after a comma: …, A2 B1"),
        List::Metrics => Some("what, today, target: On time, 83 % today, 97 % by June 2027, Ana"),
        _ => None,
    }
}
