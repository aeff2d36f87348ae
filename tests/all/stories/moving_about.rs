//! What works from any step: going to steps, timers, find, parking, decisions, notes, undo.

use crate::support::{Build, Harness, at, empty, sample};
use roundtable::app::Effect;

#[test]
fn every_step_can_be_reached_at_any_time() {
    let mut harness = Harness::open(sample());
    harness.keys("Gmetr<Enter>");
    assert!(harness.frame(80, 24).contains("Step 9 of 10 · Metrics"));
    harness.keys("<PgUp>");
    assert!(harness.frame(80, 24).contains("Step 8 of 10"));
    harness.keys("]]]]");
    assert!(harness.notice().starts_with("This is the last step."));
    harness.keys("[[[[[[[[[[");
    assert_eq!(harness.notice(), "This is the first step.");
}

#[test]
fn the_timer_pauses_runs_over_and_continues_after_a_restart() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.now = at("09:00");
    harness.keys("t");
    harness.pass(60);
    assert!(harness.frame(120, 36).contains("29:00 left"));
    harness.keys("t").pass(600);
    assert!(harness.frame(120, 36).contains("29:00 left, paused"));
    harness.keys("+++--");
    assert!(harness.frame(120, 36).contains("30:00 left"));
    harness.keys("t").pass(31 * 60);
    assert!(harness.frame(120, 36).contains("01:00 over"));
    // the timer runs on in the next step, with the time of that step
    harness.keys("]").pass(60);
    assert!(harness.frame(120, 36).contains("29:00 left"));
    // it also ran while the program was closed for two minutes
    let mut again = Harness::library(vec![]);
    again.now = harness
        .now
        .checked_add(jiff::Span::new().minutes(2))
        .unwrap();
    again.load(Harness::loaded(harness.session().clone()));
    assert!(
        again.frame(120, 36).contains("27:00 left"),
        "{}",
        again.frame(120, 36)
    );
}

#[test]
fn the_header_shows_how_late_the_day_is() {
    let mut session = empty("collaboration");
    session.build(|session| session.agenda.start = Some("2026-10-19T09:00:00".parse().unwrap()));
    let mut harness = Harness::open(session);
    harness.now = at("09:10");
    harness.keys("t");
    assert!(
        harness
            .frame(120, 36)
            .contains("day: 10 min behind, ends 16:40"),
        "{}",
        harness.frame(120, 36)
    );
}

#[test]
fn topics_decisions_and_notes_are_added_from_any_step() {
    let mut harness = Harness::open(sample());
    let (p, d, n) = (
        harness.session().parked.len(),
        harness.session().decisions.len(),
        harness.session().notes.len(),
    );
    harness.keys("PWho pays the toll?<Enter>DOne board for both<Esc>NThey look tired<Enter>");
    let s = harness.session();
    assert_eq!(
        (s.parked.len(), s.decisions.len(), s.notes.len()),
        (p + 1, d + 1, n + 1)
    );
    assert_eq!(s.parked[p].text, "Who pays the toll?");
    assert_eq!(
        (s.decisions[d].text.as_str(), s.decisions[d].date.is_some()),
        ("One board for both", true)
    );
    assert!(
        !harness.frame(120, 36).contains("They look tired"),
        "a private note is not on the screen"
    );
    // they are listed and edited from the palette
    harness.keys("<Ctrl+P>show the park<Enter>toll<Enter><Tab><Tab><Tab>");
    assert!(harness.frame(120, 36).contains("Outcome"));
    harness.keys("d<Esc><Esc>");
    assert_ne!(
        harness.session().parked[p].disposition,
        roundtable::domain::Disposition::Open
    );
    // an empty topic is not added
    harness.keys("P<Esc>");
    assert_eq!(harness.session().parked.len(), p + 1);
}

#[test]
fn find_goes_to_the_item_found() {
    let mut harness = Harness::open(sample());
    harness.keys("/index clause<Enter>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("Step 6 of 10 · Actions") && frame.contains("▌ 2 "),
        "{frame}"
    );
    // accents need not be typed
    harness.keys("/dvorak<Enter>");
    assert!(harness.frame(120, 36).contains("Step 1 of 10"));
}

#[test]
fn the_palette_runs_every_command_by_name() {
    let mut harness = Harness::open(sample());
    harness.keys("<Ctrl+P>go to step<Enter>");
    assert!(harness.frame(80, 24).contains("Go to which step?"));
    harness.keys("<Esc><F2>next theme<Enter>");
    assert_eq!(harness.app.theme(), "dark");
    harness.keys(":tips<Enter>");
    assert!(harness.frame(80, 24).contains("Tips: Align"));
}

#[test]
fn undo_and_redo_go_back_at_least_a_hundred_changes() {
    let mut harness = Harness::open(sample());
    let before = harness.session().expectations.clone();
    harness.keys("[[<Home>");
    for n in 0..120 {
        harness.keys(if n % 2 == 0 { "1" } else { "5" });
    }
    let after = harness.session().expectations.clone();
    harness.keys(&"u".repeat(120));
    assert_eq!(harness.session().expectations, before);
    harness.keys("u");
    assert_eq!(harness.notice(), "There is nothing to take back.");
    for _ in 0..120 {
        harness.keys("<Ctrl+Y>");
    }
    assert_eq!(harness.session().expectations, after);
}

