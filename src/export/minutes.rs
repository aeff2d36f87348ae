//! The minutes: what was done, step by step.

use super::document::{Block, Document};
use super::sections;
use crate::domain::{Session, Step};

/// The minutes of a session. `report` gives what a step contributes; steps with nothing to report
/// are left out.
#[must_use]
pub fn minutes(
    session: &Session,
    with_notes: bool,
    report: impl Fn(&Step) -> Vec<Block>,
) -> Document {
    let mut blocks = vec![sections::parties(session)];
    for step in &session.agenda.steps {
        let part = report(step);
        if !part.is_empty() {
            blocks.push(Block::heading(1, step.title.clone()));
            blocks.extend(part);
        }
    }
    let rest = [
        ("Decisions", sections::decisions(session)),
        ("Parking lot", sections::parked(session)),
    ];
    let notes = with_notes.then(|| ("Private notes", sections::notes(session)));
    for (title, part) in rest
        .into_iter()
        .chain(notes)
        .filter(|(_, part)| !part.is_empty())
    {
        blocks.push(Block::heading(1, title));
        blocks.extend(part);
    }
    Document {
        title: format!("Minutes: {}", session.title).into(),
        cover: Some(sections::cover(session, "Minutes")),
        changed: session.modified,
        private: with_notes,
        blocks,
    }
}
