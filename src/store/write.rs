//! A session as the text of its file.

use super::disk::folder_of;
use super::io_message;
use super::paths::{Paths, shown};
use super::read::Unreadable;
use super::replace::create_new;
use crate::domain::Session;
use crate::text::escape_json;
use serde_json::Value;
use std::path::Path;

/// The text of a session's file: two-space indented, order kept, unreadable items back in their places.
#[must_use]
pub fn to_json(session: &Session, unreadable: &[Unreadable]) -> String {
    if unreadable.is_empty() {
        return finish(serde_json::to_string_pretty(session));
    }
    let mut value = serde_json::to_value(session).unwrap_or(Value::Null);
    for held in unreadable {
        let list = held
            .list
            .path()
            .iter()
            .try_fold(&mut value, |v, key| v.get_mut(*key));
        if let Some(Value::Array(items)) = list {
            items.insert(held.at.min(items.len()), held.item.clone());
        }
    }
    finish(serde_json::to_string_pretty(&value))
}

fn finish(text: serde_json::Result<String>) -> String {
    let mut text = text.unwrap_or_default();
    text.push('\n');
    escape_json(text)
}

/// Writes a session to another place, whole.
///
/// # Errors
/// One sentence; what was there is unchanged.
pub(super) fn save_copy(
    paths: &Paths,
    session: &Session,
    unreadable: &[Unreadable],
    path: &Path,
) -> Result<(), String> {
    let folder = folder_of(path);
    paths
        .disk
        .folder(folder)
        .map_err(|e| format!("{} cannot be made: {}.", shown(folder), io_message::of(&e)))?;
    create_new(&paths.disk, path, to_json(session, unreadable).as_bytes())
        .map(drop)
        .map_err(|e| format!("{} cannot be written: {}.", shown(path), io_message::of(&e)))
}
