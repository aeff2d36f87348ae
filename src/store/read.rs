//! Reading a session: refuses what is no session, keeps what it cannot understand.

use super::paths::name;
use super::validate_lists::{LONGEST_TEXT, MOST_ITEMS, Sifted, validate_lists};
use super::{io_message, json_checks};
use crate::domain::*;
use crate::text::{clip, one_line};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

/// Largest file read, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// A session that was read, with what came along.
#[derive(Debug, Clone, PartialEq)]
pub struct Read {
    /// The session.
    pub session: Session,
    /// Items that could not be understood, kept as they are.
    pub unreadable: Vec<Unreadable>,
    /// What the person should know.
    pub notices: Vec<String>,
    /// Its version, when it is newer than ours.
    pub newer: Option<u64>,
}

/// An item of a list that could not be understood; it is written back where it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Unreadable {
    /// Its list.
    pub list: List,
    /// Its place there.
    pub at: usize,
    /// The item.
    pub item: Value,
    /// Why.
    pub why: String,
}

/// Reads the bytes of a regular file of a bearable size.
///
/// # Errors
/// One sentence.
pub fn read_text(path: &Path) -> Result<Vec<u8>, String> {
    let file = name(path);
    // a named pipe would wait for ever when opened: look before
    let meta = std::fs::metadata(path)
        .map_err(|e| format!("{file} cannot be read: {}.", io_message::of(&e)))?;
    if !meta.is_file() {
        return Err(format!(
            "{file} is not a session file ({}).",
            kind(&meta.file_type())
        ));
    }
    let too_large = |size: u64| {
        format!(
            "{file} is too large: {} MB, the limit is {} MB. Nothing is changed.",
            size.div_ceil(1024 * 1024),
            LARGEST / 1024 / 1024
        )
    };
    if meta.len() > LARGEST {
        return Err(too_large(meta.len()));
    }
    let mut bytes = Vec::new();
    let mut reader = File::open(path)
        .map_err(|e| format!("{file} cannot be read: {}.", io_message::of(&e)))?
        .take(LARGEST + 1);
    reader
        .read_to_end(&mut bytes)
        .map_err(|e| format!("{file} cannot be read: {}.", io_message::of(&e)))?;
    if bytes.len() as u64 > LARGEST {
        Err(too_large(bytes.len() as u64))
    } else {
        Ok(bytes)
    }
}

/// Reads a session file.
///
/// # Errors
/// One sentence; the file is unchanged.
pub fn read(path: &Path) -> Result<Read, String> {
    parse(&read_text(path)?, &name(path))
}

fn kind(file: &std::fs::FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if file.is_fifo() {
            return "a named pipe";
        }
        if file.is_socket() {
            return "a socket";
        }
        if file.is_block_device() || file.is_char_device() {
            return "a device";
        }
    }
    if file.is_dir() {
        "a folder"
    } else {
        "not a regular file"
    }
}

/// Understands the bytes of a session file called `file`.
///
/// # Errors
/// One sentence saying what is wrong and where.
pub fn parse(bytes: &[u8], file: &str) -> Result<Read, String> {
    let mut notices = Vec::new();
    let (text, longest) = json(bytes, file, &mut notices)?;
    // most often nothing needs to be looked at alone
    match understood(text).filter(|_| longest <= LONGEST_TEXT) {
        Some(session) => Ok(Read {
            session,
            unreadable: vec![],
            notices,
            newer: None,
        }),
        None => piecewise(text, file, notices),
    }
}

/// The session in a JSON text in which nothing is doubled, nothing too much, and nothing unknown to this version.
fn understood(text: &str) -> Option<Session> {
    fn is_sound<R: Record>(session: &Session) -> bool {
        let list = R::list(session);
        let ids: HashSet<&Id> = list.iter().map(Record::id).collect();
        ids.len() == list.len() && list.len() <= MOST_ITEMS
    }
    let session: Session = serde_json::from_str(text).ok()?;
    let known = session.format == FORMAT && session.version == VERSION;
    (known
        && List::ALL
            .iter()
            .all(|list| with_record!(*list, is_sound(&session))))
    .then_some(session)
}

