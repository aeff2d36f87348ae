//! What every kind of step must do, run for each that is registered.

use crate::support::sessions::{asking, empty, huge, sample};
use crate::support::{Harness, lines};
use roundtable::domain::Session;
use roundtable::keys::{Command, Scope, rows};
use roundtable::steps::KINDS;

const SIZES: [(u16, u16); 4] = [(80, 24), (60, 20), (120, 36), (200, 60)];

fn sessions() -> [(&'static str, Session); 5] {
    [
        ("sample", sample()),
        ("empty", empty("collaboration")),
        ("solo", empty("collaboration-solo")),
        ("asking", asking()),
        ("huge", huge()),
    ]
}

#[test]
fn each_kind_is_in_an_agenda() {
    let agendas =
        roundtable::catalog::Catalog::new(&Default::default(), Ok(Default::default())).agendas;
    let steps = || agendas.iter().flat_map(|a| &a.steps);
    for kind in KINDS {
        assert!(steps().any(|s| s.kind == kind.kind()), "{}", kind.kind());
        assert!(kind.purpose().ends_with('.'));
    }
    assert!(steps().all(|s| KINDS.iter().any(|k| k.kind() == s.kind)));
}

#[test]
fn drawing_changes_nothing_and_fits_every_size() {
    for (name, session) in sessions() {
        let mut harness = Harness::open(session);
        harness.keys("[[[[[[[[[[");
        for step in 0..10 {
            for (columns, rows) in SIZES {
                let first = harness.frame(columns, rows);
                assert_eq!(first, harness.frame(columns, rows), "{name} step {step}");
                assert!(
                    !first.chars().any(|c| c.is_control() && c != '\n'),
                    "{name} step {step}"
                );
                let steps = harness.session().agenda.steps.len();
                assert!(
                    first.contains(&format!("Step {} of {steps}", (step + 1).min(steps))),
                    "{name} step {step} at {columns}x{rows}:\n{first}"
                );
            }
            harness.keys("]");
        }
    }
}

#[test]
fn any_size_is_drawn() {
    let mut harness = Harness::open(huge());
    harness.keys("[[[[[[[[[[");
    for _ in 0..10 {
        for columns in [1, 2, 3, 10, 59, 60, 61, 75, 99, 100, 300] {
            for rows in [1, 2, 5, 19, 20, 21, 30, 100] {
                lines(&harness.buffer(columns, rows));
            }
        }
        harness.keys("]");
    }
}

/// Every key that is live does something that can be undone, or says something, or moves: no panic,
/// and what it changed is exactly taken back.
#[test]
fn every_key_is_handled_and_every_change_undone() {
    for (name, session) in sessions().into_iter().take(4) {
        for step in 0..10usize {
            let mut probe = Harness::open(session.clone());
            probe.keys("[[[[[[[[[[").keys(&"]".repeat(step));
            let scopes: Vec<Scope> = probe
                .app
                .layers()
                .scopes
                .into_iter()
                .filter(|s| !matches!(s, Scope::Always))
                .collect();
            let commands: Vec<Command> = scopes
                .iter()
                .flat_map(|s| rows(*s))
                .map(|b| b.command)
                .collect();
            for command in commands {
                if matches!(command, Command::Leave | Command::NextTheme) {
                    continue;
                }
                let mut harness = Harness::open(session.clone());
                harness.keys("[[[[[[[[[[").keys(&"]".repeat(step));
                let mut before = harness.session().clone();
                harness.app.run(command);
                // whatever opened is answered: choose the first, type something, leave
                harness.keys("<Enter>x<Esc><Esc><Esc>");
                harness.frame(80, 24);
                while harness.app.open().unwrap().depth().0 > 0 {
                    harness.keys("<Ctrl+Z>");
                }
                let mut after = harness.session().clone();
                // where the session stands is not undone
                after.progress = before.progress.clone();
                (before.modified, after.modified) = (None, None);
                assert_eq!(after, before, "{name}, step {}, {command:?}", step + 1);
            }
        }
    }
}

#[test]
fn an_unknown_kind_is_shown_kept_and_not_changed() {
    let mut session = sample();
    session.agenda.steps[3].kind = "hologram".into();
    let mut harness = Harness::open(session.clone());
    let frame = harness.keys("[[[[[[[[[[]]]").frame(80, 24);
    assert!(
        frame.contains("does not know the kind of step “hologram”"),
        "{frame}"
    );
    harness.keys("a<Enter>dx<Del>");
    assert_eq!(harness.session().agenda, session.agenda);
}

#[test]
fn nothing_hidden_is_on_the_screen_before_the_reveal() {
    let mut session = sample();
    session.progress.revealed = false;
    for (n, e) in session.expectations.iter_mut().enumerate() {
        e.text = format!("secret-{}-{n}", e.side.letter());
        e.evidence = "secret-evidence".into();
    }
    session.goals.truncate(1);
    let mut harness = Harness::open(session);
    harness.keys("[[[[[[[[[[");
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
    // the side itself shows its own list with one key, and only its own
    harness.keys("[[[[[[[[[[]h");
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("secret-A") && !frame.contains("secret-B"),
        "{frame}"
    );
}

#[test]
fn every_agenda_can_be_walked_through() {
    for agenda in
        roundtable::catalog::Catalog::new(&Default::default(), Ok(Default::default())).agendas
    {
        let mut harness = Harness::open(empty(&agenda.id));
        for n in 0..agenda.steps.len() {
            let frame = harness.frame(80, 24);
            assert!(
                frame.contains(&format!("Step {} of {}", n + 1, agenda.steps.len())),
                "{} step {}\n{frame}",
                agenda.id,
                n + 1
            );
            assert!(
                !frame.contains("does not know steps") && !frame.contains("has no "),
                "{} step {}\n{frame}",
                agenda.id,
                n + 1
            );
            harness.keys("<F5>");
            harness.frame(80, 24);
            harness.keys("<Esc>]");
        }
    }
}
