//! Other programs on the same files: nothing of theirs is overwritten, nothing of ours is lost.

use super::{at, begin, day, made};
use crate::support::Build;
use crate::support::sample;
use crate::support::sessions::retitle;
use roundtable::domain::{Content, Id, List, Session, SessionRef, apply, set};
use roundtable::store::{
    Access, Call, ChangeError, Disk, Notice, Opened, Paths, Reached, ReadOnly, SaveNotice, Saved,
    list, mark_action, merge_version, open, read, resolve, restore_version, to_json, versions,
};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A session that is open here and was rewritten by another program.
fn rewritten(home: &Path, theirs: impl FnOnce(&mut Session)) -> (Paths, PathBuf, Opened) {
    let (paths, path) = made(home);
    let o = begin(&paths, &path);
    let mut changed = sample();
    theirs(&mut changed);
    std::fs::write(&path, to_json(&changed, &[])).unwrap();
    (paths, path, o)
}

#[test]
fn another_programs_version_is_kept_once() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    std::fs::write(&path, "not ours at all").unwrap();
    for n in 1..4 {
        o.session_file.save(&o.session, n, at(0)).unwrap();
    }
    assert_eq!(
        std::fs::read_dir(&paths.library)
            .unwrap()
            .filter(|e| e
                .as_ref()
                .unwrap()
                .file_name()
                .to_string_lossy()
                .contains("changed-elsewhere"))
            .count(),
        1
    );
}

#[test]
fn another_programs_changes_are_merged_if_no_item_differs_on_both_sides() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path, mut o) = rewritten(home.path(), |s| {
        s.build(|s| s.title = "Theirs".into());
        s.build(|s| s.actions[0].text = "Their action".into());
        s.build(|s| s.goals.remove(4));
        let mut more = s.parked[0].clone();
        more.id = roundtable::domain::Id::new("their-item");
        s.build(|s| s.parked.insert(0, more));
        s.build(|s| s.progress.step = Some(roundtable::domain::Id::new("welcome")));
    });
    let own = o.session.actions[1].id.clone();
    apply(
        &mut o.session,
        &set(List::Actions, &own, "text", json!("Our action")),
    )
    .unwrap();
    let saved = o.session_file.save(&o.session, 1, at(0)).unwrap();
    assert_eq!(
        saved.notice.unwrap(),
        SaveNotice::Merged {
            changes: 4,
            removed: 1,
            renumbered: vec![],
        }
    );
    let both = read(&path).unwrap().session;
    assert_eq!(
        (
            both.title.as_str(),
            both.actions[0].text.as_str(),
            both.actions[1].text.as_str()
        ),
        ("Theirs", "Their action", "Our action")
    );
    assert_eq!(
        (
            both.goals.len(),
            both.parked[0].id.as_str(),
            both.progress.step.clone()
        ),
        (4, "their-item", sample().progress.step.clone())
    );
    // the open session applies the same edit, and the next save has nothing to merge
    apply(&mut o.session, &saved.taken_in.unwrap()).unwrap();
    assert_eq!(o.session.actions, both.actions);
    assert_eq!(
        o.session_file.save(&o.session, 2, at(1)).unwrap(),
        Saved {
            notice: None,
            taken_in: None,
            reached: Reached::Disk
        }
    );
    assert!(
        versions(&paths, &path)
            .iter()
            .any(|v| v.summary.title == "Theirs"),
        "their version is kept"
    );
    assert_eq!(list(&paths).unwrap().len(), 1, "nothing lies beside it");
}

#[test]
fn merged_changes_come_again_until_the_open_session_holds_them() {
    let home = tempfile::tempdir().unwrap();
    let (_, path, mut o) = rewritten(home.path(), |s| {
        s.build(|s| s.actions[0].text = "Their action".into());
    });
    // two saves come before the open session can apply the edit
    let first = o
        .session_file
        .save(&o.session, 1, at(0))
        .unwrap()
        .taken_in
        .unwrap();
    apply(&mut o.session, &retitle("Ours")).unwrap();
    let second = o
        .session_file
        .save(&o.session, 2, at(1))
        .unwrap()
        .taken_in
        .unwrap();
    assert_eq!(first, second);
    let both = read(&path).unwrap().session;
    assert_eq!(
        (both.title.as_str(), both.actions[0].text.as_str()),
        ("Ours", "Their action")
    );
    apply(&mut o.session, &second).unwrap();
    assert_eq!(
        o.session_file.save(&o.session, 3, at(2)).unwrap(),
        Saved {
            notice: None,
            taken_in: None,
            reached: Reached::Disk
        }
    );
}

