//! The commands, their output and their exit codes.

mod export;
mod failures;
#[cfg(target_os = "linux")]
mod odd_names;
mod surroundings;

use assert_cmd::Command;
use serde_json::Value;
use std::ffi::OsStr;
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
    fn run(&self, args: &[impl AsRef<OsStr>]) -> (i32, String, String) {
        let mut command = Command::new(crate::support::disk::program());
        command
            .env_clear()
            .env("HOME", self.path())
            .env("USERPROFILE", self.path())
            .env("ROUNDTABLE_HOME", self.path())
            .env("ROUNDTABLE_NOW", crate::support::disk::NOW)
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
fn sessions_are_found_by_path_id_and_words() {
    let home = Home::new();
    assert!(home.run(&["list"]).1.starts_with("No session."));
    let path = home.new_session("Spring round");
    home.new_session("Autumn round");
    assert!(path.starts_with(home.path().join("library")), "{path:?}");
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let tail = name.strip_prefix("2027-01-15-spring-round-").unwrap();
    assert_eq!(tail.len(), "abcdef.json".len(), "{name}");
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
fn new_refuses_empty_fields_and_unknown_values() {
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
            "“31 feb” is not a start time.",
        ),
    ] {
        let (code, out, err) = home.run(&args);
        assert!(
            code == 2 && err.starts_with(says) && out.is_empty() && err.lines().count() == 1,
            "{args:?}: {err}"
        );
    }
    assert!(!home.path().join("library").exists());
    assert_eq!(home.run(&["new"]).0, 2);
}

#[test]
fn check_and_import_report_what_is_wrong() {
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
fn agendas_schema_paths_completions_and_man_print_what_they_promise() {
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
    let folder = home.path().join("config/agendas");
    std::fs::create_dir_all(&folder).unwrap();
    let agenda = r#"{"format": "roundtable/agenda", "version": 1, "id": "mine", "title": "Mine",
        "purpose": "p",
        "steps": [{"id": "g", "kind": "goals", "title": "Goals", "minutes": 20}]}"#;
    std::fs::write(folder.join("mine.json"), agenda).unwrap();
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

/// The schema describes released files: a field must not be renamed by accident.
#[test]
fn the_schema_of_a_session_does_not_change_unnoticed() {
    let schema = Home::new().run(&["schema", "session"]).1;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../../sessions");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("schema", schema));
}

#[test]
fn earlier_versions_are_listed_and_restored() {
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
    let paths = crate::support::disk::paths(home.path());
    let now = jiff::Timestamp::from_second(1_800_000_000).unwrap();
    roundtable::store::retitle(&paths, Path::new(path), "another round", "ada", now).unwrap();
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

#[test]
fn paths_prints_five_folders_in_one_home_or_where_the_system_keeps_them() {
    let home = Home::new();
    let at = |folder: &str| home.path().join(folder).display().to_string();
    let printed = |paths: [String; 5]| {
        let names = ["library", "bin", "state", "config", "exports"];
        let lines = names.iter().zip(paths);
        lines
            .map(|(name, path)| format!("{name:8} {path}\n"))
            .collect::<String>()
    };
    let in_home = |home: &Path| {
        ["library", "bin", "state", "config", "exports"].map(|f| home.join(f).display().to_string())
    };
    assert_eq!(
        home.run(&["paths"]),
        (0, printed(in_home(home.path())), String::new())
    );
    let stick = at("stick");
    let (_, out, _) = home.run(&["paths", "--home", &stick]);
    assert_eq!(out, printed(in_home(&home.path().join("stick"))));
    let (_, out, _) = home.run(&["paths", "--home", "stick", "--library", "/a/team"]);
    assert!(
        out.starts_with("library  /a/team\nbin      /a")
            && out.lines().nth(1).unwrap().ends_with("team-bin"),
        "{out}"
    );
    assert!(
        !home.path().join("stick").exists(),
        "printing makes no folder"
    );
    if cfg!(target_os = "linux") {
        let mut command = Command::new(crate::support::disk::program());
        command.env_clear().env("HOME", home.path()).arg("paths");
        let out = String::from_utf8(command.output().unwrap().stdout).unwrap();
        let of_user = [
            ".local/share/roundtable/sessions",
            ".local/share/roundtable/bin",
            ".local/state/roundtable",
            ".config/roundtable",
            "Documents/roundtable",
        ];
        assert_eq!(out, printed(of_user.map(at)));
    }
}
