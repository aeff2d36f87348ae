//! Files whose names are not UTF-8: every command takes them.

use super::Home;
use crate::support::term::Term;
use serde_json::Value;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;

/// A session in the library under a name in Latin-1.
fn session(home: &Home) -> PathBuf {
    let library = home.path().join("library");
    std::fs::create_dir_all(&library).unwrap();
    let path = library.join(OsStr::from_bytes(b"caf\xe9.json"));
    std::fs::copy(home.sample(), &path).unwrap();
    path
}

fn run(home: &Home, args: &[&OsStr]) -> (i32, String, String) {
    let library = home.path().join("library");
    let all = [&["--library".as_ref(), library.as_os_str()], args].concat();
    home.run(&all)
}

#[test]
fn a_file_whose_name_is_not_utf_8_is_listed_shown_and_checked() {
    let home = Home::new();
    let path = session(&home);
    let (code, out, _) = run(&home, &["list".as_ref()]);
    assert!(code == 0 && out.contains("Supplier reset"), "{out}");
    let (code, out, _) = run(&home, &["list".as_ref(), "--json".as_ref()]);
    let list: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert!(
        list[0]["path"]
            .as_str()
            .unwrap()
            .ends_with("caf\u{fffd}.json")
    );
    assert_eq!(code, 0);
    let (code, out, _) = run(&home, &["actions".as_ref(), "--json".as_ref()]);
    assert!(code == 0 && out.contains("caf\u{fffd}.json"), "{out}");
    let (code, out, err) = run(&home, &["show".as_ref(), path.as_os_str()]);
    assert!(
        code == 0 && out.starts_with("# Minutes: Supplier reset"),
        "{err}"
    );
    let (code, out, _) = run(&home, &["check".as_ref(), path.as_os_str()]);
    assert!(
        code == 0 && out.ends_with("caf\u{fffd}.json: valid\n"),
        "{out}"
    );
    let (code, out, err) = run(&home, &["versions".as_ref(), path.as_os_str()]);
    assert!(code == 0 && out.starts_with("No earlier version"), "{err}");
}

#[test]
fn a_file_whose_name_is_not_utf_8_can_be_exported_from_and_to() {
    let home = Home::new();
    let path = session(&home);
    let to = home.path().join(OsStr::from_bytes(b"r\xe9sum\xe9.md"));
    let export: [&OsStr; 4] = [
        "export".as_ref(),
        path.as_os_str(),
        "--to".as_ref(),
        to.as_os_str(),
    ];
    let (code, out, err) = run(&home, &export);
    assert!(
        code == 0 && out.ends_with("r\u{fffd}sum\u{fffd}.md\n"),
        "{err}"
    );
    assert!(
        std::fs::read_to_string(&to)
            .unwrap()
            .starts_with("# Minutes: Supplier reset")
    );
    let (code, _, err) = run(&home, &export);
    assert!(code == 1 && err.contains("is there already"), "{err}");
    // also into a folder
    let folder = home.path().join(OsStr::from_bytes(b"out\xe9"));
    std::fs::create_dir(&folder).unwrap();
    let export: [&OsStr; 4] = [
        "export".as_ref(),
        path.as_os_str(),
        "--to".as_ref(),
        folder.as_os_str(),
    ];
    assert_eq!(run(&home, &export).0, 0);
    assert!(std::fs::read_dir(&folder).unwrap().count() > 1);
}

#[test]
fn a_file_whose_name_is_not_utf_8_opens_and_is_saved() {
    let home = Home::new();
    let path = session(&home);
    let open = |flags: &[&str]| {
        let mut args: Vec<&OsStr> = vec!["open".as_ref(), path.as_os_str()];
        args.extend(flags.iter().map(|flag| OsStr::new(*flag)));
        Term::start(home.path(), &args)
    };
    let mut t = open(&["--view"]);
    t.see("READ-ONLY: opened to look at");
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);
    let mut t = open(&[]);
    t.then(
        "<PgDn>aWritten with an odd name<Esc>",
        "Written with an odd name",
    );
    t.until("saved", |screen| {
        screen.lines().last().is_some_and(|l| l.contains("saved "))
    });
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("Written with an odd name"));
    // and from the library
    let mut t = Term::start(home.path(), &[] as &[&str]);
    t.see("Supplier reset");
    t.then("<Enter>", "Step ");
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);
    let left: Vec<_> = std::fs::read_dir(path.parent().unwrap())
        .unwrap()
        .map(|e| e.unwrap().file_name())
        .collect();
    assert_eq!(left, [path.file_name().unwrap()], "no lock, no second file");
}
