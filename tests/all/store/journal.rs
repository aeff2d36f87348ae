//! The journal: what was not saved comes back, whatever happened to the program or the file.

use super::{at, begin, day, made, walk};
use crate::support::Build;
use crate::support::sample;
use crate::support::sessions::retitle;
use roundtable::domain::{Content, Edit, List, Place, Typing, apply, set};
use roundtable::store::{ChangeError, Notice, Paths, create, mark_action, to_json};
use serde_json::json;

#[test]
fn the_journal_restores_what_was_not_saved() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    let edits = [
        retitle("One"),
        retitle("Two"),
        set(List::Goals, &o.session.goals[0].id, "text", "half-typ"),
    ];
    let journal = o.session_file.journal();
    for (n, edit) in edits.iter().enumerate() {
        apply(&mut o.session, edit).unwrap();
        journal
            .lock()
            .unwrap()
            .write_edit(n as u64 + 1, edit.clone());
        if n == 0 {
            o.session_file.save(&o.session, 1, at(0)).unwrap();
        }
    }
    let typing = Typing {
        place: Place::Item(List::Goals, o.session.goals[0].id.clone()),
        field: "text".into(),
        within: None,
    };
    journal.lock().unwrap().write_typing(Some(typing.clone()));
    let expected = o.session.clone();
    // as a kill leaves it: the files are no longer open, and nothing was tidied
    drop(journal);
    drop(o);
    let again = begin(&paths, &path);
    assert!(again.recovered);
    assert_eq!(
        (
            again.session.title.as_str(),
            again.session.goals[0].text.as_str()
        ),
        ("Two", "half-typ")
    );
    assert_eq!(
        Content {
            modified: None,
            ..again.session.clone().into_content()
        },
        Content {
            modified: None,
            ..expected.into_content()
        }
    );
    assert_eq!(again.typing, Some(typing));
    assert_eq!(again.notices, [Notice::Recovered]);
    // opened again without a save: still there, and once only
    drop(again);
    let mut third = begin(&paths, &path);
    assert_eq!(third.session.title, "Two");
    third.session_file.save(&third.session, 5, at(1)).unwrap();
    third.session_file.close();
    let fourth = begin(&paths, &path);
    assert!(!fourth.recovered && fourth.typing.is_none());
}

#[test]
fn a_broken_line_of_the_journal_is_skipped() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let o = begin(&paths, &path);
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Březina"));
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(2, retitle("Second"));
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
fn a_journal_cut_at_any_byte_can_be_read() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let o = begin(&paths, &path);
    for n in 1..4 {
        o.session_file
            .journal()
            .lock()
            .unwrap()
            .write_edit(n, retitle(&format!("title {n}")));
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
fn a_kill_between_saving_and_shortening_the_journal_applies_nothing_twice() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut o = begin(&paths, &path);
    let goal = o.session.goals[0].clone();
    let insert = Edit::Insert {
        list: List::Goals,
        at: 99,
        item: json!({"id": "fresh", "text": "Fresh"}),
    };
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, insert.clone());
    let journal = walk(&paths.state.join("journals")).remove(0);
    let before = std::fs::read_to_string(&journal).unwrap();
    apply(&mut o.session, &insert).unwrap();
    o.session_file.save(&o.session, 1, at(0)).unwrap();
    // as after a kill between the rename and the shortening of the journal
    let hash = serde_json::to_string(
        &json!({"saving": {"hash": fnv(&std::fs::read(&path).unwrap()), "seq": 1}}),
    )
    .unwrap();
    drop(o);
    std::fs::write(&journal, format!("{before}{hash}\n")).unwrap();
    let again = begin(&paths, &path);
    assert!(!again.recovered);
    assert_eq!(
        again
            .session
            .goals
            .iter()
            .filter(|g| g.text == "Fresh")
            .count(),
        1
    );
    assert_eq!(again.session.goals[0], goal);
}

fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[test]
fn a_change_that_cannot_be_saved_leaves_the_journal_as_it_was() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let mut s = sample();
    s.build(|s| s.closed = Some(at(0)));
    std::fs::write(&path, to_json(&s, &[])).unwrap();
    let o = begin(&paths, &path);
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Only in the journal"));
    drop(o);
    let id = sample().actions[0].id.clone();
    let refused = mark_action(&paths, &path, &id, true, day(), "ben", at(1)).unwrap_err();
    assert!(matches!(refused, ChangeError::Closed { .. }), "{refused}");
    // the same if the save fails
    s.build(|s| s.closed = None);
    let path = create(&paths, &s, day()).unwrap();
    let o = begin(&paths, &path);
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Only in the journal"));
    drop(o);
    let full = roundtable::store::Disk::watched(|call| match call {
        roundtable::store::Call::Swap(..) | roundtable::store::Call::Place(..) => {
            Err(std::io::ErrorKind::StorageFull.into())
        }
        _ => Ok(()),
    });
    let failing = Paths {
        disk: full,
        ..paths.clone()
    };
    let refused = mark_action(&failing, &path, &id, true, day(), "ben", at(1)).unwrap_err();
    assert!(
        refused
            .to_string()
            .ends_with("could not be saved: the disk is full. Nothing is changed."),
        "{refused}"
    );
    assert_eq!(begin(&paths, &path).session.title, "Only in the journal");
}

#[test]
fn a_journal_that_cannot_be_read_is_put_aside() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let o = begin(&paths, &path);
    o.session_file
        .journal()
        .lock()
        .unwrap()
        .write_edit(1, retitle("Kept"));
    drop(o);
    let journal = walk(&paths.state.join("journals")).pop().unwrap();
    let held = std::fs::read(&journal).unwrap();
    let blind = roundtable::store::Disk::watched(|call| match call {
        roundtable::store::Call::Read(p) if p.extension().is_some_and(|e| e == "jsonl") => {
            Err(std::io::Error::from_raw_os_error(5))
        }
        _ => Ok(()),
    });
    drop(begin(
        &Paths {
            disk: blind,
            ..paths.clone()
        },
        &path,
    ));
    assert!(
        walk(&paths.state.join("journals"))
            .iter()
            .any(|p| std::fs::read(p).unwrap() == held),
        "what it holds is still there"
    );
}
