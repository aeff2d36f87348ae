//! An action in one line: `what; done when, who, with whom, by when, goal`.

use super::people::{Who, find, which_of};
use super::segments::{after_word, date, fill, peel, plain_date};
use super::{Captured, captured, goal};
use crate::domain::{Action, Id, List, Participant, Session, change, dates};
use jiff::civil::Date;

/// Words before the last day.
const BY: [&str; 3] = ["by", "until", "due"];
/// Words before the first day.
const FROM: [&str; 3] = ["from", "start", "starting"];
/// Words before what shows that it is done.
const DONE: [&str; 2] = ["done when", "done if"];

#[derive(Default)]
struct Found<'a> {
    /// Those named, the last one first.
    people: Vec<&'a Participant>,
    start: Option<Date>,
    due: Option<Date>,
    goal: Option<&'a Id>,
    unclear: Option<String>,
}

pub(super) fn read(session: &Session, action: &Action, today: Date) -> Option<Captured> {
    let mut found = Found::default();
    let head = peel(&action.text, |piece| found.take(session, piece, today));
    let (head, done_when) = split_done(head);
    let head = if found.due.is_none() {
        found.take_date_at_end(head, today)
    } else {
        head
    };
    if head.is_empty() {
        return None;
    }
    let owner = found.people.last().copied();
    let counterpart = owner.and_then(|o| found.people.iter().find(|p| p.side != o.side).copied());
    let name = |p: &Participant| session.name_of(p).into_owned();
    let day = |d| dates::short(d, today);
    let parts = [
        ("done when", done_when.map(str::to_owned)),
        ("owner", owner.map(name)),
        ("with", counterpart.map(name)),
        ("from", found.start.map(day)),
        ("due", found.due.map(day)),
        ("for", found.goal.map(|g| session.label(List::Goals, g))),
    ];
    captured(parts, found.unclear, || {
        change(action, |a| {
            a.text = head.to_owned();
            if let Some(done_when) = done_when {
                a.done_when = done_when.to_owned();
            }
            a.owner = owner.map(|p| p.id.clone()).or(a.owner.take());
            a.counterpart = counterpart.map(|p| p.id.clone()).or(a.counterpart.take());
            a.start = found.start.or(a.start);
            a.due = found.due.or(a.due);
            a.goal = found.goal.cloned().or(a.goal.take());
        })
    })
}

impl<'a> Found<'a> {
    /// Takes a piece; false if it is part of the text.
    fn take(&mut self, session: &'a Session, piece: &str, today: Date) -> bool {
        if let Some(day) = after_word(piece, &FROM) {
            return fill(&mut self.start, date(day, today));
        }
        let day = after_word(piece, &BY);
        let due = match day {
            Some(day) => date(day, today),
            None => plain_date(piece, today),
        };
        if due.is_some() {
            return fill(&mut self.due, due);
        }
        let goals = goal::labelled(session, piece);
        if let [goal] = goals.as_slice() {
            return fill(&mut self.goal, Some(*goal));
        }
        match find(session, after_word(piece, &["with"]).unwrap_or(piece)) {
            Who::One(person) if self.people.iter().all(|p| p.side != person.side) => {
                self.people.push(person);
                true
            }
            Who::Several(people) if self.people.len() < 2 => {
                self.unclear = Some(which_of(session, &people));
                false
            }
            _ => false,
        }
    }

    /// Takes `by fri` at the end of a text; returns what is before it.
    fn take_date_at_end<'t>(&mut self, text: &'t str, today: Date) -> &'t str {
        let found = text.rmatch_indices(" by ").next().and_then(|(at, by)| {
            let (before, rest) = text.split_at_checked(at)?;
            let day = rest.strip_prefix(by)?.trim();
            // a sentence can end in an amount: `by 2w`, `by 1.5`
            let is_amount = day.starts_with(|c: char| c.is_ascii_digit()) && !day.contains(' ');
            let is_iso = day.parse::<Date>().is_ok();
            let day = plain_date(day, today).filter(|_| !is_amount || is_iso)?;
            Some((before, day))
        });
        let Some((before, due)) = found else {
            return text;
        };
        self.due = Some(due);
        before.trim_end()
    }
}

/// The text before a done-criterion, and the criterion: after `;` or `, done when`.
fn split_done(head: &str) -> (&str, Option<&str>) {
    let lower = head.to_lowercase();
    let phrase = DONE.iter().find_map(|words| {
        // the same bytes only if lower case changed no length
        let at = (lower.len() == head.len()).then(|| lower.find(&format!(", {words} ")))??;
        let (before, rest) = head.split_at_checked(at)?;
        Some((before, rest.get(words.len() + 3..)?))
    });
    let Some((text, done)) = phrase.or_else(|| head.split_once(';')) else {
        return (head, None);
    };
    let (text, done) = (text.trim_end(), done.trim());
    if text.is_empty() || done.is_empty() {
        return (head, None);
    }
    (text, Some(done))
}
