//! Every questionnaire and the matrix: tables of answers and what they have to say.

use crate::support::{Harness, empty, sample};
use roundtable::app::Effect;
use roundtable::domain::scoring::{band, concerns, score};
use roundtable::domain::{Questionnaire, Session};
use serde_json::json;

fn questionnaire(id: &str) -> Questionnaire {
    roundtable::catalog::questionnaires(&[])
        .0
        .into_iter()
        .find(|q| q.id == id)
        .unwrap_or_else(|| panic!("{id}"))
}

/// A session in which `column` gave the same answer, as its place on the scale, to the first `n` items.
fn answered(q: &Questionnaire, column: &str, place: usize, n: usize) -> Session {
    let mut s = empty("collaboration");
    for (i, item) in q.items.iter().enumerate().take(n) {
        let answers = q.scale(item).unwrap().answers();
        let value = answers[place.min(answers.len() - 1)];
        let rating = json!({"id": format!("{column}{i}"), "questionnaire": q.id, "column": column, "item": item.id, "value": value});
        s.ratings.push(serde_json::from_value(rating).unwrap());
    }
    s
}

/// The figure and the band of the first area when all items have the answer at this place.
#[test]
fn all_low_all_middle_all_high() {
    for (id, column, low, middle, high) in [
        (
            "drivers",
            "a",
            "1 little gain",
            "4 substantial gain",
            "6 substantial gain",
        ),
        (
            "facilitators",
            "joint",
            "1 weak",
            "3 in between",
            "5 supportive",
        ),
        ("pentad", "a", "2.33 weak", "3 mixed", "3.67 strong"),
        ("pitfalls", "a", "0 clear", "100 danger", "100 danger"),
        ("steps", "a", "0 hardly begun", "100 done", "100 done"),
        ("value-update", "a", "1 weak", "3 mixed", "5 strong"),
        ("readiness", "a", "0 not ready", "100 ready", "100 ready"),
        ("transform", "a", "1 weak", "3 mixed", "5 strong"),
        (
            "views",
            "a",
            "1 traditional",
            "3 mixed",
            "5 transformational",
        ),
        ("barriers", "a", "0 clear", "100 blocking", "100 blocking"),
        (
            "maturity",
            "a",
            "0 by chance",
            "50 systematic in part",
            "100 part of both",
        ),
        ("verdict", "a", "1 on the way out", "3 the same", "4 more"),
    ] {
        let q = questionnaire(id);
        let area = &q.areas[0].id;
        for (place, want) in [(0, low), (2, middle), (9, high)] {
            let s = answered(&q, column, place, usize::MAX);
            let figure = score(&s, &q, Some(area), column);
            let value = figure
                .value
                .map(|v| (v * 100.0).round() / 100.0)
                .unwrap_or(-1.0);
            let label = band(&q, figure).map_or("", |b| b.label.as_str());
            assert_eq!(
                format!("{value} {label}").trim(),
                want,
                "{id}, all answers at place {place}"
            );
        }
        // half of the first area answered says a figure and no band, unless that is most of it
        let items = q.items_of(area).filter(|i| !i.gate).count();
        let half = answered(&q, column, 2, items / 2);
        let figure = score(&half, &q, Some(area), column);
        assert_eq!((figure.answered, figure.asked), (items / 2, items), "{id}");
        assert!(figure.is_covered() == (items / 2 * 10 >= items * 6), "{id}");
        assert_eq!(
            concerns(&empty("collaboration"), &q),
            [],
            "{id}: nothing answered, nothing said"
        );
    }
}

