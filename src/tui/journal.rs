//! The thread that writes the journal, so that a slow disk never stops a key.
//!
//! The promise: what a frame shows is in the journal, so that killing the program loses nothing
//! that was seen. The frame waits for the journal's write, which takes microseconds on a healthy
//! disk and may take long on a busy machine. A disk that hangs must not stop the screen: after
//! [`PATIENCE`] frames come without waiting, until the journal has caught up. Meanwhile the screen
//! says `saving…`, as it does until a change is in the session's file.
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
pub(super) const PATIENCE: Duration = Duration::from_secs(1);

/// How long a frame waits for notes at most.
const NOTES_PATIENCE: Duration = Duration::from_millis(20);

/// How long the end of the program waits at most.
const LAST_PATIENCE: Duration = Duration::from_secs(2);

enum Line {
    Follow(Arc<Mutex<Journal>>),
    Edit(u64, Edit),
    Typing(Option<Typing>),
    Inbox(Option<Inbox>),
    NoteChanges(Vec<NoteChange>, u64),
}

impl Line {
    fn is_notes(&self) -> bool {
        matches!(self, Self::NoteChanges(..))
    }
}

/// What was sent and is not written yet.
#[derive(Default)]
struct Unwritten {
    lines: usize,
    notes: usize,
    /// Whether a frame has waited in vain, and the journal has not caught up since.
    behind: bool,
}

impl Unwritten {
    fn is_empty(&self) -> bool {
        self.lines == 0 && self.notes == 0
    }
}

#[derive(Default)]
struct Shared {
    unwritten: Mutex<Unwritten>,
    changed: Condvar,
}

/// Where lines for the journal go.
#[derive(Clone)]
pub(super) struct Writer {
    send: Sender<Line>,
    shared: Arc<Shared>,
    patience: Duration,
}

impl Writer {
    /// Starts the thread. A frame waits at most for `patience`.
    pub(super) fn start(answer: Sender<Msg>, patience: Duration) -> Self {
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
            patience,
        }
    }

    /// From here on, lines are for this journal.
    pub(super) fn follow(&self, journal: Arc<Mutex<Journal>>) {
        self.send(Line::Follow(journal));
    }

    pub(super) fn edit(&self, seq: u64, edit: Edit) {
        self.send(Line::Edit(seq, edit));
    }

    pub(super) fn typing(&self, typing: Option<Typing>) {
        self.send(Line::Typing(typing));
    }

    /// From here on, notes go into this inbox.
    pub(super) fn inbox(&self, inbox: Inbox) {
        self.send(Line::Inbox(Some(inbox)));
    }

    pub(super) fn changes(&self, changes: Vec<NoteChange>, revision: u64) {
        self.send(Line::NoteChanges(changes, revision));
    }

    fn send(&self, line: Line) {
        if let Ok(mut unwritten) = self.shared.unwritten.lock() {
            if line.is_notes() {
                unwritten.notes += 1;
            } else {
                unwritten.lines += 1;
            }
        }
        let _ = self.send.send(line);
    }

    /// Waits until all lines are written, so that the frame may show them; not for a disk that
    /// hangs.
    pub(super) fn wait_before_frame(&self) {
        let Ok(unwritten) = self.shared.unwritten.lock() else {
            return;
        };
        let changed = &self.shared.changed;
        let Ok((mut unwritten, _)) =
            changed.wait_timeout_while(unwritten, self.patience, |u| u.lines > 0 && !u.behind)
        else {
            return;
        };
        unwritten.behind = unwritten.lines > 0;
        drop(changed.wait_timeout_while(unwritten, NOTES_PATIENCE, |u| u.notes > 0));
    }

    /// Waits at the end of the program until everything is written. False if that takes too long.
    pub(super) fn finish(&self) -> bool {
        // the inbox is closed, so that whichever window closes last can empty it
        self.send(Line::Inbox(None));
        let Ok(unwritten) = self.shared.unwritten.lock() else {
            return false;
        };
        self.shared
            .changed
            .wait_timeout_while(unwritten, LAST_PATIENCE, |u| !u.is_empty())
            .is_ok_and(|(unwritten, _)| unwritten.is_empty())
    }
}

