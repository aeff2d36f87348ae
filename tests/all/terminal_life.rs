//! The terminal over a program's whole life: crashes, stops, stalls, keys typed ahead, a slow disk,
//! hang-ups.

use crate::support::disk::{self, program};
use crate::support::term::Term;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};
use roundtable::store::create;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn made(home: &Path) -> PathBuf {
    create(
        &disk::paths(home),
        &crate::support::sample(),
        "2026-11-21".parse().unwrap(),
    )
    .unwrap()
}

/// A new session, at its first step.
fn blank(home: &Path) -> PathBuf {
    create(
        &disk::paths(home),
        &crate::support::empty("collaboration"),
        "2026-11-21".parse().unwrap(),
    )
    .unwrap()
}

fn signal(pid: u32, name: &str) {
    assert_cmd::Command::new("kill")
        .args([&format!("-{name}"), &pid.to_string()])
        .assert()
        .success();
}

/// Asserts that the terminal is as a shell needs it: by what the program sent, and by what the
/// system says.
fn is_whole(t: &mut Term, home: &Path) {
    t.until("the terminal given back", |_| home.join("after").exists());
    let screen = t.parser.screen();
    assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    let state = std::fs::read_to_string(home.join("after")).unwrap();
    for mode in ["icanon", "echo", "isig", "icrnl", "opost"] {
        assert!(
            state.split_whitespace().any(|m| m == mode),
            "{mode} is off: {state}"
        );
    }
}

/// Runs the program from a shell that records the exit code and the state of the terminal
/// afterwards.
fn from_a_shell(home: &Path, path: &Path, fault: &str) -> Term {
    // the guard is given time to restore the terminal
    let script = format!(
        "{} open {}; echo $? > code; for n in 1 2 3 4 5 6 7 8 9; do sleep 0.1; stty -a > now; \
         grep -q '[^-]icanon' now && break; done; mv now after; read end",
        program(),
        path.display()
    );
    Term::command(
        home,
        "/bin/sh",
        &["-c", &script],
        &[("ROUNDTABLE_FAULT", fault)],
    )
}