#[test]
fn components_ask_for_what_is_missing_and_not_for_what_is_too_much() {
    let q = questionnaire("components");
    let mut s = answered(&q, "today", 1, usize::MAX);
    let needed = answered(&q, "needed", 3, 4);
    s.ratings.extend(needed.ratings);
    let c = concerns(&s, &q);
    assert_eq!(
        (c.len(), c[0].why.as_str()),
        (4, "today 1, needed 3: a gap to close")
    );
    let mut s = answered(&q, "today", 3, usize::MAX);
    s.ratings
        .extend(answered(&q, "needed", 1, usize::MAX).ratings);
    assert_eq!(concerns(&s, &q), []);
}

#[test]
fn a_relationship_manager_needs_both_gates() {
    let q = questionnaire("relationship-manager");
    let s = answered(&q, "a", 0, 1);
    assert!(
        concerns(&s, &q)[0]
            .why
            .contains("Without it the rest does not count")
    );
    assert!(concerns(&answered(&q, "a", 9, usize::MAX), &q).is_empty());
}

#[test]
fn the_type_of_partnership_at_the_edges() {
    let s = empty("partnership-model");
    let m = s
        .agenda
        .steps
        .iter()
        .find_map(|s| s.matrix.clone())
        .unwrap();
    for (drivers, facilitators, kind) in [
        (8.0, 8.0, "Arm's length"),
        (11.0, 11.0, "Arm's length"),
        (12.0, 11.0, "Type I"),
        (11.0, 16.0, "Type II"),
        (15.0, 15.0, "Type II"),
        (16.0, 12.0, "Type III"),
        (24.0, 25.0, "Type III"),
        (7.0, 25.0, "Arm's length"),
        (4.0, 4.0, "Arm's length"),
        // half points are not rounded up into the next band
        (11.5, 11.5, "Arm's length"),
        (15.9, 16.0, "Type III"),
    ] {
        assert_eq!(
            m.at(drivers, facilitators).unwrap().2.title,
            kind,
            "{drivers} {facilitators}"
        );
    }
    // the lower of the two sides counts, and only when all is answered
    let d = questionnaire("drivers");
    let mut s = empty("partnership-model");
    s.ratings = answered(&d, "a", 4, usize::MAX).ratings;
    assert_eq!(m.read(&s).at, None);
    s.ratings.extend(answered(&d, "b", 1, usize::MAX).ratings);
    s.ratings
        .extend(answered(&questionnaire("facilitators"), "joint", 2, usize::MAX).ratings);
    assert_eq!(
        m.read(&s).at,
        None,
        "a figure would tell what is still covered"
    );
    s.progress.revealed_answers = vec![s.agenda.steps[1].id.clone()];
    let r = m.read(&s);
    assert_eq!(
        (r.rows.0, r.columns, r.at.unwrap().2.title.as_str()),
        (Some(12.0), Some(17.0), "Type III")
    );
    assert!(r.imbalance.is_some(), "24 against 12");
}

#[test]
fn a_reset_is_led_by_keys() {
    let mut session = empty("relationship-reset");
    session.participants = sample().participants;
    let mut harness = Harness::open(session);
    assert!(harness.frame(80, 24).contains("Step 1 of 11 · Why now"));
    harness.keys("]aOne supplier for all housings<Enter>Price held<Esc><Tab>aShort calls<Esc>");
    assert_eq!(harness.session().cards.len(), 3);
    assert_eq!(harness.session().cards[2].column, "promised");
    harness.keys("]aThey call us first<Esc>]aA forecast<Esc>]h");
    assert!(harness.frame(80, 24).contains("They call us first"));
    // the pitfalls, both sides, revealed; one becomes an action
    harness.keys("]222<Tab>000<Tab>ha");
    assert_eq!(harness.session().actions.len(), 1);
    // two people of each side
    harness.keys("]aÖzt<Enter>Dvo<Enter>aNov<Enter>Mal<Enter>");
    assert_eq!(harness.session().contacts.len(), 2);
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("bow-tie: everything runs through one pair of hands"),
        "{frame}"
    );
    harness.keys("m");
    assert_eq!(
        harness.session().contacts[1].last,
        Some("2026-10-19".parse().unwrap())
    );
    harness.keys("]aNo mails with ten in copy<Esc>g");
    assert_eq!(
        harness.session().actions[1].text,
        "No mails with ten in copy"
    );
    let minutes = roundtable::export::minutes(harness.session(), false, |step| {
        roundtable::steps::report(harness.session(), step)
    });
    let text = format!("{minutes:?}");
    for words in [
        "One supplier for all housings",
        "Shape: bow-tie",
        "Core values clash",
    ] {
        assert!(text.contains(words), "{words}");
    }
}

