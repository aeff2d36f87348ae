//! What the answers to a questionnaire say (domain.md 1.4, 12).

use super::questionnaire::{Combine, Compare, Item, Questionnaire, Rating, Tone};
use super::{Edit, Extra, IdSource, Session, Side, change, insert};

/// Share of the items that must be answered before a figure gets a band.
const COVERAGE: f64 = 0.6;
/// Share of the scale from which an answer counts as high: 3.5 on a scale from 1 to 5.
const HIGH: f64 = 0.625;
/// Difference of two answers, in steps of a scale from 1 to 5, that is misaligned, and that is severe.
const MISALIGNED: f64 = 1.5;
const SEVERE: f64 = 2.5;
/// Difference of two answers, in steps of their own scale, that comes before everything else.
const WIDE: f64 = 2.0;

/// One thing that is rated: whose answers, how it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rater {
    /// Its id in the ratings.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The side it belongs to.
    pub side: Option<Side>,
}

/// A figure, and on how much it rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The figure; none while nothing is answered.
    pub value: Option<f64>,
    /// Items answered.
    pub answered: usize,
    /// Items that apply.
    pub asked: usize,
}

/// How two answers to one item stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Difference {
    /// Both say it is well.
    AgreedStrength,
    /// Both say it is not.
    AgreedWeakness,
    /// The first thinks better of it than the second.
    BlindSpot,
    /// The second thinks better of it than the first.
    Undervalued,
}

/// Something the answers ask to be dealt with.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// What it is.
    pub text: String,
    /// Why it stands here.
    pub why: String,
    /// How bad it is.
    pub tone: Tone,
    /// An action to begin with.
    pub action: String,
}

/// Who answers: the columns of the questionnaire, else the two sides; alone perhaps only one's own.
#[must_use]
pub fn raters(session: &Session, q: &Questionnaire) -> Vec<Rater> {
    if !q.columns.is_empty() {
        return q
            .columns
            .iter()
            .map(|c| Rater {
                id: c.id.clone(),
                title: c.title.clone(),
                side: None,
            })
            .collect();
    }
    let side = |side: Side| {
        let title = if session.agenda.solo && session.party(side).name.trim().is_empty() {
            (if side == Side::A {
                "us"
            } else {
                "them, as we see it"
            })
            .to_owned()
        } else {
            session.side_name(side).to_owned()
        };
        Rater {
            id: side.letter().to_lowercase().to_string(),
            title,
            side: Some(side),
        }
    };
    let sides = if session.agenda.solo && q.alone {
        &Side::BOTH[..1]
    } else {
        &Side::BOTH[..]
    };
    sides.iter().map(|s| side(*s)).collect()
}

/// Whether the two sides must not see each other's answers yet: on screen, in a figure, in a document.
#[must_use]
pub fn is_hidden(session: &Session, q: &Questionnaire) -> bool {
    let raters = raters(session, q);
    let sides = raters.len() > 1 && raters.iter().all(|r| r.side.is_some());
    // revealed in one step is revealed in every step that asks the same
    let asks = |s: &&super::Step| s.questionnaire.as_ref().is_some_and(|own| own.id == q.id);
    let revealed = session
        .agenda
        .steps
        .iter()
        .filter(asks)
        .any(|s| session.progress.revealed_answers.contains(&s.id));
    sides && !session.agenda.solo && !revealed
}

/// The answer of a rater to an item.
#[must_use]
pub fn answer<'a>(
    session: &'a Session,
    q: &Questionnaire,
    rater: &str,
    item: &str,
) -> Option<&'a Rating> {
    session
        .ratings
        .iter()
        .find(|r| r.questionnaire == q.id && r.column == rater && r.item == item)
}

