//! One writer a session: a side file is locked, never the session itself.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The right to write a session; given back when dropped or when the process ends.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

/// Why there is no right to write.
#[derive(Debug)]
pub(super) enum NoLock {
    /// Somebody has it; who, as far as they said.
    Taken(String),
    /// The side file cannot be made.
    Cannot(std::io::Error),
}

impl Lock {
    /// Takes the lock beside `path`. `who` is written into it, for others to read.
    pub(super) fn take(path: &Path, who: &str) -> Result<Self, NoLock> {
        Self::take_at(Self::beside(path), who)
    }

    /// The lock file of the session at `path`.
    pub(super) fn beside(path: &Path) -> PathBuf {
        path.with_file_name(format!(
            ".{}.lock",
            path.file_name().unwrap_or_default().to_string_lossy()
        ))
    }

    /// Takes the lock that is the file `side`.
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
            // its owner has just gone and taken the side file along: begin again
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

/// Whether the path still leads to the open file.
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
