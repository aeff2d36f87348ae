//! What every kind of step must do, checked for each that is registered.

use crate::support::sessions::{asking, empty, huge, sample};
use crate::support::{Build, Harness, lines};
use roundtable::catalog::Catalog;
use roundtable::domain::{Agenda, Session};
use roundtable::keys::{Command, Scope, rows};
use roundtable::steps::KINDS;

const SIZES: [(u16, u16); 4] = [(80, 24), (60, 20), (120, 36), (200, 60)];
/// Keys that go to the first step from any other.
const FIRST_STEP: &str = "[[[[[[[[[[";

fn sessions() -> [(&'static str, Session); 5] {
    [
        ("sample", sample()),
        ("empty", empty("collaboration")),
        ("solo", empty("collaboration-solo")),
        ("asking", asking()),
        ("huge", huge()),
    ]
}

fn agendas() -> Vec<Agenda> {
    Catalog::new(&Default::default(), Ok(Default::default()))
        .agendas()
        .to_vec()
}

/// Checks for the current step that drawing it twice gives the same frame at every size, without
/// control characters, and that the frame says which step it is.
pub fn check_frames(harness: &mut Harness, name: &str) {
    let open = harness.app.open().unwrap();
    let place = format!(
        "Step {} of {}",
        open.current() + 1,
        open.session().agenda.steps.len()
    );
    for (columns, rows) in SIZES {
        let first = harness.frame(columns, rows);
        assert_eq!(first, harness.frame(columns, rows), "{name}, {place}");
        let is_control = |c: char| c.is_control() && c != '\n';
        assert!(!first.chars().any(is_control), "{name}, {place}");
        let says = first.contains(&place);
        assert!(says, "{name}, {place} at {columns}x{rows}:\n{first}");
    }
}

/// Checks that every command whose key works in the step either changes nothing or can be undone
/// exactly. `open` opens the session on the step.
pub fn check_undo(open: impl Fn() -> Harness, name: &str) {
    let probe = open();
    let step = probe.app.open().unwrap().current() + 1;
    let commands: Vec<Command> = probe
        .app
        .active_keys()
        .scopes
        .into_iter()
        .filter(|s| !matches!(s, Scope::Always))
        .flat_map(rows)
        .map(|b| b.command)
        .filter(|c| !matches!(c, Command::Leave | Command::NextTheme))
        .collect();
    assert!(!commands.is_empty(), "{name}, step {step}");
    for command in commands {
        let mut harness = open();
        let before = harness.session().clone();
        harness.app.run(command);
        // whatever opened is answered: choose the first, type something, leave
        harness.keys("<Enter>x<Esc><Esc><Esc>");
        harness.frame(80, 24);
        while harness.app.open().unwrap().depth().0 > 0 {
            harness.keys("<Ctrl+Z>");
        }
        let mut after = harness.session().clone();
        // moving through the session is not undone
        after.build(|after| {
            after.progress = before.progress.clone();
            after.modified = before.modified;
        });
        assert_eq!(after, before, "{name}, step {step}, {command:?}");
    }
}

#[test]
fn every_kind_is_in_an_agenda_and_agendas_have_no_other() {
    let agendas = agendas();
    let steps = || agendas.iter().flat_map(|a| &a.steps);
    for kind in KINDS {
        assert!(steps().any(|s| s.kind == kind.kind()), "{}", kind.kind());
        assert!(kind.purpose().ends_with('.'), "{}", kind.purpose());
    }
    for step in steps() {
        let is_known = KINDS.iter().any(|k| k.kind() == step.kind);
        assert!(is_known, "{}", step.kind);
    }
}

#[test]
fn drawing_a_step_twice_gives_the_same_frame_at_every_size() {
    for (name, session) in sessions() {
        let mut harness = Harness::open(session);
        harness.keys(FIRST_STEP);
        for _ in 0..10 {
            check_frames(&mut harness, name);
            harness.keys("]");
        }
    }
}

#[test]
fn a_terminal_of_any_size_is_drawn_without_a_panic() {
    let mut harness = Harness::open(huge());
    harness.keys(FIRST_STEP);
    for _ in 0..10 {
        for columns in [1, 2, 3, 10, 59, 60, 61, 75, 99, 100, 300] {
            for rows in [1, 2, 5, 19, 20, 21, 30, 100] {
                lines(&harness.buffer(columns, rows));
            }
        }
        harness.keys("]");
    }
}

#[test]
fn every_command_of_a_step_can_be_undone_exactly() {
    for (name, session) in sessions().into_iter().filter(|(name, _)| *name != "huge") {
        for step in 0..10 {
            let open = || {
                let mut harness = Harness::open(session.clone());
                harness.keys(FIRST_STEP).keys(&"]".repeat(step));
                harness
            };
            check_undo(open, name);
        }
    }
}

#[test]
fn a_step_of_an_unknown_kind_is_shown_and_kept_unchanged() {
    let mut session = sample();
    session.build(|session| session.agenda.steps[3].kind = "hologram".into());
    let mut harness = Harness::open(session.clone());
    let frame = harness.keys(FIRST_STEP).keys("]]]").frame(80, 24);
    assert!(
        frame.contains("does not know the kind of step “hologram”"),
        "{frame}"
    );
    harness.keys("a<Enter>dx<Del>");
    assert_eq!(harness.session().agenda, session.agenda);
}

#[test]
fn a_hidden_list_is_nowhere_on_the_screen_before_the_reveal() {
    let mut session = sample();
    session.build(|session| session.progress.revealed = false);
    session.build(|session| {
        for (n, e) in session.expectations.iter_mut().enumerate() {
            e.text = format!("secret-{}-{n}", e.side.letter());
            e.evidence = "secret-evidence".into();
        }
    });
    session.build(|session| session.goals.truncate(1));
    let mut harness = Harness::open(session);
    harness.keys(FIRST_STEP);
    for step in 0..10 {
        for keys in [
            "",
            "/secret",
            "<Esc><Ctrl+P>secret",
            "<Esc>g",
            "<Esc>l",
            "<Esc>e<Tab><Enter>",
            "<Esc><Esc>?",
            "<Esc>v",
            "<Esc><Ctrl+E>",
        ] {
            let frame = harness.keys(keys).frame(120, 36);
            let typed = frame
                .replace("secret<", "")
                .replace("    secret\n", "\n")
                .replace("“secret”", "");
            assert!(
                !typed.contains("secret-"),
                "step {}: after {keys:?}\n{frame}",
                step + 1
            );
        }
        harness.keys("<Esc><Esc>]");
    }
    // the side itself reveals its own list with one key, and only its own
    harness.keys(FIRST_STEP).keys("]h");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("secret-A") && !frame.contains("secret-B"),
        "{frame}"
    );
}

#[test]
fn every_step_of_every_agenda_is_drawn_on_the_screen_and_on_the_projector() {
    let agendas = agendas();
    assert!(!agendas.is_empty());
    for agenda in agendas {
        let mut harness = Harness::open(empty(&agenda.id));
        for n in 0..agenda.steps.len() {
            let frame = harness.frame(80, 24);
            let place = format!("Step {} of {}", n + 1, agenda.steps.len());
            let is_known = !frame.contains("does not know steps") && !frame.contains("has no ");
            assert!(
                frame.contains(&place) && is_known,
                "{}, {place}\n{frame}",
                agenda.id
            );
            harness.keys("<F5>");
            harness.frame(80, 24);
            harness.keys("<Esc>]");
        }
    }
}
