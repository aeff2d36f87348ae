//! The commands, their output and their exit codes.

use assert_cmd::Command;
use serde_json::Value;
use std::path::{Path, PathBuf};

struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Runs the program and returns exit code, standard output and standard error.
    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let mut command = Command::new(crate::support::term::program());
        command
            .env_clear()
            .env("HOME", self.path())
            .env("TZ", "UTC")
            .current_dir(self.path());
        let out = command.args(args).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (
            out.status.code().unwrap(),
            text(out.stdout),
            text(out.stderr),
        )
    }

    fn new_session(&self, title: &str) -> PathBuf {
        let (code, out, err) = self.run(&[
            "new",
            "--title",
            title,
            "--a",
            "Acme",
            "--b",
            "Bolt",
            "--start",
            "2026-11-21T09:00",
            "--no-open",
        ]);
        assert_eq!((code, err.as_str()), (0, ""));
        PathBuf::from(out.trim())
    }

    fn sample(&self) -> PathBuf {
        let path = self.path().join("sample.json");
        std::fs::write(&path, roundtable::catalog::sample("collaboration").unwrap()).unwrap();
        path
    }
}

#[test]
fn new_list_show_and_open_by_path_id_and_words() {
    let home = Home::new();
    assert!(home.run(&["list"]).1.starts_with("No session."));
    let path = home.new_session("Spring round");
    home.new_session("Autumn round");
    assert!(
        path.starts_with(home.path().join(".local/share/roundtable/sessions")),
        "{path:?}"
    );
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let parts: Vec<&str> = name
        .trim_end_matches(".json")
        .split("-spring-round-")
        .collect();
    assert!(parts[0].len() == 10 && parts[1].len() == 6, "{name}");
    let list = home.run(&["list"]).1;
    assert!(
        list.lines().count() == 2
            && list.contains("Acme × Bolt · Spring round")
            && list.contains("step 1 of 10"),
        "{list}"
    );
    assert_eq!(home.run(&["list", "--find", "AUTUMN"]).1.lines().count(), 1);
    let json: Vec<Value> = serde_json::from_str(&home.run(&["list", "--json"]).1).unwrap();
    let id = json.iter().find(|s| s["title"] == "Spring round").unwrap()["id"]
        .as_str()
        .unwrap()
        .to_owned();
    for words in [
        vec![path.to_str().unwrap()],
        vec![id.as_str()],
        vec!["spring"],
        vec!["round", "spring"],
    ] {
        let (code, out, err) = home.run(&[&["show"][..], &words].concat());
        assert!(
            code == 0 && out.starts_with("# Minutes: Spring round"),
            "{words:?} {err}"
        );
    }
    let shown: Value = serde_json::from_str(&home.run(&["show", "--json", "spring"]).1).unwrap();
    assert_eq!(
        (shown["format"].as_str(), shown["agenda"]["start"].as_str()),
        (Some("roundtable/session"), Some("2026-11-21T09:00:00"))
    );
    let (code, _, err) = home.run(&["show", "round"]);
    assert!(code == 2 && err.contains("means 2 sessions"), "{err}");
    let (code, _, err) = home.run(&["show", "winter"]);
    assert!(
        code == 2 && err.contains("No session is called “winter”"),
        "{err}"
    );
}

#[test]
fn new_refuses_what_makes_no_session() {
    let home = Home::new();
    for (args, says) in [
        (
            vec!["new", "--title", "  ", "--a", "A", "--b", "B", "--no-open"],
            "A session needs a title.",
        ),
        (
            vec!["new", "--title", "T", "--a", "", "--b", "B", "--no-open"],
            "A session needs a name of A.",
        ),
        (
            vec![
                "new",
                "--title",
                "T",
                "--a",
                "A",
                "--b",
                "B",
                "--agenda",
                "dance",
                "--no-open",
            ],
            "There is no agenda “dance”.",
        ),
        (
            vec![
                "new",
                "--title",
                "T",
                "--a",
                "A",
                "--b",
                "B",
                "--start",
                "31 feb",
                "--no-open",
            ],
            "“31 feb” is no start time.",
        ),
    ] {
        let (code, out, err) = home.run(&args);
        assert!(
            code == 2 && err.starts_with(says) && out.is_empty() && err.lines().count() == 1,
            "{args:?}: {err}"
        );
    }
    assert!(
        !home
            .path()
            .join(".local/share/roundtable/sessions")
            .exists()
    );
    assert_eq!(home.run(&["new"]).0, 2);
}

