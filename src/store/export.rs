//! Writing documents.

use super::disk::Disk;
use super::io_message;
use super::paths::{name, shown, without_links};
use super::replace::{create_new, overwrite};
use std::path::Path;

/// Why a document was not written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ExportError {
    /// There is a file already, and overwriting was not asked for.
    Exists(String),
    /// It cannot be written; one sentence.
    Failed(String),
}

/// Makes a folder for documents, where it is not there yet.
///
/// # Errors
/// One sentence.
pub fn make_folder(path: &Path) -> Result<(), String> {
    Disk::default().folder(path).map_err(|e| {
        format!(
            "The folder {} cannot be made: {}. Name another one.",
            shown(path),
            io_message::of(&e)
        )
    })
}

/// Writes a document whole. An existing file is replaced only with `force`.
///
/// # Errors
/// [`ExportError`]; what was there is unchanged.
pub fn write_export(path: &Path, bytes: &[u8], force: bool) -> Result<(), ExportError> {
    if path.is_dir() {
        return Err(ExportError::Failed(format!(
            "{} is a folder. Name a file in it.",
            shown(path)
        )));
    }
    // through a link to the file itself, so that the link stays
    let target = without_links(path);
    let disk = Disk::default();
    let result = if force {
        overwrite(&disk, &target, bytes)
    } else {
        create_new(&disk, &target, bytes)
    };
    result.map(drop).map_err(|e| match e.kind() {
        std::io::ErrorKind::AlreadyExists => ExportError::Exists(name(path)),
        _ => ExportError::Failed(format!(
            "{} cannot be written: {}. Name another place.",
            shown(path),
            io_message::of(&e)
        )),
    })
}
