//! One of several choices.

use super::Reply;
use crate::domain::Side;

/// One choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// More about it, shown after the label.
    pub hint: String,
    /// The side it belongs to, if any.
    pub side: Option<Side>,
    /// True if it is chosen now.
    pub ticked: bool,
    /// True if it is offered whatever is typed to filter the list.
    pub always: bool,
    /// What choosing it does.
    pub reply: Reply,
}

impl Choice {
    /// A choice with a label and what it does.
    #[must_use]
    pub fn new(label: impl Into<String>, reply: Reply) -> Self {
        Self {
            label: label.into(),
            hint: String::new(),
            side: None,
            ticked: false,
            always: false,
            reply,
        }
    }

    /// The same, with more about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same, belonging to a side.
    #[must_use]
    pub fn on_side(mut self, side: Side) -> Self {
        self.side = Some(side);
        self
    }

    /// The same, offered whatever is typed to filter the list.
    #[must_use]
    pub fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// The same, ticked if `yes`.
    #[must_use]
    pub fn ticked(mut self, yes: bool) -> Self {
        self.ticked = yes;
        self
    }
}