#[test]
fn deleting_names_the_item_and_the_key_that_restores_it() {
    let mut harness = Harness::open(sample());
    let before = harness.session().clone();
    harness.keys("]<Home><Del>");
    assert_eq!(
        harness.notice(),
        "Deleted the goal “97 % of deliveries on the confirmed date”. Ctrl+Z brings it back."
    );
    assert_eq!(harness.session().goals.len(), before.goals.len() - 1);
    harness.keys("<Ctrl+Z>");
    assert_eq!(
        (
            &harness.session().goals,
            &harness.session().actions,
            &harness.session().metrics
        ),
        (&before.goals, &before.actions, &before.metrics)
    );
}

#[test]
fn each_missing_point_of_the_agreement_leads_to_its_step() {
    let places = [
        "Align",
        "Goals",
        "Owners",
        "Align",
        "Goals",
        "Actions",
        "Metrics",
        "Metrics",
        "Parking lot",
    ];
    for (down, place) in places.into_iter().enumerate() {
        let mut harness = Harness::open(sample());
        harness.keys("]]]]]]").keys(&"<↓>".repeat(down));
        assert!(harness.frame(120, 36).contains("Step 10 of 10"));
        let frame = harness.keys("<Enter>").frame(120, 36);
        assert!(
            frame.contains(&format!("of 10 · {place}")) || frame.contains(&format!("│ {place}")),
            "{down}: {place}\n{frame}"
        );
    }
}

#[test]
fn a_closed_session_cannot_be_changed_until_it_is_opened_again() {
    let mut harness = Harness::open(sample());
    harness.keys("]]]]]]c2");
    assert!(harness.session().closed.is_some());
    assert!(
        harness.notice().contains("still open. c opens it again"),
        "{}",
        harness.notice()
    );
    let before = harness.session().expectations.clone();
    harness.keys("[[[[[[<Del>r1<Esc>5");
    assert!(
        harness.notice().starts_with("This session is closed."),
        "{}",
        harness.notice()
    );
    assert_eq!(harness.session().expectations, before);
    harness.keys("]]]]]]c");
    assert!(harness.session().closed.is_none());
    harness.keys("[[[[[[<Home>5");
    assert_eq!(harness.notice(), "");
}

#[test]
fn any_key_ends_the_blank_screen_and_does_nothing_else() {
    let mut harness = Harness::open(sample());
    assert_eq!(harness.keys("b").frame(80, 24).trim(), "");
    assert!(harness.keys("x").frame(80, 24).contains("Step 4 of 10"));
    assert!(
        !harness.session().expectations[0].out_of_scope,
        "the key that ends the blank screen does nothing else"
    );
}

#[test]
fn quitting_saves_first() {
    let mut harness = Harness::open(sample());
    harness.keys("5<Ctrl+Q>");
    assert_eq!(harness.saves, 1);
    assert!(
        matches!(harness.asked.last(), Some(Effect::Quit(0, None))),
        "{:?}",
        harness.asked
    );
}

#[test]
fn clicks_select_rows_steps_and_footer_keys() {
    let mut harness = Harness::open(sample());
    let frame = harness.frame(120, 36);
    let find = |frame: &str, text: &str| {
        let (y, line) = frame
            .lines()
            .enumerate()
            .find(|(_, l)| l.contains(text))
            .unwrap();
        let x = line.split(text).next().unwrap().chars().count();
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    };
    let (x, y) = find(&frame, "Price down");
    harness.send(roundtable::app::Msg::Click(x, y));
    assert!(harness.frame(120, 36).contains("A2 against B2"));
    let (x, y) = find(&frame, "Metrics");
    harness.send(roundtable::app::Msg::Click(x, y));
    assert!(harness.frame(120, 36).contains("Step 9 of 10"));
    let frame = harness.frame(120, 36);
    let (x, y) = find(&frame, "More");
    harness.send(roundtable::app::Msg::Click(x, y));
    assert!(harness.frame(120, 36).contains("Keys that work here"));
}

#[test]
fn parking_a_topic_keeps_the_selection() {
    let mut harness = Harness::open(sample());
    let selected = |harness: &mut Harness| {
        harness
            .frame(120, 36)
            .lines()
            .find(|l| l.contains("▌"))
            .map(str::to_owned)
    };
    let before = selected(harness.keys("<↓>"));
    assert_eq!(
        selected(harness.keys("PLater<Enter>DNow<Enter>NMine<Enter>")),
        before
    );
    assert!(
        harness.keys("P").frame(80, 24).contains("Enter Keep  "),
        "the box says what Enter does there"
    );
}

#[test]
fn a_refused_expectation_is_not_agreed() {
    let mut harness = Harness::open(sample());
    let agreed = |harness: &mut Harness| harness.frame(120, 36).contains("13 agreed");
    assert!(agreed(&mut harness));
    let frame = harness.keys("<Home>r4<Esc>").frame(120, 36);
    assert!(
        frame.contains("12 agreed") && frame.contains("2 refused"),
        "{frame}"
    );
}
