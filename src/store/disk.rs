//! The system calls that change a user's files, in one place, so that a test can record each or let
//! it fail. Locks, samples that are thrown away and crash reports do not go through here.

use super::names::tag;
use super::regular::{self, MAX_FILE_BYTES};
use super::system;
use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::NamedTempFile;

/// How many characters of a file's name are in the name of its helper, so that no name is too long.
const HELPER: usize = 40;
/// How many milliseconds are waited before each further try to rename over a file that another
/// program holds.
const WAITS: [u64; 5] = [10, 20, 40, 80, 160];

/// A system call that is about to be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call<'a> {
    /// A file is read.
    Read(&'a Path),
    /// A folder and those above it are made.
    Folder(&'a Path),
    /// An empty helper file (a temporary file) is made in this folder.
    Helper(&'a Path),
    /// Bytes are added to a file.
    Write(&'a Path, &'a [u8]),
    /// The contents of a file are synced to the disk.
    Sync(&'a Path),
    /// Two files change places.
    Swap(&'a Path, &'a Path),
    /// A file gets another name; a file of that name is replaced.
    Rename(&'a Path, &'a Path),
    /// A file gets a name that must be free.
    Place(&'a Path, &'a Path),
    /// The names in a folder are synced to the disk.
    SyncFolder(&'a Path),
    /// A file is deleted.
    Remove(&'a Path),
    /// A folder is deleted with everything in it.
    RemoveFolder(&'a Path),
}

/// Asked before each call; an error becomes the error of that call.
type Watch = dyn Fn(Call<'_>) -> io::Result<()> + Send + Sync;

/// Access to the disk.
#[derive(Clone, Default)]
pub struct Disk(Option<Arc<Watch>>);

/// How far written bytes have got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reached {
    /// The system has them; this file system does not tell when they are on the disk.
    System,
    /// They are on the disk.
    Disk,
}

impl Disk {
    /// A disk on which `watch` is called before each call; an error it returns is the error of that
    /// call.
    #[must_use]
    pub fn watched(watch: impl Fn(Call<'_>) -> io::Result<()> + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(watch)))
    }

    fn before(&self, call: Call<'_>) -> io::Result<()> {
        self.0.as_ref().map_or(Ok(()), |watch| watch(call))
    }

    /// The bytes of a regular file that is not larger than a session may be.
    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.read_at_most(path, MAX_FILE_BYTES)
    }

    pub(super) fn read_at_most(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        self.before(Call::Read(path))?;
        regular::read(path, limit)
    }

    pub(super) fn folder(&self, path: &Path) -> io::Result<()> {
        if path.is_dir() {
            return Ok(());
        }
        self.before(Call::Folder(path))?;
        std::fs::create_dir_all(path).map_err(|e| match e.kind() {
            // what is there is not a folder
            io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
            _ => e,
        })
    }

    /// A new file beside `path` with a random name, mode 0600, never through a link; deleted when
    /// dropped.
    pub(super) fn helper(&self, path: &Path) -> io::Result<NamedTempFile> {
        let folder = folder_of(path);
        self.before(Call::Helper(folder))?;
        tempfile::Builder::new()
            .prefix(&helper_prefix(path))
            .suffix(".tmp")
            // not as a temporary file of Windows, which sync programs leave out
            .make_in(folder, |path| {
                system::open_options(false)
                    .read(true)
                    .write(true)
                    .create_new(true)
                    .open(path)
            })
    }

    pub(super) fn write(&self, file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(e) = self.before(Call::Write(path, bytes)) {
            // as a full disk does, write a part
            let _ = file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default());
            return Err(e);
        }
        file.write_all(bytes)
    }

    pub(super) fn sync(&self, file: &File, path: &Path) -> io::Result<Reached> {
        match self.before(Call::Sync(path)).and_then(|()| file.sync_all()) {
            Ok(()) => Ok(Reached::Disk),
            // on macOS, network drives do not know the call that waits for the disk
            Err(e) if system::is_unsupported(&e) => {
                system::sync_unconfirmed(file).map(|()| Reached::System)
            }
            Err(e) => Err(e),
        }
    }

    /// Exchanges two files atomically, where the file system can do that.
    pub(super) fn swap(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.before(Call::Swap(a, b))?;
        system::exchange(a, b)
    }

    /// Renames a file; at its new name, only a regular file is replaced.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        regular::require_replaceable(to)?;
        patiently(|| {
            self.before(Call::Rename(from, to))?;
            std::fs::rename(from, to)
        })
    }

    /// Gives a helper its name, unless there is a file of that name already.
    pub(super) fn place(&self, helper: NamedTempFile, path: &Path) -> io::Result<File> {
        let mut slot = Some(helper);
        patiently(|| {
            let helper = slot.take().ok_or(io::ErrorKind::NotFound)?;
            if let Err(e) = self.before(Call::Place(helper.path(), path)) {
                slot = Some(helper);
                return Err(e);
            }
            helper.persist_noclobber(path).map_err(|e| {
                slot = Some(e.file);
                e.error
            })
        })
    }

    pub(super) fn sync_folder(&self, folder: &Path) -> io::Result<Reached> {
        match self
            .before(Call::SyncFolder(folder))
            .and_then(|()| system::open_folder(folder))
            .and_then(|f| f.sync_all())
        {
            Ok(()) => Ok(Reached::Disk),
            Err(e) if system::is_unsyncable_folder(&e) => Ok(Reached::System),
            Err(e) => Err(e),
        }
    }

    pub(super) fn remove(&self, path: &Path) -> io::Result<()> {
        self.before(Call::Remove(path))?;
        std::fs::remove_file(path)
    }

    pub(super) fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.before(Call::RemoveFolder(path))?;
        std::fs::remove_dir_all(path)
    }
}

impl fmt::Debug for Disk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() {
            "Disk(watched)"
        } else {
            "Disk"
        })
    }
}

