//! A form: every field of a thing, typed or chosen, kept as it is changed.

use super::panel;
use crate::domain::{Edit, Id, List, Place, Session, dates, put, read_field, set_field};
use crate::keys::{Command, Scope, hint_in};
use crate::steps::{Editing, Field, FieldKind, Form, editor_height, editor_view, form_of, options};
use crate::text::{self, Buffer};
use crate::widgets::{Ground, Hit, Ink, Painter, Role, rest, split_bottom, split_top, window};
use jiff::civil::Date;
use ratatui::layout::Rect;
use serde_json::{Value, json};
use std::borrow::Cow;

/// An open form.
pub struct FormState {
    /// What it is on.
    pub form: Form,
    at: usize,
    /// The text of a field that is understood before it is kept: numbers and dates.
    entry: Option<Entry>,
}

struct Entry {
    buffer: Buffer,
    error: Option<String>,
}

impl FormState {
    /// A form, newly opened.
    #[must_use]
    pub fn new(form: Form) -> Self {
        Self {
            form,
            at: 0,
            entry: None,
        }
    }

    /// The selected field and whose it is.
    #[must_use]
    pub fn field(&self) -> Option<&(Place, Field)> {
        self.form.fields.get(self.at)
    }

    /// The buffer of the selected field, if it is understood before it is kept.
    pub fn buffer(&mut self) -> Option<&mut Buffer> {
        self.entry.as_mut().map(|e| &mut e.buffer)
    }

    /// Whether the selected field is understood before it is kept.
    #[must_use]
    pub fn is_understood_first(&self) -> bool {
        self.entry.is_some()
    }

    /// Whether what stands in the selected field is not understood.
    #[must_use]
    pub fn error(&self) -> Option<&str> {
        self.entry.as_ref().and_then(|e| e.error.as_deref())
    }

    /// What was typed into the selected field and is not understood.
    #[must_use]
    pub fn rejected(&self) -> Option<&str> {
        self.entry
            .as_ref()
            .filter(|e| e.error.is_some())
            .map(|e| e.buffer.text())
    }

    /// Lights a field; returns false at either end.
    pub fn step(&mut self, by: isize) -> bool {
        let to = self
            .at
            .checked_add_signed(by)
            .filter(|n| *n < self.form.fields.len());
        if let Some(to) = to {
            self.at = to;
        }
        to.is_some()
    }

    /// Lights this field.
    pub fn go(&mut self, at: usize) {
        self.at = at.min(self.form.fields.len().saturating_sub(1));
    }

    /// Opens the selected field for typing. Returns the editor of a plain text.
    pub fn open_field(&mut self, session: &Session) -> Option<Editing> {
        self.entry = None;
        let (place, field) = self.field()?.clone();
        match field.kind {
            FieldKind::Text => Some(Editing::field(session, place, field.name)),
            kind if kind.is_typed() => {
                let value = read_field(session, &place, field.name).unwrap_or_default();
                // typing replaces the value; an arrow first, and it is edited
                let mut buffer = Buffer::new(&typed(&value, kind));
                buffer.select_all();
                self.entry = Some(Entry {
                    buffer,
                    error: None,
                });
                None
            }
            _ => None,
        }
    }

    /// Understands what stands in the selected field: the edit that keeps it, if it means something.
    pub fn understand(&mut self, session: &Session, today: Date) -> Option<Edit> {
        let (place, field) = self.field()?.clone();
        let entry = self.entry.as_mut()?;
        match parse(entry.buffer.text(), &field, &place, session, today) {
            Ok(value) => {
                entry.error = None;
                (read_field(session, &place, field.name).as_ref() != Some(&value))
                    .then(|| set_field(place, field.name, value))
            }
            Err(why) => {
                entry.error = Some(why);
                None
            }
        }
    }

    /// The edit that chooses the next or previous option of the selected field.
    #[must_use]
    pub fn turn(&self, session: &Session, by: isize) -> Option<Edit> {
        let (place, field) = self.field()?;
        let options = options(session, place, field);
        let now = read_field(session, place, field.name).unwrap_or(Value::Null);
        let at = options.iter().position(|(v, _)| *v == now).unwrap_or(0);
        let len = isize::try_from(options.len()).ok().filter(|l| *l > 0)?;
        let to = (isize::try_from(at).ok()? + by).rem_euclid(len);
        options
            .get(usize::try_from(to).ok()?)
            .map(|(v, _)| set_field(place.clone(), field.name, v.clone()))
    }

    /// The edit that chooses the option beginning with this character; again for the next one.
    #[must_use]
    pub fn pick(&self, session: &Session, c: char) -> Option<Edit> {
        let (place, field) = self.field()?;
        let options = options(session, place, field);
        let now = read_field(session, place, field.name).unwrap_or(Value::Null);
        let at = options.iter().position(|(v, _)| *v == now).unwrap_or(0);
        let begins = |words: &str| {
            words
                .chars()
                .find(|c| c.is_alphanumeric())
                .is_some_and(|w| w.to_lowercase().eq(c.to_lowercase()))
        };
        let (before, after) = options.split_at((at + 1).min(options.len()));
        after
            .iter()
            .chain(before)
            .find(|(_, words)| begins(words))
            .map(|(v, _)| set_field(place.clone(), field.name, v.clone()))
    }