#[test]
fn if_both_changed_the_same_item_the_other_version_is_kept_in_a_file() {
    type Change = fn(&mut Content);
    let signed: Change = |s| {
        let signature = json!({"id": "their-sign", "side": "b", "name": "J. Dvořák"});
        s.sign_off.push(serde_json::from_value(signature).unwrap());
    };
    let collisions: [(Change, Change); 5] = [
        // a signature must not stand under a text that was changed meanwhile
        (signed, |s| s.actions[0].effort = Some(5)),
        (|s| s.title = "Theirs".into(), |s| s.title = "Ours".into()),
        (
            |s| s.actions[0].text = "Theirs".into(),
            |s| s.actions[0].effort = Some(5),
        ),
        (
            |s| drop(s.actions.remove(0)),
            |s| s.actions[0].effort = Some(5),
        ),
        (|s| drop(s.extra.insert("new".into(), json!(1))), |_| {}),
    ];
    for (theirs, ours) in collisions {
        let home = tempfile::tempdir().unwrap();
        let (paths, path, mut o) = rewritten(home.path(), |s| s.build(theirs));
        o.session.build(ours);
        let saved = o.session_file.save(&o.session, 1, at(0)).unwrap();
        let says = saved.notice.unwrap();
        assert!(
            matches!(&says, SaveNotice::KeptAside(name) if name.contains("changed-elsewhere")),
            "{says}"
        );
        assert!(saved.taken_in.is_none());
        assert_eq!(read(&path).unwrap().session, o.session);
        let mut want = sample();
        want.build(theirs);
        let beside = list(&paths)
            .unwrap()
            .into_iter()
            .find(|s| s.path != path && s.path.to_string_lossy().contains("changed-elsewhere"))
            .unwrap();
        assert_eq!(read(&beside.path).unwrap().session, want, "theirs is whole");
    }
}

/// Adds a goal with this text and saves.
fn add_goal(o: &mut Opened, text: &str, revision: u64) -> Saved {
    let mut goal = o.session.goals[0].clone();
    goal.id = Id::new(text);
    text.clone_into(&mut goal.text);
    o.session.build(|s| s.goals.push(goal));
    let now = at(i64::try_from(revision).unwrap());
    o.session.set_modified(now);
    o.session_file.save(&o.session, revision, now).unwrap()
}

#[test]
fn an_older_copy_that_is_put_back_while_open_removes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    let opening = std::fs::read(&path).unwrap();
    add_goal(&mut o, "one", 1);
    let first = std::fs::read(&path).unwrap();
    add_goal(&mut o, "two", 2);
    // the sync program flaps: what was there at opening, then an earlier save
    for (n, (older, lacked)) in [(&opening, 3), (&first, 3), (&opening, 5)]
        .iter()
        .enumerate()
    {
        std::fs::write(&path, older).unwrap();
        let saved = add_goal(&mut o, &format!("more {n}"), 3 + n as u64);
        assert_eq!(saved.notice, Some(SaveNotice::OlderCopy(*lacked)));
        assert_eq!(saved.taken_in, None);
        assert_eq!(read(&path).unwrap().session, o.session);
    }
    assert_eq!(versions(&paths, &path).len(), 1, "no copy is kept twice");
    assert_eq!(
        SaveNotice::OlderCopy(3).to_string(),
        "Another program put an older copy of the file back; it was replaced again. \
         3 lines that it lacked are still here."
    );
}

#[test]
fn an_older_copy_of_a_file_that_was_switched_to_removes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    let to = home.path().join("elsewhere/new.json");
    let switched = o.session_file.switch_to_new_file(&o.session, 1, &to, "ada");
    let (to, _) = switched.unwrap();
    let first = std::fs::read(&to).unwrap();
    add_goal(&mut o, "one", 2);
    std::fs::write(&to, first).unwrap();
    let saved = add_goal(&mut o, "two", 3);
    assert!(
        matches!(saved.notice, Some(SaveNotice::OlderCopy(_))),
        "{saved:?}"
    );
    assert_eq!(read(&to).unwrap().session, o.session);
}

