//! The action items: plan, load, priorities.

use super::{Block, column, date, number, person, picture, table};
use crate::domain::{Action, List, Session, Side, priority};
use crate::figure::{self, Figure};

/// The actions in order of priority.
#[must_use]
pub fn actions(session: &Session) -> Vec<Block> {
    table(
        session,
        priority::ranked(session),
        [
            column("No.", |s, a| s.label_of(*a)),
            column("Action", |_, a| a.text.clone()),
            column("Goal", |s, a| {
                let goal = a.goal.as_ref().map(|id| s.label(List::Goals, id));
                goal.unwrap_or_default()
            }),
            column("Owner", |s, a| person(s, a.owner.as_ref())),
            column("Counterpart", |s, a| person(s, a.counterpart.as_ref())),
            column("Start", |_, a| date(a.start)),
            column("Due", |_, a| date(a.due)),
            column("Status", |_, a| status(a)),
            column("Done when", |_, a| a.done_when.clone()),
        ],
    )
}

/// The state of an action, with the day on which it was begun, done or dropped.
fn status(action: &Action) -> String {
    let day = match action.started.filter(|_| action.is_in_progress()) {
        Some(started) => format!("since {}", date(Some(started))),
        None if action.is_open() => String::new(),
        None => date(action.ended),
    };
    format!("{} {day}", action.state()).trim_end().to_owned()
}

/// The actions, and their Gantt chart.
#[must_use]
pub fn plan(session: &Session) -> Vec<Block> {
    let gantt = figure::gantt(session).map(Figure::Gantt);
    [actions(session), picture("The plan on a calendar", gantt)].concat()
}

/// How many open actions each person owns.
#[must_use]
pub fn load(session: &Session) -> Vec<Block> {
    if session.actions.is_empty() {
        vec![]
    } else {
        picture("Open actions each person owns", figure::load(session))
    }
}

/// The scores of the actions, and their 2×2.
#[must_use]
pub fn priorities(session: &Session) -> Vec<Block> {
    let value_to = |side| format!("Value to {}", session.side_name(side));
    let number_of = || column("No.", |s, a: &&Action| s.label_of(*a));
    let text = || column("Action", |_, a: &&Action| a.text.clone());
    let effort = || column("Effort", |_, a: &&Action| number(a.effort));
    let dots = || {
        column("Dots", |s: &Session, a: &&Action| {
            let dots = s.progress.dots_revealed.then(|| a.dot_count().to_string());
            dots.unwrap_or_default()
        })
    };
    let quadrant = || {
        column("Quadrant", |s, a: &&Action| {
            priority::quadrant(s, a).label().to_owned()
        })
    };
    let ranked = priority::ranked(session);
    let has_one_value = session.agenda.solo && ranked.iter().all(|a| a.value_b.is_none());
    let scores = if has_one_value {
        let value = column("Value", |_, a: &&Action| number(a.value_a));
        let columns = [number_of(), text(), value, effort(), quadrant()];
        table(session, ranked, columns)
    } else {
        let value_a = column(value_to(Side::A), |_, a: &&Action| number(a.value_a));
        let value_b = column(value_to(Side::B), |_, a: &&Action| number(a.value_b));
        let one_sided = column("One-sided", |s: &Session, a: &&Action| {
            let side = priority::one_sided(a);
            side.map(|side| format!("more value to {}", s.side_name(side)))
                .unwrap_or_default()
        });
        let columns = [
            number_of(),
            text(),
            value_a,
            value_b,
            effort(),
            dots(),
            quadrant(),
            one_sided,
        ];
        table(session, ranked, columns)
    };
    let plane = figure::priorities(session, session.actions.iter(), usize::MAX);
    let drawn = (!plane.points.is_empty()).then_some(Figure::Plane(plane));
    let title = if session.agenda.solo {
        "Value against effort"
    } else {
        "Value to both sides against effort"
    };
    [scores, picture(title, drawn)].concat()
}