/// The session in a JSON text, item by item; says what is wrong where it is.
fn piecewise(text: &str, file: &str, mut notices: Vec<String>) -> Result<Read, String> {
    let Ok(Value::Object(map)) = serde_json::from_str(text) else {
        return Err(not_a_session(file));
    };
    if map.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(not_a_session(file));
    }
    let newer = version(&map, file)?;
    let mut value = Value::Object(map);
    let Sifted {
        unreadable,
        doubled,
    } = validate_lists(&mut value, file)?;
    notices.extend(doubled.iter().map(|list| {
        format!(
            "Two {}s had one id; the second got a new one, both are kept.",
            list.noun()
        )
    }));
    let session: Session = serde_path_to_error::deserialize(&value).map_err(|e| {
        if let Some(version) = newer {
            return format!("{file} was written by a newer roundtable (version {version}) and cannot be shown here. Nothing is changed.");
        }
        format!("{file} is damaged: {} at {}. Nothing is changed.", expected(e.inner()), dotted(&e.path().to_string()))
    })?;
    if !unreadable.is_empty() {
        notices.push(format!(
            "{} could not be understood; kept as they are in the file.",
            if unreadable.len() == 1 {
                "1 item".to_owned()
            } else {
                format!("{} items", unreadable.len())
            }
        ));
    }
    Ok(Read {
        session,
        unreadable,
        notices,
        newer,
    })
}

fn not_a_session(file: &str) -> String {
    format!(
        "{file} is not a roundtable session (its first key is not \"format\": \"{FORMAT}\"). Nothing is changed."
    )
}

/// The JSON text in some bytes, in which each key stands once and each number can be kept, and the length of the
/// longest text in it.
fn json<'a>(
    bytes: &'a [u8],
    file: &str,
    notices: &mut Vec<String>,
) -> Result<(&'a str, usize), String> {
    let damaged = |at: usize, looks: &str| {
        format!("{file} is damaged at byte {at} (looks like {looks}). Nothing is changed.")
    };
    match bytes {
        [] => return Err(damaged(0, "an empty file")),
        [0x1f, 0x8b, ..] => return Err(damaged(0, "a compressed file")),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return Err(damaged(0, "UTF-16 text")),
        _ => {}
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return Err(damaged(at, "zeros, as after a power cut"));
    }
    let text =
        std::str::from_utf8(bytes).map_err(|e| damaged(e.valid_up_to(), "not UTF-8 text"))?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            notices.push(
                "The file began with a byte-order mark; it will be saved without.".to_owned(),
            );
            rest
        }
        None => text,
    };
    if let Some((line, column, number)) = json_checks::inexact(text) {
        return Err(format!(
            "{file} has a number at line {line}, column {column} that cannot be kept exactly: {}. Shorten it, or put it in quotes. Nothing is changed.",
            clip(number, 40)
        ));
    }
    let longest = json_checks::check(text).map_err(|e| {
        if e.to_string().contains("recursion limit") {
            return format!(
                "{file} is too deep: more than 128 levels, the limit is 128. Nothing is changed."
            );
        }
        let line = text.lines().nth(e.line().saturating_sub(1)).unwrap_or("");
        let near = e.column().saturating_sub(30);
        let context: String = line.chars().skip(near).take(60).collect();
        let what = if e.is_eof() {
            "it ends too early".to_owned()
        } else {
            e.to_string()
                .split(" at line")
                .next()
                .unwrap_or("")
                .to_owned()
        };
        format!(
            "{file} is damaged at line {}, column {}: {what}, near “{}”. Nothing is changed.",
            e.line(),
            e.column(),
            clip(&one_line(&context), 60)
        )
    })?;
    Ok((text, longest))
}

/// The version, if it is newer than ours.
fn version(map: &Map<String, Value>, file: &str) -> Result<Option<u64>, String> {
    let wrong = |found: &str| {
        format!(
            "{file} says version {found}; a whole number from 1 was expected. Nothing is changed."
        )
    };
    let found = map.get("version").ok_or_else(|| wrong("nothing"))?;
    match found.as_u64() {
        Some(n) if n == u64::from(VERSION) => Ok(None),
        Some(n) if n > u64::from(VERSION) => Ok(Some(n)),
        _ => Err(wrong(&clip(&one_line(&found.to_string()), 30))),
    }
}

pub(super) fn expected(error: &serde_json::Error) -> String {
    clip(&one_line(&error.to_string()), 120).into_owned()
}

fn dotted(path: &str) -> String {
    if path == "." {
        "the top".to_owned()
    } else {
        path.to_owned()
    }
}

