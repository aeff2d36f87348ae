//! Whether day or month comes first in a date of figures with slashes.

use std::sync::OnceLock;

/// The order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// `30/9/2027`, as nearly everywhere.
    #[default]
    DayFirst,
    /// `9/30/2027`, as in the United States.
    MonthFirst,
}

static EXPECTED: OnceLock<Order> = OnceLock::new();

impl Order {
    /// The order in the place of a POSIX locale such as `en_US.UTF-8`.
    ///
    /// The places are those whose short date begins with the month in the Unicode CLDR.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        const MONTH_FIRST: [&str; 9] = ["US", "PH", "FM", "GU", "MH", "MP", "PW", "AS", "VI"];
        let place = locale.split(['.', '@']).next().unwrap_or(locale);
        let place = place.rsplit(['_', '-']).next().unwrap_or(place);
        if MONTH_FIRST.contains(&place) {
            Self::MonthFirst
        } else {
            Self::DayFirst
        }
    }
}

/// Makes this the order of dates typed from now on, once.
pub fn expect_order(order: Order) {
    let _ = EXPECTED.set(order);
}

/// The order of dates on this computer.
pub(super) fn expected_order() -> Order {
    EXPECTED.get().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::Order::{self, *};

    #[test]
    fn the_month_comes_first_in_few_places() {
        for (locale, want) in [
            ("en_US.UTF-8", MonthFirst),
            ("es-US", MonthFirst),
            ("en_GB.UTF-8", DayFirst),
            ("de_DE@euro", DayFirst),
            ("C.UTF-8", DayFirst),
            ("US", MonthFirst),
            ("", DayFirst),
        ] {
            assert_eq!(Order::of_locale(locale), want, "{locale}");
        }
    }
}
