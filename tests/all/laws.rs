//! Laws of edits, of undo, and of reading and writing.

use crate::support::Build;
use proptest::prelude::*;
use roundtable::domain::{
    Edit, History, Id, List, Place, Session, Side, apply, delete_with_references, findings,
    set_field,
};
use roundtable::store::{parse, to_json};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// The sample with something in the lists that only other agendas fill.
pub fn sample() -> Session {
    static SAMPLE: LazyLock<Session> = LazyLock::new(fill);
    SAMPLE.clone()
}

fn fill() -> Session {
    let mut s = crate::support::sample();
    let of = |value: Value| serde_json::from_value(value).unwrap();
    s.build(|s| {
        s.ratings.push(of(
            json!({"id": "r", "questionnaire": "q", "column": "a", "item": "i",
        "value": 3, "later": true}),
        ));
    });
    s.build(|s| {
        s.contacts.push(
            serde_json::from_value(
                json!({"id": "c", "a": s.participants[0].id, "b": s.participants[6].id}),
            )
            .unwrap(),
        );
    });
    s.build(|s| {
        s.cards.push(
            serde_json::from_value(
                json!({"id": "k", "step": "swot", "column": "s", "text": "card"}),
            )
            .unwrap(),
        );
    });
    s
}

/// Any edit of the sample, including edits that must be refused.
pub fn edit() -> impl Strategy<Value = Edit> {
    let list = proptest::sample::select(List::ALL.to_vec());
    let leaf = (list, 0usize..14, 0usize..14, 0u8..7, "\\PC{0,12}").prop_map(
        |(list, at, to, what, text)| {
            let s = sample();
            let id = nth(&s, list, at);
            match what {
                0 => Edit::Remove { list, id },
                1 => Edit::Move { list, id, to },
                2 => delete_with_references(&s, list, &id),
                3 => {
                    let mut item = item(&s, list, at);
                    item["id"] = json!(format!("new-{to}"));
                    Edit::Insert { list, at: to, item }
                }
                4 => Edit::Set {
                    place: Place::Item(list, id),
                    field: list.text_field().to_owned(),
                    value: Some(json!(text)),
                },
                5 => [
                    set_field(Place::Progress, "revealed", json!(to % 2 == 0)),
                    set_field(
                        Place::Progress,
                        "visited",
                        json!([s.agenda.steps[at % s.agenda.steps.len()].id]),
                    ),
                    set_field(Place::Party(Side::A), "name", json!(text)),
                ][at % 3]
                    .clone(),
                // wrong types and unknown fields
                _ => Edit::Set {
                    place: Place::Item(list, id),
                    field: if to % 2 == 0 {
                        "text".into()
                    } else {
                        "unknown".into()
                    },
                    value: (to % 3 > 0).then(|| json!(to)),
                },
            }
        },
    );
    leaf.prop_recursive(2, 8, 4, |inner| {
        proptest::collection::vec(inner, 0..4).prop_map(Edit::All)
    })
}

fn items(session: &Session, list: List) -> Vec<Value> {
    let value = serde_json::to_value(session).unwrap();
    list.path()
        .iter()
        .fold(&value, |v, key| &v[*key])
        .as_array()
        .cloned()
        .unwrap_or_default()
}

fn item(session: &Session, list: List, at: usize) -> Value {
    let all = items(session, list);
    all.get(at % all.len().max(1))
        .cloned()
        .unwrap_or_else(|| json!({"id": "x", "name": "n", "text": "t", "side": "a"}))
}

