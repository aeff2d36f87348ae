//! The folder of sessions: lists, copies, the bin, names.

use super::{at, begin, day, made, walk};
use crate::support::Build;
use crate::support::disk::paths;
use crate::support::sample;
use crate::support::sessions::retitle;
use roundtable::domain::{Id, apply};
use roundtable::store::{
    create, demo, duplicate, empty_bin, import, list, list_bin, move_to_bin, read,
    restore_from_bin, throw_away, to_json, versions,
};
use serde_json::json;
use std::path::PathBuf;

#[test]
fn the_index_of_a_large_library_is_used_for_unchanged_files_only() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_800_000_000);
    let put = |n: usize, title: &str, age: u64| {
        let mut s = sample();
        s.build(|s| (s.id, s.title) = (Id::new(format!("id-{n}")), title.to_owned()));
        std::fs::create_dir_all(&paths.library).unwrap();
        let path = paths.library.join(format!("{n:03}.json"));
        std::fs::write(&path, to_json(&s, &[])).unwrap();
        std::fs::File::options()
            .append(true)
            .open(&path)
            .unwrap()
            .set_modified(old - std::time::Duration::from_secs(age))
            .unwrap();
    };
    (0..80).for_each(|n| put(n, "Round", 100));
    let titles = || {
        let mut all: Vec<String> = list(&paths)
            .unwrap()
            .into_iter()
            .map(|s| format!("{} {}", s.id, s.title))
            .collect();
        all.sort();
        all
    };
    let first = titles();
    assert_eq!(first.len(), 80);
    let index = walk(&paths.state)
        .into_iter()
        .find(|p| {
            p.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("library-")
        })
        .unwrap();
    // an index written long after the files is trusted
    let remembered = std::fs::read_to_string(&index)
        .unwrap()
        .replace("\"title\":\"Round\"", "\"title\":\"Remembered\"");
    std::fs::write(&index, remembered).unwrap();
    std::fs::File::options()
        .append(true)
        .open(&index)
        .unwrap()
        .set_modified(old)
        .unwrap();
    assert!(
        titles().iter().all(|t| t.ends_with("Remembered")),
        "no file is read that has not changed"
    );
    put(3, "Renamed elsewhere", 50);
    std::fs::remove_file(paths.library.join("004.json")).unwrap();
    let now = titles();
    assert_eq!(now.len(), 79);
    assert!(now.contains(&"id-3 Renamed elsewhere".to_owned()));
    // a damaged index is ignored
    std::fs::write(&index, "{").unwrap();
    assert_eq!(titles().iter().filter(|t| t.ends_with("Round")).count(), 78);
    // an index as young as the files is not trusted: they may have changed within a tick of the
    // clock
    std::fs::write(
        &index,
        std::fs::read_to_string(&index)
            .unwrap()
            .replace("Round", "Remembered"),
    )
    .unwrap();
    std::fs::File::options()
        .append(true)
        .open(&index)
        .unwrap()
        .set_modified(old - std::time::Duration::from_secs(99))
        .unwrap();
    assert_eq!(titles().iter().filter(|t| t.ends_with("Round")).count(), 78);
}

#[test]
fn sessions_can_be_copied_renamed_deleted_and_restored() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let copy = duplicate(&paths, &path, Id::new("copy-id"), day(), at(5)).unwrap();
    assert_ne!(copy, path);
    assert_eq!(read(&copy).unwrap().session.title, "Supplier reset (copy)");
    roundtable::store::retitle(&paths, &copy, "Autumn", "ada", at(6)).unwrap();
    assert_eq!(list(&paths).unwrap()[0].title, "Autumn");
    let there = move_to_bin(&paths, &copy).unwrap();
    assert_eq!(
        (list(&paths).unwrap().len(), list_bin(&paths).unwrap().len()),
        (1, 1)
    );
    restore_from_bin(&paths, &there).unwrap();
    assert_eq!(
        (list(&paths).unwrap().len(), list_bin(&paths).unwrap().len()),
        (2, 0)
    );
    // two files of one name in the bin: neither replaces the other
    std::fs::create_dir_all(&paths.bin).unwrap();
    std::fs::write(paths.bin.join(path.file_name().unwrap()), "other").unwrap();
    move_to_bin(&paths, &path).unwrap();
    assert_eq!(std::fs::read_dir(&paths.bin).unwrap().count(), 2);
    // files that are not sessions are not deleted
    assert_eq!(empty_bin(&paths).unwrap(), 1);
    assert_eq!(std::fs::read_dir(&paths.bin).unwrap().count(), 1);
}

