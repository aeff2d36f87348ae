//! The mouse: a session can be run, and every command reached, without the keyboard.

use crate::support::{Harness, sample};
use roundtable::app::{Effect, Msg};
use roundtable::domain::{SessionRef, Summary};

/// Clicks in the middle of a text on the screen.
fn click(harness: &mut Harness, text: &str) {
    let frame = harness.frame(120, 36);
    let (y, line) = frame
        .lines()
        .enumerate()
        .find(|(_, l)| l.contains(text))
        .unwrap_or_else(|| panic!("no “{text}” on the screen:\n{frame}"));
    let before = line.split(text).next().unwrap();
    let x = roundtable::text::width(before) + roundtable::text::width(text) / 2;
    harness.send(Msg::Click(
        u16::try_from(x).unwrap(),
        u16::try_from(y).unwrap(),
    ));
}

fn assert_shown(harness: &mut Harness, text: &str) {
    let frame = harness.frame(120, 36);
    assert!(frame.contains(text), "no “{text}”:\n{frame}");
}

#[test]
fn a_session_can_be_run_with_the_mouse_alone() {
    // in the library the first click selects a row, the second opens it
    let mut harness = Harness::library(vec![
        Summary::new(&sample(), "/library/a.json".into()),
        Summary::new(&sample(), "/library/b.json".into()),
    ]);
    harness.frame(120, 36);
    harness.send(Msg::Click(10, 5));
    harness.send(Msg::Click(10, 5));
    assert!(
        matches!(
            harness.asked.last(),
            Some(Effect::Open(SessionRef::Path(path))) if path.ends_with("b.json")
        ),
        "{:?}",
        harness.asked
    );
    harness.load(Harness::loaded(sample()));
    // a row, the other side, a reaction from the footer and its choices
    click(&mut harness, "One engineer who can decide");
    assert_shown(&mut harness, "B5");
    click(&mut harness, "r React");
    assert_shown(&mut harness, "how do you react");
    click(&mut harness, "Nordwind accepts");
    assert!(
        harness
            .session()
            .expectations
            .iter()
            .any(|e| e.text.starts_with("One engineer") && e.reaction.is_some())
    );
    // steps, the wheel, the next step from the footer
    click(&mut harness, "Metrics");
    assert_shown(&mut harness, "Step 9 of 10");
    let before = harness.frame(120, 36);
    harness.send(Msg::Wheel(1));
    assert_ne!(harness.frame(120, 36), before);
    click(&mut harness, "PgDn Next step");
    assert_shown(&mut harness, "Step 10 of 10");
    // a field of a form, a step of the plan
    click(&mut harness, "Owners");
    click(&mut harness, "Weekly 15-minute quality call");
    click(&mut harness, "e Details");
    click(&mut harness, "Done when");
    click(&mut harness, "Esc Keep and stop");
    assert_shown(&mut harness, "Step 7 of 10");
    harness.keys("A");
    click(&mut harness, "Timeline");
    click(&mut harness, "→ 5 min more");
    assert_eq!(harness.session().agenda.steps[7].minutes, 20);
    click(&mut harness, "Esc Back");
    // a command of the palette
    harness.keys("<Ctrl+P>");
    click(&mut harness, "Go to step");
    assert_shown(&mut harness, "Go to which step?");
    click(&mut harness, "2 Expectations of A");
    assert_shown(&mut harness, "Step 2 of 10");
}

#[test]
fn one_command_releases_the_mouse() {
    let mut harness = Harness::open(sample());
    harness.keys(":release<Enter>");
    assert!(matches!(harness.asked.last(), Some(Effect::Mouse(false))));
    harness.keys(":release<Enter>");
    assert!(matches!(harness.asked.last(), Some(Effect::Mouse(true))));
}
