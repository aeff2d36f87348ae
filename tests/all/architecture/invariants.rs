//! What only one place may do, and what none may leave behind.

use super::source::program;

#[test]
fn only_one_place_touches_each_part_of_the_system() {
    let rules: [(&str, &[&str]); 16] = [
        // calls that change the disk: tests record them or make them fail in `store/disk.rs`
        ("fs::write(", &[]),
        ("fs::rename(", &["store/disk.rs"]),
        ("fs::remove_file(", &["store/disk.rs", "store/lock.rs"]),
        ("create_dir_all(", &["store/disk.rs"]),
        ("remove_dir_all(", &["store/disk.rs", "store/demo.rs"]),
        // named pipes, devices and huge files are refused in `store/regular.rs`
        ("fs::read(", &[]),
        ("fs::read_to_string(", &[]),
        ("File::open(", &["store/system.rs"]),
        ("OpenOptions::new", &["store/system.rs"]),
        ("std::fs", &["store/"]),
        ("File::", &["store/"]),
        ("Zoned::now", &["clock.rs"]),
        ("SystemTime", &[]),
        ("KeyCode", &["tui/input/event.rs"]),
        ("crossterm", &["tui/"]),
        // it panics on some texts; the painter wraps
        ("widgets::Paragraph", &[]),
    ];
    let mut faults = Vec::new();
    for source in program() {
        for (word, places) in rules {
            if !places.iter().any(|p| source.in_src().starts_with(p)) {
                faults.extend(source.lines_with(word));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_session_changes_only_through_edits() {
    let words = [
        "_mut(session)",
        ".push(Expectation",
        "session.goals.push",
        "session.actions.push",
        "list_mut(",
    ];
    let mut faults = Vec::new();
    for source in program().iter().filter(|s| s.module() != "domain") {
        for word in words {
            faults.extend(source.lines_with(word));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_file_begins_with_what_it_is_and_leaves_nothing_to_do() {
    for source in program() {
        assert!(source.text.starts_with("//!"), "{}", source.path);
        for word in ["todo!", "unimplemented!", "dbg!", "TODO", "FIXME", "XXX"] {
            assert!(!source.text.contains(word), "{}: {word}", source.path);
        }
    }
}

/// A comment that was wrapped anew may pull the text below the heading up into it.
#[test]
fn an_errors_heading_has_a_line_of_its_own() {
    let mut headings = 0;
    let mut faults = Vec::new();
    for source in program() {
        for (n, line) in source.text.lines().enumerate() {
            let comment = line.trim_start();
            if !comment.starts_with("//") || !comment.contains("# Errors") {
                continue;
            }
            headings += 1;
            if comment != "/// # Errors" {
                faults.push(format!("{}:{}: {comment}", source.path, n + 1));
            }
        }
    }
    assert!(headings > 50, "{headings} headings found");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
