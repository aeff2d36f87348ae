//! What becomes of parked items, and actions in progress.

use crate::support::{Build, Harness, empty};
use jiff::civil::date;
use roundtable::domain::{Disposition, Status};
use roundtable::export::{ExportRequest, Format, Layout};
use roundtable::steps::report;

/// The outcome field of the only parked item, in its form.
fn on_outcome() -> Harness {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("PWho pays the tools?<Enter>");
    harness.keys("<Ctrl+P>show the parking lot<Enter><Enter><Tab><Tab><Tab>");
    harness
}

#[test]
fn an_item_that_became_an_action_makes_it_when_the_choice_is_kept() {
    let mut harness = on_outcome();
    // past “answered” to “became an action”: nothing is made on the way
    harness.keys("<→><→>");
    assert!(harness.session().actions.is_empty());
    harness.keys("<Enter>");
    assert_eq!(harness.notice(), "It became action 1.");
    let session = harness.session();
    assert_eq!(session.actions[0].text, "Who pays the tools?");
    assert_eq!(
        session.parked[0].became.as_ref(),
        Some(&session.actions[0].id)
    );
    let request = ExportRequest::new(Layout::Minutes, Format::Markdown);
    let minutes = String::from_utf8(request.render(session, report).unwrap()).unwrap();
    assert!(minutes.contains("became action 1"), "{minutes}");
    // kept again, it makes no double
    harness.keys("<Esc><Ctrl+P>show the parking lot<Enter>");
    let frame = harness.frame(120, 36);
    assert!(frame.contains("became action 1"), "{frame}");
    harness.keys("<Enter><Tab><Tab><Tab><Enter><Esc>");
    assert_eq!(harness.session().actions.len(), 1);
}

#[test]
fn an_item_that_became_a_decision_is_in_the_log() {
    let mut harness = on_outcome();
    harness.keys("<→><→><→><Esc>");
    let session = harness.session();
    assert_eq!(session.parked[0].disposition, Disposition::Decision);
    assert_eq!(session.decisions[0].text, "Who pays the tools?");
    assert_eq!(session.decisions[0].date, Some(date(2026, 10, 19)));
    assert!(session.actions.is_empty());
}

#[test]
fn one_key_notes_that_an_action_is_in_progress() {
    let mut session = empty("collaboration");
    session.build(|s| {
        s.actions = serde_json::from_value(serde_json::json!([
            {"id": "x", "text": "Board", "due": "2026-10-30"},
        ]))
        .unwrap();
    });
    let mut harness = Harness::open(session);
    harness.keys("]]]]]i");
    let action = harness.session().actions[0].clone();
    assert_eq!(action.started, Some(date(2026, 10, 19)));
    assert_eq!(action.state(), "in progress");
    // done, it keeps the day on which it began
    harness.keys("<Space>");
    let action = harness.session().actions[0].clone();
    assert_eq!((action.status, action.state()), (Status::Done, "done"));
    harness.keys("i");
    assert!(harness.session().actions[0].is_in_progress());
    let frame = harness.keys("]]").frame(120, 36);
    assert!(frame.contains("in progress, due 30 Oct"), "{frame}");
    harness.keys("i");
    assert_eq!(harness.session().actions[0].started, None);
}
