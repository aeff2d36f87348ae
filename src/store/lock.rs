//! One writer per session: a lock file beside the session is locked, never the session itself.

use super::names::joined;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

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
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            // a planted link is not followed
            let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
            options
                .mode(0o600)
                .custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
        }
        let mut file = options.open(&side).map_err(NoLock::Cannot)?;
        match file.try_lock() {
            // its owner has just deleted it: try again
            Ok(()) if !same_file(&file, &side) => Self::take_at(side, who),
            Ok(()) => {
                let _ = file
                    .set_len(0)
                    .and_then(|()| file.write_all(who.as_bytes()));
                Ok(Self {
                    path: side,
                    _file: file,
                })
            }
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                let _ = file.seek(SeekFrom::Start(0));
                let _ = file.take(200).read_to_string(&mut text);
                Err(NoLock::Taken(crate::text::one_line(&text).into_owned()))
            }
            Err(TryLockError::Error(e)) => Err(NoLock::Cannot(e)),
        }
    }
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
        let _ = std::fs::remove_file(&self.path);
    }
}
