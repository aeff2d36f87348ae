//! Saving: what is on the disk, when, and what stands beside it.

use crate::support::disk::paths;
use crate::support::sample;
use roundtable::domain::{Edit, Id, List, Place, Session, Typing, apply, set};
use roundtable::store::{
    Access, Opened, Paths, Reached, Saved, create, duplicate, go_back, list, list_bin, open, read, rename, take_in, to_json, versions,
};
use serde_json::json;
use std::path::{Path, PathBuf};

fn at(second: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn day() -> jiff::civil::Date {
    "2026-11-21".parse().unwrap()
}

fn made(home: &Path) -> (Paths, PathBuf) {
    let paths = paths(home);
    let path = create(&paths, &sample(), day()).unwrap();
    (paths, path)
}

fn begin(paths: &Paths, path: &Path) -> Opened {
    open(paths, path, false, "ada on sea").unwrap()
}

fn retitle(title: &str) -> Edit {
    Edit::Set { place: Place::Session, field: "title".into(), value: Some(json!(title)) }
}

#[test]
fn a_session_is_written_as_the_contract_says() {
    let home = tempfile::tempdir().unwrap();
    let (_, path) = made(home.path());
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.starts_with("{\n  \"format\": \"roundtable/session\",\n  \"version\": 1,\n  \"id\": "));
    assert!(text.ends_with("}\n"));
    assert_eq!(text, roundtable::catalog::sample("collaboration").unwrap(), "the sample is exactly what is saved");
    assert_eq!(read(&path).unwrap().session, sample());
}

#[test]
fn a_save_keeps_links_modes_and_an_earlier_version() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let link = home.path().join("link.json");
    #[cfg(unix)]
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let mut o = begin(&paths, &link);
    apply(&mut o.session, &retitle("New")).unwrap();
    o.handle.save(&o.session, 1, at(0)).unwrap();
    assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(read(&path).unwrap().session.title, "New");
    let versions: Vec<PathBuf> = walk(&paths.state.join("versions"));
    assert_eq!(versions.len(), 1);
    assert_eq!(read(&versions[0]).unwrap().session.title, "Supplier reset");
}

#[test]
fn ten_earlier_versions_are_kept_and_one_can_be_put_back() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let titles = |paths: &Paths, path: &Path| versions(paths, path).into_iter().map(|v| v.summary.title).collect::<Vec<_>>();
    for n in 0..12 {
        let mut o = begin(&paths, &path);
        apply(&mut o.session, &retitle(&format!("Title {n}"))).unwrap();
        o.handle.save(&o.session, 1, at(n)).unwrap();
        o.handle.close();
    }
    assert_eq!(titles(&paths, &path), (1..=10).rev().map(|n| format!("Title {n}")).collect::<Vec<_>>(), "the newest first");
    // while it is open, nothing is put back
    let oldest = versions(&paths, &path).pop().unwrap().path;
    let o = begin(&paths, &path);
    assert!(go_back(&paths, &path, &oldest, "ben", at(20)).unwrap_err().contains("open elsewhere"));
    // what a killed program left in its journal belongs to the version that goes
    let edit = retitle("Never saved");
    o.handle.journal().lock().unwrap().edit(1, edit);
    drop(o);
    go_back(&paths, &path, &oldest, "ben", at(21)).unwrap();
    assert_eq!(read(&path).unwrap().session.title, "Title 1");
    assert_eq!(titles(&paths, &path)[0], "Never saved", "what was there is a version");
    let opened = begin(&paths, &path);
    assert!(!opened.recovered && opened.session.title == "Title 1");
    drop(opened);
    // a damaged file is what one goes back from
    std::fs::write(&path, "{").unwrap();
    let newest = versions(&paths, &path).remove(0).path;
    go_back(&paths, &path, &newest, "ben", at(22)).unwrap();
    assert_eq!(read(&path).unwrap().session.title, "Never saved");
    assert!(versions(&paths, &path)[0].summary.fault.is_some(), "also the damaged bytes are kept");
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            out.extend(walk(&entry.path()));
        } else {
            out.push(entry.path());
        }
    }
    out
}

