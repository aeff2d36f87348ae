//! Documents contain what the program prints. After a change of keys, commands or screens,
//! `ROUNDTABLE_WRITE_DOCS=1 cargo test --test all docs` writes the tables and pictures anew.

use super::root;
use crate::support::picture::svg;
use crate::support::{Build, Harness, at, empty, sample};
use roundtable::app::{Following, Msg};
use roundtable::{cli, keys::listing};

const STALE: &str = "is stale: run ROUNDTABLE_WRITE_DOCS=1 cargo test --test all docs";

/// Compares a file with what it should contain, or writes it when asked to.
fn check(path: &str, content: &str) {
    let file = root().join(path);
    if std::env::var_os("ROUNDTABLE_WRITE_DOCS").is_some() {
        std::fs::write(&file, content).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(found == content, "{path} {STALE}");
}

/// Checks the part of a document between `<!-- name -->` and `<!-- end name -->`.
fn check_section(path: &str, name: &str, content: &str) {
    let text = std::fs::read_to_string(root().join(path)).unwrap();
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end {name} -->"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    check(path, &format!("{before}{begin}{content}{end}{after}"));
}

#[test]
fn the_key_tables_are_those_of_the_program() {
    check_section("docs/keys.md", "keys", &listing::markdown());
}

#[test]
fn the_command_table_is_that_of_the_program() {
    check_section("docs/commands.md", "commands", &cli::markdown());
}

fn align() -> Harness {
    let mut harness = Harness::open(sample());
    harness.now = at("13:32");
    harness.keys("<↓>t").pass(90);
    harness
}

fn actions() -> Harness {
    let mut harness = Harness::open(sample());
    harness.now = at("14:40");
    harness.keys("<Ctrl+P>next theme<Enter>]]s<Home>").pass(1);
    harness.keys("<↓>");
    harness
}

fn projector() -> Harness {
    let mut harness = Harness::open(sample());
    harness.now = at("13:32");
    harness.frame(100, 30);
    harness.keys("<↓><F5>t").pass(90);
    harness.keys("<↓><↑>");
    harness
}

fn plan() -> Harness {
    let mut session = sample();
    session.build(|session| session.agenda.end = Some("16:30:00".parse().unwrap()));
    let mut harness = Harness::open(session);
    harness.now = at("12:10");
    harness.keys("tA").pass(1500);
    harness.keys("r");
    harness
}

fn notes() -> Harness {
    let mut harness = Harness::library(vec![]);
    harness.now = at("11:05");
    let begin = Following {
        session: sample(),
        file: std::path::PathBuf::new(),
        changes: vec![],
        taken: 0,
        read_only: None,
    };
    harness.send(Msg::Notes(Box::new(begin)));
    harness
}

fn results() -> Harness {
    let mut session = empty("collaboration");
    session.build(|session| {
        session.agenda.steps[0].questionnaire = roundtable::catalog::questionnaires(&[])
            .0
            .into_iter()
            .find(|q| q.id == "value-update");
    });
    session.build(|session| session.agenda.steps[0].kind = "questionnaire".into());
    session.build(|session| session.agenda.steps[0].title = "How is the relationship?".into());
    session.build(|session| {
        session.agenda.steps[0].prompt =
            "Answer for yourself before you hear the other side.".into()
    });
    let mut harness = Harness::open(session);
    harness.keys("4533524<Tab>2433435<Tab>h").pass(1);
    harness.keys("<Home>");
    harness
}

#[test]
fn the_pictures_are_the_screens() {
    let pictures = [
        ("align", align(), (120, 36)),
        ("actions", actions(), (120, 36)),
        ("results", results(), (100, 30)),
        ("projector", projector(), (100, 30)),
        ("plan", plan(), (100, 26)),
        ("notes", notes(), (100, 26)),
    ];
    for (name, mut harness, (columns, rows)) in pictures {
        let picture = svg(&harness.buffer(columns, rows));
        check(&format!("assets/pictures/{name}.svg"), &picture);
    }
}
