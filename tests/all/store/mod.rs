//! The store on a real disk.

mod errors;
mod journal;
mod library;
#[cfg(target_os = "linux")]
mod odd_names;
mod other_programs;
#[cfg(target_os = "linux")]
mod planted;
mod saving;

use crate::support::disk::paths;
use crate::support::sample;
use roundtable::store::{Opened, Paths, create, open};
use std::path::{Path, PathBuf};

fn at(second: i64) -> jiff::Timestamp {
    jiff::Timestamp::from_second(1_800_000_000 + second).unwrap()
}

fn day() -> jiff::civil::Date {
    "2026-11-21".parse().unwrap()
}

fn made(home: &Path) -> (Paths, PathBuf) {
    let paths = paths(home);
    let path = create(&paths, &sample(), day()).unwrap();
    (paths, path)
}

fn begin(paths: &Paths, path: &Path) -> Opened {
    open(paths, path, false, "ada on sea").unwrap()
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() {
            out.extend(walk(&entry.path()));
        } else {
            out.push(entry.path());
        }
    }
    out
}
