//! Every error a command can end with: its sentence, the next command, its exit code.

use super::Home;
use crate::support::disk::paths;
use roundtable::store::open;

/// Runs a command that must fail, and returns its exit code and sentence.
fn fails(home: &Home, args: &[&str]) -> (i32, String) {
    let (code, out, err) = home.run(args);
    assert_eq!(out, "", "{args:?}");
    (code, err)
}

#[test]
fn a_library_that_is_a_file_is_refused_by_every_command() {
    let home = Home::new();
    std::fs::write(home.path().join("file"), "").unwrap();
    let says = "The library file cannot be used: a part of its path is a file, not a folder. \
                Name another folder with --library.\n";
    for args in [
        &["list"][..],
        &["actions"],
        &["show", "spring"],
        &["export", "--all", "--to", "out/"],
        &["new", "--title", "T", "--a", "A", "--b", "B", "--no-open"],
        &[],
    ] {
        let all = [&["--library", "file"], args].concat();
        assert_eq!(fails(&home, &all), (2, says.to_owned()), "{args:?}");
    }
}

#[test]
fn a_session_that_is_not_found_is_named() {
    let home = Home::new();
    let none = "No session is called “spring”. `roundtable list` shows what there is.\n";
    for command in ["show", "open", "notes", "versions", "restore", "follow-up"] {
        let failed = fails(&home, &[command, "spring"]);
        assert_eq!(failed, (2, none.to_owned()), "{command}");
    }
    let export = fails(&home, &["export", "spring", "--to", "x.md"]);
    assert_eq!(export, (2, none.to_owned()));
    assert_eq!(
        fails(&home, &["export", "--all", "--to", "out/"]),
        (1, "There is no session in the library yet.\n".to_owned())
    );
    home.new_session("Spring one");
    home.new_session("Spring two");
    let (code, err) = fails(&home, &["show", "spring"]);
    assert!(
        code == 2 && err.starts_with("“spring” means 2 sessions: Spring "),
        "{err}"
    );
    assert!(err.ends_with("). Name one by its id.\n"), "{err}");
}

#[test]
fn a_file_that_is_not_a_session_is_refused() {
    let home = Home::new();
    let (code, err) = fails(&home, &["open", "nowhere.json"]);
    assert_eq!(
        (code, err.as_str()),
        (2, "nowhere.json cannot be opened: it is not there.\n")
    );
    for command in ["show", "notes", "follow-up"] {
        let (code, err) = fails(&home, &[command, "nowhere.json"]);
        assert_eq!(
            (code, err.as_str()),
            (2, "nowhere.json cannot be read: it is not there.\n"),
            "{command}"
        );
    }
    std::fs::write(home.path().join("x.json"), "{").unwrap();
    for command in ["show", "open", "check", "import"] {
        let (code, err) = fails(&home, &[command, "x.json"]);
        assert!(
            code == 2 && err.starts_with("x.json is damaged at line 1"),
            "{command}: {err}"
        );
    }
}

#[test]
fn a_session_of_a_newer_version_is_only_looked_at() {
    let home = Home::new();
    let path = home.sample();
    let newer =
        std::fs::read_to_string(&path)
            .unwrap()
            .replacen("\"version\": 1", "\"version\": 7", 1);
    std::fs::write(&path, newer).unwrap();
    let says = "sample.json was written by a newer roundtable (version 7). Use that one for it.\n";
    for (command, code) in [("import", 1), ("follow-up", 1)] {
        let failed = fails(&home, &[command, "sample.json"]);
        assert_eq!(failed, (code, says.to_owned()), "{command}");
    }
    assert_eq!(
        fails(&home, &["notes", "sample.json"]),
        (
            2,
            "This session was written by a newer roundtable (version 7). \
             Use that one for its notes.\n"
                .to_owned()
        )
    );
}

#[test]
fn a_version_can_be_put_back_over_a_session_of_a_newer_program_and_the_other_way_round() {
    let home = Home::new();
    let path = home.new_session("Spring round");
    let paths = paths(home.path());
    let now = jiff::Timestamp::from_second(1_800_000_000).unwrap();
    roundtable::store::retitle(&paths, &path, "Autumn round", "ada", now).unwrap();
    let ours = std::fs::read_to_string(&path).unwrap();
    // the newer program uses a field in a way that cannot be shown here
    let newer = ours
        .replacen("\"version\": 1", "\"version\": 7", 1)
        .replacen("\"parties\": {", "\"parties\": {\"a\": 5}, \"x\": {", 1);
    std::fs::write(&path, &newer).unwrap();
    let restore = || home.run(&["restore", path.to_str().unwrap()]);
    let (code, out, err) = restore();
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.ends_with(" is as it was. What was there is version 1 now.\n"),
        "{out}"
    );
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("Spring round")
    );
    let (code, out, err) = restore();
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(
        out.ends_with(
            " is as it was. A newer roundtable (version 7) wrote it: open it with that one. \
             What was there is version 1 now.\n"
        ),
        "{out}"
    );
    assert_eq!(
        std::fs::read_to_string(&path).unwrap(),
        newer,
        "to the byte"
    );
}

