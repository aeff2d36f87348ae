//! The answers of several people who answer for one rater. `docs/method.md`, "Several people".

use super::answer;
use crate::domain::questionnaire::{PersonAnswer, Questionnaire, Rating, Scale};
use crate::domain::{Edit, Extra, IdSource, Session, change, insert};
use std::collections::HashSet;

/// Share of the scale between the lowest and the highest answer from which people disagree.
const DIVIDED: f64 = 0.5;

/// How far the answers of several people reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// How many people answered.
    pub people: usize,
    /// The answer in the middle; between two, their mean.
    pub median: f64,
    /// The lowest answer.
    pub lowest: f64,
    /// The highest answer.
    pub highest: f64,
}

impl Spread {
    /// True if they disagree among themselves: lowest and highest are half of the scale or more
    /// apart.
    #[must_use]
    pub fn is_divided(&self, scale: &Scale) -> bool {
        let range = scale.max - scale.min;
        range > 0.0 && self.highest - self.lowest >= range * DIVIDED
    }

    /// The number of people and the range of their answers: `5 people, 2 to 4`.
    #[must_use]
    pub fn words(&self) -> String {
        let people = match self.people {
            1 => "1 person".to_owned(),
            n => format!("{n} people"),
        };
        if self.people == 1 {
            people
        } else if self.lowest < self.highest {
            format!("{people}, {} to {}", self.lowest, self.highest)
        } else {
            format!("{people}, all {}", self.lowest)
        }
    }
}

/// The answers of people to an item that count for a rater.
pub fn answers_of_people<'a>(
    session: &'a Session,
    questionnaire: &'a str,
    rater: &'a str,
    item: &'a str,
) -> impl Iterator<Item = &'a PersonAnswer> {
    // most ratings have none: that is seen at once
    let asked = move |r: &&Rating| {
        !r.values.is_empty() && r.questionnaire == questionnaire && r.item == item
    };
    let counts = move |r: &Rating, v: &PersonAnswer| {
        let column = if v.column.is_empty() {
            &r.column
        } else {
            &v.column
        };
        column == rater
    };
    let ratings = session.ratings.iter().filter(asked);
    ratings.flat_map(move |r| r.values.iter().filter(move |v| counts(r, v)))
}

/// How far the answers of several people to an item reach; `None` if nobody gave one.
#[must_use]
pub fn spread(session: &Session, questionnaire: &str, rater: &str, item: &str) -> Option<Spread> {
    let people = answers_of_people(session, questionnaire, rater, item);
    let mut values: Vec<f64> = people.filter_map(|v| v.value).collect();
    values.sort_by(f64::total_cmp);
    let (lowest, highest) = (*values.first()?, *values.last()?);
    let middle = values.len() / 2;
    let upper = *values.get(middle)?;
    let median = match values.len() % 2 {
        1 => upper,
        _ => (values.get(middle.checked_sub(1)?)? + upper) / 2.0,
    };
    Some(Spread {
        people: values.len(),
        median,
        lowest,
        highest,
    })
}

/// The answer that counts for a rater: the one agreed on, else the median of several people.
#[must_use]
pub fn value(session: &Session, questionnaire: &str, rater: &str, item: &str) -> Option<f64> {
    let own = answer(session, questionnaire, rater, item);
    if own.is_some_and(|r| r.na) {
        return None;
    }
    own.and_then(|r| r.value)
        .or_else(|| Some(spread(session, questionnaire, rater, item)?.median))
}

/// Questionnaire, rater and item of every answer that counts, to look many up.
#[must_use]
pub fn given_answers(session: &Session) -> HashSet<(&str, &str, &str)> {
    let mut out = HashSet::new();
    for r in &session.ratings {
        if r.na || r.value.is_some() {
            out.insert((&*r.questionnaire, &*r.column, &*r.item));
        }
        for v in r.values.iter().filter(|v| v.value.is_some()) {
            let column = if v.column.is_empty() {
                &r.column
            } else {
                &v.column
            };
            out.insert((&*r.questionnaire, &**column, &*r.item));
        }
    }
    out
}

