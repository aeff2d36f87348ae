//! The plan of the day: times, overrun, replanning, editing the agenda, alarms.

use crate::support::{Build, Harness, at, empty};
use roundtable::app::{Effect, Msg};
use roundtable::catalog::Preferences;
use roundtable::domain::Session;

/// The one-day agenda from nine, to end by half past four.
fn planned() -> Session {
    let mut session = empty("collaboration");
    session.build(|session| session.agenda.start = Some("2026-10-19T09:00:00".parse().unwrap()));
    session.build(|session| session.agenda.end = Some("16:30:00".parse().unwrap()));
    session
}

#[test]
fn the_plan_shows_the_time_of_every_step_and_how_far_it_runs_over() {
    let mut harness = Harness::open(planned());
    let frame = harness.keys("A").frame(80, 24);
    assert!(
        frame.contains("The plan of Mon 19 Oct") && frame.contains("09:00 – 16:30"),
        "{frame}"
    );
    assert!(
        frame.contains("2 09:30    30") && frame.contains("Coffee"),
        "{frame}"
    );
    // twenty minutes more than the room is available
    let frame = harness.keys("<→><→><→><→>").frame(80, 24);
    assert!(
        frame.contains("20 min over: it has to end at 16:30"),
        "{frame}"
    );
    harness.keys("<Ctrl+Z><Ctrl+Z><Ctrl+Z><Ctrl+Z><Esc>");
    assert_eq!(harness.session().agenda.steps, planned().agenda.steps);
}

#[test]
fn replanning_shortens_the_remaining_steps_after_a_preview() {
    let mut harness = Harness::open(planned());
    harness.now = at("09:00");
    harness.keys("t").pass(75 * 60);
    assert!(
        harness
            .frame(120, 36)
            .contains("day: 45 min behind, ends 17:15"),
        "{}",
        harness.frame(120, 36)
    );
    let before = harness.session().agenda.clone();
    let frame = harness.keys("Ar").frame(120, 36);
    assert!(
        frame.contains("With these minutes the day ends at 16:30. Enter accepts")
            && frame.contains(" → "),
        "{frame}"
    );
    assert_eq!(
        harness.session().agenda,
        before,
        "a preview changes nothing"
    );
    harness.keys("<Esc>");
    assert_eq!(harness.session().agenda, before);
    harness.keys("r<Enter>");
    assert!(
        harness.notice().contains("The day ends at 16:30. Ctrl+Z"),
        "{}",
        harness.notice()
    );
    assert!(
        harness
            .keys("<Esc>")
            .frame(120, 36)
            .contains("day: on time, ends 16:30")
    );
    assert_eq!(
        harness.keys("Ar").notice(),
        "What is left fits into the day: there is nothing to re-plan."
    );
    harness.keys("<Ctrl+Z>");
    assert_eq!(harness.session().agenda, before);
}

#[test]
fn steps_can_be_added_edited_moved_and_deleted_during_the_day() {
    let mut harness = Harness::open(planned());
    harness.keys("]]At");
    // the current step stays current when it is moved
    harness.keys("<Alt+↑><Alt+↑><Esc>");
    assert!(
        harness
            .frame(120, 36)
            .contains("Step 1 of 10 · Expectations of B"),
        "{}",
        harness.frame(120, 36)
    );
    // a new step below it, with the fields of its form
    harness.keys("AaGoals<Enter><Ctrl+A>Look ahead<Tab><Tab>25<Tab>13:00<Tab>Lunch 45<Esc>");
    let step = harness.session().agenda.steps[1].clone();
    assert_eq!(
        (
            step.title.as_str(),
            step.minutes,
            step.pause(),
            step.kind.name()
        ),
        ("Look ahead", 25, 45, "goals")
    );
    assert_eq!(step.starts_at.unwrap().to_string(), "13:00:00");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("3 h 15 to spare until 13:00") && frame.contains("Lunch"),
        "{frame}"
    );
    // the next step takes the place of the deleted one; everything can be undone
    harness.keys("<Home><Del>");
    assert!(
        harness
            .notice()
            .starts_with("Deleted the step “Expectations of B”"),
        "{}",
        harness.notice()
    );
    assert!(
        harness
            .keys("<Esc>")
            .frame(120, 36)
            .contains("Step 1 of 10 · Look ahead"),
        "{}",
        harness.frame(120, 36)
    );
    harness.keys("uuuuuuuuuuuuuuuuuu");
    assert_eq!(harness.session().agenda, planned().agenda);
    let mut one = planned();
    one.build(|one| one.agenda.steps.truncate(1));
    assert_eq!(
        Harness::open(one).keys("A<Del>").notice(),
        "An agenda needs at least one step."
    );
}

