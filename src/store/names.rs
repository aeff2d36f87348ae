//! Names of files: how they are made, kept apart, and shown.

use crate::domain::Id;
use jiff::civil::Date;
use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{MAIN_SEPARATOR_STR, Path, PathBuf};

/// File name of a session: the day, the title in safe characters, and the end of the id.
#[must_use]
pub fn file_name(day: Date, title: &str, id: &Id) -> String {
    let slug = crate::text::slug(title, "session");
    let tail: String = id
        .as_str()
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    let tail = format!(
        "{:0>6}",
        tail.get(tail.len().saturating_sub(6)..).unwrap_or_default()
    );
    format!("{day}-{slug}-{}.json", tail.to_ascii_lowercase())
}

/// A path in `folder` called `wanted`, or with `-2`, `-3`, … before its ending if that name is
/// taken.
pub(super) fn free_name(folder: &Path, wanted: &OsStr) -> PathBuf {
    let wanted = Path::new(wanted);
    let stem = if wanted.extension().is_some_and(|e| e == "json") {
        wanted.file_stem().unwrap_or_default()
    } else {
        wanted.as_os_str()
    };
    (1u32..)
        .map(|n| {
            folder.join(if n == 1 {
                wanted.as_os_str().to_owned()
            } else {
                joined(&[stem, format!("-{n}.json").as_ref()])
            })
        })
        .find(|p| !p.exists())
        .unwrap_or_else(|| folder.join(wanted))
}

/// One name made of parts.
pub(super) fn joined(parts: &[&OsStr]) -> OsString {
    parts.iter().copied().collect()
}

/// A stable short name for a path, for files in the state folder that belong to it.
pub(super) fn tag(path: &Path) -> String {
    format!("{:016x}", hash(path.as_os_str().as_encoded_bytes()))
}

/// FNV-1a, 64 bit: enough to tell two contents of one file apart.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The path with all links resolved, in the form in which a person types it.
pub(super) fn canonical(path: &Path) -> io::Result<PathBuf> {
    let path = std::fs::canonicalize(path)?;
    Ok(match path.to_str() {
        // with the prefix, a file has two names on Windows; the standard library adds it by itself
        // where a path is too long
        Some(text) if cfg!(windows) => without_verbatim(text).into_owned().into(),
        _ => path,
    })
}

/// The path with all links resolved; the path itself if nothing is there.
pub(super) fn without_links(path: &Path) -> PathBuf {
    canonical(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A path of Windows without the prefix that takes it as it is: `\\?\C:\a` is `C:\a`, and
/// `\\?\UNC\server\a` is `\\server\a`.
fn without_verbatim(path: &str) -> Cow<'_, str> {
    match path.strip_prefix(r"\\?\") {
        Some(rest) => match rest.strip_prefix(r"UNC\") {
            Some(share) => format!(r"\\{share}").into(),
            None => rest.into(),
        },
        None => path.into(),
    }
}

/// The path as an absolute one; the path itself if the current folder is gone.
#[must_use]
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A path as a person typed it, with a leading `~` replaced by the home folder. It may be written
/// as on Windows: settings on a stick are read on every system.
#[must_use]
pub fn from_home(typed: &Path) -> PathBuf {
    let path = match typed.to_str() {
        Some(text) if text.starts_with(r"~\") => {
            PathBuf::from(text.replace('\\', MAIN_SEPARATOR_STR))
        }
        _ => typed.to_path_buf(),
    };
    let (Ok(rest), Some(home)) = (path.strip_prefix("~"), std::env::home_dir()) else {
        return path;
    };
    let mut full = home.join(rest);
    // a separator at the end says that it is a folder
    if path.to_string_lossy().ends_with(std::path::is_separator) {
        full.push("");
    }
    full
}

/// A path as it may be printed: control characters made visible, bytes that are not UTF-8 replaced.
#[must_use]
pub fn shown(path: &Path) -> String {
    let text = path.to_string_lossy();
    let text = if cfg!(windows) {
        without_verbatim(&text)
    } else {
        text
    };
    crate::text::one_line(&text).into_owned()
}

/// The last part of a path as it may be printed.
#[must_use]
pub fn shown_name(path: &Path) -> String {
    path.file_name()
        .map_or_else(|| shown(path), |name| shown(Path::new(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_safe_file_names() {
        let day: Date = "2026-11-21".parse().unwrap();
        let id = Id::new("0192a000-0000-7000-8000-0000deadbeef");
        for (title, want) in [
            ("Supplier reset", "2026-11-21-supplier-reset-adbeef.json"),
            (
                "Nordwind × Březina",
                "2026-11-21-nordwind-brezina-adbeef.json",
            ),
            ("../../etc/passwd", "2026-11-21-etc-passwd-adbeef.json"),
            ("", "2026-11-21-session-adbeef.json"),
            ("漢字\u{202e}", "2026-11-21-session-adbeef.json"),
            ("CON", "2026-11-21-con-adbeef.json"),
            ("Müller & Söhne", "2026-11-21-mueller-soehne-adbeef.json"),
        ] {
            assert_eq!(file_name(day, title, &id), want);
        }
        assert!(file_name(day, &"x".repeat(300), &id).len() <= 100);
    }

    #[test]
    fn a_taken_name_gets_a_number_before_its_ending() {
        let folder = tempfile::tempdir().unwrap();
        let first = free_name(folder.path(), "a.json".as_ref());
        assert_eq!(first, folder.path().join("a.json"));
        std::fs::write(&first, "").unwrap();
        let second = free_name(folder.path(), "a.json".as_ref());
        assert_eq!(second, folder.path().join("a-2.json"));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_name_that_is_not_utf_8_keeps_its_bytes() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        let name = OsStr::from_bytes(b"caf\xe9.json");
        let first = free_name(folder.path(), name);
        assert_eq!(first.file_name(), Some(name));
        std::fs::write(&first, "").unwrap();
        assert_eq!(
            free_name(folder.path(), name).file_name(),
            Some(OsStr::from_bytes(b"caf\xe9-2.json"))
        );
        assert_eq!(shown_name(&first), "caf\u{fffd}.json");
    }

    #[test]
    fn a_path_is_shown_as_a_person_types_it() {
        for (path, want) in [
            (r"\\?\C:\a\b.json", r"C:\a\b.json"),
            (r"\\?\UNC\server\share\b.json", r"\\server\share\b.json"),
            (r"\\server\share", r"\\server\share"),
            ("/home/ada/b.json", "/home/ada/b.json"),
        ] {
            assert_eq!(without_verbatim(path), want);
        }
        let here = std::env::current_dir().unwrap();
        assert!(!shown(&canonical(&here).unwrap()).starts_with(r"\\?\"));
    }

    #[test]
    fn a_tilde_is_the_home_folder() {
        let home = std::env::home_dir().unwrap();
        assert_eq!(from_home(Path::new("~/a/b")), home.join("a/b"));
        assert_eq!(from_home(Path::new(r"~\a\b")), home.join("a").join("b"));
        assert_eq!(from_home(Path::new("~")), home);
        let folder = from_home(Path::new("~/a/"));
        assert!(folder.to_string_lossy().ends_with(std::path::is_separator));
        assert_eq!(from_home(Path::new("~x/a")), Path::new("~x/a"));
        assert_eq!(from_home(Path::new("/a/~")), Path::new("/a/~"));
    }
}
