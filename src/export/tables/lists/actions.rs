//! Action items.

use super::{Cells, Column, cells, labels, letter, person};
use crate::domain::{Action, List, Session, load};
use crate::export::tables::Datum;

pub(in crate::export::tables) fn actions(s: &Session) -> Cells {
    actions_where(s, |_| true)
}

/// The actions for which `wanted` holds.
pub(in crate::export::tables) fn actions_where(
    s: &Session,
    wanted: impl Fn(&Action) -> bool,
) -> Cells {
    cells(
        s,
        s.actions.iter().filter(|action| wanted(action)),
        [
            Column("id", |_, a| (&a.id).into()),
            Column("number", |s, a| s.label_of(*a).into()),
            Column("action", |_, a| (&a.text).into()),
            Column("goal", |s, a| labels(s, List::Goals, &a.goal)),
            Column("owner", |s, a| person(s, a.owner.as_ref())),
            Column("owner_side", |s, a| {
                letter(a.owner.as_ref().and_then(|owner| load::side_of(s, owner)))
            }),
            Column("counterpart", |s, a| person(s, a.counterpart.as_ref())),
            Column("start", |_, a| a.start.into()),
            Column("due", |_, a| a.due.into()),
            Column("status", |_, a| a.state().into()),
            Column("ended", |_, a| a.ended.into()),
            Column("done_when", |_, a| (&a.done_when).into()),
            Column("value_to_a", |_, a| a.value_a.into()),
            Column("value_to_b", |_, a| a.value_b.into()),
            Column("effort", |_, a| a.effort.into()),
            Column("dots", |s, a| {
                // each person's dots stay blind until all are revealed
                let is_shown = s.progress.dots_revealed && !a.dots.is_empty();
                is_shown
                    .then(|| a.dot_count())
                    .map_or(Datum::Empty, |n| Some(n).into())
            }),
            Column("depends_on", |s, a| labels(s, List::Actions, &a.depends_on)),
            Column("started", |_, a| a.started.into()),
        ],
    )
}
