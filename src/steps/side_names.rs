//! Texts of forms and agendas in which `{a}` and `{b}` stand for the names of the organisations.

use crate::domain::{Session, Side};
use crate::text;

/// Columns a name may take in a label.
const LABEL_COLUMNS: usize = 20;

/// `words` with the names of both organisations.
pub(super) fn with_side_names(session: &Session, words: &str) -> String {
    replace(words, |side| session.side_name(side).to_owned())
}

/// `words` with the names of both organisations, cut off where they are too long for a label.
pub(super) fn with_short_side_names(session: &Session, words: &str) -> String {
    replace(words, |side| {
        text::clip(
            &text::one_line(session.short_side_name(side)),
            LABEL_COLUMNS,
        )
        .into_owned()
    })
}

fn replace(words: &str, name: impl Fn(Side) -> String) -> String {
    words
        .replace("{a}", &name(Side::A))
        .replace("{b}", &name(Side::B))
}
