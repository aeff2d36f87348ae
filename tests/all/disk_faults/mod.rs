//! Saving when the disk fails: any error at any call, a kill at any call, a power cut at any
//! instant, another program writing at the last instant.

mod power_cut;

use crate::support::disk::paths;
use crate::support::sessions::{retitle, small};
use roundtable::domain::{List, Session, apply, set};
use roundtable::store::{
    Call, Disk, Opened, Paths, Reached, SaveError, create, open, read, versions,
};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

fn at(second: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_800_000_000 + second).unwrap()
}

/// A session in a new home, opened on a disk that `watch` is told of.
fn opened(
    home: &Path,
    watch: impl Fn(Call<'_>) -> io::Result<()> + Send + Sync + 'static,
) -> (Paths, PathBuf, Opened) {
    let sound = paths(home);
    let path = create(&sound, &small(), "2026-11-21".parse().unwrap()).unwrap();
    let watched = Paths {
        disk: Disk::watched(watch),
        ..sound.clone()
    };
    let opened = open(&watched, &path, false, "ada on sea").unwrap();
    (sound, path, opened)
}

/// The titles of the session in their order.
const TITLES: [&str; 4] = ["Supplier reset", "One", "Two", "Three"];

/// Changes the title, as a key would, and saves.
fn save(o: &mut Opened, title: &str, seq: u64) -> Result<Reached, SaveError> {
    apply(&mut o.session, &retitle(title)).unwrap();
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(seq, retitle(title));
    o.session_file
        .save(&o.session, seq, at(i64::try_from(seq).unwrap()))
        .map(|s| s.reached)
}

/// How many calls two saves of an open session make.
fn calls_of_a_save() -> usize {
    let home = tempfile::tempdir().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let (_, _, mut o) = opened(home.path(), move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        Ok(())
    });
    count.store(0, Ordering::SeqCst);
    save(&mut o, "One", 1).unwrap();
    save(&mut o, "Two", 2).unwrap();
    count.load(Ordering::SeqCst)
}

#[cfg(unix)]
const ERRNOS: [(i32, &str); 11] = [
    (5, "EIO"),
    (12, "ENOMEM"),
    (13, "EACCES"),
    (16, "EBUSY"),
    (22, "EINVAL"),
    (23, "ENFILE"),
    (24, "EMFILE"),
    (27, "EFBIG"),
    (28, "ENOSPC"),
    (30, "EROFS"),
    (122, "EDQUOT"),
];

#[test]
#[cfg(unix)]
fn any_error_at_any_call_is_reported_or_harmless_and_the_next_save_is_complete() {
    let calls = calls_of_a_save();
    assert!(calls > 15, "{calls} calls are watched");
    for (errno, name) in ERRNOS {
        for fails_at in 0..calls {
            let home = tempfile::tempdir().unwrap();
            let next = Arc::new(AtomicUsize::new(usize::MAX / 2));
            let counted = Arc::clone(&next);
            let (paths, path, mut o) = opened(home.path(), move |_| {
                if counted.fetch_add(1, Ordering::SeqCst) == fails_at {
                    Err(io::Error::from_raw_os_error(errno))
                } else {
                    Ok(())
                }
            });
            next.store(0, Ordering::SeqCst);
            for (title, seq) in [("One", 1), ("Two", 2)] {
                let case = format!("{name} at call {fails_at}, save of {title}");
                match save(&mut o, title, seq) {
                    // what was reported as saved is in the file
                    Ok(_) => assert_eq!(read(&path).unwrap().session, o.session, "{case}"),
                    // a failure gives its reason in words, and the file is whole: the old one or
                    // the new one
                    Err(why) => {
                        let why = why.to_string();
                        assert!(
                            !why.is_empty() && !why.contains("os error"),
                            "{case}: {why}"
                        );
                        assert!(
                            ["Supplier reset", "One", title]
                                .contains(&read(&path).expect(&case).session.title.as_str()),
                            "{case}"
                        );
                    }
                }
            }
            save(&mut o, "Three", 3).unwrap();
            assert_eq!(
                read(&path).unwrap().session,
                o.session,
                "{name} at call {fails_at}"
            );
            // the journal is whole as well
            drop(o);
            let again = open(&paths, &path, false, "ben").unwrap();
            assert_eq!(again.session.title, "Three", "{name} at call {fails_at}");
            drop(again);
            let beside = walk(&paths.library);
            assert_eq!(beside.len(), 1, "no helper is left: {beside:?}");
        }
    }
}

