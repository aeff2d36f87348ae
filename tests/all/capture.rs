//! What a typed line says beside its text.

use crate::support::{Build, Harness, sample};
use roundtable::domain::capture::{Captured, read};
use roundtable::domain::{
    Action, Direction, Frequency, Goal, Id, List, Metric, Record, Session, Side, apply,
};
use serde_json::json;

/// A Friday, as in the sample.
const TODAY: &str = "2026-11-20";

fn record<R: Record>(fields: serde_json::Value) -> R {
    serde_json::from_value(fields).unwrap()
}

/// What a new item with this text becomes: the session, and what was understood.
fn taken(list: List, text: &str) -> (Session, Option<Captured>) {
    let mut session = sample();
    session.build(|s| {
        let (session_actions, goals, metrics) = (&mut s.actions, &mut s.goals, &mut s.metrics);
        match list {
            List::Actions => session_actions.push(record(json!({"id": "new", "text": text}))),
            List::Goals => goals.push(record(json!({"id": "new", "text": text}))),
            _ => metrics.push(record(json!({"id": "new", "name": text}))),
        }
    });
    let captured = read(&session, list, &Id::new("new"), TODAY.parse().unwrap());
    if let Some(captured) = &captured {
        apply(&mut session, &captured.edit).unwrap();
    }
    (session, captured)
}

/// A new action as one line: text; done; owner; counterpart; start; due; goal.
fn action(text: &str) -> String {
    let (session, _) = taken(List::Actions, text);
    let a: &Action = session.get(&Id::new("new")).unwrap();
    let person = |id: &Option<Id>| {
        let id = id.as_ref();
        id.map(|id| session.person(id).into_owned())
    };
    [
        Some(a.text.clone()),
        Some(a.done_when.clone()).filter(|d| !d.is_empty()),
        person(&a.owner),
        person(&a.counterpart),
        a.start.map(|d| d.to_string()),
        a.due.map(|d| d.to_string()),
        a.goal.as_ref().map(|g| session.label(List::Goals, g)),
    ]
    .map(Option::unwrap_or_default)
    .join("|")
}

#[test]
fn an_action_is_taken_apart_from_its_end() {
    for (typed, want) in [
        ("Shared board", "Shared board||||||"),
        (
            "Shared board, Öztürk, fri",
            "Shared board||B. Öztürk|||2026-11-27|",
        ),
        (
            "Shared board,ozturk,fri",
            "Shared board||B. Öztürk|||2026-11-27|",
        ),
        ("Shared board, oeztuerk", "Shared board||B. Öztürk||||"),
        (
            "Shared board; used daily, özt, dvo, +2w, G2",
            "Shared board|used daily|B. Öztürk|J. Dvořák||2026-12-04|G2",
        ),
        (
            "Board, done when used daily, by fri, from mon",
            "Board|used daily|||2026-11-23|2026-11-27|",
        ),
        (
            "Agree the format by 30 jun",
            "Agree the format|||||2027-06-30|",
        ),
        // the owner is who is named first; two of one side cannot both answer for it
        (
            "Board, Dvořák, with Öztürk",
            "Board||J. Dvořák|B. Öztürk|||",
        ),
        ("Board, Öztürk, Müller", "Board, Öztürk||A. Müller||||"),
        // what is not understood stays text, and so does all before it
        (
            "Price, terms and volume, soon",
            "Price, terms and volume, soon||||||",
        ),
        ("Price 2,5 % down", "Price 2,5 % down||||||"),
        // amounts are no dates
        ("Raise the price by 1.5", "Raise the price by 1.5||||||"),
        ("Shorten lead time by 2w", "Shorten lead time by 2w||||||"),
        ("Lower the limit, 2.5", "Lower the limit, 2.5||||||"),
        ("Board, fri, and more", "Board, fri, and more||||||"),
        (", Öztürk, fri", ", Öztürk, fri||||||"),
        ("Board;", "Board;||||||"),
    ] {
        assert_eq!(action(typed), want, "{typed}");
    }
}

#[test]
fn two_people_of_one_name_are_told_apart_by_organisation_or_function() {
    let mut session = sample();
    session.build(|s| {
        for (id, side, function) in [("n1", "a", "Sales"), ("n2", "b", "Quality")] {
            s.participants.push(record(json!({
                "id": id, "side": side, "name": "Martin Novák", "function": function
            })));
        }
        for (n, who) in ["Martin", "Martin Březina", "martin sal"]
            .iter()
            .enumerate()
        {
            let text = format!("Board, {who}");
            s.actions
                .push(record(json!({"id": format!("new-{n}"), "text": text})));
        }
    });
    let understood = |n: usize| {
        let today = TODAY.parse().unwrap();
        read(&session, List::Actions, &Id::new(format!("new-{n}")), today).unwrap()
    };
    let unclear = understood(0);
    assert_eq!(unclear.parts, []);
    assert_eq!(
        unclear.unclear.as_deref(),
        Some(
            "Who is meant: Martin Novák (Nordwind) or Martin Novák (Březina)? Add a word, such \
             as the organisation."
        )
    );
    let parts = |n| understood(n).parts;
    assert_eq!(parts(1), [("owner", "Martin Novák (Březina)".to_owned())]);
    assert_eq!(parts(2), [("owner", "Martin Novák (Nordwind)".to_owned())]);
}

