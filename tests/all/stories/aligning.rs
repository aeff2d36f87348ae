//! Aligning: from two hidden lists of expectations to goals.

use crate::support::{Build, Harness, empty};
use roundtable::domain::{Answer, LinkKind, Outcome, Side};
use roundtable::export::{ExportRequest, Format, Layout};
use roundtable::steps::report;
use serde_json::json;

fn written() -> Harness {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys(
        "]aOn time<Enter>Cheaper<Enter>Early word<Esc>]aForecast<Enter>Paid in 30 days<Esc>]",
    );
    harness
}

#[test]
fn one_key_reveals_both_lists_for_good() {
    let mut harness = written();
    assert!(!harness.frame(120, 36).contains("On time"));
    harness.keys("r1l1g");
    assert!(
        harness.session().links.is_empty() && harness.session().goals.is_empty(),
        "nothing works before the reveal"
    );
    let frame = harness.keys("h").frame(120, 36);
    assert!(frame.contains("On time") && frame.contains("Forecast"));
    assert!(frame.contains("5 not yet answered"), "{frame}");
    // afterwards h hides and shows the other side
    assert!(!harness.keys("h").frame(120, 36).contains("Forecast"));
    assert!(harness.keys("h").frame(120, 36).contains("Forecast"));
    assert!(harness.session().progress.revealed);
}

#[test]
fn a_list_is_hidden_when_its_step_is_entered_again_before_the_reveal() {
    let mut harness = written();
    assert!(
        harness
            .keys("[[")
            .frame(80, 24)
            .contains("The list is hidden")
    );
    assert!(harness.keys("h").frame(80, 24).contains("On time"));
    harness.keys("]]h[[");
    assert!(
        harness.frame(80, 24).contains("On time"),
        "nothing is hidden after the reveal"
    );
}

#[test]
fn every_expectation_gets_one_reaction_and_sides_alternate() {
    let mut harness = written();
    harness.keys("hr2If the index holds<Enter>n");
    let e = &harness.session().expectations[0];
    assert_eq!(
        e.reaction.as_ref().map(|r| (r.answer, r.note.as_str())),
        Some((Answer::Conditions, "If the index holds"))
    );
    // n went to an expectation of the other side
    harness.keys("r1<Enter>");
    let reacted = harness.session().expectations.iter();
    let reacted = reacted.filter(|e| e.reaction.is_some()).map(|e| e.side);
    assert_eq!(reacted.collect::<Vec<_>>(), [Side::A, Side::B]);
    harness.keys("nr4Never<Esc>nr1<Esc>nr3<Esc>");
    assert!(
        harness
            .session()
            .expectations
            .iter()
            .all(|e| e.reaction.is_some())
    );
    assert!(harness.frame(120, 36).contains("all answered"));
    harness.keys("n");
    assert_eq!(harness.notice(), "Every expectation is answered.");
    // a second answer replaces the first; the note stays
    harness.keys("<Home>r1");
    let first = harness.session().expectations[0].reaction.clone().unwrap();
    assert_eq!(first.note, "If the index holds");
    assert_eq!(
        harness
            .session()
            .expectations
            .iter()
            .filter(|e| e
                .reaction
                .as_ref()
                .is_some_and(|r| r.answer == Answer::Accept))
            .count(),
        3
    );
}

#[test]
fn links_make_expectations_agreed_or_conflicting() {
    let mut harness = written();
    harness.keys("h<Home>lfore<Enter>1");
    assert_eq!(harness.session().links[0].kind, LinkKind::Overlap);
    assert!(harness.frame(120, 36).contains("2 agreed"));
    harness.keys("l<Enter>3");
    assert_eq!(
        (
            harness.session().links.len(),
            harness.session().links[0].kind
        ),
        (1, LinkKind::Conflict)
    );
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("1 conflict") && frame.contains("A1 against B1"),
        "{frame}"
    );
    harness.keys("l<Enter>4");
    assert!(harness.session().links.is_empty());
    // a must that is refused is a blocker and said first
    harness.keys("[[<Home>m]]<Home>r4<Esc>");
    assert!(
        harness.frame(120, 36).contains("1 blocker"),
        "{}",
        harness.frame(120, 36)
    );
}

#[test]
fn setting_out_of_scope_adds_a_decision_and_is_one_undo() {
    let mut harness = written();
    harness.keys("hx");
    assert!(harness.session().expectations[0].out_of_scope);
    assert_eq!(harness.session().decisions[0].text, "Out of scope: On time");
    harness.keys("u");
    assert!(
        !harness.session().expectations[0].out_of_scope && harness.session().decisions.is_empty()
    );
}

#[test]
fn one_key_makes_a_goal_from_linked_expectations() {
    let mut harness = written();
    harness.keys("h<Home>lfore<Enter>2g");
    assert_eq!(
        harness.notice(),
        "G1 is made from A1 and B1. Word it in the step Goals."
    );
    let sides: Vec<Side> = harness.session().goals[0]
        .expectations
        .iter()
        .map(|id| {
            harness
                .session()
                .get::<roundtable::domain::Expectation>(id)
                .unwrap()
                .side
        })
        .collect();
    assert_eq!(sides, [Side::A, Side::B]);
    // in Goals, g offers only what is in no goal yet
    harness.keys("]g");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("A2  Cheaper") && !frame.contains("A1  On time"),
        "{frame}"
    );
    harness.keys("<Enter>Cost down 3 % by June<Esc>");
    assert_eq!(harness.session().goals.len(), 2);
    assert!(harness.frame(120, 36).contains("no metric yet"));
}