#[test]
fn a_kill_at_every_call_loses_nothing() {
    for dies_at in 0..calls_of_a_save() {
        let home = tempfile::tempdir().unwrap();
        let next = Arc::new(AtomicUsize::new(usize::MAX / 2));
        let counted = Arc::clone(&next);
        // as after a kill: from here on no call does anything
        let (paths, path, mut o) = opened(home.path(), move |_| {
            if counted.fetch_add(1, Ordering::SeqCst) >= dies_at
                && counted.load(Ordering::SeqCst) < usize::MAX / 2
            {
                Err(io::Error::other("dead"))
            } else {
                Ok(())
            }
        });
        let journal = || {
            walk(&paths.state.join("journals"))
                .iter()
                .map(|p| std::fs::read_to_string(p).unwrap())
                .collect::<String>()
        };
        next.store(0, Ordering::SeqCst);
        let mut seen = "Supplier reset".to_owned();
        for (title, seq) in [("One", 1), ("Two", 2)] {
            let saved = save(&mut o, title, seq).is_ok();
            // a person has seen what is in the journal, or was reported as saved
            if saved || journal().contains(&format!("\"{title}\"")) {
                seen = title.to_owned();
            }
        }
        // a lock is released when its process ends
        drop(o);
        let again = open(&paths, &path, false, "ben")
            .unwrap_or_else(|why| panic!("killed at call {dies_at}: {why}"));
        let place = |title: &str| TITLES.iter().position(|t| *t == title).unwrap();
        assert!(
            place(&again.session.title) >= place(&seen),
            "killed at call {dies_at}: {} though {seen} was seen",
            again.session.title
        );
    }
}

/// What another program is about to write, and where.
type Theirs = (PathBuf, Vec<u8>);

#[test]
fn where_a_folder_cannot_be_synced_a_save_is_reported_as_written_only() {
    let home = tempfile::tempdir().unwrap();
    let (_, path, mut o) = opened(home.path(), |call| match call {
        Call::SyncFolder(_) => Err(io::ErrorKind::InvalidInput.into()),
        _ => Ok(()),
    });
    assert_eq!(save(&mut o, "On a stick", 1), Ok(Reached::System));
    assert_eq!(read(&path).unwrap().session.title, "On a stick");
}

#[test]
fn after_a_failed_sync_a_new_helper_file_is_written() {
    let home = tempfile::tempdir().unwrap();
    let synced: Arc<Mutex<Vec<PathBuf>>> = Arc::default();
    let seen = Arc::clone(&synced);
    let (paths, _, mut o) = opened(home.path(), move |call| match call {
        Call::Sync(p) => {
            let mut seen = seen.lock().unwrap();
            seen.push(p.to_path_buf());
            if seen.len() <= 4 {
                Err(io::Error::from_raw_os_error(5))
            } else {
                Ok(())
            }
        }
        _ => Ok(()),
    });
    for seq in 1..=3 {
        let _ = save(&mut o, "Again", seq);
    }
    assert_eq!(save(&mut o, "Again", 4), Ok(Reached::Disk));
    let synced = synced.lock().unwrap();
    let helpers: Vec<&PathBuf> = synced
        .iter()
        .filter(|p| p.starts_with(&paths.library))
        .collect();
    assert!(helpers.len() >= 3);
    assert_eq!(
        helpers.iter().collect::<BTreeSet<_>>().len(),
        helpers.len(),
        "no file is synced twice: {helpers:?}"
    );
}

#[test]
fn what_another_program_writes_during_a_save_is_merged() {
    races(50);
}

/// `cargo test --test all -- --ignored races`
#[test]
#[ignore = "takes minutes: cargo test --test all -- --ignored races"]
fn ten_thousand_races_with_another_program_lose_nothing() {
    races(10_000);
}

/// In every round another program writes the file at the last instant before it is replaced.
fn races(rounds: u64) {
    let home = tempfile::tempdir().unwrap();
    // written between the comparison and the exchange: a save that does not compare again
    // overwrites it
    let theirs: Arc<Mutex<Vec<Theirs>>> = Arc::default();
    let plan = Arc::clone(&theirs);
    let (paths, path, mut o) = opened(home.path(), move |call| match call {
        Call::Swap(..) => plan
            .lock()
            .unwrap()
            .pop()
            .map_or(Ok(()), |(to, bytes)| std::fs::write(to, bytes)),
        _ => Ok(()),
    });
    for round in 0..rounds {
        let mut other: Session = read(&path).unwrap().session;
        let goal = other.goals[0].id.clone();
        let text = format!("Theirs {round}");
        apply(&mut other, &set(List::Goals, &goal, "text", &text)).unwrap();
        theirs.lock().unwrap().push((
            path.clone(),
            roundtable::store::to_json(&other, &[]).into_bytes(),
        ));
        let title = format!("Ours {round}");
        apply(&mut o.session, &retitle(&title)).unwrap();
        let saved = o
            .session_file
            .save(&o.session, round + 1, at(i64::try_from(round).unwrap()))
            .unwrap();
        let there = read(&path).unwrap().session;
        if there.goals[0].text == text {
            assert_eq!(there.title, title, "both are there");
            apply(&mut o.session, &saved.taken_in.unwrap()).unwrap();
        } else {
            // only a file system that cannot exchange two names loses it
            if cfg!(target_os = "linux") {
                panic!("theirs is lost in round {round}");
            }
            return;
        }
    }
    assert!(
        versions(&paths, &path)
            .iter()
            .any(|v| v.summary.title.starts_with("Ours")),
        "their versions are kept too"
    );
}

