//! A file replaced whole or not at all: the one way in which anything of a user's is overwritten.
//!
//! 1. A helper beside the target: random name, made new and never through a link, mode 0600.
//! 2. All bytes into it; mode and extended attributes of the old file onto it.
//! 3. The helper's bytes to the disk.
//! 4. Helper and target change places in one step, so that what stood there last can still be looked at:
//!    whatever another program wrote at the last instant is given back to the caller, not lost.
//!    Where nothing is there, or the file system knows no such step, the helper takes the target's name.
//! 5. The folder's names to the disk, and the file is asked once more: XFS says yes for a folder also after it
//!    has lost its disk. Only then is the file replaced.
//!
//! When a call fails, the helper goes, the target stays, and the next try begins with a fresh helper: what
//! a failed sync left in the system's cache is never trusted.

use super::disk::{Disk, Reached, folder_of, helper_prefix};
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

/// Most bytes of the names, and of each value, of extended attributes: the limit of Linux.
#[cfg(target_os = "linux")]
const ATTRIBUTES: usize = 64 * 1024;

/// A file that was replaced.
pub(super) struct Replaced {
    pub reached: io::Result<Reached>,
    /// What stood there at the last instant instead, where the file system can tell.
    pub was: Option<Vec<u8>>,
}

/// Replaces the file at `path` (already without links) by `bytes`; `last` is what is believed to be there.
///
/// # Errors
/// The call that failed; the old file is in its place. An error in [`Replaced::reached`] means that the
/// new one is, but may be gone after a power cut.
pub(super) fn replace(disk: &Disk, path: &Path, bytes: &[u8], last: &[u8]) -> io::Result<Replaced> {
    let mut helper = disk.helper(path)?;
    let at = helper.path().to_path_buf();
    disk.write(helper.as_file_mut(), &at, bytes)?;
    keep_mode(path, helper.as_file());
    keep_attributes(path, helper.as_file());
    disk.sync(helper.as_file(), &at)?;
    let was = match disk.swap(&at, path) {
        Ok(()) => {
            let was = disk.read(&at).ok();
            // goes when dropped; what could not be looked at, or is being written by another program, is left for
            // the next start to look at
            helper.disable_cleanup(was.as_deref() != Some(last));
            was.filter(|was| was != last)
        }
        // nothing is there yet, or not any more
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let file = disk.place(helper, path)?;
            return Ok(Replaced {
                reached: settle(disk, &file, path),
                was: None,
            });
        }
        Err(e)
            if matches!(
                e.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            disk.rename(&at, path)?;
            helper.disable_cleanup(true);
            None
        }
        Err(e) => return Err(e),
    };
    Ok(Replaced {
        reached: settle(disk, helper.as_file(), path),
        was,
    })
}

/// The last step for the `file` that has its place at `path`.
fn settle(disk: &Disk, file: &File, path: &Path) -> io::Result<Reached> {
    let reached = disk.sync_folder(folder_of(path))?;
    disk.sync(file, path)?;
    Ok(reached)
}

/// The same, where nobody else writes that file.
///
/// # Errors
/// The call that failed.
pub(super) fn overwrite(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<Reached> {
    let last = std::fs::read(path).unwrap_or_default();
    replace(disk, path, bytes, &last)?.reached
}

/// Makes a new file with `bytes`; an existing one is not touched.
///
/// # Errors
/// The call that failed; nothing is there, or the whole of it, which may be gone after a power cut.
pub(super) fn create_new(disk: &Disk, path: &Path, bytes: &[u8]) -> io::Result<Reached> {
    let mut helper = disk.helper(path)?;
    let at = helper.path().to_path_buf();
    disk.write(helper.as_file_mut(), &at, bytes)?;
    disk.sync(helper.as_file(), &at)?;
    let file = disk.place(helper, path)?;
    settle(disk, &file, path)
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

/// Takes the extended attributes of the file at `from` along, such as labels of a desktop; what a file
/// system refuses is left.
#[cfg(target_os = "linux")]
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

#[cfg(not(target_os = "linux"))]
fn keep_attributes(_: &Path, _: &File) {}

#[cfg(test)]
mod tests {
    use super::super::disk::Call;
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn extended_attributes_go_along() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        let disk = Disk::default();
        create_new(&disk, &path, b"one").unwrap();
        // a file system without them has nothing to lose
        if setxattr(&path, "user.label", b"red", XattrFlags::empty()).is_ok() {
            overwrite(&disk, &path, b"two").unwrap();
            let mut value = vec![0; 16];
            let length = getxattr(&path, "user.label", value.as_mut_slice()).unwrap();
            assert_eq!(&value[..length], b"red");
        }
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
            overwrite(&disk, &path, b"three").unwrap();
            assert_eq!(
                std::fs::metadata(&path).unwrap().permissions().mode() & 0o777,
                0o640
            );
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
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
    fn what_another_program_wrote_at_the_last_instant_is_given_back() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        create_new(&Disk::default(), &path, b"ours").unwrap();
        let theirs = path.clone();
        let disk = Disk::watched(move |call| match call {
            Call::Swap(..) => std::fs::write(&theirs, b"theirs"),
            _ => Ok(()),
        });
        let done = replace(&disk, &path, b"ours again", b"ours").unwrap();
        if let Some(was) = done.was {
            assert_eq!(was, b"theirs");
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"ours again");
    }
}
