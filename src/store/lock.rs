//! One writer per session: a lock file beside the session is locked, never the session itself.

use super::names::joined;
use super::regular;
use super::system::open_options;
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Longest text about who has a lock, in bytes.
const WHO_BYTES: u64 = 1024;

/// The right to write a session; released when dropped or when the process ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Why the lock could not be taken.
#[derive(Debug)]
pub(super) enum NoLock {
    /// Somebody has it; who, as far as the lock file says.
    Taken(String),
    /// The lock file cannot be made.
    Cannot(std::io::Error),
}

impl Lock {
    /// Takes the lock beside `path`. `who` is written into it, for others to read.
    pub(super) fn take(path: &Path, who: &str) -> Result<Self, NoLock> {
        Self::take_at(Self::beside(path), who)
    }

    /// The lock file of the session at `path`.
    pub(super) fn beside(path: &Path) -> PathBuf {
        let name = path.file_name().unwrap_or_default();
        path.with_file_name(joined(&[".".as_ref(), name, ".lock".as_ref()]))
    }

    /// Takes the lock file `side`.
    pub(super) fn take_at(side: PathBuf, who: &str) -> Result<Self, NoLock> {
        // a planted link is not followed
        let file = open_options(false)
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&side)
            .and_then(|file| regular::require(&file.metadata()?).map(|()| file))
            .map_err(NoLock::Cannot)?;
        match file.try_lock() {
            // its owner has just deleted it: try again
            Ok(()) if !same_file(&file, &side) => Self::take_at(side, who),
            Ok(()) => {
                write_who(&file, &side, who);
                Ok(Self {
                    path: side,
                    _file: file,
                })
            }
            Err(TryLockError::WouldBlock) => {
                let text = regular::read(&who_file(&side), WHO_BYTES).unwrap_or_default();
                let text = String::from_utf8_lossy(&text);
                Err(NoLock::Taken(crate::text::one_line(&text).into_owned()))
            }
            Err(TryLockError::Error(e)) => Err(NoLock::Cannot(e)),
        }
    }
}

/// The file that says who has the lock: the lock file itself, but on Windows, where nobody else can
/// read a locked file, one beside it.
fn who_file(side: &Path) -> PathBuf {
    if cfg!(windows) {
        PathBuf::from(joined(&[side.as_os_str(), ".who".as_ref()]))
    } else {
        side.to_path_buf()
    }
}

/// Writes who has the lock `file`, which is at `side`. If that fails, others learn only that
/// somebody has it.
fn write_who(mut file: &File, side: &Path, who: &str) {
    let _ = if cfg!(windows) {
        open_options(false)
            .write(true)
            .create(true)
            .truncate(true)
            .open(who_file(side))
            .and_then(|mut file| file.write_all(who.as_bytes()))
    } else {
        file.set_len(0)
            .and_then(|()| file.write_all(who.as_bytes()))
    };
}

/// Whether `path` is still the name of the open file.
fn same_file(file: &File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        match (file.metadata(), std::fs::metadata(path)) {
            (Ok(a), Ok(b)) => a.ino() == b.ino() && a.dev() == b.dev(),
            _ => false,
        }
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // what a killed program left is deleted here too: the next one takes the same names
        if cfg!(windows) {
            let _ = std::fs::remove_file(who_file(&self.path));
        }
        let _ = std::fs::remove_file(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_cannot_have_a_lock_learns_who_has_it() {
        let folder = tempfile::tempdir().unwrap();
        let session = folder.path().join("a.json");
        let held = Lock::take(&session, "ada on sea").unwrap();
        match Lock::take(&session, "ben") {
            Err(NoLock::Taken(by)) => assert_eq!(by, "ada on sea"),
            other => panic!("{other:?}"),
        }
        drop(held);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn what_a_killed_program_left_says_nothing_and_goes() {
        let folder = tempfile::tempdir().unwrap();
        let session = folder.path().join("a.json");
        let side = Lock::beside(&session);
        std::fs::write(&side, "a longer text than the next").unwrap();
        std::fs::write(who_file(&side), "a longer text than the next").unwrap();
        let held = Lock::take(&session, "ada").unwrap();
        match Lock::take(&session, "ben") {
            Err(NoLock::Taken(by)) => assert_eq!(by, "ada"),
            other => panic!("{other:?}"),
        }
        drop(held);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}