#[test]
fn check_and_import() {
    let home = Home::new();
    let sample = home.sample();
    let sample = sample.to_str().unwrap();
    let (code, out, _) = home.run(&["check", sample]);
    assert!(code == 0 && out.ends_with("sample.json: valid\n"), "{out}");
    let (code, out, err) = home.run(&["import", sample]);
    assert!(
        code == 0 && out.contains("supplier-reset-000001.json"),
        "{out}{err}"
    );
    let (code, _, err) = home.run(&["import", sample]);
    assert!(
        code == 1 && err.contains("is in the library already"),
        "{err}"
    );
    let text = std::fs::read_to_string(sample)
        .unwrap()
        .replace("\"owner\": \"p-ozturk\"", "\"owner\": \"p-nobody\"")
        .replacen("\"importance\": 5", "\"importance\": 9", 1);
    std::fs::write(home.path().join("bad.json"), text).unwrap();
    let (code, out, _) = home.run(&["check", "bad.json"]);
    assert!(
        code == 1
            && out.contains("].owner names the person “p-nobody”, which is not there.")
            && out.contains("].importance is 9"),
        "{out}"
    );
    std::fs::write(home.path().join("none.json"), "").unwrap();
    let (code, _, err) = home.run(&["check", "none.json", sample]);
    assert!(
        code == 2 && err.starts_with("none.json is damaged at byte 0"),
        "{err}"
    );
    assert_eq!(home.run(&["import", "none.json"]).0, 2);
}

#[test]
fn export_writes_once_and_overwrites_only_when_told() {
    let home = Home::new();
    let sample = home.sample();
    let sample = sample.to_str().unwrap();
    assert_eq!(
        home.run(&["export", sample, "--to", "m.md"]),
        (0, "m.md\n".into(), String::new())
    );
    let (code, _, err) = home.run(&["export", sample, "--to", "m.md"]);
    assert!(
        code == 1 && err.contains("is there already and is left as it is"),
        "{err}"
    );
    assert_eq!(
        home.run(&[
            "export",
            sample,
            "--to",
            "m.md",
            "--as",
            "agreement",
            "--force",
            "--quiet"
        ])
        .0,
        0
    );
    let agreement = std::fs::read_to_string(home.path().join("m.md")).unwrap();
    for section in [
        "# Product and service agreement: Nordwind and Březina",
        "## 1. Parties",
        "## 7. Joint improvement plan",
        "## 12. Sign-off",
        "### Exit\n\n— not agreed —",
    ] {
        assert!(agreement.contains(section), "{section}");
    }
    let (code, minutes, _) = home.run(&["export", sample, "--to", "-", "--format", "md"]);
    assert!(
        code == 0 && minutes.contains("## Align") && !minutes.contains("Private notes"),
        "{minutes}"
    );
    assert!(
        home.run(&[
            "export",
            sample,
            "--to",
            "-",
            "--format",
            "md",
            "--with-notes"
        ])
        .1
        .contains("## Private notes")
    );
    for (args, says) in [
        (
            vec!["export", sample, "--to", "x.doc"],
            "“doc” is none I know",
        ),
        (
            vec!["export", sample, "--to", "x.csv", "--as", "minutes"],
            "A .csv cannot hold the minutes. It can hold: actions,",
        ),
        (
            vec![
                "export",
                sample,
                "--to",
                "x.md",
                "--as",
                "agreement",
                "--with-notes",
            ],
            "Private notes go into the minutes only",
        ),
        (
            vec!["export", sample, "--to", "x.md", "--format", "md,html"],
            "Several formats are several files",
        ),
        (
            vec!["export", sample, "--to", "-"],
            "With `-`, name one format",
        ),
        (
            vec!["export", sample, "--to", "x.md", "--as", "poem"],
            "There is no layout “poem”",
        ),
        (
            vec!["export", sample, "--to", "nowhere/x.md"],
            "cannot be written: it is not there",
        ),
    ] {
        let (code, _, err) = home.run(&args);
        assert!(code == 2 && err.contains(says), "{err}");
    }
}

#[test]
fn agendas_schema_paths_completions_and_man() {
    let home = Home::new();
    let out = home.run(&["agendas"]).1;
    assert!(
        out.contains("collaboration ")
            && out.contains("7 h 30")
            && out.contains("collaboration-solo"),
        "{out}"
    );
    let json: Vec<Value> = serde_json::from_str(&home.run(&["agendas", "--json"]).1).unwrap();
    assert!(json.len() > 3 && json.iter().any(|a| a["id"] == "solo-pentad"));
    let schema: Value = serde_json::from_str(&home.run(&["schema", "session"]).1).unwrap();
    assert!(
        schema["properties"]["expectations"].is_object()
            && schema["$defs"]["Action"]["properties"]["done_when"].is_object()
    );
    assert!(home.run(&["schema", "agenda"]).1.contains("break_after"));
    let paths = home.run(&["--library", "here", "paths"]).1;
    assert!(
        paths.contains("library  here\n") && paths.contains("state "),
        "{paths}"
    );
    assert!(home.run(&["completions", "bash"]).1.contains("roundtable"));
    assert!(home.run(&["man"]).1.contains(".TH roundtable"));
}

