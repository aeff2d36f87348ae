//! Mutual goals and the consent of each side. `docs/method.md`, "Mutual goals and consent".

use super::{Extra, Id, Session, Side};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Lowest fist-to-five vote that consents.
pub const PASS: u8 = 3;

/// A goal both sides want.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Goal {
    /// Its id.
    pub id: Id,
    /// The goal, worded as a result that both can see.
    pub text: String,
    /// The expectations it comes from.
    #[serde(default)]
    pub expectations: Vec<Id>,
    /// When it is to be reached.
    #[serde(default)]
    pub due: Option<Date>,
    /// Fist-to-five votes.
    #[serde(default)]
    pub consent: Vec<Fist>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// All goals, each with the names of the metrics that measure it.
pub fn measured_goals(session: &Session) -> impl Iterator<Item = (&Goal, String)> {
    let mut names: HashMap<&Id, Vec<&str>> = HashMap::new();
    for metric in &session.metrics {
        if let Some(goal) = &metric.goal {
            names.entry(goal).or_default().push(&metric.name);
        }
    }
    let measured_by = move |goal: &Goal| names.get(&goal.id).map(|n| n.join(", "));
    let goals = session.goals.iter();
    goals.map(move |goal| (goal, measured_by(goal).unwrap_or_default()))
}

/// One fist-to-five vote, of a person or of a side as a whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Fist {
    /// The side that votes.
    pub side: Side,
    /// The person; none when the side votes as one.
    #[serde(default)]
    pub who: Option<Id>,
    /// The vote: 0 blocks, 5 will lead.
    #[schemars(range(min = 0, max = 5))]
    pub fist: u8,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The consent of one side to a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consent {
    /// Nobody of that side has voted.
    Open,
    /// All votes are 3 or more; the lowest of them.
    Pass(u8),
    /// At least one vote is below 3; the lowest of them.
    Fail(u8),
}

impl Goal {
    /// The consent of `side`. Its lowest vote decides.
    #[must_use]
    pub fn consent_of(&self, side: Side) -> Consent {
        match self
            .consent
            .iter()
            .filter(|v| v.side == side)
            .map(|v| v.fist)
            .min()
        {
            None => Consent::Open,
            Some(low) if low >= PASS => Consent::Pass(low),
            Some(low) => Consent::Fail(low),
        }
    }

    /// True if both sides consent.
    #[must_use]
    pub fn is_mutual(&self) -> bool {
        Side::BOTH
            .iter()
            .all(|s| matches!(self.consent_of(*s), Consent::Pass(_)))
    }

    /// The vote of a person, or of the side as a whole if `who` is `None`.
    #[must_use]
    pub fn vote_of(&self, side: Side, who: Option<&Id>) -> Option<u8> {
        self.consent
            .iter()
            .find(|v| v.side == side && v.who.as_ref() == who)
            .map(|v| v.fist)
    }

    /// Sets a vote, or withdraws it if `fist` is `None`.
    pub fn vote(&mut self, side: Side, who: Option<Id>, fist: Option<u8>) {
        self.consent.retain(|v| !(v.side == side && v.who == who));
        if let Some(fist) = fist {
            self.consent.push(Fist {
                side,
                who,
                fist: fist.min(5),
                extra: Extra::default(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_vote_of_each_side_decides() {
        let mut goal = Goal {
            id: Id::new("g"),
            text: String::new(),
            expectations: vec![],
            due: None,
            consent: vec![],
            extra: Extra::default(),
        };
        assert_eq!(goal.consent_of(Side::A), Consent::Open);
        goal.vote(Side::A, Some(Id::new("p1")), Some(5));
        goal.vote(Side::A, Some(Id::new("p2")), Some(2));
        assert_eq!(goal.consent_of(Side::A), Consent::Fail(2));
        goal.vote(Side::A, Some(Id::new("p2")), Some(3));
        assert_eq!(goal.consent_of(Side::A), Consent::Pass(3));
        assert!(!goal.is_mutual());
        goal.vote(Side::B, None, Some(4));
        assert!(goal.is_mutual());
        goal.vote(Side::B, None, None);
        assert_eq!(goal.consent_of(Side::B), Consent::Open);
    }
}
