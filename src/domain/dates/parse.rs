//! Understanding a typed date or time.

use super::order::{Order, expected_order};
use super::{DAYS, DateError, MONTHS};
use jiff::civil::{Date, DateTime, ISOWeekDate, Time, Weekday};
use jiff::{Span, ToSpan};

/// The date that `typed` means on `today`; empty text means none.
///
/// Understands `2026-09-30`, `30 sep`, `sep 30 2027`, `30.9.`, `today`, `tomorrow`, weekdays, `next
/// fri`, `+3d` `+2w` `+1m` `+1y`, `in 3 days`, `w42`, `end of month`, `end of sep`, `end of
/// quarter` and `end of year`; `june 2027` and `q2 2027` are their last days.
///
/// # Errors
/// [`DateError`] with what was typed; its sentence ends in examples.
pub fn parse(typed: &str, today: Date) -> Result<Option<Date>, DateError> {
    let text = typed.trim().to_lowercase().replace(',', " ");
    if text.is_empty() {
        return Ok(None);
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let found = text
        .parse::<Date>()
        .ok()
        .or_else(|| named_day(&words, today))
        .or_else(|| end_of_period(&words, today))
        .or_else(|| span_ahead(&words, today));
    if found.is_some() {
        return Ok(found);
    }
    let typed = typed.trim().to_owned();
    let Some((day, month, year)) = day_and_month(&text, expected_order()) else {
        return Err(DateError::NotADate { typed });
    };
    let year = year.unwrap_or_else(|| nearest_year(month, day, today));
    let name = month.checked_sub(1).and_then(|m| MONTHS.get(m as usize));
    match (Date::new(year, month, day), name) {
        (Ok(date), _) => Ok(Some(date)),
        (Err(_), Some(month)) => Err(DateError::NoSuchDay {
            typed,
            day,
            month,
            year,
        }),
        (Err(_), None) => Err(DateError::NoSuchMonth { typed, month }),
    }
}

/// `today`, `tomorrow`, `fri`, `next fri`, `w42` (the Friday of that week).
fn named_day(words: &[&str], today: Date) -> Option<Date> {
    match words {
        ["today"] => Some(today),
        ["tomorrow"] => add(today, 1.day()),
        // the coming Friday is still in this week: the one after it is meant
        ["next", day] => {
            let coming = today.nth_weekday(1, weekday(day)?).ok()?;
            add(coming, 1.week())
                .filter(|_| same_week(coming, today))
                .or(Some(coming))
        }
        [word] => match week_number(word) {
            Some(week) => friday_of_week(week, today),
            None => today.nth_weekday(1, weekday(word)?).ok(),
        },
        _ => None,
    }
}

/// `end of month`, `end of sep`, `end of quarter`, `end of year`, `eom`, `eoq`, `eoy`.
fn end_of_period(words: &[&str], today: Date) -> Option<Date> {
    match words {
        ["eom"] | ["end", "of", "month"] => Some(today.last_of_month()),
        ["eoq"] | ["end", "of", "quarter"] => {
            let month = (today.month() - 1) / 3 * 3 + 3;
            Some(Date::new(today.year(), month, 1).ok()?.last_of_month())
        }
        ["eoy"] | ["end", "of", "year"] => Date::new(today.year(), 12, 31).ok(),
        ["end", "of", name] => {
            let month = month(name)?;
            let year = nearest_year(month, 28, today);
            Some(Date::new(year, month, 1).ok()?.last_of_month())
        }
        [name, year] => {
            let month = month(name).or_else(|| last_month_of_quarter(name))?;
            Some(Date::new(full_year(year)?, month, 1).ok()?.last_of_month())
        }
        [quarter] => {
            let month = last_month_of_quarter(quarter)?;
            let year = nearest_year(month, 28, today);
            Some(Date::new(year, month, 1).ok()?.last_of_month())
        }
        _ => None,
    }
}

/// The last month of `q2`.
fn last_month_of_quarter(word: &str) -> Option<i8> {
    let number: i8 = word.strip_prefix('q')?.parse().ok()?;
    (1..=4).contains(&number).then(|| number * 3)
}

/// A year of four digits.
fn full_year(word: &str) -> Option<i16> {
    word.parse().ok().filter(|y| (1000..=9999).contains(y))
}

/// `+2w`, `2w`, `in 2 weeks`.
fn span_ahead(words: &[&str], today: Date) -> Option<Date> {
    match words {
        ["in", number, unit] => add(today, span(&format!("{number}{unit}"))?),
        [word] => add(today, span(word.strip_prefix('+').unwrap_or(word))?),
        _ => None,
    }
}

/// The first date in a text that has a day and a month, such as `next review Mon 1 Mar 2027`.
#[must_use]
pub fn find(text: &str, today: Date) -> Option<Date> {
    let words: Vec<&str> = text
        .split_whitespace()
        .map(|w| w.trim_matches([',', ';', '(', ')']))
        .collect();
    let date_in = |words: &[&str]| {
        let joined = words.join(" ");
        let has_digit = words.iter().any(|w| w.bytes().any(|b| b.is_ascii_digit()));
        let is_long = words.len() > 1 || joined.len() > 5;
        let is_span = joined.starts_with(['+', 'w']) || words.first() == Some(&"in");
        let is_version = is_version(&joined);
        if !has_digit || !is_long || is_span || is_version {
            return None;
        }
        // a full stop may be part of the date, or end the sentence
        let sentence = joined.trim_end_matches('.');
        let found = parse(&joined, today).or_else(|_| parse(sentence, today));
        found.ok().flatten()
    };
    // the longest reading at each word: `1 Mar 2027` before `1 Mar`
    (0..words.len()).find_map(|at| (1..=3).rev().find_map(|n| date_in(words.get(at..at + n)?)))
}

/// True for three numbers of which the last has two digits: in a sentence `3.5.20` is rather a
/// version than a date.
fn is_version(text: &str) -> bool {
    let numbers: Vec<&str> = text.trim_end_matches('.').split(['.', '/']).collect();
    matches!(numbers.as_slice(), [_, _, last] if last.len() == 2)
}

/// The date and time that `typed` means on `today`: a time, or a date and a time; empty text means
/// none.
///
/// # Errors
/// [`DateError`] with what was typed; its sentence ends in examples.
pub fn parse_time(typed: &str, today: Date) -> Result<Option<DateTime>, DateError> {
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
    let (day, time) = text.rsplit_once(' ').unwrap_or(("today", &text));
    if !time.starts_with(|c: char| c.is_ascii_digit()) {
        // there is no time; if there is no date either, that is the error
        parse(&text, today)?;
    }
    let time = time_of_day(time).ok_or_else(|| DateError::NoTime {
        typed: typed.trim().to_owned(),
    })?;
    let date = parse(day, today)?.unwrap_or(today);
    Ok(Some(date.to_datetime(time)))
}

/// The time of day that `typed` means; empty text means none.
///
/// # Errors
/// [`DateError`] with what was typed; its sentence ends in examples.
pub fn parse_clock(typed: &str) -> Result<Option<Time>, DateError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    time_of_day(typed)
        .map(Some)
        .ok_or_else(|| DateError::NotAClock {
            typed: typed.to_owned(),
        })
}

