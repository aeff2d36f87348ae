//! The thread that reads and writes files.

mod library;
mod opening;
mod saving;
mod state;

use super::exporter;
use super::journal::Writer;
use crate::app::{Effect, Msg};
use crate::domain::Session;
use crate::store::{Paths, SessionFile};
use state::Worker;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

/// How long the end of the program waits for the disk at most.
const PATIENCE: Duration = Duration::from_secs(2);

/// The thread, from outside.
pub(super) struct Handle {
    jobs: Sender<Effect>,
    done: Receiver<()>,
}

impl Handle {
    /// Asks for something; false if the thread has stopped.
    pub(super) fn ask(&self, effect: Effect) -> bool {
        self.jobs.send(effect).is_ok()
    }

    /// Waits until everything that was asked for is done, but not for a disk that hangs.
    pub(super) fn finish(self) {
        drop(self.jobs);
        // nothing is ever sent: the channel closes when the last thread that writes has ended
        let _ = self.done.recv_timeout(PATIENCE);
    }
}

/// Starts the thread. `open` is the session that is open already.
pub(super) fn start(
    paths: Paths,
    open: Option<(SessionFile, Session)>,
    journal: Writer,
    send: Sender<Msg>,
) -> Handle {
    let (jobs, receive) = mpsc::channel();
    let (alive, done) = mpsc::channel();
    let (session_file, session) = open.unzip();
    let mut worker = Worker {
        paths,
        session_file,
        session,
        journal,
        send,
        binned: Vec::new(),
        demo: None,
        alive,
    };
    std::thread::spawn(move || run(&mut worker, &receive));
    Handle { jobs, done }
}

fn run(worker: &mut Worker, jobs: &Receiver<Effect>) {
    let mut next = None;
    while let Some(mut effect) = next.take().or_else(|| jobs.recv().ok()) {
        // saves that wait become one
        while let Effect::Save(edits, revision, modified) = &mut effect {
            match jobs.try_recv() {
                Ok(Effect::Save(more, newer, later)) => {
                    edits.extend(more);
                    (*revision, *modified) = (newer, later);
                }
                Ok(other) => {
                    next = Some(other);
                    break;
                }
                Err(_) => break,
            }
        }
        if let Some(msg) = perform(worker, effect)
            && worker.send.send(msg).is_err()
        {
            return;
        }
    }
}

