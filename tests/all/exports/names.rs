//! Documents in which two people have the same name, and what they say of both organisations.

use super::{text, write};
use crate::support::sessions::empty;
use crate::support::{Harness, disk};
use roundtable::domain::Session;
use roundtable::export::{Format, Layout, Subject};
use serde_json::{Value, json};

/// A session with a Martin Novák on each side and two Adas on one, who own an action each.
pub fn namesakes() -> Session {
    let mut file: Value = serde_json::to_value(empty("collaboration")).unwrap();
    file["participants"] = json!([
        {"id": "1", "side": "a", "name": "Martin Novák"},
        {"id": "2", "side": "b", "name": "Martin Novák"},
        {"id": "3", "side": "b", "name": "Ada", "function": "quality"},
        {"id": "4", "side": "b", "name": "Ada", "function": "sales"},
    ]);
    file["actions"] = ["1", "2", "3", "4"]
        .map(|owner| {
            json!({"id": format!("x{owner}"), "text": "Board", "owner": owner,
                "due": "2026-12-01"})
        })
        .into();
    file["parties"] = json!({
        "a": {"name": "Nordwind", "short": "NW", "legal_name": "Nordwind Pumpen GmbH",
            "address": "Hafenstr. 1\n25813 Husum", "role": "buyer"},
        "b": {"name": "Březina", "role": "supplier"},
    });
    file["place"] = json!("Husum, room 4");
    file["facilitator"] = json!("Ada Lovelace");
    file["scribe"] = json!("Bob");
    file["background"] = json!("Three late quarters in a row.");
    serde_json::from_value(file).unwrap()
}

const NAMES: [&str; 4] = [
    "Martin Novák (NW)",
    "Martin Novák (Březina)",
    "Ada (Březina, quality)",
    "Ada (Březina, sales)",
];

#[test]
fn people_of_the_same_name_are_told_apart_in_every_document() {
    let s = namesakes();
    for (layout, format) in [
        (Layout::Agreement, Format::Markdown),
        (Layout::Minutes, Format::Markdown),
        (Layout::Table(Subject::Actions), Format::Csv),
        (Layout::Dates, Format::Ics),
    ] {
        let document = text(write(&s, layout, format)).replace("\r\n ", "");
        for name in NAMES {
            let found = [name.to_owned(), name.replace(',', "\\,")];
            let is_in = found.iter().any(|name| document.contains(name));
            assert!(is_in, "{name} in {format:?}: {document}");
        }
    }
}

#[test]
fn people_of_the_same_name_are_told_apart_where_they_are_chosen_and_listed() {
    let mut harness = Harness::open(namesakes());
    harness.keys("]]]]]]");
    let frame = harness.frame(120, 36);
    let names = [
        "◆ Martin Novák",
        "● Martin Novák",
        "● Ada, quality",
        "● Ada, sales",
    ];
    for name in names {
        assert!(frame.contains(name), "{frame}");
    }
    let frame = harness.keys("o").frame(120, 36);
    for name in names {
        assert!(frame.contains(name), "{frame}");
    }
}

#[test]
fn the_actions_of_one_of_two_people_of_the_same_name_are_found_by_the_side() {
    let home = disk::home();
    let file = serde_json::to_string(&namesakes()).unwrap();
    std::fs::write(home.path().join("names.json"), file).unwrap();
    disk::run(home.path(), &["import", "names.json"]);
    let owned = |who: &str| {
        let (_, out, _) = disk::run(home.path(), &["actions", "--json", "--owner", who]);
        let all: Vec<Value> = serde_json::from_str(&out).unwrap();
        let numbers = all.iter().map(|a| a["number"].as_str().unwrap().to_owned());
        numbers.collect::<Vec<_>>()
    };
    assert_eq!(owned("Martin Novák"), ["1", "2"]);
    assert_eq!(owned("novák nordwind"), ["1"]);
    assert_eq!(owned("Martin Březina"), ["2"]);
    assert_eq!(owned("Ada sales"), ["4"]);
    assert_eq!(owned("Nordwind"), [""; 0], "an organisation is no person");
}

#[test]
fn agreement_and_minutes_say_who_both_are_and_where_they_met() {
    let s = namesakes();
    for layout in [Layout::Agreement, Layout::Minutes] {
        let document = text(write(&s, layout, Format::Markdown));
        for words in [
            "Nordwind (NW): buyer, Nordwind Pumpen GmbH, Hafenstr. 1, 25813 Husum",
            "Březina: supplier",
            "Husum, room 4",
            "Ada Lovelace",
            "Bob",
            "Three late quarters in a row.",
        ] {
            assert!(document.contains(words), "{words}: {document}");
        }
    }
}

#[test]
fn the_first_step_shows_who_both_are_and_who_leads() {
    let mut harness = Harness::open(namesakes());
    for (columns, rows) in [(80, 24), (120, 36)] {
        let frame = harness.frame(columns, rows);
        for words in [
            "Husum, room 4 · led by Ada Lovelace · minutes by Bob",
            "Three late quarters in a row.",
            "Nordwind, buyer",
            "Březina, supplier",
        ] {
            assert!(frame.contains(words), "{words}: {frame}");
        }
    }
}

#[test]
fn the_form_on_the_session_takes_what_there_is_to_say_of_both_and_of_the_day() {
    let mut harness = Harness::open(empty("collaboration"));
    let frame = harness.keys("S").frame(120, 36);
    for label in ["Place", "Facilitator", "Scribe", "Background"] {
        assert!(frame.contains(label), "{label}: {frame}");
    }
    harness.keys(&"<Tab>".repeat(15));
    harness.keys("Bolt Ltd<Tab>1 Main St<Esc>");
    let party = harness.session().parties.b.clone();
    assert_eq!(
        (party.address.as_str(), party.legal_name.as_str()),
        ("1 Main St", "Bolt Ltd")
    );
}
