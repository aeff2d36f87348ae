//! The Partnership Model led from the drivers to the components, and what scores are compared with.

use crate::methods::{answered, questionnaire};
use crate::support::{Build, Harness, empty};
use roundtable::domain::Session;
use roundtable::domain::scoring::concerns;

#[test]
fn the_partnership_model_ends_in_a_type_and_its_gaps() {
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
        frame.contains("● Type II ")
            && frame.contains("The limits were not checked against the original;"),
        "{frame}"
    );
    assert!(
        frame.contains("Type II needs level 2 (medium) in Components: 0 set to it, 8 not set yet.")
            && frame.contains("Type II, not yet chosen"),
        "{frame}"
    );
    // the type sets the levels needed; an item that has one already keeps it
    harness.keys("]<Tab>3[l");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("1 otherwise (Planning 3)") && frame.contains("set all of them to 2"),
        "{frame}"
    );
    harness.keys("<↓><Enter>");
    assert!(
        harness.notice().contains("7 levels set to 2"),
        "{}",
        harness.notice()
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
    assert_eq!(needed(harness.session()), [3.0], "one undo step");
    assert!(
        harness
            .keys("<Ctrl+Y>[l<↓><Enter>")
            .notice()
            .contains("7 set to it, 1 otherwise (Planning 3).")
    );
    assert!(harness.keys("<Tab>").frame(120, 36).contains("To act on"));
    harness.keys("<Tab>11111111<Tab><Tab>");
    let frame = harness.frame(120, 36);
    for words in ["2 levels apart", "8 to act on, 1 urgent"] {
        assert!(frame.contains(words), "{words}\n{frame}");
    }
    harness.keys("a<↓>a<↓>aa");
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
fn the_chosen_type_is_a_decision_and_components_are_compared_with_what_it_needs_now() {
    let mut harness = Harness::open(empty("partnership-model"));
    harness.keys("]41414141<Tab>31303130<Tab>h]]333310101]");
    // the matrix says Type II, which is offered first
    harness.keys("<Enter><Enter>");
    let decision = harness.session().decisions[0].clone();
    assert_eq!(decision.partnership.as_deref(), Some("Type II"));
    assert_eq!(
        decision.reason,
        "The matrix says Type II. Drivers: 14 (Acme 20, Bolt 14). Facilitators: 15."
    );
    harness.keys("l<Home>11111111<Tab>");
    let levels = |s: &Session, column: &str| {
        let of = s.ratings.iter().filter(|r| r.column == column);
        of.filter_map(|r| r.value).collect::<Vec<f64>>()
    };
    assert_eq!(levels(harness.session(), "today"), [1.0; 8]);
    assert_eq!(levels(harness.session(), "needed"), [2.0; 8]);
    // the type changes: the levels set for the earlier one are not what is needed now
    harness.keys("[<Enter><↓><Enter>");
    assert_eq!(harness.session().decisions.len(), 2, "the log keeps both");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("✓ Type III is chosen:")
            && frame.contains("The matrix says Type II.")
            && frame
                .contains("Type III needs level 3 (high) in Components: 0 set to it, 8 otherwise"),
        "{frame}"
    );
    let q = questionnaire("components");
    assert_eq!(
        concerns(harness.session(), &q)[0].why,
        "today 1, needed 2, Type III needs 3: a gap to close"
    );
    let text = |s: &Session| format!("{:?}", roundtable::export::agreement(s));
    let paper = text(harness.session());
    for words in [
        "Type III, chosen on 19 Oct 2026.",
        "The matrix says Type II.",
        "8 otherwise",
        "Scores and limits were not checked against the original.",
        "4 likely: 75 %",
        "Drivers: what each side would gain",
        "Facilitators: how well the two fit",
        "Type III needs",
    ] {
        assert!(paper.contains(words), "{words}\n{paper}");
    }
    harness.keys("l<Enter>");
    assert_eq!(levels(harness.session(), "needed"), [3.0; 8]);
    let s = harness.session();
    let minutes = roundtable::export::minutes(s, false, |step| roundtable::steps::report(s, step));
    let minutes = format!("{minutes:?}");
    assert!(minutes.contains("Type III needs level 3 (high) in Components: 8 set to it."));
    // without a choice the paper says that it is only what the matrix says
    harness.keys("[<Ctrl+P>show decisions<Enter>");
    let mut s = harness.session().clone();
    s.build(|s| s.decisions.clear());
    assert!(text(&s).contains("Type II by the matrix; not yet chosen by both."));
}

#[test]
fn a_component_without_a_level_is_compared_with_what_the_type_needs() {
    let mut harness = Harness::open(empty("partnership-model"));
    harness.keys("]41414141<Tab>31303130<Tab>h]]333310101]]1");
    let c = concerns(harness.session(), &questionnaire("components"));
    assert_eq!(c[0].why, "today 1, Type II needs 2: a gap to close");
}

#[test]
fn two_of_five_additional_factors_are_no_weakness() {
    let mut harness = Harness::open(empty("partnership-model"));
    harness.keys("]]]444410100<Tab>");
    let q = questionnaire("facilitators");
    let found = concerns(harness.session(), &q);
    assert!(
        !found.iter().any(|c| c.text == "Additional factors"),
        "{found:?}"
    );
    let groups = roundtable::figure::results::bars(harness.session(), &q);
    let extras = groups
        .iter()
        .find(|g| g.title == "Additional factors")
        .unwrap();
    assert_eq!(
        (extras.bars[0].value.as_str(), extras.bars[0].remarks.len()),
        ("2", 0)
    );
}

#[test]
fn steps_apart_are_counted_on_the_scale_of_the_items() {
    let note = |id: &str, columns: [&str; 2], places: [usize; 2]| {
        let q = questionnaire(id);
        let mut s = answered(&q, columns[0], places[0], usize::MAX);
        let other = answered(&q, columns[1], places[1], usize::MAX);
        s.build(|s| s.ratings.extend(other.ratings.clone()));
        roundtable::figure::results::areas(&s, &q)[0].note.clone()
    };
    // 25 of 100 points are one step of five answers
    assert_eq!(note("maturity", ["a", "b"], [1, 2]), "");
    assert_eq!(note("maturity", ["a", "b"], [1, 3]), "2 steps apart");
    assert_eq!(note("pitfalls", ["a", "b"], [0, 2]), "2 steps apart");
    assert_eq!(note("pitfalls", ["a", "b"], [0, 1]), "");
    assert_eq!(
        note("components", ["today", "needed"], [1, 3]),
        "2 levels apart"
    );
    // one step of three answers comes after two steps of five
    let q = questionnaire("maturity");
    let mut s = answered(&q, "a", 0, usize::MAX);
    let mut other = answered(&q, "b", 2, usize::MAX);
    other.build(|s| s.ratings[0].value = Some(25.0));
    s.build(|s| s.ratings.extend(other.ratings.clone()));
    let c = concerns(&s, &q);
    assert_ne!(c[0].text, q.items[0].text, "one step is not wide");
}

#[test]
fn an_area_that_does_not_apply_is_not_called_unanswered() {
    let mut harness = Harness::open(empty("solo-pentad"));
    harness.keys("xxx");
    let groups = roundtable::figure::results::bars(harness.session(), &questionnaire("pentad"));
    let remark = |n: usize| groups[n].bars[0].remarks[0].0.clone();
    assert_eq!(
        (remark(0).as_str(), remark(1).as_str()),
        ("does not apply", "not answered yet")
    );
}
