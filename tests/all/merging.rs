//! Laws of merging two changed versions of a session.

use crate::laws::{edit, sample};
use crate::support::Build;
use proptest::prelude::*;
use roundtable::domain::merge::{MergeConflict, Renumbered, additions, changes, renumbered};
use roundtable::domain::{Content, Edit, Id, List, Place, Session, Side, apply, set, set_field};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The sample after some edits; those that are refused are left out.
fn version() -> impl Strategy<Value = Session> {
    proptest::collection::vec(edit(), 0..3).prop_map(|edits| {
        let mut session = sample();
        for edit in edits {
            let _ = apply(&mut session, &edit);
        }
        session
    })
}

/// Ours with the changes of theirs, if they can be merged.
fn merged(base: &Session, ours: &Session, theirs: &Session) -> Result<Session, MergeConflict> {
    let edits = changes(base, ours, theirs)?;
    let mut merged = ours.clone();
    apply(&mut merged, &Edit::All(edits)).expect("changes apply to ours");
    Ok(merged)
}

/// The items of a list by their ids.
fn items(session: &Session, list: List) -> BTreeMap<String, Value> {
    let value = serde_json::to_value(session).unwrap();
    let items = list.path().iter().fold(&value, |v, key| &v[*key]);
    let with_id = |item: &Value| (item["id"].as_str().unwrap().to_owned(), item.clone());
    items
        .as_array()
        .unwrap_or(&vec![])
        .iter()
        .map(with_id)
        .collect()
}

/// The items of a list by their ids, without the numbers, which follow rules of their own.
fn unnumbered(session: &Session, list: List) -> BTreeMap<String, Value> {
    let mut items = items(session, list);
    for item in items.values_mut().filter_map(Value::as_object_mut) {
        item.shift_remove("number");
    }
    items
}

/// The numbers of a list's items in turn.
fn numbers(session: &Session, list: List) -> Vec<(Value, Value)> {
    let items = items(session, list).into_values();
    let key = |item: &Value| match list {
        List::Expectations => item["side"].clone(),
        _ => Value::Null,
    };
    items.map(|i| (key(&i), i["number"].clone())).collect()
}

/// All that a merge brings over, without the order of items.
fn content(session: &Session) -> Value {
    let lists: Vec<_> = List::ALL
        .into_iter()
        .map(|list| items(session, list))
        .collect();
    json!({"title": session.title, "closed": session.closed, "parties": session.parties,
        "lists": lists})
}

