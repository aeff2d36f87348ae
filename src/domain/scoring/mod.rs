//! What the answers to a questionnaire say: who answers, scores and their bands, differences
//! between two sides, and what to act on.

mod compare;
mod concern;
mod people;
mod score;
mod stairs;

pub use compare::{Difference, class, classes, difference};
pub use concern::{Concern, commented, concerns, item_comments, origin_of};
pub use people::{
    Spread, answers_of_people, comments, given_answers, spread, take_in_answer, value,
};
pub use score::{Score, band, score, score_before};
pub use stairs::stands_at;

use super::questionnaire::{Item, Questionnaire, Rating};
use super::{Edit, Extra, IdSource, Session, Side, change, insert};

/// Who answers a questionnaire, or what is rated in it: a column of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rater {
    /// Its id in the ratings.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// The side that answers; `None` for a column of the questionnaire.
    pub side: Option<Side>,
}

impl Rater {
    /// The heading, with the glyph of the side before it.
    #[must_use]
    pub fn name(&self) -> String {
        self.side.map_or_else(
            || self.title.clone(),
            |side| format!("{} {}", side.glyph(), self.title),
        )
    }
}

/// The raters of a questionnaire: its columns, else the two sides. In a solo session that asks for
/// one's own view only, it is side A alone.
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
    let sides = if session.agenda.solo && q.alone {
        &Side::BOTH[..1]
    } else {
        &Side::BOTH[..]
    };
    sides.iter().map(|s| side_rater(session, *s)).collect()
}

fn side_rater(session: &Session, side: Side) -> Rater {
    let nameless = session.party(side).name.trim().is_empty();
    let title = match side {
        Side::A if nameless && session.agenda.solo => "us",
        Side::B if nameless && session.agenda.solo => "them, as we see it",
        _ => session.short_side_name(side),
    };
    Rater {
        id: side.letter().to_lowercase().to_string(),
        title: title.to_owned(),
        side: Some(side),
    }
}

/// True while the two sides must not see each other's answers, be it on screen, in a figure or in a
/// document.
#[must_use]
pub fn is_hidden(session: &Session, q: &Questionnaire) -> bool {
    let raters = raters(session, q);
    let both_sides = raters.len() > 1 && raters.iter().all(|r| r.side.is_some());
    // answers revealed in one step are revealed in every step with the same questionnaire
    let asks = |s: &&super::Step| s.questionnaire.as_ref().is_some_and(|own| own.id == q.id);
    let revealed = session
        .agenda
        .steps
        .iter()
        .filter(asks)
        .any(|s| session.progress.revealed_answers.contains(&s.id));
    both_sides && !session.agenda.solo && !revealed
}

/// The answer of a rater to an item.
#[must_use]
pub fn answer<'a>(
    session: &'a Session,
    questionnaire: &str,
    rater: &str,
    item: &str,
) -> Option<&'a Rating> {
    session
        .ratings
        .iter()
        .find(|r| r.questionnaire == questionnaire && r.column == rater && r.item == item)
}

/// True if a rater has answered an item: with a value, or that it does not apply.
#[must_use]
pub fn is_answered(session: &Session, q: &Questionnaire, rater: &str, item: &Item) -> bool {
    answer(session, &q.id, rater, &item.id).is_some_and(|r| r.na)
        || value(session, &q.id, rater, &item.id).is_some()
}

/// The number of items that a rater has answered.
#[must_use]
pub fn answered(session: &Session, q: &Questionnaire, rater: &str) -> usize {
    q.items
        .iter()
        .filter(|i| is_answered(session, q, rater, i))
        .count()
}

/// The edit that sets an answer: its value if there is one, and whether the item does not apply.
#[must_use]
pub fn rate(
    session: &Session,
    ids: &dyn IdSource,
    q: &Questionnaire,
    rater: &str,
    item: &str,
    (value, na): (Option<f64>, bool),
) -> Edit {
    match answer(session, &q.id, rater, item) {
        Some(there) => change(there, |r| (r.value, r.na) = (value, na)),
        None => insert(&Rating {
            id: ids.fresh(),
            questionnaire: q.id.clone(),
            column: rater.to_owned(),
            item: item.to_owned(),
            value,
            na,
            before: None,
            comment: String::new(),
            comment_before: String::new(),
            values: vec![],
            extra: Extra::default(),
        }),
    }
}