#[test]
fn a_partnership_of_one_and_a_half_days_ends_in_a_type_and_its_gaps() {
    let mut harness = Harness::open(empty("partnership-model"));
    // drivers of both sides, revealed, one changed after the talk
    harness.keys("]41414141<Tab>31303130<Tab>h]");
    assert!(
        harness
            .frame(120, 36)
            .contains("Step 3 of 11 · Drivers again")
    );
    harness.keys("]333310101]");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("● Type II ") && frame.contains("Cut-offs not verified"),
        "{frame}"
    );
    assert!(
        frame.contains("It needs level 2 (medium) in Components: Enter sets it for 8 items."),
        "{frame}"
    );
    // the type says what is needed; one item is already said otherwise and stays, one is changed afterwards
    harness.keys("]<Tab>3[<Enter>");
    assert!(
        harness.toast().contains("7 levels set to 2"),
        "{}",
        harness.toast()
    );
    let needed = |s: &Session| {
        s.ratings
            .iter()
            .filter(|r| r.column == "needed")
            .map(|r| r.value.unwrap())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        needed(harness.session()),
        [3.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0]
    );
    harness.keys("<Ctrl+Z>");
    assert_eq!(needed(harness.session()), [3.0], "taken back as one");
    assert!(
        harness
            .keys("<Ctrl+Y>[<Enter>")
            .toast()
            .contains("All levels are set already.")
    );
    assert!(harness.keys("<Tab>").frame(120, 36).contains("To act on"));
    harness.keys("<Tab>11111111<Tab><Tab>aaa");
    assert_eq!(harness.session().actions.len(), 3);
    assert!(
        harness.session().actions[0]
            .text
            .starts_with("Raise planning to the level needed")
    );
    assert!(
        harness.keys("A").frame(120, 36).contains("next day, 09:00"),
        "the second day begins in the morning"
    );
}

#[test]
fn pairs_of_a_swot_and_cards_of_give_and_get_become_actions_and_records() {
    let mut harness = Harness::open(empty("alliance-steps"));
    harness.keys("]]]aWe show everything<Esc><Tab><Tab>aThe new series<Esc>l<Enter>");
    assert_eq!(
        harness.session().actions[0].text,
        "Use: We show everything; The new series"
    );
    harness.keys("]aA forecast<Esc>e<Tab>1 dec<Tab><Tab>every Monday<Esc>");
    let card = harness.session().cards.last().unwrap();
    assert_eq!(
        (card.from.unwrap().to_string(), card.measured.as_str()),
        ("2026-12-01".to_owned(), "every Monday")
    );
    assert!(harness.frame(80, 24).contains("Acme gives"));
    harness.keys("<Del>");
    assert_eq!(harness.session().cards.len(), 2);
}

#[test]
fn four_questions_suggest_the_method() {
    for (answers, title) in [
        ("1111", "Partnership model, one and a half days"),
        ("1211", "Collaboration workshop, one day"),
        ("2222", "Collaboration workshop, one day"),
    ] {
        let mut harness = Harness::library(vec![]);
        harness.keys("nh").keys(answers);
        assert!(harness.toast().contains(" fits: "), "{}", harness.toast());
        harness.keys("<Enter>");
        assert!(
            matches!(harness.asked.last(), Some(Effect::Create(s)) if s.agenda.title == title),
            "{answers}"
        );
    }
}