    /// The edit that leaves the selected field open.
    #[must_use]
    pub fn clear(&self, session: &Session) -> Option<Edit> {
        let (place, field) = self.field()?;
        if field.kind.referenced_list().is_some() {
            return Some(set_field(place.clone(), field.name, json!([])));
        }
        let open = options(session, place, field)
            .first()
            .map(|(v, _)| v.clone())?;
        Some(set_field(place.clone(), field.name, open))
    }

    /// Draws it.
    pub fn view(
        &self,
        p: &mut Painter,
        area: Rect,
        session: &Session,
        editing: Option<&Editing>,
        today: Date,
    ) {
        let wide = area.width.saturating_sub(4).min(96);
        let label = self
            .form
            .fields
            .iter()
            .map(|(_, f)| text::width(&f.label(session)))
            .max()
            .unwrap_or(0);
        let label = u16::try_from(label).unwrap_or(20) + 3;
        let value_wide = wide.saturating_sub(4 + 2 + label + 1).max(2);
        let shown: Vec<String> = self
            .form
            .fields
            .iter()
            .map(|(place, field)| {
                let value = show(session, place, field, today);
                if field.kind.referenced_list().is_none() {
                    return value;
                }
                let key = hint_in(Scope::Choice, Command::Choose);
                format!("{} ({key} chooses)", dash_if_empty(&value))
            })
            .collect();
        let height = |n: usize| -> u16 {
            let (Some((_, field)), Some(shown)) = (self.form.fields.get(n), shown.get(n)) else {
                return 1;
            };
            if n == self.at {
                if let Some(entry) = &self.entry {
                    return editor_height(&entry.buffer, value_wide);
                }
                if let Some(editing) = editing.filter(|_| field.kind == FieldKind::Text) {
                    return editor_height(&editing.buffer, value_wide);
                }
            }
            u16::try_from(text::wrap(&text::visible(shown), usize::from(value_wide)).len())
                .unwrap_or(1)
                .min(4)
        };
        let all: u16 = (0..self.form.fields.len())
            .map(height)
            .fold(0, u16::saturating_add);
        let inner = panel(
            p,
            area,
            wide,
            all.saturating_add(7).min(area.height),
            &self.form.title,
        );
        let (list, foot) = split_bottom(inner, 2);
        let seen = window(self.form.fields.len(), self.at, list.height, height);
        let mut y = list.y;
        for (n, ((place, field), shown)) in self
            .form
            .fields
            .iter()
            .zip(&shown)
            .enumerate()
            .take(seen.end)
            .skip(seen.first)
        {
            let row = Rect {
                y,
                height: height(n).min(list.bottom().saturating_sub(y)),
                ..list
            };
            if row.height == 0 {
                break;
            }
            let is_selected = n == self.at;
            let ground = if is_selected {
                Ground::Selection
            } else {
                Ground::Raised
            };
            if is_selected {
                p.select(row);
            }
            p.hit(row, Hit::Row(0, n));
            let on = |role| Ink::new(role).on(ground);
            p.text(
                row.x + 2,
                y,
                label,
                &field.label(session),
                on(if is_selected { Role::Text } else { Role::Quiet }).bold_if(is_selected),
            );
            let value = Rect {
                width: value_wide,
                ..rest(row, 2 + label)
            };
            match (&self.entry, editing) {
                (Some(entry), _) if is_selected => {
                    editor_view(p, value, &entry.buffer, ground);
                    let x = value.x
                        + u16::try_from(text::width(&text::one_line(entry.buffer.text())))
                            .unwrap_or(0)
                        + 2;
                    if entry.error.is_none() {
                        p.text(
                            x,
                            y,
                            value.right().saturating_sub(x),
                            &preview(session, place, field, today),
                            on(Role::Good),
                        );
                    }
                }
                (_, Some(editing)) if is_selected && field.kind == FieldKind::Text => {
                    editor_view(p, value, &editing.buffer, ground);
                }
                _ => {
                    let chosen = is_selected
                        && !field.kind.is_typed()
                        && field.kind.referenced_list().is_none();
                    let shown = if chosen {
                        Cow::from(format!("◀ {shown} ▶"))
                    } else {
                        Cow::from(shown)
                    };
                    p.wrapped(value, &shown, on(Role::Text).bold_if(is_selected));
                }
            }
            y += row.height;
        }
        if let Some(position) = seen.position() {
            p.right(
                inner.right(),
                inner.y.saturating_sub(2),
                &position,
                Ink::new(Role::Quiet).on(Ground::Raised),
            );
        }
        let foot = Rect {
            y: foot.bottom().saturating_sub(1),
            height: 1,
            ..foot
        };
        match (self.error(), self.field()) {
            (Some(why), _) => p.text(
                foot.x,
                foot.y,
                foot.width,
                why,
                Ink::new(Role::Bad).on(Ground::Raised),
            ),
            (None, Some((_, field))) => p.text(
                foot.x,
                foot.y,
                foot.width,
                &field.help(session),
                Ink::new(Role::Quiet).on(Ground::Raised),
            ),
            (None, None) => 0,
        };
    }
}

