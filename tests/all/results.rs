//! Results that are more than bars: the profile of two views, the staircase of the seven steps, the
//! overall figure of maturity, gates.

use crate::support::{Build, Harness, empty};
use roundtable::domain::scoring::{class, concerns, score, stands_at};
use roundtable::domain::{Questionnaire, Session, Tone};
use roundtable::figure::{self, Figure};
use serde_json::json;

fn questionnaire(id: &str) -> Questionnaire {
    let (all, _) = roundtable::catalog::questionnaires(&[]);
    let found = all.into_iter().find(|q| q.id == id);
    found.unwrap_or_else(|| panic!("{id}"))
}

/// A session on an agenda with answers in the order of the items; an `x` is left out.
fn session(agenda: &str, q: &Questionnaire, answers: &[(&str, &str)]) -> Session {
    let mut session = empty(agenda);
    for (column, digits) in answers {
        for (item, digit) in q
            .items
            .iter()
            .zip(digits.bytes())
            .filter(|(_, d)| *d != b'x')
        {
            let value = q.scale(item).unwrap().by_digit(digit - b'0');
            let rating = json!({"id": format!("{column}{}", item.id), "questionnaire": q.id,
                "column": column, "item": item.id, "value": value});
            session.build(|s| s.ratings.push(serde_json::from_value(rating).unwrap()));
        }
    }
    let asks =
        |s: &&roundtable::domain::Step| s.questionnaire.as_ref().is_some_and(|own| own.id == q.id);
    let steps: Vec<_> = session
        .agenda
        .steps
        .iter()
        .filter(asks)
        .map(|s| s.id.clone())
        .collect();
    session.build(|s| s.progress.revealed_answers = steps);
    session
}

fn minutes(session: &Session) -> String {
    let report = |step: &_| roundtable::steps::report(session, step);
    format!("{:?}", roundtable::export::minutes(session, false, report))
}

#[test]
fn two_views_are_a_profile_of_nine_pairs_with_the_marks_of_both_sides() {
    let q = questionnaire("views");
    let s = session(
        "transformational",
        &q,
        &[("a", "155555555"), ("b", "15111111x")],
    );
    let profile = figure::profile(&s, &q).unwrap();
    assert_eq!(profile.rows.len(), 9);
    let row = &profile.rows[2];
    assert_eq!(
        row.ends,
        ["what they gain, we lose", "their success is ours"]
    );
    let marks: Vec<_> = row
        .marks
        .iter()
        .map(|m| (m.mark.as_str(), m.share))
        .collect();
    assert_eq!(marks, [("◆", 1.0), ("●", 0.0)]);
    assert_eq!(profile.rows[8].marks.len(), 1, "one side has not answered");
    let words = Figure::Profile(profile).words();
    let words = format!("{words:?}");
    assert!(words.contains("what they gain, we lose"), "{words}");
    assert_eq!(figure::profile(&empty("transformational"), &q), None);
    // on screen, at both sizes, with both marks in a line
    let mut harness = Harness::open(s);
    harness.keys("]]<Tab><Tab>");
    for (wide, tall) in [(80, 24), (120, 36)] {
        let frame = harness.frame(wide, tall);
        let line = frame
            .lines()
            .find(|l| l.contains("what they gain"))
            .unwrap();
        assert!(line.contains('◆') && line.contains('●'), "{frame}");
        assert!(frame.contains("help each other succeed"), "{frame}");
    }
}

#[test]
fn seven_steps_are_a_staircase_that_says_where_each_side_stands() {
    let q = questionnaire("steps");
    assert_eq!(q.items.len(), 28 + 4);
    let done = "2222";
    let a = format!("{done}2222220000");
    let s = session("alliance-steps", &q, &[("a", &a), ("b", "22220000000000")]);
    assert_eq!(
        (stands_at(&s, &q, "a"), stands_at(&s, &q, "b")),
        (Some(2), Some(1))
    );
    let all = "2".repeat(32);
    let finished = session("alliance-steps", &q, &[("a", &all)]);
    assert_eq!(stands_at(&finished, &q, "a"), Some(7));
    assert_eq!(stands_at(&finished, &q, "b"), None, "nothing is answered");
    // in order from the first step to the last, in documents and on screen
    let titles: Vec<String> = figure::results::areas(&s, &q)
        .into_iter()
        .map(|g| g.title)
        .collect();
    assert_eq!(
        (titles[0].as_str(), titles[6].as_str()),
        ("1 Monitor", "7 Maintenance")
    );
    let mut harness = Harness::open(s);
    harness.keys("]<Tab><Tab>");
    for (wide, tall) in [(80, 24), (120, 36)] {
        let frame = harness.frame(wide, tall);
        let at = |words: &str| {
            frame
                .find(words)
                .unwrap_or_else(|| panic!("{words}\n{frame}"))
        };
        assert!(at("7 Maintenance") < at("3 Select"), "{frame}");
        assert!(at("3 Select") < at("◆ you are here"), "{frame}");
        assert!(at("2 Educate") < at("● you are here"), "{frame}");
        assert!(at("● you are here") < at("1 Monitor"), "{frame}");
    }
}

