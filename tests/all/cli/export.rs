//! `export`: files, folders and standard output.

use super::Home;

#[test]
#[allow(clippy::too_many_lines, reason = "one story with a table of refusals")]
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
            "“doc” is not a known one",
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
fn a_tilde_that_no_shell_has_replaced_is_the_home_folder() {
    let home = Home::new();
    let sample = home.sample();
    let sample = sample.to_str().unwrap();
    for (to, format, written) in [
        ("~/x.md", "md", "x.md"),
        (r"~\y.md", "md", "y.md"),
        (
            r"~\in\",
            "html",
            "in/2026-10-19 Nordwind–Březina agreement.html",
        ),
    ] {
        let (code, _, err) = home.run(&["export", sample, "--to", to, "--format", format]);
        assert_eq!((code, err.as_str()), (0, ""), "{to}");
        assert!(home.path().join(written).exists(), "{to}");
    }
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
    // one file per table
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
    // two sessions of one day between the same sides get a file each
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
        csv.starts_with("\"session\",\"session_title\",") && csv.lines().count() == 3,
        "{csv}"
    );
    let ics = home.run(&["actions", "--ics", "--open"]).1;
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), 11, "{ics}");
}
