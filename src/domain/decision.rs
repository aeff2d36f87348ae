//! Decisions, parked items, ground rules and private notes. `docs/method.md`, "Records of the day".

use super::labels::labelled_enum;
use super::{Extra, Id, Side};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A decision of both sides.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Its id.
    pub id: Id,
    /// Its number, given once and kept for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<u32>,
    /// What was decided.
    pub text: String,
    /// The day it was taken.
    #[serde(default)]
    pub date: Option<Date>,
    /// The person of side A who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decider_a: Option<Id>,
    /// The person of side B who decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decider_b: Option<Id>,
    /// Who is accountable for it.
    #[serde(default)]
    pub owner: Option<Id>,
    /// Why, and what was traded off.
    #[serde(default)]
    pub reason: String,
    /// Options that were considered.
    #[serde(default)]
    pub options: String,
    /// What would reopen it.
    #[serde(default)]
    pub review: String,
    /// The day it was looked at again and stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reviewed: Option<Date>,
    /// The step in which it was taken.
    #[serde(default)]
    pub step: Option<Id>,
    /// The type of partnership it chooses, by its title in the matrix of its step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partnership: Option<String>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Decision {
    /// True if it says when to look at it again, and nobody has yet.
    #[must_use]
    pub fn is_to_review(&self) -> bool {
        !self.review.trim().is_empty() && self.reviewed.is_none()
    }
}

/// A topic that was put aside to come back to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Parked {
    /// Its id.
    pub id: Id,
    /// Its number, given once and kept for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<u32>,
    /// What it is about.
    pub text: String,
    /// The side that raised it.
    #[serde(default)]
    pub side: Option<Side>,
    /// Who raised it.
    #[serde(default)]
    pub raised_by: Option<Id>,
    /// When it was parked.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// What became of it.
    #[serde(default)]
    pub disposition: Disposition,
    /// The action or decision it became.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub became: Option<Id>,
    /// Who takes it on.
    #[serde(default)]
    pub owner: Option<Id>,
    /// When it is due.
    #[serde(default)]
    pub due: Option<Date>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// What became of a parked item.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Disposition {
        /// Nothing yet.
        #[default]
        Open = "open",
        /// Answered.
        Answered = "answered",
        /// Became an action.
        Action = "became an action",
        /// Became a decision.
        Decision = "became a decision",
        /// For the next meeting.
        NextMeeting = "next meeting",
        /// Dropped.
        Dropped = "dropped",
    }
}

/// A rule for working together in the room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroundRule {
    /// Its id.
    pub id: Id,
    /// The rule, worded positively.
    pub text: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A private note of the facilitator: never on the projector, in no default export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Its id.
    pub id: Id,
    /// Its text.
    pub text: String,
    /// The step in which it was written.
    #[serde(default)]
    pub step: Option<Id>,
    /// When it was written.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}
