//! Answers to questionnaires.

use super::{Cells, Column, HIDDEN, cells};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{self, Rater, Spread};
use crate::domain::{PersonAnswer, Questionnaire, Rating, Session};
use crate::export::tables::Datum;
use std::collections::{HashMap, HashSet};

/// One answer, with the question it belongs to.
struct Answer<'a> {
    questionnaire: &'a Questionnaire,
    /// The title of the question's area.
    area: &'a str,
    item: &'a Item,
    rater: Rater,
    rating: &'a Rating,
    /// The answer that counts.
    value: Option<f64>,
    spread: Option<Spread>,
    is_hidden: bool,
}

impl Answer<'_> {
    fn meaning(&self) -> &str {
        match (self.is_hidden, self.rating.na, self.value) {
            (true, ..) => HIDDEN,
            (_, true, _) => "does not apply",
            (_, _, Some(value)) => {
                let scale = self.questionnaire.scale(self.item);
                scale.map_or("", |scale| scale.meaning(value))
            }
            _ => "",
        }
    }

    fn number(&self, value: Option<f64>) -> Datum {
        if self.is_hidden {
            Datum::Empty
        } else {
            value.into()
        }
    }

    fn text(&self, text: &str) -> Datum {
        if self.is_hidden {
            Datum::Empty
        } else {
            text.into()
        }
    }

    /// How many people answered; none where one answer was given for all.
    fn people(&self) -> Option<f64> {
        self.spread.map(|s| s.people as f64)
    }

    /// Whether the people disagree among themselves, in words.
    fn divided(&self) -> &'static str {
        let scale = self.questionnaire.scale(self.item);
        match self.spread.zip(scale) {
            Some((spread, scale)) if spread.is_divided(scale) => "yes",
            Some(_) => "no",
            None => "",
        }
    }
}

pub(in crate::export::tables) fn answers(s: &Session) -> Cells {
    cells(
        s,
        all_answers(s),
        [
            Column("questionnaire", |_, x| (&x.questionnaire.title).into()),
            Column("area", |_, x| x.area.into()),
            Column("question", |_, x| (&x.item.text).into()),
            Column("answered_for", |_, x| (&x.rater.title).into()),
            Column("value", |_, x| x.number(x.value)),
            Column("meaning", |_, x| x.meaning().into()),
            Column("comment", |_, x| x.text(&x.rating.comment)),
            Column("people", |_, x| x.number(x.people())),
            Column("lowest", |_, x| x.number(x.spread.map(|s| s.lowest))),
            Column("highest", |_, x| x.number(x.spread.map(|s| s.highest))),
            Column("they_disagree", |_, x| x.text(x.divided())),
            Column("value_before", |_, x| x.number(x.rating.before)),
            Column("comment_before", |_, x| x.text(&x.rating.comment_before)),
        ],
    )
}

/// One row for the answer of each of several people. Nothing in it says who.
pub(in crate::export::tables) fn answers_of_people(s: &Session) -> Cells {
    let all = all_answers(s);
    let people = all.iter().flat_map(|x| {
        let (questionnaire, rater, item) = (&x.questionnaire.id, &x.rater.id, &x.item.id);
        let people = scoring::answers_of_people(s, questionnaire, rater, item);
        let mut people: Vec<&PersonAnswer> = people.collect();
        // in an order that does not tell who answered first, nor which answers are of one hand
        people.sort_by(|a, b| {
            let by_value = a.value.unwrap_or(f64::MAX);
            let by_value = by_value.total_cmp(&b.value.unwrap_or(f64::MAX));
            by_value.then_with(|| a.comment.cmp(&b.comment))
        });
        people.into_iter().map(move |v| (x, v))
    });
    type Row<'a> = (&'a Answer<'a>, &'a PersonAnswer);
    cells(
        s,
        people,
        [
            Column("questionnaire", |_, (x, _): &Row| {
                (&x.questionnaire.title).into()
            }),
            Column("area", |_, (x, _)| x.area.into()),
            Column("question", |_, (x, _)| (&x.item.text).into()),
            Column("answered_for", |_, (x, _)| (&x.rater.title).into()),
            Column("value", |_, (x, v)| x.number(v.value)),
            Column("comment", |_, (x, v)| x.text(&v.comment)),
        ],
    )
}

/// The answers in the order of the questions. A questionnaire asked in two steps appears once.
fn all_answers(s: &Session) -> Vec<Answer<'_>> {
    let mut asked: Vec<&Questionnaire> = Vec::new();
    let mut ids = HashSet::new();
    for questionnaire in s
        .agenda
        .steps
        .iter()
        .filter_map(|step| step.questionnaire.as_ref())
    {
        if ids.insert(&questionnaire.id) {
            asked.push(questionnaire);
        }
    }
    let mut out = Vec::new();
    for questionnaire in asked {
        let is_hidden = scoring::is_hidden(s, questionnaire);
        let mut given: HashMap<(&str, &str), &Rating> = HashMap::new();
        for rating in s
            .ratings
            .iter()
            .filter(|r| r.questionnaire == questionnaire.id)
        {
            given
                .entry((&rating.column, &rating.item))
                .or_insert(rating);
        }
        let areas = questionnaire.areas.iter().rev();
        let areas: HashMap<&str, &str> = areas.map(|a| (&*a.id, &*a.title)).collect();
        for rater in scoring::raters(s, questionnaire) {
            for item in &questionnaire.items {
                let rating = given.get(&(rater.id.as_str(), item.id.as_str()));
                let (id, rater_id) = (&questionnaire.id, &rater.id);
                out.extend(rating.map(|rating| Answer {
                    value: scoring::value(s, id, rater_id, &item.id),
                    spread: scoring::spread(s, id, rater_id, &item.id),
                    questionnaire,
                    area: areas.get(&*item.area).copied().unwrap_or_default(),
                    item,
                    rater: rater.clone(),
                    rating,
                    is_hidden,
                }));
            }
        }
    }
    out
}
