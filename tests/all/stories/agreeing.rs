//! What is missing before the agreement is signed, and closing the session.

use crate::support::{Build, Harness, empty, sample};
use roundtable::domain::{Kind, Session};
use roundtable::export::{ExportRequest, Format, Layout};
use roundtable::steps::report;
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

/// A session with one goal, on its step Goals.
fn on_goal() -> Harness {
    let mut session = empty("collaboration");
    let goal = json!({"id": "g", "text": "97 % on time by June 2027"});
    session.build(|s| s.goals.push(serde_json::from_value(goal).unwrap()));
    let mut harness = Harness::open(session);
    harness.keys("]]]]");
    harness
}

#[test]
fn consent_to_a_goal_that_changed_is_outdated_until_it_is_asked_for_again() {
    let mut harness = on_goal();
    harness.keys("<Tab>24<Tab><Enter>, and kept<Esc>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("1 outdated") && frame.contains("changed since the votes: r asks again"),
        "{frame}"
    );
    let frame = harness.keys("]]]]]").frame(120, 36);
    assert!(frame.contains("consent is outdated"), "{frame}");
    // a new round keeps the former votes
    harness.keys("[[[[[r44");
    let goal = harness.session().goals[0].clone();
    assert!(goal.is_mutual());
    assert_eq!(goal.rounds.len(), 1);
    let frame = harness.keys("<Tab>").frame(120, 36);
    assert!(frame.contains("before: ◆2 ●4"), "{frame}");
    let request = ExportRequest::new(Layout::Agreement, Format::Markdown);
    let agreement = request.render(harness.session(), report).unwrap();
    let agreement = String::from_utf8(agreement).unwrap();
    assert!(agreement.contains("2, then 4"), "{agreement}");
}

#[test]
fn a_vote_on_a_changed_goal_begins_a_new_round() {
    let mut harness = on_goal();
    harness.keys("<Tab>44<Tab><Enter>, and kept<Esc><Tab><Home>3");
    let goal = harness.session().goals[0].clone();
    assert_eq!((goal.rounds.len(), goal.consent.len()), (1, 1));
}

#[test]
fn a_signature_is_outdated_once_what_was_signed_has_changed() {
    let mut harness = on_goal();
    // a signature for each side
    harness.keys("]]]]]<Tab><Tab>aAda<Enter><↓>aBob<Enter>");
    assert_eq!(harness.session().sign_off.len(), 2);
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("✓ signed by both sides") && !frame.contains("outdated"),
        "{frame}"
    );
    // a private note changes nothing that was signed
    harness.keys("NWatch the price<Enter>");
    assert!(!harness.frame(120, 36).contains("outdated"));
    harness.keys("[[[[[<Enter> 2<Esc>]]]]]");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("changed since it was signed") && frame.contains("Ada · "),
        "{frame}"
    );
    harness.keys("<Home>r<↓>r");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("✓ signed by both sides") && !frame.contains("outdated"),
        "{frame}"
    );
    harness.keys("r");
    assert!(
        harness.notice().starts_with("Nothing has changed since"),
        "{}",
        harness.notice()
    );
}