#[test]
fn a_metric_is_taken_apart() {
    let metric = |typed: &str| {
        let (session, _) = taken(List::Metrics, typed);
        session.get::<Metric>(&Id::new("new")).unwrap().clone()
    };
    let m = metric("On time, 83 % today, 97 % by June 2027, özt, monthly, G1");
    assert_eq!(m.name, "On time");
    assert_eq!((m.baseline, m.target), (Some(83.0), Some(97.0)));
    assert_eq!((m.unit.as_str(), m.direction), ("%", Some(Direction::Up)));
    assert_eq!(m.baseline_date.unwrap().to_string(), TODAY);
    assert_eq!(m.target_date.unwrap().to_string(), "2027-06-30");
    assert_eq!(m.frequency, Some(Frequency::Monthly));
    assert!(m.owner.is_some() && m.goal.is_some());

    let m = metric("Response,12,5 days,8 days until 30.6.2027");
    assert_eq!((m.name.as_str(), m.unit.as_str()), ("Response", "days"));
    assert_eq!((m.baseline, m.target), (Some(12.5), Some(8.0)));
    assert_eq!(m.direction, Some(Direction::Down));

    let m = metric("Cost per set, 3 days now, 2 days");
    assert_eq!((m.baseline, m.target), (Some(3.0), Some(2.0)));
    let m = metric("Stock, € 1 200, by q2 2027");
    assert_eq!((m.target, m.unit.as_str()), (Some(1200.0), "€"));
    assert_eq!(m.target_date.unwrap().to_string(), "2027-06-30");
    let m = metric("On time, 83 %, 97 %, 30 mar");
    assert_eq!((m.baseline, m.target), (Some(83.0), Some(97.0)));
    assert_eq!(m.target_date.unwrap().to_string(), "2027-03-30");
    let m = metric("Stock, 1,200 today, 900, 2027-09-30");
    assert_eq!((m.baseline, m.target), (Some(1200.0), Some(900.0)));
    assert_eq!(m.target_date.unwrap().to_string(), "2027-09-30");
    // a value for which there is no place stays in the name
    let m = metric("On time, 1, 2, 3 today");
    assert_eq!((m.name.as_str(), m.target), ("On time, 1", Some(2.0)));
    // no figure, or more than a unit
    for text in [
        "Trust, asked on both sides",
        "Swing, 3 weeks or so",
        "Trust",
    ] {
        assert_eq!(taken(List::Metrics, text).1, None, "{text}");
    }
}

#[test]
fn the_date_of_a_goal_is_in_its_text_and_its_origins_follow_it() {
    let (session, captured) = taken(List::Goals, "97 % on time by June 2027, A2 b1");
    let goal: &Goal = session.get(&Id::new("new")).unwrap();
    assert_eq!(goal.text, "97 % on time by June 2027");
    assert_eq!(goal.due.unwrap().to_string(), "2027-06-30");
    let labels = goal.expectations.iter();
    let labels: Vec<_> = labels
        .map(|e| session.label(List::Expectations, e))
        .collect();
    assert_eq!(labels, ["A2", "B1"]);
    assert_eq!(captured.unwrap().parts[0], ("from", "A2, B1".to_owned()));
    assert_eq!(taken(List::Goals, "97 % on time, A99").1, None);
}

#[test]
fn the_offer_is_shown_taken_with_enter_and_undone_to_the_typed_line() {
    let mut harness = Harness::open(sample());
    let count = harness.session().actions.len();
    harness.keys("]]a");
    assert!(harness.frame(120, 36).contains("One line can say it all"));
    harness.keys("Shared board, Öztürk, fri");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("Enter takes: owner B. Öztürk · due Fri"),
        "{frame}"
    );
    harness.keys("<Enter><Esc>");
    let action = harness.session().actions.last().unwrap().clone();
    assert_eq!(action.text, "Shared board");
    assert!(action.owner.is_some() && action.due.is_some());
    assert_eq!(harness.session().actions.len(), count + 1);
    harness.keys("<Ctrl+Z>");
    let action = harness.session().actions.last().unwrap().clone();
    assert_eq!(action.text, "Shared board, Öztürk, fri");
    assert_eq!((action.owner, action.due), (None, None));
    // Esc keeps a line as it is
    harness.keys("aTerms, Öztürk<Esc>");
    assert_eq!(
        harness.session().actions.last().unwrap().text,
        "Terms, Öztürk"
    );
}

#[test]
fn a_reading_is_of_today_or_of_the_day_typed_behind_it() {
    let mut harness = Harness::open(sample());
    let readings = |harness: &Harness| {
        let readings = harness.session().metrics[0].readings.iter();
        readings
            .map(|r| format!("{} {}", r.date, r.value))
            .collect::<Vec<_>>()
    };
    let before = readings(&harness);
    harness.keys("]]]]]<Home>m83,5 on 3 sep");
    assert!(harness.frame(80, 24).contains("= 83.5 on Thu 3 Sep"));
    harness.keys("<Enter>");
    let mut want = before.clone();
    want.push("2026-09-03 83.5".to_owned());
    want.sort();
    assert_eq!(readings(&harness), want);
    // what was understood on the way to the date is not a reading of today
    assert_eq!(readings(&harness).len(), before.len() + 1);
    harness.keys("m84<Enter>m85<Enter>");
    let last = readings(&harness).pop().unwrap();
    assert!(last.ends_with(" 85"), "{last}");
    assert_eq!(readings(&harness).len(), before.len() + 2);
    harness.keys("m84 some day");
    assert!(harness.frame(80, 24).contains("is not a date"));
}

#[test]
fn an_expectation_has_the_category_of_the_one_before_it() {
    let mut harness = Harness::open(sample());
    harness.keys("[[aEarly word of trouble<Enter><Esc>");
    let side = harness.session().expectations_of(Side::A);
    let [.., before, new] = side.collect::<Vec<_>>()[..] else {
        panic!("nothing was added");
    };
    assert_eq!(new.text, "Early word of trouble");
    assert!(before.category.is_some());
    assert_eq!(new.category, before.category);
}
