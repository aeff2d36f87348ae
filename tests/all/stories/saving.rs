//! Saving: every change is saved automatically, and the footer shows whether it is.

use crate::support::{Build, Harness, sample};
use roundtable::app::{Effect, Msg};

fn footer(harness: &mut Harness) -> String {
    harness
        .frame(80, 24)
        .lines()
        .last()
        .unwrap_or("")
        .to_owned()
}

#[test]
fn a_change_is_saved_within_a_second_without_a_command() {
    let mut harness = Harness::open(sample());
    assert!(
        footer(&mut harness).contains("saved 09:27:11"),
        "{}",
        footer(&mut harness)
    );
    harness.keys("5");
    assert!(footer(&mut harness).ends_with("saving…"));
    assert_eq!(harness.journal, 1, "it is written down before it is drawn");
    let due =
        harness.app.deadline().unwrap().as_millisecond() - harness.now.timestamp().as_millisecond();
    assert!(due < 700, "{due} ms");
    harness.pass(1);
    assert_eq!(harness.saves, 1);
    assert!(footer(&mut harness).contains("saved 09:30:01"));
    // nothing changed, nothing saved
    harness.keys("<↓><↓>").pass(5);
    assert_eq!(harness.saves, 1);
}

#[test]
fn a_failed_save_is_reported_and_tried_again() {
    let mut harness = Harness::open(sample());
    harness.fails = Some("the disk is full".into());
    harness.keys("5").pass(1);
    assert!(
        footer(&mut harness).ends_with("NOT SAVED (Ctrl+S saves elsewhere): the disk is full"),
        "{}",
        footer(&mut harness)
    );
    harness.pass(2);
    assert_eq!(harness.saves, 2);
    harness.fails = None;
    harness.pass(2);
    assert!(
        footer(&mut harness).contains("saved 09:30:05"),
        "{}",
        footer(&mut harness)
    );
}

#[test]
fn a_session_that_cannot_be_saved_can_be_saved_elsewhere() {
    let mut harness = Harness::open(sample());
    harness.fails = Some("the disk is full".into());
    harness.keys("5").pass(1);
    harness.keys("<Ctrl+S>");
    assert!(
        harness.frame(80, 24).contains("Go on in which file?"),
        "{}",
        harness.frame(80, 24)
    );
    harness.keys("<Ctrl+U>/stick/a.json<Enter>");
    assert!(
        harness
            .asked
            .iter()
            .any(|e| matches!(e, Effect::SaveElsewhere(_, 1, path) if path == "/stick/a.json")),
        "{:?}",
        harness.asked
    );
    harness.fails = None;
    harness.send(Msg::Named("/stick/a.json".into()));
    harness.send(Msg::Saved {
        revision: 1,
        notice: None,
        taken_in: None,
        synced: false,
    });
    assert!(
        footer(&mut harness).contains("written 09:30:0"),
        "{}",
        footer(&mut harness)
    );
    harness.keys("<Ctrl+S>");
    assert!(
        harness
            .notice()
            .contains("in /stick/a.json. This disk does not say when"),
        "{}",
        harness.notice()
    );
}

#[test]
fn leaving_with_unsaved_changes_keeps_a_copy() {
    let mut harness = Harness::open(sample());
    harness.fails = Some("the folder is read-only".into());
    harness.keys("5<Ctrl+Q>");
    assert!(
        harness
            .asked
            .iter()
            .any(|e| matches!(e, Effect::Emergency(_))),
        "{:?}",
        harness.asked
    );
    harness.send(Msg::Emergency(Ok("/state/our copy/x.json".into())));
    let Some(Effect::Quit(1, Some(says))) = harness.asked.last() else {
        panic!("{:?}", harness.asked)
    };
    assert_eq!(
        says.to_string(),
        format!(
            "The last changes could not be saved: the folder is read-only. There is a copy of \
             everything: `roundtable open {}` opens it.",
            roundtable::text::quoted_for_shell("/state/our copy/x.json")
        )
    );
}

#[test]
fn asked_again_to_end_it_keeps_a_copy_first_and_gives_the_reason_of_the_disk() {
    let mut harness = Harness::open(sample());
    harness.fails = Some("the file would be larger than allowed".into());
    harness.keys("5").pass(1);
    harness.fails = None;
    // the next try has not been made yet
    let asked_again = |harness: &mut Harness| {
        harness.app.run(roundtable::keys::Command::Quit);
        harness.app.take_effects()
    };
    asked_again(&mut harness);
    let effects = asked_again(&mut harness);
    assert!(
        matches!(effects.as_slice(), [.., Effect::Emergency(_)]),
        "{effects:?}"
    );
    // the copy hangs as well
    let effects = asked_again(&mut harness);
    let [.., Effect::Quit(1, Some(says))] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(
        says.to_string(),
        "The last changes could not be saved: the file would be larger than allowed."
    );
}

