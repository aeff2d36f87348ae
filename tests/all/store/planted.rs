//! Named pipes, devices and huge files in the place of the program's files, while a session is open
//! and before: nothing waits, nothing is lost.

use super::{at, begin, made, walk};
use crate::support::sessions::retitle;
use roundtable::catalog::Preferences;
use roundtable::domain::apply;
use roundtable::store::{
    Inbox, Notice, Opened, Paths, list, open, read, read_own, read_preferences, save_preferences,
    versions, write_export,
};
use std::path::{Path, PathBuf};

/// Puts something else in the place of a file.
type Plant = fn(&Path);

fn pipe(path: &Path) {
    let mode = rustix::fs::Mode::from_raw_mode(0o600);
    rustix::fs::mkfifoat(rustix::fs::CWD, path, mode).unwrap();
}

fn link_to_a_device(path: &Path) {
    std::os::unix::fs::symlink("/dev/zero", path).unwrap();
}

fn huge(path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    file.set_len(1024 * 1024 * 1024).unwrap();
}

const PLANTED: [(Plant, &str); 3] = [
    (pipe, "a named pipe is in its place"),
    (link_to_a_device, "a device is in its place"),
    (
        huge,
        "a file of 1024 MB is in its place, the limit is 16 MB",
    ),
];

fn replace(path: &Path, plant: Plant) {
    let _ = std::fs::remove_file(path);
    plant(path);
}

/// Replaces each file in the state folder, and returns how many these were.
fn replace_all(folder: &Path, plant: Plant) -> usize {
    let files = walk(folder);
    for file in &files {
        replace(file, plant);
    }
    files.len()
}

fn save(o: &mut Opened, title: &str, revision: u64) -> Result<(), String> {
    apply(&mut o.session, &retitle(title)).unwrap();
    let journal = o.session_file.journal();
    journal.lock().unwrap().write_edit(revision, retitle(title));
    let saved = o.session_file.save(&o.session, revision, at(0));
    saved.map(drop).map_err(|why| why.to_string())
}

#[test]
fn a_session_that_is_replaced_while_open_is_not_saved_until_the_file_is_back() {
    for (plant, why) in PLANTED {
        let home = tempfile::tempdir().unwrap();
        let (_, path) = made(home.path());
        let mut o = begin(&home_paths(&home), &path);
        replace(&path, plant);
        assert_eq!(save(&mut o, "Two", 1), Err(why.to_owned()));
        let elsewhere = home.path().join("elsewhere.json");
        o.session_file.save_copy(&o.session, &elsewhere).unwrap();
        assert_eq!(read(&elsewhere).unwrap().session.title, "Two");
        std::fs::remove_file(&path).unwrap();
        assert_eq!(save(&mut o, "Three", 2), Ok(()));
        assert_eq!(read(&path).unwrap().session.title, "Three");
    }
}

fn home_paths(home: &tempfile::TempDir) -> Paths {
    crate::support::disk::paths(home.path())
}

#[test]
fn what_is_planted_in_the_state_folder_while_a_session_is_open_stops_no_save() {
    for (plant, why) in PLANTED {
        let home = tempfile::tempdir().unwrap();
        let (paths, path) = made(home.path());
        let mut o = begin(&paths, &path);
        save(&mut o, "Two", 1).unwrap();
        let (inbox, ..) = Inbox::take(&paths, &path, &o.session.id, "ada").unwrap();
        let mut inbox = inbox;
        inbox.write(&[]).unwrap();
        o.session_file.keep_past(&[]);
        assert!(replace_all(&paths.state, plant) >= 3);
        assert_eq!(save(&mut o, "Three", 2), Ok(()), "{why}");
        assert_eq!(read(&path).unwrap().session.title, "Three");
        // versions that cannot be read are listed with the reason
        assert!(
            versions(&paths, &path)
                .iter()
                .any(|v| v.summary.fault.is_some())
        );
        let _ = inbox.write(&[]);
        o.session_file.close();
        drop((o, inbox));
        assert_eq!(begin(&paths, &path).session.title, "Three");
    }
}

