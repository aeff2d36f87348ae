//! What the answers ask to be acted on. `docs/method.md`, "What to act on".

use super::compare::describe;
use super::{Difference, Rater, answer, band, difference, raters, score, value};
use crate::domain::Session;
use crate::domain::questionnaire::{Area, Compare, Item, Questionnaire, Tone};
use std::collections::HashSet;

/// Difference, in steps of a scale from 1 to 5, from which two answers are severely misaligned.
const SEVERE: f64 = 2.5;
/// Difference, in the scale's own steps, from which an item comes before everything but failed
/// gates.
const WIDE: f64 = 2.0;

/// Something the answers ask to be acted on.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// Names the item or area in the whole session; see [`Action::origin`](crate::domain::Action).
    pub origin: String,
    /// The item or area.
    pub text: String,
    /// Why it is a concern, with the answers.
    pub why: String,
    /// What helps; may be empty.
    pub advice: String,
    /// How bad it is.
    pub tone: Tone,
    /// An action to begin with.
    pub action: String,
}

/// What the answers ask to be acted on: failed gates, wide differences, then the narrower
/// differences, flagged items and weak areas, the worst first.
#[must_use]
pub fn concerns(session: &Session, q: &Questionnaire) -> Vec<Concern> {
    let answers = Answers {
        session,
        q,
        raters: raters(session, q),
    };
    let (wide, narrow) = answers.differences();
    let mut first = answers.failed_gates();
    first.extend(wide);
    let mut rest = narrow;
    // an item whose answers differ is in the list already
    let mut listed: HashSet<String> = first
        .iter()
        .chain(&rest)
        .map(|c| c.origin.clone())
        .collect();
    let flagged = answers.flagged_items().into_iter();
    rest.extend(flagged.filter(|c| listed.insert(c.origin.clone())));
    rest.extend(answers.weak_areas());
    if !q.ordered {
        rest.sort_by_key(|c| c.tone);
    }
    first.extend(rest);
    first
}

/// The origin of what an item asks to be acted on.
#[must_use]
pub fn origin_of(q: &Questionnaire, item: &Item) -> String {
    format!("{}/item/{}", q.id, item.id)
}

struct Answers<'a> {
    session: &'a Session,
    q: &'a Questionnaire,
    raters: Vec<Rater>,
}

