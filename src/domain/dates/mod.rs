//! Dates as people type and read them.

mod error;
mod order;
mod parse;
mod words;

pub use error::DateError;
pub use order::{Order, expect_order};
pub use parse::{find, parse, parse_clock, parse_time};
pub use words::{day_month, distance, long, month_name, short};

use jiff::civil::{Date, Weekday};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];
const DAYS: [(&str, Weekday); 7] = [
    ("Mon", Weekday::Monday),
    ("Tue", Weekday::Tuesday),
    ("Wed", Weekday::Wednesday),
    ("Thu", Weekday::Thursday),
    ("Fri", Weekday::Friday),
    ("Sat", Weekday::Saturday),
    ("Sun", Weekday::Sunday),
];

/// The Monday of a date's week.
#[must_use]
pub fn monday(date: Date) -> Date {
    date.checked_sub(jiff::ToSpan::days(i64::from(
        date.weekday().to_monday_zero_offset(),
    )))
    .unwrap_or(date)
}
