//! The mutual goals.

use super::{Block, column, date, list, table};
use crate::domain::{Consent, Goal, List, Session, Side, measured_goals};

/// The goals, each with the expectations it comes from, its date, and the consent of each side.
#[must_use]
pub fn goals(session: &Session) -> Vec<Block> {
    let consent_of = |side| format!("Consent of {}", session.side_name(side));
    let goals = table(
        session,
        measured_goals(session),
        [
            column("No.", |s, (g, _)| s.label_of(*g)),
            column("Goal", |_, (g, _)| g.text.clone()),
            column("Measured by", |_, (_, by)| by.clone()),
            column("Due", |_, (g, _)| date(g.due)),
            column("From", |s, (g, _)| from(s, g)),
            column(consent_of(Side::A), |_, (g, _)| consent(g, Side::A)),
            column(consent_of(Side::B), |_, (g, _)| consent(g, Side::B)),
        ],
    );
    let rounds = session.goals.iter().filter(|g| !g.rounds.is_empty());
    let rounds = list(rounds.map(|g| rounds_of(session, g)));
    [goals, rounds].concat()
}

/// The lowest votes of each side, round by round: `G1, lowest votes by round: Nordwind 2, then 4`.
fn rounds_of(session: &Session, goal: &Goal) -> String {
    let of_side = |side: Side| {
        let votes = goal.lowest_votes(side);
        let votes: Vec<String> = votes.iter().map(u8::to_string).collect();
        (!votes.is_empty())
            .then(|| format!("{} {}", session.side_name(side), votes.join(", then ")))
    };
    let sides: Vec<String> = Side::BOTH.into_iter().filter_map(of_side).collect();
    let label = session.label_of(goal);
    format!("{label}, lowest votes by round: {}", sides.join("; "))
}

/// The labels of the expectations a goal comes from.
fn from(session: &Session, goal: &Goal) -> String {
    let labels: Vec<String> = goal
        .expectations
        .iter()
        .map(|id| session.label(List::Expectations, id))
        .collect();
    labels.join(", ")
}

/// Whether a side consents, with its lowest vote.
fn consent(goal: &Goal, side: Side) -> String {
    match goal.consent_of(side) {
        Consent::Open => "no vote yet".to_owned(),
        Consent::Pass(low) => format!("consents ({low})"),
        Consent::Fail(low) => format!("does not consent ({low})"),
        Consent::Outdated(low) => format!("outdated ({low}): the goal has changed since"),
    }
}
