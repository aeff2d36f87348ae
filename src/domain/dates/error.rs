//! Why a typed date or time was not understood.

use crate::text::clip;

/// Examples that end the sentence about a date.
const DATES: &str = "Try +2w, fri, 30 sep, end of month or 2026-09-30.";
/// Examples that end the sentence about a date with a time.
const TIMES: &str = "Try 9:00, tomorrow 9:00 or 2026-11-21 09:00.";
/// Examples that end the sentence about a time of day.
const CLOCKS: &str = "Try 13:00 or 9.";
/// Cells of what was typed that are repeated.
const TYPED: usize = 30;

/// Why a typed date or time was not understood. Each variant carries what was typed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // the fields are explained by their names
pub enum DateError {
    /// The text is not a date.
    #[error("“{}” is not a date. {DATES}", clip(typed, TYPED))]
    NotADate { typed: String },
    /// The month does not have that day in that year.
    #[error("There is no {day} {month} in {year}. {DATES}")]
    NoSuchDay {
        typed: String,
        day: i8,
        month: &'static str,
        year: i16,
    },
    /// The number is not a month.
    #[error("There is no month {month}. {DATES}")]
    NoSuchMonth { typed: String, month: i8 },
    /// The text has no time of day in it.
    #[error("“{}” has no time of day in it. {TIMES}", clip(typed, TYPED))]
    NoTime { typed: String },
    /// The text is not a time of day.
    #[error("“{}” is not a time of day. {CLOCKS}", clip(typed, TYPED))]
    NotAClock { typed: String },
}

impl DateError {
    /// What was typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        match self {
            Self::NotADate { typed }
            | Self::NoSuchDay { typed, .. }
            | Self::NoSuchMonth { typed, .. }
            | Self::NoTime { typed }
            | Self::NotAClock { typed } => typed,
        }
    }
}