#[test]
fn the_journal_brings_back_what_no_save_holds() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    let edits = [retitle("One"), retitle("Two"), set(List::Goals, &o.session.goals[0].id, "text", "half-typ")];
    let journal = o.handle.journal();
    for (n, edit) in edits.iter().enumerate() {
        apply(&mut o.session, edit).unwrap();
        journal.lock().unwrap().edit(n as u64 + 1, edit.clone());
        if n == 0 {
            o.handle.save(&o.session, 1, at(0)).unwrap();
        }
    }
    let typing = Typing { place: Place::Item(List::Goals, o.session.goals[0].id.clone()), field: "text".into(), within: None };
    journal.lock().unwrap().typing(Some(typing.clone()));
    let expected = o.session.clone();
    // killed: nothing is closed
    std::mem::forget(journal);
    drop(o);
    let again = begin(&paths, &path);
    assert!(again.recovered);
    assert_eq!((again.session.title.as_str(), again.session.goals[0].text.as_str()), ("Two", "half-typ"));
    assert_eq!(Session { modified: None, ..again.session.clone() }, Session { modified: None, ..expected });
    assert_eq!(again.typing, Some(typing));
    assert!(again.notices[0].contains("is back"));
    // opened twice without a save: still there, once
    drop(again);
    let mut third = begin(&paths, &path);
    assert_eq!(third.session.title, "Two");
    third.handle.save(&third.session, 5, at(1)).unwrap();
    third.handle.close();
    let fourth = begin(&paths, &path);
    assert!(!fourth.recovered && fourth.typing.is_none());
}

#[test]
fn a_broken_line_of_the_journal_takes_no_other_with_it() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let o = begin(&paths, &path);
    o.handle.journal().lock().unwrap().edit(1, retitle("Březina"));
    o.handle.journal().lock().unwrap().edit(2, retitle("Second"));
    drop(o);
    let file = walk(&paths.state.join("journals")).remove(0);
    let bytes = std::fs::read(&file).unwrap();
    // cut in the middle of a letter of the first change, as by a full disk
    let at = bytes.windows(2).position(|w| w == "ř".as_bytes()).unwrap() + 1;
    let line = at + bytes[at..].iter().position(|b| *b == b'\n').unwrap();
    std::fs::write(&file, [&bytes[..at], &bytes[line..]].concat()).unwrap();
    assert_eq!(begin(&paths, &path).session.title, "Second");
}

#[test]
fn a_copy_elsewhere_holds_everything_also_in_the_current_folder() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut value = serde_json::to_value(sample()).unwrap();
    value["goals"].as_array_mut().unwrap().push(json!({"id": "strange", "text": 5}));
    std::fs::write(&path, value.to_string()).unwrap();
    let o = begin(&paths, &path);
    let to = home.path().join("copies/copy.json");
    o.handle.save_copy(&o.session, &to).unwrap();
    let copy: serde_json::Value = serde_json::from_slice(&std::fs::read(&to).unwrap()).unwrap();
    assert_eq!(copy["goals"], value["goals"]);
    assert!(o.handle.save_copy(&o.session, &to).unwrap_err().contains("it is there already"));
    // a bare name is in the current folder: the command line shows it
    let mut export = assert_cmd::Command::new(crate::support::term::program());
    export.env("HOME", home.path()).current_dir(home.path()).args(["export", path.to_str().unwrap(), "--to", "bare.md"]).assert().success();
    assert!(home.path().join("bare.md").exists());
}

#[test]
fn a_failing_save_keeps_another_programs_version_once() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    std::fs::write(&path, "not ours at all").unwrap();
    for n in 1..4 {
        o.handle.save(&o.session, n, at(0)).unwrap();
    }
    assert_eq!(
        std::fs::read_dir(&paths.library)
            .unwrap()
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().contains("changed-elsewhere"))
            .count(),
        1
    );
}

#[test]
fn a_journal_cut_at_any_byte_is_no_harm() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let o = begin(&paths, &path);
    for n in 1..4 {
        o.handle.journal().lock().unwrap().edit(n, retitle(&format!("title {n}")));
    }
    let file = walk(&paths.state.join("journals")).remove(0);
    let bytes = std::fs::read(&file).unwrap();
    drop(o);
    for cut in 0..bytes.len() {
        std::fs::write(&file, &bytes[..cut]).unwrap();
        let o = begin(&paths, &path);
        assert!(o.session.title == "Supplier reset" || o.session.title.starts_with("title "));
    }
    std::fs::write(&file, b"\xff\x00garbage\n").unwrap();
    assert_eq!(begin(&paths, &path).session.title, "Supplier reset");
}