#[test]
fn a_journal_that_is_no_file_is_moved_away_and_told() {
    for (plant, why) in PLANTED {
        let home = tempfile::tempdir().unwrap();
        let (paths, path) = made(home.path());
        let mut o = begin(&paths, &path);
        save(&mut o, "Two", 1).unwrap();
        drop(o);
        assert_eq!(replace_all(&paths.state.join("journals"), plant), 1);
        let o = begin(&paths, &path);
        let [notice @ Notice::JournalUnreadable(to, _)] = o.notices.as_slice() else {
            panic!("{:?}", o.notices);
        };
        assert!(to.symlink_metadata().is_ok());
        let why = why.replace("16 MB", "64 MB");
        assert_eq!(
            notice.to_string(),
            format!(
                "The journal of this session cannot be read: {why}. It was moved to {}; \
                 what is saved is safe.",
                to.display()
            )
        );
        assert_eq!(o.session.title, "Two");
    }
}

#[test]
fn what_is_planted_in_the_library_or_among_the_settings_is_named_and_never_read() {
    for (plant, why) in PLANTED {
        let home = tempfile::tempdir().unwrap();
        let (paths, path) = made(home.path());
        let planted = paths.library.join("planted.json");
        plant(&planted);
        let all = list(&paths).unwrap();
        assert_eq!(all.iter().filter(|s| s.fault.is_some()).count(), 1);
        assert!(open(&paths, &planted, false, "").is_err());
        for folder in ["agendas", "questionnaires", "themes"] {
            let folder = paths.config.join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            plant(&folder.join("planted.json"));
        }
        assert!(read_own(&paths).agendas.is_empty());
        plant(&paths.settings());
        assert!(read_preferences(&paths).is_err());
        let refused = save_preferences(&paths, &Preferences::default());
        if why.contains("MB") {
            // it is a file, and it is not read
            refused.unwrap();
        } else {
            let says = refused.unwrap_err().to_string();
            assert!(says.ends_with(&format!(": {why}.")), "{says}");
        }
        let lock: PathBuf = path.with_file_name(format!(
            ".{}.lock",
            path.file_name().unwrap().to_string_lossy()
        ));
        plant(&lock);
        let notices = begin(&paths, &path).notices;
        if why.contains("MB") {
            assert_eq!(notices, []);
        } else {
            assert_eq!(notices, [Notice::NotALock(lock)]);
        }
    }
}

#[test]
fn an_export_replaces_only_regular_files_that_are_not_sessions() {
    let home = tempfile::tempdir().unwrap();
    let (paths, path) = made(home.path());
    let target = home.path().join("x.md");
    let says = |target: &Path, force| {
        let written = write_export(&paths, target, b"new", force);
        written.unwrap_err().to_string()
    };
    for (plant, kind) in [
        (pipe as Plant, "a named pipe"),
        (link_to_a_device, "a link"),
    ] {
        replace(&target, plant);
        let want = format!(
            "{} is {kind} and is left as it is. Name a file.",
            target.display()
        );
        for force in [false, true] {
            assert_eq!(says(&target, force), want);
        }
    }
    // neither the library's sessions nor any other, whatever it is called
    let before = std::fs::read(&path).unwrap();
    let (copy, link) = (home.path().join("copy.txt"), home.path().join("link.md"));
    std::fs::copy(&path, &copy).unwrap();
    std::os::unix::fs::symlink(&path, &link).unwrap();
    let damaged = paths.library.join("damaged.json");
    std::fs::write(&damaged, "{").unwrap();
    for session in [&path, &copy, &damaged] {
        let name = session.file_name().unwrap().to_string_lossy();
        let want = format!("{name} is a session and is left as it is. Name another file.");
        assert_eq!(says(session, true), want);
    }
    assert!(says(&link, true).contains("is a link"));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    // a huge file is replaced without being read
    replace(&target, huge);
    write_export(&paths, &target, b"new", true).unwrap();
    assert_eq!(std::fs::read(&target).unwrap(), b"new");
}
