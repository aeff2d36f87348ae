//! Every questionnaire, the matrix, and agendas led from start to end; the document on the method.

use crate::support::{Build, Harness, empty, sample};
use roundtable::app::Effect;
use roundtable::domain::scoring::{band, concerns, score};
use roundtable::domain::{Questionnaire, Session};
use serde_json::json;

pub fn questionnaire(id: &str) -> Questionnaire {
    roundtable::catalog::questionnaires(&[])
        .0
        .into_iter()
        .find(|q| q.id == id)
        .unwrap_or_else(|| panic!("{id}"))
}

/// A session in which `column` gave the same answer, as its place on the scale, to the first `n`
/// items.
pub fn answered(q: &Questionnaire, column: &str, place: usize, n: usize) -> Session {
    let mut s = empty("collaboration");
    for (i, item) in q.items.iter().enumerate().take(n) {
        let answers = q.scale(item).unwrap().answers();
        let value = answers[place.min(answers.len() - 1)];
        let rating = json!({"id": format!("{column}{i}"), "questionnaire": q.id,
            "column": column, "item": item.id, "value": value});
        s.build(|s| s.ratings.push(serde_json::from_value(rating).unwrap()));
    }
    s
}

/// The figure and the band of the first area when all items have the answer at this place.
#[test]
fn each_questionnaire_bands_low_middle_and_high_answers() {
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
        // with half of an area answered there is a score, and a band only if that is enough
        let items = q.items_of(area).filter(|i| !i.gate).count();
        let half = answered(&q, column, 2, items / 2);
        let figure = score(&half, &q, Some(area), column);
        assert_eq!((figure.answered, figure.asked), (items / 2, items), "{id}");
        assert!(
            figure.has_enough_answers() == (items / 2 * 10 >= items * 6),
            "{id}"
        );
        assert_eq!(
            concerns(&empty("collaboration"), &q),
            [],
            "{id}: without answers there is nothing to act on"
        );
    }
}

#[test]
fn components_ask_for_action_on_a_shortfall_and_not_on_a_surplus() {
    let q = questionnaire("components");
    let mut s = answered(&q, "today", 1, usize::MAX);
    let needed = answered(&q, "needed", 3, 4);
    s.build(|s| s.ratings.extend(needed.ratings.clone()));
    let c = concerns(&s, &q);
    assert_eq!(
        (c.len(), c[0].why.as_str()),
        (4, "today 1, needed 3: a gap to close")
    );
    let mut s = answered(&q, "today", 3, usize::MAX);
    s.build(|s| {
        s.ratings
            .extend(answered(&q, "needed", 1, usize::MAX).ratings.clone());
    });
    assert_eq!(concerns(&s, &q), []);
}

#[test]
fn a_relationship_manager_has_to_meet_both_gates() {
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
fn the_type_of_partnership_changes_at_the_limits_of_the_bands() {
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
    s.build(|s| s.ratings = answered(&d, "a", 4, usize::MAX).ratings.clone());
    assert_eq!(m.read(&s).at, None);
    s.build(|s| {
        s.ratings
            .extend(answered(&d, "b", 1, usize::MAX).ratings.clone())
    });
    s.build(|s| {
        s.ratings.extend(
            answered(&questionnaire("facilitators"), "joint", 2, usize::MAX)
                .ratings
                .clone(),
        );
    });
    assert_eq!(
        m.read(&s).at,
        None,
        "a type would tell what is still hidden"
    );
    s.build(|s| s.progress.revealed_answers = vec![s.agenda.steps[1].id.clone()]);
    let r = m.read(&s);
    assert_eq!(
        (r.rows.0, r.columns, r.at.unwrap().2.title.as_str()),
        (Some(12.0), Some(17.0), "Type III")
    );
    assert!(r.imbalance.is_some(), "24 against 12");
}

#[test]
fn a_relationship_reset_can_be_led_by_keys() {
    let mut session = empty("relationship-reset");
    session.build(|session| session.participants = sample().participants.clone());
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
        frame.contains("bow-tie: everything runs through one pair of people"),
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
fn a_pair_of_swot_cards_becomes_an_action_and_a_give_and_get_card_has_dates() {
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

/// Answers the questions of a new session, and what is said then.
fn helped(answers: &str) -> (Harness, String) {
    let mut harness = Harness::library(vec![]);
    harness.keys("nh").keys(answers);
    let says = harness.notice().to_owned();
    (harness, says)
}

#[test]
fn four_questions_suggest_a_method_and_the_second_best() {
    for (answers, title, second) in [
        (
            "1111",
            "Partnership model, one and a half days",
            "Collaboration workshop, one day",
        ),
        ("1211", "Collaboration workshop, one day", "Prepare alone"),
        (
            "1222",
            "Collaboration workshop, three hours",
            "Review of a relationship",
        ),
        // the other situations
        (
            "31",
            "Relationship reset, half a day",
            "Collaboration workshop, one day",
        ),
        (
            "322",
            "Alliance development, seven steps",
            "Self-check: partnering pentad",
        ),
        (
            "331",
            "Relationship value update, 90 minutes",
            "Review of a relationship",
        ),
        (
            "354",
            "Self-check: alliance pitfalls",
            "Self-check: partnering maturity",
        ),
    ] {
        let (mut harness, says) = helped(answers);
        assert!(
            says.starts_with(&format!("“{title}” fits: ")),
            "{answers}: {says}"
        );
        assert!(
            says.contains(&format!("Second best is “{second}”: ")),
            "{answers}: {says}"
        );
        harness.keys("<Enter>");
        assert!(
            matches!(harness.asked.last(), Some(Effect::Create(s)) if s.agenda.title == title),
            "{answers}"
        );
    }
}

#[test]
fn four_times_no_means_keep_a_good_contract() {
    let (mut harness, says) = helped("2222");
    assert!(says.starts_with("Keep a good contract: "), "{says}");
    assert!(
        says.contains("Second best is “Collaboration workshop, three hours”: if"),
        "{says}"
    );
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("becomes key to the other."),
        "said whole: {frame}"
    );
}

/// Sections of `docs/method.md` that a source file names after the name of the document.
fn named_sections(source: &str) -> Vec<String> {
    let text = source
        .replace("\n//!", "")
        .replace("\n///", "")
        .replace("\n    ///", "");
    text.split("docs/method.md`, \"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.trim().to_owned()))
        .collect()
}

fn sources(folder: &std::path::Path, out: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_section_of_the_method_named_in_the_code_exists() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let method = std::fs::read_to_string(root.join("docs/method.md")).unwrap();
    let headings: Vec<&str> = method
        .lines()
        .filter_map(|l| l.strip_prefix("## "))
        .collect();
    let mut all = Vec::new();
    sources(&root.join("src"), &mut all);
    let named: Vec<String> = all
        .iter()
        .flat_map(|source| named_sections(source))
        .collect();
    assert!(named.len() >= 20, "{named:?}");
    for section in &named {
        assert!(
            headings.contains(&section.as_str()),
            "no section “{section}”"
        );
    }
    assert!(
        all.iter()
            .all(|source| !source.contains(concat!("domain", ".md")))
    );
}
