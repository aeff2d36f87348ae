//! What a field of a form takes.

use crate::domain::List;

/// What a field takes, and how it is edited.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldKind {
    /// Text of any length.
    Text,
    /// A number with decimals.
    Number,
    /// A whole number of days.
    Days,
    /// Today's reading of a metric.
    Reading,
    /// A date, typed as `30 jun`, `+2w` or `2027-06-30`.
    Date,
    /// A local date and time.
    DateTime,
    /// A local time of day.
    Time,
    /// A whole number of minutes, at most a day.
    Minutes,
    /// A break: its name and its minutes.
    Break,
    /// Several texts, one a line.
    Lines,
    /// A whole number from 1 to 5.
    Score,
    /// One of these: the value in the file and its words on screen, where `{a}` and `{b}` stand for
    /// the organisations.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of the two organisations.
    Side,
    /// A participant.
    Person,
    /// A goal.
    Goal,
    /// Several expectations.
    Expectations,
    /// Several actions.
    Actions,
    /// The other side's answer to an expectation.
    Answer,
    /// The condition or reason of that answer.
    AnswerNote,
    /// Yes or no.
    Flag,
}

impl FieldKind {
    /// True if the value is typed rather than chosen.
    #[must_use]
    pub fn is_typed(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Number
                | Self::Days
                | Self::Reading
                | Self::Date
                | Self::DateTime
                | Self::Time
                | Self::Minutes
                | Self::Break
                | Self::Lines
                | Self::AnswerNote
        )
    }

    /// The list whose items a field refers to, for a field that holds several ids.
    #[must_use]
    pub fn referenced_list(self) -> Option<List> {
        match self {
            Self::Expectations => Some(List::Expectations),
            Self::Actions => Some(List::Actions),
            _ => None,
        }
    }
}
