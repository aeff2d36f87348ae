//! Reviews: the follow-up session, the actions of all sessions, the history, on a real disk.

use crate::support::Build;
use crate::support::Harness;
use crate::support::disk::{home, run};
#[cfg(unix)]
use crate::support::term::Term;
use roundtable::domain::{Id, LinkKind, Session};
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
fn an_action_that_is_finished_in_a_review_is_finished_everywhere() {
    let home = home();
    sample(home.path());
    let out = run(home.path(), &["follow-up", "supplier", "--no-open"]).1;
    let next = PathBuf::from(out.trim());
    let mut file: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&next).unwrap()).unwrap();
    let actions = file["actions"].as_array_mut().unwrap();
    let done = actions[0]["id"].as_str().unwrap().to_owned();
    let label = actions[0]["number"].to_string();
    actions[0]["status"] = "done".into();
    actions[1]["started"] = "2026-10-20".into();
    actions[1]["due"] = "2099-01-01".into();
    let many = actions.len();
    std::fs::write(&next, file.to_string()).unwrap();
    let json = |args: &[&str]| -> Vec<serde_json::Value> {
        serde_json::from_str(&run(home.path(), args).1).unwrap()
    };
    let all = json(&["actions", "--json"]);
    let states: Vec<_> = all.iter().filter(|a| a["id"] == *done).collect();
    assert_eq!(states.len(), 1, "{all:?}");
    assert_eq!(
        (&states[0]["status"], &states[0]["number"]),
        (&"done".into(), &label.into())
    );
    let text = run(home.path(), &["actions", "--open"]).1;
    assert_eq!(text.matches("  in progress  ").count(), 1, "{text}");
    // the library counts what the list shows
    let open: u64 = json(&["list", "--json"])
        .iter()
        .map(|s| s["open_actions"].as_u64().unwrap())
        .sum();
    assert_eq!(
        usize::try_from(open).unwrap(),
        json(&["actions", "--json", "--open"]).len()
    );
    assert_eq!(usize::try_from(open).unwrap(), many - 1);
    for format in ["ndjson", "ics"] {
        let args = ["export", "--all", "--to", "-", "--format", format];
        let args = if format == "ics" {
            args.to_vec()
        } else {
            [&args[..], &["--as", "actions"]].concat()
        };
        let out = run(home.path(), &args).1;
        let found = out
            .lines()
            .filter(|l| l.contains(&done))
            .collect::<Vec<_>>();
        if format == "ics" {
            assert!(
                out.contains("BEGIN:VEVENT") && found.is_empty(),
                "{found:?}"
            );
        } else {
            assert!(
                found.len() == 1 && found[0].contains("\"status\":\"done\""),
                "{found:?}"
            );
        }
    }
}

/// The review of a session with a decision to look at again and two conflicts.
fn review() -> Harness {
    let mut before = crate::support::sample();
    before.build(|s| {
        s.decisions.truncate(1);
        s.links.retain(|l| l.kind == LinkKind::Conflict);
        let mut second = s.links[0].clone();
        second.id = Id::new("second");
        second.resolution =
            serde_json::from_value(serde_json::json!({"outcome": "escalated", "text": "level 2"}))
                .unwrap();
        s.links.truncate(1);
        s.links.push(second);
    });
    let agendas = crate::support::sessions::built_in().agendas().to_vec();
    let agenda = agendas.into_iter().find(|a| a.id == "review").unwrap();
    let now = "2027-01-19T08:00:00Z".parse().unwrap();
    let next = roundtable::domain::follow_up(&before, agenda, Id::new("next"), "Review", now);
    let mut harness = Harness::open(next);
    harness.now = crate::support::at("2027-01-19T09:00");
    harness
}

#[test]
fn a_review_shows_the_decisions_and_conflicts_that_were_left_to_come_back_to() {
    let mut harness = review();
    assert_eq!(
        harness.session().label_of(&harness.session().decisions[0]),
        "D1"
    );
    assert!(harness.frame(80, 24).contains("3 to look at again"));
    let frame = harness.keys("<End>").frame(120, 50);
    for words in [
        "A delivery is late from the first day",
        "again: The first quarter in which",
        "A2 against B2: Price down 3 % a year",
        "not resolved",
        "escalated to level 2",
    ] {
        assert!(frame.contains(words), "{words}: {frame}");
    }
}

#[test]
fn a_review_settles_decisions_and_conflicts() {
    let mut harness = review();
    harness.keys("<End>c");
    let frame = harness.frame(120, 36);
    assert!(frame.contains("how is the conflict resolved?"), "{frame}");
    harness.keys("1Price holds for 12 months<Enter>");
    let links = &harness.session().links;
    assert!(!links[1].is_unsettled_conflict() && links[0].is_unsettled_conflict());
    harness.keys("<End><↑> ");
    let day = "2027-01-19".parse().ok();
    assert_eq!(harness.session().decisions[0].reviewed, day);
    let frame = harness.frame(120, 50);
    assert!(frame.contains("✓ stands 19 Jan"), "{frame}");
    assert!(frame.contains("1 to look at again"), "{frame}");
    harness.keys("u");
    assert_eq!(harness.session().decisions[0].reviewed, None);
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
        frame.contains("Step 1 of 9 · Open actions") && frame.contains("late"),
        "{frame}"
    );
    // done, a new date, dropped; then a reading of today is added to the trend
    harness.keys("<Home> <↓>w<Ctrl+A>+2w<Esc><↓>x]<Home>m93<Enter>");
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