#[test]
fn a_kill_between_the_file_and_the_journal_repeats_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    let goal = o.session.goals[0].clone();
    let insert = Edit::Insert { list: List::Goals, at: 99, item: json!({"id": "fresh", "text": "Fresh"}) };
    o.handle.journal().lock().unwrap().edit(1, insert.clone());
    let journal = walk(&paths.state.join("journals")).remove(0);
    let before = std::fs::read_to_string(&journal).unwrap();
    apply(&mut o.session, &insert).unwrap();
    o.handle.save(&o.session, 1, at(0)).unwrap();
    // as if killed after the rename, before the journal was shortened
    let hash = serde_json::to_string(&json!({"saving": {"hash": fnv(&std::fs::read(&path).unwrap()), "seq": 1}})).unwrap();
    drop(o);
    std::fs::write(&journal, format!("{before}{hash}\n")).unwrap();
    let again = begin(&paths, &path);
    assert!(!again.recovered);
    assert_eq!(again.session.goals.iter().filter(|g| g.text == "Fresh").count(), 1);
    assert_eq!(again.session.goals[0], goal);
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3))
}

/// A session that is open here, and rewritten by another program.
fn rewritten(home: &Path, theirs: impl FnOnce(&mut Session)) -> (Paths, PathBuf, Opened) {
    let (paths, path) = made(home);
    let o = begin(&paths, &path);
    let mut changed = sample();
    theirs(&mut changed);
    std::fs::write(&path, to_json(&changed, &[])).unwrap();
    (paths, path, o)
}

#[test]
fn a_change_by_another_program_is_taken_in_where_nothing_collides() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path, mut o) = rewritten(home.path(), |s| {
        s.title = "Theirs".into();
        s.actions[0].text = "Their action".into();
        s.goals.remove(4);
        let mut more = s.parked[0].clone();
        more.id = roundtable::domain::Id::new("their-item");
        s.parked.insert(0, more);
        s.progress.step = Some(roundtable::domain::Id::new("welcome"));
    });
    let own = o.session.actions[1].id.clone();
    apply(&mut o.session, &set(List::Actions, &own, "text", json!("Our action"))).unwrap();
    let saved = o.handle.save(&o.session, 1, at(0)).unwrap();
    assert_eq!(saved.notice.unwrap(), "Another program changed the file; its 4 changes are taken in. Ctrl+Z takes them back.");
    let both = read(&path).unwrap().session;
    assert_eq!((both.title.as_str(), both.actions[0].text.as_str(), both.actions[1].text.as_str()), ("Theirs", "Their action", "Our action"));
    assert_eq!((both.goals.len(), both.parked[0].id.as_str(), both.progress.step), (4, "their-item", sample().progress.step));
    // what is open takes the same in, and the next save finds nothing strange
    apply(&mut o.session, &saved.taken_in.unwrap()).unwrap();
    assert_eq!(o.session.actions, both.actions);
    assert_eq!(o.handle.save(&o.session, 2, at(1)).unwrap(), Saved { notice: None, taken_in: None, reached: Reached::Disk });
    assert!(versions(&paths, &path).iter().any(|v| v.summary.title == "Theirs"), "their version is kept");
    assert_eq!(list(&paths).unwrap().len(), 1, "nothing lies beside it");
}

#[test]
fn what_was_taken_in_is_brought_again_until_it_is_there() {
    let home = tempfile::tempdir().unwrap();
    let (_, path, mut o) = rewritten(home.path(), |s| s.actions[0].text = "Their action".into());
    // two saves were on their way before what is open could take it in
    let first = o.handle.save(&o.session, 1, at(0)).unwrap().taken_in.unwrap();
    apply(&mut o.session, &retitle("Ours")).unwrap();
    let second = o.handle.save(&o.session, 2, at(1)).unwrap().taken_in.unwrap();
    assert_eq!(first, second);
    let both = read(&path).unwrap().session;
    assert_eq!((both.title.as_str(), both.actions[0].text.as_str()), ("Ours", "Their action"));
    apply(&mut o.session, &second).unwrap();
    assert_eq!(o.handle.save(&o.session, 3, at(2)).unwrap(), Saved { notice: None, taken_in: None, reached: Reached::Disk });
}