/// The comments on an answer: the rater's own, then those of several people.
#[must_use]
pub fn comments<'a>(
    session: &'a Session,
    questionnaire: &'a str,
    rater: &'a str,
    item: &'a str,
) -> Vec<&'a str> {
    let own = answer(session, questionnaire, rater, item).map(|r| r.comment.as_str());
    let people = answers_of_people(session, questionnaire, rater, item);
    let all = own.into_iter().chain(people.map(|v| v.comment.as_str()));
    all.map(str::trim).filter(|c| !c.is_empty()).collect()
}

/// The edit that takes in one person's answer to an item. It replaces an earlier one with the same
/// key; without a key it is added.
#[must_use]
pub fn take_in_answer(
    session: &Session,
    ids: &dyn IdSource,
    q: &Questionnaire,
    item: &str,
    given: PersonAnswer,
) -> Edit {
    let is_same_hand =
        |v: &PersonAnswer| v.key == given.key && !v.key.is_empty() && v.column == given.column;
    match answer(session, &q.id, &given.column, item) {
        Some(there) => change(there, |r| {
            match r.values.iter_mut().find(|v| is_same_hand(v)) {
                Some(earlier) => *earlier = given.clone(),
                None => r.values.push(given.clone()),
            }
        }),
        None => insert(&Rating {
            id: ids.fresh(),
            questionnaire: q.id.clone(),
            column: given.column.clone(),
            item: item.to_owned(),
            value: None,
            na: false,
            before: None,
            comment: String::new(),
            comment_before: String::new(),
            values: vec![given],
            extra: Extra::default(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scoring::{concerns, score};
    use crate::domain::{Agenda, Id, apply, follow_up};
    use serde_json::json;

    struct Counting(std::cell::Cell<u32>);

    impl IdSource for Counting {
        fn fresh(&self) -> Id {
            self.0.set(self.0.get() + 1);
            Id::new(format!("n{}", self.0.get()))
        }
    }

    fn questionnaire() -> Questionnaire {
        serde_json::from_value(json!({"id": "q", "title": "Q",
            "scales": [{"id": "five", "min": 1, "max": 5, "anchors": ["1", "2", "3", "4", "5"]}],
            "areas": [{"id": "x", "title": "X"}],
            "items": [{"id": "x1", "text": "one", "area": "x"}]}))
        .unwrap()
    }

    fn session(ratings: serde_json::Value) -> Session {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut s = Session::new(Id::new("s"), "t", Agenda::default(), "Nord", "Bre", now);
        s.agenda.solo = true;
        s.ratings = serde_json::from_value(ratings).unwrap();
        s
    }

    fn people(own: serde_json::Value, values: &[f64]) -> Session {
        let values: Vec<_> = values
            .iter()
            .map(|v| json!({"column": "a", "value": v}))
            .collect();
        session(
            json!([{"id": "r", "questionnaire": "q", "column": "a", "item": "x1",
            "value": own, "values": values}]),
        )
    }

    #[test]
    fn the_median_of_several_people_counts_until_they_agree_on_an_answer() {
        let q = questionnaire();
        let s = people(json!(null), &[5.0, 2.0, 3.0]);
        assert_eq!(value(&s, "q", "a", "x1"), Some(3.0));
        assert_eq!(score(&s, &q, None, "a").value, Some(3.0));
        let s = people(json!(null), &[4.0, 1.0]);
        assert_eq!(
            value(&s, "q", "a", "x1"),
            Some(2.5),
            "between two, their mean"
        );
        let s = people(json!(4), &[5.0, 2.0, 3.0]);
        assert_eq!(value(&s, "q", "a", "x1"), Some(4.0));
        assert_eq!(
            spread(&s, "q", "a", "x1").unwrap().words(),
            "3 people, 2 to 5"
        );
        assert_eq!(spread(&people(json!(4), &[]), "q", "a", "x1"), None);
    }

    #[test]
    fn people_disagree_among_themselves_from_half_of_the_scale_on() {
        let q = questionnaire();
        for (values, divided) in [
            (&[2.0, 3.0][..], false),
            (&[2.0, 4.0], true),
            (&[1.0, 5.0, 3.0], true),
            (&[3.0], false),
        ] {
            let s = people(json!(null), values);
            let spread = spread(&s, "q", "a", "x1").unwrap();
            assert_eq!(spread.is_divided(&q.scales[0]), divided, "{values:?}");
            assert_eq!(concerns(&s, &q).len(), usize::from(divided), "{values:?}");
        }
        let why = &concerns(&people(json!(null), &[2.0, 4.0]), &q)[0].why;
        assert_eq!(
            why,
            "◆ Nord (2 people, 2 to 4): they disagree among themselves"
        );
    }

    #[test]
    fn an_answer_taken_in_again_replaces_that_of_the_same_hand_only() {
        let (q, ids) = (questionnaire(), Counting(0.into()));
        let mut s = session(json!([]));
        for (key, value) in [("k1", 2.0), ("k2", 4.0), ("k1", 5.0), ("", 3.0), ("", 3.0)] {
            let given = PersonAnswer {
                column: "b".to_owned(),
                value: Some(value),
                comment: format!("because {value}"),
                key: key.to_owned(),
                ..PersonAnswer::default()
            };
            let edit = take_in_answer(&s, &ids, &q, "x1", given);
            let undo = apply(&mut s, &edit).unwrap();
            let after = s.clone();
            apply(&mut s, &undo).unwrap();
            apply(&mut s, &edit).unwrap();
            assert_eq!(s, after);
        }
        let given: Vec<Option<f64>> = s.ratings[0].values.iter().map(|v| v.value).collect();
        assert_eq!(given, [Some(5.0), Some(4.0), Some(3.0), Some(3.0)]);
        assert_eq!(
            comments(&s, "q", "b", "x1"),
            ["because 5", "because 4", "because 3", "because 3"]
        );
        assert_eq!(value(&s, "q", "a", "x1"), None);
    }

    #[test]
    fn an_answer_counts_for_the_rater_that_it_names() {
        let s = session(
            json!([{"id": "r", "questionnaire": "q", "column": "a", "item": "x1",
            "values": [{"column": "b", "value": 2}, {"value": 4, "colour": "red"}]}]),
        );
        assert_eq!(value(&s, "q", "a", "x1"), Some(4.0));
        assert_eq!(value(&s, "q", "b", "x1"), Some(2.0));
        let kept = serde_json::to_value(&s.ratings[0].values[1]).unwrap();
        assert_eq!(kept["colour"], json!("red"), "unknown keys are kept");
    }

    #[test]
    fn the_next_session_has_last_times_answer_and_comment_beside_it() {
        let mut s = people(json!(null), &[2.0, 4.0]);
        s.ratings[0].comment = "Late twice".to_owned();
        let (id, now) = (Id::new("next"), jiff::Timestamp::UNIX_EPOCH);
        let next = follow_up(&s, Agenda::default(), id, "t", now);
        let r = &next.ratings[0];
        assert_eq!((r.before, r.value), (Some(3.0), None));
        assert_eq!(
            (r.comment_before.as_str(), r.comment.as_str()),
            ("Late twice", "")
        );
        assert!(r.values.is_empty());
    }

    #[test]
    fn a_score_without_the_evidence_that_is_asked_for_is_named() {
        let mut q = questionnaire();
        q.evidence = "How is it measured?".to_owned();
        let mut s = people(json!(4), &[]);
        let c = concerns(&s, &q);
        assert_eq!(
            (c[0].why.as_str(), c[0].advice.as_str()),
            ("◆ Nord: X", "How is it measured?")
        );
        s.ratings[0].comment = "On time: 83 % to 97 %".to_owned();
        assert_eq!(concerns(&s, &q), []);
        let listed = crate::domain::scoring::commented(&s, &q, &[]);
        assert_eq!(listed[0].comments, ["◆ Nord: “On time: 83 % to 97 %”"]);
    }
}
