//! The system calls that change a user's files, in one place, so that a test can record each or let
//! it fail. Locks, samples that are thrown away and crash reports do not go through here.

use super::names::tag;
use std::fmt;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use tempfile::NamedTempFile;

/// How many characters of a file's name are in the name of its helper, so that no name is too long.
const HELPER: usize = 40;

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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// They are on the disk.
    Disk,
    /// The system has them; this file system does not tell when they are on the disk.
    System,
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

    pub(super) fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.before(Call::Read(path))?;
        std::fs::read(path)
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
            .tempfile_in(folder)
    }

    pub(super) fn write(&self, file: &mut File, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if let Err(e) = self.before(Call::Write(path, bytes)) {
            // as a full disk does, write a part
            let _ = file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default());
            return Err(e);
        }
        file.write_all(bytes)
    }

    pub(super) fn sync(&self, file: &File, path: &Path) -> io::Result<()> {
        self.before(Call::Sync(path))?;
        file.sync_all()
    }

    /// Exchanges two files atomically, where the file system can do that.
    pub(super) fn swap(&self, a: &Path, b: &Path) -> io::Result<()> {
        self.before(Call::Swap(a, b))?;
        #[cfg(target_os = "linux")]
        {
            use rustix::fs::{CWD, RenameFlags, renameat_with};
            Ok(renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
        }
        #[cfg(not(target_os = "linux"))]
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.before(Call::Rename(from, to))?;
        std::fs::rename(from, to)
    }

    /// Gives a helper its name, unless there is a file of that name already.
    pub(super) fn place(&self, helper: NamedTempFile, path: &Path) -> io::Result<File> {
        self.before(Call::Place(helper.path(), path))?;
        helper.persist_noclobber(path).map_err(|e| e.error)
    }

    pub(super) fn sync_folder(&self, folder: &Path) -> io::Result<Reached> {
        match self
            .before(Call::SyncFolder(folder))
            .and_then(|()| File::open(folder))
            .and_then(|f| f.sync_all())
        {
            Ok(()) => Ok(Reached::Disk),
            // FAT and some network drives cannot sync a folder, and say so
            Err(e)
                if matches!(
                    e.kind(),
                    io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
                ) =>
            {
                Ok(Reached::System)
            }
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