#[test]
fn what_both_changed_is_kept_beside() {
    type Change = fn(&mut Session);
    let signed: Change = |s| {
        let signature = json!({"id": "their-sign", "side": "b", "name": "J. Dvořák"});
        s.sign_off.push(serde_json::from_value(signature).unwrap());
    };
    let collisions: [(Change, Change); 5] = [
        // nobody signs what was changed meanwhile
        (signed, |s| s.actions[0].effort = Some(5)),
        (|s| s.title = "Theirs".into(), |s| s.title = "Ours".into()),
        (|s| s.actions[0].text = "Theirs".into(), |s| s.actions[0].effort = Some(5)),
        (|s| drop(s.actions.remove(0)), |s| s.actions[0].effort = Some(5)),
        (|s| drop(s.extra.insert("new".into(), json!(1))), |_| {}),
    ];
    for (theirs, ours) in collisions {
        let home = tempfile::tempdir().unwrap();
        let (paths, path, mut o) = rewritten(home.path(), theirs);
        ours(&mut o.session);
        let saved = o.handle.save(&o.session, 1, at(0)).unwrap();
        let says = saved.notice.unwrap();
        assert!(saved.taken_in.is_none() && says.contains("Another program changed the file") && says.contains("changed-elsewhere"), "{says}");
        assert_eq!(read(&path).unwrap().session, o.session);
        let mut want = sample();
        theirs(&mut want);
        let beside = list(&paths).unwrap().into_iter().find(|s| s.path != path && s.path.to_string_lossy().contains("changed-elsewhere")).unwrap();
        assert_eq!(read(&beside.path).unwrap().session, want, "theirs is whole");
    }
}

#[test]
fn a_file_that_was_deleted_is_written_anew_and_a_missing_folder_is_told() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    std::fs::remove_file(&path).unwrap();
    o.handle.save(&o.session, 1, at(0)).unwrap();
    assert!(path.exists());
    let aside = home.path().join("aside");
    std::fs::rename(&paths.library, &aside).unwrap();
    assert_eq!(o.handle.save(&o.session, 2, at(1)).unwrap_err(), "it is not there");
    let kept = o.handle.emergency(&o.session, at(1)).unwrap();
    assert_eq!(read(&kept).unwrap().session, o.session);
    std::fs::rename(&aside, &paths.library).unwrap();
    o.handle.save(&o.session, 3, at(2)).unwrap();
}

#[test]
fn one_writer_at_a_time_and_a_planted_lock_is_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let first = begin(&paths, &path);
    let second = open(&paths, &path, false, "bob").unwrap();
    assert_eq!(second.access, Access::ReadOnly("open elsewhere (ada on sea)".into()));
    drop((first, second));
    assert_eq!(begin(&paths, &path).access, Access::Write);
    assert_eq!(open(&paths, &path, true, "bob").unwrap().access, Access::ReadOnly("opened to look at".into()));
    #[cfg(unix)]
    {
        let victim = home.path().join("victim");
        std::fs::write(&victim, "precious").unwrap();
        let lock = path.with_file_name(format!(".{}.lock", path.file_name().unwrap().to_string_lossy()));
        std::os::unix::fs::symlink(&victim, &lock).unwrap();
        let o = begin(&paths, &path);
        assert!(o.notices[0].ends_with(".lock lies in the place of its lock and is none; it was not followed. Delete it."), "{:?}", o.notices);
        assert_eq!(o.access, Access::Write);
        assert_eq!(std::fs::read_to_string(&victim).unwrap(), "precious");
    }
}