impl Answers<'_> {
    fn value(&self, rater: &Rater, item: &Item) -> Option<f64> {
        value(self.session, self.q, rater, item)
    }

    /// Gates that somebody rates below the highest answer, and those that somebody who answered
    /// other questions left open.
    fn failed_gates(&self) -> Vec<Concern> {
        let gates = || self.q.items.iter().filter(|i| i.gate);
        let failed = gates().filter_map(|item| {
            let highest = self.q.scale(item).map_or(1.0, |s| s.max);
            let fails = |r: &&Rater| self.value(r, item).is_some_and(|v| v < highest);
            let rater = self.raters.iter().find(fails)?;
            let why = format!(
                "{}: not met. Without it the rest does not count.",
                rater.name()
            );
            Some(self.concern(item, why, Tone::Bad))
        });
        let mut out: Vec<Concern> = failed.collect();
        let left_open = gates().filter_map(|item| {
            let rater = self.raters.iter().find(|r| self.leaves_open(r, item))?;
            let why = format!(
                "{}: not answered yet. Until then the rest does not count.",
                rater.name()
            );
            Some(self.concern(item, why, Tone::Warn))
        });
        let left_open: Vec<Concern> = left_open.collect();
        let is_new = |c: &Concern| out.iter().all(|o| o.origin != c.origin);
        let left_open: Vec<Concern> = left_open.into_iter().filter(is_new).collect();
        out.extend(left_open);
        out
    }

    /// True if a rater has answered something, but not this item.
    fn leaves_open(&self, rater: &Rater, item: &Item) -> bool {
        let is_open = |i: &Item| {
            let given = answer(self.session, self.q, &rater.id, &i.id);
            given.is_none_or(|r| !r.na && r.value.is_none())
        };
        is_open(item) && self.q.items.iter().any(|i| !is_open(i))
    }

    /// Items on which two raters differ, widest first: those apart by [`WIDE`] and more, and the
    /// others.
    fn differences(&self) -> (Vec<Concern>, Vec<Concern>) {
        let [first, second] = self.raters.as_slice() else {
            return (vec![], vec![]);
        };
        let mut found: Vec<(f64, bool, Concern)> = self
            .q
            .items
            .iter()
            .filter(|item| !item.gate)
            .filter_map(|item| self.item_difference(item, first, second))
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        let (wide, narrow): (Vec<_>, Vec<_>) = found.into_iter().partition(|(_, wide, _)| *wide);
        let concerns = |found: Vec<(f64, bool, Concern)>| found.into_iter().map(|f| f.2).collect();
        (concerns(wide), concerns(narrow))
    }

    /// The difference in steps, whether it is wide, and the concern.
    fn item_difference(
        &self,
        item: &Item,
        first: &Rater,
        second: &Rater,
    ) -> Option<(f64, bool, Concern)> {
        let q = self.q;
        let (x, y) = (self.value(first, item)?, self.value(second, item)?);
        let (class, steps) = difference(q, item, x, y);
        let words = match class {
            _ if q.compare == Compare::Any && x != y => "the votes differ".to_owned(),
            _ if q.compare != Compare::Same => return None,
            Difference::BlindSpot | Difference::Undervalued if first.side.is_some() => {
                describe(q, item, class, first, second)
            }
            // columns hold what is there and what is needed: any shortfall counts, no surplus does
            _ if first.side.is_none() && y > x => "a gap to close".to_owned(),
            _ => return None,
        };
        let tone = if steps >= SEVERE {
            Tone::Bad
        } else {
            Tone::Warn
        };
        let why = format!("{} {x}, {} {y}: {words}", first.name(), second.name());
        Some((steps, (x - y).abs() >= WIDE, self.concern(item, why, tone)))
    }

    /// Items that somebody rates at or above the answer that asks for an action.
    fn flagged_items(&self) -> Vec<Concern> {
        let flagged = |item: &Item| {
            let from = self.q.flag_from(item)?;
            let meaning = |v: f64| self.q.scale(item).map_or("", |s| s.meaning(v));
            let answers = self.raters.iter().filter_map(|r| {
                let value = self.value(r, item).filter(|v| *v >= from)?;
                Some((value, format!("{}: {}", r.name(), meaning(value))))
            });
            let (values, who): (Vec<f64>, Vec<String>) = answers.unzip();
            let highest = values.into_iter().reduce(f64::max)?;
            let most = self.q.scale(item).is_none_or(|s| highest >= s.max);
            let tone = if most { Tone::Bad } else { Tone::Warn };
            Some(self.concern(item, who.join(", "), tone))
        };
        self.q.items.iter().filter_map(flagged).collect()
    }

    /// Areas in a band that is not good, the worst score first, steps in their order; one concern
    /// an area for all raters.
    fn weak_areas(&self) -> Vec<Concern> {
        let mut weak: Vec<(f64, Concern)> = self
            .q
            .areas
            .iter()
            .filter_map(|area| self.weak_area(area))
            .collect();
        // a step rests on those before it, however weak the later ones are
        if !self.q.ordered {
            weak.sort_by(|a, b| a.0.total_cmp(&b.0));
        }
        weak.into_iter().map(|(_, concern)| concern).collect()
    }

    /// The worst score of an area, lower being worse, and the concern.
    fn weak_area(&self, area: &Area) -> Option<(f64, Concern)> {
        let q = self.q;
        let (mut worst, mut tone, mut who) = (f64::INFINITY, Tone::Good, vec![]);
        for rater in &self.raters {
            let score = score(self.session, q, Some(&area.id), &rater.id);
            if let Some(band) = band(q, score).filter(|b| b.tone != Tone::Good) {
                let value = score.value.unwrap_or(0.0);
                worst = worst.min(if q.less_is_better { -value } else { value });
                tone = tone.min(band.tone);
                who.push(format!("{}: {}", rater.name(), band.label));
            }
        }
        let concern = Concern {
            origin: format!("{}/area/{}", q.id, area.id),
            advice: area.advice.clone(),
            text: area.title.clone(),
            why: who.join(", "),
            tone,
            action: area.action.clone(),
        };
        (!who.is_empty()).then_some((worst, concern))
    }

    fn concern(&self, item: &Item, why: String, tone: Tone) -> Concern {
        Concern {
            origin: origin_of(self.q, item),
            text: item.text.clone(),
            why,
            advice: item.advice.clone(),
            tone,
            action: item.action.clone(),
        }
    }
}
