//! A goal in one line: the date in its text, and its origins after a comma.

use super::segments::{after_word, peel};
use super::{Captured, captured};
use crate::domain::{Expectation, Goal, Id, Session, change, dates};
use jiff::civil::Date;

pub(super) fn read(session: &Session, goal: &Goal, today: Date) -> Option<Captured> {
    let mut origins: Vec<&Expectation> = Vec::new();
    let head = peel(&goal.text, |piece| {
        let named = origins_of(session, after_word(piece, &["from"]).unwrap_or(piece));
        let is_named = !named.is_empty();
        origins.splice(0..0, named);
        is_named
    });
    if head.is_empty() {
        return None;
    }
    let due = dates::find(head, today).filter(|due| goal.due != Some(*due));
    let labels: Vec<String> = origins.iter().map(|e| session.label_of(*e)).collect();
    let parts = [
        ("from", (!labels.is_empty()).then(|| labels.join(", "))),
        ("by", due.map(|d| dates::short(d, today))),
    ];
    captured(parts, None, || {
        change(goal, |g| {
            head.clone_into(&mut g.text);
            g.due = due.or(g.due);
            for origin in &origins {
                if !g.expectations.contains(&origin.id) {
                    g.expectations.push(origin.id.clone());
                }
            }
        })
    })
}

/// The expectations whose labels are written here, such as `A2 b1`; none if there is another word,
/// or while the other side's are still hidden.
fn origins_of<'a>(session: &'a Session, typed: &str) -> Vec<&'a Expectation> {
    if session.hides_expectations() {
        return vec![];
    }
    let of_word = |word: &str| {
        let mut all = session.expectations.iter();
        all.find(|e| session.label_of(*e).eq_ignore_ascii_case(word))
    };
    let found: Option<Vec<_>> = typed.split_whitespace().map(of_word).collect();
    found.unwrap_or_default()
}

/// The goals whose labels are written here, such as `G2`.
pub(super) fn labelled<'a>(session: &'a Session, typed: &str) -> Vec<&'a Id> {
    let goals = session.goals.iter();
    goals
        .filter(|g| session.label_of(*g).eq_ignore_ascii_case(typed))
        .map(|g| &g.id)
        .collect()
}