#[test]
fn the_file_is_named_after_the_title_once_it_is_known() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    apply(&mut o.session, &retitle("Březina, round two")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    let to = o.session_file.rename(&o.session, day(), "ada").unwrap();
    assert!(to.ends_with("2026-11-21-brezina-round-two-000001.json") && !path.exists());
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(2, retitle("Three"));
    drop(o);
    assert_eq!(begin(&paths, &to).session.title, "Three");
}

#[test]
fn earlier_versions_move_and_are_deleted_with_their_session() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    apply(&mut o.session, &retitle("Two")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    o.session_file.close();
    drop(o);
    // a program was killed while it was open, before it went into the bin
    let o = begin(&paths, &path);
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Three"));
    drop(o);
    let binned = move_to_bin(&paths, &path).unwrap();
    assert_eq!(versions(&paths, &binned)[0].summary.title, "Supplier reset");
    assert!(versions(&paths, &path).is_empty());
    let back = restore_from_bin(&paths, &binned).unwrap();
    assert_eq!(versions(&paths, &back).len(), 1);
    let o = begin(&paths, &back);
    assert_eq!(o.session.title, "Three");
    drop(o);
    move_to_bin(&paths, &back).unwrap();
    assert!(!walk(&paths.state).is_empty());
    assert_eq!(empty_bin(&paths).unwrap(), 1);
    assert_eq!(
        walk(&paths.state),
        [] as [PathBuf; 0],
        "deleted for ever is deleted everywhere"
    );
}

#[test]
#[cfg(unix)]
fn the_bin_takes_a_link_without_its_file_and_no_open_session() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    assert!(
        move_to_bin(&paths, &path)
            .unwrap_err()
            .to_string()
            .ends_with("is open elsewhere. Close it there first; it is where it was.")
    );
    apply(&mut o.session, &retitle("Two")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    drop(o);
    let link = paths.library.join("link.json");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    move_to_bin(&paths, &link).unwrap();
    assert_eq!(
        (versions(&paths, &path).len(), empty_bin(&paths).unwrap()),
        (1, 1)
    );
    assert_eq!(
        (
            versions(&paths, &path).len(),
            read(&path).unwrap().session.title.as_str()
        ),
        (1, "Two")
    );
}

#[test]
fn a_sample_leaves_nothing_behind() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let now = crate::support::at("09:30");
    let (of_sample, session) = demo(&paths, "collaboration", Id::new("sample"), &now).unwrap();
    let path = create(&of_sample, &session, day()).unwrap();
    let mut o = begin(&of_sample, &path);
    apply(&mut o.session, &retitle("Tried")).unwrap();
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Tried"));
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    drop(o);
    assert!(!walk(&paths.state).is_empty());
    throw_away(&paths, &of_sample.library);
    assert!(!of_sample.library.exists());
    assert_eq!(walk(&paths.state), [] as [PathBuf; 0]);
}

/// A compact session with this many goals that have nothing but a text, and with `more` zeros under
/// a key that the program does not know.
fn compact(goals: usize, text: &str, more: usize) -> String {
    let goal = |n: usize| json!({"id": format!("g{n}"), "text": text});
    let goals: Vec<_> = (0..goals).map(goal).collect();
    let session = json!({"format": "roundtable/session", "version": 1, "id": "large",
        "goals": goals, "more": vec![0; more]});
    session.to_string()
}

#[test]
fn a_file_that_indentation_would_make_too_large_is_copied_in_one_line() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let from = home.path().join("compact.json");
    std::fs::write(&from, compact(15, &"x".repeat(1_048_000), 200_000)).unwrap();
    let imported = import(&paths, &from, day()).unwrap();
    let copy = duplicate(&paths, &imported, Id::new("copy"), day(), at(0)).unwrap();
    for path in [imported, copy] {
        let opened = read(&path).unwrap();
        assert_eq!(opened.session.goals.len(), 15);
        assert!(std::fs::read_to_string(path).unwrap().lines().count() == 1);
    }
}

#[test]
fn what_could_not_be_opened_again_is_not_written_into_the_library() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    // the fields that a goal may have make more values than may be read
    let from = home.path().join("many.json");
    std::fs::write(&from, compact(90_000, "t", 0)).unwrap();
    assert!(read(&from).is_ok());
    let why = import(&paths, &from, day()).unwrap_err().to_string();
    assert!(why.ends_with(
        "is not written: it would be larger than 16 MB, or have more than 320000 values, and could \
         not be opened again. Nothing is changed."
    ), "{why}");
    assert!(list(&paths).unwrap().is_empty());
}
