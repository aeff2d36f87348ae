//! Writing exported documents.

use super::disk::Disk;
use super::io_message::IoFault;
use super::names::{shown, shown_name, without_links};
use super::replace::{create_new, overwrite};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why a document was not written. What was there is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum ExportError {
    #[error("{} is there already and is left as it is.", shown_name(.0))]
    Exists(PathBuf),
    #[error("{} is a folder. Name a file in it.", shown(.0))]
    IsFolder(PathBuf),
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

/// Writes a document as a whole. An existing file is replaced only with `force`.
///
/// # Errors
/// [`ExportError`]; what was there is unchanged.
pub fn write_export(path: &Path, bytes: &[u8], force: bool) -> Result<(), ExportError> {
    if path.is_dir() {
        return Err(ExportError::IsFolder(path.to_path_buf()));
    }
    // a link to the file stays a link
    let target = without_links(path);
    let disk = Disk::default();
    let written = if force {
        overwrite(&disk, &target, bytes)
    } else {
        create_new(&disk, &target, bytes)
    };
    written.map(drop).map_err(|e| match e.kind() {
        ErrorKind::AlreadyExists => ExportError::Exists(path.to_path_buf()),
        _ => ExportError::File {
            path: path.to_path_buf(),
            why: e.into(),
        },
    })
}
