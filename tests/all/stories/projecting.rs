//! The projector view, controlled by keys or by a presenter remote alone.

use crate::support::{Build, Harness, at, empty, sample};
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
fn leaving_the_projector_view_returns_to_the_same_screen() {
    let mut harness = Harness::open(sample());
    let before = harness.keys("<↓><↓><Tab>").frame(80, 24);
    let projected = harness.keys("<F5>").frame(80, 24);
    assert!(
        !projected.contains("Step 4 of 10")
            && !projected.contains("saved")
            && !projected.contains("Enter"),
        "no header, no footer\n{projected}"
    );
    assert_eq!(harness.keys("<Esc>").frame(80, 24), before);
    assert_eq!(harness.keys("<F5><F5>").frame(80, 24), before);
    // the key that leaves the session only leaves the projector view
    assert_eq!(harness.keys("<F5>q").frame(80, 24), before);
}

#[test]
fn the_projector_view_has_no_dim_text() {
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
fn only_a_wide_window_gives_advice_on_enlarging_its_text() {
    let mut harness = Harness::open(sample());
    harness.frame(160, 45);
    assert!(
        harness.keys("<F5>").notice().starts_with(
            "Esc comes back. This window has 160 columns: for the room enlarge its text"
        )
    );
    harness.keys("<Esc>").frame(80, 24);
    assert_eq!(
        harness.keys("<F5>").notice(),
        "Esc comes back to this place."
    );
    // a message is shown below the timer, and disappears by itself
    let frame = harness.keys("t").frame(80, 24);
    assert!(
        frame.contains("The timer is running.") && frame.contains("█▀▀"),
        "{frame}"
    );
    harness.pass(9);
    assert!(!harness.frame(80, 24).contains("The timer is running."));
}

#[test]
fn the_projector_view_never_shows_hidden_lists_notes_or_tips() {
    let mut session = sample();
    session.build(|session| session.progress.revealed = false);
    session.build(|session| {
        for (n, e) in session.expectations.iter_mut().enumerate() {
            e.text = format!("secret-{n}");
        }
    });
    session.build(|session| {
        for note in &mut session.notes {
            note.text = "secret-note".into();
        }
    });
    session.build(|session| {
        for step in &mut session.agenda.steps {
            step.tips = vec!["secret-tip".into()];
        }
    });
    // before projecting, a side may have its list open on the facilitator's screen
    for before in ["", "h", "h<Enter>"] {
        each_step(session.clone(), (120, 36), |n, harness| {
            // in other steps this key reveals the lists, and then nothing is secret
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
                    // the one reveals the lists, the other goes to that step
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
fn expectations_can_be_reacted_to_in_the_projector_view() {
    let mut harness = Harness::open(sample());
    harness.frame(80, 24);
    let frame = harness.keys("<F5>n").frame(80, 24);
    assert!(
        frame.contains("One engineer who can") && frame.contains("has not answered yet"),
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
fn the_projector_view_shows_the_running_timer_and_alarms_large() {
    let mut session = empty("collaboration");
    session.build(|session| session.agenda.start = Some("2026-10-19T09:00:00".parse().unwrap()));
    let mut harness = Harness::open(session);
    harness.now = at("09:00");
    harness.frame(80, 24);
    assert!(
        !harness.keys("<F5>").frame(80, 24).contains('█'),
        "no timer before it runs"
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
fn a_presenter_remote_can_go_through_steps_and_blank_the_screen() {
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
    // either key of a remote blanks the screen, and the next key only ends that
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
