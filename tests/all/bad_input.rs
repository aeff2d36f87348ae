//! Bad input: the sentence a person sees, and that nothing is lost.

use crate::support::disk::paths;
use crate::support::{Build, Harness, empty, sample};
use roundtable::store::{Access, OpenError, Paths, ReadOnly, list, open, read};
use serde_json::json;
use std::path::Path;

/// The sentence with which a file of these bytes is refused; checks that the file is unchanged.
fn refused(bytes: &[u8]) -> String {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("x.json");
    std::fs::write(&path, bytes).unwrap();
    let why = open(&paths(home.path()), &path, false, "")
        .map(|_| ())
        .unwrap_err()
        .to_string();
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "unchanged");
    assert_eq!(
        std::fs::read_dir(home.path()).unwrap().count(),
        1,
        "nothing beside it"
    );
    assert!(
        !why.contains('\n') && !why.chars().any(char::is_control),
        "{why:?}"
    );
    why
}

fn text() -> String {
    roundtable::catalog::sample("collaboration")
        .unwrap()
        .to_owned()
}

#[test]
#[allow(clippy::too_many_lines, reason = "one table of cases")]
fn files_that_are_not_sessions_are_refused_with_a_sentence() {
    let cut = &text().into_bytes()[..5000];
    let wide: Vec<u8> = "\u{feff}{}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let deep = format!(
        "{{\"format\": \"roundtable/session\", \"version\": 1, \"id\": \"x\", \"deep\": {}{}}}",
        "[".repeat(300),
        "]".repeat(300)
    );
    for (bytes, says) in [
        (
            &b""[..],
            "x.json is damaged at byte 0 (looks like an empty file). Nothing is changed.",
        ),
        (
            b"\0\0\0\0",
            "x.json is damaged at byte 0 (looks like zeros, as after a power cut). Nothing is \
             changed.",
        ),
        (
            b"\x1f\x8b\x08\0",
            "x.json is damaged at byte 0 (looks like a compressed file). Nothing is changed.",
        ),
        (
            &wide,
            "x.json is damaged at byte 0 (looks like UTF-16 text). Nothing is changed.",
        ),
        (
            b"{\"a\": \"\xff\"}",
            "x.json is damaged at byte 7 (looks like not UTF-8 text). Nothing is changed.",
        ),
        (
            b"hello",
            "x.json is damaged at line 1, column 1: expected value, near \u{201c}hello\u{201d}. \
             Nothing is changed.",
        ),
        (
            b"[1, 2]",
            "x.json is not a roundtable session (its first key is not \"format\": \
             \"roundtable/session\"). Nothing is changed.",
        ),
        (
            b"{\"format\": \"other\"}",
            "x.json is not a roundtable session (its first key is not \"format\": \
             \"roundtable/session\"). Nothing is changed.",
        ),
        (
            b"{\"format\": \"roundtable/session\", \"id\": \"x\"}",
            "x.json says version nothing; a whole number from 1 was expected. Nothing is changed.",
        ),
        (
            b"{\"format\": \"roundtable/session\",\n \"title\": \"a\", \"title\": \"b\"}",
            "x.json is damaged at line 2, column 22: the key \u{201c}title\u{201d} is there \
             twice, near \u{201c} \"title\": \"a\", \"title\": \"b\"}\u{201d}. Nothing is changed.",
        ),
        (
            b"{\"format\": \"roundtable/session\", \"x\": 12345678901234567890123}",
            "x.json has a number at line 1, column 39 that cannot be kept exactly: \
             12345678901234567890123. Shorten it, or put it in quotes. Nothing is changed.",
        ),
        (
            b"{\"x\": NaN}",
            "x.json is damaged at line 1, column 7: expected value, near \u{201c}{\"x\": \
             NaN}\u{201d}. Nothing is changed.",
        ),
        (
            deep.as_bytes(),
            "x.json is too deep: more than 128 levels, the limit is 128. Nothing is changed.",
        ),
    ] {
        assert_eq!(refused(bytes), says);
    }
    let why = refused(cut);
    assert!(
        why.starts_with("x.json is damaged at line ") && why.contains("it ends too early"),
        "{why}"
    );
    for version in ["0", "-1", "1.5", "\"1\"", "null"] {
        let why = refused(
            text()
                .replacen("\"version\": 1", &format!("\"version\": {version}"), 1)
                .as_bytes(),
        );
        assert_eq!(
            why,
            format!(
                "x.json says version {version}; a whole number from 1 was expected. Nothing is \
                 changed."
            )
        );
    }
    let why = refused(
        text()
            .replacen("\"title\": \"Supplier reset\"", "\"title\": 5", 1)
            .as_bytes(),
    );
    assert!(why.contains("expected a string at title"), "{why}");
    let why = refused(format!("{{\"a\": \"{}\u{1b}[2J\"", "x".repeat(50)).as_bytes());
    assert!(why.contains("control character"), "{why}");
}

