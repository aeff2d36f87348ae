//! Timers when the clock of the computer is set, changes its time zone, or the computer sleeps.

use crate::support::{Build, Harness, sample};
use jiff::{Span, Zoned};
use roundtable::app::Msg;
use roundtable::domain::schedule;

/// A session whose timer was started at this time.
fn running(at: &str) -> Harness {
    let mut session = sample();
    session.build(|session| session.progress.timers.clear());
    let mut harness = Harness::open(session);
    harness.now = at.parse().unwrap();
    harness.send(Msg::DeadlineReached);
    harness.keys("t");
    harness
}

fn left(harness: &Harness) -> i64 {
    let session = harness.session();
    let step = &session.agenda.steps[session.step_index()];
    schedule::seconds_left(session, step, harness.now.timestamp())
}

fn set(harness: &mut Harness, seconds: i64) {
    harness.now = harness
        .now
        .checked_add(Span::new().seconds(seconds))
        .unwrap();
    harness.send(Msg::ClockSet(seconds));
}

#[test]
fn setting_the_clock_does_not_change_the_time_left() {
    for by in [3600, -3600, 6 * 3600, -86_400] {
        let mut harness = running("2026-11-21T09:00[UTC]");
        let before = left(&harness);
        harness.pass(60);
        set(&mut harness, by);
        harness.pass(60);
        assert!(
            (left(&harness) - (before - 120)).abs() <= 1,
            "{by}: {} of {before}",
            left(&harness)
        );
        assert!(!harness.notice().contains("slept"), "{}", harness.notice());
        let how = if by > 0 {
            "was set forward by"
        } else {
            "was set back by"
        };
        let frame = harness.frame(120, 36);
        assert!(
            harness.notice().contains(how),
            "{}\n{frame}",
            harness.notice()
        );
    }
}

#[test]
fn a_change_is_saved_within_a_second_after_the_clock_was_set_back() {
    let mut harness = Harness::open(sample());
    harness.keys("5");
    set(&mut harness, -7200);
    assert_eq!(harness.saves, 0);
    harness.pass(1);
    assert_eq!(harness.saves, 1);
}

#[test]
fn the_time_left_is_right_across_daylight_saving_time_zones_sleep_and_2038() {
    // the hour that is repeated, the hour that is skipped, and the end of 32-bit time
    for begin in [
        "2026-10-25T02:50:00+02:00[Europe/Berlin]",
        "2026-03-29T01:50:00+01:00[Europe/Berlin]",
        "2038-01-19T03:10:00+00:00[UTC]",
    ] {
        let mut harness = running(begin);
        let before = left(&harness);
        harness.pass(20 * 60);
        assert_eq!(left(&harness), before - 20 * 60, "{begin}");
        // the computer changes its time zone
        let elsewhere: Zoned = harness
            .now
            .with_time_zone(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)));
        harness.now = elsewhere;
        harness.pass(60);
        assert_eq!(left(&harness), before - 21 * 60, "{begin}");
        // an hour of sleep counts
        harness.pass(3600);
        assert_eq!(left(&harness), before - 81 * 60, "{begin}");
    }
}

#[test]
fn the_screen_does_not_change_before_the_announced_time() {
    for (keys, planned) in [
        ("5", true),
        ("5", false),
        ("t", false),
        ("<F5>P", true),
        ("tb", true),
    ] {
        let mut session = sample();
        session.build(|session| session.agenda.start = session.agenda.start.filter(|_| planned));
        let mut harness = Harness::open(session);
        harness.keys(keys);
        let before = harness.frame(120, 36);
        let due = harness.app.changes_at();
        assert_eq!(
            due.is_some(),
            planned || keys.contains('t'),
            "{keys}: {due:?}"
        );
        let end = due.unwrap_or_else(|| harness.now.timestamp() + Span::new().seconds(59));
        // even if a save is due meanwhile
        harness.app.update(
            Msg::DeadlineReached,
            (end - Span::new().milliseconds(1)).to_zoned(harness.now.time_zone().clone()),
        );
        // the plan of the day is shown in minutes and may be up to one minute ahead
        let seen = |frame: String| {
            if planned {
                frame.lines().skip(1).collect()
            } else {
                frame
            }
        };
        assert_eq!(seen(harness.frame(120, 36)), seen(before), "{keys}");
    }
    // a message disappears from the projector view at an announced time
    let mut session = sample();
    session.build(|session| session.agenda.start = None);
    let mut harness = Harness::open(session);
    harness.keys("<F5>");
    harness
        .app
        .update(Msg::Done(Ok("It is done.".into())), harness.now.clone());
    let due = harness.app.changes_at().unwrap();
    harness.app.update(
        Msg::DeadlineReached,
        due.to_zoned(harness.now.time_zone().clone()),
    );
    assert_eq!(
        (harness.app.notice(), harness.app.changes_at()),
        (None, None)
    );
}
