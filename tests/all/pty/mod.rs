//! The real program in a real terminal, by keys alone.

mod background;
mod kills;
mod screen;
mod workshop;

use crate::support::disk::program;
use crate::support::term::Term;
use roundtable::domain::Session;
use roundtable::store::read;
use std::path::{Path, PathBuf};

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn sessions(home: &Path) -> Vec<PathBuf> {
    let all = std::fs::read_dir(home.join("library"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path());
    all.filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect()
}

fn only(home: &Path) -> (PathBuf, Session) {
    let all = sessions(home);
    assert_eq!(all.len(), 1, "{all:?}");
    (all[0].clone(), read(&all[0]).unwrap().session)
}

/// Makes a session by the command and returns its path.
fn make(home: &Path) -> PathBuf {
    let out = assert_cmd::Command::new(program())
        .env_clear()
        .env("HOME", home)
        .env("ROUNDTABLE_HOME", home)
        .args([
            "new",
            "--title",
            "Spring round",
            "--a",
            "Acme",
            "--b",
            "Bolt",
            "--no-open",
        ])
        .assert()
        .success();
    PathBuf::from(
        String::from_utf8(out.get_output().stdout.clone())
            .unwrap()
            .trim(),
    )
}

/// Waits until the program says that everything typed has reached the disk.
fn saved(term: &mut Term) {
    term.until("saved", |screen| {
        screen.lines().last().is_some_and(|l| l.contains("saved "))
    });
}

/// Shows a list again: it is hidden when its step is opened, for the eyes of its side only.
fn reveal(term: &mut Term) {
    if term.screen().contains("The list is hidden") {
        term.then("h", "importance");
    }
}

#[test]
fn a_second_window_is_read_only_and_names_who_has_the_session_open() {
    let home = home();
    let path = make(home.path());
    let mut first = Term::command(
        home.path(),
        program(),
        &["open", path.to_str().unwrap()],
        &[("USER", "ada")],
    );
    first.see("Step 1 of 10");
    let mut second = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    second.see("READ-ONLY: open elsewhere (ada on ");
    second.then("a", "read-only");
    second.keys("<Ctrl+Q>");
    assert_eq!(second.ended(), 0);
    // the first one is not disturbed, and a stale lock never blocks
    first.then("aStill here<Esc>", "Still here");
    saved(&mut first);
    first.kill();
    let mut third = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    third.see("Still here");
    third.then("aMore<Esc>", "More");
    saved(&mut third);
}

#[test]
fn a_deletion_can_be_undone_after_a_restart() {
    let home = home();
    let path = make(home.path());
    let start = || Term::start(home.path(), &["open", path.to_str().unwrap()]);
    let mut t = start();
    t.then(
        "<PgDn>aDeliver on time<Enter>Answer within a day<Esc>",
        "Answer within a day",
    );
    t.then("<Del>", "Deleted");
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);
    assert_eq!(only(home.path()).1.expectations.len(), 1);
    let mut t = start();
    t.see("Step 2 of 10");
    reveal(&mut t);
    t.then("<Ctrl+Z>", "Answer within a day");
    saved(&mut t);
    t.keys("<Ctrl+Q>");
    t.ended();
    // another program has changed the file: the undo history no longer fits
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replace("Answer within a day", "Answer at once");
    std::fs::write(&path, text).unwrap();
    let mut t = start();
    t.then("<Ctrl+Z>", "There is nothing to take back.");
}

#[test]
fn a_failed_save_is_shown_and_nothing_is_lost() {
    let home = home();
    let path = make(home.path());
    // files may not grow past 8 blocks of 512 bytes: the session is larger, so its save fails
    let command = format!("ulimit -f 8; exec {} open {}", program(), path.display());
    let before = std::fs::read(&path).unwrap();
    let mut t = Term::command(home.path(), "/bin/sh", &["-c", &command], &[]);
    t.see("Step 1 of 10");
    t.then("aNot lost<Esc>", "NOT SAVED (Ctrl+S saves elsewhere): ");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "the old file is whole"
    );
    t.kill();
    // when the cause is gone, everything is back
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.see("Not lost");
    saved(&mut t);
    assert_eq!(
        read(&path).unwrap().session.participants[0].name,
        "Not lost"
    );
}
