//! The first session: hints, empty steps that say what to do, settings.

use crate::support::{Harness, empty, sample};
use roundtable::app::{Destination, Effect, What};
use roundtable::catalog::Preferences;

fn newcomer() -> Harness {
    let mut harness = Harness::with(Preferences::default(), vec![]);
    harness.load(Harness::loaded(empty("collaboration")));
    harness
}

fn saved_settings(harness: &Harness) -> Preferences {
    let last = harness.asked.iter().rev().find_map(|e| {
        if let Effect::SavePreferences(p) = e {
            Some(p.clone())
        } else {
            None
        }
    });
    last.expect("settings were written")
}

#[test]
fn each_hint_disappears_for_good_when_its_key_is_used() {
    let mut harness = newcomer();
    for (says, does) in [
        ("a adds a line, Enter edits", "a<Esc>"),
        ("PgDn goes to the next step", "<PgDn>"),
        ("t starts the clock", "t"),
        ("F5 shows the room one thing", "<F5><Esc>"),
        ("? lists every key", "?<Esc>"),
    ] {
        // the message about the last command disappears with the next key
        let frame = harness.keys("<Home>").frame(80, 24);
        assert!(frame.contains(says), "{says}\n{frame}");
        harness.keys(does);
    }
    let frame = harness.keys("<Home>").frame(80, 24);
    assert!(!frame.contains("▸"), "{frame}");
    assert_eq!(saved_settings(&harness).hints_done.len(), 5);
    // in any order: a key that was used needs no hint
    let mut harness = newcomer();
    harness.keys("<PgDn>a<Esc><Home>");
    assert!(harness.frame(80, 24).contains("t starts the clock"));
    // all hints can be switched off
    harness.keys(":hints<Enter><Home>");
    assert!(!harness.frame(80, 24).contains("t starts the clock"));
    harness.keys(":hints<Enter><Home>");
    assert!(harness.frame(80, 24).contains("a adds a line"));
}

#[test]
fn messages_and_typing_hide_the_hint() {
    let mut harness = newcomer();
    harness.keys("u");
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("There is nothing to take back.") && !frame.contains("a adds a line, Enter"),
        "{frame}"
    );
    assert!(
        !harness.keys("a").frame(80, 24).contains("PgDn goes"),
        "not while typing"
    );
}

#[test]
fn every_empty_step_shows_its_purpose_an_example_and_a_key() {
    let mut harness = Harness::open(empty("collaboration"));
    for (n, key) in ["a adds", "a", "a", "h", "a", "a", "PgUp", "G", "a", "Enter"]
        .into_iter()
        .enumerate()
    {
        let frame = harness.frame(80, 24);
        assert!(frame.contains(key), "step {}\n{frame}", n + 1);
        if ![3, 9].contains(&n) {
            assert!(
                frame.contains("or example") || frame.contains("such as"),
                "step {}\n{frame}",
                n + 1
            );
        }
        harness.keys("]");
    }
}

#[test]
fn theme_bell_and_plain_characters_are_saved_as_settings() {
    let mut harness = newcomer();
    harness.keys(":next theme<Enter>:bell<Enter>:plain characters<Enter>");
    let kept = saved_settings(&harness);
    assert_eq!(
        (kept.theme.as_deref(), kept.bell, kept.ascii),
        (Some("dark"), true, true)
    );
    let frame = harness.frame(80, 24);
    let special = frame.chars().filter(|c| !c.is_ascii()).collect::<String>();
    assert_eq!(special, "", "only plain characters\n{frame}");
    let mut again = Harness::with(kept, vec![]);
    again.load(Harness::loaded(sample()));
    assert_eq!(
        again.app.theme(),
        "light",
        "the theme of the command line has priority"
    );
    assert!(!again.frame(120, 36).contains('◆'));
}

#[test]
fn the_key_card_is_exported_as_a_text_file() {
    let mut harness = newcomer();
    harness.keys(":key card<Enter><Enter>");
    let card = harness.exports()[0];
    assert_eq!(
        card.files[0].to,
        Destination::File("roundtable-keys.txt".into())
    );
    assert!(matches!(&card.files[0].what, What::Text(text) if text.contains("PROJECTOR VIEW")));
}
