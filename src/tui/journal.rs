//! The thread that writes the journal, so that a slow disk never stops a key.
//!
//! The promise: what a frame shows is in the journal, so that killing the program loses nothing
//! that was seen. The frame waits for the journal's write, which takes microseconds on a healthy
//! disk and may take long on a busy machine. A disk that hangs must not stop the screen: after
//! [`FRAME_WAIT`] frames come without waiting, until the journal has caught up. Meanwhile the
//! screen says `saving…`, as it does until a change is in the session's file.
//!
//! Notes of the notes window are synced to the disk, which is slower. A frame waits for them only
//! briefly, and the screen says `saving…` until they are there.

use super::sentences;
use crate::app::Msg;
use crate::domain::{Edit, NoteChange, Typing};
use crate::store::{Inbox, Journal, Reached};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// How long a frame waits for the journal at most.
pub(super) const FRAME_WAIT: Duration = Duration::from_secs(1);

/// How long a frame waits for notes at most.
const NOTES_WAIT: Duration = Duration::from_millis(20);

/// How long the end of the program waits at most.
const SHUTDOWN_WAIT: Duration = Duration::from_secs(2);

/// What the thread is asked to do.
enum Job {
    Follow(Arc<Mutex<Journal>>),
    Edit(u64, Edit),
    Typing(Option<Typing>),
    /// Without one, the inbox is closed.
    FollowInbox(Option<Inbox>),
    NoteChanges(Vec<NoteChange>, u64),
}

impl Job {
    fn is_notes(&self) -> bool {
        matches!(self, Self::NoteChanges(..))
    }
}

/// What was sent and is not written yet.
#[derive(Default)]
struct Unwritten {
    /// Jobs for the journal.
    journal: usize,
    /// Changes of notes.
    notes: usize,
    /// Whether a frame has given up waiting, and the journal has not caught up since.
    behind: bool,
    /// Whether somebody waits and has to be woken. Mostly nobody does: a job is written before its
    /// frame is composed.
    is_awaited: bool,
}

impl Unwritten {
    fn is_empty(&self) -> bool {
        self.journal == 0 && self.notes == 0
    }
}

#[derive(Default)]
struct Shared {
    unwritten: Mutex<Unwritten>,
    changed: Condvar,
}

impl Shared {
    /// Waits as long as this holds, but not longer than `at_most`. Only the loop does. None if the
    /// thread has crashed.
    fn wait_while(
        &self,
        at_most: Duration,
        holds: impl Fn(&Unwritten) -> bool,
    ) -> Option<MutexGuard<'_, Unwritten>> {
        let mut unwritten = self.unwritten.lock().ok()?;
        unwritten.is_awaited = true;
        let waited = self
            .changed
            .wait_timeout_while(unwritten, at_most, |u| holds(u));
        let mut unwritten = waited.ok()?.0;
        unwritten.is_awaited = false;
        Some(unwritten)
    }
}

/// The sending side: passes jobs to the thread, and waits for them.
#[derive(Clone)]
pub(super) struct Writer {
    send: Sender<Job>,
    shared: Arc<Shared>,
    frame_wait: Duration,
}

impl Writer {
    /// Starts the thread. A frame waits at most for `frame_wait`.
    pub(super) fn start(answer: Sender<Msg>, frame_wait: Duration) -> Self {
        let (send, receive) = mpsc::channel();
        let shared = Arc::new(Shared::default());
        let thread = Thread {
            journal: None,
            inbox: None,
            answer,
            shared: Arc::clone(&shared),
        };
        std::thread::spawn(move || thread.run(&receive));
        Self {
            send,
            shared,
            frame_wait,
        }
    }

    /// Directs all later edits to this journal.
    pub(super) fn follow(&self, journal: Arc<Mutex<Journal>>) {
        self.send(Job::Follow(journal));
    }

    pub(super) fn write_edit(&self, revision: u64, edit: Edit) {
        self.send(Job::Edit(revision, edit));
    }

    pub(super) fn write_typing(&self, typing: Option<Typing>) {
        self.send(Job::Typing(typing));
    }

    /// Directs all later notes to this inbox.
    pub(super) fn follow_inbox(&self, inbox: Inbox) {
        self.send(Job::FollowInbox(Some(inbox)));
    }

    pub(super) fn write_notes(&self, changes: Vec<NoteChange>, revision: u64) {
        self.send(Job::NoteChanges(changes, revision));
    }

    fn send(&self, job: Job) {
        if let Ok(mut unwritten) = self.shared.unwritten.lock() {
            if job.is_notes() {
                unwritten.notes += 1;
            } else {
                unwritten.journal += 1;
            }
        }
        let _ = self.send.send(job);
    }

    /// Waits until all edits are written, so that the frame may show them; a disk that hangs is not
    /// waited for.
    pub(super) fn wait_before_frame(&self) {
        let shared = &self.shared;
        let waited = shared.wait_while(self.frame_wait, |u| u.journal > 0 && !u.behind);
        let Some(mut unwritten) = waited else { return };
        unwritten.behind = unwritten.journal > 0;
        drop(unwritten);
        shared.wait_while(NOTES_WAIT, |u| u.notes > 0);
    }

    /// Waits at the end of the program until everything is written. False if that takes too long.
    pub(super) fn finish(&self) -> bool {
        // whichever window closes last empties the inbox, so it must be closed here
        self.send(Job::FollowInbox(None));
        self.shared
            .wait_while(SHUTDOWN_WAIT, |u| !u.is_empty())
            .is_some_and(|unwritten| unwritten.is_empty())
    }
}

