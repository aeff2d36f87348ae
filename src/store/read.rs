//! Reading a session file: refuses what is not a session, keeps what it cannot understand.

use super::io_message::IoFault;
use super::json_checks::{self, JsonHazard};
use super::names::shown_name;
use super::notice::Notice;
use super::read_error::{ReadError, ReadFault};
use super::regular::{self, Irregular, MAX_FILE_BYTES};
use super::unreadable::{Unreadable, expected};
use super::validate_lists::{LONGEST_TEXT, MOST_ITEMS, Validated, validate_lists};
use crate::domain::*;
use crate::text::{clip, one_line};
use serde_json::{Map, Value};
use std::collections::HashSet;
use std::path::Path;

/// Levels of nesting at which a file is refused.
const DEEPEST: usize = 128;

/// A session, and what was found while reading it.
#[derive(Debug, Clone, PartialEq)]
pub struct ParsedSession {
    /// The session.
    pub session: Session,
    /// Items that this version cannot read, as they are in the file.
    pub unreadable: Vec<Unreadable>,
    /// What the user should know.
    pub notices: Vec<Notice>,
    /// The format version of the file, if it is newer than this program's.
    pub newer: Option<u64>,
}

/// Reads the bytes of a regular file of at most 16 MB.
///
/// # Errors
/// [`ReadError`] if it is something else or cannot be read.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    regular::read(path, MAX_FILE_BYTES).map_err(|why| {
        let fault = match Irregular::of(&why) {
            Some(Irregular::Kind(kind)) => ReadFault::NotRegular(kind),
            Some(Irregular::TooLarge { megabytes, limit }) => {
                ReadFault::TooLarge { megabytes, limit }
            }
            None => ReadFault::Io(IoFault::from(why)),
        };
        fault.in_file(&shown_name(path))
    })
}

/// Reads a session file.
///
/// # Errors
/// [`ReadError`]; the file is unchanged.
pub fn read(path: &Path) -> Result<ParsedSession, ReadError> {
    parse(&read_bytes(path)?, &shown_name(path))
}

/// Reads a session from the bytes of a file called `file`.
///
/// # Errors
/// [`ReadError`] saying what is wrong and where.
pub fn parse(bytes: &[u8], file: &str) -> Result<ParsedSession, ReadError> {
    parse_bytes(bytes).map_err(|fault| fault.in_file(file))
}

fn parse_bytes(bytes: &[u8]) -> Result<ParsedSession, ReadFault> {
    let mut notices = Vec::new();
    let text = utf8(bytes)?;
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => {
            notices.push(Notice::ByteOrderMark);
            rest
        }
        None => text,
    };
    let longest = check_json(text)?;
    // most files have no fault, and need no check of each item
    match parse_at_once(text).filter(|_| longest <= LONGEST_TEXT) {
        Some(session) => Ok(ParsedSession {
            session,
            unreadable: vec![],
            notices,
            newer: None,
        }),
        None => parse_by_item(text, notices),
    }
}

/// The session in a JSON text without doubled ids, items this version cannot read, or too much of
/// anything.
fn parse_at_once(text: &str) -> Option<Session> {
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

/// The session in a JSON text, item by item, so that a fault can be named or set aside.
fn parse_by_item(text: &str, mut notices: Vec<Notice>) -> Result<ParsedSession, ReadFault> {
    let Ok(Value::Object(map)) = serde_json::from_str(text) else {
        return Err(ReadFault::NotASession);
    };
    if map.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(ReadFault::NotASession);
    }
    let newer = newer_version(&map)?;
    let mut value = Value::Object(map);
    let Validated {
        unreadable,
        doubled,
    } = validate_lists(&mut value)?;
    notices.extend(doubled.into_iter().map(Notice::DoubledId));
    let session: Session = serde_path_to_error::deserialize(&value).map_err(|e| match newer {
        Some(version) => ReadFault::Newer { version },
        None => ReadFault::NotUnderstood {
            what: expected(e.inner()),
            at: path_or_top(&e.path().to_string()),
        },
    })?;
    if !unreadable.is_empty() {
        notices.push(Notice::Unreadable(unreadable.len()));
    }
    Ok(ParsedSession {
        session,
        unreadable,
        notices,
        newer,
    })
}

