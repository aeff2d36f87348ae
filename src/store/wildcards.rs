//! Wildcards in the names of files: the shells of Windows leave them to programs.

use std::path::{Path, PathBuf};

/// The files that `typed` means: itself, or those whose names fit if its name has `*` or `?` and no
/// file is called so. Without one that fits, itself.
#[must_use]
pub fn matching_files(typed: &Path) -> Vec<PathBuf> {
    let itself = || vec![typed.to_path_buf()];
    let Some(pattern) = typed.file_name().map(|name| name.to_string_lossy()) else {
        return itself();
    };
    if !pattern.contains(['*', '?']) || typed.symlink_metadata().is_ok() {
        return itself();
    }
    let folder = typed.parent().unwrap_or(Path::new(""));
    let searched = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let entries = std::fs::read_dir(searched).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .filter(|entry| fits(&entry.file_name().to_string_lossy(), &pattern))
        .map(|entry| folder.join(entry.file_name()))
        .collect();
    if found.is_empty() {
        return itself();
    }
    found.sort();
    found
}

/// True if a name fits a pattern, in which `*` is any text and `?` any character. As in shells, a
/// hidden file fits only a pattern that begins with its dot.
fn fits(name: &str, pattern: &str) -> bool {
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let (name, pattern): (Vec<char>, Vec<char>) = if cfg!(windows) {
        (
            name.to_lowercase().chars().collect(),
            pattern.to_lowercase().chars().collect(),
        )
    } else {
        (name.chars().collect(), pattern.chars().collect())
    };
    let (mut n, mut p) = (0, 0);
    // where to go on if the last `*` has to take one more character
    let mut again = None;
    while let Some(c) = name.get(n) {
        match pattern.get(p) {
            Some('*') => {
                again = Some((n, p));
                p += 1;
            }
            Some(q) if q == c || *q == '?' => (n, p) = (n + 1, p + 1),
            _ => match again {
                Some((from, star)) => {
                    again = Some((from + 1, star));
                    (n, p) = (from + 1, star + 1);
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(p).all(|q| *q == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_fits_a_pattern_as_in_a_shell() {
        for (name, pattern) in [
            ("a.json", "*.json"),
            ("a.json", "?.json"),
            ("a.json", "*"),
            ("ab-ab-b.json", "*ab-b.j*n"),
            (".a", ".*"),
            ("é.json", "?.json"),
        ] {
            assert!(fits(name, pattern), "{name} {pattern}");
        }
        for (name, pattern) in [
            ("a.json", "*.md"),
            ("ab.json", "?.json"),
            (".a.json", "*.json"),
            ("a", "a?"),
        ] {
            assert!(!fits(name, pattern), "{name} {pattern}");
        }
        let long = "a".repeat(2_000);
        assert!(
            !fits(&long, &"a*".repeat(500).replace("a*a", "a*b")),
            "no blow-up"
        );
    }
}
