//! Every error of the disk that a person can cause, with its sentence.

use super::{at, begin, day, made};
use crate::support::Build;
use crate::support::disk::paths;
use crate::support::sample;
use crate::support::sessions::retitle;
use roundtable::catalog::Preferences;
use roundtable::domain::{Id, Session, apply};
use roundtable::store::{
    Call, Disk, Inbox, InboxError, Paths, SaveError, create, deliver_notes, duplicate, empty_bin,
    import, list_bin, make_folder, mark_action, merge_version, move_to_bin, parse, read,
    read_preferences, restore_from_bin, restore_version, save_agenda, save_preferences, to_json,
    versions, write_export,
};
use std::fmt::Debug;
use std::path::{Path, PathBuf};

/// The same folders on a disk that is full for the calls that `fails` picks.
fn full(paths: &Paths, fails: fn(Call<'_>) -> bool) -> Paths {
    let disk = Disk::watched(move |call| {
        if fails(call) {
            Err(std::io::ErrorKind::StorageFull.into())
        } else {
            Ok(())
        }
    });
    Paths {
        disk,
        ..paths.clone()
    }
}

fn any_write(call: Call<'_>) -> bool {
    matches!(call, Call::Write(..) | Call::Rename(..))
}

/// The sentence of what must fail.
fn says<T: Debug, E: std::error::Error>(failed: Result<T, E>) -> String {
    failed.unwrap_err().to_string()
}

/// Asserts that a sentence is `want`, in which `*` stands for the folder of the test and `/` for
/// what separates folders.
fn assert_says(home: &Path, says: &str, want: &str) {
    let says = says.replace(home.to_str().unwrap(), "*");
    assert_eq!(says.replace(std::path::MAIN_SEPARATOR, "/"), want);
}

fn newer(home: &Path) -> PathBuf {
    let path = home.join("newer.json");
    let text = to_json(&sample(), &[]).replacen("\"version\": 1", "\"version\": 7", 1);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_file_that_cannot_be_written_into_the_library_is_named() {
    let home = tempfile::tempdir().unwrap();
    let (sound, path) = made(home.path());
    let full = full(&sound, any_write);
    let want = |name: &str| format!("*/library/{name} cannot be written: the disk is full.");
    let copy = Id::new("copy-id");
    assert_says(
        home.path(),
        &says(create(&full, &sample(), day())),
        &want("2026-11-21-supplier-reset-000001-2.json"),
    );
    assert_says(
        home.path(),
        &says(duplicate(&full, &path, copy, day(), at(0))),
        &want("2026-11-21-supplier-reset-copy-copyid.json"),
    );
    let blocked = Paths {
        library: path.join("inside-a-file"),
        ..sound
    };
    assert_says(
        home.path(),
        &says(create(&blocked, &sample(), day())),
        "The library */library/2026-11-21-supplier-reset-000001.json/inside-a-file \
         cannot be used: a part of its path is a file, not a folder.",
    );
}

#[test]
fn what_a_newer_version_wrote_is_not_copied_or_imported() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let path = newer(home.path());
    let want = "newer.json was written by a newer roundtable (version 7). Use that one for it.";
    assert_eq!(
        says(duplicate(&paths, &path, Id::new("x"), day(), at(0))),
        want
    );
    assert_eq!(says(import(&paths, &path, day())), want);
}

#[test]
fn a_session_that_cannot_be_moved_stays_where_it_was() {
    let home = tempfile::tempdir().unwrap();
    let (sound, path) = made(home.path());
    let full = full(&sound, any_write);
    assert_says(
        home.path(),
        &says(move_to_bin(&full, &path)),
        "2026-11-21-supplier-reset-000001.json cannot be moved to */bin: the disk is full. \
         It is where it was.",
    );
    assert!(path.exists());
    let binned = move_to_bin(&sound, &path).unwrap();
    assert_says(
        home.path(),
        &says(restore_from_bin(&full, &binned)),
        "2026-11-21-supplier-reset-000001.json cannot be moved to */library: the disk is full. \
         It is where it was.",
    );
    assert!(binned.exists());
}

#[test]
fn a_session_that_cannot_be_deleted_is_named_with_what_is_left() {
    let home = tempfile::tempdir().unwrap();
    let (sound, path) = made(home.path());
    let mut o = begin(&sound, &path);
    apply(&mut o.session, &retitle("Two")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    o.session_file.close();
    drop(o);
    move_to_bin(&sound, &path).unwrap();
    let fixed = full(&sound, |call| matches!(call, Call::Remove(_)));
    assert_eq!(
        says(empty_bin(&fixed)),
        "2026-11-21-supplier-reset-000001.json cannot be deleted: the disk is full."
    );
    assert_eq!(list_bin(&sound).unwrap().len(), 1);
    let versions_stay = full(&sound, |call| matches!(call, Call::RemoveFolder(_)));
    let says = says(empty_bin(&versions_stay));
    assert!(
        says.starts_with(
            "2026-11-21-supplier-reset-000001.json is deleted, but what was kept of it in "
        ) && says.ends_with(" cannot be: the disk is full. Delete it there."),
        "{says}"
    );
}

#[test]
fn a_version_that_cannot_be_restored_leaves_the_session_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let (sound, path) = made(home.path());
    let mut o = begin(&sound, &path);
    apply(&mut o.session, &retitle("Two")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    o.session_file.close();
    drop(o);
    let version = versions(&sound, &path).remove(0).path;
    let full = full(&sound, |call| matches!(call, Call::Swap(..)));
    assert_says(
        home.path(),
        &says(restore_version(&full, &path, &version, "ada", at(1))),
        "*/library/2026-11-21-supplier-reset-000001.json cannot be written: the disk is full. \
         Nothing is changed.",
    );
    assert_eq!(read(&path).unwrap().session.title, "Two");
    let gone = home.path().join("gone.json");
    assert_says(
        home.path(),
        &says(restore_version(&sound, &gone, &version, "ada", at(1))),
        "*/gone.json cannot be opened: it is not there.",
    );
    assert_eq!(
        says(restore_version(&sound, &path, &gone, "ada", at(1))),
        "gone.json cannot be read: it is not there."
    );
    // the file is damaged and open elsewhere
    let o = begin(&sound, &path);
    std::fs::write(&path, "{").unwrap();
    assert_eq!(
        says(restore_version(&sound, &path, &version, "ben", at(1))),
        "2026-11-21-supplier-reset-000001.json is open elsewhere. \
         Close it there first; nothing is changed."
    );
    drop(o);
}

#[test]
fn a_change_from_the_library_that_is_not_possible_changes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let name = "2026-11-21-supplier-reset-000001.json";
    let no_action = mark_action(&paths, &path, &Id::new("none"), true, day(), "ada", at(0));
    assert_eq!(says(no_action), "That action is no longer there.");
    let mut other = sample();
    other.build(|other| other.id = Id::new("another"));
    let other_path = paths.library.join("other.json");
    std::fs::write(&other_path, to_json(&other, &[])).unwrap();
    assert_eq!(
        says(merge_version(&paths, &path, &other_path, "ada", at(0))),
        "other.json is another session. Nothing is changed."
    );
    let opened = begin(&paths, &path);
    assert_eq!(
        says(roundtable::store::retitle(&paths, &path, "T", "ben", at(0))),
        format!("{name} is read-only: open elsewhere (ada on sea). Nothing is changed.")
    );
    drop(opened);
    let full = full(&paths, |call| matches!(call, Call::Swap(..)));
    assert_eq!(
        says(roundtable::store::retitle(&full, &path, "T", "ada", at(0))),
        format!("{name} could not be saved: the disk is full. Nothing is changed.")
    );
}

#[test]
fn a_save_that_cannot_be_made_gives_its_reason_in_a_few_words() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    let long = "x".repeat(1024 * 1024);
    for goal in 0..17 {
        let mut item = o.session.goals[0].clone();
        item.id = Id::new(format!("g{goal}"));
        item.text.clone_from(&long);
        o.session.build(|s| s.goals.push(item));
    }
    let failed = o.session_file.save(&o.session, 1, at(0)).unwrap_err();
    assert_eq!(failed, SaveError::TooLarge);
    assert_eq!(
        failed.to_string(),
        "it would be larger than 16 MB, or have more than 320000 values"
    );
    let elsewhere = home.path().join("elsewhere.json");
    assert_says(
        home.path(),
        &says(
            o.session_file
                .switch_to_new_file(&o.session, 1, &elsewhere, "ada"),
        ),
        "*/elsewhere.json is not written: it would be larger than 16 MB, or have more than 320000 \
         values, and could not be opened again. Nothing is changed.",
    );
}

