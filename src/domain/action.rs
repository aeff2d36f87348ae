//! Action items (domain.md 1.5).

use super::labels::labelled_enum;
use super::{Extra, Id};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Something somebody does until a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// Identity.
    pub id: Id,
    /// What is done.
    pub text: String,
    /// The goal it serves.
    #[serde(default)]
    pub goal: Option<Id>,
    /// Worth to side A, 1 to 5, set by A.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub value_a: Option<u8>,
    /// Worth to side B, 1 to 5, set by B.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub value_b: Option<u8>,
    /// Effort, 1 to 5, set jointly.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub effort: Option<u8>,
    /// Dots by participant.
    #[serde(default)]
    pub dots: BTreeMap<Id, u8>,
    /// The one accountable person.
    #[serde(default)]
    pub owner: Option<Id>,
    /// The person on the other side.
    #[serde(default)]
    pub counterpart: Option<Id>,
    /// First day.
    #[serde(default)]
    pub start: Option<Date>,
    /// Last day.
    #[serde(default)]
    pub due: Option<Date>,
    /// How both see that it is done.
    #[serde(default)]
    pub done_when: String,
    /// Where it stands.
    #[serde(default)]
    pub status: Status,
    /// The day it was done or dropped.
    #[serde(default)]
    pub ended: Option<Date>,
    /// Actions that have to be done before.
    #[serde(default)]
    pub depends_on: Vec<Id>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// Where an action stands.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Status {
        /// To do.
        #[default]
        Open = "open",
        /// Done.
        Done = "done",
        /// Given up.
        Dropped = "dropped",
    }
}

impl Action {
    /// All dots it received.
    #[must_use]
    pub fn dot_count(&self) -> u32 {
        self.dots.values().map(|d| u32::from(*d)).sum()
    }

    /// Whether it is still to do.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::Open
    }

    /// What it lacks to be ready: one owner, due date, done-criterion, goal (domain.md 1.5).
    #[must_use]
    pub fn lacks(&self) -> Vec<&'static str> {
        [
            (self.owner.is_none(), "owner"),
            (self.due.is_none(), "due date"),
            (self.done_when.trim().is_empty(), "done-criterion"),
            (self.goal.is_none(), "goal"),
        ]
        .into_iter()
        .filter_map(|(missing, what)| missing.then_some(what))
        .collect()
    }
}