#[test]
fn a_users_own_agenda_is_offered() {
    let home = Home::new();
    let folder = home.path().join(".config/roundtable/agendas");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("mine.json"), r#"{"format": "roundtable/agenda", "version": 1, "id": "mine", "title": "Mine", "purpose": "p", "steps": [{"id": "g", "kind": "goals", "title": "Goals", "minutes": 20}]}"#).unwrap();
    assert!(home.run(&["agendas"]).1.starts_with("mine "));
    assert_eq!(
        home.run(&[
            "new",
            "--agenda",
            "mine",
            "--title",
            "T",
            "--a",
            "A",
            "--b",
            "B",
            "--no-open"
        ])
        .0,
        0
    );
}

/// The schema is what a released file looks like: a changed field name cannot slip out unseen.
#[test]
fn the_schema_is_the_one_that_was_agreed() {
    let schema = Home::new().run(&["schema", "session"]).1;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../sessions");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("schema", schema));
}

#[test]
fn export_fills_a_folder_for_one_session_or_for_all() {
    let home = Home::new();
    let sample = home.sample();
    let sample = sample.to_str().unwrap();
    let (code, out, err) = home.run(&["export", sample, "--to", "out/"]);
    assert!(
        code == 0
            && err.is_empty()
            && out.contains("out/2026-10-19 Nordwind–Březina agreement.docx\n")
            && out.contains("agreement.html"),
        "{out}{err}"
    );
    let (code, _, err) = home.run(&["export", sample, "--to", "out", "--format", "html"]);
    assert!(
        code == 1 && err.contains("agreement.html is there already"),
        "{err}"
    );
    // a table a file
    let (code, out, _) = home.run(&[
        "export", sample, "--to", "out", "--as", "tables", "--format", "csv",
    ]);
    assert!(
        code == 0 && out.contains("Březina actions.csv") && out.contains("Březina metrics.csv"),
        "{out}"
    );
    assert_eq!(
        home.run(&["export", "--all", "--to", "out"]).0,
        1,
        "the library is empty"
    );
    for name in ["one", "two"] {
        home.new_session(name);
    }
    assert_eq!(home.run(&["import", sample]).0, 0);
    let (code, out, err) = home.run(&[
        "export", "--all", "--to", "all/", "--as", "minutes", "--format", "md",
    ]);
    // two sessions of one day between the same sides have a file each
    assert!(
        code == 0
            && out.lines().count() == 3
            && out.contains("all/2026-11-21 Acme–Bolt minutes 2.md"),
        "{out}{err}"
    );
    let (code, out, _) = home.run(&[
        "export", "--all", "--to", "-", "--as", "actions", "--format", "ndjson",
    ]);
    assert_eq!((code, out.lines().count()), (0, 12));
    assert!(
        out.lines()
            .all(|l| l.contains("\"session_title\":\"Supplier reset\"")
                && l.contains("\"table\":\"actions\"")),
        "{out}"
    );
    let (code, _, err) = home.run(&["export", "--all", "--to", "one.md", "--as", "minutes"]);
    assert!(
        code == 2 && err.contains("For several sessions, choose a folder"),
        "{err}"
    );
    let csv = home.run(&["actions", "--csv", "--owner", "Öztürk"]).1;
    assert!(
        csv.starts_with("session,session_title,") && csv.lines().count() == 3,
        "{csv}"
    );
    let ics = home.run(&["actions", "--ics", "--open"]).1;
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 11, "{ics}");
}

#[test]
fn versions_are_listed_and_put_back() {
    let home = Home::new();
    let path = home.new_session("round");
    let path = path.to_str().unwrap();
    assert!(
        home.run(&["versions", path])
            .1
            .contains("No earlier version is kept yet")
    );
    let (code, _, err) = home.run(&["restore", path]);
    assert!(
        code == 2 && err.contains("There is no version 1; 0 are kept."),
        "{err}"
    );
    let paths = roundtable::store::Paths {
        library: home.path().join(".local/share/roundtable/sessions"),
        state: home.path().join(".local/state/roundtable"),
        ..crate::support::disk::paths(home.path())
    };
    let now = jiff::Timestamp::from_second(1_800_000_000).unwrap();
    roundtable::store::rename(&paths, Path::new(path), "another round", "ada", now).unwrap();
    let list = home.run(&["versions", "another", "round"]).1;
    assert!(
        list.starts_with(" 1  until 2027-01-15 08:00  step 1 of 10, 0 open actions  round"),
        "{list}"
    );
    assert!(
        home.run(&["restore", "another", "round"])
            .1
            .contains("is as it was. What was there is version 1 now.")
    );
    assert_eq!(
        serde_json::from_str::<Value>(&std::fs::read_to_string(path).unwrap()).unwrap()["title"],
        "round"
    );
}

#[test]
fn every_sample_is_valid() {
    let home = Home::new();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples");
    let files: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|f| f.unwrap().path().to_string_lossy().into_owned())
        .collect();
    let args: Vec<&str> = std::iter::once("check")
        .chain(files.iter().map(String::as_str))
        .collect();
    let (code, out, err) = home.run(&args);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    assert_eq!(out.matches(": valid").count(), files.len(), "{out}");
}
