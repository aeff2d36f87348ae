//! The bin: sessions that were deleted in the library and can be restored.

use super::io_message::IoFault;
use super::list::{FolderError, list_bin};
use super::lock::{Lock, NoLock};
use super::names::{free_name, shown, shown_name, without_links};
use super::paths::Paths;
use super::read::read;
use super::sidecar_files;
use crate::domain::Summary;
use std::path::{Path, PathBuf};

/// Why a session was not moved or deleted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum BinError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error("{file} is open elsewhere. Close it there first; it is where it was.")]
    OpenElsewhere { file: String },
    #[error("{file} cannot be moved to {}: {why}. It is where it was.", shown(.folder))]
    NotMoved {
        file: String,
        folder: PathBuf,
        why: IoFault,
    },
    #[error("{file} cannot be deleted: {why}.")]
    NotDeleted { file: String, why: IoFault },
    #[error(
        "{file} is deleted, but what was kept of it in {} cannot be: {why}. Delete it there.",
        shown(.left)
    )]
    SidecarLeft {
        file: String,
        left: PathBuf,
        why: IoFault,
    },
}

/// Moves a session into the bin and returns its new path.
///
/// # Errors
/// [`BinError`], for example while the session is open elsewhere; it is where it was.
pub fn move_to_bin(paths: &Paths, path: &Path) -> Result<PathBuf, BinError> {
    move_to(paths, path, &paths.bin)
}

/// Moves a session from the bin back into the library and returns its new path.
///
/// # Errors
/// [`BinError`]; it is where it was.
pub fn restore_from_bin(paths: &Paths, path: &Path) -> Result<PathBuf, BinError> {
    move_to(paths, path, &paths.library)
}

fn move_to(paths: &Paths, path: &Path, folder: &Path) -> Result<PathBuf, BinError> {
    let from = without_links(path);
    // a program that has it open would go on saving it where it was
    let _lock = match Lock::take(&from, "") {
        Err(NoLock::Taken(_)) => {
            return Err(BinError::OpenElsewhere {
                file: shown_name(path),
            });
        }
        lock => lock.ok(),
    };
    let fails = |e: std::io::Error| BinError::NotMoved {
        file: shown_name(path),
        folder: folder.to_path_buf(),
        why: e.into(),
    };
    paths.disk.folder(folder).map_err(fails)?;
    let to = free_name(folder, path.file_name().unwrap_or_default());
    let moves = !is_link(path);
    paths.disk.rename(path, &to).map_err(fails)?;
    if moves {
        sidecar_files::move_with(paths, &from, &without_links(&to));
    }
    // if the names do not reach the disk now, a power cut leaves it where it was
    let _ = paths.disk.sync_folder(folder);
    Ok(to)
}

/// Deletes the sessions in the bin for ever, and returns how many. Other files in the bin stay.
///
/// # Errors
/// [`BinError`] for the first one that cannot be deleted.
pub fn empty_bin(paths: &Paths) -> Result<usize, BinError> {
    let sessions: Vec<Summary> = list_bin(paths)?
        .into_iter()
        .filter(|s| read(&s.path).is_ok())
        .collect();
    for s in &sessions {
        let file = shown_name(&s.path);
        let (path, is_link) = (without_links(&s.path), is_link(&s.path));
        if let Err(e) = paths.disk.remove(&s.path) {
            return Err(BinError::NotDeleted {
                file,
                why: e.into(),
            });
        }
        if !is_link && let Err((left, e)) = sidecar_files::remove_with(paths, &path) {
            return Err(BinError::SidecarLeft {
                file,
                left,
                why: e.into(),
            });
        }
    }
    Ok(sessions.len())
}

/// Whether there is a link at `path`. The file it leads to, and what belongs to that, is not
/// touched.
fn is_link(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|m| m.is_symlink())
}