/// The value of an answer with reversed items mirrored on their scale, so that high always means
/// more.
fn directed(q: &Questionnaire, item: &Item, value: f64) -> f64 {
    match q.scale(item).filter(|_| item.reversed) {
        Some(scale) => scale.max + scale.min - value,
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::questionnaire::Tone;
    use crate::domain::{Agenda, Id};
    use serde_json::json;

    fn questionnaire(more: serde_json::Value) -> Questionnaire {
        let mut q = json!({"id": "q", "title": "Q",
            "scales": [{"id": "five", "min": 1, "max": 5, "anchors": ["1", "2", "3", "4", "5"],
                "allow_na": true}],
            "areas": [{"id": "x", "title": "X", "advice": "Mind it.", "action": "Mend X"},
                {"id": "y", "title": "Y"}],
            "items": [{"id": "x1", "text": "one", "area": "x"},
                {"id": "x2", "text": "two", "area": "x", "reversed": true},
                {"id": "x3", "text": "three", "area": "x", "weight": 2.0},
                {"id": "y1", "text": "four", "area": "y"}],
            "bands": [{"below": 2.5, "label": "red", "tone": "bad"},
                {"below": 3.5, "label": "amber", "tone": "warn"},
                {"label": "green", "tone": "good"}]});
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
            let rating = json!({"id": n.to_string(), "questionnaire": "q", "column": column,
                "item": item, "value": value, "na": value.is_none()});
            s.ratings.push(serde_json::from_value(rating).unwrap());
        }
        s
    }

    #[test]
    fn scores_mirror_reversed_items_weigh_them_and_leave_out_unanswered_ones() {
        let q = questionnaire(json!({}));
        let s = session(&[("a", "x1", Some(4.0)), ("a", "x2", Some(1.0))]);
        let x = score(&s, &q, Some("x"), "a");
        // 4 and (reversed) 5; the unanswered third is not a zero
        assert_eq!(
            (x.value, x.answered, x.asked, x.has_enough_answers()),
            (Some(4.5), 2, 3, true)
        );
        assert_eq!(band(&q, x).unwrap().label, "green");
        let s = session(&[("a", "x1", Some(4.0))]);
        assert_eq!(
            band(&q, score(&s, &q, Some("x"), "a")),
            None,
            "one of three is too little for a band"
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
            "an item that does not apply is not asked; weight 2 counts twice"
        );
        assert_eq!(
            score(&session(&[]), &q, None, "a"),
            Score {
                value: None,
                answered: 0,
                asked: 4,
                flagged: 0
            }
        );
    }

    #[test]
    fn scores_can_be_sums_and_percentages_of_the_most() {
        let q = questionnaire(json!({"combine": "sum"}));
        let s = session(&[("a", "x1", Some(4.0)), ("a", "y1", Some(3.0))]);
        assert_eq!(score(&s, &q, None, "a").value, Some(7.0));
        let scale =
            json!([{"id": "three", "min": 0, "max": 2, "anchors": ["no", "partly", "yes"]}]);
        let q = questionnaire(
            json!({"combine": "index", "less_is_better": true, "scales": scale, "flag_from": 2,
            "bands": [{"below": 25, "label": "green", "tone": "good"},
                {"below": 50, "label": "amber", "tone": "warn"},
                {"label": "red", "tone": "bad"}]}),
        );
        let s = session(&[
            ("a", "x1", Some(2.0)),
            ("a", "x3", Some(0.0)),
            ("b", "x1", Some(0.0)),
            ("b", "x3", Some(0.0)),
        ]);
        // 2 of 6 points: the item with weight 2 was answered with 0
        assert_eq!(
            score(&s, &q, Some("x"), "a").value.map(f64::round),
            Some(33.0)
        );
        let c = concerns(&s, &q);
        assert_eq!(c[0].why, "◆ Nord 2, ● Bre 0: only Nord sees it");
        assert!(c.len() == 2 && c[1].text == "X", "listed once: {c:?}");
    }

    #[test]
    fn differences_are_classed_and_the_widest_come_first() {
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
    fn a_failed_gate_comes_first_and_counts_in_no_score() {
        let mut q = questionnaire(json!({}));
        q.items[3].gate = true;
        let s = session(&[("a", "y1", Some(1.0))]);
        assert!(
            concerns(&s, &q)[0]
                .why
                .contains("Without it the rest does not count")
        );
        assert_eq!(score(&s, &q, None, "a").asked, 3, "a gate is not scored");
    }

    #[test]
    fn a_digit_selects_an_answer_of_the_scale() {
        let scale = |min: i32, max: i32, n: usize| -> crate::domain::Scale {
            serde_json::from_value(
                json!({"id": "s", "min": min, "max": max, "anchors": vec!["x"; n]}),
            )
            .unwrap()
        };
        let (five, percent, yes) = (scale(1, 5, 5), scale(0, 100, 5), scale(0, 1, 2));
        let ten = scale(1, 10, 10);
        assert_eq!((ten.by_digit(9), ten.by_digit(0)), (Some(9.0), Some(10.0)));
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
