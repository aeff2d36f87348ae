//! Votes on goals, dots on actions, scores, owners.

use crate::support::{Build, Harness, sample};
use roundtable::domain::Id;

#[test]
fn a_goal_is_agreed_when_every_vote_is_three_or_more() {
    let mut harness = Harness::open(sample());
    harness.keys("]<Home><↓>");
    assert!(harness.frame(120, 36).contains("1 without consent"));
    // everyone votes, one after the other
    harness.keys("<Tab><Home>3333333333");
    assert!(harness.session().goals[1].is_mutual());
    assert!(harness.frame(120, 36).contains("5 of 5 goals agreed"));
    harness.keys("<Home>2");
    assert!(!harness.session().goals[1].is_mutual());
    harness.keys("<Home><Del>");
    assert_eq!(harness.session().goals[1].consent.len(), 9);
    harness.keys("<Tab><Ctrl+Z><Ctrl+Z>");
    assert!(harness.session().goals[1].is_mutual());
}

#[test]
fn dots_are_hidden_until_revealed_and_limited_for_each_person() {
    let mut session = sample();
    session.build(|session| session.actions.iter_mut().for_each(|a| a.dots.clear()));
    session.build(|session| session.progress.dots_revealed = false);
    let mut harness = Harness::open(session);
    harness.keys("]]<Home>v");
    assert!(harness.frame(120, 36).contains("Each person has 3"));
    harness.keys("<Enter>2<↓>1");
    let who = harness.session().participants[0].id.clone();
    let given = |harness: &Harness, who: &Id| {
        roundtable::domain::priority::dots_given(harness.session(), who)
    };
    assert_eq!(given(&harness, &who), 3);
    harness.keys("<↓>1");
    assert!(
        harness.notice().starts_with("No dot is left of 3."),
        "{}",
        harness.notice()
    );
    // the next person does not see them
    harness.keys("<Enter><Enter><Home>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("has 3 dots left") && !frame.contains("••"),
        "{frame}"
    );
    harness.keys("<Space><Space><Esc>");
    assert!(!harness.frame(120, 36).contains("•••"));
    // all dots are revealed at once
    harness.keys("h<Home>");
    assert!(
        harness.frame(120, 36).contains("••"),
        "{}",
        harness.frame(120, 36)
    );
}

#[test]
fn three_digits_score_an_action_and_ranking_keeps_its_order() {
    let mut harness = Harness::open(sample());
    harness.keys("]]<Home>153");
    let scored = harness
        .session()
        .actions
        .iter()
        .filter(|a| (a.value_a, a.value_b, a.effort) == (Some(1), Some(5), Some(3)))
        .count();
    assert_eq!(scored, 1);
    let first = harness.keys("s<Home>").frame(120, 36);
    assert_eq!(
        first,
        harness.keys("ss").keys("<Home>").frame(120, 36).replace(
            "Grouped by goal, in the order written.",
            "Ranked: quick wins first."
        )
    );
}

#[test]
fn the_counterpart_is_chosen_from_the_other_side() {
    let mut harness = Harness::open(sample());
    harness.keys("]]]n");
    let before = harness
        .session()
        .actions
        .iter()
        .filter(|a| a.owner.is_none())
        .count();
    harness.keys("oMal<Enter>");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("Who is the counterpart at Nordwind?")
            && frame.contains("5 ◆ Å. Lindqvist")
            && !frame.contains("6 ●"),
        "{frame}"
    );
    harness.keys("<Enter>");
    let after = harness
        .session()
        .actions
        .iter()
        .filter(|a| a.owner.is_none())
        .count();
    assert_eq!(after, before - 1);
}