/// Draws the whole record of an item, to read: the same fields as its form.
pub fn card(p: &mut Painter, area: Rect, session: &Session, list: List, id: &Id, today: Date) {
    let form = form_of(list, id);
    let title = format!("{}  {}", session.label(list, id), form.title);
    p.text(
        area.x,
        area.y,
        area.width,
        &title,
        Ink::new(Role::Text).bold(),
    );
    p.rule(area.x, area.y + 1, area.width, Role::Line);
    let label = form
        .fields
        .iter()
        .map(|(_, f)| text::width(&f.label(session)))
        .max()
        .unwrap_or(0);
    let label = u16::try_from(label).unwrap_or(20) + 2;
    let mut left = Rect {
        y: area.y + 2,
        height: area.height.saturating_sub(2),
        ..area
    };
    let room = form.fields.len() * 2 <= usize::from(left.height);
    for (place, field) in &form.fields {
        if left.height == 0 {
            break;
        }
        p.text(left.x, left.y, label, &field.label(session), Role::Quiet);
        let words = show(session, place, field, today);
        let used = p
            .wrapped(
                Rect {
                    height: left.height.min(5),
                    ..rest(left, label)
                },
                dash_if_empty(&words),
                Role::Text,
            )
            .max(1);
        left = split_top(left, used + u16::from(room)).1;
    }
}

fn dash_if_empty(value: &str) -> &str {
    if value.is_empty() { "–" } else { value }
}

/// A value as it is typed again.
fn typed(value: &Value, kind: FieldKind) -> String {
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
fn parse(
    typed: &str,
    field: &Field,
    place: &Place,
    session: &Session,
    today: Date,
) -> Result<Value, String> {
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
            .map_err(|_| format!("“{}” is no number of days. Try 5.", text::clip(typed, 20))),
        FieldKind::Reading => {
            let now = read_field(session, place, field.name).unwrap_or_else(|| json!([]));
            let day = json!(today);
            let mut readings: Vec<Value> = now
                .as_array()
                .into_iter()
                .flatten()
                .filter(|r| r.get("date") != Some(&day))
                .cloned()
                .collect();
            if !typed.is_empty() {
                readings.push(json!({"date": day, "value": number(typed)?}));
            }
            Ok(json!(readings))
        }
        _ => Ok(json!(typed)),
    }
}

/// Minutes of a step or a break: at most a day.
fn minutes(typed: &str) -> Result<u32, String> {
    let plain =
        typed.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c.is_whitespace());
    plain.parse().ok().filter(|m| *m <= 24 * 60).ok_or_else(|| {
        format!(
            "“{}” is no number of minutes up to 1440. Try 45.",
            text::clip(typed, 20)
        )
    })
}

/// `Coffee 15`: the last word is the minutes; nothing typed is no break.
fn pause(typed: &str, now: Option<Value>) -> Result<Value, String> {
    if typed.is_empty() {
        return Ok(Value::Null);
    }
    let plain =
        typed.trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c.is_whitespace());
    let title = plain.trim_end_matches(|c: char| c.is_ascii_digit());
    if title == plain {
        return Err(format!(
            "How many minutes? Try: {} 15.",
            text::clip(typed, 20)
        ));
    }
    let last = minutes(typed.strip_prefix(title).unwrap_or_default())?;
    let title = title.trim().trim_end_matches(',');
    // other keys of a break that is there stay
    let mut whole = now.filter(Value::is_object).unwrap_or_else(|| json!({}));
    put(
        &mut whole,
        "title",
        json!(if title.is_empty() { "Break" } else { title }),
    );
    put(&mut whole, "minutes", json!(last));
    Ok(whole)
}

/// A number with a point or a comma; blanks and one unit sign are forgiven.
fn number(typed: &str) -> Result<f64, String> {
    let plain: String = typed
        .replace(',', ".")
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '%' | '€' | '$' | '£'))
        .collect();
    plain
        .parse::<f64>()
        .ok()
        .filter(|n| n.is_finite())
        .ok_or_else(|| format!("“{}” is no number. Try 97 or 2.5.", text::clip(typed, 20)))
}

/// What a typed text was understood as.
fn preview(session: &Session, place: &Place, field: &Field, today: Date) -> String {
    let value = read_field(session, place, field.name).unwrap_or_default();
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
fn show(session: &Session, place: &Place, field: &Field, today: Date) -> String {
    let value = read_field(session, place, field.name).unwrap_or_default();
    if let Some(list) = field.kind.referenced_list() {
        let ids = value
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let labels: Vec<String> = ids.map(|id| session.label(list, &Id::new(id))).collect();
        return labels.join(", ");
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
