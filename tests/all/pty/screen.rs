//! Frames, colours and sizes, and the terminal afterwards.

use super::{home, make};
use crate::support::disk::program;
use crate::support::term::Term;

const RESTORED: [&str; 4] = ["\x1b[?1049l", "\x1b[?2004l", "\x1b[?1000l", "\x1b[?25h"];

fn restored(t: &Term) {
    let raw = String::from_utf8_lossy(&t.raw);
    for sequence in RESTORED {
        assert!(raw.contains(sequence), "{sequence:?} was not sent");
    }
    assert_eq!(raw.matches("\x1b[?1049l").count(), 1, "restored once");
    assert!(!t.parser.screen().alternate_screen() && !t.parser.screen().bracketed_paste());
}

#[test]
fn the_terminal_is_restored_after_quit_and_signals() {
    let home = home();
    let path = make(home.path());
    for (signal, code) in [
        ("", 0),
        ("TERM", 128 + 15),
        ("HUP", 128 + 1),
        ("INT", 128 + 2),
    ] {
        let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
        t.then(&format!("aLine of {signal}"), &format!("Line of {signal}"));
        if signal.is_empty() {
            t.keys("<Ctrl+Q>");
        } else {
            let pid = t.child.process_id().unwrap().to_string();
            assert_cmd::Command::new("kill")
                .args([&format!("-{signal}"), &pid])
                .assert()
                .success();
        }
        let ended = t.ended();
        // portable-pty reports a death by signal differently from an exit; ours exits
        assert_eq!(ended, code, "{signal}");
        restored(&t);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(
            text.contains(format!("Line of {signal}").trim()),
            "{signal}"
        );
    }
}

#[test]
fn a_frame_is_one_synchronised_update_and_the_caret_is_at_the_text() {
    let home = home();
    let path = make(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.then("<PgDn>aab漢", "ab漢");
    let (row, column) = t.parser.screen().cursor_position();
    let line = t.screen().lines().nth(usize::from(row)).unwrap().to_owned();
    let before: usize = line.split("ab漢").next().unwrap().chars().count();
    assert_eq!(usize::from(column), before + 4, "{line}");
    assert!(!t.parser.screen().hide_cursor());
    let raw = String::from_utf8_lossy(&t.raw);
    assert_eq!(
        raw.matches("\x1b[?2026h").count(),
        raw.matches("\x1b[?2026l").count()
    );
}

#[test]
fn typing_survives_any_resize() {
    let home = home();
    let path = make(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.then("<PgDn>aGrowing", "Growing");
    for (columns, rows) in [
        (40, 10),
        (1, 1),
        (60, 20),
        (200, 60),
        (0, 0),
        (500, 200),
        (3, 30),
        (80, 24),
    ] {
        t.resize(columns, rows);
        t.keys("x");
        t.until("a frame", |_| true);
    }
    t.see("Growingxxxxxxxx");
}

#[test]
fn the_whole_screen_is_drawn_again_after_a_resize() {
    let home = home();
    let path = make(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.see("Step 1 of 10");
    let before = t.screen();
    // the program may see only the last of these sizes, which is the one it had; the terminal has
    // lost the rest
    t.resize(1, 1);
    t.resize(80, 24);
    t.until("the whole screen", |screen| screen == before);
}

#[test]
fn without_a_usable_terminal_it_says_so() {
    let home = home();
    let run = |term: &str| {
        let out = assert_cmd::Command::new(program())
            .env_clear()
            .env("ROUNDTABLE_HOME", home.path())
            .env("TERM", term)
            .args(["demo"])
            .assert()
            .code(2);
        String::from_utf8(out.get_output().stderr.clone()).unwrap()
    };
    assert!(run("xterm").starts_with("This needs a terminal"));
    let mut t = Term::command(home.path(), program(), &["demo"], &[("TERM", "dumb")]);
    assert_eq!(t.ended(), 2);
    let raw = String::from_utf8_lossy(&t.raw);
    assert!(
        raw.contains("cannot be drawn on") && !raw.contains('\x1b'),
        "{raw:?}"
    );
}

#[test]
fn colours_follow_the_environment() {
    let home = home();
    for (name, value, wanted) in [
        ("NO_COLOR", "1", vt100::Color::Default),
        ("COLORTERM", "", vt100::Color::Idx(255)),
        ("TERM", "xterm", vt100::Color::Idx(15)),
    ] {
        let more = if name == "TERM" {
            vec![("TERM", value), ("COLORTERM", "")]
        } else {
            vec![(name, value)]
        };
        let mut t = Term::command(home.path(), program(), &["--theme", "light", "demo"], &more);
        t.see("Step 4 of 10");
        let ground = t.parser.screen().cell(5, 3).unwrap().bgcolor();
        match (name, ground) {
            ("COLORTERM", vt100::Color::Idx(n)) => assert!(n >= 230, "{n}"),
            _ => assert_eq!(ground, wanted, "{name}"),
        }
    }
}