#[test]
fn a_damaged_file_offers_the_last_good_version() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let path = home.path().join("x.json");
    std::fs::write(&path, text()).unwrap();
    let mut o = open(&paths, &path, false, "").unwrap();
    o.session.build(|s| s.title = "Second".into());
    o.session_file
        .save(&o.session, 1, jiff::Timestamp::UNIX_EPOCH)
        .unwrap();
    o.session_file.close();
    drop(o);
    std::fs::write(&path, "{ torn").unwrap();
    let why = open(&paths, &path, false, "").map(|_| ()).unwrap_err();
    let OpenError::Damaged { good, .. } = &why else {
        panic!("{why}");
    };
    assert!(why.to_string().ends_with(&format!(
        "The last good version is kept in {}: open that file.",
        good.display()
    )));
    assert_eq!(read(good).unwrap().session.title, "Supplier reset");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "{ torn");
}

#[test]
fn a_newer_version_opens_read_only_and_is_never_written() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("x.json");
    let newer = text().replacen("\"version\": 1", "\"version\": 999", 1);
    std::fs::write(&path, &newer).unwrap();
    let o = open(&paths(home.path()), &path, false, "").unwrap();
    assert_eq!(o.access, Access::ReadOnly(ReadOnly::Newer(999)));
    let mut harness = Harness::read_only(
        o.session,
        "written by a newer roundtable (version 999); nothing is changed",
    );
    let before = harness.session().clone();
    harness.keys("axyz<Enter>g<Del>u]]r1tPD<Esc>").pass(10);
    assert_eq!(*harness.session(), before);
    assert_eq!((harness.saves, harness.journal), (0, 0));
    assert!(
        harness
            .frame(80, 24)
            .contains("READ-ONLY: written by a newer roundtable")
    );
    assert_eq!(std::fs::read_to_string(&path).unwrap(), newer);
}

#[test]
fn paths_that_are_not_session_files_are_refused_with_a_sentence() {
    let home = tempfile::tempdir().unwrap();
    let paths = paths(home.path());
    let says = |path: &Path| {
        let opened = open(&paths, path, false, "");
        opened.map(|_| ()).unwrap_err().to_string()
    };
    assert!(says(home.path()).contains("is not a session file (a folder)"));
    assert!(says(&home.path().join("none.json")).ends_with("cannot be opened: it is not there."));
    #[cfg(unix)]
    {
        let pipe = home.path().join("pipe");
        assert_cmd::Command::new("mkfifo")
            .arg(&pipe)
            .assert()
            .success();
        assert!(says(&pipe).contains("is not a session file (a named pipe)"));
        std::os::unix::fs::symlink(home.path().join("b"), home.path().join("a")).unwrap();
        std::os::unix::fs::symlink(home.path().join("a"), home.path().join("b")).unwrap();
        assert!(says(&home.path().join("a")).contains("its links lead in a circle"));
    }
    let large = home.path().join("large.json");
    let file = std::fs::File::create(&large).unwrap();
    file.set_len(17 * 1024 * 1024).unwrap();
    assert!(says(&large).starts_with("large.json is too large: 17 MB, the limit is 16 MB."));
    // a library that is a file
    let file = home.path().join("file");
    std::fs::write(&file, "").unwrap();
    let why = list(&Paths {
        library: file.clone(),
        ..paths
    })
    .unwrap_err();
    assert!(
        why.to_string()
            .ends_with("cannot be used: a part of its path is a file, not a folder."),
        "{why}"
    );
    let out = assert_cmd::Command::new(crate::support::disk::program())
        .env("ROUNDTABLE_HOME", home.path())
        .arg("--library")
        .arg(&file)
        .assert()
        .code(2);
    assert!(
        String::from_utf8_lossy(&out.get_output().stderr)
            .contains("Name another folder with --library.")
    );
}

