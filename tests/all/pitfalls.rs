//! The pitfalls: what helps against each, what is shown and what is printed of them.

use crate::support::{Build, Harness, empty};
use roundtable::domain::scoring::{Score, band, concerns, score};
use roundtable::domain::{Questionnaire, Session, Tone};
use serde_json::json;
use std::collections::HashSet;

fn questionnaire(id: &str) -> Questionnaire {
    let (all, _) = roundtable::catalog::questionnaires(&[]);
    let found = all.into_iter().find(|q| q.id == id);
    found.unwrap_or_else(|| panic!("{id}"))
}

/// A session in which side A gave these answers, and the same answer to all other items.
fn answered(q: &Questionnaire, rest: f64, answers: &[(&str, f64)]) -> Session {
    let mut session = empty("relationship-reset");
    for (n, item) in q.items.iter().enumerate() {
        let own = answers.iter().find(|(id, _)| *id == item.id);
        let value = own.map_or(rest, |(_, value)| *value);
        let rating = json!({"id": format!("r{n}"), "questionnaire": q.id, "column": "a",
            "item": item.id, "value": value});
        session.build(|s| s.ratings.push(serde_json::from_value(rating).unwrap()));
    }
    session
}

fn minutes(session: &Session) -> String {
    let report = |step: &_| roundtable::steps::report(session, step);
    format!("{:?}", roundtable::export::minutes(session, false, report))
}

#[test]
fn each_pitfall_has_a_remedy_and_an_action_of_its_own() {
    let q = questionnaire("pitfalls");
    assert_eq!(q.items.len(), 55);
    let different = |texts: Vec<&String>| texts.into_iter().collect::<HashSet<_>>().len();
    assert_eq!(different(q.items.iter().map(|i| &i.action).collect()), 55);
    assert_eq!(different(q.items.iter().map(|i| &i.advice).collect()), 55);
    for item in &q.items {
        assert!(item.advice.ends_with(['.', '?']), "{}", item.advice);
        let (names, does) = item.action.split_once(": ").unwrap();
        assert!(!names.is_empty() && !does.is_empty(), "{}", item.action);
    }
}

#[test]
fn an_area_is_clear_only_while_nothing_of_it_is_present() {
    let q = questionnaire("pitfalls");
    let label = |answers: &[(&str, f64)]| {
        let s = answered(&q, 0.0, answers);
        let of_values: Score = score(&s, &q, Some("values"), "a");
        band(&q, of_values).unwrap().label.clone()
    };
    assert_eq!(label(&[]), "clear");
    assert_eq!(label(&[("values8", 1.0)]), "some signs");
    assert_eq!(label(&[("values8", 2.0)]), "take care", "one of eighteen");
}

#[test]
fn a_pitfall_that_is_present_becomes_one_action_however_often_it_is_asked_for() {
    let mut harness = Harness::open(empty("solo-pitfalls"));
    harness.keys("2200000<Tab>aaa");
    assert_eq!(harness.session().actions.len(), 1);
    assert!(
        harness.notice().starts_with("It is action 1 already:"),
        "{}",
        harness.notice()
    );
    let frame = harness.frame(120, 36);
    assert!(frame.contains("✓ action 1: Values that clash:"), "{frame}");
    harness.keys("<↓>a");
    let texts: HashSet<&str> = harness
        .session()
        .actions
        .iter()
        .map(|a| a.text.as_str())
        .collect();
    assert_eq!(texts.len(), 2, "{texts:?}");
    // one that was dropped may be made again
    harness.keys("<Ctrl+Z><Ctrl+Z>a");
    assert_eq!(harness.session().actions.len(), 1);
}

#[test]
fn minutes_list_all_that_is_to_act_on_and_fold_the_rest_into_a_line_an_area() {
    let q = questionnaire("pitfalls");
    let present: Vec<(&str, f64)> = q
        .items
        .iter()
        .take(14)
        .map(|i| (i.id.as_str(), 2.0))
        .collect();
    let mut session = answered(&q, 0.0, &present);
    let step = session
        .agenda
        .steps
        .iter()
        .find(|s| s.questionnaire.is_some());
    let step = step.unwrap().id.clone();
    session.build(|s| s.progress.revealed_answers = vec![step]);
    let text = minutes(&session);
    for (n, item) in q.items.iter().enumerate() {
        assert_eq!(text.contains(&item.text), n < 14, "{}", item.text);
        assert_eq!(text.contains(&item.advice), n < 14, "{}", item.advice);
    }
    for line in [
        "Values: 14 to act on, 4 others (Acme: 4 not present, or under control; Bolt: 4 not ",
        "Goals: none of 8 to act on",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn a_land_mine_is_shown_however_good_the_average_is() {
    let q = questionnaire("pentad");
    // all else is as good as can be: the land mines are the reversed items
    let best = |but: &str| -> Vec<(String, f64)> {
        let items = q.items.iter();
        let value = |i: &roundtable::domain::questionnaire::Item| match i.reversed {
            true if i.id != but => 1.0,
            _ => 5.0,
        };
        items.map(|i| (i.id.clone(), value(i))).collect()
    };
    for item in q.items.iter().filter(|i| i.reversed) {
        let answers = best(&item.id);
        let answers: Vec<(&str, f64)> = answers.iter().map(|(id, v)| (id.as_str(), *v)).collect();
        let session = answered(&q, 5.0, &answers);
        let of_area = score(&session, &q, Some(&item.area), "a");
        assert_eq!(band(&q, of_area).unwrap().label, "strong");
        let found = concerns(&session, &q);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!((&found[0].text, found[0].tone), (&item.text, Tone::Bad));
        assert!(found[0].why.ends_with("fully"), "{}", found[0].why);
        assert!(found[0].advice.starts_with("Land mine: "));
    }
}
