//! The agenda a session carries with it.

use super::matrix::Matrix;
use super::{Board, Extra, Id, Kind, Questionnaire, Side};
use jiff::civil::{DateTime, Time};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An ordered list of steps.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Agenda {
    /// The id of the agenda it was made from.
    #[serde(default)]
    pub id: String,
    /// Its name.
    #[serde(default)]
    pub title: String,
    /// What it is for, in one sentence.
    #[serde(default)]
    pub purpose: String,
    /// True if one person works with it alone.
    #[serde(default)]
    pub solo: bool,
    /// The side that is the supplier, where the steps differ for supplier and customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier: Option<Side>,
    /// The side that one person alone assesses, and whose name is asked: `a` for one's own
    /// organisation; if absent, the other one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<Side>,
    /// Local date and time at which the day begins.
    #[serde(default)]
    pub start: Option<DateTime>,
    /// Local time by which the day has to end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<Time>,
    /// The steps.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Step {
    /// Its id, unique in the agenda.
    pub id: Id,
    /// What its screen does; an unknown kind is shown read-only.
    pub kind: Kind,
    /// Its name in the header.
    pub title: String,
    /// A shorter name for the progress line.
    #[serde(default)]
    pub short: String,
    /// Planned minutes.
    #[serde(default)]
    pub minutes: u32,
    /// What the facilitator says to the room.
    #[serde(default)]
    pub prompt: String,
    /// A believable example, shown while the step is empty.
    #[serde(default)]
    pub example: String,
    /// Tips for the facilitator.
    #[serde(default)]
    pub tips: Vec<String>,
    /// The side it belongs to, for steps that belong to one side.
    #[serde(default)]
    pub side: Option<Side>,
    /// The questionnaire of a questionnaire step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub questionnaire: Option<Questionnaire>,
    /// The matrix of a matrix step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matrix: Option<Matrix>,
    /// The board of a board step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub board: Option<Board>,
    /// Fixed local start, such as after lunch; it does not start earlier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Time>,
    /// A break after it.
    #[serde(default)]
    pub break_after: Option<Break>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A break between two steps.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Break {
    /// Its name, such as "Lunch".
    pub title: String,
    /// Its length in minutes.
    pub minutes: u32,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Agenda {
    /// Planned minutes, breaks included.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.steps
            .iter()
            .map(|s| s.minutes.saturating_add(s.pause()))
            .fold(0, u32::saturating_add)
    }

    /// The agenda with this side as the supplier: what is for one side becomes the other's if the
    /// agenda has it the other way round.
    #[must_use]
    pub fn with_supplier(mut self, side: Side) -> Self {
        if self.supplier.is_some_and(|supplier| supplier != side) {
            self.supplier = Some(side);
            self.steps.iter_mut().for_each(Step::swap_sides);
        }
        self
    }
}

impl Step {
    /// Minutes of the break after it, 0 if there is none.
    #[must_use]
    pub fn pause(&self) -> u32 {
        self.break_after.as_ref().map_or(0, |b| b.minutes)
    }

    fn swap_sides(&mut self) {
        self.side = self.side.map(Side::other);
        if let Some(board) = &mut self.board {
            board.swap_sides();
        }
    }

    /// Its name for the progress line.
    #[must_use]
    pub fn short_title(&self) -> &str {
        if self.short.is_empty() {
            &self.title
        } else {
            &self.short
        }
    }
}