#[test]
fn an_older_copy_that_is_put_back_at_the_last_instant_removes_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let older = std::fs::read(&path).unwrap();
    let (target, saves) = (path.clone(), AtomicUsize::new(0));
    let disk = Disk::watched(move |call| match call {
        Call::Swap(..) if saves.fetch_add(1, Ordering::SeqCst) == 1 => {
            std::fs::write(&target, &older)
        }
        _ => Ok(()),
    });
    let mut o = begin(&Paths { disk, ..paths }, &path);
    assert_eq!(add_goal(&mut o, "one", 1).notice, None);
    let saved = add_goal(&mut o, "two", 2);
    // elsewhere no file system can exchange two files
    if cfg!(any(target_os = "linux", target_vendor = "apple")) {
        assert_eq!(saved.notice, Some(SaveNotice::OlderCopy(2)));
    }
    assert_eq!(read(&path).unwrap().session, o.session);
    assert_eq!(add_goal(&mut o, "three", 3).notice, None);
}

#[test]
fn an_older_copy_that_is_put_back_while_closed_is_told_and_what_was_there_is_a_version() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let opening = std::fs::read(&path).unwrap();
    let mut o = begin(&paths, &path);
    add_goal(&mut o, "one", 1);
    add_goal(&mut o, "two", 2);
    o.session_file.close();
    let whole = o.session.clone();
    drop(o);
    assert_eq!(begin(&paths, &path).notices, []);
    std::fs::write(&path, &opening).unwrap();
    assert_eq!(begin(&paths, &path).notices, [Notice::OlderCopy(2)]);
    assert_eq!(
        begin(&paths, &path).notices,
        [Notice::OlderCopy(2)],
        "told until something is done about it"
    );
    assert_eq!(versions(&paths, &path).len(), 2, "kept once");
    let newest = versions(&paths, &path).remove(0).path;
    assert_eq!(read(&newest).unwrap().session, whole);
    restore_version(&paths, &path, &newest, "ada", at(9)).unwrap();
    assert_eq!(read(&path).unwrap().session, whole);
    // a version that a person puts back is no surprise
    let mut o = begin(&paths, &path);
    add_goal(&mut o, "three", 10);
    o.session_file.close();
    drop(o);
    let oldest = versions(&paths, &path).pop().unwrap().path;
    restore_version(&paths, &path, &oldest, "ada", at(11)).unwrap();
    assert_eq!(begin(&paths, &path).notices, []);
}

#[test]
fn a_change_from_the_library_tells_of_an_older_copy_too() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let opening = std::fs::read(&path).unwrap();
    let mut o = begin(&paths, &path);
    add_goal(&mut o, "one", 1);
    o.session_file.close();
    let action = o.session.actions[0].id.clone();
    drop(o);
    let put_back = || std::fs::write(&path, &opening).unwrap();
    put_back();
    let told = roundtable::store::retitle(&paths, &path, "Autumn", "ada", at(2)).unwrap();
    assert_eq!(told, [Notice::OlderCopy(1)]);
    assert_eq!(begin(&paths, &path).notices, [], "told once");
    put_back();
    let told = mark_action(&paths, &path, &action, true, day(), "ada", at(3)).unwrap();
    assert!(
        matches!(told.as_slice(), [Notice::OlderCopy(_)]),
        "{told:?}"
    );
}

#[test]
fn another_programs_removals_are_counted() {
    let home = tempfile::tempdir().unwrap();
    let (_, _, mut o) = rewritten(home.path(), |s| {
        s.build(|s| s.goals.remove(4));
    });
    let saved = o.session_file.save(&o.session, 1, at(0)).unwrap();
    assert_eq!(
        saved.notice.unwrap().to_string(),
        "Another program changed the file; its change was merged, which removed 1 line."
    );
}

#[test]
fn only_one_program_may_write() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let first = begin(&paths, &path);
    let second = open(&paths, &path, false, "bob").unwrap();
    assert_eq!(
        second.access,
        Access::ReadOnly(ReadOnly::ElsewhereBy("ada on sea".to_owned()))
    );
    drop((first, second));
    assert_eq!(begin(&paths, &path).access, Access::Write);
    assert_eq!(
        open(&paths, &path, true, "bob").unwrap().access,
        Access::ReadOnly(ReadOnly::ViewOnly)
    );
}

#[test]
#[cfg(unix)]
fn a_planted_lock_is_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let victim = home.path().join("victim");
    std::fs::write(&victim, "precious").unwrap();
    let lock = path.with_file_name(format!(
        ".{}.lock",
        path.file_name().unwrap().to_string_lossy()
    ));
    std::os::unix::fs::symlink(&victim, &lock).unwrap();
    let o = begin(&paths, &path);
    assert_eq!(o.notices, [roundtable::store::Notice::NotALock(lock)]);
    assert_eq!(o.access, Access::Write);
    assert_eq!(std::fs::read_to_string(&victim).unwrap(), "precious");
}

