//! Steps that ask for something and have not got all of it: they are not shown as done.
//! `docs/method.md`, "When a step is done".

use super::partnership::chosen_type;
use super::questionnaire::Item;
use super::{Id, Kind, Session, Step, scoring};
use std::collections::HashSet;

/// The steps that are not answered, or not in full.
#[must_use]
pub fn unanswered_steps(session: &Session) -> Vec<Id> {
    let given = scoring::given_answers(session);
    let steps = session.agenda.steps.iter();
    let open = steps.filter(|s| !is_answered(session, s, &given));
    open.map(|s| s.id.clone()).collect()
}

fn is_answered(session: &Session, step: &Step, given: &HashSet<(&str, &str, &str)>) -> bool {
    match (&step.kind, &step.questionnaire) {
        (Kind::Questionnaire, Some(q)) => {
            let raters = scoring::raters(session, q);
            let by_all = |item: &Item| {
                let by = |r: &scoring::Rater| given.contains(&(&*q.id, &*r.id, &*item.id));
                raters.iter().all(by)
            };
            // an extra point that is not answered counts as no
            let mut asked = q.items.iter().filter(|i| !q.is_extra(i));
            !scoring::is_hidden(session, q) && asked.all(by_all)
        }
        (Kind::Matrix, _) if step.matrix.is_some() => chosen_type(session, step).is_some(),
        (Kind::Welcome, _) => !session.participants.is_empty() || session.agenda.solo,
        (Kind::Board, _) => session.cards.iter().any(|c| c.step == step.id),
        (Kind::Contacts, _) => !session.contacts.is_empty(),
        (Kind::Align, _) => !session.expectations.is_empty() && !session.hides_expectations(),
        (Kind::Owners | Kind::Timeline, _) => !session.actions.is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Agenda, apply, set_field};
    use serde_json::json;

    fn unanswered(session: &Session) -> Vec<String> {
        let steps = unanswered_steps(session).into_iter();
        steps.map(|id| id.to_string()).collect()
    }

    #[test]
    fn a_step_is_done_when_all_that_it_asks_is_answered_and_revealed() {
        let agenda: Agenda = serde_json::from_value(json!({"id": "x", "title": "X", "steps": [
            {"id": "w", "kind": "welcome", "title": "W"},
            {"id": "q", "kind": "questionnaire", "title": "Q", "questionnaire":
                {"id": "q", "title": "Q", "combine": "sum",
                "scales": [
                    {"id": "five", "min": 1, "max": 5, "anchors": ["", "", "", "", ""]},
                    {"id": "extra", "min": 0, "max": 1, "anchors": ["no", "yes"]}],
                "areas": [{"id": "x", "title": "X"}],
                "items": [{"id": "i", "text": "one", "area": "x"},
                    {"id": "e", "text": "extra", "area": "x", "scale": "extra"}]}},
            {"id": "m", "kind": "matrix", "title": "M", "matrix": {
                "rows": {"questionnaire": "q", "title": "R"},
                "columns": {"questionnaire": "q", "title": "C"}, "bands": [],
                "types": [{"title": "Type I"}], "cells": [[0]]}},
            {"id": "b", "kind": "board", "title": "B"},
            {"id": "c", "kind": "contacts", "title": "C"}]}))
        .unwrap();
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut s = Session::new(Id::new("s"), "t", agenda, "N", "B", now);
        assert_eq!(unanswered(&s), ["w", "q", "m", "b", "c"]);
        let person = json!([{"id": "p", "side": "a", "name": "Ada"}]);
        s.participants = serde_json::from_value(person).unwrap();
        assert_eq!(unanswered(&s), ["q", "m", "b", "c"]);
        let rating = |side: &str| {
            let id = format!("r-{side}");
            json!({"id": id, "questionnaire": "q", "column": side, "item": "i", "value": 3})
        };
        s.ratings = serde_json::from_value(json!([rating("a"), rating("b")])).unwrap();
        let card = json!([{"id": "k", "step": "b", "column": "x", "text": "card"}]);
        s.cards = serde_json::from_value(card).unwrap();
        s.contacts = serde_json::from_value(json!([{"id": "p"}])).unwrap();
        assert_eq!(unanswered(&s), ["q", "m"], "not revealed yet");
        let revealed = json!(["q"]);
        let reveal = set_field(super::super::Place::Progress, "revealed_answers", revealed);
        apply(&mut s, &reveal).unwrap();
        s.decisions = serde_json::from_value(json!([
            {"id": "d", "text": "t", "step": "m", "partnership": "Type I"}]))
        .unwrap();
        assert_eq!(unanswered(&s), [] as [&str; 0]);
        s.ratings.pop();
        assert_eq!(unanswered(&s), ["q"], "one side is missing");
    }
}
