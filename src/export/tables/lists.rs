//! The columns and rows of each table, in files by topic.

mod actions;
mod agreement;
mod answers;
mod cards;
mod decisions;
mod expectations;
mod goals;
mod metrics;
mod people;

pub(super) use actions::{actions, actions_where};
pub(super) use agreement::{signatures, terms};
pub(super) use answers::{answers, answers_of_people};
pub(super) use cards::cards;
pub(super) use decisions::{decisions, parking, rules};
pub(super) use expectations::{expectations, links};
pub(super) use goals::{goals, votes};
pub(super) use metrics::{metrics, readings};
pub(super) use people::{contacts, people};

use super::Datum;
use crate::domain::{Id, List, Session, Side};

/// Stands for text that the other side may not see yet.
const HIDDEN: &str = "(hidden until both sides are revealed)";

/// The headings and the rows of a table.
pub(super) struct Cells {
    pub(super) columns: Vec<&'static str>,
    pub(super) rows: Vec<Vec<Datum>>,
}

/// A column: its heading in snake case, and its value in a row.
struct Column<R>(&'static str, fn(&Session, &R) -> Datum);

/// A table of `rows`, each with a value a column.
fn cells<R, const N: usize>(
    session: &Session,
    rows: impl IntoIterator<Item = R>,
    columns: [Column<R>; N],
) -> Cells {
    let row = |r: R| columns.iter().map(|c| (c.1)(session, &r)).collect();
    Cells {
        rows: rows.into_iter().map(row).collect(),
        columns: columns.iter().map(|c| c.0).collect(),
    }
}

/// The name of a participant.
fn person(session: &Session, id: Option<&Id>) -> Datum {
    id.map_or(Datum::Empty, |id| session.person(id).as_ref().into())
}

/// The letter of a side, `A` or `B`.
fn letter(side: Option<Side>) -> Datum {
    side.map_or(Datum::Empty, |s| s.letter().to_string().into())
}

/// The labels of some records, such as `A1, B3`.
fn labels<'a>(session: &Session, list: List, ids: impl IntoIterator<Item = &'a Id>) -> Datum {
    ids.into_iter()
        .map(|id| session.label(list, id))
        .collect::<Vec<_>>()
        .join(", ")
        .into()
}

/// The name of a value in the session file, such as `half_yearly`.
fn word(value: &impl serde::Serialize) -> Datum {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(Datum::from))
        .unwrap_or(Datum::Empty)
}
