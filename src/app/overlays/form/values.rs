//! Values of fields: as they are typed, as they are understood, as they are read.

use crate::domain::dates::DateError;
use crate::domain::{Id, Place, Session, capture, dates, read_field, set_key};
use crate::steps::{Field, FieldKind, options};
use crate::text;
use jiff::civil::Date;
use serde_json::{Value, json};

/// Why what was typed is not understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum ValueError {
    #[error(transparent)]
    Date(#[from] DateError),
    #[error("“{0}” is not a number of days. Try 5.")]
    Days(String),
    #[error("“{0}” is not a number of minutes up to 1440. Try 45.")]
    Minutes(String),
    /// A break without its minutes.
    #[error("How many minutes? Try: {0} 15.")]
    Break(String),
    /// The note of an answer that was not given.
    #[error("First choose the reaction; then its note.")]
    NoAnswer,
    /// A reading of a day to come.
    #[error("{0} is still to come: a reading is of today or an earlier day.")]
    NotYet(String),
    #[error("“{0}” is not a number. Try 97 or 2.5.")]
    Number(String),
}

/// What was typed, short enough for a sentence.
fn quoted(typed: &str) -> String {
    text::clip(typed, 20).into_owned()
}

/// A value as it is typed again.
pub(super) fn typed(value: &Value, kind: FieldKind) -> String {
    match (value, kind) {
        (Value::String(text), FieldKind::DateTime) => text
            .replace('T', " ")
            .strip_suffix(":00")
            .map_or_else(|| text.replace('T', " "), str::to_owned),
        (Value::String(text), FieldKind::Time) => text.get(..5).unwrap_or(text).to_owned(),
        (Value::Object(map), FieldKind::Break) => {
            format!(
                "{} {}",
                map.get("title").and_then(Value::as_str).unwrap_or_default(),
                map.get("minutes").and_then(Value::as_u64).unwrap_or(0)
            )
        }
        (Value::Object(map), FieldKind::AnswerNote) => {
            let note = map.get("note").and_then(Value::as_str);
            note.unwrap_or_default().to_owned()
        }
        (Value::Array(lines), FieldKind::Lines) => lines
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("\n"),
        (Value::String(text), _) => text.clone(),
        (Value::Number(n), _) => n.as_f64().map_or_else(|| n.to_string(), |f| f.to_string()),
        _ => String::new(),
    }
}

/// What typed text means in a field.
pub(super) fn parse(
    typed: &str,
    field: &Field,
    place: &Place,
    session: &Session,
    before: &Value,
    today: Date,
) -> Result<Value, ValueError> {
    let typed = typed.trim();
    match field.kind {
        FieldKind::Date => Ok(json!(dates::parse(typed, today)?)),
        FieldKind::DateTime => Ok(json!(dates::parse_time(typed, today)?)),
        FieldKind::Time => Ok(json!(dates::parse_clock(typed)?)),
        FieldKind::Minutes => Ok(json!(minutes(typed)?)),
        FieldKind::Break => pause(typed, read_field(session, place, field.name)),
        FieldKind::Lines => Ok(json!(
            typed
                .lines()
                .map(str::trim)
                .filter(|l| !l.is_empty())
                .collect::<Vec<_>>()
        )),
        FieldKind::AnswerNote => answer_note(
            typed,
            read_field(session, place, field.name).unwrap_or_default(),
        ),
        FieldKind::Number | FieldKind::Reading
            if typed.is_empty() && field.kind == FieldKind::Number =>
        {
            Ok(Value::Null)
        }
        FieldKind::Number => Ok(json!(number(typed)?)),
        FieldKind::Days if typed.is_empty() => Ok(Value::Null),
        FieldKind::Days => typed
            .parse::<u16>()
            .map(|n| json!(n))
            .map_err(|_| ValueError::Days(quoted(typed))),
        FieldKind::Reading => {
            // not as they are now: a shorter text was the value of another day
            let mut readings: Vec<Value> = before.as_array().cloned().unwrap_or_default();
            if !typed.is_empty() {
                let (value, day) = reading(typed, today)?;
                let day = json!(day);
                readings.retain(|r| r.get("date") != Some(&day));
                readings.push(json!({"date": day, "value": value}));
                // oldest first
                readings.sort_by_cached_key(|r| r.get("date").map(Value::to_string));
            }
            Ok(json!(readings))
        }
        _ => Ok(json!(typed)),
    }
}

/// An answer with another note; without an answer there is none.
fn answer_note(typed: &str, mut answer: Value) -> Result<Value, ValueError> {
    if answer.is_object() {
        set_key(&mut answer, "note", json!(typed));
    } else if !typed.is_empty() {
        return Err(ValueError::NoAnswer);
    }
    Ok(answer)
}

/// Minutes of a step or a break: at most a day.
fn minutes(typed: &str) -> Result<u32, ValueError> {
    let plain =
        typed.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c.is_whitespace());
    let minutes = plain.parse().ok().filter(|m| *m <= 24 * 60);
    minutes.ok_or_else(|| ValueError::Minutes(quoted(typed)))
}

