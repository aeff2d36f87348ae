//! The notes window: the current step, the next one, and private notes saved beside the session.

use crate::support::{Build, Harness, at, sample};
use roundtable::app::{Effect, Following, Msg};
use roundtable::domain::{NoteChange, Session};

fn window(session: Session) -> Harness {
    let mut harness = Harness::library(vec![]);
    harness.now = at("13:32");
    let file = "/library/session.json".into();
    harness.send(Msg::Notes(Box::new(Following {
        session,
        file,
        changes: vec![],
        taken: 0,
        read_only: None,
    })));
    harness
}

/// The changes of notes that the last key asked to save; the save is confirmed.
fn changes_to_save(harness: &mut Harness) -> Vec<NoteChange> {
    let last = harness.asked.iter().rev().find_map(|e| {
        if let Effect::NoteChanges(changes, revision) = e {
            Some((changes.clone(), *revision))
        } else {
            None
        }
    });
    let (changes, revision) = last.expect("something was written");
    harness.send(Msg::Saved {
        revision,
        notice: None,
        taken_in: None,
        synced: true,
    });
    changes
}

#[test]
fn the_notes_window_shows_the_current_and_next_step_and_follows_the_session() {
    let mut session = sample();
    session.build(|session| session.agenda.start = Some("2026-10-19T09:00:00".parse().unwrap()));
    let mut harness = window(session.clone());
    let frame = harness.frame(120, 36);
    for words in [
        "Step 4 of 10 · Align",
        "Tips for this step",
        "Alternate one of A, one of B",
        "then: Lunch (45 min), Goals",
        "Private notes",
    ] {
        assert!(frame.contains(words), "{words}\n{frame}");
    }
    session.build(|session| session.progress.step = Some(session.agenda.steps[5].id.clone()));
    harness.send(Msg::Followed(Ok((Box::new(session), 0))));
    assert!(harness.frame(120, 36).contains("Step 6 of 10 · Actions"));
    harness.send(Msg::Followed(Err("session.json is damaged.".into())));
    assert!(harness.frame(120, 36).contains("session.json is damaged."));
}

#[test]
fn notes_can_be_added_edited_deleted_and_restored() {
    let mut session = sample();
    session.build(|session| session.notes.clear());
    let mut harness = window(session.clone());
    harness.keys("aThey look tired");
    assert!(harness.frame(80, 24).contains("saving…"));
    let changes = changes_to_save(&mut harness);
    assert_eq!(
        changes.len(),
        1,
        "one note is one change, however many keys"
    );
    let note = changes[0].note.clone().unwrap();
    assert_eq!(
        (note.text.as_str(), note.step.unwrap()),
        (
            "They look tired",
            session.agenda.steps[session.step_index()].id.clone()
        )
    );
    assert!(harness.frame(80, 24).contains("saved 13:32"));
    // while a note is typed, the main window merges it and saves the session
    let edit = changes[0].edit(&session).unwrap();
    roundtable::domain::apply(&mut session, &edit).unwrap();
    harness.send(Msg::Followed(Ok((
        Box::new(session.clone()),
        changes[0].seq,
    ))));
    harness.keys(", coffee<Esc>");
    let changes = changes_to_save(&mut harness);
    assert_eq!(
        changes[0].note.as_ref().unwrap().text,
        "They look tired, coffee"
    );
    harness.keys("<Del>");
    assert_eq!(
        harness.notice(),
        "Deleted the private note. Ctrl+Z brings it back."
    );
    let deleted = changes_to_save(&mut harness);
    assert!(deleted[0].note.is_none() && deleted[0].seq > changes[0].seq);
    harness.keys("<Ctrl+Z>");
    assert!(harness.frame(80, 24).contains("They look tired, coffee"));
    // an emptied note keeps its former text; a new empty note is not added
    harness.keys("<Enter><Ctrl+A><Backspace><Esc>");
    assert_eq!(
        harness.notice(),
        "An empty note keeps the former text. Del deletes it."
    );
    harness.keys("a<Esc>");
    assert!(
        changes_to_save(&mut harness)
            .iter()
            .filter(|j| j.note.is_some())
            .count()
            == 1
    );
    harness.keys("aOne<Enter>Two<Enter><Esc>");
    assert!(harness.frame(80, 24).contains("One") && harness.frame(80, 24).contains("Two"));
    harness.paste("pasted\ttext");
    assert!(harness.keys("<Esc>").frame(80, 24).contains("pasted"));
}

#[test]
fn notes_that_cannot_be_saved_are_reported_and_saved_again() {
    let mut harness = window(sample());
    harness.keys("aImportant<Esc>");
    harness.send(Msg::SaveFailed("the disk is full".into()));
    assert!(
        harness
            .frame(80, 24)
            .contains("NOT SAVED: the disk is full")
    );
    let tries = |harness: &Harness| {
        harness
            .asked
            .iter()
            .filter(|e| matches!(e, Effect::NoteChanges(..)))
            .count()
    };
    let before = tries(&harness);
    harness.pass(1);
    assert_eq!(tries(&harness), before + 1);
    harness.keys("q");
    assert!(matches!(
        harness.asked.iter().find(|e| matches!(e, Effect::Quit(..))),
        Some(Effect::Quit(1, Some(_)))
    ));
}

#[test]
fn a_second_notes_window_is_read_only() {
    let mut harness = Harness::library(vec![]);
    let why = "its notes window is open already".to_owned();
    let following = Following {
        session: sample(),
        file: Default::default(),
        changes: vec![],
        taken: 0,
        read_only: Some(why),
    };
    harness.send(Msg::Notes(Box::new(following)));
    assert!(
        harness
            .keys("a")
            .notice()
            .starts_with("Notes cannot be written here")
    );
    assert!(
        harness
            .frame(80, 24)
            .contains("READ-ONLY: its notes window is open already")
    );
    assert!(harness.asked.is_empty());
}

#[test]
fn notes_from_the_notes_window_are_not_an_undo_step() {
    let mut harness = Harness::open(sample());
    let before = harness.session().notes.len();
    let mut other = window(sample());
    other.keys("aFrom the other window<Esc>");
    let changes = changes_to_save(&mut other);
    harness.send(Msg::NoteChanges(changes.clone()));
    harness.send(Msg::NoteChanges(changes));
    assert_eq!(harness.session().notes.len(), before + 1);
    assert_eq!(harness.keys("u").notice(), "There is nothing to take back.");
}
