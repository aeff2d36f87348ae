//! Saving: what is in the file, and what is kept besides it.

use super::{at, begin, made, walk};
use crate::support::Build;
#[cfg(unix)]
use crate::support::disk::paths;
use crate::support::sample;
use crate::support::sessions::retitle;
use roundtable::domain::{List, apply};
#[cfg(unix)]
use roundtable::store::Access;
use roundtable::store::{
    Notice, Paths, ReadOnly, RestoreError, read, restore_version, to_json, versions,
};
use serde_json::json;
use std::path::{Path, PathBuf};

#[test]
fn a_session_file_has_the_documented_form() {
    let home = tempfile::tempdir().unwrap();
    let (_, path) = made(home.path());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with("{\n  \"format\": \"roundtable/session\",\n  \"version\": 1,\n  \"id\": ")
    );
    assert!(text.ends_with("}\n"));
    assert_eq!(
        text,
        roundtable::catalog::sample("collaboration").unwrap(),
        "the sample is exactly what is saved"
    );
    assert_eq!(read(&path).unwrap().session, sample());
}

#[test]
fn a_save_keeps_an_earlier_version() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    apply(&mut o.session, &retitle("New")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    assert_eq!(read(&path).unwrap().session.title, "New");
    let versions: Vec<PathBuf> = walk(&paths.state.join("versions"));
    assert_eq!(versions.len(), 1);
    assert_eq!(read(&versions[0]).unwrap().session.title, "Supplier reset");
}

#[test]
#[cfg(unix)]
fn a_save_through_a_link_keeps_the_link() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let link = home.path().join("link.json");
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let mut o = begin(&paths, &link);
    apply(&mut o.session, &retitle("New")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(read(&path).unwrap().session.title, "New");
}

#[test]
fn ten_earlier_versions_are_kept_and_can_be_restored() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let titles = |paths: &Paths, path: &Path| {
        versions(paths, path)
            .into_iter()
            .map(|v| v.summary.title)
            .collect::<Vec<_>>()
    };
    for n in 0..12 {
        let mut o = begin(&paths, &path);
        apply(&mut o.session, &retitle(&format!("Title {n}"))).unwrap();
        o.session_file.save(&o.session, 1, at(n)).unwrap();
        o.session_file.close();
    }
    assert_eq!(
        titles(&paths, &path),
        (1..=10)
            .rev()
            .map(|n| format!("Title {n}"))
            .collect::<Vec<_>>(),
        "the newest first"
    );
    // while it is open, no version is restored
    let oldest = versions(&paths, &path).pop().unwrap().path;
    let o = begin(&paths, &path);
    let refused = restore_version(&paths, &path, &oldest, "ben", at(20)).unwrap_err();
    assert!(
        matches!(
            refused,
            RestoreError::ReadOnly {
                why: ReadOnly::ElsewhereBy(_),
                ..
            }
        ),
        "{refused}"
    );
    // what a killed program left in its journal belongs to the version that is replaced
    let edit = retitle("Never saved");
    o.session_file.journal().lock().unwrap().write_edit(1, edit);
    drop(o);
    restore_version(&paths, &path, &oldest, "ben", at(21)).unwrap();
    assert_eq!(read(&path).unwrap().session.title, "Title 1");
    assert_eq!(
        titles(&paths, &path)[0],
        "Never saved",
        "what was there is a version"
    );
    let opened = begin(&paths, &path);
    assert!(!opened.recovered && opened.session.title == "Title 1");
    drop(opened);
    // a version can replace a damaged file
    std::fs::write(&path, "{").unwrap();
    let newest = versions(&paths, &path).remove(0).path;
    restore_version(&paths, &path, &newest, "ben", at(22)).unwrap();
    assert_eq!(read(&path).unwrap().session.title, "Never saved");
    assert!(
        versions(&paths, &path)[0].summary.fault.is_some(),
        "also the damaged bytes are kept"
    );
}

#[test]
fn a_saved_copy_holds_everything() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut value = serde_json::to_value(sample()).unwrap();
    value["goals"]
        .as_array_mut()
        .unwrap()
        .push(json!({"id": "strange", "text": 5}));
    std::fs::write(&path, value.to_string()).unwrap();
    let o = begin(&paths, &path);
    let to = home.path().join("copies/copy.json");
    o.session_file.save_copy(&o.session, &to).unwrap();
    let copy: serde_json::Value = serde_json::from_slice(&std::fs::read(&to).unwrap()).unwrap();
    assert_eq!(copy["goals"], value["goals"]);
    assert!(
        o.session_file
            .save_copy(&o.session, &to)
            .unwrap_err()
            .to_string()
            .ends_with("copy.json cannot be written: it is there already.")
    );
    // a bare name is a file in the current folder
    let mut export = assert_cmd::Command::new(crate::support::disk::program());
    export
        .env("ROUNDTABLE_HOME", home.path())
        .current_dir(home.path())
        .args(["export", path.to_str().unwrap(), "--to", "bare.md"])
        .assert()
        .success();
    assert!(home.path().join("bare.md").exists());
}

