//! From anywhere: steps, clocks, find, park, decide, note, undo, the agreement's list.

use crate::support::{Stage, at, empty, sample};
use roundtable::app::Effect;

#[test]
fn every_step_can_be_reached_at_any_time() {
    let mut stage = Stage::open(sample());
    stage.keys("Gmetr<Enter>");
    assert!(stage.frame(80, 24).contains("Step 9 of 10 · Metrics"));
    stage.keys("<PgUp>");
    assert!(stage.frame(80, 24).contains("Step 8 of 10"));
    stage.keys("]]]]");
    assert!(stage.toast().starts_with("This is the last step."));
    stage.keys("[[[[[[[[[[");
    assert_eq!(stage.toast(), "This is the first step.");
}

#[test]
fn the_clock_pauses_runs_over_and_survives_the_end_of_the_program() {
    let mut stage = Stage::open(empty("collaboration"));
    stage.now = at("09:00");
    stage.keys("t");
    stage.pass(60);
    assert!(stage.frame(120, 36).contains("29:00 left"));
    stage.keys("t").pass(600);
    assert!(stage.frame(120, 36).contains("29:00 left, paused"));
    stage.keys("+++--");
    assert!(stage.frame(120, 36).contains("30:00 left"));
    stage.keys("t").pass(31 * 60);
    assert!(stage.frame(120, 36).contains("01:00 over"));
    // the clock goes along to the next step, which has its own time
    stage.keys("]").pass(60);
    assert!(stage.frame(120, 36).contains("29:00 left"));
    // it ran while the program was away for a moment
    let mut again = Stage::library(vec![]);
    again.now = stage.now.checked_add(jiff::Span::new().minutes(2)).unwrap();
    again.load(Stage::loaded(stage.session().clone()));
    assert!(
        again.frame(120, 36).contains("27:00 left"),
        "{}",
        again.frame(120, 36)
    );
}

#[test]
fn the_header_says_how_late_the_day_is() {
    let mut session = empty("collaboration");
    session.agenda.start = Some("2026-10-19T09:00:00".parse().unwrap());
    let mut stage = Stage::open(session);
    stage.now = at("09:10");
    stage.keys("t");
    assert!(
        stage
            .frame(120, 36)
            .contains("day: 10 min behind, ends 16:40"),
        "{}",
        stage.frame(120, 36)
    );
}

#[test]
fn park_decide_and_note_from_anywhere() {
    let mut stage = Stage::open(sample());
    let (p, d, n) = (
        stage.session().parked.len(),
        stage.session().decisions.len(),
        stage.session().notes.len(),
    );
    stage.keys("PWho pays the toll?<Enter>DOne board for both<Esc>NThey look tired<Enter>");
    let s = stage.session();
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
        !stage.frame(120, 36).contains("They look tired"),
        "a private note is not on the screen"
    );
    // they are looked at and changed by the palette
    stage.keys("<Ctrl+P>show the park<Enter>toll<Enter><Tab><Tab><Tab>");
    assert!(stage.frame(120, 36).contains("Became"));
    stage.keys("d<Esc><Esc>");
    assert_ne!(
        stage.session().parked[p].disposition,
        roundtable::domain::Disposition::Open
    );
    // nothing typed, nothing kept
    stage.keys("P<Esc>");
    assert_eq!(stage.session().parked.len(), p + 1);
}

#[test]
fn find_goes_to_the_place() {
    let mut stage = Stage::open(sample());
    stage.keys("/index clause<Enter>");
    let frame = stage.frame(120, 36);
    assert!(
        frame.contains("Step 6 of 10 · Actions") && frame.contains("▌ 2 "),
        "{frame}"
    );
    // accents need not be typed
    stage.keys("/dvorak<Enter>");
    assert!(stage.frame(120, 36).contains("Step 1 of 10"));
}

#[test]
fn the_palette_runs_every_command_by_name() {
    let mut stage = Stage::open(sample());
    stage.keys("<Ctrl+P>go to step<Enter>");
    assert!(stage.frame(80, 24).contains("Go to which step?"));
    stage.keys("<Esc><F2>next theme<Enter>");
    assert_eq!(stage.app.theme(), "dark");
    stage.keys(":tips<Enter>");
    assert!(stage.frame(80, 24).contains("Tips: Align"));
}

#[test]
fn undo_and_redo_reach_a_hundred_steps_back() {
    let mut stage = Stage::open(sample());
    let before = stage.session().expectations.clone();
    stage.keys("[[<Home>");
    for n in 0..120 {
        stage.keys(if n % 2 == 0 { "1" } else { "5" });
    }
    let after = stage.session().expectations.clone();
    stage.keys(&"u".repeat(120));
    assert_eq!(stage.session().expectations, before);
    stage.keys("u");
    assert_eq!(stage.toast(), "There is nothing to take back.");
    for _ in 0..120 {
        stage.keys("<Ctrl+Y>");
    }
    assert_eq!(stage.session().expectations, after);
}