#[test]
fn unknown_names_come_with_the_known_ones_or_the_command_that_lists_them() {
    let home = Home::new();
    let path = home.new_session("Spring round");
    let path = path.to_str().unwrap();
    for (args, says) in [
        (
            &["demo", "dance"][..],
            "There is no sample for the agenda “dance”. `roundtable agendas` lists the agendas.",
        ),
        (
            &["follow-up", path, "--agenda", "dance"],
            "There is no agenda “dance”. `roundtable agendas` lists them.",
        ),
        (
            &["restore", path, "--version", "5"],
            "There is no version 5; 0 are kept. `roundtable versions` lists them.",
        ),
        (
            &["--theme", "pink", "demo"],
            "There is no theme “pink”. There are: auto, light, dark, contrast, mono.",
        ),
        (
            &["export", path, "--to", "x.poem"],
            "The ending of the file tells the format, and “poem” is not a known one. Known are: ",
        ),
        (
            &["export", path, "--to", "x.md", "--as", "poem"],
            "There is no layout “poem”. Known are: ",
        ),
    ] {
        let (code, err) = fails(&home, args);
        assert!(code == 2 && err.starts_with(says), "{args:?}: {err}");
    }
}

#[test]
fn a_version_is_not_restored_while_the_session_is_open_elsewhere() {
    let home = Home::new();
    let path = home.new_session("Spring round");
    let paths = paths(home.path());
    let now = jiff::Timestamp::from_second(1_800_000_000).unwrap();
    roundtable::store::retitle(&paths, &path, "Autumn round", "ada", now).unwrap();
    let opened = open(&paths, &path, false, "ada on sea").unwrap();
    let (code, err) = fails(&home, &["restore", path.to_str().unwrap()]);
    assert_eq!(code, 2);
    assert!(
        err.ends_with("is read-only: open elsewhere (ada on sea). Nothing is changed.\n"),
        "{err}"
    );
    drop(opened);
    assert_eq!(home.run(&["restore", path.to_str().unwrap()]).0, 0);
}

#[test]
fn a_document_that_cannot_be_written_names_the_place() {
    let home = Home::new();
    let sample = home.sample();
    let sample = sample.to_str().unwrap();
    std::fs::write(home.path().join("file"), "").unwrap();
    assert_eq!(
        fails(&home, &["export", sample, "--to", "file/sub/"]),
        (
            2,
            "The folder file/sub/ cannot be made: a part of its path is a file, not a folder. \
             Name another one.\n"
                .to_owned()
        )
    );
    assert_eq!(
        fails(&home, &["export", sample, "--to", "nowhere/x.md"]),
        (
            2,
            "nowhere/x.md cannot be written: it is not there. Name another place.\n".to_owned()
        )
    );
    assert_eq!(
        fails(&home, &["export", sample, "--to", "file", "--format", "md"]),
        (
            1,
            "file is there already and is left as it is. \
             Name another file, or overwrite it with --force.\n"
                .to_owned()
        )
    );
}

#[test]
fn an_agenda_that_is_not_valid_is_not_imported() {
    let home = Home::new();
    let agenda = include_str!("../../../assets/agendas/collaboration.json");
    let bad = agenda.replace("\"kind\": \"align\"", "\"kind\": \"allign\"");
    std::fs::write(home.path().join("bad.json"), bad).unwrap();
    let (code, err) = fails(&home, &["import", "bad.json"]);
    assert_eq!(code, 2);
    assert!(
        err.starts_with("bad.json is not imported: $.steps[3].kind "),
        "{err}"
    );
    assert!(
        err.ends_with(" `roundtable agenda check` names every fault.\n"),
        "{err}"
    );
    std::fs::write(home.path().join("latin.json"), b"{\"caf\xe9\"").unwrap();
    assert_eq!(
        fails(&home, &["agenda", "check", "latin.json"]),
        (2, "latin.json is not UTF-8 text.\n".to_owned())
    );
}
