//! The library: new sessions, files, the bin.

use crate::support::Harness;
use roundtable::app::{Effect, Msg};
use roundtable::domain::{SessionRef, Summary};

fn entry(title: &str) -> Summary {
    Summary {
        path: format!("/library/{title}.json").into(),
        id: title.into(),
        follows: None,
        agenda: "collaboration".into(),
        solo: false,
        open_ids: vec![],
        ended_ids: vec![],
        created: None,
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
fn the_empty_library_offers_a_new_session_the_sample_and_a_file() {
    let mut harness = Harness::library(vec![]);
    let frame = harness.frame(80, 24);
    for offer in [
        "n   Start a session",
        "s   Try the sample",
        "o   Open a file",
    ] {
        assert!(frame.contains(offer), "{frame}");
    }
    harness.keys("o/tmp/x.json<Enter>");
    assert!(matches!(
        harness.asked.last(),
        Some(Effect::Open(SessionRef::Words(path))) if path == "/tmp/x.json"
    ));
    // a second session is not opened until the first one is there
    let asked = harness.asked.len();
    harness.keys("s1");
    assert_eq!(harness.asked.len(), asked);
    harness.send(Msg::Opened(Err("x.json is damaged.".into())));
    assert_eq!(harness.notice(), "x.json is damaged.");
    harness.keys("s1");
    assert!(
        matches!(harness.asked.last(), Some(Effect::Sample(agenda)) if agenda == "collaboration")
    );
    harness.keys("<Enter>dr<Del>");
    assert!(
        harness.notice().starts_with("There is no session yet."),
        "{}",
        harness.notice()
    );
}

#[test]
fn a_new_session_is_created_from_an_agenda_card_and_one_form() {
    for (down, solo, first) in [("", false, "Organisation A"), ("<↓><↓>", true, "Them")] {
        let mut harness = Harness::library(vec![]);
        harness.keys(&format!("n{down}<Enter>"));
        let Some(Effect::Create(session)) = harness.asked.pop() else {
            panic!()
        };
        assert_eq!(session.agenda.solo, solo);
        harness.load(roundtable::app::Loaded {
            new: true,
            ..Harness::loaded(*session)
        });
        assert!(harness.frame(80, 24).contains(first));
        // one person alone is asked one name
        let names = if solo {
            "Bolt<Enter>"
        } else {
            "Acme<Enter>Bolt<Enter>"
        };
        harness.keys(&format!("Spring<Enter>{names}9:00<Enter>16:30<Enter>"));
        let s = harness.session();
        assert_eq!(
            (
                s.title.as_str(),
                s.parties.a.name.as_str(),
                s.parties.b.name.as_str()
            ),
            ("Spring", if solo { "" } else { "Acme" }, "Bolt")
        );
        assert_eq!(s.agenda.start.unwrap().to_string(), "2026-10-19T09:00:00");
        assert_eq!(s.agenda.end.unwrap().to_string(), "16:30:00");
        assert!(matches!(harness.asked.last(), Some(Effect::NameFile(_))));
    }
}

#[test]
fn sessions_are_found_duplicated_renamed_deleted_and_restored() {
    let mut harness = Harness::library(vec![entry("Spring"), entry("Autumn"), entry("Winter")]);
    harness.keys("/aut<Enter>");
    assert!(matches!(
        harness.asked.last(),
        Some(Effect::Open(SessionRef::Path(path))) if path.ends_with("Autumn.json")
    ));
    harness.keys("<Esc><↓><↓>d");
    assert!(matches!(
        harness.asked.last(),
        Some(Effect::Duplicate(path, _)) if path.ends_with("Winter.json")
    ));
    harness.keys("rSummer<Enter>");
    assert!(matches!(harness.asked.last(), Some(Effect::Rename(_, title)) if title == "Summer"));
    harness.keys("r<Backspace><Enter>");
    assert!(
        harness.frame(80, 24).contains("Nothing was typed."),
        "a title cannot be empty"
    );
    harness.keys("<Esc><Del>");
    assert!(
        matches!(harness.asked.last(), Some(Effect::Bin(path)) if path.ends_with("Winter.json")),
        "deleting does not ask"
    );
    harness.keys("<Ctrl+Z>");
    assert!(matches!(harness.asked.last(), Some(Effect::Unbin)));
    harness.keys("B");
    assert!(matches!(harness.asked.last(), Some(Effect::ListBin)));
    harness.send(Msg::Bin(Ok(vec![entry("Winter")])));
    harness.keys("<Enter>");
    assert!(matches!(harness.asked.last(), Some(Effect::Restore(_))));
    // only what cannot be undone asks first
    harness.keys("E");
    assert!(harness.frame(80, 24).contains("cannot be undone"));
    harness.keys("n");
    assert!(!matches!(harness.asked.last(), Some(Effect::EmptyBin)));
    harness.keys("Ey");
    assert!(matches!(harness.asked.last(), Some(Effect::EmptyBin)));
}

#[test]
fn a_damaged_file_is_listed_with_its_fault_and_not_opened() {
    let mut broken = entry("broken");
    broken.fault = Some(
        "broken.json is damaged at byte 0 (looks like an empty file). Nothing is changed.".into(),
    );
    let mut harness = Harness::library(vec![broken]);
    // opening it says where the last good version is
    harness.keys("<Enter>");
    assert!(matches!(harness.asked.last(), Some(Effect::Open(_))));
    harness.send(Msg::Opened(Err(
        "broken.json is damaged. The last good version is kept in /x.json: open that file.".into(),
    )));
    assert!(harness.notice().contains("The last good version"));
    assert!(harness.frame(80, 24).contains("! broken.json is damaged"));
}

#[test]
fn a_new_session_left_without_a_change_is_discarded() {
    let mut harness = Harness::library(vec![]);
    harness.keys("n<Enter>");
    let session = harness
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
    harness.load(roundtable::app::Loaded {
        new: true,
        ..Harness::loaded(session)
    });
    harness.keys("<Esc>");
    assert!(
        harness.asked.iter().any(|e| matches!(e, Effect::Discard)),
        "{:?}",
        harness.asked.last()
    );
    assert!(
        harness.frame(80, 24).contains("Nothing was made."),
        "{}",
        harness.frame(80, 24)
    );
}

#[test]
fn another_version_of_a_session_can_be_merged() {
    let mut other = entry("Reset");
    other.path = "/library/Reset.sync-conflict-1.json".into();
    other.another_of = Some("/library/Reset.json".into());
    let mut harness = Harness::library(vec![other, entry("Reset")]);
    assert!(
        harness
            .frame(80, 24)
            .contains("! another version of Reset.json: Enter merges it in"),
        "{}",
        harness.frame(80, 24)
    );
    harness.keys("<Enter>");
    assert!(
        harness
            .frame(80, 24)
            .contains("Bring in what only this version has"),
        "{}",
        harness.frame(80, 24)
    );
    harness.keys("<Enter>");
    let Some(Effect::MergeVersion(into, other)) = harness.asked.last() else {
        panic!("{:?}", harness.asked)
    };
    assert_eq!(
        (into.to_str(), other.to_str()),
        (
            Some("/library/Reset.json"),
            Some("/library/Reset.sync-conflict-1.json")
        )
    );
    harness.keys("<Enter><↓><Enter>");
    assert!(
        matches!(
            harness.asked.last(),
            Some(Effect::Open(SessionRef::Path(path)))
                if path.to_string_lossy().ends_with("conflict-1.json")
        ),
        "{:?}",
        harness.asked
    );
}

#[test]
fn a_new_session_whose_title_was_erased_again_is_discarded() {
    let mut harness = Harness::library(vec![]);
    harness.keys("n<Enter>");
    let Some(Effect::Create(session)) = harness.asked.pop() else {
        panic!()
    };
    harness.load(roundtable::app::Loaded {
        new: true,
        ..Harness::loaded(*session)
    });
    harness.keys("<Backspace><Esc>");
    assert!(
        matches!(harness.asked.last(), Some(Effect::Discard)),
        "{:?}",
        harness.asked
    );
    assert!(
        harness.app.open().is_none(),
        "the library is shown, nothing is saved into what was thrown away"
    );
    harness.keys("<Ctrl+Q>");
    assert!(
        matches!(harness.asked.last(), Some(Effect::Quit(0, None))),
        "{:?}",
        harness.asked
    );
}

#[test]
fn what_needs_a_session_says_that_the_library_is_still_being_read() {
    for key in ["<Enter>", "v", "h", "f", "d", "r", "<Del>", "e"] {
        let mut harness = Harness::starting();
        harness.keys(key);
        let says = harness.notice();
        assert_eq!(says, "The library is still being read.", "{key}");
        harness.send(Msg::Library(Ok(vec![])));
        harness.keys(key);
        assert!(
            harness.notice().starts_with("There is no session yet."),
            "{key}"
        );
        harness.send(Msg::Library(Err("The folder is gone.".into())));
        harness.keys(key);
        assert_eq!(harness.notice(), "The folder is gone.", "{key}");
    }
    let mut harness = Harness::starting();
    harness.keys("a<Enter>");
    assert_eq!(harness.notice(), "The library is still being read.");
    harness.keys("<Esc>B<Enter>");
    assert_eq!(harness.notice(), "The bin is still being read.");
}