/// What one of two versions made of a value, else what the other one did.
fn changed_one<'a, T: PartialEq>(base: &'a T, ours: &'a T, theirs: &'a T) -> &'a T {
    if ours == base { theirs } else { ours }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_version_merged_with_itself_or_with_its_base_stays_as_it_is(ours in version()) {
        let base = sample();
        prop_assert_eq!(changes(&base, &ours, &ours), Ok(vec![]));
        prop_assert_eq!(changes(&base, &ours, &base), Ok(vec![]));
        prop_assert_eq!(changes(&ours, &ours, &ours), Ok(vec![]));
    }

    #[test]
    fn an_unchanged_version_takes_over_everything_from_the_other(theirs in version()) {
        let base = sample();
        let merged = merged(&base, &base, &theirs).unwrap();
        prop_assert_eq!(content(&merged), content(&theirs));
    }

    #[test]
    fn the_sides_of_a_merge_can_be_exchanged(ours in version(), theirs in version()) {
        let base = sample();
        match (merged(&base, &ours, &theirs), merged(&base, &theirs, &ours)) {
            (Ok(one), Ok(other)) => prop_assert_eq!(content(&one), content(&other)),
            (one, other) => {
                let (one, other) = (one.err(), other.err());
                prop_assert!(one.is_some() && other.is_some(), "{:?} {:?}", one, other);
            }
        }
    }

    #[test]
    fn a_merge_has_every_change_of_both_and_nothing_else(ours in version(), theirs in version()) {
        let base = sample();
        if let Ok(merged) = merged(&base, &ours, &theirs) {
            for list in List::ALL {
                let [base, ours, theirs, merged] =
                    [&base, &ours, &theirs, &merged].map(|s| unnumbered(s, list));
                let ids = base.keys().chain(ours.keys()).chain(theirs.keys());
                for id in ids {
                    let [base, ours, theirs] = [&base, &ours, &theirs].map(|items| items.get(id));
                    let want = *changed_one(&base, &ours, &theirs);
                    prop_assert_eq!(merged.get(id), want, "{} {}", list.noun(), id);
                }
                let known = |id: &String| ours.contains_key(id) || theirs.contains_key(id);
                prop_assert!(merged.keys().all(known));
            }
            for side in Side::BOTH {
                let want = changed_one(base.party(side), ours.party(side), theirs.party(side));
                prop_assert_eq!(merged.party(side), want);
            }
        }
    }

    #[test]
    fn after_a_merge_no_two_items_of_a_list_have_the_same_number(
        ours in version(), theirs in version(),
    ) {
        if let Ok(merged) = merged(&sample(), &ours, &theirs) {
            for list in List::ALL.into_iter().filter(|list| list.is_numbered()) {
                let mut all: Vec<_> =
                    numbers(&merged, list).iter().map(|n| format!("{n:?}")).collect();
                let many = all.len();
                all.sort_unstable();
                all.dedup();
                prop_assert_eq!(all.len(), many);
            }
        }
    }

    #[test]
    fn a_merge_that_was_done_is_not_done_again(ours in version(), theirs in version()) {
        let base = sample();
        if let Ok(merged) = merged(&base, &ours, &theirs) {
            prop_assert_eq!(changes(&base, &merged, &theirs), Ok(vec![]));
        }
    }

    #[test]
    fn without_a_base_only_missing_items_are_added(ours in version(), theirs in version()) {
        let (edits, differ) = additions(&ours, &theirs);
        let mut merged = ours.clone();
        apply(&mut merged, &Edit::All(edits)).unwrap();
        let mut differing = 0;
        for list in List::ALL {
            let [ours, theirs, merged] = [&ours, &theirs, &merged].map(|s| unnumbered(s, list));
            for (id, item) in &theirs {
                let signature = list == List::SignOff && !ours.contains_key(id);
                let differs = ours.get(id).is_some_and(|here| here != item);
                differing += usize::from(signature || differs);
                prop_assert_eq!(merged.get(id), ours.get(id).or((!signature).then_some(item)));
            }
            prop_assert!(ours.iter().all(|(id, item)| merged.get(id) == Some(item)));
        }
        prop_assert_eq!(differ, differing);
    }
}

fn with(edit: &Edit) -> Session {
    let mut session = sample();
    apply(&mut session, edit).unwrap();
    session
}

fn goal_text(at: usize, text: &str) -> Edit {
    set(List::Goals, &sample().goals[at].id, "text", text)
}

#[test]
fn changes_to_different_items_are_merged() {
    let (ours, theirs) = (with(&goal_text(0, "ours")), with(&goal_text(1, "theirs")));
    let merged = merged(&sample(), &ours, &theirs).unwrap();
    let texts: Vec<&str> = merged
        .goals
        .iter()
        .take(2)
        .map(|g| g.text.as_str())
        .collect();
    assert_eq!(texts, ["ours", "theirs"]);
}

#[test]
fn the_later_of_two_items_with_the_same_number_gets_another_whoever_merges() {
    let add = |id: &str| {
        let item = json!({"id": id, "text": id});
        let (list, at) = (List::Actions, usize::MAX);
        with(&Edit::Insert { list, at, item })
    };
    let (base, early, late) = (sample(), add("z-early"), add("zz-late"));
    let next = base.actions.len() + 1;
    let label = |s: &Session, id: &str| s.label(List::Actions, &Id::new(id));
    assert_eq!(label(&early, "z-early"), label(&late, "zz-late"));
    for (ours, theirs) in [(&early, &late), (&late, &early)] {
        let edits = changes(&base, ours, theirs).unwrap();
        let renumbered = renumbered(ours, theirs, &edits);
        let (from, to) = (format!("action {next}"), format!("action {}", next + 1));
        assert_eq!(renumbered, [Renumbered { from, to }]);
        let merged = merged(&base, ours, theirs).unwrap();
        assert_eq!(label(&merged, "z-early"), next.to_string());
        assert_eq!(label(&merged, "zz-late"), (next + 1).to_string());
        // the other machine, which merges the merged version, agrees
        assert_eq!(
            content(&self::merged(&base, theirs, &merged).unwrap()),
            content(&merged)
        );
        let (edits, _) = additions(ours, theirs);
        let mut added = ours.clone();
        apply(&mut added, &Edit::All(edits)).unwrap();
        assert_eq!(content(&added), content(&merged));
    }
}