#[test]
fn a_session_that_was_saved_on_another_day_shows_the_date() {
    let mut session = sample();
    session.build(|s| s.modified = Some("2026-09-18T09:27:11Z".parse().unwrap()));
    let mut harness = Harness::open(session);
    assert!(
        footer(&mut harness).ends_with("saved Fri 18 Sep"),
        "{}",
        footer(&mut harness)
    );
    harness.keys("<Ctrl+S>");
    assert!(
        harness
            .notice()
            .starts_with("Everything is saved, last on Fri 18 Sep at "),
        "{}",
        harness.notice()
    );
    harness.keys("5").pass(1);
    assert!(footer(&mut harness).contains("saved 09:"));
}

#[test]
fn leaving_waits_for_the_save_unless_quit_is_pressed_twice() {
    let mut harness = Harness::open(sample());
    harness.fails = Some("the disk is full".into());
    harness.keys("5q");
    assert!(
        harness.notice().starts_with("Not saved: the disk is full."),
        "{}",
        harness.notice()
    );
    assert!(harness.app.open().is_some());
    harness.fails = None;
    harness.pass(2).keys("q");
    assert!(harness.app.open().is_none());
    // the disk hangs: no answer comes at all
    let mut harness = Harness::open(sample());
    harness.keys("5");
    harness.app.run(roundtable::keys::Command::Quit);
    harness.app.run(roundtable::keys::Command::Quit);
    let ended =
        harness.app.take_effects().into_iter().any(
            |e| matches!(e, Effect::Quit(1, Some(says)) if says.to_string().contains("journal")),
        );
    assert!(ended);
}

#[test]
fn a_read_only_session_that_is_closed_keeps_even_its_timers() {
    let mut session = sample();
    session.build(|s| s.closed = Some(jiff::Timestamp::UNIX_EPOCH));
    let mut harness = Harness::read_only(session, "open elsewhere");
    for key in ["+", "t", "<Ctrl+Z>"] {
        harness.keys(key);
        let says = harness.notice();
        assert!(
            says.starts_with("This session is read-only"),
            "{key}: {says}"
        );
    }
}

#[test]
fn a_read_only_session_says_why_and_cannot_be_changed() {
    let mut harness = Harness::read_only(
        sample(),
        "open elsewhere (ada on sea, process 7, since 14:02)",
    );
    assert!(footer(&mut harness).contains("READ-ONLY: open elsewhere (ada on sea"));
    harness.keys("5");
    assert_eq!(
        harness.notice(),
        "This session is read-only: open elsewhere (ada on sea, process 7, since 14:02). \
         To go on: Ctrl+P, “Save a copy elsewhere”."
    );
    // looking around works
    harness.keys("]]?<Esc>");
    assert!(harness.frame(80, 24).contains("Step 6 of 10"));
    harness.keys("<Ctrl+Q>");
    assert!(matches!(harness.asked.last(), Some(Effect::Quit(0, None))));
}

#[test]
fn a_signal_ends_the_program_with_everything_saved() {
    let mut harness = Harness::open(sample());
    harness.keys("]aHalf a goa");
    harness.send(Msg::Signal(15));
    assert_eq!(harness.saves, 1);
    assert!(
        harness
            .session()
            .goals
            .iter()
            .any(|g| g.text == "Half a goa")
    );
    assert!(matches!(
        harness.asked.last(),
        Some(Effect::Quit(143, None))
    ));
}

#[test]
fn the_screen_is_redrawn_each_second_only_with_a_clock_on_it() {
    let mut session = sample();
    session.build(|session| session.progress.timers.clear());
    session.build(|session| session.agenda.start = None);
    let mut harness = Harness::open(session);
    harness.keys("[").pass(2);
    assert_eq!(harness.app.deadline(), None);
    harness.keys("t").pass(2);
    let wait =
        harness.app.deadline().unwrap().as_millisecond() - harness.now.timestamp().as_millisecond();
    assert!((1..=1000).contains(&wait));
}

#[test]
fn changes_by_another_program_are_merged_into_a_closed_session() {
    let mut session = sample();
    session.build(|session| session.closed = Some("2026-10-19T09:00:00Z".parse().unwrap()));
    let mut harness = Harness::open(session);
    let goal = harness.session().goals[0].id.clone();
    let theirs = roundtable::domain::set(roundtable::domain::List::Goals, &goal, "text", "Theirs");
    harness.send(Msg::Saved {
        revision: 0,
        notice: Some("Another program changed the file.".into()),
        taken_in: Some(theirs),
        synced: true,
    });
    assert_eq!(harness.session().goals[0].text, "Theirs");
    assert_eq!(harness.notice(), "Another program changed the file.");
    harness.keys("q").pass(1);
    assert!(harness.app.open().is_none());
}
