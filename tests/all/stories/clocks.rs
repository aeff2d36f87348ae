//! The clocks of a workshop over everything that happens to a computer's clock.

use crate::support::{Stage, sample};
use jiff::{Span, Zoned};
use roundtable::app::Msg;
use roundtable::domain::schedule;

/// A session whose step's timer has just been started, at this time.
fn running(at: &str) -> Stage {
    let mut session = sample();
    session.progress.timers.clear();
    let mut stage = Stage::open(session);
    stage.now = at.parse().unwrap();
    stage.send(Msg::Tick);
    stage.keys("t");
    stage
}

fn left(stage: &Stage) -> i64 {
    let session = stage.session();
    let step = &session.agenda.steps[session.step_index()];
    schedule::left(session, step, stage.now.timestamp())
}

fn set(stage: &mut Stage, seconds: i64) {
    stage.now = stage.now.checked_add(Span::new().seconds(seconds)).unwrap();
    stage.send(Msg::ClockSet(seconds));
}

#[test]
fn a_clock_that_is_set_takes_and_gives_no_time() {
    for by in [3600, -3600, 6 * 3600, -86_400] {
        let mut stage = running("2026-11-21T09:00[UTC]");
        let before = left(&stage);
        stage.pass(60);
        set(&mut stage, by);
        stage.pass(60);
        assert!(
            (left(&stage) - (before - 120)).abs() <= 1,
            "{by}: {} of {before}",
            left(&stage)
        );
        assert!(!stage.toast().contains("slept"), "{}", stage.toast());
        let how = if by > 0 {
            "was set forward by"
        } else {
            "was set back by"
        };
        let frame = stage.frame(120, 36);
        assert!(stage.toast().contains(how), "{}\n{frame}", stage.toast());
    }
}

#[test]
fn a_change_is_saved_in_time_though_the_clock_was_set_back() {
    let mut stage = Stage::open(sample());
    stage.keys("5");
    set(&mut stage, -7200);
    assert_eq!(stage.saves, 0);
    stage.pass(1);
    assert_eq!(stage.saves, 1);
}

#[test]
fn daylight_saving_another_zone_a_nap_and_2038_change_nothing() {
    // the hour that comes twice, and the one that is left out
    for begin in [
        "2026-10-25T02:50:00+02:00[Europe/Berlin]",
        "2026-03-29T01:50:00+01:00[Europe/Berlin]",
        "2038-01-19T03:10:00+00:00[UTC]",
    ] {
        let mut stage = running(begin);
        let before = left(&stage);
        stage.pass(20 * 60);
        assert_eq!(left(&stage), before - 20 * 60, "{begin}");
        // the laptop goes to another zone
        let elsewhere: Zoned = stage
            .now
            .with_time_zone(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)));
        stage.now = elsewhere;
        stage.pass(60);
        assert_eq!(left(&stage), before - 21 * 60, "{begin}");
        // a nap counts: the room went on
        stage.pass(3600);
        assert_eq!(left(&stage), before - 81 * 60, "{begin}");
    }
}

#[test]
fn a_tick_before_the_screen_is_to_change_by_itself_changes_nothing() {
    for (keys, planned) in [
        ("5", true),
        ("5", false),
        ("t", false),
        ("<F5>P", true),
        ("tb", true),
    ] {
        let mut session = sample();
        session.agenda.start = session.agenda.start.filter(|_| planned);
        let mut stage = Stage::open(session);
        stage.keys(keys);
        let before = stage.frame(120, 36);
        let due = stage.app.changes_at();
        assert_eq!(
            due.is_some(),
            planned || keys.contains('t'),
            "{keys}: {due:?}"
        );
        let end = due.unwrap_or_else(|| stage.now.timestamp() + Span::new().seconds(59));
        // also when a save is due meanwhile; what comes of it is drawn when it is there
        stage.app.update(
            Msg::Tick,
            (end - Span::new().milliseconds(1)).to_zoned(stage.now.time_zone().clone()),
        );
        // the plan of the day is told by the minute: it may be ahead of what is shown by less than that
        let seen = |frame: String| {
            if planned {
                frame.lines().skip(1).collect()
            } else {
                frame
            }
        };
        assert_eq!(seen(stage.frame(120, 36)), seen(before), "{keys}");
    }
    // a sentence goes from the projector by itself, and that is known before
    let mut session = sample();
    session.agenda.start = None;
    let mut stage = Stage::open(session);
    stage.keys("<F5>");
    stage
        .app
        .update(Msg::Done(Ok("It is done.".to_owned())), stage.now.clone());
    let due = stage.app.changes_at().unwrap();
    stage
        .app
        .update(Msg::Tick, due.to_zoned(stage.now.time_zone().clone()));
    assert_eq!((stage.app.toast(), stage.app.changes_at()), (None, None));
}