#[test]
fn conflict_copies_of_sync_programs_are_recognised_and_can_be_merged() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut theirs = sample();
    theirs.build(|theirs| theirs.modified = Some(at(1_000_000)));
    let (goal, action) = (theirs.goals[0].id.clone(), theirs.actions[0].clone());
    apply(&mut theirs, &set(List::Goals, &goal, "text", "Theirs")).unwrap();
    let mut added = action;
    added.id = Id::new("added-there");
    theirs.build(|theirs| theirs.actions.push(added));
    for name in [
        "x.sync-conflict-20261122-101010-ABC.json",
        "x (Ana's conflicted copy 2026-11-22).json",
    ] {
        let other = paths.library.join(name);
        std::fs::write(&other, to_json(&theirs, &[])).unwrap();
        // it was saved later, but its name says that it is a conflict copy
        let of: Vec<Option<PathBuf>> = list(&paths)
            .unwrap()
            .into_iter()
            .map(|s| s.another_of)
            .collect();
        assert_eq!(of, [Some(path.clone()), None]);
        assert_eq!(
            resolve(&paths, &SessionRef::Words(sample().id.to_string())),
            Ok(path.clone()),
            "its id means one file"
        );
        let merged = merge_version(&paths, &path, &other, "ada", at(2)).unwrap();
        let added = usize::from(name.contains("sync"));
        assert_eq!((merged.added, merged.differ), (added, 1));
        assert!(merged.binned.starts_with(&paths.bin));
        assert!(merged.binned.exists() && !other.exists());
        let now = read(&path).unwrap().session;
        assert!(now.actions.iter().any(|a| a.id.as_str() == "added-there"));
        assert_ne!(now.goals[0].text, "Theirs");
    }
    // signatures are not merged, and nothing is merged into a closed session
    let signed = paths
        .library
        .join("x.sync-conflict-20261122-111111-ABC.json");
    theirs.build(|theirs| {
        theirs.sign_off.push(
            serde_json::from_value(json!({"id": "s-there", "side": "a", "name": "Ana"})).unwrap(),
        );
    });
    std::fs::write(&signed, to_json(&theirs, &[])).unwrap();
    let mut ours = read(&path).unwrap().session;
    ours.build(|ours| ours.closed = Some(at(3)));
    std::fs::write(&path, to_json(&ours, &[])).unwrap();
    let refused = merge_version(&paths, &path, &signed, "ada", at(4)).unwrap_err();
    assert!(matches!(refused, ChangeError::Closed { .. }), "{refused}");
    ours.build(|ours| ours.closed = None);
    std::fs::write(&path, to_json(&ours, &[])).unwrap();
    assert!(merge_version(&paths, &path, &signed, "ada", at(5)).is_ok());
    assert_eq!(read(&path).unwrap().session.sign_off, ours.sign_off);
    // a copy made by hand: the one saved last counts
    std::fs::copy(&path, paths.library.join("by-hand.json")).unwrap();
    let mut o = begin(&paths, &path);
    o.session.set_modified(at(9));
    o.session_file.save(&o.session, 1, at(9)).unwrap();
    drop(o);
    let by_hand = list(&paths)
        .unwrap()
        .into_iter()
        .find(|s| s.path.ends_with("by-hand.json"))
        .unwrap();
    assert_eq!(by_hand.another_of, Some(path));
}

#[test]
fn a_save_says_which_item_got_another_number_because_another_program_gave_it_too() {
    let home = tempfile::tempdir().unwrap();
    let add = |id: &str| {
        let item = json!({"id": id, "text": id});
        let (list, at) = (List::Actions, usize::MAX);
        roundtable::domain::Edit::Insert { list, at, item }
    };
    let (_, _, mut o) = rewritten(home.path(), |s| drop(apply(s, &add("zz-late")).unwrap()));
    apply(&mut o.session, &add("z-early")).unwrap();
    let saved = o.session_file.save(&o.session, 1, at(0)).unwrap();
    let SaveNotice::Merged { renumbered, .. } = saved.notice.unwrap() else {
        panic!("merged");
    };
    assert_eq!(renumbered.len(), 1);
    assert_eq!(
        (&*renumbered[0].from, &*renumbered[0].to),
        ("action 13", "action 14")
    );
}
