//! Answers to questionnaires.

use super::{Cells, Column, HIDDEN, cells};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{self, Rater};
use crate::domain::{Questionnaire, Rating, Session};
use crate::export::tables::Datum;

/// One answer, with the question it belongs to.
struct Answer<'a> {
    questionnaire: &'a Questionnaire,
    item: &'a Item,
    rater: Rater,
    rating: &'a Rating,
    is_hidden: bool,
}

impl Answer<'_> {
    fn area(&self) -> &str {
        let mut areas = self.questionnaire.areas.iter();
        let area = areas.find(|a| a.id == self.item.area);
        area.map_or("", |a| a.title.as_str())
    }

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
            Column("area", |_, x| x.area().into()),
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
    for questionnaire in s
        .agenda
        .steps
        .iter()
        .filter_map(|step| step.questionnaire.as_ref())
    {
        if !asked.iter().any(|q| q.id == questionnaire.id) {
            asked.push(questionnaire);
        }
    }
    let mut out = Vec::new();
    for questionnaire in asked {
        let is_hidden = scoring::is_hidden(s, questionnaire);
        for rater in scoring::raters(s, questionnaire) {
            for item in &questionnaire.items {
                let rating = scoring::answer(s, questionnaire, &rater.id, &item.id);
                out.extend(rating.map(|rating| Answer {
                    questionnaire,
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
