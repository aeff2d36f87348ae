//! Ten thousand kills: a second process saves again and again, this one kills it at a random
//! instant and checks the files.

use crate::support::dice::Dice;
use crate::support::disk::paths;
use crate::support::sessions::{retitle, small};
use roundtable::domain::apply;
use roundtable::store::{create, open, read};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Tells the second process which session it saves.
const HOME: &str = "ROUNDTABLE_TEST_SAVES";

/// The second process prints this before a title that is saved.
const SAVED: &str = "saved ";
/// The second process prints this before a title that is in the journal.
const SEEN: &str = "seen ";

/// The second process: gives the session one title after another and saves each.
#[test]
#[ignore = "the second process of ten_thousand_kills"]
#[expect(
    clippy::print_stdout,
    reason = "how it tells the first what it has done"
)]
fn saves_until_killed() {
    let Some(home) = std::env::var_os(HOME).map(PathBuf::from) else {
        return;
    };
    let path = only(&home);
    let mut o = open(&paths(&home), &path, false, "ada").unwrap();
    let first = number(&o.session.title);
    // what the journal restored counts as seen; the test harness has begun the line with the test's
    // name
    println!("\n{SEEN}{first}");
    for seq in 1.. {
        let title = (first + seq).to_string();
        apply(&mut o.session, &retitle(&title)).unwrap();
        o.session_file
            .journal()
            .lock()
            .unwrap()
            .write_edit(seq, retitle(&title));
        println!("{SEEN}{title}");
        o.session_file
            .save(
                &o.session,
                seq,
                jiff::Timestamp::from_second(1_800_000_000).unwrap(),
            )
            .unwrap();
        println!("{SAVED}{title}");
    }
}

/// `cargo test --test all -- --ignored ten_thousand_kills`; `KILLS` changes how many.
#[test]
#[ignore = "takes minutes: cargo test --test all -- --ignored ten_thousand_kills"]
fn ten_thousand_kills_lose_nothing_that_was_saved_or_seen() {
    let kills = std::env::var("KILLS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(10_000);
    let home = tempfile::tempdir().unwrap();
    let path = create(&paths(home.path()), &small(), "2026-11-21".parse().unwrap()).unwrap();
    let mut dice = Dice(9);
    for kill in 0..kills {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--ignored",
                "--exact",
                "--nocapture",
                "kills::saves_until_killed",
            ])
            .env(HOME, home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let wait = 1 + dice.roll(8);
        let before: Vec<String> = lines
            .by_ref()
            .filter(|l| l.starts_with(SAVED))
            .take(usize::try_from(wait).unwrap())
            .collect();
        // on its way through the next save
        for n in 0..dice.roll(400_000) {
            std::hint::black_box(n);
        }
        assert_eq!(
            before.len() as u64,
            wait,
            "kill {kill}: it ended by itself after {before:?}"
        );
        child.kill().unwrap();
        assert_eq!(
            child.wait().unwrap().code(),
            None,
            "kill {kill}: it ended by itself"
        );
        let all: Vec<String> = before.into_iter().chain(lines).collect();
        let last = |word: &str| {
            all.iter()
                .filter_map(|l| l.strip_prefix(word))
                .filter_map(|n| n.parse::<u64>().ok())
                .max()
        };
        let saved =
            last(SAVED).unwrap_or_else(|| panic!("kill {kill}: nothing was saved: {all:?}"));
        let there = number(
            &read(&path)
                .unwrap_or_else(|why| panic!("kill {kill}: {why}"))
                .session
                .title,
        );
        assert!(
            there >= saved,
            "kill {kill}: {there} is in the file, {saved} was saved"
        );
        // every tenth session is opened here; the others are opened by the next second process
        if kill % 10 == 0 {
            let o = open(&paths(home.path()), &path, false, "ben").unwrap();
            assert!(
                Some(number(&o.session.title)) >= last(SEEN),
                "kill {kill}: {} after {all:?}",
                o.session.title
            );
            drop(o);
            assert_eq!(
                std::fs::read_dir(path.parent().unwrap()).unwrap().count(),
                1,
                "kill {kill}: a helper is left"
            );
        }
    }
}

fn only(home: &Path) -> PathBuf {
    std::fs::read_dir(paths(home).library)
        .unwrap()
        .map(|e| e.unwrap().path())
        .find(|p| p.extension().is_some_and(|e| e == "json"))
        .unwrap()
}

/// The number that a title is; the first title is not a number.
fn number(title: &str) -> u64 {
    title.parse().unwrap_or(0)
}