#[test]
fn the_staircase_is_whole_in_the_projector_view_of_a_small_screen() {
    let q = questionnaire("steps");
    let apart = [("a", "2222222222211"), ("b", "22220000000000")];
    let together = [("a", "22220000000000"), ("b", "22220000000000")];
    for (answers, sentences) in [
        (
            apart,
            ["◆ Acme stands at step", "● Bolt stands at step 2 of 7"],
        ),
        (
            together,
            [
                "◆ Acme and ● Bolt stand at step 2",
                "prepare your own people",
            ],
        ),
    ] {
        let mut harness = Harness::open(session("alliance-steps", &q, &answers));
        let frame = harness.keys("]<Tab><Tab><F5>").frame(80, 24);
        for words in sentences {
            assert!(frame.contains(words), "{words}\n{frame}");
        }
        assert!(!frame.contains('…'), "{frame}");
    }
}

#[test]
fn each_of_the_seven_steps_has_advice_of_its_own() {
    let q = questionnaire("steps");
    let s = session("alliance-steps", &q, &[("a", "2222")]);
    let text = minutes(&s);
    let mut advice: Vec<&str> = q.areas.iter().map(|a| a.advice.as_str()).collect();
    assert!(advice.iter().all(|a| text.contains(a)), "{text}");
    advice.sort_unstable();
    advice.dedup();
    assert_eq!(advice.len(), 7);
    assert!(
        text.contains("◆ Acme stands at step 2 of 7, Educate."),
        "{text}"
    );
    // while a question is answered, the advice of its step is below it
    let mut harness = Harness::open(s);
    assert!(
        harness
            .keys("]h")
            .frame(120, 36)
            .contains("Know your needs, strengths")
    );
}

#[test]
fn maturity_has_an_overall_figure_that_is_the_mean_of_its_dimensions() {
    let mut q = questionnaire("maturity");
    // commercial 100, and one answer of the others: 0, 0, 0, 50
    let s = session("solo-maturity", &q, &[("a", "551x1x1x3x")]);
    assert_eq!(score(&s, &q, None, "a").value, Some(30.0));
    let bars = figure::results::bars(&s, &q);
    assert_eq!((bars.len(), bars[0].title.as_str()), (6, "All areas"));
    assert_eq!(bars[0].bars[0].caption(), "30, by chance");
    q.overall = false;
    assert_eq!(figure::results::bars(&s, &q).len(), 5);
}

#[test]
fn on_facts_a_side_rates_itself_higher_and_nobody_is_blind() {
    let q = questionnaire("maturity");
    let s = session(
        "solo-maturity",
        &q,
        &[("a", "5115555555"), ("b", "1515555515")],
    );
    let says = |id: &str| {
        let item = q.items.iter().find(|i| i.id == id).unwrap();
        class(&s, &q, item).unwrap().1
    };
    assert_eq!(says("commercial1"), "Acme rates itself higher");
    assert_eq!(says("commercial2"), "Bolt rates itself higher");
    assert_eq!(says("operational1"), "Acme rates itself higher");
    let s = session(
        "solo-maturity",
        &q,
        &[("a", "5555555555"), ("b", "5555551555")],
    );
    let trust = q.items.iter().find(|i| i.id == "cultural1").unwrap();
    assert_eq!(
        class(&s, &q, trust).unwrap().1,
        "blind spot of Acme",
        "a matter of opinion"
    );
}

#[test]
fn a_relationship_manager_meets_four_gates_and_an_open_one_stands_out() {
    let q = questionnaire("relationship-manager");
    let gates: Vec<&str> = q
        .items
        .iter()
        .filter(|i| i.gate)
        .map(|i| i.id.as_str())
        .collect();
    assert_eq!(gates, ["sales", "line", "senior", "empowered"]);
    let with = |digits: &str| {
        let s = session("solo-relationship-manager", &q, &[("a", digits)]);
        concerns(&s, &q)
    };
    assert_eq!(with("11115555555"), []);
    let found = with("11105555555");
    assert_eq!((found.len(), found[0].tone), (1, Tone::Bad));
    assert!(found[0].text.starts_with("Is empowered"), "{found:?}");
    let found = with("11xx5555555");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found.iter().all(|c| c.why.contains("not answered yet")),
        "{found:?}"
    );
    let mut harness = Harness::open(empty("solo-relationship-manager"));
    assert!(
        harness
            .keys("<Tab>")
            .frame(80, 24)
            .contains("Nothing is answered yet.")
    );
}