struct Thread {
    journal: Option<Arc<Mutex<Journal>>>,
    inbox: Option<Inbox>,
    answer: Sender<Msg>,
    shared: Arc<Shared>,
}

impl Thread {
    fn run(mut self, receive: &Receiver<Job>) {
        let mut next: Option<Job> = None;
        while let Some(mut job) = next.take().or_else(|| receive.recv().ok()) {
            // only the newest notes count
            let mut replaced = 0;
            while job.is_notes() {
                match receive.try_recv() {
                    Ok(newer @ Job::NoteChanges(..)) => {
                        job = newer;
                        replaced += 1;
                    }
                    Ok(other) => {
                        next = Some(other);
                        break;
                    }
                    Err(_) => break,
                }
            }
            let is_notes = job.is_notes();
            self.perform(job);
            if let Ok(mut unwritten) = self.shared.unwritten.lock() {
                let count = if is_notes {
                    &mut unwritten.notes
                } else {
                    &mut unwritten.journal
                };
                *count = count.saturating_sub(1 + replaced);
                if unwritten.journal == 0 {
                    unwritten.behind = false;
                }
                let is_awaited = unwritten.is_awaited;
                // who is woken needs the lock
                drop(unwritten);
                if is_awaited {
                    self.shared.changed.notify_one();
                }
            }
        }
    }

    fn perform(&mut self, job: Job) {
        match job {
            Job::Follow(journal) => self.journal = Some(journal),
            Job::FollowInbox(inbox) => self.inbox = inbox,
            Job::Edit(revision, edit) => {
                if let Some(mut journal) = self.journal() {
                    journal.write_edit(revision, edit);
                }
            }
            Job::Typing(typing) => {
                if let Some(mut journal) = self.journal() {
                    journal.write_typing(typing);
                }
            }
            Job::NoteChanges(changes, revision) => self.write_notes(&changes, revision),
        }
        if let Some(why) = self.journal().and_then(|mut journal| journal.take_fault()) {
            let _ = self
                .answer
                .send(Msg::Done(Err(sentences::journal_fault(&why))));
        }
    }

    fn write_notes(&mut self, changes: &[NoteChange], revision: u64) {
        let Some(inbox) = &mut self.inbox else { return };
        let msg = match inbox.write(changes) {
            Ok(reached) => Msg::Saved {
                revision,
                notice: None,
                taken_in: None,
                synced: reached == Reached::Disk,
            },
            Err(why) => Msg::SaveFailed(why.to_string()),
        };
        let _ = self.answer.send(msg);
    }

    fn journal(&self) -> Option<MutexGuard<'_, Journal>> {
        self.journal.as_ref()?.lock().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Call, Disk, Paths, create, open};
    use std::sync::mpsc::channel;
    use std::time::Instant;

    /// A writer whose journal's writes wait for the lock that is returned.
    fn writer(home: &std::path::Path, frame_wait: Duration) -> (Writer, Arc<Mutex<()>>) {
        let gate = Arc::new(Mutex::new(()));
        let held = Arc::clone(&gate);
        let disk = Disk::watched(move |call| {
            if matches!(call, Call::Write(p, _) if p.extension().is_some_and(|e| e == "jsonl")) {
                drop(held.lock());
            }
            Ok(())
        });
        let paths = Paths {
            disk,
            ..Paths::in_home(home)
        };
        let session = serde_json::from_str(crate::catalog::sample("collaboration").unwrap());
        let day = "2026-11-21".parse().unwrap();
        let path = create(&paths, &session.unwrap(), day).unwrap();
        let opened = open(&paths, &path, false, "ada").unwrap();
        let writer = Writer::start(channel().0, frame_wait);
        writer.follow(opened.session_file.journal());
        (writer, gate)
    }

    fn typed() -> Edit {
        crate::domain::set_field(crate::domain::Place::Session, "title", "Typed".into())
    }

    /// A frame must not show a change before it is in the journal, however slow the machine is.
    #[test]
    fn a_frame_waits_until_the_journal_is_written() {
        let home = tempfile::tempdir().unwrap();
        let (writer, gate) = writer(home.path(), Duration::from_secs(60));
        let held = gate.lock().unwrap();
        writer.write_edit(1, typed());
        let (shown, frames) = channel();
        let frame = writer.clone();
        std::thread::spawn(move || {
            frame.wait_before_frame();
            shown.send(()).unwrap();
        });
        assert!(frames.recv_timeout(Duration::from_millis(100)).is_err());
        drop(held);
        frames.recv_timeout(Duration::from_secs(30)).unwrap();
    }

    /// The screen goes on if the disk hangs, and the promise holds again when it answers.
    #[test]
    fn a_disk_that_hangs_stops_one_frame_only_and_only_for_a_while() {
        let home = tempfile::tempdir().unwrap();
        let frame_wait = Duration::from_millis(300);
        let (writer, gate) = writer(home.path(), frame_wait);
        writer.wait_before_frame();
        let held = gate.lock().unwrap();
        let timed = |revision| {
            writer.write_edit(revision, typed());
            let began = Instant::now();
            writer.wait_before_frame();
            began.elapsed()
        };
        assert!(timed(1) >= frame_wait);
        for revision in 2..50 {
            assert!(writer.shared.unwritten.lock().unwrap().behind);
            timed(revision);
        }
        drop(held);
        assert!(writer.finish());
        assert!(!writer.shared.unwritten.lock().unwrap().behind);
        writer.write_edit(50, typed());
        writer.wait_before_frame();
        assert_eq!(writer.shared.unwritten.lock().unwrap().journal, 0);
    }
}