fn nth(session: &Session, list: List, at: usize) -> Id {
    Id::new(item(session, list, at)["id"].as_str().unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn an_edit_and_its_inverse_cancel_out_and_a_refused_edit_changes_nothing(edit in edit()) {
        let before = sample();
        let mut session = before.clone();
        match apply(&mut session, &edit) {
            Ok(inverse) => {
                let after = session.clone();
                let again = apply(&mut session, &inverse);
                prop_assert_eq!(&session, &before);
                // and the inverse of the inverse repeats the edit
                apply(&mut session, &again.unwrap()).unwrap();
                prop_assert_eq!(&session, &after);
            }
            Err(_) => prop_assert_eq!(&session, &before),
        }
    }

    #[test]
    fn all_edits_can_be_undone_and_redone(
        edits in proptest::collection::vec((edit(), proptest::option::of(0u64..3)), 0..20),
    ) {
        let before = sample();
        let (mut session, mut history) = (before.clone(), History::default());
        for (edit, group) in edits {
            let _ = history.commit(&mut session, edit, "x", group);
        }
        let after = session.clone();
        while history.undo(&mut session).is_some() {}
        prop_assert_eq!(&session, &before);
        while history.redo(&mut session).is_some() {}
        prop_assert_eq!(&session, &after);
    }

    #[test]
    fn a_written_session_is_read_back_unchanged(
        edits in proptest::collection::vec(edit(), 0..8),
        title in "\\PC{0,30}|.{0,30}",
    ) {
        let mut session = sample();
        session.build(|session| session.title = title);
        for edit in edits {
            let _ = apply(&mut session, &edit);
        }
        let text = to_json(&session, &[]);
        let read = parse(text.as_bytes(), "x.json").unwrap();
        prop_assert_eq!(&read.session, &session);
        prop_assert_eq!(to_json(&read.session, &[]), text);
    }

    #[test]
    fn an_edit_that_does_not_reshape_a_session_changes_only_texts_and_progress(
        edits in proptest::collection::vec(edit(), 0..4),
        last in edit(),
    ) {
        let mut s = sample();
        for edit in edits {
            let _ = apply(&mut s, &edit);
        }
        // findings and the order of lists may depend on all of this
        let shape = |s: &Session| {
            let checks = findings::checks(s).into_iter().map(|c| (c.text, c.first));
            let mut all = json!({"session": s, "checks": checks.collect::<Vec<_>>()});
            all["session"]["progress"].take();
            for list in List::ALL {
                let items = list.path().iter().fold(&mut all["session"], |v, key| &mut v[*key]);
                for item in items.as_array_mut().into_iter().flatten() {
                    item[list.text_field()] = Value::Null;
                }
            }
            all
        };
        let before = shape(&s);
        let _ = apply(&mut s, &last);
        prop_assert!(last.affects_findings() || shape(&s) == before, "{last:?}");
    }

    #[test]
    fn a_truncated_file_is_refused_with_one_sentence(cut in 0usize..60_000) {
        let text = to_json(&sample(), &[]);
        let cut = cut % (text.len() - 2);
        let why = parse(&text.as_bytes()[..cut], "x.json").unwrap_err().to_string();
        let is_whole = why.starts_with("x.json is ") && why.ends_with("Nothing is changed.");
        prop_assert!(is_whole, "{}", why);
    }

    #[test]
    fn any_bytes_are_read_as_a_session_or_refused_with_one_sentence(
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
        at in 0usize..30_000,
        whole in any::<bool>(),
    ) {
        let mut text = to_json(&sample(), &[]).into_bytes();
        let at = at % text.len();
        let input = if whole { bytes } else { text.splice(at..at, bytes); text };
        if let Err(why) = parse(&input, "x.json") {
            let why = why.to_string();
            let is_safe = !why.chars().any(char::is_control);
            prop_assert!(why.starts_with("x.json ") && is_safe, "{}", why);
        }
    }
}

#[test]
fn three_hundred_edits_can_be_undone() {
    let (mut session, mut history) = (sample(), History::default());
    let before = session.clone();
    for n in 0..300 {
        let edit = Edit::Set {
            place: Place::Session,
            field: "title".into(),
            value: Some(json!(format!("title {n}"))),
        };
        history
            .commit(&mut session, edit, "retitled", None)
            .unwrap();
    }
    assert_eq!(history.depth().0, 300);
    while history.undo(&mut session).is_some() {}
    assert_eq!(session, before);
}

#[test]
fn unknown_keys_survive_at_any_depth_in_their_order() {
    let mut value = serde_json::to_value(sample()).unwrap();
    fn plant(value: &mut Value, depth: usize) {
        match value {
            Value::Object(map)
                if map.contains_key("id")
                    || map.contains_key("name")
                    || map.contains_key("format")
                    || map.contains_key("date")
                    || map.contains_key("fist") =>
            {
                map.values_mut().for_each(|v| plant(v, depth + 1));
                map.insert(
                    "zz_foreign".into(),
                    json!({"n": [1, 2.5, null, true, "é\u{1b}"], "deep": {"b": 1, "a": 2}}),
                );
                map.insert("aa_foreign".into(), json!(depth));
            }
            Value::Object(map) => map.values_mut().for_each(|v| plant(v, depth + 1)),
            Value::Array(items) => items.iter_mut().for_each(|v| plant(v, depth + 1)),
            _ => {}
        }
    }
    plant(&mut value, 0);
    let text = format!("{}\n", serde_json::to_string_pretty(&value).unwrap());
    let planted = text.matches("zz_foreign").count();
    assert!(planted > 80, "{planted}");
    let read = parse(text.as_bytes(), "x.json").unwrap();
    let again: Value = serde_json::from_str(&to_json(&read.session, &read.unreadable)).unwrap();
    assert_eq!(again, value);
    assert_eq!(
        to_json(&read.session, &[]).matches("zz_foreign").count(),
        planted
    );
    // and an edit of the same item keeps them
    let mut session = read.session;
    let id = session.goals[0].id.clone();
    apply(
        &mut session,
        &Edit::Set {
            place: Place::Item(List::Goals, id),
            field: "text".into(),
            value: Some(json!("new")),
        },
    )
    .unwrap();
    assert_eq!(
        to_json(&session, &[]).matches("zz_foreign").count(),
        planted
    );
}

#[test]
fn undoing_the_deletion_of_a_goal_restores_its_references() {
    let (mut session, mut history) = (sample(), History::default());
    let before = session.clone();
    let goal = session.goals[0].id.clone();
    let edit = delete_with_references(&session, List::Goals, &goal);
    let refers = |s: &Session| {
        s.actions.iter().any(|a| a.goal.as_ref() == Some(&goal))
            && s.metrics.iter().any(|m| m.goal.as_ref() == Some(&goal))
    };
    assert!(refers(&before));
    history.commit(&mut session, edit, "deleted", None).unwrap();
    assert!(
        session
            .actions
            .iter()
            .all(|a| a.goal.as_ref() != Some(&goal))
            && session
                .metrics
                .iter()
                .all(|m| m.goal.as_ref() != Some(&goal))
    );
    assert_ne!(session, before);
    history.undo(&mut session).unwrap();
    assert_eq!(session, before);
}

#[test]
fn a_deleted_item_is_referred_to_nowhere() {
    let mut session = sample();
    for (list, id) in [
        (List::Participants, session.participants[0].id.clone()),
        (List::Expectations, session.expectations[1].id.clone()),
        (List::Actions, session.actions[5].id.clone()),
    ] {
        let edit = delete_with_references(&session, list, &id);
        apply(&mut session, &edit).unwrap();
        // what was voted on names its origins of that time: that is how consent is outdated
        let mut now = session.clone();
        now.build(|s| s.goals.iter_mut().for_each(|g| g.asked = None));
        assert!(!to_json(&now, &[]).contains(&format!("\"{id}\"")), "{id}");
    }
}