#[test]
#[cfg(any(target_os = "linux", target_vendor = "apple"))] // which exchange two files in one step
fn a_file_that_another_program_writes_at_every_last_instant_is_left_to_it() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let target = path.clone();
    let disk = Disk::watched(move |call| match call {
        Call::Swap(..) => {
            let count = std::fs::metadata(&target).unwrap().len() as usize;
            std::fs::write(&target, "x".repeat(count + 1))
        }
        _ => Ok(()),
    });
    let busy = Paths { disk, ..paths };
    let mut o = begin(&busy, &path);
    let failed = o.session_file.save(&o.session, 1, at(0)).unwrap_err();
    assert_eq!(failed.to_string(), "another program keeps writing it");
}

#[test]
fn a_copy_or_an_emergency_copy_that_cannot_be_written_names_the_place() {
    let home = tempfile::tempdir().unwrap();
    let (sound, path) = made(home.path());
    let full = full(&sound, any_write);
    let mut o = begin(&full, &path);
    assert_says(
        home.path(),
        &says(
            o.session_file
                .save_copy(&o.session, &home.path().join("c.json")),
        ),
        "*/c.json cannot be written: the disk is full.",
    );
    assert_says(
        home.path(),
        &says(
            o.session_file
                .save_copy(&o.session, &path.join("sub/c.json")),
        ),
        "The folder */library/2026-11-21-supplier-reset-000001.json/sub cannot be made: \
         a part of its path is a file, not a folder.",
    );
    assert_says(
        home.path(),
        &says(o.session_file.emergency(&o.session, at(0))),
        "*/state/emergency/20270115-080000-2026-11-21-supplier-reset-000001.json \
         cannot be written: the disk is full.",
    );
    apply(&mut o.session, &retitle("Another title")).unwrap();
    assert_eq!(
        says(o.session_file.rename(&o.session, day(), "ada")),
        "2026-11-21-supplier-reset-000001.json cannot be renamed: the disk is full."
    );
}

