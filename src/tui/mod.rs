//! The terminal, the threads and the loop.
//!
//! Threads: the loop (this one), input, saver ([`worker`]), journal, signals; while documents are written one
//! for that, in the notes window one that follows the session. All talk to
//! the loop by one channel of [`Msg`]; the loop sleeps until the next message or deadline. A second
//! process ([`guard`]) sleeps until this one has ended.

mod cells;
mod exporter;
#[cfg(debug_assertions)]
mod fault;
mod follow;
pub mod guard;
mod input;
mod journal;
mod signals;
mod terminal;
mod worker;

use crate::app::{App, Effect, Following, Loaded, Msg, Settings};
use crate::catalog::Catalog;
use crate::clock::{Steps, Uuids, now, running, who};
use crate::domain::Session;
use crate::store::{Access, Inbox, Opened, Paths, Watch, shown};
use crate::widgets::Depth;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

/// How a run begins.
pub struct Start {
    /// The folders.
    pub paths: Paths,
    /// Agendas, themes and settings.
    pub catalog: Catalog,
    /// The theme; none leaves it to the settings and the terminal.
    pub theme: Option<String>,
    /// What is shown first.
    pub begin: Begin,
}

/// What is shown first.
pub enum Begin {
    /// The library.
    Library,
    /// A session.
    Session {
        /// The session.
        opened: Box<Opened>,
        /// Whether the room's view is shown at once.
        present: bool,
        /// A folder that is thrown away at the end.
        throw_away: Option<PathBuf>,
    },
    /// The notes window on the session that another window holds.
    Notes {
        /// Where it is.
        path: PathBuf,
        /// As it is now.
        session: Box<Session>,
    },
}

/// How a run ended.
pub struct End {
    /// Exit code.
    pub code: i32,
    /// A sentence for standard error.
    pub says: Option<String>,
}

/// Runs the program full screen until it ends.
#[must_use]
pub fn run(start: Start) -> End {
    let failed = |why: String| End {
        code: 2,
        says: Some(why),
    };
    if let Err(why) = terminal::usable() {
        return failed(why);
    }
    let (send, receive) = mpsc::channel();
    let journal = journal::Writer::start(send.clone());
    let Start {
        paths,
        catalog,
        theme,
        begin,
    } = start;
    let (mut first, mut session_file, mut remove, mut notes_of) = (Vec::new(), None, None, None);
    match begin {
        Begin::Library => {}
        Begin::Session {
            opened,
            present,
            throw_away,
        } => {
            let (loaded, of) = loaded(*opened, false);
            journal.follow(of.journal());
            session_file = Some((of, loaded.session.clone()));
            first.push(Msg::Opened(Ok(Box::new(loaded))));
            if present {
                first.push(Msg::Present);
            }
            remove = throw_away;
        }
        Begin::Notes { path, session } => {
            let (changes, taken, read_only) = match Inbox::take(&paths, &path, &session.id, &who())
            {
                Ok((inbox, changes, taken)) => {
                    journal.inbox(inbox);
                    (changes, taken, None)
                }
                Err(why) => (vec![], 0, Some(why)),
            };
            let file = shown(&path);
            let watch = Watch::new(&paths, &path, &session.id);
            notes_of = Some((path, session.id.clone(), watch));
            first.push(Msg::Notes(Box::new(Following {
                session: *session,
                file,
                changes,
                taken,
                read_only,
            })));
        }
    }
    terminal::on_panic(&paths);
    signals::start(&send);
    let worker = worker::start(paths.clone(), session_file, journal.clone(), send.clone());
    let mut screen = match terminal::Screen::enter() {
        Ok(screen) => screen,
        Err(e) => return failed(format!("The terminal cannot be used: {e}.")),
    };
    input::start(&send);
    let mut app = App::new(Settings {
        kinds: crate::steps::Registry::default(),
        catalog,
        ids: Box::new(Uuids),
        theme,
        depth: depth(),
        size: terminal::size(),
        now: now(),
        exports: shown(&paths.exports),
    });
    if !first.is_empty() {
        app.take_effects();
    }
    for msg in first {
        app.update(msg, now());
    }
    let mut followed = None;
    if let Some((path, id, watch)) = notes_of {
        follow::start(watch, send.clone());
        followed = Some((path, id));
    }
    #[cfg(debug_assertions)]
    fault::on_purpose(&mut screen, &app);
    let end = turn(&mut app, &mut screen, &receive, &worker, &journal);
    screen.leave();
    worker.finish();
    let written = journal.finish();
    if let Some((path, id)) = followed {
        crate::store::settle_notes(&paths, &path, &id, &who(), now().timestamp());
    }
    if let Some(folder) = remove {
        crate::store::throw_away(&paths, &folder);
    }
    match end {
        End {
            code: 0,
            says: None,
        } if !written => End {
            code: 1,
            says: Some("The disk did not answer: the last words may be lost.".to_owned()),
        },
        end => end,
    }
}

