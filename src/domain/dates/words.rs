//! Dates in words.

use super::{DAYS, MONTHS};
use jiff::civil::Date;

/// A date with its weekday: `Fri 9 Oct`, with the year when it is not this one.
#[must_use]
pub fn short(date: Date, today: Date) -> String {
    let year = if date.year() == today.year() {
        String::new()
    } else {
        format!(" {}", date.year())
    };
    format!("{} {}{year}", weekday_name(date), day_month(date))
}

/// A date that is unambiguous anywhere: `10 Mar 2026`.
#[must_use]
pub fn long(date: Date) -> String {
    format!("{} {}", day_month(date), date.year())
}

/// Day and month: `9 Oct`.
#[must_use]
pub fn day_month(date: Date) -> String {
    format!("{} {}", date.day(), month_name(date))
}

/// Short name of a date's month.
#[must_use]
pub fn month_name(date: Date) -> &'static str {
    let before = usize::from(date.month().unsigned_abs()).saturating_sub(1);
    MONTHS.get(before).copied().unwrap_or_default()
}

/// How far away a date is: `tomorrow`, `in 3 weeks`, `2 days ago`.
#[must_use]
pub fn distance(date: Date, today: Date) -> String {
    let days = (date - today).get_days();
    let plural = |n: i32, unit: &str| {
        if n == 1 {
            format!("1 {unit}")
        } else {
            format!("{n} {unit}s")
        }
    };
    let size = |n: i32| {
        if n < 14 {
            plural(n, "day")
        } else if n < 70 {
            plural(n / 7, "week")
        } else {
            plural(n / 30, "month")
        }
    };
    match days {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        d if d > 0 => format!("in {}", size(d)),
        d => format!("{} ago", size(-d)),
    }
}

fn weekday_name(date: Date) -> &'static str {
    DAYS.iter()
        .find(|(_, w)| *w == date.weekday())
        .map_or("", |(n, _)| n)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_distances_read_as_people_say_them() {
        let today: Date = "2026-11-20".parse().unwrap();
        let d = |s: &str| s.parse::<Date>().unwrap();
        assert_eq!(short(d("2026-10-09"), today), "Fri 9 Oct");
        assert_eq!(short(d("2027-01-15"), today), "Fri 15 Jan 2027");
        assert_eq!(long(d("2026-03-10")), "10 Mar 2026");
        let far: Vec<String> = [
            "2026-11-20",
            "2026-11-21",
            "2026-11-25",
            "2026-12-11",
            "2026-11-18",
            "2027-06-01",
        ]
        .iter()
        .map(|s| distance(d(s), today))
        .collect();
        assert_eq!(
            far,
            [
                "today",
                "tomorrow",
                "in 5 days",
                "in 3 weeks",
                "2 days ago",
                "in 6 months"
            ]
        );
    }
}