#[test]
fn what_a_program_that_syncs_put_beside_a_session_is_another_version_of_it_and_can_be_merged() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut theirs = sample();
    theirs.modified = Some(at(1_000_000));
    let (goal, action) = (theirs.goals[0].id.clone(), theirs.actions[0].clone());
    apply(&mut theirs, &set(List::Goals, &goal, "text", "Theirs")).unwrap();
    let mut added = action;
    added.id = Id::new("added-there");
    theirs.actions.push(added);
    for name in ["x.sync-conflict-20261122-101010-ABC.json", "x (Ana's conflicted copy 2026-11-22).json"] {
        let other = paths.library.join(name);
        std::fs::write(&other, to_json(&theirs, &[])).unwrap();
        // though it was saved later, its name says that it is not the one that counts
        let of: Vec<Option<PathBuf>> = list(&paths).unwrap().into_iter().map(|s| s.another_of).collect();
        assert_eq!(of, [Some(path.clone()), None]);
        assert_eq!(roundtable::store::resolve(&paths, sample().id.as_str()), Ok(path.clone()), "its id means one file");
        let (says, binned) = take_in(&paths, &path, &other, "ada", at(2)).unwrap();
        let more = if name.contains("sync") { "1 item came in." } else { "Nothing was missing there." };
        assert!(says.starts_with(&format!("{more} 1 that differs stayed as it is in 2026")), "{says}");
        assert!(binned.starts_with(&paths.bin) && binned.exists() && !other.exists());
        let now = read(&path).unwrap().session;
        assert!(now.actions.iter().any(|a| a.id.as_str() == "added-there"));
        assert_ne!(now.goals[0].text, "Theirs");
    }
    // a signature stands under one text, and what is closed stays as it was signed
    let signed = paths.library.join("x.sync-conflict-20261122-111111-ABC.json");
    theirs.sign_off.push(serde_json::from_value(json!({"id": "s-there", "side": "a", "name": "Ana"})).unwrap());
    std::fs::write(&signed, to_json(&theirs, &[])).unwrap();
    let mut ours = read(&path).unwrap().session;
    ours.closed = Some(at(3));
    std::fs::write(&path, to_json(&ours, &[])).unwrap();
    assert!(take_in(&paths, &path, &signed, "ada", at(4)).unwrap_err().contains("is closed"));
    ours.closed = None;
    std::fs::write(&path, to_json(&ours, &[])).unwrap();
    assert!(take_in(&paths, &path, &signed, "ada", at(5)).is_ok());
    assert_eq!(read(&path).unwrap().session.sign_off, ours.sign_off);
    // a copy made by hand: the one saved last counts
    std::fs::copy(&path, paths.library.join("by-hand.json")).unwrap();
    let mut o = begin(&paths, &path);
    o.session.modified = Some(at(9));
    o.handle.save(&o.session, 1, at(9)).unwrap();
    drop(o);
    let by_hand = list(&paths).unwrap().into_iter().find(|s| s.path.ends_with("by-hand.json")).unwrap();
    assert_eq!(by_hand.another_of, Some(path));
}

#[test]
fn where_no_lock_can_be_made_work_goes_to_the_state_folder() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    std::fs::create_dir_all(&paths.library).unwrap();
    // a name so long that none longer can be made beside it, as in a folder that takes no file
    let path = paths.library.join(format!("{}.json", "x".repeat(248)));
    std::fs::write(&path, to_json(&sample(), &[])).unwrap();
    let o = begin(&paths, &path);
    assert_eq!(o.access, Access::Write);
    assert!(o.notices[0].starts_with("Its folder cannot be written ("), "{:?}", o.notices);
    let second = begin(&paths, &path);
    assert!(matches!(&second.access, Access::ReadOnly(why) if why.starts_with("open elsewhere (ada on sea")), "{:?}", second.access);
    o.handle.journal().lock().unwrap().edit(1, retitle("Kept"));
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
    assert_eq!(begin(&paths, &path).access, Access::ReadOnly("the file is write-protected".into()));
}

