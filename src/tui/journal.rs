//! The thread that writes the journal, so that a slow disk never stops a key.

use crate::domain::{Edit, Typing};
use crate::store::Journal;
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

/// How long a frame waits for the journal at most.
const PATIENCE: Duration = Duration::from_millis(20);

enum Line {
    Follow(Arc<Mutex<Journal>>),
    Edit(u64, Edit),
    Typing(Option<Typing>),
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
    pub(super) fn start() -> Self {
        let (send, receive) = mpsc::channel::<Line>();
        let waiting = Arc::new((Mutex::new(0_usize), Condvar::new()));
        let done = Arc::clone(&waiting);
        std::thread::spawn(move || {
            let mut journal: Option<Arc<Mutex<Journal>>> = None;
            for line in receive {
                if let Line::Follow(to) = line {
                    journal = Some(to);
                } else if let Some(mut journal) = journal.as_ref().and_then(|j| j.lock().ok()) {
                    match line {
                        Line::Edit(seq, edit) => journal.edit(seq, edit),
                        Line::Typing(typing) => journal.typing(typing),
                        Line::Follow(_) => {}
                    }
                }
                if let Ok(mut left) = done.0.lock() {
                    *left = left.saturating_sub(1);
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

    fn put(&self, line: Line) {
        if let Ok(mut left) = self.waiting.0.lock() {
            *left += 1;
        }
        let _ = self.send.send(line);
    }

    /// Waits until all lines are written, but not for a disk that hangs.
    pub(super) fn settle(&self) {
        if let Ok(left) = self.waiting.0.lock() {
            drop(self.waiting.1.wait_timeout_while(left, PATIENCE, |left| *left > 0));
        }
    }
}
