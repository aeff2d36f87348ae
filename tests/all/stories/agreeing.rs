//! What is missing before the agreement is signed, and closing the session.

use crate::support::{Build, Harness, empty, sample};
use roundtable::domain::{Kind, Session};
use serde_json::json;

/// A session on its step Agreement.
fn on_agreement(session: Session) -> Harness {
    let steps = session.agenda.steps.len();
    let mut harness = Harness::open(session);
    harness.keys(&"]".repeat(steps - 1));
    harness
}

#[test]
fn what_the_agenda_has_no_step_for_is_not_demanded() {
    for agenda in ["partnership-model", "relationship-reset"] {
        let frame = on_agreement(empty(agenda)).frame(120, 36);
        assert!(
            frame.contains("Ready to sign?") && !frame.contains("no goal yet"),
            "{agenda}\n{frame}"
        );
    }
    let frame = on_agreement(empty("alliance-design")).frame(120, 36);
    assert!(!frame.contains("no metric yet"), "{frame}");
    let frame = on_agreement(empty("collaboration")).frame(120, 36);
    assert!(
        frame.contains("no goal yet") && frame.contains("no metric yet"),
        "{frame}"
    );
}

#[test]
fn a_check_whose_step_is_missing_offers_to_add_it() {
    let mut session = empty("partnership-model");
    let goal = json!({"id": "g", "text": "97 % on time by June 2027"});
    session.build(|s| s.goals.push(serde_json::from_value(goal).unwrap()));
    let steps = session.agenda.steps.len();
    let mut harness = on_agreement(session);
    let frame = harness.keys("<Home><Enter>").frame(120, 36);
    assert!(
        frame.contains("This agenda has no step “Goals”. Add it?"),
        "{frame}"
    );
    harness.keys("<Enter>");
    assert_eq!(harness.session().agenda.steps.len(), steps + 1);
    assert_eq!(harness.session().agenda.steps[steps - 1].kind, Kind::Goals);
    let frame = harness.frame(120, 36);
    assert!(frame.contains("97 % on time by June 2027"), "{frame}");
}

#[test]
fn closing_with_blockers_asks_once() {
    let mut harness = on_agreement(sample());
    let frame = harness.keys("c").frame(120, 36);
    assert!(
        frame.contains("the agreement. Close the session all the same?"),
        "{frame}"
    );
    harness.keys("<Esc>");
    assert!(harness.session().closed.is_none());
    // the first answer leads to the first of them
    let frame = harness.keys("c1").frame(120, 36);
    assert!(frame.contains("of 10 · Align"), "{frame}");
    assert!(harness.session().closed.is_none());
    let mut harness = on_agreement(sample());
    harness.keys("c2");
    assert!(harness.session().closed.is_some());
}

#[test]
fn an_expectation_in_no_goal_says_how_it_gets_into_one() {
    let mut session = empty("collaboration");
    session.build(|s| {
        s.expectations = serde_json::from_value(json!([
            {"id": "a1", "side": "a", "text": "On time", "reaction": {"answer": "accept"}},
        ]))
        .unwrap();
        s.goals = serde_json::from_value(json!([
            {"id": "g", "text": "97 % by June 2027", "consent": [
                {"side": "a", "fist": 4}, {"side": "b", "fist": 4}]},
        ]))
        .unwrap();
        s.progress.revealed = true;
    });
    let mut harness = on_agreement(session);
    // after the check on both lists
    harness.keys("<Home><↓><Enter>");
    assert_eq!(
        harness.notice(),
        "A1 is in no goal yet: g makes a goal from it, l adds it to the selected one."
    );
}