/// Everything that is wrong in a session that can be read: unreadable items, dangling references,
/// values out of range.
#[must_use]
pub fn check(read: &Read) -> Vec<Problem> {
    let mut out: Vec<Problem> = read
        .unreadable
        .iter()
        .map(|u| Problem {
            path: format!("{}[{}]", u.list.path().join("."), u.at),
            says: format!(
                "cannot be understood: {}. Mend it, or delete it there.",
                u.why
            ),
        })
        .collect();
    if let Some(version) = read.newer {
        out.push(Problem {
            path: "version".to_owned(),
            says: format!(
                "written by a newer roundtable (version {version}). Open it with that one."
            ),
        });
    }
    let s = &read.session;
    let mut dangling = |path: String, list: List, known: bool, id: &Id| {
        if !known {
            let says = format!(
                "names the {} “{}”, which is not there. Take the reference away, or bring the {} back.",
                list.noun(),
                clip(&one_line(id.as_str()), 40),
                list.noun()
            );
            out.push(Problem { path, says });
        }
    };
    let person = |id: &Id| s.get::<Participant>(id).is_some();
    for (n, l) in s.links.iter().enumerate() {
        for (key, id) in [("a", &l.a), ("b", &l.b)] {
            dangling(
                format!("links[{n}].{key}"),
                List::Expectations,
                s.get::<Expectation>(id).is_some(),
                id,
            );
        }
    }
    for (n, g) in s.goals.iter().enumerate() {
        for (i, id) in g.expectations.iter().enumerate() {
            dangling(
                format!("goals[{n}].expectations[{i}]"),
                List::Expectations,
                s.get::<Expectation>(id).is_some(),
                id,
            );
        }
        for (i, id) in g
            .consent
            .iter()
            .enumerate()
            .filter_map(|(i, v)| v.who.as_ref().map(|id| (i, id)))
        {
            dangling(
                format!("goals[{n}].consent[{i}].who"),
                List::Participants,
                person(id),
                id,
            );
        }
    }
    for (n, a) in s.actions.iter().enumerate() {
        for (key, id) in [("owner", &a.owner), ("counterpart", &a.counterpart)]
            .into_iter()
            .filter_map(|(k, id)| id.as_ref().map(|id| (k, id)))
        {
            dangling(
                format!("actions[{n}].{key}"),
                List::Participants,
                person(id),
                id,
            );
        }
        if let Some(id) = &a.goal {
            dangling(
                format!("actions[{n}].goal"),
                List::Goals,
                s.get::<Goal>(id).is_some(),
                id,
            );
        }
        for (i, id) in a.depends_on.iter().enumerate() {
            dangling(
                format!("actions[{n}].depends_on[{i}]"),
                List::Actions,
                s.get::<Action>(id).is_some(),
                id,
            );
        }
    }
    for (n, m) in s.metrics.iter().enumerate() {
        if let Some(id) = &m.goal {
            dangling(
                format!("metrics[{n}].goal"),
                List::Goals,
                s.get::<Goal>(id).is_some(),
                id,
            );
        }
        if let Some(id) = &m.owner {
            dangling(
                format!("metrics[{n}].owner"),
                List::Participants,
                person(id),
                id,
            );
        }
    }
    let scores = s.actions.iter().enumerate().flat_map(|(n, a)| {
        [
            ("value_a", a.value_a),
            ("value_b", a.value_b),
            ("effort", a.effort),
        ]
        .map(|(k, v)| (format!("actions[{n}].{k}"), v))
    });
    let more = s.expectations.iter().enumerate().flat_map(|(n, e)| {
        [("importance", e.importance), ("satisfied", e.satisfied)]
            .map(|(k, v)| (format!("expectations[{n}].{k}"), v))
    });
    for (path, value) in scores
        .chain(more)
        .filter(|(_, v)| v.is_some_and(|v| !(1..=5).contains(&v)))
    {
        out.push(Problem {
            path,
            says: format!(
                "is {}; a whole number from 1 to 5 was expected.",
                value.unwrap_or_default()
            ),
        });
    }
    if s.title.trim().is_empty() {
        out.push(Problem {
            path: "title".to_owned(),
            says: "is empty. Give the session a title.".to_owned(),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_understood_at_once_is_what_is_understood_piece_by_piece() {
        for name in [
            "collaboration",
            "collaboration-solo",
            "relationship-reset",
            "partnership-model",
            "solo-pentad",
        ] {
            let mut value: Value =
                serde_json::from_str(crate::catalog::sample(name).unwrap()).unwrap();
            let unknown = json!({"deep": [[{"n": -0.5, "big": 18_446_744_073_709_551_615_u64}], null, "\u{1b}é"], "a": {}});
            value["of another"] = unknown.clone();
            value["agenda"]["steps"][0]["of another"] = unknown.clone();
            value["actions"] =
                json!([{"id": "x", "text": "y", "z": unknown, "status": "done", "dots": {"p": 2}}]);
            let text = value.to_string();
            let whole = understood(&text).unwrap();
            assert_eq!(
                whole,
                piecewise(&text, "x.json", vec![]).unwrap().session,
                "{name}"
            );
            assert_eq!(
                serde_json::to_value(&whole).unwrap()["of another"],
                value["of another"],
                "{name}"
            );
        }
        for other in [
            r#""version": 2"#,
            r#""version": 1, "actions": [{"id": "a", "text": ""}, {"id": "a", "text": ""}]"#,
            r#""version": 1, "goals": 3"#,
        ] {
            assert!(
                understood(&format!(r#"{{"format": "{FORMAT}", "id": "s", {other}}}"#)).is_none(),
                "{other}"
            );
        }
    }
}