#[test]
fn references_to_missing_items_are_shown_as_removed_and_kept() {
    let mut s = sample();
    s.build(|s| s.actions[0].owner = Some(roundtable::domain::Id::new("nobody-there")));
    s.build(|s| {
        s.goals[0]
            .expectations
            .insert(0, roundtable::domain::Id::new("gone"));
    });
    s.build(|s| s.links[0].a = roundtable::domain::Id::new("gone"));
    let mut harness = Harness::open(s.clone());
    let frame = harness.keys("[[[[[[]]]]]]").frame(120, 36);
    assert!(frame.contains("(removed)"), "{frame}");
    assert!(harness.keys("[[").frame(120, 36).contains("(removed)"));
    for _ in 0..10 {
        harness.frame(80, 24);
        harness.keys("]");
    }
    assert_eq!(
        (
            &harness.session().actions,
            &harness.session().goals,
            &harness.session().links
        ),
        (&s.actions, &s.goals, &s.links)
    );
}

#[test]
fn an_empty_title_keeps_the_former_one() {
    let mut harness = Harness::open(sample());
    harness.keys("<Ctrl+P>session det<Enter><Ctrl+A><Backspace><Enter>");
    assert_eq!(harness.session().title, "Supplier reset");
    assert_eq!(
        harness.notice(),
        "A session needs a title: the former one is kept."
    );
    let mut harness = Harness::open(sample());
    harness.keys("<Home><Enter><Ctrl+A><Del><Enter>");
    assert_eq!(
        harness.session().expectations[0].text,
        "Deliveries on the confirmed date"
    );
    assert_eq!(
        harness.notice(),
        "An empty line keeps the former text. Del deletes the whole item."
    );
}

#[test]
fn long_texts_and_many_people_are_accepted() {
    let mut harness = Harness::open(empty("collaboration"));
    let long = "0123456789".repeat(1000);
    harness.keys("]a").paste(&long).keys("<Esc>");
    assert_eq!(harness.session().expectations[0].text, long);
    harness.frame(80, 24);
    harness.frame(120, 36);
    harness.keys("[a");
    let names: Vec<String> = (0..500).map(|n| format!("Person {n}")).collect();
    harness.paste(&names.join("\n")).keys("1");
    assert_eq!(harness.session().participants.len(), 500);
    let frame = harness.frame(80, 24);
    assert!(
        frame.contains("Person 499") && frame.contains("of 5"),
        "{frame}"
    );
    harness.keys("<Ctrl+Z>");
    assert_eq!(harness.session().participants.len(), 0);
}

#[test]
fn a_date_that_does_not_exist_is_explained_and_can_be_pasted_again() {
    let mut harness = Harness::open(sample());
    harness.keys("]]]]w<Tab>31 feb");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains(
            "There is no 31 Feb in 2027. Try +2w, fri, 30 sep, end of month or 2026-09-30."
        ),
        "{frame}"
    );
    let before = harness.session().clone();
    harness.keys("<Enter>");
    assert!(harness.notice().starts_with("There is no 31 Feb"));
    harness.keys("<Esc>");
    assert!(
        harness
            .notice()
            .contains("“31 feb” was not understood, so the former value stays. Ctrl+V pastes"),
        "{}",
        harness.notice()
    );
    assert_eq!(harness.session().actions, before.actions);
    harness.keys("w<Tab><Ctrl+V>");
    assert!(harness.frame(120, 36).contains("31 feb"));
}

