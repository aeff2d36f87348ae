//! Replacing a file as a whole or not at all: the only way in which a user's file is overwritten.
//!
//! 1. Make a helper beside the target: random name, never through a link, mode 0600.
//! 2. Write all bytes into it; copy the mode and extended attributes of the old file.
//! 3. Sync the helper.
//! 4. Exchange helper and target atomically, so that what was there last can still be read: what
//!    another program wrote at the last instant is given to the caller, not lost. If there is no
//!    target yet, or the file system knows no exchange, rename the helper to the target.
//! 5. Sync the folder, then the file once more: XFS reports success for a folder even after it has
//!    lost its disk. Only now is the file replaced.
//!
//! If a call before the exchange fails, the old file is untouched; if a later sync fails, the new
//! file is in place but may not survive a power cut. The next attempt begins with a fresh helper:
//! what a failed sync left in the system's cache is never trusted.

use super::disk::{Disk, Reached, folder_of, helper_prefix};
use super::regular::require_replaceable;
use super::system::is_unsupported;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Limit of Linux for the names of all extended attributes, and for each value, in bytes.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
const ATTRIBUTES: usize = 64 * 1024;

/// A file that was replaced.
pub(super) struct Replaced {
    pub reached: io::Result<Reached>,
    /// The content that was replaced if it was not the expected one; always `None` on a file
    /// system that cannot exchange files.
    pub unexpected: Option<Vec<u8>>,
}

/// Replaces the file at `path`, which must be free of links, with `bytes`; `expected` is what it
/// is believed to hold.
///
/// # Errors
/// The call before or at the exchange that failed; the old file is untouched. If a later sync
/// fails, [`Replaced::reached`] has the error: the new file is in place but may not survive a
/// power cut.
pub(super) fn replace(
    disk: &Disk,
    path: &Path,
    bytes: &[u8],
    expected: &[u8],
) -> io::Result<Replaced> {
    let (mut helper, at) = written_helper(disk, path, bytes)?;
    let unexpected = match disk.swap(&at, path) {
        Ok(()) => {
            let was = disk.read(&at).ok();
            // a helper that cannot be read, or that another program is writing to, stays: the next
            // opening looks at it
            helper.disable_cleanup(was.as_deref() != Some(expected));
            was.filter(|was| was != expected)
        }
        // nothing is there yet, or not any more
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let file = disk.place(helper, path)?;
            return Ok(Replaced {
                reached: confirm(disk, &file, path),
                unexpected: None,
            });
        }
        Err(e) if e.kind() == io::ErrorKind::InvalidInput || is_unsupported(&e) => {
            disk.rename(&at, path)?;
            helper.disable_cleanup(true);
            None
        }
        Err(e) => return Err(e),
    };
    Ok(Replaced {
        reached: confirm(disk, helper.as_file(), path),
        unexpected,
    })
}

