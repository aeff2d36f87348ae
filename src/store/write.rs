//! A session as the text of its file.

use super::disk::folder_of;
use super::io_message::IoFault;
use super::names::{shown, shown_name};
use super::paths::Paths;
use super::replace::create_new;
use super::unreadable::Unreadable;
use crate::domain::Session;
use crate::text::escape_json;
use serde_json::Value;
use std::io;
use std::path::{Path, PathBuf};

/// The text of a session's file: indented by two spaces, keys in order, unreadable items where they
/// were.
#[must_use]
pub fn to_json(session: &Session, unreadable: &[Unreadable]) -> String {
    if unreadable.is_empty() {
        return finish(serde_json::to_string_pretty(session));
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
    finish(serde_json::to_string_pretty(&value))
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

fn finish(text: serde_json::Result<String>) -> String {
    let mut text = text.unwrap_or_default();
    text.push('\n');
    escape_json(text)
}

/// A file that cannot be written, and why. What was there is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum WriteError {
    #[error("The folder {} cannot be made: {why}.", shown(.path))]
    Folder { path: PathBuf, why: IoFault },
    #[error("{} cannot be written: {why}.", shown(.path))]
    File { path: PathBuf, why: IoFault },
    #[error("{} is not written: it would be larger than {limit} MB.", shown(.path))]
    TooLarge { path: PathBuf, limit: u64 },
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
    let folder = folder_of(path);
    paths
        .disk
        .folder(folder)
        .map_err(WriteError::folder(folder))?;
    create_new(&paths.disk, path, to_json(session, unreadable).as_bytes())
        .map(drop)
        .map_err(WriteError::file(path))
}