#[test]
fn delete_says_what_it_deleted_and_how_to_bring_it_back() {
    let mut stage = Stage::open(sample());
    let before = stage.session().clone();
    stage.keys("]<Home><Del>");
    assert_eq!(
        stage.toast(),
        "Deleted the goal “97 % of deliveries on the confirmed date”. Ctrl+Z brings it back."
    );
    assert_eq!(stage.session().goals.len(), before.goals.len() - 1);
    stage.keys("<Ctrl+Z>");
    assert_eq!(
        (
            &stage.session().goals,
            &stage.session().actions,
            &stage.session().metrics
        ),
        (&before.goals, &before.actions, &before.metrics)
    );
}

#[test]
fn each_line_of_what_is_missing_jumps_to_its_place() {
    let places = [
        "Align",
        "Goals",
        "Owners",
        "Align",
        "Actions",
        "Metrics",
        "Metrics",
        "Parking lot",
    ];
    for (down, place) in places.into_iter().enumerate() {
        let mut stage = Stage::open(sample());
        stage.keys("]]]]]]").keys(&"<↓>".repeat(down));
        assert!(stage.frame(120, 36).contains("Step 10 of 10"));
        let frame = stage.keys("<Enter>").frame(120, 36);
        assert!(
            frame.contains(&format!("of 10 · {place}")) || frame.contains(&format!("│ {place}")),
            "{down}: {place}\n{frame}"
        );
    }
}

#[test]
fn a_closed_session_is_changed_only_after_opening_it_again() {
    let mut stage = Stage::open(sample());
    stage.keys("]]]]]]c");
    assert!(stage.session().closed.is_some());
    assert!(
        stage.toast().contains("still missing. c opens it again"),
        "{}",
        stage.toast()
    );
    let before = stage.session().expectations.clone();
    stage.keys("[[[[[[<Del>r1<Esc>5");
    assert!(
        stage.toast().starts_with("This session is closed."),
        "{}",
        stage.toast()
    );
    assert_eq!(stage.session().expectations, before);
    stage.keys("]]]]]]c");
    assert!(stage.session().closed.is_none());
    stage.keys("[[[[[[<Home>5");
    assert_eq!(stage.toast(), "");
}

#[test]
fn a_blank_screen_comes_back_with_any_key() {
    let mut stage = Stage::open(sample());
    assert_eq!(stage.keys("b").frame(80, 24).trim(), "");
    assert!(stage.keys("x").frame(80, 24).contains("Step 4 of 10"));
    assert!(
        !stage.session().expectations[0].out_of_scope,
        "the key that wakes does nothing else"
    );
}

#[test]
fn quitting_waits_for_the_disk() {
    let mut stage = Stage::open(sample());
    stage.keys("5<Ctrl+Q>");
    assert_eq!(stage.saves, 1);
    assert!(
        matches!(stage.asked.last(), Some(Effect::Quit(0, None))),
        "{:?}",
        stage.asked
    );
}

#[test]
fn clicks_select_go_and_run() {
    let mut stage = Stage::open(sample());
    let frame = stage.frame(120, 36);
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
    stage.send(roundtable::app::Msg::Click(x, y));
    assert!(stage.frame(120, 36).contains("A2 against B2"));
    let (x, y) = find(&frame, "Metrics");
    stage.send(roundtable::app::Msg::Click(x, y));
    assert!(stage.frame(120, 36).contains("Step 9 of 10"));
    let frame = stage.frame(120, 36);
    let (x, y) = find(&frame, "More");
    stage.send(roundtable::app::Msg::Click(x, y));
    assert!(stage.frame(120, 36).contains("Keys that work here"));
}

#[test]
fn parking_leaves_the_light_where_it_is() {
    let mut stage = Stage::open(sample());
    let lit = |stage: &mut Stage| {
        stage
            .frame(120, 36)
            .lines()
            .find(|l| l.contains("▌"))
            .map(str::to_owned)
    };
    let before = lit(stage.keys("<↓>"));
    assert_eq!(
        lit(stage.keys("PLater<Enter>DNow<Enter>NMine<Enter>")),
        before
    );
    assert!(
        stage.keys("P").frame(80, 24).contains("Enter Keep  "),
        "the box says what Enter does there"
    );
}

#[test]
fn what_the_other_side_cannot_do_is_not_agreed() {
    let mut stage = Stage::open(sample());
    let agreed = |stage: &mut Stage| stage.frame(120, 36).contains("13 agreed");
    assert!(agreed(&mut stage));
    let frame = stage.keys("<Home>r4<Esc>").frame(120, 36);
    assert!(
        frame.contains("12 agreed") && frame.contains("2 refused"),
        "{frame}"
    );
}
