//! How the answers of two sides differ. `docs/method.md`, "Differences between two sides".

use super::{Rater, directed, is_hidden, raters, value};
use crate::domain::Session;
use crate::domain::questionnaire::{Compare, Item, Questionnaire};

/// Share of the scale from which an answer counts as high: 3.5 on a scale from 1 to 5.
const HIGH: f64 = 0.625;
/// Difference, in steps of a scale from 1 to 5, from which two answers are misaligned.
const MISALIGNED: f64 = 1.5;

/// How two answers to one item compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Both rate it high.
    AgreedStrength,
    /// Both rate it low.
    AgreedWeakness,
    /// The first rates it higher than the second.
    BlindSpot,
    /// The second rates it higher than the first.
    Undervalued,
}

/// How good an answer is, from 0 to 1.
fn goodness(q: &Questionnaire, item: &Item, value: f64) -> f64 {
    let share = q
        .scale(item)
        .map_or(0.0, |s| s.share(directed(q, item, value)));
    if q.less_is_better { 1.0 - share } else { share }
}

/// How two answers compare, and their distance in steps of a scale from 1 to 5.
#[must_use]
pub fn difference(q: &Questionnaire, item: &Item, first: f64, second: f64) -> (Difference, f64) {
    let (x, y) = (goodness(q, item, first), goodness(q, item, second));
    let steps = (x - y).abs() * 4.0;
    let class = match (steps >= MISALIGNED, (x + y) / 2.0 >= HIGH) {
        (true, _) if x > y => Difference::BlindSpot,
        (true, _) => Difference::Undervalued,
        (false, true) => Difference::AgreedStrength,
        (false, false) => Difference::AgreedWeakness,
    };
    (class, steps)
}

/// The words for a comparison, naming the raters.
pub(super) fn describe(
    q: &Questionnaire,
    item: &Item,
    class: Difference,
    first: &Rater,
    second: &Rater,
) -> String {
    match (class, q.less_is_better) {
        (Difference::BlindSpot, _) if item.factual => rates_higher(first),
        (Difference::Undervalued, _) if item.factual => rates_higher(second),
        (Difference::AgreedStrength, false) => "agreed strength".to_owned(),
        (Difference::AgreedStrength, true) => "both: no concern".to_owned(),
        (Difference::AgreedWeakness, false) => "agreed weakness".to_owned(),
        (Difference::AgreedWeakness, true) => "both see it".to_owned(),
        (Difference::BlindSpot, false) => format!("blind spot of {}", first.title),
        (Difference::Undervalued, false) => format!("{} undervalues it", first.title),
        (Difference::BlindSpot, true) => format!("only {} sees it", second.title),
        (Difference::Undervalued, true) => format!("only {} sees it", first.title),
    }
}

/// Of a fact nobody is blind to: one of the answers does not hold.
fn rates_higher(rater: &Rater) -> String {
    format!("{} rates itself higher", rater.title)
}

/// How the two sides' answers to an item compare, and the words for it. `None` unless both rate the
/// same thing, both have answered, and the answers are revealed.
#[must_use]
pub fn class(session: &Session, q: &Questionnaire, item: &Item) -> Option<(Difference, String)> {
    let raters = raters(session, q);
    let [first, second] = raters.as_slice() else {
        return None;
    };
    if q.compare != Compare::Same || item.gate || first.side.is_none() || is_hidden(session, q) {
        return None;
    }
    let first_value = value(session, &q.id, &first.id, &item.id)?;
    let second_value = value(session, &q.id, &second.id, &item.id)?;
    let class = difference(q, item, first_value, second_value).0;
    Some((class, describe(q, item, class, first, second)))
}

/// The number of items in each class, by its words: blind spots, undervalued, agreed weaknesses,
/// agreed strengths.
#[must_use]
pub fn classes(session: &Session, q: &Questionnaire) -> Vec<(Difference, String, usize)> {
    let all: Vec<(Difference, String)> = q
        .items
        .iter()
        .filter_map(|i| class(session, q, i))
        .collect();
    let order = [
        Difference::BlindSpot,
        Difference::Undervalued,
        Difference::AgreedWeakness,
        Difference::AgreedStrength,
    ];
    let mut counted: Vec<(Difference, String, usize)> = Vec::new();
    for difference in order {
        for (_, words) in all.iter().filter(|(class, _)| *class == difference) {
            match counted.iter_mut().find(|(_, known, _)| known == words) {
                Some((_, _, count)) => *count += 1,
                None => counted.push((difference, words.clone(), 1)),
            }
        }
    }
    counted
}