#[test]
fn a_deleted_file_is_written_again_and_a_missing_folder_is_reported() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    std::fs::remove_file(&path).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    assert!(path.exists());
    let aside = home.path().join("aside");
    std::fs::rename(&paths.library, &aside).unwrap();
    let why = o.session_file.save(&o.session, 2, at(1)).unwrap_err();
    assert_eq!(why.to_string(), "it is not there");
    let kept = o.session_file.emergency(&o.session, at(1)).unwrap();
    assert_eq!(read(&kept).unwrap().session, o.session);
    std::fs::rename(&aside, &paths.library).unwrap();
    o.session_file.save(&o.session, 3, at(2)).unwrap();
}

#[test]
#[cfg(unix)] // such a name is longer than what other systems open
fn without_a_lock_file_in_the_folder_the_lock_is_in_the_state_folder() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    std::fs::create_dir_all(&paths.library).unwrap();
    // with a name this long, no lock file can be made beside it, as in a folder that cannot be
    // written
    let path = paths.library.join(format!("{}.json", "x".repeat(248)));
    std::fs::write(&path, to_json(&sample(), &[])).unwrap();
    let o = begin(&paths, &path);
    assert_eq!(o.access, Access::Write);
    assert!(
        matches!(o.notices[..], [Notice::FolderNotWritable(_)]),
        "{:?}",
        o.notices
    );
    let second = begin(&paths, &path);
    assert!(
        matches!(
            &second.access,
            Access::ReadOnly(ReadOnly::ElsewhereBy(by)) if by.starts_with("ada on sea")
        ),
        "{:?}",
        second.access
    );
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Kept"));
    drop((o, second));
    assert_eq!(begin(&paths, &path).session.title, "Kept");
}

#[test]
#[cfg(unix)]
fn a_write_protected_file_is_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o444)).unwrap();
    assert_eq!(
        begin(&paths, &path).access,
        Access::ReadOnly(ReadOnly::Protected)
    );
}

#[test]
fn a_session_can_go_on_in_another_file() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    apply(&mut o.session, &retitle("Rescued")).unwrap();
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Rescued"));
    let taken = home.path().join("taken.json");
    std::fs::write(&taken, "{}").unwrap();
    let why = o
        .session_file
        .switch_to_new_file(&o.session, 1, &taken, "ada");
    assert!(
        why.unwrap_err()
            .to_string()
            .ends_with("taken.json cannot be written: it is there already.")
    );
    let to = home.path().join("stick").join("rescued.json");
    let (there, _) = o
        .session_file
        .switch_to_new_file(&o.session, 1, &to, "ada")
        .unwrap();
    assert_eq!(read(&there).unwrap().session.title, "Rescued");
    // the next changes go into the journal of the new file
    apply(&mut o.session, &retitle("Later")).unwrap();
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(2, retitle("Later"));
    drop(o);
    assert_eq!(begin(&paths, &there).session.title, "Later");
    assert_eq!(
        begin(&paths, &path).session.title,
        "Supplier reset",
        "the old file and its journal are as they were"
    );
}

#[test]
fn items_that_cannot_be_understood_are_written_back_where_they_were() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut value = serde_json::to_value(sample()).unwrap();
    let strange = json!({"id": "strange", "text": 5, "why": "another program"});
    value["goals"]
        .as_array_mut()
        .unwrap()
        .insert(1, strange.clone());
    value["actions"]
        .as_array_mut()
        .unwrap()
        .push(json!("not even an object"));
    std::fs::write(&path, serde_json::to_string_pretty(&value).unwrap()).unwrap();
    let mut o = begin(&paths, &path);
    assert_eq!(o.notices, [Notice::Unreadable(2)]);
    apply(&mut o.session, &retitle("New")).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    let after: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(after["goals"], value["goals"]);
    assert_eq!(after["actions"], value["actions"]);
}

#[test]
fn twenty_thousand_items_with_one_id_open_at_once_and_are_told_in_one_sentence() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut session = sample();
    let twin = session.ground_rules[0].clone();
    session.build(|s| s.ground_rules = vec![twin; 20_000]);
    std::fs::write(&path, to_json(&session, &[])).unwrap();
    let opened = begin(&paths, &path);
    let ids: std::collections::HashSet<&str> = opened
        .session
        .ground_rules
        .iter()
        .map(|r| r.id.as_str())
        .collect();
    assert_eq!(ids.len(), 20_000);
    assert_eq!(
        opened
            .notices
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>(),
        ["19999 ground rules had the id of another one; each got a new one, all are kept."]
    );
}

#[test]
fn items_with_the_same_id_are_both_kept() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut s = sample();
    let twin = s.goals[0].clone();
    s.build(|s| s.goals.push(twin));
    std::fs::write(&path, to_json(&s, &[])).unwrap();
    let o = begin(&paths, &path);
    assert_eq!(o.session.goals.len(), s.goals.len());
    assert_ne!(o.session.goals[0].id, o.session.goals.last().unwrap().id);
    assert_eq!(o.notices, [Notice::DoubledIds(List::Goals, 1)]);
}
