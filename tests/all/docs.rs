//! The README says what the program prints. After a change of keys or commands:
//! `ROUNDTABLE_WRITE_README=1 cargo test --test all docs` writes its tables and pictures anew.

use crate::support::picture::svg;
use crate::support::{Harness, at, empty, sample};
use roundtable::app::{Following, Msg};
use roundtable::{cli, keys::listing};
use std::path::PathBuf;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn writing() -> bool {
    std::env::var_os("ROUNDTABLE_WRITE_README").is_some()
}

/// The text between two marks, or that text replaced.
fn section(readme: &str, name: &str, new: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end {name} -->"));
    let from = readme
        .find(&begin)
        .unwrap_or_else(|| panic!("README has no {begin}"))
        + begin.len();
    let to = from + readme[from..].find(&end).unwrap();
    format!("{}{new}{}", &readme[..from], &readme[to..])
}

#[test]
fn keys_and_commands_are_those_of_the_program() {
    let path = root().join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let keys = section(&readme, "keys", &listing::markdown());
    let both = section(&keys, "commands", &cli::markdown());
    if writing() {
        std::fs::write(&path, &both).unwrap();
    } else {
        assert!(
            readme == both,
            "the tables are stale: run ROUNDTABLE_WRITE_README=1 cargo test --test all docs"
        );
    }
}

#[test]
fn the_pictures_are_the_screens() {
    let mut align = Harness::open(sample());
    align.now = at("13:32");
    align.keys("<↓>t").pass(90);
    let mut actions = Harness::open(sample());
    actions.now = at("14:40");
    actions.keys("<Ctrl+P>next theme<Enter>]]s<Home>").pass(1);
    actions.keys("<↓>");
    let mut projector = Harness::open(sample());
    projector.now = at("13:32");
    projector.frame(100, 30);
    projector.keys("<↓><F5>t").pass(90);
    projector.keys("<↓><↑>");
    let mut planned = sample();
    planned.agenda.end = Some("16:30:00".parse().unwrap());
    let mut plan = Harness::open(planned);
    plan.now = at("12:10");
    plan.keys("tA").pass(1500);
    plan.keys("r");
    let mut notes = Harness::library(vec![]);
    notes.now = at("11:05");
    let begin = Following {
        session: sample(),
        file: Default::default(),
        changes: vec![],
        taken: 0,
        read_only: None,
    };
    notes.send(Msg::Notes(Box::new(begin)));
    let mut asking = empty("collaboration");
    asking.agenda.steps[0].questionnaire = roundtable::catalog::questionnaires(&[])
        .0
        .into_iter()
        .find(|q| q.id == "value-update");
    asking.agenda.steps[0].kind = "questionnaire".into();
    asking.agenda.steps[0].title = "How is the relationship?".into();
    asking.agenda.steps[0].prompt = "Answer for yourself before you hear the other side.".into();
    let mut results = Harness::open(asking);
    results.keys("4533524<Tab>2433435<Tab>h").pass(1);
    results.keys("<Home>");
    let wide =
        [("align", align), ("actions", actions)].map(|(name, harness)| (name, harness, (120, 36)));
    let room = [
        ("results", results, (100, 30)),
        ("projector", projector, (100, 30)),
        ("plan", plan, (100, 26)),
        ("notes", notes, (100, 26)),
    ];
    for (name, mut harness, (columns, rows)) in wide.into_iter().chain(room) {
        let picture = svg(&harness.buffer(columns, rows));
        let path = root().join(format!("assets/pictures/{name}.svg"));
        if writing() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &picture).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == picture,
            "{name}.svg is stale: run ROUNDTABLE_WRITE_README=1 cargo test --test all docs"
        );
    }
}

#[test]
fn the_two_commands_and_ci_are_the_same() {
    let readme = std::fs::read_to_string(root().join("README.md")).unwrap();
    let first_screen: String = readme.lines().take(40).collect::<Vec<_>>().join("\n");
    assert!(
        first_screen.contains("cargo run --release -- demo") && first_screen.contains("cargo test")
    );
    let ci = std::fs::read_to_string(root().join(".ci/run")).unwrap();
    for command in [
        "cargo fmt --check",
        "cargo clippy --all-targets -- -D warnings",
        "cargo test",
    ] {
        assert!(ci.contains(command), "{command}");
    }
}
