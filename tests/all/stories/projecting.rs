//! The projector: the room's view, driven by keys or by a presenter remote alone.

use crate::support::{Harness, at, empty, sample};
use ratatui::style::Color;
use roundtable::app::Msg;
use roundtable::domain::Session;

/// Every step of a session in projector mode, with its number from 0.
fn each_step(session: Session, size: (u16, u16), mut with: impl FnMut(usize, &mut Harness)) {
    let mut harness = Harness::open(session);
    harness.buffer(size.0, size.1);
    harness.keys("[[[[[[[[[[<F5>");
    for n in 0..harness.session().agenda.steps.len() {
        with(n, &mut harness);
        harness.keys("]");
    }
}

#[test]
fn it_comes_back_to_the_very_same_place() {
    let mut harness = Harness::open(sample());
    let before = harness.keys("<↓><↓><Tab>").frame(80, 24);
    let room = harness.keys("<F5>").frame(80, 24);
    assert!(
        !room.contains("Step 4 of 10") && !room.contains("saved") && !room.contains("Enter"),
        "no chrome\n{room}"
    );
    assert_eq!(harness.keys("<Esc>").frame(80, 24), before);
    assert_eq!(harness.keys("<F5><F5>").frame(80, 24), before);
    // a key that would leave the session only leaves the room's view
    assert_eq!(harness.keys("<F5>q").frame(80, 24), before);
}

#[test]
fn nothing_is_quiet_and_little_is_shown() {
    // the light theme's colour of secondary text
    let quiet = Color::Rgb(0x4E, 0x54, 0x5E);
    each_step(sample(), (80, 24), |n, harness| {
        let buffer = harness.buffer(80, 24);
        let dim = buffer
            .content
            .iter()
            .filter(|c| c.symbol() != " " && c.fg == quiet)
            .count();
        assert_eq!(dim, 0, "step {}", n + 1);
    });
}

#[test]
fn a_wide_window_says_how_to_enlarge_its_text_and_a_narrow_one_does_not() {
    let mut harness = Harness::open(sample());
    harness.frame(160, 45);
    assert!(
        harness.keys("<F5>").toast().starts_with(
            "Esc comes back. This window has 160 columns: for the room enlarge its text"
        )
    );
    harness.keys("<Esc>").frame(80, 24);
    assert_eq!(
        harness.keys("<F5>").toast(),
        "Esc comes back to this place."
    );
    // a sentence stays below the clock, and goes by itself
    let frame = harness.keys("t").frame(80, 24);
    assert!(
        frame.contains("The timer is running.") && frame.contains("█▀▀"),
        "{frame}"
    );
    harness.pass(9);
    assert!(!harness.frame(80, 24).contains("The timer is running."));
}

#[test]
fn nothing_private_can_appear() {
    let mut session = sample();
    session.progress.revealed = false;
    for (n, e) in session.expectations.iter_mut().enumerate() {
        e.text = format!("secret-{n}");
    }
    for note in &mut session.notes {
        note.text = "secret-note".into();
    }
    for step in &mut session.agenda.steps {
        step.tips = vec!["secret-tip".into()];
    }
    // before it is projected, a side has its list open on the facilitator's screen
    for before in ["", "h", "h<Enter>"] {
        each_step(session.clone(), (120, 36), |n, harness| {
            // elsewhere h is the reveal, and after that nothing is secret
            if !before.is_empty() && !(1..=2).contains(&n) {
                return;
            }
            for keys in [
                "",
                "a",
                "<Enter>",
                "e",
                "r",
                "g",
                "l",
                "h",
                "N",
                ":tips<Enter>",
                ":private<Enter>",
                ":show private<Enter>",
                "/secret",
            ] {
                if n == 3 && keys == "h" || n == 9 && keys == "<Enter>" {
                    // the one is the reveal itself, the other goes there
                    continue;
                }
                harness.keys("<Esc><Esc>");
                if !harness.app.is_projecting() {
                    harness.keys("<F5>");
                }
                harness.keys("<Esc>").keys(before).keys("<F5>");
                let frame = harness.keys(keys).frame(120, 36);
                assert!(
                    !frame.contains("secret-"),
                    "step {}, {before:?} then {keys:?}\n{frame}",
                    n + 1
                );
                harness.keys("<Esc><Esc><Esc><Esc><F5>");
            }
        });
    }
}

#[test]
fn the_room_can_be_worked_in() {
    let mut harness = Harness::open(sample());
    harness.frame(80, 24);
    let frame = harness.keys("<F5>n").frame(80, 24);
    assert!(
        frame.contains("One engineer who may") && frame.contains("is to react"),
        "{frame}"
    );
    let frame = harness.keys("r").frame(80, 24);
    assert!(
        frame.contains("how do you react") && frame.contains("Enter Choose"),
        "a dialog shows its keys\n{frame}"
    );
    let frame = harness.keys("2Only with a deputy").frame(80, 24);
    assert!(
        frame.contains("Only with a deputy"),
        "what is typed is seen\n{frame}"
    );
    let frame = harness.keys("<Esc>").frame(80, 24);
    assert!(
        frame.contains("“Only with a deputy”") && !frame.contains("Esc Keep"),
        "{frame}"
    );
    let (x, y) = (70, 20);
    harness.send(Msg::Click(x, y));
    harness.send(Msg::Wheel(1));
    assert!(harness.app.is_projecting());
}

#[test]
fn the_clock_and_the_alarm_are_large() {
    let mut session = empty("collaboration");
    session.agenda.start = Some("2026-10-19T09:00:00".parse().unwrap());
    let mut harness = Harness::open(session);
    harness.now = at("09:00");
    harness.frame(80, 24);
    assert!(
        !harness.keys("<F5>").frame(80, 24).contains('█'),
        "no clock before it runs"
    );
    harness.keys("t").pass(25 * 60);
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("Five minutes left: Welcome.") && frame.contains("█▀█"),
        "{frame}"
    );
    harness.pass(10 * 60);
    assert!(harness.frame(80, 24).contains("over"));
}

#[test]
fn a_meeting_is_run_with_a_presenter_remote_alone() {
    let mut harness = Harness::open(sample());
    harness.frame(80, 24);
    harness.keys("<F5>");
    for prompt in [
        "Take turns",
        "What do we both want",
        "Name what has to be done",
    ] {
        let frame = harness.frame(80, 24);
        assert!(frame.contains(prompt), "{frame}");
        harness.keys("<PgDn>");
    }
    // black, and back, by either key of a remote, without moving on
    for black in [".", "b"] {
        assert_eq!(harness.keys(black).frame(80, 24).trim(), "");
        assert!(
            harness
                .keys("<PgDn>")
                .frame(80, 24)
                .contains("One name for each action")
        );
    }
    harness.keys("<PgUp><PgUp>");
    assert!(harness.frame(80, 24).contains("What do we both want"));
    harness.keys("<Esc>");
    assert!(harness.frame(80, 24).contains("Step 5 of 10"));
}
