//! Dates as people type and read them.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::{Span, ToSpan};

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
/// What to try instead of a text that is no date.
pub const TRY: &str = "Try +2w, fri, 30 sep, end of month or 2026-09-30.";

/// The date that `typed` means on `today`; empty text means none.
///
/// Knows `2026-09-30`, `30 sep`, `sep 30 2027`, `30.9.`, `today`, `tomorrow`, weekdays, `next fri`,
/// `+3d` `+2w` `+1m` `+1y`, `w42`, `end of month`, `end of sep`, `end of quarter`, `end of year`.
///
/// # Errors
/// One sentence saying what is wrong and what to try.
pub fn parse(typed: &str, today: Date) -> Result<Option<Date>, String> {
    let text = typed.trim().to_lowercase().replace(',', " ");
    if text.is_empty() {
        return Ok(None);
    }
    if let Ok(date) = text.parse::<Date>() {
        return Ok(Some(date));
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = match words.as_slice() {
        ["today"] => Some(today),
        ["tomorrow"] => add(today, 1.day()),
        ["eom"] | ["end", "of", "month"] => Some(today.last_of_month()),
        ["eoq"] | ["end", "of", "quarter"] => {
            Date::new(today.year(), (today.month() - 1) / 3 * 3 + 3, 1)
                .ok()
                .map(Date::last_of_month)
        }
        ["eoy"] | ["end", "of", "year"] => Date::new(today.year(), 12, 31).ok(),
        ["end", "of", month] => month_of(month)
            .and_then(|m| Date::new(year_for(m, 28, today), m, 1).ok())
            .map(Date::last_of_month),
        ["next", day] => weekday_of(day)
            .and_then(|w| today.nth_weekday(1, w).ok())
            .and_then(|d| add(d, 1.week()).filter(|_| same_week(d, today)).or(Some(d))),
        [one] if one.starts_with('+') => one
            .strip_prefix('+')
            .and_then(span_of)
            .and_then(|s| add(today, s)),
        ["in", n, unit] => span_of(&format!("{n}{unit}")).and_then(|s| add(today, s)),
        [one] if week_number(one).is_some() => week_number(one).and_then(|w| week_of(w, today)),
        [one] => weekday_of(one)
            .and_then(|w| today.nth_weekday(1, w).ok())
            .or_else(|| span_of(one).and_then(|s| add(today, s))),
        _ => None,
    };
    if found.is_some() {
        return Ok(found);
    }
    match day_and_month(&text) {
        Some((day, month, year)) => {
            let year = year.unwrap_or_else(|| year_for(month, day, today));
            let name = month.checked_sub(1).and_then(|m| MONTHS.get(m as usize));
            match (Date::new(year, month, day), name) {
                (Ok(date), _) => Ok(Some(date)),
                (Err(_), Some(name)) => Err(format!("There is no {day} {name} in {year}. {TRY}")),
                (Err(_), None) => Err(format!("There is no month {month}. {TRY}")),
            }
        }
        None => Err(format!(
            "“{}” is not a date I know. {TRY}",
            crate::text::clip(typed.trim(), 30)
        )),
    }
}

/// The first date written out in a text, with day and month: `next review Mon 1 Mar 2027`.
#[must_use]
pub fn find(text: &str, today: Date) -> Option<Date> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|w| w.trim_matches([',', ';', '(', ')']))
        .collect();
    let written = |w: &[&str]| {
        let joined = w.join(" ");
        let day = w.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit()))
            && (w.len() > 1 || joined.len() > 5)
            && !joined.starts_with(['+', 'w']);
        (day && w.first() != Some(&"in"))
            .then(|| parse(&joined, today).ok().flatten())
            .flatten()
    };
    // the longest reading of each place: `1 Mar 2027` before `1 Mar`
    (0..words.len()).find_map(|at| (1..=3).rev().find_map(|n| written(words.get(at..at + n)?)))
}

/// The date and time that `typed` means on `today`: a time, or a date and a time; empty text means none.
///
/// # Errors
/// One sentence saying what is wrong and what to try.
pub fn parse_time(typed: &str, today: Date) -> Result<Option<DateTime>, String> {
    const TIME: &str = "Try 9:00, tomorrow 9:00 or 2026-11-21 09:00.";
    // the T of 2026-11-21T09:00, not the one of "Tue"
    let iso = typed
        .trim()
        .split_once('T')
        .filter(|(day, _)| day.parse::<Date>().is_ok());
    let text = iso.map_or_else(
        || typed.trim().to_owned(),
        |(day, time)| format!("{day} {time}"),
    );
    if text.is_empty() {
        return Ok(None);
    }
    let (day, clock) = text.rsplit_once(' ').unwrap_or(("today", &text));
    if !clock.starts_with(|c: char| c.is_ascii_digit()) {
        // no time at all; perhaps not even a date
        parse(&text, today)?;
    }
    let time = clock_of(clock).ok_or_else(|| {
        format!(
            "“{}” has no time I know. {TIME}",
            crate::text::clip(typed.trim(), 30)
        )
    })?;
    let date = parse(day, today)?.unwrap_or(today);
    Ok(Some(date.to_datetime(time)))
}

