//! Every change is saved by itself, and the footer tells the truth.

use crate::support::{Stage, sample};
use roundtable::app::{Effect, Msg};

fn footer(stage: &mut Stage) -> String {
    stage.frame(80, 24).lines().last().unwrap_or("").to_owned()
}

#[test]
fn a_change_is_saved_within_a_second_without_a_command() {
    let mut stage = Stage::open(sample());
    assert!(
        footer(&mut stage).contains("saved 09:27:11"),
        "{}",
        footer(&mut stage)
    );
    stage.keys("5");
    assert!(footer(&mut stage).ends_with("saving…"));
    assert_eq!(stage.journal, 1, "it is written down before it is drawn");
    let due =
        stage.app.deadline().unwrap().as_millisecond() - stage.now.timestamp().as_millisecond();
    assert!(due < 700, "{due} ms");
    stage.pass(1);
    assert_eq!(stage.saves, 1);
    assert!(footer(&mut stage).contains("saved 09:30:01"));
    // nothing changed, nothing saved
    stage.keys("<↓><↓>").pass(5);
    assert_eq!(stage.saves, 1);
}

#[test]
fn a_failed_save_says_so_is_tried_again_and_loses_nothing() {
    let mut stage = Stage::open(sample());
    stage.fails = Some("the disk is full".into());
    stage.keys("5").pass(1);
    assert!(
        footer(&mut stage).ends_with("NOT SAVED (Ctrl+S saves elsewhere): the disk is full"),
        "{}",
        footer(&mut stage)
    );
    stage.pass(2);
    assert_eq!(stage.saves, 2);
    stage.fails = None;
    stage.pass(2);
    assert!(
        footer(&mut stage).contains("saved 09:30:05"),
        "{}",
        footer(&mut stage)
    );
}

#[test]
fn one_key_saves_elsewhere_what_cannot_be_saved_and_goes_on_there() {
    let mut stage = Stage::open(sample());
    stage.fails = Some("the disk is full".into());
    stage.keys("5").pass(1);
    stage.keys("<Ctrl+S>");
    assert!(
        stage.frame(80, 24).contains("Go on in which file?"),
        "{}",
        stage.frame(80, 24)
    );
    stage.keys("<Ctrl+U>/stick/a.json<Enter>");
    assert!(
        stage
            .asked
            .iter()
            .any(|e| matches!(e, Effect::GoOn(_, 1, path) if path == "/stick/a.json")),
        "{:?}",
        stage.asked
    );
    stage.fails = None;
    stage.send(Msg::Named("/stick/a.json".into()));
    stage.send(Msg::Saved {
        revision: 1,
        notice: None,
        taken_in: None,
        synced: false,
    });
    assert!(
        footer(&mut stage).contains("written 09:30:0"),
        "{}",
        footer(&mut stage)
    );
    stage.keys("<Ctrl+S>");
    assert!(
        stage
            .toast()
            .contains("in /stick/a.json. This disk does not say when"),
        "{}",
        stage.toast()
    );
}

#[test]
fn leaving_unsaved_keeps_a_copy_and_tells_why() {
    let mut stage = Stage::open(sample());
    stage.fails = Some("the folder is read-only".into());
    stage.keys("5<Ctrl+Q>");
    assert!(
        stage
            .asked
            .iter()
            .any(|e| matches!(e, Effect::Emergency(_))),
        "{:?}",
        stage.asked
    );
    stage.send(Msg::Emergency(Ok("/state/emergency/x.json".into())));
    let Some(Effect::Quit(1, Some(says))) = stage.asked.last() else {
        panic!("{:?}", stage.asked)
    };
    assert_eq!(
        says,
        "The last changes could not be saved: the folder is read-only. A copy of everything is in /state/emergency/x.json; `roundtable open` opens it."
    );
}

#[test]
fn going_to_the_library_waits_for_the_disk_and_a_second_quit_does_not() {
    let mut stage = Stage::open(sample());
    stage.fails = Some("the disk is full".into());
    stage.keys("5q");
    assert!(
        stage.toast().starts_with("Not saved: the disk is full."),
        "{}",
        stage.toast()
    );
    assert!(stage.app.open().is_some());
    stage.fails = None;
    stage.pass(2).keys("q");
    assert!(stage.app.open().is_none());
    // the disk hangs: no answer comes at all
    let mut stage = Stage::open(sample());
    stage.keys("5");
    stage.app.run(roundtable::keys::Command::Quit);
    stage.app.run(roundtable::keys::Command::Quit);
    let ended = stage
        .app
        .take_effects()
        .into_iter()
        .any(|e| matches!(e, Effect::Quit(1, Some(says)) if says.contains("journal")));
    assert!(ended);
}

#[test]
fn a_read_only_session_says_why_and_takes_nothing() {
    let mut stage = Stage::read_only(
        sample(),
        "open elsewhere (ada on sea, process 7, since 14:02)",
    );
    assert!(footer(&mut stage).contains("READ-ONLY: open elsewhere (ada on sea"));
    stage.keys("5");
    assert_eq!(
        stage.toast(),
        "This session is read-only: open elsewhere (ada on sea, process 7, since 14:02). Nothing is changed. To go on: Ctrl+P, “Save a copy elsewhere”."
    );
    // looking around works
    stage.keys("]]?<Esc>");
    assert!(stage.frame(80, 24).contains("Step 6 of 10"));
    stage.keys("<Ctrl+Q>");
    assert!(matches!(stage.asked.last(), Some(Effect::Quit(0, None))));
}

#[test]
fn a_signal_ends_with_everything_saved() {
    let mut stage = Stage::open(sample());
    stage.keys("]aHalf a goa");
    stage.send(Msg::Signal(15));
    assert_eq!(stage.saves, 1);
    assert!(stage.session().goals.iter().any(|g| g.text == "Half a goa"));
    assert!(matches!(stage.asked.last(), Some(Effect::Quit(143, None))));
}

#[test]
fn nothing_ticks_unless_a_clock_is_on_the_screen() {
    let mut session = sample();
    session.progress.timers.clear();
    session.agenda.start = None;
    let mut stage = Stage::open(session);
    stage.keys("[").pass(2);
    assert_eq!(stage.app.deadline(), None);
    stage.keys("t").pass(2);
    let wait =
        stage.app.deadline().unwrap().as_millisecond() - stage.now.timestamp().as_millisecond();
    assert!((1..=1000).contains(&wait));
}

#[test]
fn what_another_program_changed_comes_into_a_closed_session_and_leaving_goes_on() {
    let mut session = sample();
    session.closed = Some("2026-10-19T09:00:00Z".parse().unwrap());
    let mut stage = Stage::open(session);
    let goal = stage.session().goals[0].id.clone();
    let theirs = roundtable::domain::set(roundtable::domain::List::Goals, &goal, "text", "Theirs");
    stage.send(Msg::Saved {
        revision: 0,
        notice: Some("Another program changed the file.".into()),
        taken_in: Some(theirs),
        synced: true,
    });
    assert_eq!(stage.session().goals[0].text, "Theirs");
    assert_eq!(stage.toast(), "Another program changed the file.");
    stage.keys("q").pass(1);
    assert!(stage.app.open().is_none());
}