/// The change that gives an answer: a figure or none, and whether the item does not apply.
#[must_use]
pub fn rate(
    session: &Session,
    ids: &dyn IdSource,
    q: &Questionnaire,
    rater: &str,
    item: &str,
    (value, na): (Option<f64>, bool),
) -> Edit {
    match answer(session, q, rater, item) {
        Some(there) => change(there, |r| (r.value, r.na) = (value, na)),
        None => insert(&Rating {
            id: ids.fresh(),
            questionnaire: q.id.clone(),
            column: rater.to_owned(),
            item: item.to_owned(),
            value,
            na,
            before: None,
            extra: Extra::default(),
        }),
    }
}

/// An answer with its direction: reversed items turned round.
fn turned(q: &Questionnaire, item: &Item, value: f64) -> f64 {
    match q.scale(item).filter(|_| item.reversed) {
        Some(scale) => scale.max + scale.min - value,
        None => value,
    }
}

/// How good an answer is, 0 to 1.
fn goodness(q: &Questionnaire, item: &Item, value: f64) -> f64 {
    let share = q
        .scale(item)
        .map_or(0.0, |s| s.share(turned(q, item, value)));
    if q.less_is_better { 1.0 - share } else { share }
}

/// The figure of one area, or of all items where `area` is none.
#[must_use]
pub fn score(session: &Session, q: &Questionnaire, area: Option<&str>, rater: &str) -> Score {
    of(session, q, area, rater, |r| r.value)
}

/// The same for the session before this one.
#[must_use]
pub fn score_before(
    session: &Session,
    q: &Questionnaire,
    area: Option<&str>,
    rater: &str,
) -> Score {
    of(session, q, area, rater, |r| r.before)
}

fn of(
    session: &Session,
    q: &Questionnaire,
    area: Option<&str>,
    rater: &str,
    value: impl Fn(&Rating) -> Option<f64>,
) -> Score {
    let (mut sum, mut weight, mut most, mut answered, mut asked) = (0.0, 0.0, 0.0, 0, 0);
    for item in q
        .items
        .iter()
        .filter(|i| !i.gate && area.is_none_or(|a| i.area == a))
    {
        let rating = answer(session, q, rater, &item.id);
        if rating.is_some_and(|r| r.na) {
            continue;
        }
        asked += 1;
        if let Some(value) = rating.and_then(&value) {
            answered += 1;
            sum += turned(q, item, value) * item.weight;
            weight += item.weight;
            most += q.scale(item).map_or(0.0, |s| s.max) * item.weight;
        }
    }
    let value = (answered > 0).then(|| match q.combine {
        Combine::Mean if weight > 0.0 => sum / weight,
        Combine::Index if most > 0.0 => sum / most * 100.0,
        Combine::Sum => sum,
        Combine::Mean | Combine::Index => 0.0,
    });
    Score {
        value,
        answered,
        asked,
    }
}

impl Score {
    /// Whether enough is answered to say what the figure means: unanswered is not zero.
    #[must_use]
    pub fn is_covered(&self) -> bool {
        self.asked > 0 && self.answered as f64 >= self.asked as f64 * COVERAGE
    }
}

/// What a figure means, where enough is answered.
#[must_use]
pub fn band(q: &Questionnaire, score: Score) -> Option<&super::questionnaire::Band> {
    let value = score.value.filter(|_| score.is_covered())?;
    q.bands
        .iter()
        .find(|b| b.below.is_none_or(|below| value < below))
}

/// How two answers differ, and by how many steps of a scale from 1 to 5.
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