#[test]
fn ticking_an_action_that_cannot_be_saved_leaves_what_the_journal_holds() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut s = sample();
    s.closed = Some(at(0));
    std::fs::write(&path, to_json(&s, &[])).unwrap();
    let o = begin(&paths, &path);
    o.handle.journal().lock().unwrap().edit(1, retitle("Only in the journal"));
    drop(o);
    let id = sample().actions[0].id.clone();
    assert!(roundtable::store::tick(&paths, &path, &id, true, day(), "ben", at(1)).unwrap_err().starts_with("That session is closed"));
    // and where the save fails
    s.closed = None;
    let path = create(&paths, &s, day()).unwrap();
    let o = begin(&paths, &path);
    o.handle.journal().lock().unwrap().edit(1, retitle("Only in the journal"));
    drop(o);
    let full = roundtable::store::Disk::watched(|call| match call {
        roundtable::store::Call::Swap(..) | roundtable::store::Call::Place(..) => Err(std::io::Error::from_raw_os_error(28)),
        _ => Ok(()),
    });
    let failing = Paths { disk: full, ..paths.clone() };
    assert!(roundtable::store::tick(&failing, &path, &id, true, day(), "ben", at(1)).unwrap_err().contains("the disk is full"));
    assert_eq!(begin(&paths, &path).session.title, "Only in the journal");
}

#[test]
fn a_journal_that_cannot_be_read_is_put_aside() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let o = begin(&paths, &path);
    o.handle.journal().lock().unwrap().edit(1, retitle("Kept"));
    drop(o);
    let journal = walk(&paths.state.join("journals")).pop().unwrap();
    let held = std::fs::read(&journal).unwrap();
    let blind = roundtable::store::Disk::watched(|call| match call {
        roundtable::store::Call::Read(p) if p.extension().is_some_and(|e| e == "jsonl") => Err(std::io::Error::from_raw_os_error(5)),
        _ => Ok(()),
    });
    drop(begin(&Paths { disk: blind, ..paths.clone() }, &path));
    assert!(walk(&paths.state.join("journals")).iter().any(|p| std::fs::read(p).unwrap() == held), "what it holds is still there");
}

#[test]
fn a_session_whose_file_cannot_be_written_goes_on_in_another() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    apply(&mut o.session, &retitle("Rescued")).unwrap();
    o.handle.journal().lock().unwrap().edit(1, retitle("Rescued"));
    let taken = home.path().join("taken.json");
    std::fs::write(&taken, "{}").unwrap();
    assert!(o.handle.go_on_in(&o.session, 1, &taken, "ada").unwrap_err().ends_with("it is there already. The session is where it was."));
    let to = home.path().join("stick").join("rescued.json");
    let (there, _) = o.handle.go_on_in(&o.session, 1, &to, "ada").unwrap();
    assert_eq!(read(&there).unwrap().session.title, "Rescued");
    // the next changes and their journal are there
    apply(&mut o.session, &retitle("Later")).unwrap();
    o.handle.journal().lock().unwrap().edit(2, retitle("Later"));
    drop(o);
    assert_eq!(begin(&paths, &there).session.title, "Later");
    assert_eq!(begin(&paths, &path).session.title, "Supplier reset", "the old file and its journal are as they were");
}

#[test]
fn what_cannot_be_understood_is_written_back_where_it_was() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut value = serde_json::to_value(sample()).unwrap();
    let strange = json!({"id": "strange", "text": 5, "why": "another program"});
    value["goals"].as_array_mut().unwrap().insert(1, strange.clone());
    value["actions"].as_array_mut().unwrap().push(json!("not even an object"));
    std::fs::write(&path, serde_json::to_string_pretty(&value).unwrap()).unwrap();
    let mut o = begin(&paths, &path);
    assert!(o.notices[0].starts_with("2 items could not be understood"), "{:?}", o.notices);
    apply(&mut o.session, &retitle("New")).unwrap();
    o.handle.save(&o.session, 1, at(0)).unwrap();
    let after: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    assert_eq!(after["goals"], value["goals"]);
    assert_eq!(after["actions"], value["actions"]);
}

#[test]
fn doubled_ids_are_both_kept() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut s = sample();
    let twin = s.goals[0].clone();
    s.goals.push(twin);
    std::fs::write(&path, to_json(&s, &[])).unwrap();
    let o = begin(&paths, &path);
    assert_eq!(o.session.goals.len(), s.goals.len());
    assert_ne!(o.session.goals[0].id, o.session.goals.last().unwrap().id);
    assert!(o.notices[0].contains("both are kept"));
}