/// Where two files cannot be exchanged, no helper is ever theirs.
#[test]
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn a_helper_file_left_by_a_kill_is_deleted_and_another_programs_session_in_it_is_kept() {
    use crate::support::Build;
    let home = tempfile::tempdir().unwrap();
    let mut theirs = small();
    theirs.build(|theirs| theirs.title = "Their last words".to_owned());
    let theirs = roundtable::store::to_json(&theirs, &[]);
    let file: Arc<Mutex<PathBuf>> = Arc::default();
    let target = Arc::clone(&file);
    // another program writes at the last instant, and then the helper cannot be read
    let (paths, path, mut o) = opened(home.path(), move |call| match call {
        Call::Swap(_, to) if to == *target.lock().unwrap() => std::fs::write(to, &theirs),
        Call::Read(p) if p.extension().is_some_and(|e| e == "tmp") => Err(io::Error::other("dead")),
        _ => Ok(()),
    });
    file.lock().unwrap().clone_from(&path);
    save(&mut o, "Ours", 1).unwrap();
    drop(o);
    assert_eq!(walk(&paths.library).len(), 2, "a helper is left");
    let o = open(&paths, &path, false, "ada").unwrap();
    assert_eq!(o.session.title, "Ours");
    drop(o);
    assert_eq!(walk(&paths.library).len(), 1, "no helper is left");
    assert!(
        versions(&paths, &path)
            .iter()
            .any(|v| v.summary.title == "Their last words")
    );
}

#[test]
fn the_journal_follows_a_file_that_was_moved_after_a_kill() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path, mut o) = opened(home.path(), |_| Ok(()));
    apply(&mut o.session, &retitle("Never saved")).unwrap();
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Never saved"));
    drop(o);
    // a copy of the session in another place does not get the journal
    let copy = home.path().join("copy.json");
    std::fs::copy(&path, &copy).unwrap();
    assert_eq!(
        open(&paths, &copy, false, "ada").unwrap().session.title,
        "Supplier reset"
    );
    let moved = home.path().join("moved.json");
    std::fs::rename(&path, &moved).unwrap();
    assert_eq!(
        open(&paths, &moved, false, "ada").unwrap().session.title,
        "Never saved"
    );
}

#[test]
fn a_journal_that_cannot_be_written_is_reported_once_and_catches_up() {
    let home = tempfile::tempdir().unwrap();
    let full = Arc::new(AtomicUsize::new(0));
    let is_full = Arc::clone(&full);
    let (paths, path, mut o) = opened(home.path(), move |call| match call {
        Call::Write(p, _)
            if p.extension().is_some_and(|e| e == "jsonl")
                && is_full.load(Ordering::SeqCst) == 1 =>
        {
            Err(io::ErrorKind::StorageFull.into())
        }
        _ => Ok(()),
    });
    full.store(1, Ordering::SeqCst);
    let journal = o.session_file.journal();
    let goal = o.session.goals[0].id.clone();
    let edits = ["a", "b", "c"].map(|text| set(List::Goals, &goal, "text", text));
    let mut told = Vec::new();
    for (n, edit) in edits.iter().enumerate() {
        if n == 2 {
            full.store(0, Ordering::SeqCst);
        }
        apply(&mut o.session, edit).unwrap();
        journal
            .lock()
            .unwrap()
            .write_edit(n as u64 + 1, edit.clone());
        let fault = journal.lock().unwrap().take_fault();
        told.extend(fault.map(|fault| fault.to_string()));
    }
    assert_eq!(
        told,
        [
            "What is typed cannot be written to the journal: the disk is full. \
             You can go on; what is saved is safe."
        ]
    );
    drop((o, journal));
    assert_eq!(
        open(&paths, &path, false, "ada").unwrap().session.goals[0].text,
        "c"
    );
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|e| e.unwrap().path())
        .collect()
}
