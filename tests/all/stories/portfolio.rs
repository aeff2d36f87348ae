//! Several relationships of the library on one picture.

use crate::support::{Build, Harness, empty, sample};
use roundtable::app::{Effect, Msg};
use roundtable::domain::portfolio::portfolio;
use roundtable::domain::{Id, Session, SessionRef};
use serde_json::json;
use std::path::PathBuf;

/// The self-check of a relationship with this name, with figures for value and willingness.
fn checked(name: &str, x: u8, y: u8) -> (PathBuf, Session) {
    let mut s = empty("solo-transform");
    s.build(|s| {
        s.id = Id::new(name);
        s.parties.a.name = String::new();
        s.parties.b.name = name.into();
        let q = s.agenda.steps[0].questionnaire.clone().unwrap();
        for item in &q.items {
            let value = if item.area == "x" { x } else { y };
            let rating = json!({"id": item.id, "questionnaire": q.id, "column": "a",
                "item": item.id, "value": value});
            s.ratings.push(serde_json::from_value(rating).unwrap());
        }
    });
    (format!("/library/{name}.json").into(), s)
}

/// Five relationships on the picture, two of them in one place, and one that lacks its figures.
pub fn library() -> Harness {
    let mut all = vec![
        checked("Kiln", 5, 5),
        checked("Harbor Foods", 5, 2),
        checked("Alder & Sons", 2, 4),
        checked("Delta Freight", 1, 1),
        checked("Cobalt", 5, 2),
    ];
    all.push(("/library/workshop.json".into(), sample()));
    let mut harness = Harness::library(vec![]);
    harness.keys("p");
    assert!(matches!(harness.asked.last(), Some(Effect::ListPortfolio)));
    harness.send(Msg::Portfolio(Ok(portfolio(&all))));
    harness
}

#[test]
fn the_portfolio_shows_every_relationship_in_its_place_and_names_what_is_lacking() {
    let mut harness = library();
    for (columns, rows) in [(80, 24), (120, 36)] {
        let frame = harness.frame(columns, rows);
        for words in [
            "5 of 6 placed",
            "1   Alder & Sons",
            "Value for both ▸",
            "Willingness ▲",
            // both stand where their figures are
            "2 4",
        ] {
            assert!(frame.contains(words), "{words}\n{frame}");
        }
    }
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("value for both · willingness") && frame.contains("5 · 2  earn"),
        "{frame}"
    );
    let frame = harness.frame(160, 45);
    let says = "value for both 5 · willingness 2 · earn willingness";
    assert!(frame.contains(says), "{frame}");
    let frame = harness.keys("<End>").frame(80, 24);
    assert!(
        frame.contains("Not in the picture yet")
            && frame.contains("?   Nordwind × Březina")
            && frame.contains("value and willingness unknown"),
        "{frame}"
    );
    harness.keys("<Home><↓><Enter>");
    assert!(matches!(
        harness.asked.last(),
        Some(Effect::Open(SessionRef::Path(path))) if path.ends_with("Cobalt.json")
    ));
}

#[test]
fn nothing_in_the_picture_moves_when_the_selection_moves() {
    let mut harness = library();
    let picture = |harness: &mut Harness| -> Vec<String> {
        let frame = harness.frame(120, 36);
        let right = |line: &str| line.chars().skip(63).collect();
        frame.lines().skip(2).take(32).map(right).collect()
    };
    let before = picture(&mut harness);
    for _ in 0..5 {
        assert_eq!(picture(harness.keys("<↓>")), before);
    }
}

#[test]
fn a_library_without_figures_says_how_to_get_them() {
    let mut harness = Harness::library(vec![]);
    harness.keys("p");
    harness.send(Msg::Portfolio(Ok(vec![])));
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("No session is about a relationship yet. Esc goes back"),
        "{frame}"
    );
    let all = vec![("/library/workshop.json".into(), sample())];
    harness.send(Msg::Portfolio(Ok(portfolio(&all))));
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("No relationship has both figures yet."),
        "{frame}"
    );
    assert!(
        harness
            .keys("<Esc>")
            .frame(80, 24)
            .contains("Looking into the library")
    );
}