/// The bytes as text; the error has a guess at what they are instead.
fn utf8(bytes: &[u8]) -> Result<&str, ReadFault> {
    let not_text = |byte, looks_like| Err(ReadFault::NotText { byte, looks_like });
    match bytes {
        [] => return not_text(0, "an empty file"),
        [0x1f, 0x8b, ..] => return not_text(0, "a compressed file"),
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return not_text(0, "UTF-16 text"),
        _ => {}
    }
    if let Some(at) = bytes.iter().position(|b| *b == 0) {
        return not_text(at, "zeros, as after a power cut");
    }
    std::str::from_utf8(bytes).or_else(|e| not_text(e.valid_up_to(), "not UTF-8 text"))
}

/// Checks that a text is JSON in which each key stands once and each number can be kept exactly.
/// Returns the length of the longest text in it, in bytes.
fn check_json(text: &str) -> Result<usize, ReadFault> {
    match json_checks::find_hazard(text, DEEPEST) {
        Some(JsonHazard::TooDeep) => return Err(ReadFault::TooDeep { limit: DEEPEST }),
        Some(JsonHazard::Inexact {
            line,
            column,
            number,
        }) => {
            return Err(ReadFault::InexactNumber {
                line,
                column,
                number: clip(number, 40).into_owned(),
            });
        }
        None => {}
    }
    json_checks::check(text).map_err(|e| {
        let line = text.lines().nth(e.line().saturating_sub(1)).unwrap_or("");
        let near = e.column().saturating_sub(30);
        let context: String = line.chars().skip(near).take(60).collect();
        let message = e.to_string();
        let what = if e.is_eof() {
            "it ends too early"
        } else {
            message.split(" at line").next().unwrap_or("")
        };
        ReadFault::NotJson {
            line: e.line(),
            column: e.column(),
            what: what.to_owned(),
            near: clip(&one_line(&context), 60).into_owned(),
        }
    })
}

/// The version, if it is newer than this program's.
fn newer_version(map: &Map<String, Value>) -> Result<Option<u64>, ReadFault> {
    let found = map.get("version");
    match found.and_then(Value::as_u64) {
        Some(n) if n == u64::from(VERSION) => Ok(None),
        Some(n) if n > u64::from(VERSION) => Ok(Some(n)),
        _ => Err(ReadFault::WrongVersion {
            found: found.map_or_else(
                || "nothing".to_owned(),
                |found| clip(&one_line(&found.to_string()), 30).into_owned(),
            ),
        }),
    }
}

/// A path inside the file; in words for the file as a whole.
fn path_or_top(path: &str) -> String {
    if path == "." {
        "the top".to_owned()
    } else {
        path.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn reading_at_once_and_item_by_item_give_the_same_session() {
        for name in [
            "collaboration",
            "collaboration-solo",
            "relationship-reset",
            "partnership-model",
            "solo-pentad",
        ] {
            let mut value: Value =
                serde_json::from_str(crate::catalog::sample(name).unwrap()).unwrap();
            let unknown = json!({
                "deep": [[{"n": -0.5, "big": u64::MAX}], null, "\u{1b}é"],
                "a": {},
            });
            value["of another"] = unknown.clone();
            value["agenda"]["steps"][0]["of another"] = unknown.clone();
            value["actions"] =
                json!([{"id": "x", "text": "y", "z": unknown, "status": "done", "dots": {"p": 2}}]);
            let text = value.to_string();
            let whole = parse_at_once(&text).unwrap();
            assert_eq!(
                whole,
                parse_by_item(&text, vec![]).unwrap().session,
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
                parse_at_once(&format!(r#"{{"format": "{FORMAT}", "id": "s", {other}}}"#))
                    .is_none(),
                "{other}"
            );
        }
    }
}
