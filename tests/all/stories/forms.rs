//! Forms: what cannot be understood is explained, and the former value stays.

use crate::support::{Build, Harness, empty, sample};
use roundtable::domain::Content;
use roundtable::domain::Session;

/// Types into a field of a form: the message, and whether the session changed.
fn typed(harness: &mut Harness, open_field: &str, text: &str) -> (String, bool) {
    harness.keys(open_field);
    let before = comparable(harness.session());
    harness.keys(text).keys("<Enter>");
    let message = harness.notice().to_owned();
    (message, comparable(harness.session()) != before)
}

/// A session without the time of its last change.
fn comparable(session: &Session) -> Content {
    Content {
        modified: None,
        ..session.clone().into_content()
    }
}

// The keys that open a field of each kind.
const DUE: &str = "]]]]<Home>w<Tab>";
const BASELINE: &str = "]]]]]<Home>e<Tab><Tab><Tab><Tab><Tab><Tab><Tab>";
const READING: &str = "]]]]]<Home>m";
const MINUTES: &str = "A<Home>e<Tab><Tab>";
const FIXED_START: &str = "A<Home>e<Tab><Tab><Tab>";
const BREAK: &str = "A<Home>e<Tab><Tab><Tab><Tab>";
const DAY_START: &str = "Ad";

#[test]
fn a_value_that_is_not_understood_is_explained_and_changes_nothing() {
    for (field, text, explanation) in [
        (
            DUE,
            "someday",
            "Try +2w, fri, 30 sep, end of month or 2026-09-30.",
        ),
        (DUE, "31 feb", "There is no 31 Feb in 2027."),
        (DUE, "1.13.", "There is no month 13."),
        (BASELINE, "many", "Try 97 or 2.5."),
        (BASELINE, "inf", "Try 97 or 2.5."),
        (READING, "good", "Try 97 or 2.5."),
        (MINUTES, "1441", "Try 45."),
        (MINUTES, "-5", "Try 45."),
        (MINUTES, "half an hour", "Try 45."),
        (FIXED_START, "noon", "Try 13:00 or 9."),
        (FIXED_START, "25:00", "Try 13:00 or 9."),
        (BREAK, "Coffee", "Coffee 15"),
        (BREAK, "Coffee 2000", "Try 45."),
        (
            DAY_START,
            "tomorrow 99",
            "Try 9:00, tomorrow 9:00 or 2026-11-21 09:00.",
        ),
    ] {
        let (said, changed) = typed(&mut Harness::open(sample()), field, text);
        assert!(said.contains(explanation), "{text}: “{said}”");
        assert!(!changed, "{text}");
    }
}

#[test]
fn a_number_of_days_that_is_not_understood_is_explained() {
    let mut session = sample();
    session.build(|session| {
        session
            .terms
            .retain(|t| t.section == roundtable::domain::Section::Escalation);
    });
    assert!(
        !session.terms.is_empty(),
        "the sample has an escalation ladder"
    );
    let mut harness = Harness::open(session);
    let first_level = "]]]]]]<Tab><Home>";
    let nine_sections_down = "<↓>".repeat(9);
    harness.keys(first_level).keys(&nine_sections_down);
    let (said, changed) = typed(&mut harness, "e<Tab><Tab><Tab>", "a week");
    assert!(said.contains("Try 5."), "{said}");
    assert!(!changed);
}

#[test]
fn values_are_understood_as_people_write_them() {
    let mut harness = Harness::open(sample());
    harness
        .keys(MINUTES)
        .keys("45 min<Tab>13.30<Tab>Lunch 60 min<Enter>");
    let step = &harness.session().agenda.steps[0];
    assert_eq!((step.minutes, step.pause()), (45, 60));
    assert_eq!(step.starts_at.unwrap().to_string(), "13:30:00");
    let mut harness = Harness::open(sample());
    harness.keys(BASELINE).keys("1 450,5 €<Enter>");
    assert_eq!(harness.session().metrics[0].baseline, Some(1450.5));
    harness.keys("<Esc>").keys("m97 %<Enter>");
    assert_eq!(harness.session().metrics[0].now(), Some(97.0));
}

#[test]
fn emptying_a_field_removes_its_value() {
    let mut harness = Harness::open(sample());
    assert!(harness.session().metrics[0].baseline.is_some());
    harness.keys(BASELINE).keys("<Backspace><Enter>");
    assert_eq!(harness.session().metrics[0].baseline, None);
    let mut harness = Harness::open(sample());
    harness
        .keys(BREAK)
        .keys("Coffee 15<Enter><Esc>e<Tab><Tab><Tab><Tab><Backspace><Enter>");
    assert_eq!(harness.session().agenda.steps[0].pause(), 0);
}

#[test]
fn a_field_without_choices_says_so() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]]]]aGoal<Esc>e<Tab><Enter>");
    assert_eq!(
        harness.notice(),
        "The lists are still hidden. They are revealed in the step Align."
    );
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]]]]]aOnly action<Esc>w<Tab><Tab><Enter>");
    assert_eq!(harness.notice(), "There is nothing to choose yet.");
}
