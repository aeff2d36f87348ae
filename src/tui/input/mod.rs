//! The terminal's input as messages, read on a thread of its own.

mod answer;
mod burst;
mod event;

use super::{guard, tty};
use crate::app::Msg;
use crate::clock::monotonic;
use crate::keys::Key;
use answer::{AnswerFilter, Told};
use crossterm::event::{self as terminal, Event};
use event::Keyboard;
use std::io;
use std::sync::mpsc::{SendError, Sender};

/// Reads the terminal, which was taken just now, until the program ends.
pub(super) fn start(send: &Sender<Msg>) {
    let mut reader = Reader {
        send: send.clone(),
        answers: AnswerFilter::default(),
        keyboard: Keyboard::default(),
    };
    if tty::asks() {
        reader.answers.asked(monotonic());
    }
    std::thread::spawn(move || {
        // started here so that the first frame does not wait for it
        guard::start();
        if let Err(Stop::TerminalGone) = reader.read_all() {
            let _ = reader.send.send(Msg::Signal(1));
        }
    });
}

/// Why nothing more is read.
enum Stop {
    TerminalGone,
    NobodyListens,
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::TerminalGone
    }
}

impl From<SendError<Msg>> for Stop {
    fn from(_: SendError<Msg>) -> Self {
        Self::NobodyListens
    }
}

struct Reader {
    send: Sender<Msg>,
    answers: AnswerFilter,
    keyboard: Keyboard,
}

impl Reader {
    fn read_all(&mut self) -> Result<(), Stop> {
        loop {
            if let Some(due) = self.answers.due()
                && !terminal::poll(due.saturating_sub(monotonic()))?
            {
                let keys = self.answers.expire();
                self.send_keys(keys)?;
                continue;
            }
            match terminal::read()? {
                Event::Key(key) => {
                    if let Some(key) = self.keyboard.key(key) {
                        self.on_key(key)?;
                    }
                }
                other => self.on_other(other)?,
            }
        }
    }

    fn on_key(&mut self, key: Key) -> Result<(), Stop> {
        if cfg!(windows) {
            return self.on_burst(key);
        }
        match self.answers.on_key(key, monotonic()) {
            Told::Typed(keys) => self.send_keys(keys),
            Told::Background(r, g, b) => Ok(self.send.send(Msg::Background(r, g, b))?),
        }
    }

    /// Takes a key and all that follow it in the same burst.
    fn on_burst(&mut self, first: Key) -> Result<(), Stop> {
        let mut keys = vec![first];
        let mut after = None;
        while after.is_none() && terminal::poll(burst::wait(&keys))? {
            match terminal::read()? {
                Event::Key(key) => keys.extend(self.keyboard.key(key)),
                other => after = Some(other),
            }
        }
        match burst::pasted(&keys) {
            Some(text) => self.send.send(Msg::Paste(text))?,
            None => self.send_keys(keys)?,
        }
        after.map_or(Ok(()), |event| self.on_other(event))
    }

    fn on_other(&mut self, event: Event) -> Result<(), Stop> {
        if matches!(event, Event::FocusGained | Event::FocusLost) {
            self.keyboard = Keyboard::default();
        }
        if let Some(msg) = event::message(event) {
            self.send.send(msg)?;
        }
        Ok(())
    }

    fn send_keys(&self, keys: Vec<Key>) -> Result<(), Stop> {
        for key in keys {
            self.send.send(Msg::Key(key))?;
        }
        Ok(())
    }
}
