//! The notes window beside the main one, each in a pty of its own.

use crate::support::disk::{home, run};
use crate::support::term::Term;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Makes a session in the library and returns its path.
fn session(home: &Path) -> PathBuf {
    let (_, out, _) = run(
        home,
        &[
            "new",
            "--title",
            "Valve round",
            "--a",
            "Harbor",
            "--b",
            "Rivet",
            "--no-open",
        ],
    );
    PathBuf::from(out.trim())
}

fn notes_of(path: &Path) -> Vec<String> {
    let value: serde_json::Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    value["notes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n["text"].as_str().unwrap().to_owned())
        .collect()
}

/// That it follows within a second is promised, so it is measured; it takes about 0.35 s.
#[test]
fn the_notes_window_follows_within_a_second() {
    let home = home();
    session(home.path());
    let mut main = Term::start(home.path(), &["open", "valve"]);
    main.see("Step 1 of 10");
    let mut notes = Term::start(home.path(), &["notes", "valve"]);
    notes.see("Step 1 of 10 · Welcome");
    notes.see("Tips for this step");
    let mut took = Vec::new();
    for step in 2..=7 {
        main.keys("<PgDn>");
        let since = Instant::now();
        let wanted = format!("Step {step} of 10");
        while !notes.shows(&wanted) {
            assert!(
                since.elapsed() < Duration::from_secs(20),
                "{}",
                notes.screen()
            );
        }
        took.push(since.elapsed());
        main.see(&wanted);
    }
    took.sort();
    let median = took[took.len() / 2];
    assert!(
        median < Duration::from_secs(1),
        "median {median:?} of {took:?}"
    );
}

#[test]
fn two_windows_can_write_at_the_same_time() {
    let home = home();
    let path = session(home.path());
    let mut main = Term::start(home.path(), &["open", "valve"]);
    main.see("Step 1 of 10");
    let mut notes = Term::start(home.path(), &["notes", "valve"]);
    notes.see("Private notes");
    // both write at the same time
    notes.then("aThey look tired<Esc>", "They look tired");
    notes.see("saved");
    main.then("aTalk about valves<Esc>", "Talk about valves");
    main.see("saved");
    notes.then("aCoffee at ten<Esc>", "Coffee at ten");
    main.then("<PgDn>", "Step 2 of 10");
    notes.see("Step 2 of 10");
    // the notes window is killed while a word is being typed: the word is in the next one
    notes.keys("aHalf a wo");
    notes.see("Half a wo");
    notes.kill();
    let mut notes = Term::start(home.path(), &["notes", "valve"]);
    notes.see("Half a wo");
    // a second one is read-only
    let mut second = Term::start(home.path(), &["notes", "valve"]);
    second.see("READ-ONLY: its notes window is open");
    second.keys("q");
    assert_eq!(second.ended(), 0);
    // the main window closes first: the one that closes last brings all notes into the session
    main.keys("<Ctrl+Q>");
    assert_eq!(main.ended(), 0);
    notes.then("aLast word<Esc>", "Last word");
    notes.keys("q");
    assert_eq!(notes.ended(), 0);
    let mut kept = notes_of(&path);
    kept.sort();
    assert_eq!(
        kept,
        ["Coffee at ten", "Half a wo", "Last word", "They look tired"]
    );
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Talk about valves"));
    let state: Vec<_> = std::fs::read_dir(home.path().join("state/notes"))
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert!(state.is_empty(), "no private note stays behind: {state:?}");
    let library: Vec<_> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .flatten()
        .map(|e| e.file_name())
        .collect();
    assert_eq!(
        library.len(),
        1,
        "no second version, no lock left: {library:?}"
    );
}

#[test]
fn notes_reach_the_session_whichever_window_closes_first() {
    let home = home();
    let path = session(home.path());
    let mut notes = Term::start(home.path(), &["notes", "valve"]);
    notes.see("Private notes");
    notes.then("aBefore anybody came<Esc>", "Before anybody came");
    notes.see("saved");
    // the main window opens later and takes the note in
    let mut main = Term::start(home.path(), &["open", "valve"]);
    main.see("Step 1 of 10");
    main.then(":show private<Enter>", "Before anybody came");
    main.keys("<Esc>");
    // deleted in the notes window, gone in the session with its next save
    notes.keys("<Home><Del>");
    notes.see("Deleted the private note");
    notes.then("aA better one<Esc>", "A better one");
    notes.see("saved");
    notes.keys("q");
    assert_eq!(notes.ended(), 0);
    main.then("<PgDn>", "Step 2 of 10");
    main.see("saved");
    main.keys("<Ctrl+Q>");
    assert_eq!(main.ended(), 0);
    let mut main = Term::start(home.path(), &["open", "valve"]);
    main.see("Step 2 of 10");
    main.keys("<Ctrl+Q>");
    assert_eq!(main.ended(), 0);
    assert_eq!(notes_of(&path), ["A better one"]);
}

#[test]
fn a_copy_of_the_session_does_not_get_the_notes() {
    let home = home();
    let path = session(home.path());
    let copy = home.path().join("mailed.json");
    std::fs::copy(&path, &copy).unwrap();
    let mut main = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    main.see("Step 1 of 10");
    let mut notes = Term::start(home.path(), &["notes", path.to_str().unwrap()]);
    notes.see("Private notes");
    notes.then("aFor my eyes only<Esc>", "For my eyes only");
    notes.see("saved");
    // a copy of the file has the same id, and gets nothing
    let mut other = Term::start(home.path(), &["open", "mailed.json"]);
    other.then("<PgDn>", "Step 2 of 10");
    other.see("saved");
    other.keys("<Ctrl+Q>");
    other.ended();
    assert!(notes_of(&copy).is_empty());
    // the main window closes last and brings the note in
    notes.keys("q");
    notes.ended();
    main.keys("<Ctrl+Q>");
    main.ended();
    assert_eq!(notes_of(&path), ["For my eyes only"]);
}
