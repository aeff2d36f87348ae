//! Reading regular files of a limited size: the only way in which `store` reads. What else may lie
//! in the place of a file (a named pipe, a device, a link to one, a huge file) is refused at once.

use super::system::open_options;
use std::fs::{File, FileType, Metadata, OpenOptions};
use std::io::{self, Read as _};
use std::path::Path;

const MEGABYTE: u64 = 1024 * 1024;
/// Size in bytes above which a session file is neither read nor written.
pub(super) const MAX_FILE_BYTES: u64 = 16 * MEGABYTE;
/// Size in bytes above which a file of the state folder is not read that grows with the library or
/// with what is not saved.
pub(super) const MAX_STATE_BYTES: u64 = 64 * MEGABYTE;

/// What was found in the place of a file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Irregular {
    /// Something that is not a regular file.
    #[error("{0} is in its place")]
    Kind(&'static str),
    /// A file above the limit.
    #[error("a file of {megabytes} MB is in its place, the limit is {limit} MB")]
    TooLarge { megabytes: u64, limit: u64 },
}

impl Irregular {
    /// What an error of this module says, if it is one.
    pub fn of(error: &io::Error) -> Option<Self> {
        error.get_ref()?.downcast_ref().copied()
    }

    fn size(bytes: u64, limit: u64) -> Self {
        Self::TooLarge {
            megabytes: bytes.div_ceil(MEGABYTE),
            limit: limit / MEGABYTE,
        }
    }
}

impl From<Irregular> for io::Error {
    fn from(found: Irregular) -> Self {
        Self::other(found)
    }
}

/// Reads a regular file of at most `limit` bytes.
///
/// # Errors
/// One that says [`Irregular`], or what the system says.
pub(super) fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = open(path, open_options(true).read(true))?;
    let size = file.metadata()?.len();
    if size > limit {
        return Err(Irregular::size(size, limit).into());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        // it has grown meanwhile
        return Err(Irregular::size(bytes.len() as u64, limit).into());
    }
    Ok(bytes)
}

/// Reads the first bytes of a regular file of any size.
///
/// # Errors
/// One that says [`Irregular`], or what the system says.
pub(super) fn read_beginning(path: &Path, bytes: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    open(path, open_options(false).read(true))?
        .take(bytes)
        .read_to_end(&mut out)?;
    Ok(out)
}

/// Opens a regular file to add to it.
///
/// # Errors
/// One that says [`Irregular`], or what the system says.
pub(super) fn open_to_append(path: &Path) -> io::Result<File> {
    open(path, open_options(false).append(true))
}

fn open(path: &Path, options: &OpenOptions) -> io::Result<File> {
    // opening a device may do something: look first, and look again at what was opened
    require(&std::fs::metadata(path)?)?;
    let file = options.open(path)?;
    require(&file.metadata()?)?;
    Ok(file)
}

/// Refuses what is not a regular file.
///
/// # Errors
/// One that says [`Irregular`].
pub(super) fn require(found: &Metadata) -> io::Result<()> {
    irregular(found.file_type()).map_or(Ok(()), |kind| Err(Irregular::Kind(kind).into()))
}

/// Refuses to replace what is at `path` unless it is a regular file, or nothing is there.
///
/// # Errors
/// One that says [`Irregular`], or what the system says.
pub(super) fn require_replaceable(path: &Path) -> io::Result<()> {
    match std::fs::symlink_metadata(path) {
        Ok(found) => require(&found),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(e) => Err(e),
    }
}

/// What something is that is not a regular file.
pub(super) fn irregular(found: FileType) -> Option<&'static str> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt;
        if found.is_fifo() {
            return Some("a named pipe");
        }
        if found.is_socket() {
            return Some("a socket");
        }
        if found.is_block_device() || found.is_char_device() {
            return Some("a device");
        }
    }
    if found.is_file() {
        None
    } else if found.is_dir() {
        Some("a folder")
    } else if found.is_symlink() {
        Some("a link")
    } else {
        Some("something else than a file")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_above_the_limit_is_refused_without_reading_it() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        File::create(&path)
            .unwrap()
            .set_len(1024 * MEGABYTE)
            .unwrap();
        let refused = read(&path, MAX_FILE_BYTES).unwrap_err();
        assert_eq!(
            refused.to_string(),
            "a file of 1024 MB is in its place, the limit is 16 MB"
        );
        assert!(Irregular::of(&refused).is_some());
        std::fs::write(&path, "one").unwrap();
        assert_eq!(read(&path, 3).unwrap(), b"one");
        assert!(read(&path, 2).is_err());
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_is_not_a_regular_file_is_refused_at_once_and_links_to_it_too() {
        let dir = tempfile::tempdir().unwrap();
        let (pipe, link) = (dir.path().join("pipe"), dir.path().join("link"));
        let mode = rustix::fs::Mode::from_raw_mode(0o600);
        rustix::fs::mkfifoat(rustix::fs::CWD, &pipe, mode).unwrap();
        std::os::unix::fs::symlink(&pipe, &link).unwrap();
        let device = Path::new("/dev/zero");
        for (path, want) in [
            (pipe.as_path(), "a named pipe is in its place"),
            (&link, "a named pipe is in its place"),
            (device, "a device is in its place"),
            (dir.path(), "a folder is in its place"),
        ] {
            assert_eq!(read(path, 10).unwrap_err().to_string(), want);
            assert_eq!(open_to_append(path).unwrap_err().to_string(), want);
        }
        assert_eq!(
            require_replaceable(&link).unwrap_err().to_string(),
            "a link is in its place"
        );
        assert!(require_replaceable(&dir.path().join("none")).is_ok());
    }
}
