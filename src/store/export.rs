//! Writing exported documents.

use super::disk::{Disk, folder_of};
use super::io_message::IoFault;
use super::names::{shown, shown_name, without_links};
use super::paths::Paths;
use super::regular::{self, irregular};
use super::replace::{create_new, overwrite};
use crate::domain::FORMAT;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// How many bytes tell whether a file is a session; the format is its first key.
const BEGINNING: u64 = 1024;

/// Why a document was not written. What was there is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum ExportError {
    #[error("{} is there already and is left as it is.", shown_name(.0))]
    Exists(PathBuf),
    #[error("{} is a folder. Name a file in it.", shown(.0))]
    IsFolder(PathBuf),
    #[error("{} is {kind} and is left as it is. Name a file.", shown(.path))]
    Irregular { path: PathBuf, kind: &'static str },
    #[error("{} is a session and is left as it is. Name another file.", shown_name(.0))]
    Session(PathBuf),
    #[error("The folder {} cannot be made: {why}. Name another one.", shown(.path))]
    Folder { path: PathBuf, why: IoFault },
    #[error("{} cannot be written: {why}. Name another place.", shown(.path))]
    File { path: PathBuf, why: IoFault },
}

/// Makes a folder for documents, unless it is there already.
///
/// # Errors
/// [`ExportError::Folder`].
pub fn make_folder(path: &Path) -> Result<(), ExportError> {
    Disk::default()
        .folder(path)
        .map_err(|e| ExportError::Folder {
            path: path.to_path_buf(),
            why: e.into(),
        })
}

/// Writes a document as a whole. An existing file is replaced only with `force`, and only a regular
/// file that is not a session.
///
/// # Errors
/// [`ExportError`]; what was there is unchanged.
pub fn write_export(
    paths: &Paths,
    path: &Path,
    bytes: &[u8],
    force: bool,
) -> Result<(), ExportError> {
    let file = |e: io::Error| ExportError::File {
        path: path.to_path_buf(),
        why: e.into(),
    };
    let there = match path.symlink_metadata() {
        Ok(found) => Some(found),
        Err(e) if e.kind() == ErrorKind::NotFound => None,
        Err(e) => return Err(file(e)),
    };
    if let Some(found) = &there {
        if path.is_dir() {
            return Err(ExportError::IsFolder(path.to_path_buf()));
        }
        if let Some(kind) = irregular(found.file_type()) {
            return Err(ExportError::Irregular {
                path: path.to_path_buf(),
                kind,
            });
        }
        if is_session(paths, path) {
            return Err(ExportError::Session(path.to_path_buf()));
        }
        if !force {
            return Err(ExportError::Exists(path.to_path_buf()));
        }
    }
    let written = match there {
        Some(_) => overwrite(&paths.disk, path, bytes),
        None => create_new(&paths.disk, path, bytes),
    };
    written.map(drop).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => ExportError::Exists(path.to_path_buf()),
        _ => file(e),
    })
}

/// Whether the regular file at `path` is a session, of the library or of any other place.
fn is_session(paths: &Paths, path: &Path) -> bool {
    let folder = without_links(folder_of(path));
    let is_kept_there = path.extension().is_some_and(|e| e == "json")
        && [&paths.library, &paths.bin]
            .map(|p| without_links(p))
            .contains(&folder);
    is_kept_there
        || regular::read_beginning(path, BEGINNING).is_ok_and(|bytes| {
            let text = String::from_utf8_lossy(&bytes);
            text.contains("\"format\"") && text.contains(&format!("\"{FORMAT}\""))
        })
}
