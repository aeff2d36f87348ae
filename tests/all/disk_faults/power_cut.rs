//! A power cut at every instant of a save, on a disk that is simulated from the calls that were
//! made.

use super::{TITLES, opened, save};
use roundtable::store::{Call, Reached, parse};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// A call that was made: what it was, the paths it named, the bytes it wrote.
type Made = (String, Vec<PathBuf>, Vec<u8>);

/// What a disk may hold after a power cut: names of folders, and bytes of files.
#[derive(Default, Clone)]
struct Platter {
    /// Every file ever made, by number: its bytes as written, and as they are known to be on the
    /// disk.
    files: Vec<(Vec<u8>, Vec<u8>)>,
    /// Names as the system has them, and as they are known to be on the disk.
    names: BTreeMap<PathBuf, usize>,
    synced: BTreeMap<PathBuf, usize>,
    /// Changes of names that have not reached the disk yet, in order.
    waiting: Vec<(PathBuf, BTreeMap<PathBuf, usize>)>,
}

#[test]
#[allow(clippy::too_many_lines, reason = "one model of a disk")]
fn a_power_cut_at_any_instant_leaves_a_whole_session_at_least_as_new_as_reported() {
    let home = tempfile::tempdir().unwrap();
    let log: Arc<Mutex<Vec<Made>>> = Arc::default();
    let written = Arc::clone(&log);
    let (paths, path, mut o) = opened(home.path(), move |call| {
        let record = |what: &str, at: &[&Path], bytes: &[u8]| {
            written.lock().unwrap().push((
                what.to_owned(),
                at.iter().map(|p| p.to_path_buf()).collect(),
                bytes.to_vec(),
            ));
        };
        match call {
            Call::Write(p, b) => record("write", &[p], b),
            Call::Sync(p) => record("sync", &[p], &[]),
            // elsewhere it fails, and a rename follows
            Call::Swap(a, b) if cfg!(any(target_os = "linux", target_vendor = "apple")) => {
                record("swap", &[a, b], &[]);
            }
            Call::Rename(a, b) | Call::Place(a, b) => record("rename", &[a, b], &[]),
            Call::SyncFolder(p) => record("folder", &[p], &[]),
            Call::Swap(..)
            | Call::Read(_)
            | Call::Folder(_)
            | Call::Helper(_)
            | Call::Remove(_)
            | Call::RemoveFolder(_) => {}
        }
        Ok(())
    });
    let before = std::fs::read(&path).unwrap();
    log.lock().unwrap().clear();
    let mut said = Vec::new();
    for (title, seq) in [("One", 1), ("Two", 2), ("Three", 3)] {
        assert_eq!(save(&mut o, title, seq), Ok(Reached::Disk));
        said.push((log.lock().unwrap().len(), title));
    }
    let library = paths.library.clone();
    let mut disk = Platter {
        files: vec![(before.clone(), before)],
        ..Platter::default()
    };
    disk.names.insert(path.clone(), 0);
    disk.synced = disk.names.clone();
    let (mut acknowledged, mut cuts) = ("Supplier reset", 0);
    for (n, (what, at, bytes)) in log.lock().unwrap().iter().enumerate() {
        // only the library counts: the state folder is not promised to survive a power cut
        if at[0].starts_with(&library) {
            let file = |disk: &mut Platter, p: &PathBuf| {
                *disk.names.entry(p.clone()).or_insert_with(|| {
                    disk.files.push(Default::default());
                    disk.files.len() - 1
                })
            };
            let of = file(&mut disk, &at[0]);
            match what.as_str() {
                "write" => disk.files[of].0.extend_from_slice(bytes),
                "sync" => disk.files[of].1 = disk.files[of].0.clone(),
                "swap" => {
                    let other = file(&mut disk, &at[1]);
                    disk.names.insert(at[0].clone(), other);
                    disk.names.insert(at[1].clone(), of);
                }
                "rename" => {
                    disk.names.remove(&at[0]);
                    disk.names.insert(at[1].clone(), of);
                }
                _ => {
                    disk.names.remove(&at[0]);
                    disk.synced = disk.names.clone();
                    disk.waiting.clear();
                }
            }
            if what == "swap" || what == "rename" {
                let names = disk.names.clone();
                disk.waiting.push((path.clone(), names));
            }
        }
        if let Some((_, title)) = said.iter().find(|(len, _)| *len == n + 1) {
            acknowledged = title;
        }
        // after the cut, any number of the waiting renames are on the disk, and of each file what
        // was synced, all that was written, or half of the rest
        let states =
            std::iter::once(&disk.synced).chain(disk.waiting.iter().map(|(_, names)| names));
        for names in states {
            let (now, on_disk) = &disk.files[names[&path]];
            let half = [
                on_disk.as_slice(),
                now.get(on_disk.len()..)
                    .map_or(&[][..], |rest| &rest[..rest.len() / 2]),
            ]
            .concat();
            for bytes in BTreeSet::from([on_disk.clone(), now.clone(), half]) {
                cuts += 1;
                let session = parse(&bytes, "x.json")
                    .unwrap_or_else(|why| panic!("after call {n}, {what}: {why}"))
                    .session;
                let place = |title: &str| TITLES.iter().position(|t| *t == title).unwrap();
                assert!(
                    place(&session.title) >= place(acknowledged),
                    "after call {n}: {} though {acknowledged} was said to be saved",
                    session.title
                );
            }
        }
    }
    assert_eq!(acknowledged, "Three");
    assert!(cuts > 20, "{cuts}");
}