#[test]
fn actual_times_become_the_plan_and_can_be_saved_as_an_agenda() {
    let mut harness = Harness::open(planned());
    harness.now = at("09:00");
    harness.keys("t").pass(41 * 60);
    harness.keys("]").pass(12 * 60);
    harness.keys("tAm");
    let minutes: Vec<u32> = harness
        .session()
        .agenda
        .steps
        .iter()
        .take(3)
        .map(|s| s.minutes)
        .collect();
    assert_eq!(minutes, [41, 12, 30]);
    harness.keys("s<Ctrl+A>Our round<Enter>");
    let kept = harness
        .asked
        .iter()
        .find_map(|e| {
            if let Effect::SaveAgenda(agenda, false) = e {
                Some(agenda.clone())
            } else {
                None
            }
        })
        .unwrap();
    assert_eq!(
        (kept.id.as_str(), kept.title.as_str(), kept.start, kept.end),
        ("our-round", "Our round", None, None)
    );
    harness.send(Msg::AgendaExists(kept));
    assert!(harness.frame(80, 24).contains("Our round. Replace it?"));
    harness.keys("y");
    assert!(matches!(
        harness.asked.last(),
        Some(Effect::SaveAgenda(_, true))
    ));
}

#[test]
fn the_plan_of_a_closed_session_cannot_be_changed() {
    let mut session = planned();
    session.build(|session| session.closed = Some("2026-10-19T16:00:00Z".parse().unwrap()));
    let mut harness = Harness::open(session.clone());
    assert!(
        harness
            .keys("A<→>")
            .notice()
            .contains("This session is closed")
    );
    harness.keys("<Del>a");
    assert_eq!(harness.session().agenda, session.agenda);
}

#[test]
fn alarms_do_not_interrupt_typing() {
    let mut harness = Harness::open(planned());
    harness.now = at("09:00");
    harness.keys("t").pass(24 * 60 + 59);
    assert!(!harness.frame(80, 24).contains("left: Welcome"));
    // while a word is being typed
    harness.keys("aWe liste");
    harness.pass(1);
    assert!(
        harness
            .frame(80, 24)
            .contains("Five minutes left: Welcome."),
        "{}",
        harness.frame(80, 24)
    );
    harness.keys("n first<Enter>");
    assert!(harness.frame(80, 24).contains("We listen first"));
    harness.pass(13);
    assert!(!harness.frame(80, 24).contains("Five minutes left"));
    harness.pass(4 * 60 - 13);
    assert!(harness.frame(80, 24).contains("One minute left: Welcome."));
    harness.pass(60);
    assert!(harness.frame(80, 24).contains("Time is up: Welcome."));
    assert!(
        !harness.asked.iter().any(|e| matches!(e, Effect::Bell)),
        "the bell is off by default"
    );
    assert!(
        harness.frame(80, 24).contains("Step 1 of 10"),
        "the step does not change by itself"
    );
}