struct Thread {
    journal: Option<Arc<Mutex<Journal>>>,
    inbox: Option<Inbox>,
    answer: Sender<Msg>,
    shared: Arc<Shared>,
}

impl Thread {
    fn run(mut self, receive: &Receiver<Line>) {
        let mut next: Option<Line> = None;
        while let Some(mut line) = next.take().or_else(|| receive.recv().ok()) {
            // newer notes replace those that wait
            let mut replaced = 0;
            while line.is_notes() {
                match receive.try_recv() {
                    Ok(newer @ Line::NoteChanges(..)) => {
                        line = newer;
                        replaced += 1;
                    }
                    Ok(other) => {
                        next = Some(other);
                        break;
                    }
                    Err(_) => break,
                }
            }
            let is_notes = line.is_notes();
            self.write(line);
            if let Ok(mut unwritten) = self.shared.unwritten.lock() {
                let count = if is_notes {
                    &mut unwritten.notes
                } else {
                    &mut unwritten.lines
                };
                *count = count.saturating_sub(1 + replaced);
                if unwritten.lines == 0 {
                    unwritten.behind = false;
                }
                self.shared.changed.notify_all();
            }
        }
    }

    fn write(&mut self, line: Line) {
        match line {
            Line::Follow(journal) => self.journal = Some(journal),
            Line::Inbox(inbox) => self.inbox = inbox,
            Line::Edit(seq, edit) => {
                if let Some(mut journal) = self.journal() {
                    journal.edit(seq, edit);
                }
            }
            Line::Typing(typing) => {
                if let Some(mut journal) = self.journal() {
                    journal.typing(typing);
                }
            }
            Line::NoteChanges(changes, revision) => self.write_notes(&changes, revision),
        }
        if let Some(why) = self.journal().and_then(|mut journal| journal.fault()) {
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
    fn writer(home: &std::path::Path, patience: Duration) -> (Writer, Arc<Mutex<()>>) {
        let gate = Arc::new(Mutex::new(()));
        let held = Arc::clone(&gate);
        let disk = Disk::watched(move |call| {
            if matches!(call, Call::Write(p, _) if p.extension().is_some_and(|e| e == "jsonl")) {
                drop(held.lock());
            }
            Ok(())
        });
        let paths = Paths {
            library: home.join("library"),
            bin: home.join("bin"),
            state: home.join("state"),
            config: home.join("config"),
            exports: home.join("exports"),
            disk,
        };
        let session = serde_json::from_str(crate::catalog::sample("collaboration").unwrap());
        let day = "2026-11-21".parse().unwrap();
        let path = create(&paths, &session.unwrap(), day).unwrap();
        let opened = open(&paths, &path, false, "ada").unwrap();
        let writer = Writer::start(channel().0, patience);
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
        writer.edit(1, typed());
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
        let patience = Duration::from_millis(300);
        let (writer, gate) = writer(home.path(), patience);
        writer.wait_before_frame();
        let held = gate.lock().unwrap();
        let timed = |seq| {
            writer.edit(seq, typed());
            let began = Instant::now();
            writer.wait_before_frame();
            began.elapsed()
        };
        assert!(timed(1) >= patience);
        for seq in 2..50 {
            assert!(writer.shared.unwritten.lock().unwrap().behind);
            timed(seq);
        }
        drop(held);
        assert!(writer.finish());
        assert!(!writer.shared.unwritten.lock().unwrap().behind);
        writer.edit(50, typed());
        writer.wait_before_frame();
        assert_eq!(writer.shared.unwritten.lock().unwrap().lines, 0);
    }
}