#[test]
fn agendas_and_settings_that_cannot_be_read_or_written_are_named() {
    let home = tempfile::tempdir().unwrap();
    let sound = paths(home.path());
    let full = full(&sound, any_write);
    let agenda = sample().agenda.clone();
    assert_says(
        home.path(),
        &says(save_agenda(&full, &agenda, false)),
        &format!(
            "The agenda cannot be written to */config/agendas/{}.json: the disk is full.",
            agenda.id
        ),
    );
    assert_says(
        home.path(),
        &says(save_preferences(&full, &Preferences::default())),
        "The settings cannot be written to */config/settings.json: the disk is full.",
    );
    std::fs::create_dir_all(&sound.config).unwrap();
    std::fs::write(sound.settings(), b"\xff").unwrap();
    assert_says(
        home.path(),
        &says(read_preferences(&sound)),
        "*/config/settings.json is not UTF-8 text. The usual settings are used.",
    );
    std::fs::write(sound.settings(), "{").unwrap();
    assert_says(
        home.path(),
        &says(read_preferences(&sound)),
        "*/config/settings.json is not understood: EOF while parsing an object at line 1 \
         column 1. The usual settings are used; mend or delete it.",
    );
    std::fs::remove_file(sound.settings()).unwrap();
    std::fs::create_dir(sound.settings()).unwrap();
    assert_eq!(
        says(read_preferences(&sound)),
        "settings.json is not a session file (a folder)."
    );
}

