//! The library, from empty to a full bin.

use crate::support::Stage;
use roundtable::app::{Effect, Msg};
use roundtable::domain::Summary;

fn entry(title: &str) -> Summary {
    Summary {
        path: format!("/library/{title}.json").into(),
        id: title.into(),
        follows: None,
        agenda: "collaboration".into(),
        solo: false,
        open_ids: vec![],
        title: title.into(),
        names: ["Acme".into(), "Bolt".into()],
        modified: None,
        step: (1, 10, "Welcome".into()),
        closed: None,
        open_actions: vec![],
        fault: None,
        another_of: None,
    }
}

#[test]
fn the_empty_library_offers_start_sample_and_a_file() {
    let mut stage = Stage::library(vec![]);
    let frame = stage.frame(80, 24);
    for offer in [
        "n   Start a session",
        "s   Try the sample",
        "o   Open a file",
    ] {
        assert!(frame.contains(offer), "{frame}");
    }
    stage.keys("o/tmp/x.json<Enter>");
    assert!(matches!(stage.asked.last(), Some(Effect::Open(path)) if path == "/tmp/x.json"));
    // one at a time: a second one is not asked for until the first is here
    let asked = stage.asked.len();
    stage.keys("s1");
    assert_eq!(stage.asked.len(), asked);
    stage.send(Msg::Opened(Err("x.json is damaged.".into())));
    assert_eq!(stage.toast(), "x.json is damaged.");
    stage.keys("s1");
    assert!(
        matches!(stage.asked.last(), Some(Effect::Sample(agenda)) if agenda == "collaboration")
    );
    stage.keys("<Enter>dr<Del>");
    assert!(
        stage.toast().starts_with("There is no session yet."),
        "{}",
        stage.toast()
    );
}

#[test]
fn a_new_session_is_made_from_a_card_and_set_up_in_one_form() {
    for (down, solo, first) in [("", false, "Organisation A"), ("<↓><↓>", true, "Us")] {
        let mut stage = Stage::library(vec![]);
        stage.keys(&format!("n{down}<Enter>"));
        let Some(Effect::Create(session)) = stage.asked.pop() else {
            panic!()
        };
        assert_eq!(session.agenda.solo, solo);
        stage.load(roundtable::app::Loaded {
            new: true,
            ..Stage::loaded(*session)
        });
        assert!(stage.frame(80, 24).contains(first));
        stage.keys("Spring<Enter>Acme<Enter>Bolt<Enter>9:00<Enter>16:30<Enter>");
        let s = stage.session();
        assert_eq!(
            (
                s.title.as_str(),
                s.parties.a.name.as_str(),
                s.parties.b.name.as_str()
            ),
            ("Spring", "Acme", "Bolt")
        );
        assert_eq!(s.agenda.start.unwrap().to_string(), "2026-10-19T09:00:00");
        assert_eq!(s.agenda.end.unwrap().to_string(), "16:30:00");
        assert!(matches!(stage.asked.last(), Some(Effect::NameFile(_))));
    }
}

#[test]
fn find_open_duplicate_rename_bin_and_restore() {
    let mut stage = Stage::library(vec![entry("Spring"), entry("Autumn"), entry("Winter")]);
    stage.keys("/aut<Enter>");
    assert!(
        matches!(stage.asked.last(), Some(Effect::Open(path)) if path.ends_with("Autumn.json"))
    );
    stage.keys("<Esc><↓><↓>d");
    assert!(
        matches!(stage.asked.last(), Some(Effect::Duplicate(path, _)) if path.ends_with("Winter.json"))
    );
    stage.keys("rSummer<Enter>");
    assert!(matches!(stage.asked.last(), Some(Effect::Rename(_, title)) if title == "Summer"));
    stage.keys("r<Backspace><Enter>");
    assert!(
        stage.frame(80, 24).contains("Nothing was typed."),
        "an empty title is none"
    );
    stage.keys("<Esc><Del>");
    assert!(
        matches!(stage.asked.last(), Some(Effect::Bin(path)) if path.ends_with("Winter.json")),
        "deleting asks nothing"
    );
    stage.keys("<Ctrl+Z>");
    assert!(matches!(stage.asked.last(), Some(Effect::Unbin)));
    stage.keys("B");
    assert!(matches!(stage.asked.last(), Some(Effect::ListBin)));
    stage.send(Msg::Bin(Ok(vec![entry("Winter")])));
    stage.keys("<Enter>");
    assert!(matches!(stage.asked.last(), Some(Effect::Restore(_))));
    // only what cannot be undone asks
    stage.keys("E");
    assert!(stage.frame(80, 24).contains("cannot be undone"));
    stage.keys("n");
    assert!(!matches!(stage.asked.last(), Some(Effect::EmptyBin)));
    stage.keys("Ey");
    assert!(matches!(stage.asked.last(), Some(Effect::EmptyBin)));
}

