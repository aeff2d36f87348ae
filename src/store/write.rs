//! A session as the text of its file.

use super::disk::folder_of;
use super::io_message::IoFault;
use super::json_checks::MOST_VALUES;
use super::names::{shown, shown_name};
use super::paths::Paths;
use super::read::is_too_large;
use super::regular::MAX_FILE_BYTES;
use super::replace::create_new;
use super::unreadable::Unreadable;
use crate::domain::Session;
use crate::text::escape_json;
use serde::Serialize;
use serde_json::Value;
use std::io;
use std::path::{Path, PathBuf};

/// The text of a session's file: indented by two spaces, or in one line where it would be too large
/// otherwise; keys in order, unreadable items where they were.
#[must_use]
pub fn to_json(session: &Session, unreadable: &[Unreadable]) -> String {
    if unreadable.is_empty() {
        return text_of(session);
    }
    let mut value = serde_json::to_value(session).unwrap_or(Value::Null);
    for of_list in unreadable.chunk_by(|a, b| a.list == b.list) {
        let list = of_list.first().and_then(|held| {
            let mut path = held.list.path().iter();
            path.try_fold(&mut value, |v, key| v.get_mut(*key))
        });
        if let Some(Value::Array(items)) = list {
            put_back(items, of_list);
        }
    }
    text_of(&value)
}

/// Puts the unreadable items of a list, in their order, back to where they were.
fn put_back(items: &mut Vec<Value>, unreadable: &[Unreadable]) {
    let mut readable = std::mem::take(items).into_iter();
    for held in unreadable {
        let before = held.at.saturating_sub(items.len());
        items.extend(readable.by_ref().take(before));
        items.push(held.item.clone());
    }
    items.extend(readable);
}

/// The text for a file that can be read again; `None` if it would be too large even in one line.
pub(super) fn to_readable_json(session: &Session, unreadable: &[Unreadable]) -> Option<String> {
    Some(to_json(session, unreadable)).filter(|json| !is_too_large(json))
}

fn text_of(value: &impl Serialize) -> String {
    let finish = |text: serde_json::Result<String>| {
        let mut text = text.unwrap_or_default();
        text.push('\n');
        escape_json(text)
    };
    let indented = finish(serde_json::to_string_pretty(value));
    if indented.len() as u64 > MAX_FILE_BYTES {
        finish(serde_json::to_string(value))
    } else {
        indented
    }
}

/// A file that cannot be written, and why. What was there is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum WriteError {
    #[error("The folder {} cannot be made: {why}.", shown(.path))]
    Folder { path: PathBuf, why: IoFault },
    #[error("{} cannot be written: {why}.", shown(.path))]
    File { path: PathBuf, why: IoFault },
    #[error(
        "{} is not written: it would be larger than {} MB, or have more than {MOST_VALUES} \
         values, and could not be opened again. Nothing is changed.",
        shown(.0),
        MAX_FILE_BYTES / 1024 / 1024
    )]
    TooLarge(PathBuf),
    #[error("{} cannot be locked.", shown(.path))]
    Lock { path: PathBuf },
    #[error("{} cannot be renamed: {why}.", shown_name(.path))]
    Rename { path: PathBuf, why: IoFault },
}

impl WriteError {
    /// For `map_err`: the folder at `path` cannot be made.
    pub(super) fn folder(path: &Path) -> impl Fn(io::Error) -> Self {
        |why| Self::Folder {
            path: path.to_path_buf(),
            why: why.into(),
        }
    }

    /// For `map_err`: the file at `path` cannot be written.
    pub(super) fn file(path: &Path) -> impl Fn(io::Error) -> Self {
        |why| Self::File {
            path: path.to_path_buf(),
            why: why.into(),
        }
    }
}

/// Writes a session into a new file, and makes its folder if necessary.
///
/// # Errors
/// [`WriteError`]; what was there is unchanged.
pub(super) fn write_new(
    paths: &Paths,
    session: &Session,
    unreadable: &[Unreadable],
    path: &Path,
) -> Result<(), WriteError> {
    let too_large = || WriteError::TooLarge(path.to_path_buf());
    let json = to_readable_json(session, unreadable).ok_or_else(too_large)?;
    let folder = folder_of(path);
    paths
        .disk
        .folder(folder)
        .map_err(WriteError::folder(folder))?;
    create_new(&paths.disk, path, json.as_bytes())
        .map(drop)
        .map_err(WriteError::file(path))
}