#[test]
fn escape_sequences_in_pastes_and_files_never_reach_the_screen() {
    let hostile = "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}evil\u{200b}";
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]a").paste(hostile).keys("<Enter>");
    let text = &harness.session().expectations[0].text;
    assert!(!text.chars().any(char::is_control), "{text:?}");
    let mut s = sample();
    s.build(|s| s.title = hostile.into());
    s.build(|s| s.parties.a.name = hostile.into());
    s.build(|s| s.expectations[0].text = hostile.into());
    s.build(|s| s.actions[0].text = format!("{hostile}\nsecond"));
    s.build(|s| s.participants[0].name = hostile.into());
    s.build(|s| s.agenda.steps[3].title = hostile.into());
    s.build(|s| s.agenda.steps[3].prompt = hostile.into());
    let mut harness = Harness::open(s.clone());
    harness.keys("[[[[");
    for _ in 0..10 {
        for keys in ["", "?", "<Esc>G", "<Esc><Ctrl+S>"] {
            let frame = harness.keys(keys).frame(120, 36);
            assert!(
                !frame.chars().any(|c| (c.is_control() && c != '\n')
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')),
                "{frame:?}"
            );
        }
        harness.keys("<Esc>]");
    }
    // the file keeps them, escaped
    let text = roundtable::store::to_json(&s, &[]);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n') && !text.contains('\u{202e}'));
    assert_eq!(
        roundtable::store::parse(text.as_bytes(), "x")
            .unwrap()
            .session,
        s
    );
}

#[test]
fn absurd_step_lengths_do_no_harm() {
    let mut s = sample();
    s.build(|s| {
        for step in &mut s.agenda.steps {
            step.minutes = u32::MAX;
            step.break_after = Some(roundtable::domain::Break {
                title: "b".into(),
                minutes: u32::MAX,
                extra: Default::default(),
            });
        }
    });
    s.build(|s| s.expectations[0].importance = Some(255));
    s.build(|s| s.expectations[0].satisfied = Some(0));
    let mut harness = Harness::open(s);
    harness.keys("[[[[t").pass(5);
    for _ in 0..10 {
        harness.frame(80, 24);
        harness.keys("]+");
    }
}

#[test]
fn a_text_too_long_to_be_read_again_is_not_pasted() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]a").paste(&"x".repeat(1_100_000)).keys("1");
    assert!(
        harness.notice().starts_with("That text would be too long"),
        "{}",
        harness.notice()
    );
    harness.keys("<Esc>");
    assert!(harness.session().expectations.is_empty());
    // a paste while no text is open is kept
    harness.keys("]]]]]").paste("lost?");
    assert!(
        harness.notice().contains("It is kept"),
        "{}",
        harness.notice()
    );
}

#[test]
fn a_large_paste_asks_first() {
    let mut harness = Harness::open(empty("collaboration"));
    harness.keys("]a").paste(&"x".repeat(300_000));
    assert!(harness.frame(80, 24).contains("paste 293 kB of text"));
    harness.keys("<Esc><Esc>");
    assert!(harness.session().expectations.is_empty());
}

#[test]
fn wrong_values_are_refused_with_a_sentence() {
    let mut s = sample();
    let id = s.actions[0].id.clone();
    let edit = roundtable::domain::set(
        roundtable::domain::List::Actions,
        &id,
        "value_a",
        json!("many"),
    );
    let why = roundtable::domain::apply(&mut s, &edit)
        .unwrap_err()
        .to_string();
    assert!(
        why.starts_with("“value_a” does not take that value: invalid type"),
        "{why}"
    );
    assert_eq!(s, sample());
}
