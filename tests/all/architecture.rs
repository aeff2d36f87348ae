//! The layers and invariants of `src/lib.rs`, held by reading the sources.

use std::path::{Path, PathBuf};

fn sources() -> Vec<(String, String)> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            if entry.path().is_dir() {
                walk(&entry.path(), out);
            } else {
                out.push(entry.path());
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    walk(&root, &mut files);
    let name = |p: &Path| {
        p.strip_prefix(&root)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/")
    };
    // what a test inside a file does is its own affair
    let code = |p: &Path| {
        std::fs::read_to_string(p)
            .unwrap()
            .split("#[cfg(test)]")
            .next()
            .unwrap()
            .to_owned()
    };
    files.iter().map(|p| (name(p), code(p))).collect()
}

/// Lines of code without comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|l| l.split("//").next().unwrap_or(""))
        .filter(|l| !l.trim().is_empty())
}

const LAYERS: [(&str, &[&str]); 14] = [
    ("text", &[]),
    ("colour", &[]),
    ("domain", &["text"]),
    ("keys", &[]),
    ("catalog", &["domain", "colour", "text"]),
    ("figure", &["domain", "text"]),
    ("export", &["domain", "figure", "text"]),
    ("store", &["domain", "catalog", "text"]),
    ("widgets", &["keys", "figure", "colour", "text"]),
    (
        "steps",
        &[
            "domain", "catalog", "figure", "export", "keys", "widgets", "text",
        ],
    ),
    (
        "app",
        &[
            "domain", "catalog", "keys", "widgets", "steps", "figure", "export", "text",
        ],
    ),
    (
        "tui",
        &[
            "domain", "catalog", "keys", "widgets", "steps", "figure", "export", "text", "store",
            "app", "clock",
        ],
    ),
    (
        "cli",
        &[
            "domain", "catalog", "keys", "steps", "export", "text", "store", "clock",
        ],
    ),
    ("clock", &["domain"]),
];

#[test]
fn each_layer_uses_only_what_it_may() {
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let layer = file.split('/').next().unwrap().trim_end_matches(".rs");
        let Some((_, may)) = LAYERS.iter().find(|(l, _)| *l == layer) else {
            continue;
        };
        for line in lines(&text) {
            for part in line.split("crate::").skip(1) {
                let used: String = part
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if LAYERS.iter().any(|(l, _)| *l == used)
                    && used != layer
                    && !may.contains(&used.as_str())
                {
                    faults.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn only_one_place_knows_each_part_of_the_world() {
    let rules: [(&str, &[&str]); 12] = [
        // the calls that change a user's disk, where a test can record each or let it fail
        ("fs::write(", &["store/crash_report.rs"]),
        ("fs::rename(", &["store/disk.rs"]),
        ("fs::remove_file(", &["store/disk.rs", "store/lock.rs"]),
        ("create_dir_all(", &["store/disk.rs"]),
        ("remove_dir_all(", &["store/disk.rs", "store/demo.rs"]),
        ("widgets::Paragraph", &[]),
        ("std::fs", &["store/"]),
        ("File::", &["store/"]),
        ("Zoned::now", &["clock.rs"]),
        ("SystemTime", &[]),
        ("KeyCode", &["tui/input.rs"]),
        ("crossterm", &["tui/"]),
    ];
    let mut faults = Vec::new();
    for (file, text) in sources() {
        for line in lines(&text) {
            for (word, places) in rules {
                if line.contains(word) && !places.iter().any(|p| file.starts_with(p)) {
                    faults.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_step_knows_another() {
    let kinds = [
        "welcome",
        "expectations",
        "align",
        "goals",
        "actions",
        "owners",
        "timeline",
        "metrics",
        "agreement",
    ];
    let mut faults = Vec::new();
    for (file, text) in sources() {
        let Some(own) = kinds
            .iter()
            .find(|k| file.starts_with(&format!("steps/{k}")))
        else {
            continue;
        };
        for line in lines(&text) {
            for other in kinds.iter().filter(|k| *k != own) {
                if line.contains(&format!("super::{other}::"))
                    || line.contains(&format!("steps::{other}::"))
                {
                    faults.push(format!("{file}: {}", line.trim()));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_session_changes_only_through_edits() {
    // outside domain nobody borrows a session's lists to change them
    let words = [
        "_mut(session)",
        ".push(Expectation",
        "session.goals.push",
        "session.actions.push",
        "list_mut(",
    ];
    let mut faults = Vec::new();
    for (file, text) in sources().iter().filter(|(f, _)| !f.starts_with("domain/")) {
        for line in lines(text) {
            if words.iter().any(|w| line.contains(w)) {
                faults.push(format!("{file}: {}", line.trim()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_stay_small_and_nothing_is_left_over() {
    for (file, text) in sources() {
        assert!(
            text.lines().count() <= 2100,
            "{file} has {} lines",
            text.lines().count()
        );
        for word in ["todo!", "unimplemented!", "dbg!", "TODO", "FIXME", "XXX"] {
            assert!(!text.contains(word), "{file}: {word}");
        }
        assert!(text.starts_with("//!"), "{file} says what it is");
    }
}
