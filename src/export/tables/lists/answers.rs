//! Answers to questionnaires.

use super::{Cells, Column, HIDDEN, cells};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{self, Rater};
use crate::domain::{Questionnaire, Rating, Session};
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
    is_hidden: bool,
}

impl Answer<'_> {
    fn meaning(&self) -> &str {
        match (self.is_hidden, self.rating.na, self.rating.value) {
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
            Column("value", |_, x| x.number(x.rating.value)),
            Column("meaning", |_, x| x.meaning().into()),
            Column("value_before", |_, x| x.number(x.rating.before)),
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
                out.extend(rating.map(|rating| Answer {
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
