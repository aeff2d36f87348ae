//! Where the systems differ: how files are opened, synced and exchanged, and what their error
//! numbers mean.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// Options with which opening never waits, such as for the other end of a named pipe.
pub(super) fn open_options(follows_links: bool) -> OpenOptions {
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        let mut flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        if !follows_links {
            flags |= OFlags::NOFOLLOW;
        }
        let mut options = OpenOptions::new();
        options
            .mode(0o600)
            .custom_flags(i32::try_from(flags.bits()).unwrap_or(0));
        options
    }
    #[cfg(not(unix))]
    {
        let _ = follows_links;
        OpenOptions::new()
    }
}

/// A folder, opened so that it can be synced.
pub(super) fn open_folder(folder: &Path) -> io::Result<File> {
    #[cfg(windows)]
    {
        use std::os::windows::fs::OpenOptionsExt;
        // without this flag no folder can be opened, and only who may write can sync
        const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
        OpenOptions::new()
            .write(true)
            .custom_flags(FILE_FLAG_BACKUP_SEMANTICS)
            .open(folder)
    }
    #[cfg(not(windows))]
    File::open(folder)
}

/// Hands the contents of a file to the disk or the server, on a file system that does not tell when
/// they have arrived.
pub(super) fn sync_unconfirmed(file: &File) -> io::Result<()> {
    // `File::sync_all` asks for more on macOS, which network drives refuse
    #[cfg(unix)]
    return Ok(rustix::fs::fsync(file)?);
    #[cfg(not(unix))]
    file.sync_all()
}

/// Exchanges two files atomically, where the system can do that.
pub(super) fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
    }
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    {
        let _ = (a, b);
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// Whether the file system does not know a call at all: nothing was tried, and nothing is lost.
pub(super) fn is_unsupported(error: &io::Error) -> bool {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        if Errno::from_io_error(error).is_some_and(|e| {
            // two names for one number on some systems
            e == Errno::NOTSUP || e == Errno::OPNOTSUPP || e == Errno::NOSYS || e == Errno::NOTTY
        }) {
            return true;
        }
    }
    #[cfg(windows)]
    {
        // ERROR_INVALID_FUNCTION, ERROR_NOT_SUPPORTED
        if matches!(error.raw_os_error(), Some(1 | 50)) {
            return true;
        }
    }
    error.kind() == io::ErrorKind::Unsupported
}

/// Whether a folder cannot be synced on this file system, which is no fault of the disk.
pub(super) fn is_unsyncable_folder(error: &io::Error) -> bool {
    // FAT and some network drives refuse it with one of these. On Windows a folder that this user
    // may not write, or that another program holds, cannot be opened for it
    error.kind() == io::ErrorKind::InvalidInput
        || is_unsupported(error)
        || cfg!(windows) && (is_held(error) || error.raw_os_error() == Some(6))
}

/// Whether another program, such as a virus scanner or a sync program, may hold the file for a
/// moment.
pub(super) fn is_held(error: &io::Error) -> bool {
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE
    error.kind() == io::ErrorKind::ResourceBusy
        || cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33 | 1224))
}

/// What an error number means that has no [`io::ErrorKind`] of its own.
pub(super) fn meaning(number: i32) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use rustix::io::Errno;
        match Errno::from_raw_os_error(number) {
            Errno::MFILE | Errno::NFILE => Some("too many files are open"),
            Errno::IO => Some("the disk reports an error"),
            Errno::LOOP => Some("its links lead in a circle"),
            _ => None,
        }
    }
    #[cfg(windows)]
    match number {
        4 => Some("too many files are open"),
        // ERROR_CRC, ERROR_IO_DEVICE
        23 | 1117 => Some("the disk reports an error"),
        1921 => Some("its links lead in a circle"),
        21 => Some("the disk is not ready"),
        32 | 33 | 1224 => Some("it is in use elsewhere"),
        // ERROR_UNEXP_NET_ERR, ERROR_NETNAME_DELETED
        59 | 64 => Some("the network drive does not answer"),
        _ => None,
    }
    #[cfg(not(any(unix, windows)))]
    {
        let _ = number;
        None
    }
}
