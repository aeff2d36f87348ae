//! The contact map with its target, missing peers, and the relationship plan drawn from it.

use crate::support::{Build, Harness, empty, sample};
use roundtable::domain::contact::Shape;
use roundtable::domain::{Id, Session, follow_up};
use roundtable::export::{ExportRequest, Format, Layout, relationship_plan};
use serde_json::json;

/// A session with the people of the sample, before any pair is known.
fn with_people() -> Session {
    let mut session = empty("relationship-reset");
    session.build(|s| {
        s.participants = sample().participants.clone();
        s.progress.step = Some(Id::new("contacts"));
    });
    session
}

fn plan(session: &Session) -> String {
    format!("{:?}", relationship_plan(session))
}

#[test]
fn the_target_stands_beside_todays_shape_with_advice_on_the_way() {
    let mut harness = Harness::open(with_people());
    harness.keys("aÖzt<Enter>Dvo<Enter>");
    assert!(harness.frame(80, 24).contains("no target yet"));
    harness.keys("sdia<Enter>");
    assert_eq!(harness.session().target_shape, Some(Shape::Diamond));
    for (wide, tall) in [(80, 24), (120, 36)] {
        let frame = harness.frame(wide, tall);
        for words in ["bow-tie: ", "→ target diamond", "First open a second"] {
            assert!(frame.contains(words), "{words}\n{frame}");
        }
    }
    harness.keys("<Ctrl+Z>");
    assert_eq!(harness.session().target_shape, None, "one undo step");
    harness.keys("<Ctrl+Y>sbow<Enter>");
    assert!(harness.frame(120, 36).contains("✓ target bow-tie"));
    harness.keys("s<End><Enter>");
    assert_eq!(harness.session().target_shape, None);
}

#[test]
fn the_target_goes_with_the_relationship_into_the_next_session() {
    let mut session = with_people();
    session.build(|s| s.target_shape = Some(Shape::Transition));
    let text = serde_json::to_value(&session).unwrap();
    assert_eq!(text["target_shape"], "transition");
    let agenda = session.agenda.clone();
    let next = follow_up(
        &session,
        agenda,
        Id::new("next"),
        "Next",
        jiff::Timestamp::UNIX_EPOCH,
    );
    assert_eq!(next.target_shape, Some(Shape::Transition));
}

#[test]
fn each_way_between_shapes_has_its_advice() {
    for today in Shape::ALL {
        for target in Shape::ALL {
            let advice = today.way_to(target);
            assert_eq!(advice.contains("is reached"), today == target, "{advice}");
            assert_eq!(
                advice.contains("More people talk"),
                today > target,
                "{advice}"
            );
        }
    }
}

#[test]
fn a_function_without_a_peer_becomes_an_action_once() {
    let mut session = with_people();
    let person = |id: &str, side: &str, does: &str| {
        let words = json!({"id": id, "side": side, "name": id, "function": does});
        words
    };
    session.build(|s| {
        s.participants = serde_json::from_value(json!([
            person("Ada", "a", "sales"),
            person("Ben", "a", "quality"),
            person("Cem", "b", "purchasing"),
        ]))
        .unwrap();
        let pair = json!([{"id": "c", "a": "Ada", "b": "Cem"}]);
        s.contacts = serde_json::from_value(pair).unwrap();
    });
    let mut harness = Harness::open(session);
    harness.keys("gg");
    let texts: Vec<&str> = harness
        .session()
        .actions
        .iter()
        .map(|a| a.text.as_str())
        .collect();
    assert_eq!(texts, ["Find a peer at Bolt for quality of Acme: Ben"]);
    assert!(
        harness.notice().starts_with("It is action 1 already"),
        "{}",
        harness.notice()
    );
    // with two functions the question is which one
    harness.keys("<Ctrl+Z>");
    let mut session = harness.session().clone();
    let dan = json!({"id": "Dan", "side": "b", "name": "Dan", "function": "legal"});
    session.build(|s| s.participants.push(serde_json::from_value(dan).unwrap()));
    let mut harness = Harness::open(session);
    harness.keys("gleg<Enter>");
    let action = &harness.session().actions[0];
    assert_eq!(action.text, "Find a peer at Acme for legal of Bolt: Dan");
}

#[test]
fn the_relationship_plan_is_one_page_drawn_from_the_session() {
    let mut session = with_people();
    for open in ["today not known, target not set", "— open —"] {
        assert!(plan(&session).contains(open), "{open}\n{}", plan(&session));
    }
    session.build(|s| {
        s.target_shape = Some(Shape::Diamond);
        s.participants = serde_json::from_value(json!([
            {"id": "Ada", "side": "a", "name": "Ada Ek", "role": "Sponsor"},
            {"id": "Ben", "side": "a", "name": "Ben Ost", "role": "key account manager"},
            {"id": "Cem", "side": "b", "name": "Cem Ak", "level": "executive"},
            {"id": "Dan", "side": "b", "name": "Dan Ray", "role": "Relationship manager"},
        ]))
        .unwrap();
        s.contacts = serde_json::from_value(json!([{"id": "c", "a": "Ben", "b": "Dan"}])).unwrap();
        s.metrics = serde_json::from_value(json!([{"id": "m", "name": "Trust", "unit": "points",
            "kind": "relationship", "baseline": 2.4, "target": 4.0},
            {"id": "n", "name": "Late trucks", "kind": "outcome"}]))
        .unwrap();
        s.terms = serde_json::from_value(json!([
            {"id": "t", "section": "governance", "text": "Monthly call of the managers"},
            {"id": "v", "section": "validity", "text": "Next review in March"}]))
        .unwrap();
        s.actions = serde_json::from_value(json!([
            {"id": "x", "text": "Later one", "due": "2026-12-01"},
            {"id": "y", "text": "First one", "due": "2026-11-01"}]))
        .unwrap();
        let step = s
            .agenda
            .steps
            .iter()
            .find(|s| s.questionnaire.is_some())
            .unwrap();
        s.progress.revealed_answers = vec![step.id.clone()];
        s.ratings = serde_json::from_value(json!([{"id": "r", "questionnaire": "pitfalls",
            "column": "a", "item": "values8", "value": 2.0}]))
        .unwrap();
    });
    let text = plan(&session);
    for words in [
        "today bow-tie, target diamond",
        "First open a second channel",
        "◆ Acme: Ada Ek; ● Bolt: Cem Ak",
        "◆ Acme: Ben Ost; ● Bolt: Dan Ray",
        "Trust: 2.4 → 4 points",
        "There is a hidden agenda",
        "Monthly call of the managers",
        "Next review in March",
        "First one (1 Nov 2026); Later one",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("Late trucks"), "no measure of health");
    // in every format that holds a document; hidden answers stay hidden
    let request = ExportRequest::new(Layout::RelationshipPlan, Format::Markdown);
    let bytes = request.render(&session, roundtable::steps::report).unwrap();
    assert!(
        String::from_utf8(bytes)
            .unwrap()
            .contains("Relationship plan: Acme and Bolt")
    );
    session.build(|s| s.progress.revealed_answers.clear());
    assert!(!plan(&session).contains("hidden agenda"));
}