/// The loop: what happened, what follows, one frame, sleep.
fn turn(
    app: &mut App,
    screen: &mut terminal::Screen,
    receive: &Receiver<Msg>,
    worker: &worker::Desk,
    journal: &journal::Writer,
) -> End {
    let mut steps = Steps::new(now().timestamp(), running());
    let mut changed = true;
    loop {
        for effect in app.take_effects() {
            match effect {
                Effect::Quit(code, says) => return End { code, says },
                Effect::Journal(seq, edit) => journal.edit(seq, edit),
                Effect::Typing(typing) => journal.typing(typing),
                Effect::NoteChanges(changes, revision) => journal.changes(changes, revision),
                Effect::Copy(text) => screen.copy(&text),
                Effect::Mouse(on) => screen.mouse(on),
                Effect::Redraw => screen.clear(),
                Effect::Bell => screen.bell(),
                other => {
                    if !worker.ask(other) {
                        return End {
                            code: 70,
                            says: Some(
                                "The part of the program that writes files has stopped. What was typed comes back at the next start.".to_owned(),
                            ),
                        };
                    }
                }
            }
        }
        // what will be seen is written down first, unless the disk hangs: a kill after the frame loses nothing
        if changed && screen.draw(app, || journal.settle()).is_err() {
            // the terminal is gone; what was typed is in the journal and on its way to the file
            return End {
                code: 129,
                says: None,
            };
        }
        let first = match app.deadline() {
            Some(due) => {
                let wait = due.as_millisecond() - now().timestamp().as_millisecond();
                match receive.recv_timeout(Duration::from_millis(
                    u64::try_from(wait).unwrap_or(0).max(1),
                )) {
                    Ok(msg) => msg,
                    Err(RecvTimeoutError::Timeout) => Msg::Tick,
                    Err(RecvTimeoutError::Disconnected) => {
                        return End {
                            code: 70,
                            says: None,
                        };
                    }
                }
            }
            None => match receive.recv() {
                Ok(msg) => msg,
                Err(_) => {
                    return End {
                        code: 70,
                        says: None,
                    };
                }
            },
        };
        // one instant for all: what is due by it is seen
        let at = now();
        changed = !matches!(first, Msg::Tick)
            || app.changes_at().is_some_and(|due| due <= at.timestamp());
        if let Some(by) = steps.look(at.timestamp(), running()) {
            app.update(Msg::ClockSet(by), at.clone());
            changed = true;
        }
        app.update(first, at);
        // everything that is queued becomes one frame
        while let Ok(more) = receive.try_recv() {
            app.update(more, now());
            changed = true;
        }
    }
}

/// What the app is told of an opened session, and what stays behind.
fn loaded(opened: Opened, new: bool) -> (Loaded, crate::store::SessionFile) {
    let Opened {
        session,
        access,
        notices,
        typing,
        recovered,
        past,
        session_file,
    } = opened;
    let read_only = match access {
        Access::Write => None,
        Access::ReadOnly(why) => Some(why),
    };
    let file = crate::text::one_line(&session_file.path().to_string_lossy()).into_owned();
    (
        Loaded {
            session,
            file,
            read_only,
            notices,
            typing,
            past,
            unsaved: recovered,
            new,
        },
        session_file,
    )
}

/// How many colours the terminal has, by what the environment says.
fn depth() -> Depth {
    let var = |name| std::env::var(name).unwrap_or_default();
    let term = var("TERM");
    if !var("NO_COLOR").is_empty() {
        Depth::None
    } else if matches!(var("COLORTERM").as_str(), "truecolor" | "24bit")
        || term.contains("direct")
        || cfg!(windows)
    {
        Depth::True
    } else if term.contains("256") {
        Depth::Indexed
    } else if term.contains("mono") || term.starts_with("vt1") {
        Depth::None
    } else {
        Depth::Sixteen
    }
}
