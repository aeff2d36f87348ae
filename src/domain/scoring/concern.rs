//! What the answers ask to be acted on. `docs/method.md`, "What to act on".

use super::compare::describe;
use super::{
    Difference, Rater, band, comments, difference, is_answered, raters, score, spread, value,
};
use crate::domain::Session;
use crate::domain::partnership::{self, Needed};
use crate::domain::questionnaire::{Area, Compare, Item, Questionnaire, Tone};
use std::collections::HashSet;

/// Difference, in steps of a scale from 1 to 5, from which two answers are severely misaligned.
const SEVERE: f64 = 2.5;
/// Difference, in steps of the item's own scale, from which an item comes before everything but
/// failed gates. On a scale of two answers it is the whole scale.
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
    /// The comments on the answers, each with its rater.
    pub comments: Vec<String>,
}

/// What the answers ask to be acted on: failed gates, wide differences, then the narrower
/// differences, people of one side who disagree, flagged items and weak areas, the worst first; at
/// the end, answers without the evidence that is asked for.
#[must_use]
pub fn concerns(session: &Session, q: &Questionnaire) -> Vec<Concern> {
    let answers = Answers {
        session,
        q,
        raters: raters(session, q),
        needed: partnership::needed_in(session, q),
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
    let divided = answers.divided().into_iter();
    rest.extend(divided.filter(|c| listed.insert(c.origin.clone())));
    rest.extend(answers.weak_areas());
    if !q.ordered {
        rest.sort_by_key(|c| c.tone);
    }
    first.extend(rest);
    first.extend(answers.without_evidence());
    first
}

/// The origin of what an item asks to be acted on.
#[must_use]
pub fn origin_of(q: &Questionnaire, item: &Item) -> String {
    format!("{}/item/{}", q.id, item.id)
}

/// The origin of what an area asks to be acted on.
fn origin_of_area(q: &Questionnaire, area: &str) -> String {
    format!("{}/area/{area}", q.id)
}

/// The comments on an item, each with its rater.
#[must_use]
pub fn item_comments(session: &Session, q: &Questionnaire, item: &Item) -> Vec<String> {
    let of = |rater: Rater| {
        let all = comments(session, &q.id, &rater.id, &item.id).into_iter();
        let all: Vec<String> = all.map(|c| format!("{}: “{c}”", rater.name())).collect();
        all
    };
    raters(session, q).into_iter().flat_map(of).collect()
}

/// The items that nothing asks to be acted on and that have comments, as if they were good.
#[must_use]
pub fn commented(session: &Session, q: &Questionnaire, concerns: &[Concern]) -> Vec<Concern> {
    let is_listed = |item: &Item| {
        let origins = [origin_of(q, item), origin_of_area(q, &item.area)];
        concerns.iter().any(|c| origins.contains(&c.origin))
    };
    let commented = |item: &Item| {
        let comments = item_comments(session, q, item);
        (!comments.is_empty()).then(|| Concern {
            origin: origin_of(q, item),
            text: item.text.clone(),
            why: String::new(),
            advice: item.advice.clone(),
            tone: Tone::Good,
            action: item.action.clone(),
            comments,
        })
    };
    let rest = q.items.iter().filter(|i| !is_listed(i));
    rest.filter_map(commented).collect()
}

struct Answers<'a> {
    session: &'a Session,
    q: &'a Questionnaire,
    raters: Vec<Rater>,
    /// What the type of partnership needs in this questionnaire.
    needed: Option<Needed<'a>>,
}

