//! What a library shows of a session, without understanding all of its file.

use super::paths::name;
use super::read::{parse, read_text};
use crate::domain::{FORMAT, List, Session, Summary};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::collections::HashMap;
use std::path::Path;

/// The summary of the session file at `path`; of one that cannot be read, why.
pub(super) fn summary(path: &Path) -> Summary {
    let unreadable = |why| Summary::unreadable(path.to_path_buf(), name(path), why);
    let bytes = match read_text(path) {
        Ok(bytes) => bytes,
        Err(why) => return unreadable(why),
    };
    // whatever is unusual is read as it is when it is opened, which knows what to say
    head(&bytes).map_or_else(
        || parse(&bytes, &name(path)).map_or_else(unreadable, |read| Summary::of(&read.session, path.to_path_buf())),
        |session| Summary::of(&session, path.to_path_buf()),
    )
}

/// The session with its actions alone: its other lists, which are most of a file, are skipped.
fn head(bytes: &[u8]) -> Option<Session> {
    let parts: HashMap<&str, &RawValue> = serde_json::from_slice(bytes).ok()?;
    let mut few = Map::new();
    for (key, raw) in parts {
        let skipped = List::ALL.iter().any(|l| matches!(l.path(), [list] if *list == key && *l != List::Actions));
        if !skipped {
            few.insert(key.to_owned(), serde_json::from_str(raw.get()).ok()?);
        }
    }
    let session = serde_json::from_value::<Session>(Value::Object(few)).ok()?;
    (session.format == FORMAT).then_some(session)
}