#[test]
fn a_document_that_cannot_be_written_names_the_place() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let write_export = |path: &Path, bytes, force| write_export(&paths, path, bytes, force);
    let file = home.path().join("file");
    write_export(&file, b"one", false).unwrap();
    assert_eq!(
        says(write_export(&file, b"two", false)),
        "file is there already and is left as it is."
    );
    write_export(&file, b"two", true).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), b"two");
    assert_says(
        home.path(),
        &says(write_export(home.path(), &b""[..], true)),
        "* is a folder. Name a file in it.",
    );
    assert_says(
        home.path(),
        &says(make_folder(&file.join("sub"))),
        "The folder */file/sub cannot be made: a part of its path is a file, not a folder. \
         Name another one.",
    );
    assert_says(
        home.path(),
        &says(write_export(&home.path().join("none/x.md"), b"", false)),
        "*/none/x.md cannot be written: it is not there. Name another place.",
    );
}

#[test]
fn a_second_notes_window_or_a_state_folder_that_is_a_file_takes_no_notes() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let session = sample().id.clone();
    let first = Inbox::take(&paths, &path, &session, "ada").unwrap();
    let second = Inbox::take(&paths, &path, &session, "ada").unwrap_err();
    assert_eq!(second, InboxError::OpenAlready);
    assert_eq!(second.to_string(), "its notes window is open already");
    drop(first);
    deliver_notes(&paths, &path, &session, "ada", at(0));
    let blocked = Paths {
        state: path.clone(),
        ..paths
    };
    assert_eq!(
        says(Inbox::take(&blocked, &path, &session, "ada")),
        "the state folder cannot be written (a part of its path is a file, not a folder)"
    );
}

#[test]
fn a_session_with_too_much_in_it_is_refused() {
    let parsed = |session: &Session| {
        let text = serde_json::to_string(session).unwrap();
        parse(text.as_bytes(), "x.json").unwrap_err().to_string()
    };
    let mut long = sample();
    long.build(|long| long.goals[1].text = "x".repeat(1024 * 1024 + 1));
    assert_eq!(
        parsed(&long),
        "x.json is too large: a text of 1048577 bytes in goals[1], the limit is 1048576. \
         Nothing is changed."
    );
    let with = |place: &[&str], value: serde_json::Value| {
        let mut session = serde_json::to_value(sample()).unwrap();
        let slot = place
            .iter()
            .try_fold(&mut session, |v, key| v.get_mut(*key));
        *slot.unwrap() = value;
        let text = session.to_string();
        parse(text.as_bytes(), "x.json").unwrap_err().to_string()
    };
    assert_eq!(
        with(&["parked"], vec![0; 100_001].into()),
        "x.json is too large: 100001 items in parked, the limit is 100000. Nothing is changed."
    );
    assert_eq!(
        with(&["agenda", "steps"], vec![0; 1_001].into()),
        "x.json is too large: 1001 items in agenda.steps, the limit is 1000. Nothing is changed."
    );
    // four million short fields would take two gigabytes of memory
    assert_eq!(
        with(&["agenda", "id"], vec![vec![0; 100]; 4_000].into()),
        "x.json is too large: more than 320000 values, the limit is 320000. Nothing is changed."
    );
    let wrong = serde_json::to_string(&sample()).unwrap().replacen(
        "\"parties\":{",
        "\"parties\":{\"a\":5,\"z\":{",
        1,
    );
    let says = parse(wrong.as_bytes(), "x.json").unwrap_err().to_string();
    assert!(says.starts_with("x.json "), "{says}");
}
