//! Reviews: the follow-up session, the actions of all sessions, the history, on a real disk.

use crate::support::Harness;
use crate::support::disk::{home, run};
#[cfg(unix)]
use crate::support::term::Term;
use roundtable::domain::Session;
use std::path::{Path, PathBuf};

fn sample(home: &Path) -> PathBuf {
    let path = home.join("sample.json");
    std::fs::write(&path, roundtable::catalog::sample("collaboration").unwrap()).unwrap();
    PathBuf::from(run(home, &["import", "sample.json"]).1.trim())
}

fn read(path: &Path) -> Session {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn a_follow_up_takes_over_open_actions_and_leaves_the_earlier_file_unchanged() {
    let home = home();
    let first = sample(home.path());
    let before = std::fs::read(&first).unwrap();
    let (code, out, err) = run(home.path(), &["follow-up", "supplier", "--no-open"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert_eq!(std::fs::read(&first).unwrap(), before);
    let (old, next) = (read(&first), read(Path::new(out.trim())));
    assert_eq!(
        (next.follows.as_ref(), next.agenda.id.as_str()),
        (Some(&old.id), "review")
    );
    let open: Vec<_> = old
        .actions
        .iter()
        .filter(|a| a.is_open())
        .map(|a| a.id.clone())
        .collect();
    assert_eq!(
        next.actions
            .iter()
            .map(|a| a.id.clone())
            .collect::<Vec<_>>(),
        open
    );
    let (code, _, err) = run(
        home.path(),
        &["follow-up", "supplier", "--agenda", "nothing", "--no-open"],
    );
    assert!(
        code == 2 && err.contains("supplier") || err.contains("There is no agenda"),
        "{err}"
    );
    // actions that were taken over are listed once, in the later session
    let (_, out, _) = run(home.path(), &["actions", "--open", "--json"]);
    let list: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(list.len(), open.len());
    assert!(
        list.iter()
            .all(|t| t["session"].as_str().unwrap().contains("review of"))
    );
    for (args, words) in [
        (&["actions", "--overdue"][..], "  late  "),
        (&["actions", "--owner", "dvořák"], "Dvořák"),
    ] {
        let out = run(home.path(), args).1;
        assert!(!out.is_empty(), "{args:?}");
        assert!(out.lines().all(|l| l.contains(words)), "{out}");
    }
}

#[test]
#[cfg(unix)]
fn a_review_can_be_led_from_the_library_by_keys() {
    let home = home();
    sample(home.path());
    let mut t = Term::start(home.path(), &[] as &[&str]);
    t.see("Supplier reset");
    // open actions of all sessions can be ticked in the list
    t.then("a", "Actions of all sessions, by date");
    t.then(" ", "Done. Space opens it again.");
    t.then("s", "by owner");
    t.then("q", "Supplier reset");
    t.then("f", "Follow up with which agenda?");
    t.then("<Enter>", "Step 1 of 7 · Open actions");
    let before = t.screen();
    t.then("<Home> ", "done");
    assert_ne!(t.screen(), before);
    t.then("<Down>x", "dropped");
    t.then("<PgDn>", "Step 2 of 7 · Metrics");
    t.then("<PgDn><PgDn><PgDn>", "More, the same, or less?");
    t.then("4<Tab>3<Tab>h", "To act on");
    t.then("<PgUp>", "Step 4 of 7 · Goals");
    t.see("saved");
    t.then("q", "review of");
    t.then("h", "History: Nordwind × Březina");
    t.see("Sessions");
    t.keys("<Esc>");
    t.see("review of");
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);
}

#[test]
fn a_value_update_can_follow_a_finished_workshop() {
    let before: Session =
        serde_json::from_str(roundtable::catalog::sample("collaboration").unwrap()).unwrap();
    let agendas = roundtable::catalog::Catalog::new(&Default::default(), Ok(Default::default()))
        .agendas()
        .to_vec();
    let agenda = agendas
        .into_iter()
        .find(|a| a.id == "value-update")
        .unwrap();
    let id = roundtable::domain::Id::new("next");
    let next = roundtable::domain::follow_up(
        &before,
        agenda,
        id,
        "Supplier reset · update",
        "2027-01-19T08:00:00Z".parse().unwrap(),
    );
    let mut harness = Harness::open(next);
    harness.now = crate::support::at("2027-01-19T09:00");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("Step 1 of 10 · Open actions") && frame.contains("late"),
        "{frame}"
    );
    // done, a new date, dropped; then a reading of today is added to the trend
    harness.keys("<Home> <↓>w<Tab><Ctrl+A>+2w<Esc><↓>x]<Home>m93<Enter>");
    let frame = harness.frame(120, 36);
    assert!(frame.contains("now 93") && frame.contains("█"), "{frame}");
    // what one side gave and what the other noticed, side by side
    harness.keys("]aTwo extra shifts<Esc><Tab>aNothing of that<Esc>");
    assert!(
        harness.frame(120, 36).contains("Nordwind gave")
            && harness.frame(120, 36).contains("Nothing of that")
    );
    // both answer hidden; their votes differ, and both are recorded
    harness.keys("]5555555<Tab>3333333<Tab>h]]4<Tab>2<Tab>h");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("more") && frame.contains("less") && frame.contains("sponsors"),
        "{frame}"
    );
    let history = format!(
        "{:?}",
        roundtable::export::history(&[before, harness.session().clone()])
    );
    assert!(
        history.contains("Nordwind: upgrade, Březina: downgrade") && history.contains("83 → "),
        "{history}"
    );
}

#[test]
#[cfg(unix)]
fn a_repeated_self_check_shows_the_change_since_the_last_one() {
    let home = home();
    let (_, out, _) = run(
        home.path(),
        &[
            "new",
            "--agenda",
            "solo-pentad",
            "--title",
            "Pentad",
            "--a",
            "Us",
            "--b",
            "Them",
            "--no-open",
        ],
    );
    let first = PathBuf::from(out.trim());
    let mut t = Term::start(home.path(), &["open", "pentad"]);
    t.see("0 of 15 answered");
    t.then("111111111111111", "15 of 15 answered");
    t.see("saved");
    t.keys("<Ctrl+Q>");
    t.ended();
    let (code, out, err) = run(
        home.path(),
        &["follow-up", first.to_str().unwrap(), "--no-open"],
    );
    assert_eq!((code, err.as_str()), (0, ""));
    let mut t = Term::start(home.path(), &["open", out.trim()]);
    t.see("0 of 15 answered");
    t.then("551551551551551<Tab>", "▲2.7");
    t.keys("<Ctrl+Q>");
    t.ended();
}