/// Performs one effect; returns the answer, if there is one.
fn perform(worker: &mut Worker, effect: Effect) -> Option<Msg> {
    match effect {
        Effect::Open(session) => Some(worker.open_ref(&session)),
        Effect::Sample(agenda) => Some(worker.open_sample(&agenda)),
        Effect::Create(session) => Some(worker.create(&session)),
        Effect::FollowUp(path, agenda) => Some(worker.follow_up(&path, *agenda)),

        Effect::Save(edits, revision, modified) => worker.save(&edits, revision, modified),
        Effect::NameFile(session) => worker.name_file(&session),
        Effect::Discard => worker.discard(),
        Effect::Close(past) => worker.close(&past),
        Effect::Emergency(session) => Some(worker.emergency(&session)),
        Effect::SaveCopy(session, path) => worker.save_copy(&session, &path),
        Effect::SaveElsewhere(session, revision, path) => {
            Some(worker.go_on(&session, revision, &path))
        }

        Effect::List => Some(worker.library()),
        Effect::ListTasks => Some(worker.tasks()),
        Effect::ListPortfolio => Some(worker.portfolio()),
        Effect::History(path) => Some(worker.history(&path)),
        Effect::ListBin => Some(worker.bin()),
        Effect::ListVersions(path) => Some(worker.versions(path)),
        Effect::MarkAction(path, id, done) => Some(worker.mark_action(&path, &id, done)),
        Effect::Duplicate(path, id) => Some(worker.duplicate(&path, id)),
        Effect::Rename(path, title) => Some(worker.retitle(&path, &title)),
        Effect::MergeVersion(path, other) => Some(worker.merge_version(&path, &other)),
        Effect::Bin(path) => Some(worker.move_to_bin(&path)),
        Effect::Unbin => Some(worker.undo_bin()),
        Effect::RestoreVersion(path, version) => Some(worker.restore_version(&path, &version)),
        Effect::Restore(path) => Some(worker.restore_from_bin(&path)),
        Effect::EmptyBin => Some(worker.empty_bin()),
        Effect::SaveAgenda(agenda, force) => Some(worker.save_agenda(agenda, force)),
        Effect::SavePreferences(preferences) => worker.save_preferences(&preferences),

        Effect::Export(export) => {
            let (send, alive) = (worker.send.clone(), worker.alive.clone());
            exporter::start(worker.paths.clone(), export, send, alive);
            None
        }
        // the loop performs these itself
        Effect::Bell
        | Effect::Quit(..)
        | Effect::Journal(..)
        | Effect::NoteChanges(..)
        | Effect::Typing(_)
        | Effect::Copy(_)
        | Effect::Mouse(_)
        | Effect::Redraw => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, SessionRef};
    use crate::store::create;
    use std::path::Path;
    use std::sync::Arc;

    fn sample() -> Session {
        serde_json::from_str(crate::catalog::sample("collaboration").unwrap()).unwrap()
    }

    fn paths(home: &Path) -> Paths {
        Paths::in_home(home)
    }

    /// A worker without its thread, and the messages it sends besides its answers.
    fn worker(home: &Path) -> (Worker, Receiver<Msg>) {
        let (send, receive) = mpsc::channel();
        let worker = Worker {
            paths: paths(home),
            session_file: None,
            session: None,
            journal: Writer::start(send.clone(), Duration::from_secs(1)),
            send,
            binned: Vec::new(),
            demo: None,
            alive: mpsc::channel().0,
        };
        (worker, receive)
    }

    fn said(answer: Option<Msg>) -> Result<String, String> {
        match answer {
            Some(Msg::Done(said)) => said
                .map(|says| says.to_string())
                .map_err(|says| says.to_string()),
            Some(Msg::Opened(Err(why))) => Err(why.to_string()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_session_whose_name_is_not_utf_8_is_opened_saved_copied_and_goes_on_elsewhere() {
        use crate::domain::{Place, set_field};
        use crate::store::{read, to_json};
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let home = tempfile::tempdir().unwrap();
        let odd = |bytes: &'static [u8]| home.path().join(OsStr::from_bytes(bytes));
        let path = odd(b"caf\xe9.json");
        std::fs::write(&path, to_json(&sample(), &[])).unwrap();
        let (mut worker, messages) = worker(home.path());
        let open = Effect::Open(SessionRef::Path(path.clone()));
        let Some(Msg::Opened(Ok(loaded))) = perform(&mut worker, open) else {
            panic!("it was not opened");
        };
        assert_eq!(loaded.file, path);
        let titled = set_field(Place::Session, "title", "Two".into());
        let save = Effect::Save(vec![titled], 1, jiff::Timestamp::UNIX_EPOCH);
        assert!(matches!(
            perform(&mut worker, save),
            Some(Msg::Saved { revision: 1, .. })
        ));
        assert_eq!(read(&path).unwrap().session.title, "Two");
        let session = Arc::new(read(&path).unwrap().session);
        let copy = odd(b"copy\xff.json");
        let says = said(perform(
            &mut worker,
            Effect::SaveCopy(Arc::clone(&session), copy.clone()),
        ));
        assert!(says.unwrap().ends_with("copy\u{fffd}.json."));
        assert_eq!(read(&copy).unwrap().session.title, "Two");
        let next = odd(b"next\xfe.json");
        let answer = perform(&mut worker, Effect::SaveElsewhere(session, 1, next.clone()));
        assert!(matches!(
            answer,
            Some(Msg::Saved {
                notice: Some(_),
                ..
            })
        ));
        assert!(matches!(messages.recv(), Ok(Msg::Named(path)) if path == next));
        assert!(read(&next).is_ok());
        perform(&mut worker, Effect::Close(vec![]));
    }

    #[test]
    fn what_fails_is_said_in_a_sentence_with_the_next_move() {
        let home = tempfile::tempdir().unwrap();
        let (mut worker, _messages) = worker(home.path());
        let mut failed = |effect| said(perform(&mut worker, effect)).unwrap_err();
        assert_eq!(
            failed(Effect::Open(SessionRef::Words("spring".into()))),
            "No session is called “spring”."
        );
        assert_eq!(
            failed(Effect::Open(SessionRef::Words("none.json".into()))),
            "none.json cannot be opened: it is not there."
        );
        assert_eq!(
            failed(Effect::Sample("dance".into())),
            "There is no sample for the agenda “dance”."
        );
        assert_eq!(
            failed(Effect::Unbin),
            "There is nothing to bring back. B shows the bin."
        );
        std::fs::write(home.path().join("library"), "").unwrap();
        assert_eq!(
            failed(Effect::Create(Box::new(sample()))),
            format!(
                "The library {} cannot be used: a part of its path is a file, not a folder. \
                 Name another folder with --library.",
                home.path().join("library").display()
            )
        );
        let Some(Msg::Library(Err(why))) = perform(&mut worker, Effect::List) else {
            panic!("the library was listed");
        };
        assert!(why.to_string().ends_with("with --library."));
        let Some(Msg::SaveFailed(why)) = perform(
            &mut worker,
            Effect::Save(vec![], 1, jiff::Timestamp::UNIX_EPOCH),
        ) else {
            panic!("it was saved");
        };
        assert_eq!(why, "the program lost track of its own changes");
        let Some(Msg::Emergency(Err(why))) =
            perform(&mut worker, Effect::Emergency(Arc::new(sample())))
        else {
            panic!("an emergency copy was made");
        };
        assert_eq!(why.to_string(), "No session is open.");
    }

    #[test]
    fn the_library_says_what_it_did_and_lists_what_is_there() {
        let home = tempfile::tempdir().unwrap();
        let (mut worker, messages) = worker(home.path());
        let path = create(&worker.paths, &sample(), "2026-11-21".parse().unwrap()).unwrap();
        let mut done = |effect| said(perform(&mut worker, effect)).unwrap();
        let copy = Effect::Duplicate(path.clone(), Id::new("copy-id"));
        assert_eq!(
            done(copy),
            "There is a copy now, with “(copy)” in its title."
        );
        assert_eq!(
            done(Effect::Rename(path.clone(), "Autumn".into())),
            "It has the new title."
        );
        assert_eq!(
            done(Effect::Bin(path)),
            "It is in the bin. Ctrl+Z brings it back, B shows the bin."
        );
        assert_eq!(done(Effect::Unbin), "It is back in the library.");
        assert_eq!(done(Effect::EmptyBin), "0 sessions are deleted for good.");
        let counts: Vec<usize> = messages
            .try_iter()
            .filter_map(|msg| match msg {
                Msg::Library(Ok(sessions)) => Some(sessions.len()),
                _ => None,
            })
            .collect();
        assert_eq!(counts, [2, 2, 1, 2]);
    }
}