/// A difference in words.
fn said(q: &Questionnaire, class: Difference, first: &Rater, second: &Rater) -> String {
    match (class, q.less_is_better) {
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

/// How the answers of the two sides to one item stand to each other, and that in words; none unless both
/// rate the same thing, both have answered, and each may see it.
#[must_use]
pub fn class(session: &Session, q: &Questionnaire, item: &Item) -> Option<(Difference, String)> {
    let raters = raters(session, q);
    let [first, second] = raters.as_slice() else {
        return None;
    };
    if q.compare != Compare::Same || item.gate || first.side.is_none() || is_hidden(session, q) {
        return None;
    }
    let value = |r: &Rater| answer(session, q, &r.id, &item.id).and_then(|a| a.value);
    let class = difference(q, item, value(first)?, value(second)?).0;
    Some((class, said(q, class, first, second)))
}

/// How many items stand in which class, most telling first: blind spots, undervalued, weaknesses, strengths.
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
    let counted = order.into_iter().filter_map(|d| {
        let of: Vec<&(Difference, String)> = all.iter().filter(|c| c.0 == d).collect();
        Some((d, of.first()?.1.clone(), of.len()))
    });
    counted.collect()
}

/// What the answers ask to be dealt with: failed gates, wide gaps, flagged items, weak areas.
#[must_use]
pub fn concerns(session: &Session, q: &Questionnaire) -> Vec<Concern> {
    let raters = raters(session, q);
    let mut out = Vec::new();
    let name = |r: &Rater| {
        r.side
            .map_or_else(|| r.title.clone(), |s| format!("{} {}", s.glyph(), r.title))
    };
    for item in q.items.iter().filter(|i| i.gate) {
        let top = q.scale(item).map_or(1.0, |s| s.max);
        if let Some(r) = raters.iter().find(|r| {
            answer(session, q, &r.id, &item.id)
                .and_then(|a| a.value)
                .is_some_and(|v| v < top)
        }) {
            let why = format!("{}: not met. Without it the rest does not count.", name(r));
            out.push(Concern {
                text: item.text.clone(),
                why,
                tone: Tone::Bad,
                action: item.action.clone(),
            });
        }
    }
    let value = |r: &Rater, item: &Item| answer(session, q, &r.id, &item.id).and_then(|a| a.value);
    let mut gaps: Vec<(f64, bool, Concern)> = Vec::new();
    if let [first, second] = raters.as_slice() {
        for item in q.items.iter().filter(|i| !i.gate) {
            let (Some(x), Some(y)) = (value(first, item), value(second, item)) else {
                continue;
            };
            let (class, steps) = difference(q, item, x, y);
            let words = match class {
                _ if q.compare == Compare::Any && x != y => "the votes differ".to_owned(),
                _ if q.compare != Compare::Same => continue,
                Difference::BlindSpot | Difference::Undervalued if first.side.is_some() => {
                    said(q, class, first, second)
                }
                // what is there against what is needed: only too little is a concern, but any of it
                _ if first.side.is_none() && y > x => "a gap to close".to_owned(),
                _ => continue,
            };
            let tone = if steps >= SEVERE {
                Tone::Bad
            } else {
                Tone::Warn
            };
            let why = format!("{} {x}, {} {y}: {words}", name(first), name(second));
            gaps.push((
                steps,
                (x - y).abs() >= WIDE,
                Concern {
                    text: item.text.clone(),
                    why,
                    tone,
                    action: item.action.clone(),
                },
            ));
        }
    }
    gaps.sort_by(|a, b| b.0.total_cmp(&a.0));
    // gaps of two steps and more come first; all else by how bad it is
    let (wide, narrow): (Vec<_>, Vec<_>) = gaps.into_iter().partition(|g| g.1);
    out.extend(wide.into_iter().map(|g| g.2));
    let sorted = out.len();
    out.extend(narrow.into_iter().map(|g| g.2));
    if let Some(from) = q.flag_from {
        for item in &q.items {
            let who: Vec<String> = raters
                .iter()
                .filter(|r| value(r, item).is_some_and(|v| v >= from))
                .map(name)
                .collect();
            // what is seen by one side only stands here already
            if !who.is_empty() && !out.iter().any(|c| c.text == item.text) {
                let meaning = q.scale(item).map_or("", |s| s.meaning(from));
                out.push(Concern {
                    text: item.text.clone(),
                    why: format!("{}: {meaning}", who.join(", ")),
                    tone: Tone::Bad,
                    action: item.action.clone(),
                });
            }
        }
    }
    let mut weak: Vec<(f64, Concern)> = Vec::new();
    for area in &q.areas {
        // one concern an area, with everybody who finds it weak
        let of = |r: &Rater| {
            let figure = score(session, q, Some(&area.id), &r.id);
            let band = band(q, figure).filter(|b| b.tone != Tone::Good)?;
            Some((
                figure.value.unwrap_or(0.0),
                band.tone,
                format!("{}: {}", name(r), band.label),
            ))
        };
        let found: Vec<(f64, Tone, String)> = raters.iter().filter_map(of).collect();
        let Some(tone) = found.iter().map(|f| f.1).min() else {
            continue;
        };
        let worst = found
            .iter()
            .map(|f| if q.less_is_better { -f.0 } else { f.0 })
            .fold(f64::INFINITY, f64::min);
        let who: Vec<&str> = found.iter().map(|f| f.2.as_str()).collect();
        let why = format!("{}. {}", who.join(", "), area.advice);
        weak.push((
            worst,
            Concern {
                text: area.title.clone(),
                why,
                tone,
                action: area.action.clone(),
            },
        ));
    }
    weak.sort_by(|a, b| a.0.total_cmp(&b.0));
    out.extend(weak.into_iter().map(|(_, c)| c));
    if let Some(rest) = out.get_mut(sorted..) {
        rest.sort_by_key(|c| c.tone);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Agenda, Id};
    use serde_json::json;

    fn questionnaire(more: serde_json::Value) -> Questionnaire {
        let mut q = json!({"id": "q", "title": "Q",
            "scales": [{"id": "five", "min": 1, "max": 5, "anchors": ["1", "2", "3", "4", "5"], "allow_na": true}],
            "areas": [{"id": "x", "title": "X", "advice": "Mind it.", "action": "Mend X"}, {"id": "y", "title": "Y"}],
            "items": [{"id": "x1", "text": "one", "area": "x"}, {"id": "x2", "text": "two", "area": "x", "reversed": true},
                      {"id": "x3", "text": "three", "area": "x", "weight": 2.0}, {"id": "y1", "text": "four", "area": "y"}],
            "bands": [{"below": 2.5, "label": "red", "tone": "bad"}, {"below": 3.5, "label": "amber", "tone": "warn"}, {"label": "green", "tone": "good"}]});
        for (k, v) in more.as_object().unwrap() {
            q[k] = v.clone();
        }
        serde_json::from_value(q).unwrap()
    }

    fn session(answers: &[(&str, &str, Option<f64>)]) -> Session {
        let mut s = Session::new(
            Id::new("s"),
            "t",
            Agenda::default(),
            "Nord",
            "Bre",
            jiff::Timestamp::UNIX_EPOCH,
        );
        for (n, (column, item, value)) in answers.iter().enumerate() {
            let rating = json!({"id": n.to_string(), "questionnaire": "q", "column": column, "item": item, "value": value, "na": value.is_none()});
            s.ratings.push(serde_json::from_value(rating).unwrap());
        }
        s
    }

    #[test]
    fn reversed_weighted_and_unanswered_items() {
        let q = questionnaire(json!({}));
        let s = session(&[("a", "x1", Some(4.0)), ("a", "x2", Some(1.0))]);
        let x = score(&s, &q, Some("x"), "a");
        // 4 and (reversed) 5; the third is open, not zero
        assert_eq!(
            (x.value, x.answered, x.asked, x.is_covered()),
            (Some(4.5), 2, 3, true)
        );
        assert_eq!(band(&q, x).unwrap().label, "green");
        let s = session(&[("a", "x1", Some(4.0))]);
        assert_eq!(
            band(&q, score(&s, &q, Some("x"), "a")),
            None,
            "one of three says nothing"
        );
        let s = session(&[
            ("a", "x1", Some(4.0)),
            ("a", "x2", None),
            ("a", "x3", Some(1.0)),
        ]);
        let x = score(&s, &q, Some("x"), "a");
        assert_eq!(
            (x.value, x.asked),
            (Some(2.0), 2),
            "what does not apply is not asked; weight 2 counts twice"
        );
        assert_eq!(
            score(&session(&[]), &q, None, "a"),
            Score {
                value: None,
                answered: 0,
                asked: 4
            }
        );
    }

    #[test]
    fn sums_and_indices() {
        let q = questionnaire(json!({"combine": "sum"}));
        let s = session(&[("a", "x1", Some(4.0)), ("a", "y1", Some(3.0))]);
        assert_eq!(score(&s, &q, None, "a").value, Some(7.0));
        let scale =
            json!([{"id": "three", "min": 0, "max": 2, "anchors": ["no", "partly", "yes"]}]);
        let q = questionnaire(
            json!({"combine": "index", "less_is_better": true, "scales": scale, "flag_from": 2, "bands": [
            {"below": 25, "label": "green", "tone": "good"}, {"below": 50, "label": "amber", "tone": "warn"}, {"label": "red", "tone": "bad"}]}),
        );
        let s = session(&[
            ("a", "x1", Some(2.0)),
            ("a", "x3", Some(0.0)),
            ("b", "x1", Some(0.0)),
            ("b", "x3", Some(0.0)),
        ]);
        // weight 1 of 3 answered weights: 2 of 6
        assert_eq!(
            score(&s, &q, Some("x"), "a").value.map(f64::round),
            Some(33.0)
        );
        let c = concerns(&s, &q);
        assert_eq!(c[0].why, "◆ Nord 2, ● Bre 0: only Nord sees it");
        assert!(c.len() == 2 && c[1].text == "X", "said once: {c:?}");
    }

    #[test]
    fn differences_have_their_class_and_the_widest_come_first() {
        let q = questionnaire(json!({}));
        let item = &q.items[0];
        for (x, y, class) in [
            (4.0, 5.0, Difference::AgreedStrength),
            (2.0, 3.0, Difference::AgreedWeakness),
            (5.0, 3.0, Difference::BlindSpot),
            (1.0, 5.0, Difference::Undervalued),
        ] {
            assert_eq!(difference(&q, item, x, y).0, class, "{x} {y}");
        }
        // a reversed item: agreeing with it is bad
        assert_eq!(
            difference(&q, &q.items[1], 1.0, 5.0).0,
            Difference::BlindSpot
        );
        let s = session(&[
            ("a", "x1", Some(4.0)),
            ("b", "x1", Some(2.0)),
            ("a", "y1", Some(1.0)),
            ("b", "y1", Some(5.0)),
        ]);
        let c = concerns(&s, &q);
        assert_eq!(
            (c[0].text.as_str(), c[0].tone, c[1].text.as_str(), c[1].tone),
            ("four", Tone::Bad, "one", Tone::Warn)
        );
    }

    #[test]
    fn a_gate_that_is_not_met_comes_first() {
        let mut q = questionnaire(json!({}));
        q.items[3].gate = true;
        let s = session(&[("a", "y1", Some(1.0))]);
        assert!(
            concerns(&s, &q)[0]
                .why
                .contains("Without it the rest does not count")
        );
        assert_eq!(score(&s, &q, None, "a").asked, 3, "a gate is no score");
    }

    #[test]
    fn digits_are_answers() {
        let scale = |min: i32, max: i32, n: usize| -> crate::domain::Scale {
            serde_json::from_value(
                json!({"id": "s", "min": min, "max": max, "anchors": vec!["x"; n]}),
            )
            .unwrap()
        };
        let (five, percent, yes) = (scale(1, 5, 5), scale(0, 100, 5), scale(0, 1, 2));
        assert_eq!(
            (five.by_digit(1), five.by_digit(0), five.by_digit(6)),
            (Some(1.0), None, None)
        );
        assert_eq!(
            (
                percent.by_digit(1),
                percent.by_digit(3),
                percent.by_digit(5)
            ),
            (Some(0.0), Some(50.0), Some(100.0))
        );
        assert_eq!(
            (yes.by_digit(0), yes.by_digit(1), yes.by_digit(2)),
            (Some(0.0), Some(1.0), None)
        );
    }
}
