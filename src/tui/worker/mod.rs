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
        Effect::GoOn(session, revision, path) => Some(worker.go_on(&session, revision, &path)),

        Effect::List => Some(worker.library()),
        Effect::ListTasks => Some(worker.tasks()),
        Effect::History(path) => Some(worker.history(&path)),
        Effect::ListBin => Some(worker.bin()),
        Effect::ListVersions(path) => Some(worker.versions(path)),
        Effect::Tick(path, id, done) => Some(worker.mark_action(&path, &id, done)),
        Effect::Duplicate(path, id) => Some(worker.duplicate(&path, id)),
        Effect::Rename(path, title) => Some(worker.retitle(&path, &title)),
        Effect::TakeIn(path, other) => Some(worker.merge_version(&path, &other)),
        Effect::Bin(path) => Some(worker.move_to_bin(&path)),
        Effect::Unbin => Some(worker.undo_bin()),
        Effect::GoBack(path, version) => Some(worker.restore_version(&path, &version)),
        Effect::Restore(path) => Some(worker.restore_from_bin(&path)),
        Effect::EmptyBin => Some(worker.empty_bin()),
        Effect::SaveAgenda(agenda, force) => Some(worker.save_agenda(agenda, force)),
        Effect::SavePreferences(preferences) => worker.save_preferences(&preferences),

        Effect::Export(export) => {
            exporter::start(export, worker.send.clone(), worker.alive.clone());
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