#[test]
fn a_large_library_is_remembered_and_what_changed_is_read_anew() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_800_000_000);
    let put = |n: usize, title: &str, age: u64| {
        let mut s = sample();
        (s.id, s.title) = (Id::new(format!("id-{n}")), title.to_owned());
        std::fs::create_dir_all(&paths.library).unwrap();
        let path = paths.library.join(format!("{n:03}.json"));
        std::fs::write(&path, to_json(&s, &[])).unwrap();
        std::fs::File::options().append(true).open(&path).unwrap().set_modified(old - std::time::Duration::from_secs(age)).unwrap();
    };
    (0..80).for_each(|n| put(n, "Round", 100));
    let titles = || {
        let mut all: Vec<String> = list(&paths).unwrap().into_iter().map(|s| format!("{} {}", s.id, s.title)).collect();
        all.sort();
        all
    };
    let first = titles();
    assert_eq!(first.len(), 80);
    let index = walk(&paths.state).into_iter().find(|p| p.file_name().unwrap().to_string_lossy().starts_with("library-")).unwrap();
    // written long after the files: what it says of them counts
    let remembered = std::fs::read_to_string(&index).unwrap().replace("\"title\":\"Round\"", "\"title\":\"Remembered\"");
    std::fs::write(&index, remembered).unwrap();
    std::fs::File::options().append(true).open(&index).unwrap().set_modified(old).unwrap();
    assert!(titles().iter().all(|t| t.ends_with("Remembered")), "no file is read that has not changed");
    put(3, "Renamed elsewhere", 50);
    std::fs::remove_file(paths.library.join("004.json")).unwrap();
    let now = titles();
    assert_eq!(now.len(), 79);
    assert!(now.contains(&"id-3 Renamed elsewhere".to_owned()));
    // a damaged memory is none
    std::fs::write(&index, "{").unwrap();
    assert_eq!(titles().iter().filter(|t| t.ends_with("Round")).count(), 78);
    // and one as young as the files is not believed: they may have changed within a tick of its clock
    std::fs::write(&index, std::fs::read_to_string(&index).unwrap().replace("Round", "Remembered")).unwrap();
    std::fs::File::options().append(true).open(&index).unwrap().set_modified(old - std::time::Duration::from_secs(99)).unwrap();
    assert_eq!(titles().iter().filter(|t| t.ends_with("Round")).count(), 78);
}

#[test]
fn the_library_copies_renames_bins_and_restores() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let copy = duplicate(&paths, &path, roundtable::domain::Id::new("copy-id"), day(), at(5)).unwrap();
    assert_ne!(copy, path);
    assert_eq!(read(&copy).unwrap().session.title, "Supplier reset (copy)");
    rename(&paths, &copy, "Autumn", "ada", at(6)).unwrap();
    assert_eq!(list(&paths).unwrap()[0].title, "Autumn");
    let there = roundtable::store::bin(&paths, &copy).unwrap();
    assert_eq!((list(&paths).unwrap().len(), list_bin(&paths).unwrap().len()), (1, 1));
    roundtable::store::restore(&paths, &there).unwrap();
    assert_eq!((list(&paths).unwrap().len(), list_bin(&paths).unwrap().len()), (2, 0));
    // two files of one name in the bin: neither replaces the other
    std::fs::create_dir_all(&paths.bin).unwrap();
    std::fs::write(paths.bin.join(path.file_name().unwrap()), "other").unwrap();
    roundtable::store::bin(&paths, &path).unwrap();
    assert_eq!(std::fs::read_dir(&paths.bin).unwrap().count(), 2);
    // what is no session is not ours to delete
    assert_eq!(roundtable::store::empty_bin(&paths).unwrap(), 1);
    assert_eq!(std::fs::read_dir(&paths.bin).unwrap().count(), 1);
}

#[test]
fn the_file_is_named_after_the_title_once_it_is_known() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    apply(&mut o.session, &retitle("Březina, round two")).unwrap();
    o.handle.save(&o.session, 1, at(0)).unwrap();
    let to = o.handle.rename(&o.session, day(), "ada").unwrap();
    assert!(to.ends_with("2026-11-21-brezina-round-two-000001.json") && !path.exists());
    o.handle.journal().lock().unwrap().edit(2, retitle("Three"));
    drop(o);
    assert_eq!(begin(&paths, &to).session.title, "Three");
}
