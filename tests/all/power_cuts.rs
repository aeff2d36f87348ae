//! Power cuts while a session is saved: a file system on a loop device is shut down without writing
//! its log, mounted again, and checked.

use crate::support::dice::Dice;
use crate::support::disk::paths;
use crate::support::sessions::{retitle, small};
use crate::support::term::Term;
use roundtable::domain::{Session, apply};
use roundtable::store::{Disk, Paths, create, open, read};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// A disk whose power can fail: an image with a file system, mounted at a folder.
struct Mounted {
    image: PathBuf,
    at: PathBuf,
}

/// Runs a command, which must succeed; waits while a program that is just ending keeps the device
/// busy.
fn run(command: &str, args: &[&Path]) {
    let end = Instant::now() + Duration::from_secs(10);
    let out = loop {
        let out = Command::new(command)
            .args(args)
            .output()
            .unwrap_or_else(|e| panic!("{command} is needed: {e}"));
        if !String::from_utf8_lossy(&out.stderr).contains("busy") || Instant::now() > end {
            break out;
        }
    };
    assert!(
        out.status.success(),
        "{command} {args:?} (root and loop devices are needed): {}",
        String::from_utf8_lossy(&out.stderr)
    );
}

impl Mounted {
    fn new(folder: &Path, kind: &str) -> Self {
        let mounted = Self {
            image: folder.join(kind),
            at: folder.join(format!("{kind}.disk")),
        };
        std::fs::create_dir(&mounted.at).unwrap();
        // the smallest size that XFS accepts
        std::fs::File::create(&mounted.image)
            .unwrap()
            .set_len(300 << 20)
            .unwrap();
        run(&format!("mkfs.{kind}"), &[Path::new("-q"), &mounted.image]);
        mounted.mount();
        mounted
    }

    fn mount(&self) {
        run(
            "mount",
            &[Path::new("-o"), Path::new("loop"), &self.image, &self.at],
        );
    }

    /// From here on nothing reaches the disk, not even what the file system has in its log.
    fn cut(at: &Path) {
        run(
            "xfs_io",
            &[Path::new("-x"), Path::new("-c"), Path::new("shutdown"), at],
        );
    }

    /// The machine starts again.
    fn restart(&self) {
        run("umount", &[&self.at]);
        self.mount();
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.at).output();
    }
}

/// A cut comes within so many calls: a few saves.
const CALLS: u64 = 60;

/// Saves until the power fails at call `last`, or at some instant soon after; returns the last
/// title that was reported as saved.
fn save_until_cut(
    disk: &Mounted,
    path: &Path,
    round: u64,
    last: u64,
    at_once: bool,
) -> Option<String> {
    let calls = Arc::new(AtomicU64::new(0));
    let made = Arc::clone(&calls);
    let failing: Arc<Mutex<Option<JoinHandle<()>>>> = Arc::default();
    let (started, place) = (Arc::clone(&failing), disk.at.clone());
    let watched = Disk::watched(move |_| {
        if made.fetch_add(1, Ordering::SeqCst) == last {
            if at_once {
                Mounted::cut(&place);
            } else {
                let place = place.clone();
                *started.lock().unwrap() = Some(std::thread::spawn(move || Mounted::cut(&place)));
            }
        }
        Ok(())
    });
    let paths = Paths {
        disk: watched,
        ..paths(&disk.at)
    };
    let mut said = None;
    // it may fail while the session is being opened
    if let Ok(mut o) = open(&paths, path, false, "ada") {
        for seq in 1..=CALLS {
            let title = format!("{round}.{seq}");
            apply(&mut o.session, &retitle(&title)).unwrap();
            o.session_file
                .journal()
                .lock()
                .unwrap()
                .write_edit(seq, retitle(&title));
            match o.session_file.save(
                &o.session,
                seq,
                jiff::Timestamp::from_second(1_800_000_000).unwrap(),
            ) {
                Ok(_) => said = Some(title),
                Err(_) => break,
            }
        }
    }
    assert!(
        calls.load(Ordering::SeqCst) > last,
        "it failed before the cut at call {last}"
    );
    let cutting = failing.lock().unwrap().take();
    if let Some(cutting) = cutting {
        cutting.join().unwrap();
    }
    said
}

