//! The thread that writes the journal, so that a slow disk never stops a key.

use crate::app::Msg;
use crate::domain::{Edit, NoteChange, Typing};
use crate::store::{Inbox, Journal, Reached};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// How long a frame waits for the journal at most.
const PATIENCE: Duration = Duration::from_millis(20);

/// How long the end of the program waits for it at most.
const LAST_PATIENCE: Duration = Duration::from_secs(2);

enum Line {
    Follow(Arc<Mutex<Journal>>),
    Edit(u64, Edit),
    Typing(Option<Typing>),
    Inbox(Option<Inbox>),
    NoteChanges(Vec<NoteChange>, u64),
}

fn open(journal: &Option<Arc<Mutex<Journal>>>) -> Option<MutexGuard<'_, Journal>> {
    journal.as_ref()?.lock().ok()
}

/// Where lines for the journal go.
#[derive(Clone)]
pub(super) struct Writer {
    send: Sender<Line>,
    /// Lines sent and not yet written.
    waiting: Arc<(Mutex<usize>, Condvar)>,
}

impl Writer {
    /// Starts the thread.
    pub(super) fn start(answer: Sender<Msg>) -> Self {
        let (send, receive) = mpsc::channel::<Line>();
        let waiting = Arc::new((Mutex::new(0_usize), Condvar::new()));
        let done = Arc::clone(&waiting);
        std::thread::spawn(move || {
            let mut journal: Option<Arc<Mutex<Journal>>> = None;
            let mut inbox: Option<Inbox> = None;
            let mut next: Option<Line> = None;
            while let Some(mut line) = next.take().or_else(|| receive.recv().ok()) {
                // the newest notes take the place of those that wait
                let mut lines = 1;
                while matches!(line, Line::NoteChanges(..)) {
                    match receive.try_recv() {
                        Ok(newer @ Line::NoteChanges(..)) => (line, lines) = (newer, lines + 1),
                        Ok(other) => {
                            next = Some(other);
                            break;
                        }
                        Err(_) => break,
                    }
                }
                match line {
                    Line::Follow(to) => journal = Some(to),
                    Line::Inbox(of) => inbox = of,
                    Line::Edit(seq, edit) => open(&journal)
                        .into_iter()
                        .for_each(|mut j| j.edit(seq, edit.clone())),
                    Line::Typing(typing) => open(&journal)
                        .into_iter()
                        .for_each(|mut j| j.typing(typing.clone())),
                    Line::NoteChanges(changes, revision) => {
                        let written = inbox.as_mut().map(|inbox| inbox.write(&changes));
                        let _ = match written {
                            Some(Ok(reached)) => answer.send(Msg::Saved {
                                revision,
                                notice: None,
                                taken_in: None,
                                synced: reached == Reached::Disk,
                            }),
                            Some(Err(why)) => answer.send(Msg::SaveFailed(why)),
                            None => Ok(()),
                        };
                    }
                }
                if let Some(why) = open(&journal).and_then(|mut j| j.fault()) {
                    let _ = answer.send(Msg::Done(Err(why)));
                }
                if let Ok(mut left) = done.0.lock() {
                    *left = left.saturating_sub(lines);
                    done.1.notify_all();
                }
            }
        });
        Self { send, waiting }
    }

    /// From here on lines are for this journal.
    pub(super) fn follow(&self, journal: Arc<Mutex<Journal>>) {
        self.put(Line::Follow(journal));
    }

    pub(super) fn edit(&self, seq: u64, edit: Edit) {
        self.put(Line::Edit(seq, edit));
    }

    pub(super) fn typing(&self, typing: Option<Typing>) {
        self.put(Line::Typing(typing));
    }

    /// From here on notes go into this inbox.
    pub(super) fn inbox(&self, inbox: Inbox) {
        self.put(Line::Inbox(Some(inbox)));
    }

    pub(super) fn changes(&self, changes: Vec<NoteChange>, revision: u64) {
        self.put(Line::NoteChanges(changes, revision));
    }

    fn put(&self, line: Line) {
        if let Ok(mut left) = self.waiting.0.lock() {
            *left += 1;
        }
        let _ = self.send.send(line);
    }

    /// Waits until all lines are written, but not for a disk that hangs.
    pub(super) fn settle(&self) {
        self.wait(PATIENCE);
    }

    /// The same at the end of the program, more patiently.
    /// False when it does not come to an end.
    pub(super) fn finish(&self) -> bool {
        // the inbox is given back, so that whoever closes last can empty it
        self.put(Line::Inbox(None));
        self.wait(LAST_PATIENCE)
    }

    fn wait(&self, at_most: Duration) -> bool {
        let Ok(left) = self.waiting.0.lock() else {
            return false;
        };
        self.waiting
            .1
            .wait_timeout_while(left, at_most, |left| *left > 0)
            .is_ok_and(|(left, _)| *left == 0)
    }
}
