//! The terminal, the threads and the loop.
//!
//! Threads: the loop (this one), input, [`worker`], journal, signals; one for each export that
//! runs, and in the notes window one that watches the session. All send [`Msg`] through one channel
//! to the loop, which sleeps until the next message or deadline. A second process ([`guard`])
//! sleeps until this one has ended.

mod cells;
mod event_loop;
mod exit_code;
mod exporter;
#[cfg(debug_assertions)]
mod fault;
mod follow;
pub mod guard;
mod input;
mod journal;
mod loaded;
mod sentences;
mod signals;
mod terminal;
mod tty;
mod worker;

pub use event_loop::End;

use crate::app::{App, Following, Msg, Settings};
use crate::catalog::Catalog;
use crate::cli::on_panic;
use crate::clock::{Uuids, now, who};
use crate::domain::{Id, Session};
use crate::store::{Inbox, Opened, Paths, SessionFile, Watch};
use crate::widgets::Depth;
use std::path::PathBuf;
use std::sync::mpsc;

/// How a run begins.
pub struct Start {
    /// The folders.
    pub paths: Paths,
    /// Agendas, themes and settings.
    pub catalog: Catalog,
    /// The theme; without one, the settings and the terminal decide.
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
        /// Whether the projector view is shown at once.
        present: bool,
        /// A folder that is deleted at the end.
        throw_away: Option<PathBuf>,
    },
    /// The notes window of a session that another window has open.
    Notes {
        /// Where it is.
        path: PathBuf,
        /// As it is now.
        session: Box<Session>,
    },
}

/// What follows from how the run begins.
#[derive(Default)]
struct Prepared {
    /// Messages for the app before anything else.
    first: Vec<Msg>,
    /// The session that is open, and its file.
    open: Option<(SessionFile, Session)>,
    /// A folder that is deleted at the end.
    throw_away: Option<PathBuf>,
    /// The session that is followed: its file and its id.
    followed: Option<(PathBuf, Id, Watch)>,
}

/// Runs the program full screen until it ends.
#[must_use]
pub fn run(start: Start) -> End {
    if let Err(why) = tty::check() {
        return End::failed(sentences::no_screen(&why));
    }
    let (send, messages) = mpsc::channel();
    let journal = journal::Writer::start(send.clone(), journal::FRAME_WAIT);
    let Start {
        paths,
        catalog,
        theme,
        begin,
    } = start;
    let Prepared {
        first,
        open,
        throw_away,
        followed,
    } = prepare(begin, &paths, &journal);
    on_panic(&paths, sentences::AFTER_A_CRASH, terminal::restore);
    signals::start(&send);
    let worker = worker::start(paths.clone(), open, journal.clone(), send.clone());
    let mut screen = match terminal::Screen::enter() {
        Ok(screen) => screen,
        Err(why) => return End::failed(sentences::no_screen(&why)),
    };
    input::start(&send);
    let mut app = App::new(Settings {
        kinds: crate::steps::Registry::default(),
        catalog,
        ids: Box::new(Uuids),
        theme,
        depth: depth(),
        size: tty::size(),
        now: now(),
        exports: paths.exports.clone(),
    });
    if !first.is_empty() {
        app.take_effects();
    }
    for msg in first {
        app.update(msg, now());
    }
    let followed = followed.map(|(path, id, watch)| {
        follow::start(watch, send.clone());
        (path, id)
    });
    #[cfg(debug_assertions)]
    fault::crash_on_purpose(&mut screen, &app);
    let end = event_loop::EventLoop {
        app: &mut app,
        screen: &mut screen,
        messages: &messages,
        worker: &worker,
        journal: &journal,
    }
    .run();
    screen.leave();
    worker.finish();
    let written = journal.finish();
    if let Some((path, id)) = followed {
        crate::store::deliver_notes(&paths, &path, &id, &who(), now().timestamp());
    }
    if let Some(folder) = throw_away {
        crate::store::throw_away(&paths, &folder);
    }
    if end.code == 0 && end.says.is_none() && !written {
        return End {
            code: exit_code::NOT_WRITTEN,
            says: Some("The disk did not answer: the last words may be lost.".into()),
        };
    }
    end
}

fn prepare(begin: Begin, paths: &Paths, journal: &journal::Writer) -> Prepared {
    match begin {
        Begin::Library => Prepared::default(),
        Begin::Session {
            opened,
            present,
            throw_away,
        } => {
            let (loaded, file) = loaded::split(*opened, false);
            journal.follow(file.journal());
            let open = Some((file, loaded.session.clone()));
            let mut first = vec![Msg::Opened(Ok(Box::new(loaded)))];
            if present {
                first.push(Msg::Present);
            }
            Prepared {
                first,
                open,
                throw_away,
                followed: None,
            }
        }
        Begin::Notes { path, session } => {
            let (changes, taken, read_only) = match Inbox::take(paths, &path, &session.id, &who()) {
                Ok((inbox, changes, taken)) => {
                    journal.follow_inbox(inbox);
                    (changes, taken, None)
                }
                Err(why) => (vec![], 0, Some(why.to_string())),
            };
            let watch = Watch::new(paths, &path, &session.id);
            let followed = Some((path.clone(), session.id.clone(), watch));
            let following = Following {
                session: *session,
                file: path,
                changes,
                taken,
                read_only,
            };
            Prepared {
                first: vec![Msg::Notes(Box::new(following))],
                followed,
                ..Prepared::default()
            }
        }
    }
}

/// How many colours the terminal has, according to the environment.
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
