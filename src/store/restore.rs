//! Putting an earlier version of a session back.

use super::closing_copy;
use super::io_message::IoFault;
use super::lock::Lock;
use super::names::{canonical, shown, shown_name};
use super::open::{Access, ReadOnly, open};
use super::paths::Paths;
use super::read::{parse, read_bytes};
use super::read_error::{ReadError, ReadFault};
use super::replace::replace;
use super::session_file::SaveError;
use super::versions::{STAMP, keep};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// Why an earlier version was not put back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum RestoreError {
    #[error("{} cannot be opened: {why}.", shown(.path))]
    Missing { path: PathBuf, why: IoFault },
    #[error(transparent)]
    Version(#[from] ReadError),
    #[error("{file} is open elsewhere. Close it there first; nothing is changed.")]
    OpenElsewhere { file: String },
    #[error("{file} is read-only: {why}. Nothing is changed.")]
    ReadOnly { file: String, why: ReadOnly },
    #[error("{file} could not be saved first: {why}. Nothing is changed.")]
    NotSaved { file: String, why: SaveError },
    #[error("{} cannot be written: {why}. Nothing is changed.", shown(.path))]
    Write { path: PathBuf, why: IoFault },
    #[error("{} is as it was then, but may be gone after a power cut: {why}.", shown(.path))]
    NotSynced { path: PathBuf, why: IoFault },
}

/// Puts an earlier version into the place of the session at `path`; what is there becomes a version
/// itself. Returns the version of the format if a newer program wrote what was put back.
///
/// # Errors
/// [`RestoreError`], for example while the session is open elsewhere; nothing is changed.
pub fn restore_version(
    paths: &Paths,
    path: &Path,
    version: &Path,
    who: &str,
    now: Timestamp,
) -> Result<Option<u64>, RestoreError> {
    let path = canonical(path).map_err(|e| RestoreError::Missing {
        path: path.to_path_buf(),
        why: e.into(),
    })?;
    let file = shown_name(&path);
    let bytes = read_bytes(version)?;
    let newer = match parse(&bytes, &shown_name(version)) {
        Ok(parsed) => parsed.newer,
        // it cannot be shown here, but it is whole
        Err(ReadError {
            fault: ReadFault::Newer { version },
            ..
        }) => Some(version),
        Err(why) => return Err(why.into()),
    };
    let done = match open(paths, &path, false, who) {
        Ok(mut opened) if !matches!(opened.access, Access::ReadOnly(ReadOnly::Newer(_))) => {
            if let Access::ReadOnly(why) = opened.access {
                return Err(RestoreError::ReadOnly { file, why });
            }
            // what a killed program left in the journal belongs to the version that is replaced
            if opened.recovered {
                opened
                    .session_file
                    .save(&opened.session, 1, now)
                    .map_err(|why| RestoreError::NotSaved { file, why })?;
            }
            let done = put_in_place(paths, &path, &bytes, now);
            opened.session_file.close();
            if done.is_ok() {
                // closing has written it for what was there before
                closing_copy::forget(paths, &path);
            }
            done
        }
        // the file is damaged or of a newer program, which is a reason to restore a version; it is
        // kept as it is
        Ok(_) | Err(_) => {
            let _lock = Lock::take(&path, who).map_err(|_| RestoreError::OpenElsewhere { file })?;
            put_in_place(paths, &path, &bytes, now)
        }
    };
    done.map(|()| newer)
}

fn put_in_place(
    paths: &Paths,
    path: &Path,
    bytes: &[u8],
    now: Timestamp,
) -> Result<(), RestoreError> {
    let failed = |e: std::io::Error| RestoreError::Write {
        path: path.to_path_buf(),
        why: e.into(),
    };
    // without a copy of the present content, nothing is replaced
    let stamp = now.strftime(STAMP).to_string();
    let there = paths.disk.read(path).map_err(failed)?;
    keep(paths, path, &there, &stamp).map_err(failed)?;
    let done = replace(&paths.disk, path, bytes, &there).map_err(failed)?;
    closing_copy::forget(paths, path);
    // a version that another program wrote just before the exchange is kept too
    done.unexpected
        .map_or(Ok(()), |found| keep(paths, path, &found, &stamp))
        .map_err(failed)?;
    done.reached.map(drop).map_err(|e| RestoreError::NotSynced {
        path: path.to_path_buf(),
        why: e.into(),
    })
}
