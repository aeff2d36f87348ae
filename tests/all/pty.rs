//! The real program in a real terminal, by keys alone.

use crate::support::dice::Dice;
use crate::support::term::{Term, program, strace_works};
use roundtable::domain::Session;
use roundtable::store::read;
use std::path::{Path, PathBuf};

fn home() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn sessions(home: &Path) -> Vec<PathBuf> {
    let all = std::fs::read_dir(home.join("library"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path());
    all.filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect()
}

fn only(home: &Path) -> (PathBuf, Session) {
    let all = sessions(home);
    assert_eq!(all.len(), 1, "{all:?}");
    (all[0].clone(), read(&all[0]).unwrap().session)
}

/// Makes a session by the command and returns its path.
fn make(home: &Path) -> PathBuf {
    let out = assert_cmd::Command::new(program())
        .env_clear()
        .env("HOME", home)
        .env("ROUNDTABLE_LIBRARY", home.join("library"))
        .args([
            "new",
            "--title",
            "Spring round",
            "--a",
            "Acme",
            "--b",
            "Bolt",
            "--no-open",
        ])
        .assert()
        .success();
    PathBuf::from(
        String::from_utf8(out.get_output().stdout.clone())
            .unwrap()
            .trim(),
    )
}

/// Waits until everything typed has reached the disk, by the word of the program.
fn saved(term: &mut Term) {
    term.until("saved", |screen| {
        screen.lines().last().is_some_and(|l| l.contains("saved "))
    });
}

#[test]
fn a_whole_workshop_by_keys_alone() {
    let home = home();
    let mut t = Term::start(home.path(), &[]);
    t.see("Start a session");
    t.then("n", "Collaboration workshop, one day");
    t.then("<Enter>", "Organisation A");
    t.then(
        "Valve round<Enter>Harbor Pumps<Enter>Rivet Works<Enter>2026-11-21 09:00<Enter><Enter>",
        "Harbor Pumps × ● Rivet Works",
    );
    // who is in the room
    t.then(
        "aInés Prado, buyer, purchasing, manager<Enter>",
        "Inés Prado",
    );
    t.then("Tom Ek<Enter><Esc>", "Tom Ek");
    t.then(
        "<Tab>aMarek Zając, seller, sales, executive<Enter><Esc>",
        "Marek Zając",
    );
    // expectations, three a side
    t.then("<PgDn>", "Step 2 of 10");
    t.then("aValves on the promised day<Enter>One price a year<Enter>Early word of trouble<Enter><Esc>", "3 expectations");
    t.then("<Home>52m", "must");
    t.then("<PgDn>", "Step 3 of 10");
    t.then("aA forecast of twelve weeks<Enter>Payment in 30 days<Enter>A say in the next pump<Enter><Esc>", "3 expectations");
    // reveal, react to all six, link two
    t.then("<PgDn>", "Step 4 of 10");
    t.then("h", "6 to react");
    t.then("<Home>r1", "5 to react");
    t.then("lA f<Enter>2", "complement");
    t.then("nr1", "4 to react");
    t.then("nr2Only with the index<Esc>", "3 to react");
    t.then("nr1", "2 to react");
    t.then("nr3To talk about<Enter>", "1 to react");
    t.then("nr1", "all reacted");
    // a goal from the linked pair, worded, with consent
    t.then("<Home>g", "made from");
    t.then("<PgDn>", "Step 5 of 10");
    t.then(
        "<Enter><Ctrl+A>97 % of valves on the promised day by June 2027<Esc>",
        "97 % of valves",
    );
    t.then("<Tab>443", "1 of 1 goal agreed");
    t.keys("<Tab>");
    // two actions, scored
    t.then("<PgDn>", "Step 6 of 10");
    t.then(
        "aShare the forecast every Monday<Enter>Post the promised days<Enter><Esc>",
        "2 actions",
    );
    t.then("<Home>542<Down>333", "think again");
    // owners
    t.then("<PgDn>", "Step 7 of 10");
    t.then("<Home>o", "Who is accountable");
    t.then("1", "Who is the counterpart");
    t.then("1", "1 without owner");
    t.then("no3", "Who is the counterpart");
    t.then("2", "every action has an owner");
    // dates
    t.then("<PgDn>", "Step 8 of 10");
    t.then("<Home>w2026-11-23<Enter>2026-12-04<Esc>", "1 undated");
    t.then("<Down>w<Enter>2026-12-11<Esc>", "all dated");
    // a metric
    t.then("<PgDn>", "Step 9 of 10");
    t.then("aValves on time<Enter>", "Question");
    t.keys("<PgUp><Tab><Tab><Tab><Tab><Tab>%<Enter><Right><Tab>83<Enter><Enter>97<Esc>");
    t.see("0 % of the way");
    // sign for both, export
    t.then("<PgDn>", "Step 10 of 10");
    t.keys("<Tab><Tab>");
    t.then("a1", "Inés Prado");
    t.then("<Down>a1", "Marek Zając");
    t.then("<Ctrl+E>", "Export to ");
    t.then("something<Enter>", "Export which part");
    t.then("agreement<Enter>", "In which format");
    t.then("markdown<Enter>", "Export to which file");
    t.then("<Ctrl+A>valves.md<Enter>", "Written:");
    t.keys("<Esc>");
    saved(&mut t);
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);

    let (path, s) = only(home.path());
    assert!(
        path.file_name()
            .unwrap()
            .to_string_lossy()
            .contains("-valve-round-"),
        "{path:?}"
    );
    assert_eq!(
        (
            s.title.as_str(),
            s.parties.a.name.as_str(),
            s.parties.b.name.as_str()
        ),
        ("Valve round", "Harbor Pumps", "Rivet Works")
    );
    assert_eq!(s.agenda.start.unwrap().to_string(), "2026-11-21T09:00:00");
    let names: Vec<&str> = s.participants.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Inés Prado", "Tom Ek", "Marek Zając"]);
    assert_eq!(
        (
            s.participants[0].role.as_str(),
            s.participants[0].function.as_str()
        ),
        ("buyer", "purchasing")
    );
    assert_eq!(s.expectations.len(), 6);
    assert!(s.expectations.iter().all(|e| e.reaction.is_some()));
    assert_eq!(
        (s.expectations[0].importance, s.expectations[0].satisfied),
        (Some(5), Some(2))
    );
    assert!(s.expectations.iter().any(|e| {
        e.reaction
            .as_ref()
            .is_some_and(|r| r.note == "Only with the index")
    }));
    assert_eq!(s.links.len(), 1);
    assert_eq!(
        (
            s.goals.len(),
            s.goals[0].expectations.len(),
            s.goals[0].is_mutual()
        ),
        (1, 2, true)
    );
    assert_eq!(s.actions.len(), 2);
    assert!(s.actions.iter().all(|a| a.owner.is_some()
        && a.counterpart.is_some()
        && a.due.is_some()
        && a.goal.is_some()
        && a.effort.is_some()));
    let m = &s.metrics[0];
    assert_eq!(
        (
            m.name.as_str(),
            m.unit.as_str(),
            m.baseline,
            m.target,
            m.goal.is_some()
        ),
        ("Valves on time", "%", Some(83.0), Some(97.0), true)
    );
    assert_eq!(s.sign_off.len(), 2);
    let text = std::fs::read_to_string(home.path().join("valves.md")).unwrap();
    for part in [
        "Harbor Pumps",
        "Rivet Works",
        "Valves on the promised day",
        "Only with the index",
        "97 % of valves",
        "Share the forecast every Monday",
        "Valves on time",
        "11 Dec 2026",
        "Inés Prado",
        "Marek Zając",
        "— not agreed —",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    // nothing is left beside the session
    assert_eq!(
        std::fs::read_dir(home.path().join("library"))
            .unwrap()
            .count(),
        1
    );
}

/// A list that was written is covered when its step is opened again, for the eyes of its side only.
fn uncover(term: &mut Term) {
    if term.screen().contains("The list is hidden") {
        term.then("h", "importance");
    }
}

/// Types a line, kills the program at a random instant, opens again: what was on the screen is there.
fn kill_and_reopen(runs: u64) {
    let mut dice = Dice(7);
    for run in 0..runs {
        let home = home();
        let path = make(home.path());
        let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
        t.then("<PgDn>a", "Keep, next");
        let lines = ["First line kept", "Second one 漢字", "half-typed wor"];
        let all: Vec<char> = lines.join("\r").chars().collect();
        let stop = 1 + usize::try_from(dice.roll(all.len() as u64)).unwrap();
        for c in &all[..stop] {
            t.send(c.to_string().as_bytes());
            // sometimes the program has time to draw, sometimes it is in the middle
            if dice.roll(4) == 0 {
                t.until("a frame", |_| true);
            }
        }
        if dice.roll(3) == 0 {
            saved(&mut t);
        }
        // what is on the screen now, or may be there in an instant: at least this must be kept
        let seen = t.screen();
        t.kill();
        let shown: Vec<String> = lines
            .iter()
            .flat_map(|l| {
                (1..=l.chars().count())
                    .rev()
                    .map(|n| l.chars().take(n).collect::<String>())
                    .find(|part| part.chars().count() > 2 && seen.contains(part.trim_end()))
            })
            .collect();
        let mut again = Term::start(home.path(), &["open", path.to_str().unwrap()]);
        again.see("Step 2 of 10");
        uncover(&mut again);
        let screen = again.screen();
        for part in &shown {
            assert!(
                screen.contains(part.trim_end()),
                "run {run}: “{part}” was seen and is gone\nbefore:\n{seen}\nafter:\n{screen}"
            );
        }
        again.keys("<Ctrl+Q>");
        assert_eq!(again.ended(), 0);
        let (_, session) = only(home.path());
        let texts: Vec<&str> = session
            .expectations
            .iter()
            .map(|e| e.text.as_str())
            .collect();
        for part in &shown {
            assert!(
                texts.iter().any(|t| t.contains(part.trim_end())),
                "run {run}: {part} not in {texts:?}"
            );
        }
    }
}

#[test]
fn a_kill_at_any_instant_loses_nothing_that_was_seen() {
    kill_and_reopen(50);
}

/// `cargo test --test all -- --ignored a_thousand`
#[test]
#[ignore = "takes minutes: cargo test --test all -- --ignored a_thousand"]
fn a_thousand_kills_lose_nothing_that_was_seen() {
    kill_and_reopen(1000);
}

#[test]
fn a_kill_at_each_system_call_of_a_save_loses_nothing_that_was_seen() {
    if !strace_works() {
        return;
    }
    for (call, most) in [("fsync", 5), ("renameat2", 2), ("unlink", 3)] {
        for when in 1..=most {
            let home = home();
            let path = make(home.path());
            let mut t = Term::injected(
                home.path(),
                &format!("{call}:signal=KILL:when={when}"),
                &path,
            );
            t.see("Step 1 of 10");
            t.keys("<PgDn>aWritten down");
            // killed on the way, or saved because there were fewer calls
            let mut seen = false;
            loop {
                let ended = t.child.try_wait().unwrap().is_some();
                seen |= t.shows("Written down");
                if ended
                    || (seen
                        && t.screen()
                            .lines()
                            .last()
                            .is_some_and(|l| l.contains("saved ")))
                {
                    break;
                }
            }
            t.kill();
            let mut again = Term::start(home.path(), &["open", path.to_str().unwrap()]);
            again.see("of 10");
            uncover(&mut again);
            assert!(
                !seen || again.screen().contains("Written down"),
                "killed at {call} {when}:\n{}",
                again.screen()
            );
        }
    }
}

#[test]
fn a_half_typed_line_is_open_again_after_a_kill() {
    let home = home();
    let path = make(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.then("<PgDn>aDeliver on ti", "Deliver on ti");
    t.kill();
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    // the text, and the keys of typing: it goes on where it stopped
    t.see("Deliver on ti");
    t.see("Keep and stop");
    t.then("me<Esc>", "Deliver on time");
    saved(&mut t);
    t.keys("<Ctrl+Q>");
    t.ended();
    assert_eq!(only(home.path()).1.expectations[0].text, "Deliver on time");
}

#[test]
fn a_second_window_is_read_only_and_says_who_has_it() {
    let home = home();
    let path = make(home.path());
    let mut first = Term::command(
        home.path(),
        program(),
        &["open", path.to_str().unwrap()],
        &[("USER", "ada")],
    );
    first.see("Step 1 of 10");
    let mut second = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    second.see("READ-ONLY: open elsewhere (ada on ");
    second.then("a", "read-only");
    second.keys("<Ctrl+Q>");
    assert_eq!(second.ended(), 0);
    // the first one is not disturbed, and a stale lock never blocks
    first.then("aStill here<Esc>", "Still here");
    saved(&mut first);
    first.kill();
    let mut third = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    third.see("Still here");
    third.then("aMore<Esc>", "More");
    saved(&mut third);
}

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
fn the_terminal_is_whole_after_quit_and_signals() {
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
fn the_theme_follows_the_terminals_answer_and_no_answer_is_waited_for() {
    let home = home();
    let path = make(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.see("Step 1 of 10");
    assert!(String::from_utf8_lossy(&t.raw).contains("\x1b]11;?"));
    let ground = |t: &Term| t.parser.screen().cell(5, 3).unwrap().bgcolor();
    assert_eq!(ground(&t), vt100::Color::Rgb(0xfa, 0xf8, 0xf3));
    t.send(b"\x1b]11;rgb:1111/1111/1111\x1b\\");
    t.until("dark", |_| true);
    t.keys("<PgDn>");
    t.see("Step 2 of 10");
    assert_eq!(ground(&t), vt100::Color::Rgb(0x13, 0x16, 0x1b));
    // the answer was not taken for typing
    assert!(!t.screen().contains("rgb"));
}

#[test]
fn any_resize_while_typing_goes_on() {
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
fn a_deletion_can_be_undone_after_a_restart() {
    let home = home();
    let path = make(home.path());
    let start = || Term::start(home.path(), &["open", path.to_str().unwrap()]);
    let mut t = start();
    t.then(
        "<PgDn>aDeliver on time<Enter>Answer within a day<Esc>",
        "Answer within a day",
    );
    t.then("<Del>", "Deleted");
    t.keys("<Ctrl+Q>");
    assert_eq!(t.ended(), 0);
    assert_eq!(only(home.path()).1.expectations.len(), 1);
    let mut t = start();
    t.see("Step 2 of 10");
    uncover(&mut t);
    t.then("<Ctrl+Z>", "Answer within a day");
    saved(&mut t);
    t.keys("<Ctrl+Q>");
    t.ended();
    // another program has changed the file: the steps lead elsewhere
    let text = std::fs::read_to_string(&path)
        .unwrap()
        .replace("Answer within a day", "Answer at once");
    std::fs::write(&path, text).unwrap();
    let mut t = start();
    t.then("<Ctrl+Z>", "There is nothing to take back.");
}

#[test]
fn a_terminal_that_was_small_for_an_instant_is_drawn_anew() {
    let home = home();
    let path = make(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.see("Step 1 of 10");
    let before = t.screen();
    // the program may see only the last of these sizes, which is the one it knows; the terminal has lost all else
    t.resize(1, 1);
    t.resize(80, 24);
    t.until("the whole screen", |screen| screen == before);
}

#[test]
fn a_save_that_fails_is_on_the_screen_and_nothing_is_lost() {
    let home = home();
    let path = make(home.path());
    // files may not grow past 8 blocks of 512 bytes: the session is larger, so its save fails
    let command = format!("ulimit -f 8; exec {} open {}", program(), path.display());
    let before = std::fs::read(&path).unwrap();
    let mut t = Term::command(home.path(), "/bin/sh", &["-c", &command], &[]);
    t.see("Step 1 of 10");
    t.then("aNot lost<Esc>", "NOT SAVED (Ctrl+S saves elsewhere): ");
    assert_eq!(
        std::fs::read(&path).unwrap(),
        before,
        "the old file is whole"
    );
    t.kill();
    // when the cause is gone, everything is back
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.see("Not lost");
    saved(&mut t);
    assert_eq!(
        read(&path).unwrap().session.participants[0].name,
        "Not lost"
    );
}

#[test]
fn without_a_terminal_or_on_a_dumb_one_it_says_so() {
    let home = home();
    let run = |term: &str| {
        let out = assert_cmd::Command::new(program())
            .env_clear()
            .env("HOME", home.path())
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