/// Two expectations in conflict, both lists revealed.
fn in_conflict() -> Harness {
    let mut harness = written();
    harness.keys("h<Home>lfore<Enter>3");
    assert!(harness.frame(120, 36).contains("1 conflict"));
    harness
}

fn agreement(harness: &Harness) -> String {
    let request = ExportRequest::new(Layout::Agreement, Format::Markdown);
    let rendered = request.render(harness.session(), report).unwrap();
    String::from_utf8(rendered).unwrap()
}

#[test]
fn a_conflict_is_closed_by_a_decision_that_the_agreement_names() {
    let mut harness = in_conflict();
    assert!(agreement(&harness).contains("conflict, not resolved"));
    harness.keys("c1Price holds for 12 months<Enter>");
    let session = harness.session();
    let resolution = session.links[0].resolution.clone().unwrap();
    assert_eq!(resolution.outcome, Outcome::Decided);
    assert_eq!(resolution.decision.as_ref(), Some(&session.decisions[0].id));
    assert_eq!(session.decisions[0].text, "Price holds for 12 months");
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("1 resolved") && frame.contains("→ decided: D1 Price holds for 12 months"),
        "{frame}"
    );
    assert!(!frame.contains("1 conflict"), "{frame}");
    let agreement = agreement(&harness);
    assert!(
        agreement.contains("decided: D1 Price holds for 12 months"),
        "{agreement}"
    );
    assert!(!agreement.contains("in conflict"), "{agreement}");
    // without its decision the conflict is open again
    harness.keys("<Ctrl+P>show decisions<Enter><Enter><Ctrl+D>");
    assert!(harness.session().links[0].resolution.is_none());
}

#[test]
fn a_decision_left_empty_resolves_nothing() {
    let mut harness = in_conflict();
    harness.keys("c1<Esc>");
    assert!(harness.session().decisions.is_empty());
    assert!(harness.session().links[0].resolution.is_none());
    assert!(harness.frame(120, 36).contains("1 conflict"));
}

#[test]
fn a_conflict_is_escalated_to_a_level_of_the_ladder_or_parked_or_opened_again() {
    let mut harness = in_conflict();
    harness.keys("c2");
    assert!(
        harness
            .notice()
            .starts_with("The escalation ladder has no level yet."),
        "{}",
        harness.notice()
    );
    let term = json!({"id": "t", "section": "escalation", "text": "Prices", "name_a": "Ada"});
    let mut session = harness.session().clone();
    session.build(|s| s.terms.push(serde_json::from_value(term).unwrap()));
    let mut harness = Harness::open(session);
    harness.keys("c2");
    let words = |h: &Harness| {
        let session = h.session();
        session.links[0]
            .resolution
            .as_ref()
            .map(|r| r.sentence(session))
    };
    assert_eq!(
        words(&harness).as_deref(),
        Some("escalated to level 1, Prices (Ada)")
    );
    harness.keys("c3");
    assert_eq!(words(&harness).as_deref(), Some("parked, outcome: open"));
    let parked = &harness.session().parked[0];
    assert_eq!(parked.text, "A1 against B1: On time / Forecast");
    // looking at it and keeping what is chosen changes nothing
    harness.keys("c<Enter>");
    assert_eq!(harness.session().parked.len(), 1);
    harness.keys("c5");
    assert_eq!(words(&harness), None);
}

#[test]
fn a_link_has_a_note() {
    let mut harness = in_conflict();
    harness.keys("c4Dates need a freeze<Esc>");
    assert_eq!(harness.session().links[0].note, "Dates need a freeze");
    assert!(harness.frame(120, 36).contains("“Dates need a freeze”"));
    assert!(agreement(&harness).contains("Dates need a freeze"));
}

#[test]
fn what_is_in_no_conflict_cannot_be_resolved() {
    let mut harness = written();
    harness.keys("h<Home>c");
    assert_eq!(
        harness.notice(),
        "A1 is in no conflict. l links it with the expectation it conflicts with."
    );
}

#[test]
fn accepting_takes_a_note_too() {
    let mut harness = written();
    harness.keys("h<Home>r1Gladly, from March<Enter>");
    let reaction = harness.session().expectations[0].reaction.clone().unwrap();
    assert_eq!(
        (reaction.answer, reaction.note.as_str()),
        (Answer::Accept, "Gladly, from March")
    );
}

#[test]
fn a_reaction_is_edited_in_the_form_of_its_expectation() {
    let mut harness = written();
    harness.keys("h<Home>r2If the index holds<Enter>e");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("accepts with conditions") && frame.contains("If the index holds"),
        "{frame}"
    );
    // the reaction, then its note
    harness.keys("<Tab><Tab><Tab><Tab><Tab><Tab>r<Tab>Never<Esc>");
    let reaction = harness.session().expectations[0].reaction.clone().unwrap();
    assert_eq!(
        (reaction.answer, reaction.note.as_str()),
        (Answer::Cannot, "Never")
    );
    // without an answer there is nothing to note
    harness.keys("<↓>e<Tab><Tab><Tab><Tab><Tab><Tab><Tab>Maybe<Tab>");
    assert_eq!(
        harness.notice(),
        "First choose the reaction; then its note."
    );
    assert!(harness.session().expectations[1].reaction.is_none());
}
