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
    /// Its number, given once and kept for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<u32>,
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
    /// The goal as it was when they were given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Wording>,
    /// Earlier rounds of votes, the first one first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<Round>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What was voted on.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Wording {
    /// The goal.
    #[serde(default)]
    pub text: String,
    /// When it was to be reached.
    #[serde(default)]
    pub due: Option<Date>,
    /// The expectations it came from.
    #[serde(default)]
    pub expectations: Vec<Id>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A round of votes that was followed by another one.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Round {
    /// The goal as it was then.
    #[serde(default)]
    pub asked: Option<Wording>,
    /// The votes.
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
    /// The goal has changed since the votes; the lowest of them.
    Outdated(u8),
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
            Some(low) if self.is_outdated() => Consent::Outdated(low),
            Some(low) if low >= PASS => Consent::Pass(low),
            Some(low) => Consent::Fail(low),
        }
    }

    /// The goal as it is now.
    fn wording(&self) -> Wording {
        Wording {
            text: self.text.clone(),
            due: self.due,
            expectations: self.expectations.clone(),
            extra: Extra::default(),
        }
    }

    /// True if there are votes, and the text, the date or the origins have changed since.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        let asked = self.asked.as_ref().filter(|_| !self.consent.is_empty());
        asked.is_some_and(|a| {
            a.text != self.text || a.due != self.due || a.expectations != self.expectations
        })
    }

    /// Begins a new round of votes and keeps the former one.
    pub fn ask_again(&mut self) {
        let consent = std::mem::take(&mut self.consent);
        let asked = self.asked.take();
        if !consent.is_empty() {
            self.rounds.push(Round {
                asked,
                consent,
                extra: Extra::default(),
            });
        }
    }

    /// The lowest vote of a side in each earlier round and in this one.
    #[must_use]
    pub fn lowest_votes(&self, side: Side) -> Vec<u8> {
        let rounds = self.rounds.iter().map(|r| &r.consent);
        let lowest = |votes: &Vec<Fist>| {
            let of_side = votes.iter().filter(|v| v.side == side);
            of_side.map(|v| v.fist).min()
        };
        rounds.chain([&self.consent]).filter_map(lowest).collect()
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

    /// Sets a vote, or withdraws it if `fist` is `None`. A vote on a goal that has changed since
    /// the former ones begins a new round.
    pub fn vote(&mut self, side: Side, who: Option<Id>, fist: Option<u8>) {
        if fist.is_some() && self.is_outdated() {
            self.ask_again();
        }
        self.consent.retain(|v| !(v.side == side && v.who == who));
        if let Some(fist) = fist {
            self.consent.push(Fist {
                side,
                who,
                fist: fist.min(5),
                extra: Extra::default(),
            });
        }
        if self.consent.is_empty() {
            self.asked = None;
        } else if self.asked.is_none() {
            self.asked = Some(self.wording());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lowest_vote_of_each_side_decides() {
        let mut goal = Goal {
            number: None,
            id: Id::new("g"),
            text: String::new(),
            expectations: vec![],
            due: None,
            consent: vec![],
            asked: None,
            rounds: vec![],
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

    #[test]
    fn a_changed_goal_makes_its_votes_outdated_until_the_next_round() {
        let mut goal: Goal =
            serde_json::from_value(serde_json::json!({"id": "g", "text": "97 %"})).unwrap();
        goal.vote(Side::A, None, Some(2));
        goal.vote(Side::B, None, Some(4));
        goal.text = "95 %".to_owned();
        assert_eq!(goal.consent_of(Side::A), Consent::Outdated(2));
        assert_eq!(goal.consent_of(Side::B), Consent::Outdated(4));
        // back to what was voted on
        goal.text = "97 %".to_owned();
        assert_eq!(goal.consent_of(Side::B), Consent::Pass(4));
        goal.text = "95 %".to_owned();
        // taking a vote back asks nobody again
        goal.vote(Side::B, None, None);
        assert_eq!(goal.consent_of(Side::A), Consent::Outdated(2));
        goal.vote(Side::A, None, Some(4));
        assert_eq!(goal.consent_of(Side::A), Consent::Pass(4));
        assert_eq!(goal.consent_of(Side::B), Consent::Open);
        assert_eq!(goal.rounds[0].asked.as_ref().unwrap().text, "97 %");
        assert_eq!(goal.lowest_votes(Side::A), [2, 4]);
    }
}
