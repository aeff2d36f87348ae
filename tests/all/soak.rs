//! Hours of random keys: nothing breaks, nothing is lost, nothing leaks.

use crate::support::dice::Dice;
use crate::support::disk::{self, program};
use crate::support::term::Term;
use roundtable::store::{create, parse};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// What is typed: names as [`Term::keys`] knows them, and single characters.
const KEYS: [&str; 34] = [
    "<Enter>",
    "<Esc>",
    "<Esc>",
    "<Tab>",
    "<Shift+Tab>",
    "<Up>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<Home>",
    "<End>",
    "<PgUp>",
    "<PgDn>",
    "<PgDn>",
    "<Del>",
    "<Backspace>",
    "<Alt+Enter>",
    "<Ctrl+Z>",
    "<Ctrl+Z>",
    "<Ctrl+Y>",
    "<Ctrl+P>",
    "<Ctrl+F>",
    "<Ctrl+E>",
    "<Ctrl+S>",
    "<Ctrl+D>",
    "<Ctrl+L>",
    "<Ctrl+U>",
    "[",
    "]",
    "?",
    "/",
    " ",
    "+",
    "-",
];
const PASTES: [&str; 6] = [
    "one\ntwo\nthree",
    "\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m",
    // no joined emoji: the emulator draws three people where a terminal draws a family
    "漢字 👪 e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301} \u{202e}right to left",
    "=cmd|' /C calc'!A0, \"quoted\", <b>bold</b>",
    "ملاحظة می\u{200c}خواهم \u{2066}isolated\u{2069}",
    "",
];
const SIZES: [(u16, u16); 9] = [
    (80, 24),
    (120, 36),
    (40, 12),
    (1, 1),
    (200, 60),
    (80, 2),
    (3, 40),
    (500, 200),
    (60, 20),
];

/// Rows at the bottom of the screen that any key may change: the message and the keys.
const MESSAGE: usize = 4;