#[test]
fn a_file_that_cannot_be_read_says_so_and_is_not_opened() {
    let mut broken = entry("broken");
    broken.fault = Some(
        "broken.json is damaged at byte 0 (looks like an empty file). Nothing is changed.".into(),
    );
    let mut stage = Stage::library(vec![broken]);
    // opening it tells more: the last good version
    stage.keys("<Enter>");
    assert!(matches!(stage.asked.last(), Some(Effect::Open(_))));
    stage.send(Msg::Opened(Err(
        "broken.json is damaged. The last good version is kept in /x.json: open that file.".into(),
    )));
    assert!(stage.toast().contains("The last good version"));
    assert!(stage.frame(80, 24).contains("! broken.json is damaged"));
}

#[test]
fn a_new_session_that_is_left_at_once_was_not_wanted() {
    let mut stage = Stage::library(vec![]);
    stage.keys("n<Enter>");
    let session = stage
        .asked
        .iter()
        .rev()
        .find_map(|e| {
            if let Effect::Create(session) = e {
                Some((**session).clone())
            } else {
                None
            }
        })
        .unwrap();
    stage.load(roundtable::app::Loaded {
        new: true,
        ..Stage::loaded(session)
    });
    stage.keys("<Esc>");
    assert!(
        stage.asked.iter().any(|e| matches!(e, Effect::Discard)),
        "{:?}",
        stage.asked.last()
    );
    assert!(
        stage.frame(80, 24).contains("Nothing was made."),
        "{}",
        stage.frame(80, 24)
    );
}

#[test]
fn another_version_of_a_session_is_offered_to_be_merged() {
    let mut other = entry("Reset");
    other.path = "/library/Reset.sync-conflict-1.json".into();
    other.another_of = Some("/library/Reset.json".into());
    let mut stage = Stage::library(vec![other, entry("Reset")]);
    assert!(
        stage
            .frame(80, 24)
            .contains("! another version of Reset.json: Enter merges it in"),
        "{}",
        stage.frame(80, 24)
    );
    stage.keys("<Enter>");
    assert!(
        stage.frame(80, 24).contains("Bring in what it has more"),
        "{}",
        stage.frame(80, 24)
    );
    stage.keys("<Enter>");
    let Some(Effect::TakeIn(into, other)) = stage.asked.last() else {
        panic!("{:?}", stage.asked)
    };
    assert_eq!(
        (into.to_str(), other.to_str()),
        (
            Some("/library/Reset.json"),
            Some("/library/Reset.sync-conflict-1.json")
        )
    );
    stage.keys("<Enter><↓><Enter>");
    assert!(
        matches!(stage.asked.last(), Some(Effect::Open(path)) if path.ends_with("conflict-1.json")),
        "{:?}",
        stage.asked
    );
}

#[test]
fn a_new_session_in_which_a_title_was_typed_and_taken_back_is_not_made() {
    let mut stage = Stage::library(vec![]);
    stage.keys("n<Enter>");
    let Some(Effect::Create(session)) = stage.asked.pop() else {
        panic!()
    };
    stage.load(roundtable::app::Loaded {
        new: true,
        ..Stage::loaded(*session)
    });
    stage.keys("<Backspace><Esc>");
    assert!(
        matches!(stage.asked.last(), Some(Effect::Discard)),
        "{:?}",
        stage.asked
    );
    assert!(
        stage.app.open().is_none(),
        "the library is shown, nothing is saved into what was thrown away"
    );
    stage.keys("<Ctrl+Q>");
    assert!(
        matches!(stage.asked.last(), Some(Effect::Quit(0, None))),
        "{:?}",
        stage.asked
    );
}
