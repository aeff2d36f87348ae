//! Writing a file whole or not at all.

use super::paths::shown;
use super::read::Unreadable;
use super::sentence;
use crate::domain::Session;
use crate::text::escape_json;
use serde_json::Value;
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

/// Most characters of a file's name in that of its helper.
const HELPER: usize = 40;
/// Most bytes of the names, and of each value, of extended attributes: the limit of Linux.
#[cfg(target_os = "linux")]
const ATTRIBUTES: usize = 64 * 1024;

/// The text of a session's file: two-space indented, order kept, unreadable items back in their places.
#[must_use]
pub fn to_json(session: &Session, unreadable: &[Unreadable]) -> String {
    let mut value = serde_json::to_value(session).unwrap_or(Value::Null);
    for held in unreadable {
        let list = held.list.path().iter().try_fold(&mut value, |v, key| v.get_mut(*key));
        if let Some(Value::Array(items)) = list {
            items.insert(held.at.min(items.len()), held.item.clone());
        }
    }
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    escape_json(text)
}

/// Replaces the file at `path` (already without links) by `bytes`; on return they have reached the disk.
///
/// The old file stays whole until the new one is. Mode is kept; a new file is 0600.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    // the name of a helper file is found again by sweep, and never longer than a system takes
    let name: String = path.file_name().unwrap_or_default().to_string_lossy().chars().take(HELPER).collect();
    // made with O_EXCL and mode 0600; removed by its drop when anything below fails
    let mut file = tempfile::Builder::new().prefix(&format!(".{name}.")).suffix(".tmp").tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(meta) = std::fs::metadata(path) {
        let _ = file.as_file().set_permissions(meta.permissions());
    }
    keep_attributes(path, file.as_file());
    file.as_file().sync_all()?;
    file.persist(path).map_err(|e| e.error)?;
    sync_folder(folder)
}

/// Takes the extended attributes of the file at `from` along, such as labels of a desktop; what a file
/// system refuses is left.
#[cfg(target_os = "linux")]
fn keep_attributes(from: &Path, to: &File) {
    use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};
    let mut names = vec![0u8; ATTRIBUTES];
    let Ok(length) = listxattr(from, names.as_mut_slice()) else { return };
    for name in names.get(..length).unwrap_or(&[]).split(|b| *b == 0).filter(|n| !n.is_empty()) {
        let mut value = vec![0u8; ATTRIBUTES];
        if let Ok(length) = getxattr(from, name, value.as_mut_slice()) {
            let _ = fsetxattr(to, name, value.get(..length).unwrap_or(&[]), XattrFlags::empty());
        }
    }
}

#[cfg(not(target_os = "linux"))]
fn keep_attributes(_: &Path, _: &File) {}

/// Makes a new file with `bytes`; an existing one is not touched.
pub(super) fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(path);
    let mut file = tempfile::Builder::new().prefix(".new.").suffix(".tmp").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist_noclobber(path).map_err(|e| e.error)?;
    sync_folder(folder)
}

/// The folder a file is in; a bare name is in the current one.
fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder).and_then(|f| f.sync_all()) {
        // file systems that cannot sync a folder say so; the file itself is synced
        Err(e) if matches!(e.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

/// Writes a session to another place, whole.
///
/// # Errors
/// One sentence; what was there is unchanged.
pub(super) fn save_copy(session: &Session, unreadable: &[Unreadable], path: &Path) -> Result<(), String> {
    let folder = folder_of(path);
    std::fs::create_dir_all(folder).map_err(|e| format!("{} cannot be made: {}.", shown(folder), sentence::of(&e)))?;
    create_new(path, to_json(session, unreadable).as_bytes()).map_err(|e| format!("{} cannot be written: {}.", shown(path), sentence::of(&e)))
}

/// Removes helper files that a killed program left beside `path`.
pub(super) fn sweep(path: &Path) {
    let (Some(folder), Some(name)) = (path.parent(), path.file_name().map(|n| n.to_string_lossy().into_owned())) else { return };
    let start = format!(".{}.", name.chars().take(HELPER).collect::<String>());
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        if file.starts_with(&start) && file.ends_with(".tmp") {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn extended_attributes_go_along() {
        use rustix::fs::{XattrFlags, getxattr, setxattr};
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        create_new(&path, b"one").unwrap();
        // a file system without them has nothing to lose
        if setxattr(&path, "user.label", b"red", XattrFlags::empty()).is_ok() {
            replace(&path, b"two").unwrap();
            let mut value = vec![0; 16];
            let length = getxattr(&path, "user.label", value.as_mut_slice()).unwrap();
            assert_eq!(&value[..length], b"red");
        }
    }

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_mode() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.json");
        create_new(&path, b"one").unwrap();
        assert!(create_new(&path, b"two").is_err());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o640)).unwrap();
            replace(&path, b"three").unwrap();
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        }
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
        std::fs::write(dir.path().join(".a.json.x.tmp"), b"left").unwrap();
        sweep(&path);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
