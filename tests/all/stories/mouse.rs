//! The mouse: a session is led, and everything is reached, without a single key.

use crate::support::{Stage, sample};
use roundtable::app::{Effect, Msg};
use roundtable::domain::Summary;

/// Clicks in the middle of a text on the screen.
fn click(stage: &mut Stage, text: &str) {
    let frame = stage.frame(120, 36);
    let (y, line) = frame
        .lines()
        .enumerate()
        .find(|(_, l)| l.contains(text))
        .unwrap_or_else(|| panic!("no “{text}” on the screen:\n{frame}"));
    let before = line.split(text).next().unwrap();
    let x = roundtable::text::width(before) + roundtable::text::width(text) / 2;
    stage.send(Msg::Click(
        u16::try_from(x).unwrap(),
        u16::try_from(y).unwrap(),
    ));
}

fn see(stage: &mut Stage, text: &str) {
    let frame = stage.frame(120, 36);
    assert!(frame.contains(text), "no “{text}”:\n{frame}");
}

#[test]
fn a_session_is_led_with_the_mouse_alone() {
    // from the library: the first click lights a row, the second opens it
    let mut stage = Stage::library(vec![
        Summary::of(&sample(), "/library/a.json".into()),
        Summary::of(&sample(), "/library/b.json".into()),
    ]);
    stage.frame(120, 36);
    stage.send(Msg::Click(10, 5));
    stage.send(Msg::Click(10, 5));
    assert!(
        matches!(stage.asked.last(), Some(Effect::Open(path)) if path == "/library/b.json"),
        "{:?}",
        stage.asked
    );
    stage.load(Stage::loaded(sample()));
    // a row, the other side, a reaction by its footer key and its list
    click(&mut stage, "One engineer who may decide");
    see(&mut stage, "B5");
    click(&mut stage, "r React");
    see(&mut stage, "how do you react");
    click(&mut stage, "Nordwind accepts");
    assert!(
        stage
            .session()
            .expectations
            .iter()
            .any(|e| e.text.starts_with("One engineer") && e.reaction.is_some())
    );
    // steps, the wheel, the next step by the footer
    click(&mut stage, "Metrics");
    see(&mut stage, "Step 9 of 10");
    let before = stage.frame(120, 36);
    stage.send(Msg::Wheel(1));
    assert_ne!(stage.frame(120, 36), before);
    click(&mut stage, "PgDn Next step");
    see(&mut stage, "Step 10 of 10");
    // the palette by help, a field of a form, a step of the plan
    click(&mut stage, "Owners");
    click(&mut stage, "Weekly 15-minute quality call");
    click(&mut stage, "e Details");
    click(&mut stage, "Done when");
    click(&mut stage, "Esc Keep and stop");
    see(&mut stage, "Step 7 of 10");
    stage.keys("A");
    click(&mut stage, "Timeline");
    click(&mut stage, "→ 5 min more");
    assert_eq!(stage.session().agenda.steps[7].minutes, 20);
    click(&mut stage, "Esc Back");
    // a command of the palette
    stage.keys("<Ctrl+P>");
    click(&mut stage, "Go to step");
    see(&mut stage, "Go to which step?");
    click(&mut stage, "2 Expectations of A");
    see(&mut stage, "Step 2 of 10");
}

#[test]
fn one_command_releases_the_mouse() {
    let mut stage = Stage::open(sample());
    stage.keys(":release<Enter>");
    assert!(matches!(stage.asked.last(), Some(Effect::Mouse(false))));
    stage.keys(":release<Enter>");
    assert!(matches!(stage.asked.last(), Some(Effect::Mouse(true))));
}
