//! Commands where their surroundings are hostile: output that cannot be written, arguments that
//! act on a terminal, odd clocks, faults of the program's own.

use super::Home;
use crate::support::disk::NOW;
use std::process::{Command, Stdio};

/// A command of the program at home.
fn command(home: &Home, args: &[&str]) -> Command {
    let mut command = Command::new(crate::support::disk::program());
    command
        .env_clear()
        .env("HOME", home.path())
        .env("ROUNDTABLE_NOW", NOW)
        .current_dir(home.path())
        .args(args);
    command
}

/// The exit code of a command, and what it wrote to standard error.
fn ends(mut command: Command) -> (i32, String) {
    let out = command.stderr(Stdio::piped()).output().unwrap();
    let says = String::from_utf8(out.stderr).unwrap();
    (out.status.code().unwrap(), says)
}

/// Every command that writes to standard output.
#[cfg(unix)]
const PRINTING: [&[&str]; 17] = [
    &["list"],
    &["list", "--json"],
    &["actions"],
    &["actions", "--csv"],
    &["show", "sample.json"],
    &["show", "sample.json", "--json"],
    &["export", "sample.json", "--to", "-", "--format", "md"],
    &["versions", "sample.json"],
    &["check", "sample.json"],
    &["agendas"],
    &["schema", "session"],
    &["keys"],
    &["paths"],
    &["completions", "bash"],
    &["man"],
    &["--help"],
    &["list", "--help"],
];

#[cfg(target_os = "linux")]
#[test]
fn a_command_whose_output_is_lost_fails_and_says_why() {
    let home = Home::new();
    home.sample();
    for args in PRINTING {
        let mut command = command(&home, args);
        let full = std::fs::File::options().write(true).open("/dev/full");
        command.stdout(full.unwrap());
        let said = ends(command);
        assert_eq!(
            said,
            (
                2,
                "Standard output cannot be written: the disk is full. \
                 What was printed is not complete.\n"
                    .to_owned()
            ),
            "{args:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_command_whose_output_nobody_reads_ends_quietly() {
    let home = Home::new();
    home.sample();
    for args in PRINTING {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = command(&home, args);
        command.stdout(writer);
        assert_eq!(ends(command), (0, String::new()), "{args:?}");
    }
}

#[test]
fn no_argument_and_no_variable_acts_on_the_terminal() {
    let home = Home::new();
    let hostile = "\u{1b}[2J\u{9b}2J\u{7}\u{202e}x";
    for args in [
        &[hostile][..],
        &["list", hostile],
        &["--library"],
        &["export", "x", "--to", "y", &format!("--{hostile}")],
        &["schema", hostile],
        &["restore", "x", "--version", hostile],
        &["--help"],
    ] {
        let mut command = command(&home, args);
        command.env("ROUNDTABLE_LIBRARY", hostile);
        let out = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let (out, err, code) = (text(out.stdout), text(out.stderr), out.status.code());
        assert_eq!(
            code,
            Some(if args == ["--help"] { 0 } else { 2 }),
            "{args:?}"
        );
        assert_eq!(
            out.is_empty(),
            args != ["--help"],
            "{args:?}: help goes to standard output"
        );
        let acts = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
        assert!(!format!("{out}{err}").contains(acts), "{args:?}: {err:?}");
    }
}

#[test]
fn no_clock_makes_a_command_panic() {
    let sample = "sample.json";
    for now in [
        "-009999-01-02T01:59:59Z",
        "1960-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2105-06-01T09:00:00Z",
        "9999-12-30T22:00:00Z",
    ] {
        let home = Home::new();
        home.sample();
        for args in [
            &["new", "--title", "T", "--a", "A", "--b", "B", "--no-open"][..],
            &["follow-up", sample, "--no-open"],
            &["list"],
            &["actions", "--overdue"],
            &["show", sample],
            &["versions", sample],
            &["export", sample, "--to", "out.ics"],
        ] {
            let mut command = command(&home, args);
            command.env("ROUNDTABLE_NOW", now);
            assert_eq!(ends(command), (0, String::new()), "{now} {args:?}");
        }
        // the writer of workbooks would end the program
        let mut command = command(&home, &["export", sample, "--to", "out.xlsx"]);
        command.env("ROUNDTABLE_NOW", now);
        let (code, says) = ends(command);
        if now < "1970" {
            assert_eq!(
                (code, says.as_str()),
                (
                    2,
                    "The clock of this computer is before 1970, and no .xlsx can be written then. \
                     Set the clock, or export CSV.\n"
                )
            );
        } else {
            assert_eq!((code, says.as_str()), (0, ""), "{now}");
        }
    }
}

#[test]
fn a_crash_of_a_command_is_reported_in_one_sentence() {
    let home = Home::new();
    let mut command = command(&home, &["list"]);
    command
        .env("ROUNDTABLE_HOME", home.path())
        .env("ROUNDTABLE_FAULT", "command");
    let (code, says) = ends(command);
    assert_eq!(code, 70);
    let report = says
        .strip_prefix(
            "roundtable has crashed. The command may not have finished; no session is damaged. \
             The report is in ",
        )
        .and_then(|rest| rest.strip_suffix(".\n"))
        .unwrap_or_else(|| panic!("{says}"));
    let report = report.replacen('~', home.path().to_str().unwrap(), 1);
    let report = std::fs::read_to_string(report).unwrap();
    assert!(report.contains("a fault on purpose ␛[2J"), "{report}");
}

#[test]
fn wildcards_and_the_home_folder_are_understood_where_no_shell_replaces_them() {
    let home = Home::new();
    let sample = home.sample();
    std::fs::copy(&sample, home.path().join("other.json")).unwrap();
    let run = |args: &[&str]| home.run(args);
    let valid = "other.json: valid\nsample.json: valid\n".to_owned();
    assert_eq!(run(&["check", "*.json"]), (0, valid.clone(), String::new()));
    let in_home = run(&["check", "~/*.json"]);
    assert_eq!(
        (in_home.0, in_home.1.lines().count()),
        (0, 2),
        "{in_home:?}"
    );
    assert_eq!(run(&["check", "none-*.json"]).0, 2);
    // a file of that name is meant first; Windows has no such names
    #[cfg(unix)]
    {
        std::fs::write(home.path().join("[a]?.json"), "").unwrap();
        assert_eq!(run(&["check", "[a]?.json"]).0, 2);
        std::fs::remove_file(home.path().join("[a]?.json")).unwrap();
    }
    assert_eq!(run(&["show", "~/sample.json"]).0, 0);
    assert_eq!(run(&["export", "sample.json", "--to", "~/out.md"]).0, 0);
    assert!(home.path().join("out.md").exists());
    assert_eq!(
        run(&["--library", "~/library", "import", "~/sample.json"]).0,
        0
    );
    assert!(home.path().join("library").is_dir());
}
