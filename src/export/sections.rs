//! The parts of which minutes and agreement are put together, in files by topic. Each is empty
//! where there is nothing to say.

mod actions;
mod answers;
mod expectations;
mod goals;
mod metrics;
mod partnership;
mod people;
mod records;
mod terms;

pub use actions::{actions, load, plan, priorities};
pub use answers::answer_in_words;
pub use expectations::{alignment, conflicts, expectations, link_sentence};
pub use goals::goals;
pub use metrics::metrics;
pub use partnership::{UNVERIFIED, partnership, partnership_type};
pub use people::{cover, participants, parties, sign_off};
pub use records::{decisions, ground_rules, notes, parked};
pub use terms::terms;

use super::document::Block;
use crate::domain::dates::long;
use crate::domain::{Id, Session};
use crate::figure::Figure;
use jiff::civil::Date;
use std::borrow::Cow;

/// A column of a table: its heading, and its text in a row.
struct Column<R> {
    heading: Cow<'static, str>,
    text: fn(&Session, &R) -> String,
}

fn column<R>(heading: impl Into<Cow<'static, str>>, text: fn(&Session, &R) -> String) -> Column<R> {
    Column {
        heading: heading.into(),
        text,
    }
}

/// A table of `rows`; nothing where there are none.
fn table<R, const N: usize>(
    session: &Session,
    rows: impl IntoIterator<Item = R>,
    columns: [Column<R>; N],
) -> Vec<Block> {
    let row = |r: R| columns.iter().map(|c| (c.text)(session, &r)).collect();
    let rows: Vec<Vec<String>> = rows.into_iter().map(row).collect();
    if rows.is_empty() {
        vec![]
    } else {
        vec![Block::table(columns.iter().map(|c| &*c.heading), rows)]
    }
}

/// A list; nothing where there are no items.
fn list(items: impl IntoIterator<Item = String>) -> Vec<Block> {
    let items: Vec<String> = items.into_iter().collect();
    if items.is_empty() {
        vec![]
    } else {
        vec![Block::list(items)]
    }
}

/// A figure with its caption; nothing where there is none.
fn picture(title: &str, figure: Option<Figure>) -> Vec<Block> {
    let block = figure.map(|figure| Block::figure(title, figure));
    block.into_iter().collect()
}

fn person(session: &Session, id: Option<&Id>) -> String {
    id.map(|id| session.person(id).into_owned())
        .unwrap_or_default()
}

fn date(date: Option<Date>) -> String {
    date.map(long).unwrap_or_default()
}

fn number(value: Option<u8>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}