/// `9`, `9:30`, `9.30`, `13:00:00`.
fn time_of_day(text: &str) -> Option<Time> {
    let mut parts = text.split([':', '.']).map(str::parse::<i8>);
    let (hour, minute) = (parts.next()?.ok()?, parts.next().unwrap_or(Ok(0)).ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

fn add(date: Date, span: Span) -> Option<Date> {
    date.checked_add(span).ok()
}

fn same_week(a: Date, b: Date) -> bool {
    a.iso_week_date().week() == b.iso_week_date().week()
}

fn month(word: &str) -> Option<i8> {
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

fn weekday(word: &str) -> Option<Weekday> {
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

fn span(text: &str) -> Option<Span> {
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

fn friday_of_week(week: i8, today: Date) -> Option<Date> {
    let this = today.iso_week_date();
    let year = if week < this.week() {
        this.year() + 1
    } else {
        this.year()
    };
    ISOWeekDate::new(year, week, Weekday::Friday)
        .ok()
        .map(|w| w.date())
}

/// The year in which day and month are ahead, or at most three months back.
fn nearest_year(month: i8, day: i8, today: Date) -> i16 {
    let this = Date::new(today.year(), month, day.clamp(1, 28)).unwrap_or(today);
    let back = add(today, -(3.months())).unwrap_or(today);
    if this < back {
        today.year() + 1
    } else {
        today.year()
    }
}

/// `30 sep`, `sep 30 2027`, `30.9.`, `30.9.27`, `30/9/2027`: day, month, and the year if it is
/// there. Of figures with slashes `order` says which comes first, unless only one order is a date.
fn day_and_month(text: &str, order: Order) -> Option<(i8, i8, Option<i16>)> {
    let parts: Vec<&str> = text
        .split(|c: char| c == '.' || c == '/' || c.is_whitespace())
        .filter(|p| !p.is_empty())
        .collect();
    let (first, second) = (parts.first()?, parts.get(1)?);
    if parts.len() > 3 {
        return None;
    }
    let year = match parts.get(2) {
        None => None,
        Some(year) => Some(full_year(year).or_else(|| short_year(text, year))?),
    };
    let number = |p: &str| {
        p.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h'])
            .parse::<i8>()
            .ok()
    };
    let has_slash = text.contains('/');
    match (number(first), month(second), month(first), number(second)) {
        (Some(day), Some(month), _, _) | (_, _, Some(month), Some(day)) => Some((day, month, year)),
        (Some(a), None, None, Some(b)) => {
            let is_month_first = match order {
                Order::MonthFirst => has_slash && a <= 12,
                Order::DayFirst => has_slash && b > 12,
            };
            let (day, month) = if is_month_first { (b, a) } else { (a, b) };
            Some((day, month, year))
        }
        _ => None,
    }
}

/// The year of `30.9.27` and `30/9/27`. Elsewhere two digits may be anything.
fn short_year(text: &str, year: &str) -> Option<i16> {
    let is_figures = text.contains(['.', '/']) && !text.contains(char::is_alphabetic);
    let year: i16 = year
        .parse()
        .ok()
        .filter(|_| is_figures && year.len() == 2)?;
    Some(2000 + year)
}

#[cfg(test)]
mod tests {
    use super::super::long;
    use super::*;

    #[test]
    fn finds_a_written_date_in_a_sentence() {
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
        assert_eq!(day("97 % on time by June 2027."), "2027-06-30");
        assert_eq!(day("upgrade to 3.5.20 everywhere"), "");
        assert_eq!(day("done by 30.6.2027."), "2027-06-30");
        assert_eq!(
            day("first review after one quarter, 3 people, in 2 weeks"),
            ""
        );
    }

    #[test]
    fn understands_dates_and_phrases() {
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
            ("June 2027", "2027-06-30"),
            ("feb 2028", "2028-02-29"),
            ("q1", "2027-03-31"),
            ("Q4 2026", "2026-12-31"),
            ("q5", ""),
            ("30.9.27", "2027-09-30"),
            ("3/4/2027", "2027-04-03"),
            ("4/30/27", "2027-04-30"),
            ("june 27", "2027-06-27"),
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
    fn slashes_follow_the_order_of_the_computer_and_points_do_not() {
        let read = |text, order| day_and_month(text, order).map(|(day, month, _)| (day, month));
        assert_eq!(read("3/4", Order::DayFirst), Some((3, 4)));
        assert_eq!(read("3/4", Order::MonthFirst), Some((4, 3)));
        // only one order is a date
        assert_eq!(read("30/4", Order::MonthFirst), Some((30, 4)));
        assert_eq!(read("4/30", Order::DayFirst), Some((30, 4)));
        assert_eq!(read("3.4.", Order::MonthFirst), Some((3, 4)));
        assert_eq!(read("3 apr", Order::MonthFirst), Some((3, 4)));
    }

    #[test]
    fn each_error_names_what_was_typed_and_gives_examples() {
        const TRY: &str = "Try +2w, fri, 30 sep, end of month or 2026-09-30.";
        let today: Date = "2026-11-20".parse().unwrap();
        for (typed, says) in [
            ("31 feb", "There is no 31 Feb in 2027."),
            ("1 13", "There is no month 13."),
            (" soon ", "“soon” is not a date."),
            ("+99999999d", "“+99999999d” is not a date."),
            (
                "x".repeat(99).as_str(),
                "“xxxxxxxxxxxxxxxxxxxxxxxxxxxxx…” is not a date.",
            ),
        ] {
            let error = parse(typed, today).unwrap_err();
            assert_eq!(error.to_string(), format!("{says} {TRY}"));
            assert_eq!(error.typed(), typed.trim());
        }
    }

    #[test]
    fn understands_times_with_and_without_a_date() {
        let today: Date = "2026-11-20".parse().unwrap();
        let got =
            |t: &str| parse_time(t, today).map(|d| d.map(|d| d.to_string()).unwrap_or_default());
        assert_eq!(got("9:00").unwrap(), "2026-11-20T09:00:00");
        assert_eq!(got("tomorrow 14:30").unwrap(), "2026-11-21T14:30:00");
        assert_eq!(got("2026-12-01 08:15").unwrap(), "2026-12-01T08:15:00");
        assert_eq!(got("2026-12-01T08:15").unwrap(), "2026-12-01T08:15:00");
        assert_eq!(got("Tue 9:00").unwrap(), "2026-11-24T09:00:00");
        assert_eq!(got("").unwrap(), "");
        for (typed, says) in [
            (
                "25:00",
                "“25:00” has no time of day in it. Try 9:00, tomorrow 9:00",
            ),
            ("30 sep", "“30 sep” has no time of day in it."),
            ("31 feb", "There is no 31 Feb in 2027."),
            ("31 feb 9:00", "There is no 31 Feb in 2027."),
        ] {
            let error = got(typed).unwrap_err().to_string();
            assert!(error.starts_with(says), "{error}");
        }
        assert_eq!(parse_clock("").unwrap(), None);
        assert_eq!(
            parse_clock("9.30").unwrap(),
            Some(Time::constant(9, 30, 0, 0))
        );
        assert_eq!(
            parse_clock("noon").unwrap_err().to_string(),
            "“noon” is not a time of day. Try 13:00 or 9."
        );
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_a_date_or_an_error_that_keeps_it(text in ".{0,20}") {
            let today: Date = "2026-11-20".parse().unwrap();
            if let Err(why) = parse(&text, today) {
                proptest::prop_assert_eq!(why.typed(), text.trim());
            }
        }

        #[test]
        fn every_written_date_is_understood(days in 0i32..4000) {
            let today: Date = "2026-11-20".parse().unwrap();
            let date = today.checked_add(i64::from(days).days()).unwrap();
            proptest::prop_assert_eq!(parse(&long(date), today), Ok(Some(date)));
        }
    }
}