/// Makes a call again, after short waits, while another program holds the file.
fn patiently<T>(mut call: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    for wait in WAITS {
        match call() {
            Err(e) if system::is_held(&e) => std::thread::sleep(Duration::from_millis(wait)),
            done => return done,
        }
    }
    call()
}

/// The folder a file is in; a bare name is in the current one.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|p| !p.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// How the names of all helpers of the file at `path` begin; they end in `.tmp`.
pub(super) fn helper_prefix(path: &Path) -> String {
    let name: String = path
        .file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .chars()
        .take(HELPER)
        .collect();
    // long names may begin alike
    format!(".{name}.{}.", tag(path))
}

#[cfg(test)]
mod tests {
    use super::super::replace::{create_new, overwrite};
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    /// A disk on which another program holds the file during the first calls to give it a name.
    fn held_for(calls: usize) -> Disk {
        let made = AtomicUsize::new(0);
        Disk::watched(move |call| match call {
            Call::Rename(..) | Call::Place(..) if made.fetch_add(1, Ordering::SeqCst) < calls => {
                Err(io::ErrorKind::ResourceBusy.into())
            }
            _ => Ok(()),
        })
    }

    #[test]
    fn a_file_that_another_program_holds_for_a_moment_is_replaced() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        create_new(&held_for(2), &path, b"one").unwrap();
        overwrite(&held_for(2), &path, b"two").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        let failed = overwrite(&held_for(usize::MAX), &path, b"three").unwrap_err();
        assert_eq!(failed.kind(), io::ErrorKind::ResourceBusy);
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_drive_that_does_not_tell_when_bytes_have_arrived_has_them_written_only() {
        let dir = tempfile::tempdir().unwrap();
        let no_sync = Disk::watched(|call| match call {
            Call::Sync(_) => Err(io::ErrorKind::Unsupported.into()),
            _ => Ok(()),
        });
        let path = dir.path().join("a.json");
        let reached = create_new(&no_sync, &path, b"one").unwrap();
        assert_eq!(reached, Reached::System);
        let reached = overwrite(&Disk::default(), &path, b"two").unwrap();
        // a folder cannot be synced everywhere
        assert!(reached == Reached::Disk || cfg!(windows));
    }
}
