//! The Gantt chart of the actions.

use super::{Gantt, Hue, Span};
use crate::domain::dates::{long, monday};
use crate::domain::{Action, List, Session, Status, load, priority};
use jiff::civil::Date;

/// Longest chart, in weeks: two and a half years.
const MOST: i32 = 130;

/// The actions that have a date, in the order of their dates. Today is not marked: the same session
/// always gives the same document.
#[must_use]
pub fn gantt(session: &Session) -> Option<Gantt> {
    let days = |a: &Action| -> Option<(Date, Date)> {
        let (from, to) = (a.start.or(a.due)?, a.due.or(a.start)?);
        Some((from.min(to), to.max(from)))
    };
    let mut list: Vec<(&Action, (Date, Date))> = priority::ranked(session)
        .into_iter()
        .filter_map(|a| Some((a, days(a)?)))
        .collect();
    list.sort_by_key(|(_, days)| *days);
    let first = monday(list.iter().map(|l| l.1.0).min()?);
    let last = list.iter().map(|l| l.1.1).max()?;
    let weeks = ((last - first).get_days() / 7 + 1).clamp(1, MOST);
    let row = |(a, days): (&Action, (Date, Date))| {
        let side = a.owner.as_ref().and_then(|o| load::side_of(session, o));
        let (hue, state) = match a.status {
            Status::Done => (Hue::Good, "done, "),
            Status::Dropped => (Hue::Quiet, "dropped, "),
            Status::Open if a.is_in_progress() => {
                (side.map_or(Hue::Accent, Hue::from), "in progress, ")
            }
            Status::Open => (side.map_or(Hue::Accent, Hue::from), ""),
        };
        let when = match (a.start, a.due) {
            (Some(start), Some(due)) => format!("{} to {}", long(start), long(due)),
            (None, Some(due)) => format!("due {}", long(due)),
            (Some(start), None) => format!("from {}", long(start)),
            (None, None) => String::new(),
        };
        let owner = a
            .owner
            .as_ref()
            .map(|o| format!(" · {}", session.person(o)))
            .unwrap_or_default();
        Span {
            label: format!("{} {}", session.label_of(a), a.text),
            days: Some(days),
            hue,
            remark: format!("{state}{when}{}{owner}", after(session, a)),
        }
    };
    Some(Gantt {
        first,
        weeks: usize::try_from(weeks).unwrap_or(1),
        rows: list.into_iter().map(row).collect(),
    })
}

/// The numbers of the actions that have to be done before, in words.
fn after(session: &Session, action: &Action) -> String {
    let numbers: Vec<String> = action
        .depends_on
        .iter()
        .map(|id| session.label(List::Actions, id))
        .collect();
    if numbers.is_empty() {
        String::new()
    } else {
        format!(", after {}", numbers.join(", "))
    }
}