/// `Coffee 15`: the last word is the minutes; nothing typed is no break.
fn pause(typed: &str, now: Option<Value>) -> Result<Value, ValueError> {
    if typed.is_empty() {
        return Ok(Value::Null);
    }
    let plain =
        typed.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c.is_whitespace());
    let title = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    if title == plain {
        return Err(ValueError::Break(quoted(typed)));
    }
    let last = minutes(typed.strip_prefix(title).unwrap_or_default())?;
    let title = title.trim().trim_end_matches(',');
    // other keys of a break that is there stay
    let mut whole = now.filter(Value::is_object).unwrap_or_else(|| json!({}));
    set_key(
        &mut whole,
        "title",
        json!(if title.is_empty() { "Break" } else { title }),
    );
    set_key(&mut whole, "minutes", json!(last));
    Ok(whole)
}

/// A value and its day, as `83,5` for today or `83,5 on 3 nov`.
fn reading(typed: &str, today: Date) -> Result<(f64, Date), ValueError> {
    if let Some(value) = capture::number(typed) {
        return Ok((value, today));
    }
    let Some((value, rest)) = capture::leading_number(typed) else {
        return Err(ValueError::Number(quoted(typed)));
    };
    let rest = rest.trim_start_matches([',', ';', ':']).trim_start();
    let day = rest.strip_prefix("on ").unwrap_or(rest);
    let day = dates::parse(day, today)?.unwrap_or(today);
    if day > today {
        return Err(ValueError::NotYet(dates::short(day, today)));
    }
    Ok((value, day))
}

/// A number, or what was typed instead.
fn number(typed: &str) -> Result<f64, ValueError> {
    capture::number(typed).ok_or_else(|| ValueError::Number(quoted(typed)))
}

/// What a typed text was understood as.
pub(super) fn preview(
    typed: &str,
    session: &Session,
    place: &Place,
    field: &Field,
    today: Date,
) -> String {
    let value = read_field(session, place, field.name).unwrap_or_default();
    if field.kind == FieldKind::Reading {
        let read = reading(typed, today).ok();
        let words = |(value, day)| format!("= {value} on {}", dates::short(day, today));
        return read.map(words).unwrap_or_default();
    }
    match (field.kind, value.as_str()) {
        (FieldKind::Date, Some(text)) => text
            .parse::<Date>()
            .map(|d| {
                format!(
                    "= {}, {}",
                    dates::short(d, today),
                    dates::distance(d, today)
                )
            })
            .unwrap_or_default(),
        (FieldKind::DateTime, Some(text)) => {
            let day = text.get(..10).and_then(|d| d.parse::<Date>().ok());
            day.map(|d| {
                format!(
                    "= {} at {}",
                    dates::short(d, today),
                    text.get(11..16).unwrap_or("")
                )
            })
            .unwrap_or_default()
        }
        _ => String::new(),
    }
}

/// A value as it is read.
pub(super) fn show(session: &Session, place: &Place, field: &Field, today: Date) -> String {
    let value = read_field(session, place, field.name).unwrap_or_default();
    if let Some(list) = field.kind.referenced_list() {
        let ids = value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let labels: Vec<String> = ids.map(|id| session.label(list, &Id::new(id))).collect();
        return if labels.is_empty() {
            "–".to_owned()
        } else {
            labels.join(", ")
        };
    }
    match field.kind {
        FieldKind::Text => value.as_str().unwrap_or_default().to_owned(),
        FieldKind::Date => value
            .as_str()
            .and_then(|t| t.parse::<Date>().ok())
            .map_or_else(String::new, |d| dates::short(d, today)),
        FieldKind::Reading => {
            let last = value
                .as_array()
                .and_then(|r| r.last())
                .and_then(|r| r.get("value")?.as_f64());
            last.map(|v| v.to_string()).unwrap_or_default()
        }
        FieldKind::Minutes | FieldKind::Break if value.is_number() || value.is_object() => {
            format!("{} min", typed(&value, field.kind))
        }
        kind if kind.is_typed() => typed(&value, kind),
        _ => match options(session, place, field)
            .into_iter()
            .find(|(v, _)| *v == value)
        {
            Some((_, words)) => words,
            None if value.is_null() => "–".to_owned(),
            None => "(removed)".to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(
            (
                number("2,5"),
                number("97 %"),
                number("1 450"),
                number("-3.5")
            ),
            (Ok(2.5), Ok(97.0), Ok(1450.0), Ok(-3.5))
        );
        assert_eq!(
            (
                minutes("45"),
                minutes("45 min"),
                minutes("2000").is_err(),
                minutes("-5").is_err()
            ),
            (Ok(45), Ok(45), true, true)
        );
        assert_eq!(
            pause("Lunch 60 min", Some(json!({"x": 1}))),
            Ok(json!({"x": 1, "title": "Lunch", "minutes": 60}))
        );
        assert_eq!(
            (pause("", None), pause("15", None)),
            (
                Ok(Value::Null),
                Ok(json!({"title": "Break", "minutes": 15}))
            )
        );
        assert_eq!(
            pause("Floor 2 lunch 45", None),
            Ok(json!({"title": "Floor 2 lunch", "minutes": 45}))
        );
        assert!(pause("Coffee", None).is_err());
        assert!(number("many").is_err() && number("inf").is_err() && number("").is_err());
    }
}