impl Answers<'_> {
    fn value(&self, rater: &Rater, item: &Item) -> Option<f64> {
        value(self.session, &self.q.id, &rater.id, &item.id)
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
        let is_open = |i: &Item| !is_answered(self.session, self.q, &rater.id, i);
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
        let x = self.value(first, item)?;
        let level = self.level(second, item);
        let given = self.value(second, item);
        let y = given.or(level.map(|(_, level)| level))?;
        let (class, steps) = difference(q, item, x, y);
        let words = match class {
            _ if q.compare == Compare::Any && x != y => "the votes differ".to_owned(),
            _ if q.compare != Compare::Same => return None,
            Difference::BlindSpot | Difference::Undervalued if first.side.is_some() => {
                describe(q, item, class, first, second)
            }
            // columns hold what is there and what is needed: any shortfall counts, no surplus does
            _ if first.side.is_none() && y > x => "a gap to close".to_owned(),
            _ if level.is_some_and(|(_, level)| level > x) => "less than the type needs".to_owned(),
            _ => return None,
        };
        let tone = if steps >= SEVERE {
            Tone::Bad
        } else {
            Tone::Warn
        };
        let type_needs = match level {
            Some((kind, level)) if given != Some(level) => format!(", {kind} needs {level}"),
            _ => String::new(),
        };
        let needed = given.map_or(String::new(), |y| format!(", {} {y}", second.name()));
        let why = format!("{} {x}{needed}{type_needs}: {words}", first.name());
        let wide = q
            .scale(item)
            .is_some_and(|s| (x - y).abs() >= (s.step() * WIDE).min(s.max - s.min));
        Some((steps, wide, self.concern(item, why, tone)))
    }

    /// The type of partnership and the level it needs, if that is what the rater says of the item.
    fn level(&self, rater: &Rater, item: &Item) -> Option<(&str, f64)> {
        let needed = self.needed.as_ref().filter(|n| n.column == rater.id)?;
        let is_on_scale = self.q.scale(item)?.answers().contains(&needed.level);
        is_on_scale.then_some((needed.kind.title.as_str(), needed.level))
    }

    /// Items on which several people who answer for one rater disagree among themselves.
    fn divided(&self) -> Vec<Concern> {
        let q = self.q;
        let is_divided = |rater: &Rater, item: &Item| {
            let spread = spread(self.session, &q.id, &rater.id, &item.id)?;
            let says = format!(
                "{} ({}): they disagree among themselves",
                rater.name(),
                spread.words()
            );
            spread.is_divided(q.scale(item)?).then_some(says)
        };
        let divided = |item: &Item| {
            let who = self.raters.iter().filter_map(|r| is_divided(r, item));
            let who: Vec<String> = who.collect();
            (!who.is_empty()).then(|| self.concern(item, who.join("; "), Tone::Warn))
        };
        q.items.iter().filter_map(divided).collect()
    }

    /// One concern for all answers without the evidence that the questionnaire asks for. Extra
    /// points need none.
    fn without_evidence(&self) -> Option<Concern> {
        let q = self.q;
        if q.evidence.is_empty() {
            return None;
        }
        let is_bare = |rater: &Rater, item: &Item| {
            !q.is_extra(item)
                && self.value(rater, item).is_some()
                && comments(self.session, &q.id, &rater.id, &item.id).is_empty()
        };
        let bare = |rater: &Rater| {
            let items = q.items.iter().filter(|i| is_bare(rater, i));
            let names: Vec<&str> = items.map(|i| q.area_title(&i.area)).collect();
            (!names.is_empty()).then(|| format!("{}: {}", rater.name(), names.join(", ")))
        };
        let who: Vec<String> = self.raters.iter().filter_map(bare).collect();
        (!who.is_empty()).then(|| Concern {
            origin: format!("{}/evidence", q.id),
            text: "Scores that do not say yet what they rest on".to_owned(),
            why: who.join("; "),
            advice: q.evidence.clone(),
            tone: Tone::Warn,
            action: String::new(),
            comments: vec![],
        })
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
            let band = band(q, score).filter(|b| b.tone != Tone::Good);
            if let Some(band) = band.filter(|_| !q.is_area_of_extras(&area.id)) {
                let value = score.value.unwrap_or(0.0);
                worst = worst.min(if q.less_is_better { -value } else { value });
                tone = tone.min(band.tone);
                who.push(format!("{}: {}", rater.name(), band.label));
            }
        }
        let concern = Concern {
            origin: origin_of_area(q, &area.id),
            advice: area.advice.clone(),
            text: area.title.clone(),
            why: who.join(", "),
            tone,
            action: area.action.clone(),
            comments: q
                .items_of(&area.id)
                .flat_map(|i| item_comments(self.session, q, i))
                .collect(),
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
            comments: item_comments(self.session, self.q, item),
        }
    }
}
