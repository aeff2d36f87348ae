//! The notes window: what is now, what comes next, private notes that go their own way.

use crate::support::{Stage, at, sample};
use roundtable::app::{Effect, Following, Msg};
use roundtable::domain::{Jot, Session};

fn window(session: Session) -> Stage {
    let mut stage = Stage::library(vec![]);
    stage.now = at("13:32");
    let file = "/library/session.json".into();
    stage.send(Msg::Notes(Box::new(Following {
        session,
        file,
        jots: vec![],
        taken: 0,
        read_only: None,
    })));
    stage
}

/// What is on its way after the last change, and the saves answered.
fn on_its_way(stage: &mut Stage) -> Vec<Jot> {
    let last = stage.asked.iter().rev().find_map(|e| {
        if let Effect::Jots(jots, revision) = e {
            Some((jots.clone(), *revision))
        } else {
            None
        }
    });
    let (jots, revision) = last.expect("something was written");
    stage.send(Msg::Saved {
        revision,
        notice: None,
        taken_in: None,
        synced: true,
    });
    jots
}

#[test]
fn it_shows_what_is_now_what_comes_next_and_follows() {
    let mut session = sample();
    session.agenda.start = Some("2026-10-19T09:00:00".parse().unwrap());
    let mut stage = window(session.clone());
    let frame = stage.frame(120, 36);
    for words in [
        "Step 4 of 10 · Align",
        "Tips for this step",
        "Alternate one of A, one of B",
        "then: Lunch (45 min), Goals",
        "Private notes",
    ] {
        assert!(frame.contains(words), "{words}\n{frame}");
    }
    session.progress.step = Some(session.agenda.steps[5].id.clone());
    stage.send(Msg::Followed(Ok((Box::new(session), 0))));
    assert!(stage.frame(120, 36).contains("Step 6 of 10 · Actions"));
    stage.send(Msg::Followed(Err("session.json is damaged.".into())));
    assert!(stage.frame(120, 36).contains("session.json is damaged."));
}

#[test]
fn notes_are_written_changed_deleted_and_taken_back() {
    let mut session = sample();
    session.notes.clear();
    let mut stage = window(session.clone());
    stage.keys("aThey look tired");
    assert!(stage.frame(80, 24).contains("saving…"));
    let jots = on_its_way(&mut stage);
    assert_eq!(jots.len(), 1, "one note is one jot, however many keys");
    let note = jots[0].note.clone().unwrap();
    assert_eq!(
        (note.text.as_str(), note.step.unwrap()),
        (
            "They look tired",
            session.agenda.steps[session.step_index()].id.clone()
        )
    );
    assert!(stage.frame(80, 24).contains("saved 13:32"));
    // while it is typed, the session moves on underneath and takes in what it has
    let edit = jots[0].edit(&session).unwrap();
    roundtable::domain::apply(&mut session, &edit).unwrap();
    stage.send(Msg::Followed(Ok((Box::new(session.clone()), jots[0].seq))));
    stage.keys(", coffee<Esc>");
    let jots = on_its_way(&mut stage);
    assert_eq!(
        jots[0].note.as_ref().unwrap().text,
        "They look tired, coffee"
    );
    stage.keys("<Del>");
    assert_eq!(
        stage.toast(),
        "Deleted the private note. Ctrl+Z brings it back."
    );
    let deleted = on_its_way(&mut stage);
    assert!(deleted[0].note.is_none() && deleted[0].seq > jots[0].seq);
    stage.keys("<Ctrl+Z>");
    assert!(stage.frame(80, 24).contains("They look tired, coffee"));
    // emptied, it keeps its former text; Enter opens the next, and an empty note is none
    stage.keys("<Enter><Ctrl+A><Backspace><Esc>");
    assert_eq!(
        stage.toast(),
        "An empty note keeps the former text. Del deletes it."
    );
    stage.keys("a<Esc>");
    assert!(
        on_its_way(&mut stage)
            .iter()
            .filter(|j| j.note.is_some())
            .count()
            == 1
    );
    stage.keys("aOne<Enter>Two<Enter><Esc>");
    assert!(stage.frame(80, 24).contains("One") && stage.frame(80, 24).contains("Two"));
    stage.paste("pasted\ttext");
    assert!(stage.keys("<Esc>").frame(80, 24).contains("pasted"));
}

#[test]
fn notes_that_cannot_be_saved_say_so_and_are_tried_again() {
    let mut stage = window(sample());
    stage.keys("aImportant<Esc>");
    stage.send(Msg::SaveFailed("the disk is full".into()));
    assert!(stage.frame(80, 24).contains("NOT SAVED: the disk is full"));
    let tries = |stage: &Stage| {
        stage
            .asked
            .iter()
            .filter(|e| matches!(e, Effect::Jots(..)))
            .count()
    };
    let before = tries(&stage);
    stage.pass(1);
    assert_eq!(tries(&stage), before + 1);
    stage.keys("q");
    assert!(matches!(
        stage.asked.iter().find(|e| matches!(e, Effect::Quit(..))),
        Some(Effect::Quit(1, Some(_)))
    ));
}

#[test]
fn a_second_notes_window_only_looks() {
    let mut stage = Stage::library(vec![]);
    let why = "its notes window is open already".to_owned();
    let following = Following {
        session: sample(),
        file: String::new(),
        jots: vec![],
        taken: 0,
        read_only: Some(why),
    };
    stage.send(Msg::Notes(Box::new(following)));
    assert!(
        stage
            .keys("a")
            .toast()
            .starts_with("Notes cannot be written here")
    );
    assert!(
        stage
            .frame(80, 24)
            .contains("READ-ONLY: its notes window is open already")
    );
    assert!(stage.asked.is_empty());
}

#[test]
fn the_main_window_takes_notes_in_without_a_step_of_undo() {
    let mut stage = Stage::open(sample());
    let before = stage.session().notes.len();
    let mut other = window(sample());
    other.keys("aFrom the other window<Esc>");
    let jots = on_its_way(&mut other);
    stage.send(Msg::Jotted(jots.clone()));
    stage.send(Msg::Jotted(jots));
    assert_eq!(stage.session().notes.len(), before + 1);
    assert_eq!(stage.keys("u").toast(), "There is nothing to take back.");
}
