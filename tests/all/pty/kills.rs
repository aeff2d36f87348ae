//! The program is killed: what was on the screen is there again.

use super::{home, make, only, reveal, saved};
use crate::support::dice::Dice;
use crate::support::term::Term;
use std::fs::File;
use std::path::Path;
use std::time::{Duration, Instant};

/// Types a line, kills the program at a random instant, opens again: what was on the screen is
/// there.
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
            // sometimes the program has time to draw, sometimes not
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
        reveal(&mut again);
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

/// Waits until the killed program has released the session.
fn wait_until_unlocked(session: &Path) {
    let name = session.file_name().unwrap().to_string_lossy();
    let lock = session.with_file_name(format!(".{name}.lock"));
    let patience = Instant::now() + Duration::from_secs(20);
    while File::open(&lock).is_ok_and(|file| file.try_lock().is_err()) {
        assert!(Instant::now() < patience, "{} is locked", lock.display());
        std::thread::yield_now();
    }
}

/// `cargo test --test all -- --ignored a_kill_at_each_system_call`
///
/// The promise is the one of the journal: what a frame shows has been written there, so that a kill
/// at any later instant loses nothing of it. strace slows the program down, which is the point: on
/// a slow machine the frame waits.
#[test]
#[ignore = "needs strace: cargo test --test all -- --ignored a_kill_at_each_system_call"]
fn a_kill_at_each_system_call_of_a_save_loses_nothing_that_was_seen() {
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
                // a frame, not keys that the terminal echoes once the program is dead and has left
                // it
                seen |= t.shows("Written down") && t.parser.screen().alternate_screen();
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
            // strace ends before what it traced
            wait_until_unlocked(&path);
            let mut again = Term::start(home.path(), &["open", path.to_str().unwrap()]);
            again.see("of 10");
            reveal(&mut again);
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
    // the text is open and the keys of typing are shown
    t.see("Deliver on ti");
    t.see("Keep and stop");
    t.then("me<Esc>", "Deliver on time");
    saved(&mut t);
    t.keys("<Ctrl+Q>");
    t.ended();
    assert_eq!(only(home.path()).1.expectations[0].text, "Deliver on time");
}