#[test]
fn the_bell_rings_only_when_it_is_on() {
    let mut harness = Harness::with(
        Preferences {
            bell: true,
            ..Preferences::default()
        },
        vec![],
    );
    harness.now = at("09:00");
    harness.load(Harness::loaded(planned()));
    harness.keys("t").pass(25 * 60);
    assert_eq!(
        harness
            .asked
            .iter()
            .filter(|e| matches!(e, Effect::Bell))
            .count(),
        1
    );
    harness.keys(":bell<Enter>");
    let set = harness
        .asked
        .iter()
        .rev()
        .find_map(|e| {
            if let Effect::SavePreferences(p) = e {
                Some(p.clone())
            } else {
                None
            }
        })
        .unwrap();
    assert!(!set.bell);
    harness.pass(240);
    assert_eq!(
        harness
            .asked
            .iter()
            .filter(|e| matches!(e, Effect::Bell))
            .count(),
        1
    );
}

#[test]
fn the_timer_pauses_after_a_night_of_sleep_but_not_after_a_short_one() {
    let mut harness = Harness::open(planned());
    harness.now = at("09:00");
    harness.keys("t").pass(60);
    harness.pass(30 * 60);
    assert!(harness.frame(120, 36).contains("01:00 over"));
    harness.pass(15 * 3600);
    assert!(
        harness
            .notice()
            .starts_with("The computer slept since 09:31"),
        "{}",
        harness.notice()
    );
    assert!(
        harness.frame(120, 36).contains("01:00 over, paused"),
        "{}",
        harness.frame(120, 36)
    );
}

#[test]
fn setting_the_clock_back_does_not_shorten_a_step() {
    let mut harness = Harness::open(planned());
    harness.now = at("09:00");
    harness.keys("t").pass(600);
    harness.keys("t").pass(-3600);
    assert!(harness.frame(120, 36).contains("20:00 left, paused"));
    harness.keys("t").pass(60);
    assert!(harness.frame(120, 36).contains("19:00 left"));
}

#[test]
fn deleting_the_current_step_does_not_reveal_the_list_of_the_next_one() {
    let mut session = crate::support::sample();
    session.build(|session| session.progress.revealed = false);
    session.build(|session| session.progress.step = Some(session.agenda.steps[0].id.clone()));
    let secret = session.expectations[0].text.clone();
    let mut harness = Harness::open(session);
    harness.keys("A<Home><Del><Esc>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("Step 1 of 9 · Expectations of A") && !frame.contains(&secret),
        "{frame}"
    );
    // undone, the step of the session is the current one again
    harness.keys("u");
    assert!(
        harness.frame(120, 36).contains("Step 1 of 10 · Welcome"),
        "{}",
        harness.frame(120, 36)
    );
}

#[test]
fn the_timer_keeps_running_when_its_step_is_deleted() {
    let mut harness = Harness::open(planned());
    harness.now = at("09:00");
    harness.keys("t").pass(60);
    harness.keys("A<Home><Del><Esc>").pass(60);
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("28:00 left") && !frame.contains("paused"),
        "{frame}"
    );
}

#[test]
fn the_plan_of_another_day_names_that_day() {
    let mut harness = Harness::open(planned());
    harness.now = at("2026-10-25T09:00");
    harness.keys("tAr");
    assert!(
        harness
            .notice()
            .starts_with("This plan is for Mon 19 Oct. d sets the start"),
        "{}",
        harness.notice()
    );
    harness.keys("d9:00<Enter>12:00<Esc>");
    let agenda = &harness.session().agenda;
    assert_eq!(
        (
            agenda.start.unwrap().to_string(),
            agenda.end.unwrap().to_string()
        ),
        ("2026-10-25T09:00:00".into(), "12:00:00".into())
    );
    harness.keys("r");
    harness.send(Msg::Wheel(1));
    assert!(
        harness.frame(120, 36).contains("Enter accepts")
            || harness.frame(120, 36).contains("Shorter than that"),
        "the wheel does not accept the proposal"
    );
}
