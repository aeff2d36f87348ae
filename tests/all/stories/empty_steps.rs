//! Commands that need something that is not there yet say what to do instead.

use crate::support::{Build, Harness, empty, sample};
use roundtable::domain::Session;

/// Goes to step `n` of an empty session, counted from 1, types keys and returns the message.
fn said(n: usize, keys: &str) -> String {
    message(empty("collaboration"), n, keys)
}

fn message(session: Session, n: usize, keys: &str) -> String {
    let mut harness = Harness::open(session);
    harness.keys(&"[".repeat(12)).keys(&"]".repeat(n - 1));
    harness.keys(keys);
    harness.notice().to_owned()
}

#[test]
fn a_command_on_an_empty_list_says_how_to_begin() {
    for (step, keys, sentence) in [
        (1, "<Del>", "There is nothing here yet. a adds the first."),
        (
            8,
            "w",
            "There is no action yet. Actions are added in the step Actions; G goes there.",
        ),
        (9, "<Del>", "There is no metric yet. a adds the first."),
        (
            10,
            "<Tab><Del>",
            "This section is empty. a adds the first clause.",
        ),
        (
            10,
            "<Tab><Tab><Del>",
            "Nobody has signed here yet. a adds a signature.",
        ),
    ] {
        assert_eq!(said(step, keys), sentence, "step {step}");
    }
}

#[test]
fn a_command_without_choices_says_what_is_missing() {
    for (step, keys, sentence) in [
        (
            6,
            "aAct<Esc>g",
            "There is no goal yet. Goals are added in the step Goals.",
        ),
        (7, "]]]", ""),
        (
            5,
            "aGoal<Esc>l",
            "The lists are still hidden. They are revealed in the step Align.",
        ),
        (
            8,
            "[[aAct<Esc>]]l",
            "There is no other action it could wait for.",
        ),
        (8, "[[aAct<Esc>]]→", ""),
        (8, "[[aAct<Esc>]]<→>", "It has no date yet. w sets one."),
    ] {
        assert_eq!(said(step, keys), sentence, "step {step}: {keys}");
    }
    let mut session = empty("collaboration");
    session.build(|session| session.progress.revealed = true);
    let keys = "aGoal<Esc>l";
    assert_eq!(message(session, 5, keys), "There are no expectations yet.");
}

#[test]
fn choosing_an_owner_without_participants_leads_to_the_participants() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]]]]]aAct<Esc>o");
    assert_eq!(
        harness.notice(),
        "There is nobody to choose yet. Add people here with a; G goes back to the step."
    );
    assert!(harness.frame(120, 36).contains("Step 1 of 10"));
    // the participants are selected
    harness.keys("aAda<Esc>");
    assert_eq!(harness.session().participants.len(), 1);
}

#[test]
fn a_counterpart_needs_an_owner() {
    let mut session = sample();
    session.build(|session| session.actions.iter_mut().for_each(|a| a.owner = None));
    assert_eq!(
        message(session, 7, "<Home>c"),
        "Set the owner first (o): the counterpart is on the other side."
    );
}

#[test]
fn lists_in_the_order_of_dates_cannot_be_reordered() {
    assert_eq!(
        message(sample(), 8, "<Home><Alt+↓>"),
        "The order follows the dates: w changes them."
    );
}