#[test]
fn a_number_that_one_version_gave_and_deleted_is_not_given_again_by_the_other() {
    let base = sample();
    let next = base.next_label(List::Goals, None);
    let mut theirs = base.clone();
    let item = json!({"id": "gone", "text": "gone"});
    let (list, at) = (List::Goals, 0);
    apply(&mut theirs, &Edit::Insert { list, at, item }).unwrap();
    let id = Id::new("gone");
    apply(&mut theirs, &Edit::Remove { list, id }).unwrap();
    let merged = merged(&base, &base, &theirs).unwrap();
    assert_ne!(merged.next_label(List::Goals, None), next);
}

#[test]
fn unknown_keys_of_both_versions_are_kept() {
    let key = |at: usize, key: &str| {
        set(
            List::Goals,
            &sample().goals[at].id,
            key,
            json!({"deep": [1]}),
        )
    };
    let ours = with(&Edit::All(vec![
        key(0, "zz_ours"),
        set_field(Place::Party(Side::A), "zz_ours", json!(1)),
        set_field(Place::Agenda, "zz_ours", json!(1)),
    ]));
    let theirs = with(&Edit::All(vec![
        key(1, "zz_theirs"),
        set_field(Place::Party(Side::A), "zz_theirs", json!(2)),
        set_field(Place::Agenda, "zz_theirs", json!(2)),
    ]));
    let merged = merged(&sample(), &ours, &theirs).unwrap();
    let keys = |extra: &roundtable::domain::Extra| extra.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&merged.goals[0].extra), ["zz_ours"]);
    assert_eq!(keys(&merged.goals[1].extra), ["zz_theirs"]);
    assert_eq!(keys(&merged.parties.a.extra), ["zz_ours", "zz_theirs"]);
    assert_eq!(keys(&merged.agenda.extra), ["zz_ours", "zz_theirs"]);
}

#[test]
fn each_conflict_says_what_both_changed() {
    let goal = sample().goals[0].id.clone();
    let remove = Edit::Remove {
        list: List::Goals,
        id: goal.clone(),
    };
    let title = |text: &str| set_field(Place::Session, "title", json!(text));
    let same_goal = MergeConflict::Item {
        list: List::Goals,
        id: goal,
    };
    for (ours, theirs, conflict, says) in [
        (
            goal_text(0, "x"),
            goal_text(0, "y"),
            same_goal.clone(),
            "both versions changed the same goal",
        ),
        (
            remove.clone(),
            goal_text(0, "y"),
            same_goal.clone(),
            "both versions changed the same goal",
        ),
        (
            goal_text(0, "x"),
            remove,
            same_goal,
            "both versions changed the same goal",
        ),
        (
            title("x"),
            title("y"),
            MergeConflict::Field {
                field: "title".into(),
            },
            "both versions changed “title”",
        ),
        (
            title("x"),
            set_field(Place::Session, "closed", json!("2026-10-19T07:00:00Z")),
            MergeConflict::Sealed,
            "one version was signed or closed while the other was changed",
        ),
    ] {
        let error = changes(&sample(), &with(&ours), &with(&theirs)).unwrap_err();
        assert_eq!((&error, error.to_string().as_str()), (&conflict, says));
    }
}

#[test]
fn a_change_that_no_edit_can_bring_over_is_a_conflict() {
    let base = sample();
    let plant: [fn(&mut Content); 3] = [
        |s| s.follows = Some(Id::new("another")),
        |s| drop(s.extra.insert("zz_foreign".into(), json!(1))),
        |s| drop(s.parties.extra.insert("zz_foreign".into(), json!(1))),
    ];
    for change in plant {
        let mut theirs = base.clone();
        theirs.build(change);
        let error = changes(&base, &base, &theirs).unwrap_err();
        assert!(
            matches!(error, MergeConflict::NotMergeable { .. }),
            "{error}"
        );
        assert_eq!(
            changes(&base, &theirs, &base),
            Ok(vec![]),
            "ours may have changed it"
        );
    }
}

#[test]
fn a_signature_that_was_taken_over_is_no_conflict_afterwards() {
    let base = sample();
    let mut theirs = base.clone();
    let signature = json!({"id": "signed", "side": "a", "name": "Ada"});
    theirs.build(|theirs| {
        theirs
            .sign_off
            .push(serde_json::from_value(signature).unwrap());
    });
    let mut ours = merged(&base, &base, &theirs).unwrap();
    assert_eq!(ours.sign_off, theirs.sign_off);
    apply(&mut ours, &goal_text(0, "changed after taking it over")).unwrap();
    assert_eq!(changes(&base, &ours, &theirs), Ok(vec![]));
}
