//! What is recorded on the way: decisions, parked items, ground rules, private notes (domain.md 9.10).

use super::labels::labelled_enum;
use super::{Extra, Id, Side};
use jiff::Timestamp;
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A decision both sides took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// Identity.
    pub id: Id,
    /// What was decided.
    pub text: String,
    /// The day.
    #[serde(default)]
    pub date: Option<Date>,
    /// Who sees to it.
    #[serde(default)]
    pub owner: Option<Id>,
    /// Why, and what was traded off.
    #[serde(default)]
    pub reason: String,
    /// Options that were considered.
    #[serde(default)]
    pub options: String,
    /// What would make us look at it again.
    #[serde(default)]
    pub review: String,
    /// The step in which it was taken.
    #[serde(default)]
    pub step: Option<Id>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something put aside, to come back to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Parked {
    /// Identity.
    pub id: Id,
    /// What it is about.
    pub text: String,
    /// The side that raised it.
    #[serde(default)]
    pub side: Option<Side>,
    /// Who raised it.
    #[serde(default)]
    pub raised_by: Option<Id>,
    /// When.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// What became of it.
    #[serde(default)]
    pub disposition: Disposition,
    /// Who takes it on.
    #[serde(default)]
    pub owner: Option<Id>,
    /// Until when.
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

/// How both sides want to work together in the room.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct GroundRule {
    /// Identity.
    pub id: Id,
    /// The rule, worded positively.
    pub text: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A private note of the facilitator; never on the projector, in no default export.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Note {
    /// Identity.
    pub id: Id,
    /// The note.
    pub text: String,
    /// The step in which it was written.
    #[serde(default)]
    pub step: Option<Id>,
    /// When.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}
