//! A metric in one line: `what, value today, value by a date, who reads it, how often, goal`.

use super::people::{Who, find, which_of};
use super::segments::{after_word, date, fill, peel, plain_date};
use super::{Captured, captured, goal, numbers};
use crate::domain::{Direction, Frequency, Id, List, Metric, Participant, Session, change, dates};
use jiff::civil::Date;

#[derive(Default)]
struct Found<'a> {
    baseline: Option<f64>,
    target: Option<f64>,
    by: Option<Date>,
    unit: &'a str,
    /// Values of which is not said whether they are today's or the target, the last one first.
    unassigned: Vec<f64>,
    reader: Option<&'a Participant>,
    frequency: Option<Frequency>,
    goal: Option<&'a Id>,
    unclear: Option<String>,
}

pub(super) fn read(session: &Session, metric: &Metric, today: Date) -> Option<Captured> {
    let mut found = Found::default();
    let head = peel(&metric.name, |piece| found.take(session, piece, today));
    if head.is_empty() {
        return None;
    }
    // of two values the first one is today's; one alone is what is not said elsewhere
    for value in std::mem::take(&mut found.unassigned) {
        let _ = fill(&mut found.target, Some(value)) || fill(&mut found.baseline, Some(value));
    }
    let unit = found.unit;
    let value = |n: f64| format!("{n} {unit}").trim_end().to_owned();
    let parts = [
        ("today", found.baseline.map(value)),
        ("target", found.target.map(value)),
        ("by", found.by.map(|d| dates::short(d, today))),
        (
            "read by",
            found.reader.map(|p| session.name_of(p).into_owned()),
        ),
        ("read", found.frequency.map(|f| f.label().to_owned())),
        ("for", found.goal.map(|g| session.label(List::Goals, g))),
    ];
    captured(parts, found.unclear, || {
        change(metric, |m| {
            head.clone_into(&mut m.name);
            if !unit.is_empty() {
                unit.clone_into(&mut m.unit);
            }
            if found.baseline.is_some() {
                (m.baseline, m.baseline_date) = (found.baseline, Some(today));
            }
            m.target = found.target.or(m.target);
            m.target_date = found.by.or(m.target_date);
            m.owner = found.reader.map(|p| p.id.clone()).or(m.owner.take());
            m.frequency = found.frequency.or(m.frequency);
            m.goal = found.goal.cloned().or(m.goal.take());
            if let (None, Some(from), Some(to)) = (m.direction, m.baseline, m.target) {
                m.direction = match from.total_cmp(&to) {
                    std::cmp::Ordering::Less => Some(Direction::Up),
                    std::cmp::Ordering::Greater => Some(Direction::Down),
                    std::cmp::Ordering::Equal => Some(Direction::Maintain),
                };
            }
        })
    })
}

impl<'a> Found<'a> {
    /// Takes a piece; false if it is part of the name.
    fn take<'t: 'a>(&mut self, session: &'a Session, piece: &'t str, today: Date) -> bool {
        if let Some(day) = after_word(piece, &["by", "until"]).and_then(|d| date(d, today)) {
            return fill(&mut self.by, Some(day));
        }
        if let Some(figure) = after_word(piece, &["today", "now", "baseline", "from"]) {
            return self.take_value(figure, today, true);
        }
        // `30 sep` begins with a number too, but is a date
        if let Some(day) = plain_date(piece, today) {
            return fill(&mut self.by, Some(day));
        }
        let figure = after_word(piece, &["target", "to"]).unwrap_or(piece);
        if self.take_value(figure, today, false) {
            return true;
        }
        if let Some(frequency) = frequency(piece) {
            return fill(&mut self.frequency, Some(frequency));
        }
        if let [goal] = goal::labelled(session, piece).as_slice() {
            return fill(&mut self.goal, Some(*goal));
        }
        match find(session, piece) {
            Who::One(person) => fill(&mut self.reader, Some(person)),
            Who::Several(people) => {
                self.unclear = Some(which_of(session, &people));
                false
            }
            Who::Nobody => false,
        }
    }

    /// Takes a value with its unit and what is said of it: `83 % today`, `97 % by June 2027`.
    fn take_value<'t: 'a>(&mut self, text: &'t str, today: Date, is_today: bool) -> bool {
        let Some((value, sign, rest)) = numbers::leading(text) else {
            return false;
        };
        // the unit is a sign, or one word
        let (word, more) = rest.split_once(' ').unwrap_or((rest, ""));
        let said = Said::of(rest, today)
            .map(|said| (sign, said))
            .or_else(|| Some((word, Said::of(more, today)?)).filter(|_| sign.is_empty()));
        let (unit, said) = match said {
            Some(found) => found,
            None if rest.is_empty() => (sign, Said::Nothing),
            None if more.is_empty() && sign.is_empty() => (word, Said::Nothing),
            None => return false,
        };
        let said = if is_today { Said::Today } else { said };
        let fits = match said {
            Said::Today => fill(&mut self.baseline, Some(value)),
            Said::By(day) => {
                let fits = fill(&mut self.target, Some(value));
                if fits {
                    self.by = Some(day);
                }
                fits
            }
            Said::Nothing => {
                let places = [self.baseline, self.target];
                let free = places.iter().filter(|p| p.is_none()).count();
                let has_room = self.unassigned.len() < free;
                if has_room {
                    self.unassigned.push(value);
                }
                has_room
            }
        };
        if fits && !unit.is_empty() {
            self.unit = unit;
        }
        fits
    }
}

/// What is said of a value.
enum Said {
    Nothing,
    Today,
    By(Date),
}

impl Said {
    /// What a text says of the value before it; `None` if it says something else.
    fn of(text: &str, today: Date) -> Option<Self> {
        if ["today", "now"].contains(&text.to_lowercase().as_str()) {
            return Some(Self::Today);
        }
        let day = after_word(text, &["by", "until", "in"]).unwrap_or(text);
        date(day, today).map(Self::By)
    }
}

/// How often, by the beginning of its word or of `every month`.
fn frequency(typed: &str) -> Option<Frequency> {
    let typed = typed.to_lowercase();
    let word = typed.strip_prefix("every ").unwrap_or(&typed);
    let fits = |f: &Frequency| word.len() >= 3 && f.label().starts_with(word);
    let day = (word == "day").then_some(Frequency::Daily);
    day.or_else(|| Frequency::ALL.into_iter().find(fits))
}