#[test]
fn the_terminal_is_restored_after_a_crash() {
    for (fault, code, says) in [
        (
            "panic",
            "70",
            "roundtable has crashed. Everything typed comes back at the next start.",
        ),
        ("thread", "70", "roundtable has crashed."),
        ("overflow", "134", ""),
    ] {
        let home = disk::home();
        let path = made(home.path());
        let mut t = from_a_shell(home.path(), &path, fault);
        is_whole(&mut t, home.path());
        assert_eq!(
            std::fs::read_to_string(home.path().join("code"))
                .unwrap()
                .trim(),
            code,
            "{fault}"
        );
        let raw = String::from_utf8_lossy(&t.raw).replace("\r\n", "");
        assert!(raw.contains(says), "{fault}: {raw}");
        let reports: Vec<_> = std::fs::read_dir(home.path().join("state"))
            .unwrap()
            .flatten()
            .map(|e| e.file_name())
            .collect();
        assert_eq!(
            reports
                .iter()
                .any(|n| n.to_string_lossy().starts_with("fault-")),
            fault != "overflow",
            "{reports:?}"
        );
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_terminal_is_restored_after_a_kill() {
    let home = disk::home();
    let path = made(home.path());
    let mut t = from_a_shell(home.path(), &path, "");
    t.see("Step 4 of 10");
    // the program, not the shell that started it
    let shell = t.child.process_id().unwrap();
    let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
    let pid = children.split_whitespace().next().unwrap();
    signal(pid.parse().unwrap(), "KILL");
    is_whole(&mut t, home.path());
    assert_eq!(
        std::fs::read_to_string(home.path().join("code"))
            .unwrap()
            .trim(),
        "137"
    );
}

#[test]
fn the_screen_is_drawn_again_after_stop_and_continue() {
    let home = disk::home();
    let path = made(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.see("Step 4 of 10");
    let pid = t.child.process_id().unwrap();
    signal(pid, "STOP");
    // meanwhile the shell gave the terminal to another program
    t.parser
        .process(b"\x1b[?1049l\x1b[?2004l\x1b[2Jsomebody else wrote here");
    t.keys("<PgDn>");
    signal(pid, "CONT");
    t.until("the whole screen", |screen| {
        screen.contains("Step 5 of 10") && !screen.contains("somebody")
    });
    assert!(t.parser.screen().alternate_screen() && t.parser.screen().bracketed_paste());
    t.then("aStill typing", "Still typing");
}

/// As when a shell or another program suspends it: in raw mode, the terminal itself does not.
#[test]
#[cfg(target_os = "linux")]
fn the_terminal_is_given_back_while_the_program_is_suspended() {
    let home = disk::home();
    let path = made(home.path());
    let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
    t.then("<PgDn>", "Step 5 of 10");
    t.then("aBefore", "Before");
    let pid = t.child.process_id().unwrap();
    for _ in 0..2 {
        signal(pid, "TSTP");
        let stopped = || {
            std::fs::read_to_string(format!("/proc/{pid}/stat"))
                .is_ok_and(|stat| stat.contains(") T "))
        };
        t.until("the program stopped", |_| stopped());
        let screen = t.parser.screen();
        assert!(!screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor());
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        let modes = t.modes();
        assert!(
            modes.contains(" icanon") && modes.contains(" echo "),
            "{modes}"
        );
        signal(pid, "CONT");
        t.until("the screen again", |screen| screen.contains("Before"));
        let screen = t.parser.screen();
        assert!(screen.alternate_screen() && screen.bracketed_paste());
        assert!(t.modes().contains("-icanon"));
    }
    t.then(" and after", "Before and after");
}

#[test]
fn the_program_ends_even_if_its_terminal_has_stalled() {
    let home = disk::home();
    let path = made(home.path());
    // nobody reads from this terminal, and the first frame is larger than its buffer
    let pair = native_pty_system()
        .openpty(PtySize {
            rows: 200,
            cols: 500,
            pixel_width: 0,
            pixel_height: 0,
        })
        .unwrap();
    let mut command = CommandBuilder::new(program());
    command.args(["open", path.to_str().unwrap()]);
    command.env_clear();
    for (name, value) in [
        ("TERM", "xterm-256color"),
        ("COLORTERM", "truecolor"),
        ("TZ", "UTC"),
        ("ROUNDTABLE_HOME", home.path().to_str().unwrap()),
    ] {
        command.env(name, value);
    }
    let mut child = pair.slave.spawn_command(command).unwrap();
    drop(pair.slave);
    let pid = child.process_id().unwrap();
    let waits = |pid: u32| {
        std::fs::read_to_string(format!("/proc/{pid}/wchan"))
            .is_ok_and(|w| w.contains("tty") || w.contains("wait_woken") || w == "0")
    };
    let patience = Instant::now() + Duration::from_secs(20);
    let started = || {
        std::fs::read_dir(format!("/proc/{pid}/task"))
            .map(Iterator::count)
            .unwrap_or(0)
            >= 5
    };
    while !(started() && waits(pid)) && Instant::now() < patience {
        std::thread::yield_now();
    }
    signal(pid, "TERM");
    while child.try_wait().unwrap().is_none() {
        assert!(Instant::now() < patience, "it does not end");
        std::thread::yield_now();
    }
    assert_eq!(child.wait().unwrap().exit_code(), 128 + 15);
}

#[test]
fn what_was_typed_ahead_does_not_reach_the_shell() {
    let home = disk::home();
    let path = made(home.path());
    let script = format!(
        "{} open {}; echo the shell is here; read line; echo \"the shell got:$line:\"",
        program(),
        path.display()
    );
    let mut t = Term::command(home.path(), "/bin/sh", &["-c", &script], &[]);
    t.see("Step 4 of 10");
    t.send(b"\x11echo typed ahead\rrm -rf nothing\r");
    t.see("the shell is here");
    t.send(b"on purpose\r");
    t.see("the shell got:on purpose:");
}

#[test]
fn the_guard_restores_only_a_terminal_that_was_taken() {
    let home = disk::home();
    // a program that ends while its guard is starting has told it nothing
    for (told, then) in [("", "-icanon"), ("t", "icanon"), ("t.", "-icanon")] {
        let guard = format!("printf '%s' '{told}' | {} --guard-the-terminal", program());
        let script = format!(
            "stty -icanon; {guard}; echo told:; stty -a | tr ' ;' '\\n\\n' | grep -x -e -icanon \
             -e icanon; sleep 9"
        );
        let mut t = Term::command(
            home.path(),
            "/bin/sh",
            &["-c", &format!("printf '\\033[?1049h'; {script}")],
            &[],
        );
        t.until("told:", |screen| {
            screen.contains("told:") && screen.lines().any(|l| l == then)
        });
    }
}

/// `cargo test --test all -- --ignored a_slow_disk`
#[test]
#[ignore = "needs strace: cargo test --test all -- --ignored a_slow_disk"]
fn a_slow_disk_never_stops_the_screen() {
    let home = disk::home();
    let path = made(home.path());
    let mut t = Term::injected(home.path(), "fsync:delay_enter=1000000", &path);
    t.see("Step 4 of 10");
    t.then("]", "Step 5 of 10");
    t.keys("a");
    // every word is shown while the first save still waits for the disk
    for word in ["one", "two", "three", "four"] {
        t.send(word.as_bytes());
        t.until(word, |screen| {
            screen.contains(word) && screen.contains("saving…")
        });
    }
    t.until("saved", |screen| {
        screen.lines().last().is_some_and(|l| l.contains("saved "))
    });
    t.keys("<Ctrl+Q>");
    t.ended();
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("onetwothreefour")
    );
}

/// Takes the program's terminal away after `line` was typed, and returns how long the program took
/// to end. `wrapper` is what the shell runs first.
fn hang_up(home: &Path, session: &Path, wrapper: &str, line: &str) -> Duration {
    // `script` holds the inner terminal; when it is killed, that terminal is gone
    let inner = format!(
        "{wrapper} echo $$ > pid; exec {} open {}",
        program(),
        session.display()
    );
    let command = format!("/bin/sh -c \"{}\"", inner.replace('$', "\\$"));
    let mut t = Term::command(
        home,
        "/usr/bin/script",
        &["-q", "-c", &command, "/dev/null"],
        &[],
    );
    t.then(&format!("a{line}"), line);
    let pid = std::fs::read_to_string(home.join("pid")).unwrap();
    let tasks = Path::new("/proc").join(pid.trim()).join("task");
    // a thread may still wait for the disk when the first has ended
    let lives = |task: std::io::Result<std::fs::DirEntry>| {
        std::fs::read_to_string(task?.path().join("stat")).map(|s| !s.contains(") Z "))
    };
    let began = Instant::now();
    t.kill();
    while std::fs::read_dir(&tasks).is_ok_and(|tasks| tasks.map(lives).any(|l| l.unwrap_or(false)))
    {
        assert!(
            began.elapsed() < Duration::from_secs(5),
            "{wrapper} still runs without a terminal"
        );
        std::thread::yield_now();
    }
    began.elapsed()
}

/// Without anything, and as under nohup.
const HANG_UPS: [&str; 2] = ["", "trap '' HUP;"];

#[test]
fn the_program_ends_when_its_terminal_goes_away() {
    let home = disk::home();
    let path = blank(home.path());
    for (wrapper, line) in HANG_UPS.into_iter().zip(["Ended at once", "Ended as well"]) {
        hang_up(home.path(), &path, wrapper, line);
        let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
        t.see(line);
        t.keys("<Ctrl+Q>");
        t.ended();
    }
}

/// `cargo test --test all -- --ignored a_hang_up`
#[test]
#[ignore = "takes minutes: cargo test --test all -- --ignored a_hang_up"]
fn after_a_hang_up_the_program_ends_within_a_second_and_keeps_the_line() {
    for (round, wrapper) in HANG_UPS.iter().cycle().take(100).enumerate() {
        let home = disk::home();
        let path = blank(home.path());
        let line = format!("Before end {round}");
        let took = hang_up(home.path(), &path, wrapper, &line);
        assert!(took < Duration::from_secs(1), "{took:?}, round {round}");
        let mut t = Term::start(home.path(), &["open", path.to_str().unwrap()]);
        t.see(&line);
    }
}