/// Reads every session file of the folders again and again, and counts; returns the first that is
/// not a session.
fn watch(
    folders: [PathBuf; 2],
    stop: Arc<AtomicBool>,
    looks: Arc<AtomicU64>,
) -> std::thread::JoinHandle<Option<String>> {
    std::thread::spawn(move || {
        while !stop.load(Ordering::SeqCst) {
            for path in folders.iter().flat_map(|f| {
                std::fs::read_dir(f)
                    .into_iter()
                    .flatten()
                    .flatten()
                    .map(|e| e.path())
            }) {
                let is_session = path.extension().is_some_and(|e| e == "json")
                    && !path.file_name().unwrap().to_string_lossy().starts_with('.');
                // a file may be moved between the two calls
                if let (true, Ok(bytes)) = (is_session, std::fs::read(&path)) {
                    looks.fetch_add(1, Ordering::SeqCst);
                    if let Err(why) = parse(&bytes, "x.json") {
                        return Some(format!("{}: {why}", path.display()));
                    }
                }
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        None
    })
}

/// What the system says of a process: resident memory in kB, open descriptors, threads.
fn figures(pid: u32) -> Option<(u64, usize, usize)> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let kb = status
        .lines()
        .find_map(|l| l.strip_prefix("VmRSS:"))?
        .split_whitespace()
        .next()?
        .parse()
        .ok()?;
    let count = |what: &str| {
        std::fs::read_dir(format!("/proc/{pid}/{what}"))
            .map(Iterator::count)
            .unwrap_or(0)
    };
    Some((kb, count("fd"), count("task")))
}

/// Whether no thread of the process has anything to do.
fn sleeps(pid: u32) -> bool {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task"))
        .into_iter()
        .flatten()
        .flatten();
    tasks
        .filter_map(|t| std::fs::read_to_string(t.path().join("stat")).ok())
        .all(|stat| stat.contains(") S ") || stat.contains(") Z "))
}

/// A screen without its digits, which clocks change.
fn still(t: &Term) -> String {
    let screen = t.parser.screen();
    // row by row: the emulator joins rows that it believes to be one line
    let rows = screen
        .rows(0, screen.size().1.get())
        .map(|row| row + "\n")
        .collect::<String>();
    rows.chars()
        .map(|c| if c.is_ascii_digit() { '#' } else { c })
        .collect()
}

fn signal(pid: u32, name: &str) {
    let _ = std::process::Command::new("kill")
        .args([&format!("-{name}"), &pid.to_string()])
        .status();
}

struct Soak {
    home: PathBuf,
    dice: Dice,
    term: Term,
    starts: u64,
}

impl Soak {
    fn pid(&self) -> u32 {
        self.term.child.process_id().unwrap()
    }

    /// Opens the newest session again.
    fn again(&mut self) {
        let library = self.home.join("library");
        let mut all: Vec<PathBuf> = std::fs::read_dir(&library)
            .into_iter()
            .flatten()
            .flatten()
            .map(|e| e.path())
            .filter(|p| {
                p.extension().is_some_and(|e| e == "json")
                    && !p.file_name().unwrap().to_string_lossy().starts_with('.')
            })
            .collect();
        all.sort();
        let path = all.pop().unwrap_or_else(|| begin(&self.home));
        self.term = Term::start(&self.home, &["open", path.to_str().unwrap()]);
        self.starts += 1;
    }

    /// Does one random thing.
    fn act(&mut self) {
        match self.dice.roll(200) {
            0..150 => {
                let n = usize::try_from(self.dice.roll(60)).unwrap();
                match KEYS.get(n) {
                    Some(key) => self.term.keys(key),
                    // letters and figures: commands, or text where something is typed
                    None => {
                        let c = char::from(
                            b"abcdefghijklmnoprstuvwxyzABEMNRST0123456789"
                                [usize::try_from(self.dice.roll(43)).unwrap()],
                        );
                        self.term.send(c.to_string().as_bytes());
                    }
                }
            }
            150..170 => {
                let words = [
                    "Deliver on time ",
                    "Qualität ",
                    "品質 ",
                    "tomorrow ",
                    "5 days ",
                ];
                let word = words[usize::try_from(self.dice.roll(5)).unwrap()];
                self.term.send(word.as_bytes());
            }
            170..178 => {
                let text = PASTES[usize::try_from(self.dice.roll(6)).unwrap()];
                self.term
                    .send(format!("\x1b[200~{text}\x1b[201~").as_bytes());
            }
            178..184 => {
                let (columns, rows) = SIZES[usize::try_from(self.dice.roll(9)).unwrap()];
                self.term.resize(columns, rows);
            }
            184 => {
                signal(self.pid(), "STOP");
                self.term.send(b"while stopped");
                signal(self.pid(), "CONT");
            }
            185 => {
                self.term.kill();
                self.again();
            }
            186..190 => {
                let row = 1 + self.dice.roll(30);
                let column = 1 + self.dice.roll(90);
                self.term.send(
                    format!(
                        "\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m\x1b[<65;{column};{row}M"
                    )
                    .as_bytes(),
                );
            }
            _ => self.settle(),
        }
        if let Some(status) = self.term.child.try_wait().unwrap() {
            assert_eq!(
                status.exit_code(),
                0,
                "ended by itself; the screen was:\n{}",
                self.term.screen()
            );
            self.again();
        }
    }

    /// Waits until everything typed is done and drawn.
    fn rest(&mut self) {
        let pid = self.pid();
        // a thread may wake up while the others are being looked at, but hardly four times
        for _ in 0..4 {
            self.term.until("rest", |_| sleeps(pid));
        }
    }

    /// Waits until the screen comes to rest, and checks that drawing all of it anew gives the same.
    fn settle(&mut self) {
        self.rest();
        if self.term.child.try_wait().unwrap().is_some() {
            return;
        }
        let before = still(&self.term);
        let raw = self.term.raw.len();
        self.term.keys("<Ctrl+L>");
        self.rest();
        let after = still(&self.term);
        // the message and the keys may change with the key that was pressed; any key ends a blank
        // screen
        if before.trim().is_empty() {
            return self.term.raw.clear();
        }
        let seen = before.lines().count().saturating_sub(MESSAGE);
        let differ = before
            .lines()
            .zip(after.lines())
            .take(seen)
            .filter(|(a, b)| a != b)
            .count();
        assert!(
            differ <= 1,
            "the screen was not what it should be:\n{before}\n\nand is drawn anew:\n{after}"
        );
        assert!(self.term.raw.len() >= raw);
        self.term.raw.clear();
    }
}

fn begin(home: &Path) -> PathBuf {
    create(
        &disk::paths(home),
        &crate::support::sample(),
        "2026-11-21".parse().unwrap(),
    )
    .unwrap()
}

#[expect(clippy::print_stdout, reason = "figures for whoever runs it")]
#[allow(clippy::too_many_lines, reason = "one loop with its measurements")]
fn soak(length: Duration) {
    let home = disk::home();
    let path = begin(home.path());
    let (stop, looks) = (
        Arc::new(AtomicBool::new(false)),
        Arc::new(AtomicU64::new(0)),
    );
    let watcher = watch(
        [home.path().join("library"), home.path().join("library-bin")],
        Arc::clone(&stop),
        Arc::clone(&looks),
    );
    let seed = std::env::var("SOAK_SEED")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(1);
    let term = Term::command(
        home.path(),
        program(),
        &["open", path.to_str().unwrap()],
        &[],
    );
    let mut soak = Soak {
        home: home.path().to_path_buf(),
        dice: Dice(seed),
        term,
        starts: 1,
    };
    let end = Instant::now() + length;
    let (mut acts, mut most) = (0_u64, (0, 0, 0));
    while Instant::now() < end {
        soak.act();
        acts += 1;
        if acts % 50 == 0 {
            if let Some((kb, descriptors, threads)) = figures(soak.pid()) {
                most = (most.0.max(kb), most.1.max(descriptors), most.2.max(threads));
                assert!(descriptors <= 16, "{descriptors} descriptors");
                assert!(threads <= 6, "{threads} threads");
            }
            assert!(!watcher.is_finished(), "a file was no session");
        }
    }
    soak.settle();
    // memory stays at its highest level: doing the same for as long again adds nothing
    soak.term.keys("<Esc><Esc><Esc>");
    soak.term.resize(120, 36);
    let looking = |soak: &mut Soak, times: u64| {
        for _ in 0..times {
            soak.term.keys("<PgDn><Down><Down><Up>?<Esc><F5><Esc>");
            soak.rest();
            soak.term.raw.clear();
        }
        figures(soak.pid()).map_or(0, |f| f.0)
    };
    let rounds = length.as_secs() / 20 + 10;
    let middle = looking(&mut soak, rounds);
    let last = looking(&mut soak, rounds);
    stop.store(true, Ordering::SeqCst);
    assert_eq!(
        watcher.join().unwrap(),
        None,
        "the file was at every look a whole session"
    );
    assert!(
        last <= middle + 2048,
        "memory grew from {middle} to {last} kB by looking"
    );
    let faults: Vec<PathBuf> = std::fs::read_dir(home.path().join("state"))
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .filter(|p| {
            p.file_name()
                .unwrap()
                .to_string_lossy()
                .starts_with("fault-")
        })
        .collect();
    assert!(
        faults.is_empty(),
        "{}",
        std::fs::read_to_string(&faults[0]).unwrap()
    );
    println!(
        "{acts} acts, {} starts, {} looks; at most {} kB, {} descriptors, {} threads; looking \
         about: {middle} kB, then {last} kB",
        soak.starts,
        looks.load(Ordering::SeqCst),
        most.0,
        most.1,
        most.2
    );
}

#[test]
fn a_few_seconds_of_random_keys_break_nothing() {
    soak(Duration::from_secs(5));
}

/// `SOAK_SECONDS=3600 cargo test --release --test all -- --ignored --nocapture soak`
#[test]
#[ignore = "takes an hour: cargo test --release --test all -- --ignored --nocapture soak"]
fn hours_of_random_keys_break_nothing_lose_nothing_and_leak_nothing() {
    let seconds = std::env::var("SOAK_SECONDS")
        .ok()
        .and_then(|s| s.parse().ok())
        .unwrap_or(3600);
    soak(Duration::from_secs(seconds));
}