/// `cargo test --test all -- --ignored power`, as root, with mkfs.ext4, mkfs.xfs and xfs_io. `CUTS`
/// is how many per file system, 1,500 unless set.
#[test]
#[ignore = "needs root and takes minutes: cargo test --test all -- --ignored power"]
#[expect(clippy::print_stdout, reason = "figures for whoever runs it")]
fn a_session_reported_as_saved_survives_a_power_cut() {
    let cuts = std::env::var("CUTS")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(1500);
    let folder = tempfile::tempdir().unwrap();
    for kind in ["ext4", "xfs"] {
        let disk = Mounted::new(folder.path(), kind);
        let path = create(&paths(&disk.at), &small(), "2026-11-21".parse().unwrap()).unwrap();
        let mut dice = Dice(3);
        let (mut there, mut acknowledged) = (read(&path).unwrap().session.title.clone(), 0);
        for round in 0..cuts {
            let said = save_until_cut(&disk, &path, round, dice.roll(CALLS), dice.roll(2) == 0);
            disk.restart();
            // it is whole before the program opens it again
            let found: Session = read(&path)
                .unwrap_or_else(|why| panic!("{kind}, cut {round}: {why}"))
                .session;
            let number = |title: &str| {
                title
                    .split_once('.')
                    .and_then(|(r, s)| Some((r.parse::<u64>().ok()?, s.parse::<u64>().ok()?)))
            };
            let least = said.clone().unwrap_or(there);
            assert!(
                number(&found.title) >= number(&least),
                "{kind}, cut {round}: {} though {least} was said to be saved",
                found.title
            );
            acknowledged += u64::from(said.is_some());
            let o = open(&paths(&disk.at), &path, false, "ada")
                .unwrap_or_else(|why| panic!("{kind}, cut {round}: {why}"));
            assert!(
                number(&o.session.title) >= number(&least),
                "{kind}, cut {round}: {} after {least}",
                o.session.title
            );
            there = found.title.clone();
            drop(o);
            let left: Vec<_> = std::fs::read_dir(path.parent().unwrap())
                .unwrap()
                .map(|e| e.unwrap().file_name())
                .collect();
            assert_eq!(left.len(), 1, "{kind}, cut {round}: {left:?}");
        }
        println!("{kind}: {cuts} cuts, {acknowledged} of them after a save was acknowledged");
        assert!(acknowledged > cuts / 4, "{acknowledged} of {cuts}");
    }
}

/// The same on the screen: what it shows when its footer says `saved` is there after the cut.
#[test]
#[ignore = "needs root and takes minutes: cargo test --test all -- --ignored power"]
fn a_line_the_footer_called_saved_survives_a_power_cut() {
    let folder = tempfile::tempdir().unwrap();
    for kind in ["ext4", "xfs"] {
        let disk = Mounted::new(folder.path(), kind);
        let mut dice = Dice(5);
        for round in 0..50 {
            let path = create(&paths(&disk.at), &small(), "2026-11-21".parse().unwrap()).unwrap();
            let mut t = Term::start(&disk.at, &["open", path.to_str().unwrap()]);
            t.see("Step 4 of 10");
            t.then("<PgDn>", "Step 5 of 10");
            // half a line is saved like a whole one
            let line = format!("Line {round} of {kind}");
            t.keys(&format!(
                "a{line}{}",
                if dice.roll(2) == 0 { "<Enter>" } else { "" }
            ));
            t.until("saved", |s| {
                s.contains(&line) && s.lines().last().is_some_and(|l| l.contains("saved "))
            });
            t.keys(" and mo");
            Mounted::cut(&disk.at);
            t.kill();
            disk.restart();
            let found = read(&path)
                .unwrap_or_else(|why| panic!("{kind}, cut {round}: {why}"))
                .session;
            assert!(
                found.goals.iter().any(|g| g.text.contains(&line)),
                "{kind}, cut {round}: “{line}” is gone"
            );
        }
    }
}