/// Steps 1 to 3: a helper with the bytes, the mode and the attributes, and where it is.
fn written_helper(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<(NamedTempFile, PathBuf)> {
    let mut helper = disk.helper(path)?;
    let at = helper.path().to_path_buf();
    disk.write(helper.as_file_mut(), &at, bytes)?;
    keep_mode(path, helper.as_file());
    keep_attributes(path, helper.as_file());
    disk.sync(helper.as_file(), &at)?;
    Ok((helper, at))
}

/// Step 5 for the `file` that is now at `path`.
fn confirm(disk: &Disk, file: &File, path: &Path) -> io::Result<Reached> {
    let names = disk.sync_folder(folder_of(path))?;
    let content = disk.sync(file, path)?;
    Ok(names.min(content))
}

/// Replaces a file that no other program writes, without reading it. Only a regular file is
/// replaced, never what a link leads to.
///
/// # Errors
/// The call that failed. If it came before the exchange, the old file is untouched; otherwise the
/// new file is in place but may not survive a power cut.
pub(super) fn overwrite(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<Reached> {
    require_replaceable(path)?;
    let (mut helper, at) = written_helper(disk, path, bytes)?;
    disk.rename(&at, path)?;
    helper.disable_cleanup(true);
    confirm(disk, helper.as_file(), path)
}

/// Makes a new file with `bytes`; an existing one is not touched.
///
/// # Errors
/// The call that failed; the file is not there, or it is complete but may not survive a power cut.
pub(super) fn create_new(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<Reached> {
    let mut helper = disk.helper(path)?;
    let at = helper.path().to_path_buf();
    disk.write(helper.as_file_mut(), &at, bytes)?;
    disk.sync(helper.as_file(), &at)?;
    let file = disk.place(helper, path)?;
    confirm(disk, &file, path)
}

/// The helper files that a killed program left beside `path`.
pub(super) fn left_behind(path: &Path) -> Vec<PathBuf> {
    let start = helper_prefix(path);
    let is_helper = |file: &Path| {
        file.file_name().is_some_and(|n| {
            n.to_string_lossy().starts_with(&start) && n.to_string_lossy().ends_with(".tmp")
        })
    };
    std::fs::read_dir(folder_of(path))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| is_helper(p))
        .collect()
}

fn keep_mode(from: &Path, to: &File) {
    if let Ok(meta) = std::fs::metadata(from) {
        let _ = to.set_permissions(meta.permissions());
    }
}

/// Copies the extended attributes of the file at `from`, such as a desktop's labels, as far as the
/// file system accepts them.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn keep_attributes(from: &Path, to: &File) {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    let mut names = vec![0u8; ATTRIBUTES];
    let Ok(length) = listxattr(from, names.as_mut_slice()) else {
        return;
    };
    for name in names
        .get(..length)
        .unwrap_or(&[])
        .split(|b| *b == 0)
        .filter(|n| !n.is_empty())
    {
        let mut value = vec![0u8; ATTRIBUTES];
        if let Ok(length) = getxattr(from, name, value.as_mut_slice()) {
            let _ = fsetxattr(
                to,
                name,
                value.get(..length).unwrap_or(&[]),
                XattrFlags::empty(),
            );
        }
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn keep_attributes(_: &Path, _: &File) {}

#[cfg(test)]
mod tests {
    use super::super::disk::Call;
    use super::*;

    /// Needs a file system with extended attributes under the current folder.
    #[test]
    #[cfg(target_os = "linux")]
    fn extended_attributes_are_kept() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let dir = tempfile::tempdir_in(".").unwrap();
        let path = dir.path().join("a.json");
        let disk = Disk::default();
        create_new(&disk, &path, b"one").unwrap();
        setxattr(&path, "user.label", b"red", XattrFlags::empty()).unwrap();
        overwrite(&disk, &path, b"two").unwrap();
        let mut value = vec![0; 16];
        let length = getxattr(&path, "user.label", value.as_mut_slice()).unwrap();
        assert_eq!(&value[..length], b"red");
    }

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_mode() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        let disk = Disk::default();
        create_new(&disk, &path, b"one").unwrap();
        assert!(create_new(&disk, &path, b"two").is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o600
            );
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
        }
        overwrite(&disk, &path, b"three").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o640
            );
        }
        assert!(left_behind(&path).is_empty());
        let left = dir.path().join(format!("{}x.tmp", helper_prefix(&path)));
        std::fs::write(&left, b"left").unwrap();
        std::fs::write(
            dir.path().join(format!(
                "{}x.tmp",
                helper_prefix(&dir.path().join("a.json2"))
            )),
            b"of another",
        )
        .unwrap();
        assert_eq!(left_behind(&path), [left]);
    }

    #[test]
    fn what_another_program_wrote_at_the_last_instant_is_returned() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        create_new(&Disk::default(), &path, b"ours").unwrap();
        let theirs = path.clone();
        let disk = Disk::watched(move |call| match call {
            Call::Swap(..) => std::fs::write(&theirs, b"theirs"),
            _ => Ok(()),
        });
        let done = replace(&disk, &path, b"ours again", b"ours").unwrap();
        // elsewhere no file system can exchange two files
        if cfg!(any(target_os = "linux", target_vendor = "apple")) {
            assert_eq!(done.unexpected.as_deref(), Some(&b"theirs"[..]));
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"ours again");
    }
}
