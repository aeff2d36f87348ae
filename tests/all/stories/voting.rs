//! Consent and blind dots.

use crate::support::{Stage, sample};
use roundtable::domain::Id;

#[test]
fn a_goal_passes_when_all_are_three_or_more() {
    let mut stage = Stage::open(sample());
    stage.keys("]<Home><↓>");
    assert!(stage.frame(120, 36).contains("1 without consent"));
    // everybody votes, one after the other
    stage.keys("<Tab><Home>3333333333");
    assert!(stage.session().goals[1].is_mutual());
    assert!(stage.frame(120, 36).contains("5 of 5 goals agreed"));
    stage.keys("<Home>2");
    assert!(!stage.session().goals[1].is_mutual());
    stage.keys("<Home><Del>");
    assert_eq!(stage.session().goals[1].consent.len(), 9);
    stage.keys("<Tab><Ctrl+Z><Ctrl+Z>");
    assert!(stage.session().goals[1].is_mutual());
}

#[test]
fn dots_are_given_blind_within_the_budget_and_revealed_at_once() {
    let mut session = sample();
    session.actions.iter_mut().for_each(|a| a.dots.clear());
    session.progress.dots_revealed = false;
    let mut stage = Stage::open(session);
    stage.keys("]]<Home>v");
    assert!(stage.frame(120, 36).contains("Each has 3"));
    stage.keys("<Enter>2<↓>1");
    let who = stage.session().participants[0].id.clone();
    let given =
        |stage: &Stage, who: &Id| roundtable::domain::priority::dots_given(stage.session(), who);
    assert_eq!(given(&stage, &who), 3);
    stage.keys("<↓>1");
    assert!(
        stage.toast().starts_with("No dot is left of 3."),
        "{}",
        stage.toast()
    );
    // the next person does not see them
    stage.keys("<Enter><Enter><Home>");
    let frame = stage.frame(120, 36);
    assert!(
        frame.contains("has 3 dots left") && !frame.contains("••"),
        "{frame}"
    );
    stage.keys("<Space><Space><Esc>");
    assert!(!stage.frame(120, 36).contains("•••"));
    // revealed at once, per side in the detail
    stage.keys("h<Home>");
    assert!(
        stage.frame(120, 36).contains("••"),
        "{}",
        stage.frame(120, 36)
    );
}

#[test]
fn three_digits_score_an_action_and_the_ranking_is_stable() {
    let mut stage = Stage::open(sample());
    stage.keys("]]<Home>153");
    let scored = stage
        .session()
        .actions
        .iter()
        .filter(|a| (a.value_a, a.value_b, a.effort) == (Some(1), Some(5), Some(3)))
        .count();
    assert_eq!(scored, 1);
    let first = stage.keys("s<Home>").frame(120, 36);
    assert_eq!(
        first,
        stage.keys("ss").keys("<Home>").frame(120, 36).replace(
            "In the order written, by goal.",
            "Ranked: quick wins first."
        )
    );
}

#[test]
fn the_counterpart_is_on_the_other_side() {
    let mut stage = Stage::open(sample());
    stage.keys("]]]n");
    let before = stage
        .session()
        .actions
        .iter()
        .filter(|a| a.owner.is_none())
        .count();
    stage.keys("oMal<Enter>");
    let frame = stage.frame(120, 36);
    assert!(
        frame.contains("Who is the counterpart at Nordwind?")
            && frame.contains("5 ◆ Å. Lindqvist")
            && !frame.contains("6 ●"),
        "{frame}"
    );
    stage.keys("<Enter>");
    let after = stage
        .session()
        .actions
        .iter()
        .filter(|a| a.owner.is_none())
        .count();
    assert_eq!(after, before - 1);
}
