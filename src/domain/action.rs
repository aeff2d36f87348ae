//! Action items. `docs/method.md`, "Actions and priorities".

use super::labels::labelled_enum;
use super::{Extra, Id};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// An action item: something somebody does until a date.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Action {
    /// Its id.
    pub id: Id,
    /// Its number, given once and kept for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<u32>,
    /// What is done.
    pub text: String,
    /// The goal it serves.
    #[serde(default)]
    pub goal: Option<Id>,
    /// Value to side A, 1 to 5, set by A.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub value_a: Option<u8>,
    /// Value to side B, 1 to 5, set by B.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub value_b: Option<u8>,
    /// Effort, 1 to 5, set jointly.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub effort: Option<u8>,
    /// Dots that each participant gave it.
    #[serde(default)]
    pub dots: BTreeMap<Id, u8>,
    /// The one accountable person.
    #[serde(default)]
    pub owner: Option<Id>,
    /// The person of the other side who supports the owner.
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
    /// The day the work began; an open action with it is in progress.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started: Option<Date>,
    /// Open, done or dropped.
    #[serde(default)]
    pub status: Status,
    /// The day it was done or dropped.
    #[serde(default)]
    pub ended: Option<Date>,
    /// Actions that have to be done before it.
    #[serde(default)]
    pub depends_on: Vec<Id>,
    /// What in the session it answers, such as the item of a questionnaire: it is asked for once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<String>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// Whether an action is open, done or dropped.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Status {
        /// To do.
        #[default]
        Open = "open",
        /// Done.
        Done = "done",
        /// Dropped: it will not be done.
        Dropped = "dropped",
    }
}

impl Action {
    /// Number of dots it received.
    #[must_use]
    pub fn dot_count(&self) -> u32 {
        self.dots.values().map(|d| u32::from(*d)).sum()
    }

    /// True until it is done or dropped.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status == Status::Open
    }

    /// True if it is open and work has begun.
    #[must_use]
    pub fn is_in_progress(&self) -> bool {
        self.is_open() && self.started.is_some()
    }

    /// Its state in words: open, in progress, done or dropped.
    #[must_use]
    pub fn state(&self) -> &'static str {
        if self.is_in_progress() {
            "in progress"
        } else {
            self.status.label()
        }
    }

    /// What it still needs: owner, due date, done-criterion, goal.
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