/// Understands a time of day; nothing typed is none.
///
/// # Errors
/// One sentence with examples.
pub fn parse_clock(typed: &str) -> Result<Option<Time>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    clock_of(typed).map(Some).ok_or_else(|| {
        format!(
            "“{}” is no time I know. Try 13:00 or 9.",
            crate::text::clip(typed, 30)
        )
    })
}

/// `9`, `9:30`, `9.30`, `13:00:00`.
fn clock_of(text: &str) -> Option<Time> {
    let mut parts = text.split([':', '.']).map(str::parse::<i8>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next().unwrap_or(Ok(0)).ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

/// A date as it is read out: `Fri 9 Oct`, with the year when it is not this one.
#[must_use]
pub fn short(date: Date, today: Date) -> String {
    let year = if date.year() == today.year() {
        String::new()
    } else {
        format!(" {}", date.year())
    };
    format!("{} {}{year}", weekday_name(date), day_month(date))
}

/// The Monday of a date's week.
#[must_use]
pub fn monday(date: Date) -> Date {
    date.checked_sub(jiff::ToSpan::days(i64::from(
        date.weekday().to_monday_zero_offset(),
    )))
    .unwrap_or(date)
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

/// How far away a date is, in words.
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

fn add(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

fn same_week(a: Date, b: Date) -> bool {
    a.iso_week_date().week() == b.iso_week_date().week()
}

fn month_of(word: &str) -> Option<i8> {
    (word.len() >= 3)
        .then(|| {
            MONTHS
                .iter()
                .position(|m| word.starts_with(&m.to_lowercase()))
        })??
        .try_into()
        .ok()
        .map(|m: i8| m + 1)
}

fn weekday_of(word: &str) -> Option<Weekday> {
    const FULL: [&str; 7] = [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    FULL.iter()
        .zip(DAYS)
        .find(|(full, _)| word.len() >= 2 && full.starts_with(word))
        .map(|(_, (_, day))| day)
}

fn span_of(text: &str) -> Option<Span> {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (number, unit) = text.split_at_checked(digits)?;
    let n: i64 = number.parse().ok().filter(|n| *n <= 9999)?;
    match unit.trim() {
        "d" | "day" | "days" => Some(n.days()),
        "w" | "week" | "weeks" => Some(n.weeks()),
        "m" | "month" | "months" => Some(n.months()),
        "y" | "year" | "years" => Some(n.years()),
        _ => None,
    }
}

/// `w42`.
fn week_number(word: &str) -> Option<i8> {
    word.strip_prefix('w')?.parse().ok()
}

fn week_of(week: i8, today: Date) -> Option<Date> {
    let this = today.iso_week_date();
    let year = if week < this.week() {
        this.year() + 1
    } else {
        this.year()
    };
    jiff::civil::ISOWeekDate::new(year, week, Weekday::Friday)
        .ok()
        .map(|w| w.date())
}

/// The year that makes day and month lie ahead, or at most three months back.
fn year_for(month: i8, day: i8, today: Date) -> i16 {
    let this = Date::new(today.year(), month, day.clamp(1, 28)).unwrap_or(today);
    let back = add(today, -(3.months())).unwrap_or(today);
    if this < back {
        today.year() + 1
    } else {
        today.year()
    }
}

fn day_and_month(text: &str) -> Option<(i8, i8, Option<i16>)> {
    let parts: Vec<&str> = text
        .split(|c: char| c == '.' || c == '/' || c.is_whitespace())
        .filter(|p| !p.is_empty())
        .collect();
    let year = |p: Option<&&str>| {
        p.map_or(Some(None), |p| {
            p.parse::<i16>()
                .ok()
                .filter(|y| (1000..=9999).contains(y))
                .map(Some)
        })
    };
    let (first, second) = (parts.first()?, parts.get(1)?);
    if parts.len() > 3 {
        return None;
    }
    let year = year(parts.get(2))?;
    let number = |p: &str| {
        p.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
            .parse::<i8>()
            .ok()
    };
    match (
        number(first),
        month_of(second),
        month_of(first),
        number(second),
    ) {
        (Some(day), Some(month), _, _) | (_, _, Some(month), Some(day)) => Some((day, month, year)),
        (Some(day), None, None, Some(month)) => Some((day, month, year)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_found_in_a_sentence() {
        let day = |text: &str| {
            find(text, "2026-10-19".parse().unwrap())
                .map(|d| d.to_string())
                .unwrap_or_default()
        };
        assert_eq!(
            day("Version 1, valid 12 months, next review Mon 1 Mar 2027"),
            "2027-03-01"
        );
        assert_eq!(day("review on 2027-03-01, then yearly"), "2027-03-01");
        assert_eq!(day("review 30 Nov"), "2026-11-30");
        assert_eq!(
            day("first review after one quarter, 3 people, in 2 weeks"),
            ""
        );
    }

    #[test]
    fn phrases() {
        let today: Date = "2026-11-20".parse().unwrap(); // a Friday
        for (typed, want) in [
            ("2026-09-30", "2026-09-30"),
            ("30 sep", "2026-09-30"),
            ("Sep 30", "2026-09-30"),
            ("1 jul", "2027-07-01"),
            ("30 september 2027", "2027-09-30"),
            ("3rd of", ""),
            ("30.9.", "2026-09-30"),
            ("30.9.2027", "2027-09-30"),
            ("today", "2026-11-20"),
            ("tomorrow", "2026-11-21"),
            ("fri", "2026-11-27"),
            ("Monday", "2026-11-23"),
            ("next mon", "2026-11-23"),
            ("+2w", "2026-12-04"),
            ("2w", "2026-12-04"),
            ("in 3 days", "2026-11-23"),
            ("+1m", "2026-12-20"),
            ("w50", "2026-12-11"),
            ("w2", "2027-01-15"),
            ("end of month", "2026-11-30"),
            ("eoq", "2026-12-31"),
            ("end of feb", "2027-02-28"),
            ("end of year", "2026-12-31"),
        ] {
            let got = parse(typed, today)
                .ok()
                .flatten()
                .map(|d| d.to_string())
                .unwrap_or_default();
            assert_eq!(got, want, "{typed}");
        }
        assert_eq!(parse("  ", today), Ok(None));
    }

    #[test]
    fn what_is_no_date_gets_a_sentence() {
        let today: Date = "2026-11-20".parse().unwrap();
        assert_eq!(
            parse("31 feb", today).unwrap_err(),
            format!("There is no 31 Feb in 2027. {TRY}")
        );
        assert_eq!(
            parse("1 13", today).unwrap_err(),
            format!("There is no month 13. {TRY}")
        );
        assert_eq!(
            parse("soon", today).unwrap_err(),
            format!("“soon” is not a date I know. {TRY}")
        );
        assert!(parse("+99999999d", today).is_err());
    }

    #[test]
    fn times() {
        let today: Date = "2026-11-20".parse().unwrap();
        let got =
            |t: &str| parse_time(t, today).map(|d| d.map(|d| d.to_string()).unwrap_or_default());
        assert_eq!(got("9:00").unwrap(), "2026-11-20T09:00:00");
        assert_eq!(got("tomorrow 14:30").unwrap(), "2026-11-21T14:30:00");
        assert_eq!(got("2026-12-01 08:15").unwrap(), "2026-12-01T08:15:00");
        assert_eq!(got("2026-12-01T08:15").unwrap(), "2026-12-01T08:15:00");
        assert_eq!(got("Tue 9:00").unwrap(), "2026-11-24T09:00:00");
        assert_eq!(got("").unwrap(), "");
        assert!(got("25:00").unwrap_err().contains("has no time I know"));
        assert!(got("31 feb").unwrap_err().contains("There is no 31 Feb"));
        assert!(
            got("31 feb 9:00")
                .unwrap_err()
                .contains("There is no 31 Feb")
        );
    }

    #[test]
    fn words_for_dates() {
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

    proptest::proptest! {
        #[test]
        fn any_text_is_a_date_or_a_sentence(text in ".{0,20}") {
            let today: Date = "2026-11-20".parse().unwrap();
            if let Err(why) = parse(&text, today) {
                proptest::prop_assert!(why.ends_with(TRY));
            }
        }

        #[test]
        fn every_date_is_read_back(days in 0i32..4000) {
            let today: Date = "2026-11-20".parse().unwrap();
            let date = today.checked_add(i64::from(days).days()).unwrap();
            proptest::prop_assert_eq!(parse(&long(date), today), Ok(Some(date)));
        }
    }
}
