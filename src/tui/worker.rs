//! The thread that reads and writes files.

use super::exporter;
use super::journal::Writer;
use super::loaded;
use crate::app::{Effect, Msg};
use crate::catalog::{Catalog, Preferences};
use crate::clock::{Uuids, now, who};
use crate::domain::{Edit, IdSource, Session, apply};
use crate::store::{self, Paths, SessionFile, shown};
use jiff::Timestamp;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

struct Worker {
    paths: Paths,
    session_file: Option<SessionFile>,
    /// The session of the session_file, as it was asked to be saved last.
    session: Option<Session>,
    journal: Writer,
    send: Sender<Msg>,
    binned: Vec<PathBuf>,
    demo: Option<PathBuf>,
    /// Held by every thread that writes: the end of the program waits for them.
    alive: Sender<()>,
}

/// The thread that reads and writes files, from outside.
pub(super) struct Desk {
    jobs: Sender<Effect>,
    done: Receiver<()>,
}

impl Desk {
    /// Asks for something; false when the thread has stopped.
    pub(super) fn ask(&self, effect: Effect) -> bool {
        self.jobs.send(effect).is_ok()
    }

    /// Waits until all that was asked for is done, but not for a disk that hangs.
    pub(super) fn finish(self) {
        drop(self.jobs);
        // nothing is ever sent: the thread's end closes the channel
        let _ = self.done.recv_timeout(PATIENCE);
    }
}

/// How long the end of the program waits for the disk at most.
const PATIENCE: Duration = Duration::from_secs(2);

/// Starts the thread. `open` is the session that is open already.
pub(super) fn start(
    paths: Paths,
    open: Option<(SessionFile, Session)>,
    journal: Writer,
    send: Sender<Msg>,
) -> Desk {
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
    std::thread::spawn(move || {
        worker.run(&receive);
    });
    Desk { jobs, done }
}

impl Worker {
    fn run(&mut self, jobs: &Receiver<Effect>) {
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
            if let Some(msg) = self.one(effect)
                && self.send.send(msg).is_err()
            {
                return;
            }
        }
    }

    fn one(&mut self, effect: Effect) -> Option<Msg> {
        let day = now().date();
        Some(match effect {
            Effect::List => self.library(),
            Effect::ListTasks => Msg::Tasks(store::tasks(&self.paths)),
            Effect::Tick(path, id, done) => {
                let ticked = store::tick(
                    &self.paths,
                    &path,
                    &id,
                    done,
                    day,
                    &who(),
                    now().timestamp(),
                );
                let _ = self.send.send(Msg::Tasks(store::tasks(&self.paths)));
                let says = if done {
                    "Done. Space opens it again."
                } else {
                    "It is open again."
                };
                Msg::Done(ticked.map(|()| says.to_owned()))
            }
            Effect::FollowUp(path, agenda) => match store::follow(
                &self.paths,
                &path,
                *agenda,
                Uuids.fresh(),
                day,
                now().timestamp(),
            ) {
                Ok(path) => self.open(&path, false),
                Err(why) => Msg::Opened(Err(why)),
            },
            Effect::History(path) => Msg::History(store::relationship(&self.paths, &path)),
            Effect::ListBin => Msg::Bin(store::list_bin(&self.paths)),
            Effect::Open(words) => match store::resolve(&self.paths, &home(&words)) {
                Ok(path) => self.open(&path, false),
                Err(why) => Msg::Opened(Err(why)),
            },
            Effect::Sample(agenda) => match self.sample(&agenda) {
                Ok(path) => match self.open(&path, false) {
                    Msg::Opened(Ok(mut loaded)) => {
                        loaded.notices.push(store::DEMO_NOTICE.to_owned());
                        Msg::Opened(Ok(loaded))
                    }
                    other => other,
                },
                Err(why) => Msg::Opened(Err(why)),
            },
            Effect::Create(session) => match store::create(&self.paths, &session, day) {
                Ok(path) => self.open(&path, true),
                Err(why) => Msg::Opened(Err(why)),
            },
            Effect::Save(edits, revision, modified) => match self.save(edits, revision, modified) {
                Ok(store::Saved {
                    notice,
                    taken_in,
                    reached,
                }) => {
                    let changes = self.session_file.as_ref()?.changes();
                    if !changes.is_empty() {
                        let _ = self.send.send(Msg::NoteChanges(changes.to_vec()));
                    }
                    Msg::Saved {
                        revision,
                        notice,
                        taken_in,
                        synced: reached == store::Reached::Disk,
                    }
                }
                Err(why) => Msg::SaveFailed(why),
            },
            Effect::NameFile(session) => {
                let session_file = self.session_file.as_mut()?;
                match session_file.rename(&session, day, &who()) {
                    Ok(path) => Msg::Named(shown(&path)),
                    Err(why) => Msg::Done(Err(why)),
                }
            }
            Effect::Discard => {
                let mut session_file = self.session_file.take()?;
                session_file.close();
                let path = session_file.path().to_path_buf();
                // with the right to write
                drop(session_file);
                if let Ok(to) = store::bin(&self.paths, &path) {
                    self.binned.push(to);
                }
                return None;
            }
            Effect::Close(past) => {
                if let Some(mut session_file) = self.session_file.take() {
                    session_file.keep_past(&past);
                    session_file.close();
                    store::settle_notes(
                        &self.paths,
                        session_file.path(),
                        session_file.session(),
                        &who(),
                        now().timestamp(),
                    );
                }
                return None;
            }
            Effect::Emergency(session) => {
                let kept = self
                    .session_file
                    .as_ref()
                    .map(|h| h.emergency(&session, now().timestamp()));
                Msg::Emergency(
                    kept.unwrap_or_else(|| Err("No session is open.".to_owned()))
                        .map(|p| shown(&p)),
                )
            }
            Effect::SaveCopy(session, path) => {
                let path = PathBuf::from(home(&path));
                Msg::Done(
                    self.session_file
                        .as_ref()?
                        .save_copy(&session, &path)
                        .map(|()| format!("A copy is in {}.", shown(&absolute(&path)))),
                )
            }
            Effect::GoOn(session, revision, path) => {
                let path = absolute(&PathBuf::from(home(&path)));
                self.session = Some(Session::clone(&session));
                let Some(session_file) = &mut self.session_file else {
                    return Some(Msg::Done(Err("No session is open.".to_owned())));
                };
                match session_file.go_on_in(&session, revision, &path, &who()) {
                    Ok((path, reached)) => {
                        let _ = self.send.send(Msg::Named(shown(&path)));
                        let notice =
                            Some(format!("Saved. The session goes on in {}.", shown(&path)));
                        Msg::Saved {
                            revision,
                            notice,
                            taken_in: None,
                            synced: reached == store::Reached::Disk,
                        }
                    }
                    Err(why) => Msg::Done(Err(why)),
                }
            }
            Effect::Export(export) => {
                exporter::start(export, self.send.clone(), self.alive.clone());
                return None;
            }
            Effect::Duplicate(path, id) => self.then_list(
                store::duplicate(&self.paths, &path, id, day, now().timestamp())
                    .map(|_| "There is a copy now, with “(copy)” in its title.".to_owned()),
            ),
            Effect::Rename(path, title) => self.then_list(
                store::rename(&self.paths, &path, &title, &who(), now().timestamp())
                    .map(|()| "It has the new title.".to_owned()),
            ),
            Effect::TakeIn(path, other) => {
                let done = store::take_in(&self.paths, &path, &other, &who(), now().timestamp())
                    .map(|(says, binned)| {
                        self.binned.push(binned);
                        says
                    });
                self.then_list(done)
            }
            Effect::Bin(path) => {
                let moved = store::bin(&self.paths, &path).map(|to| {
                    self.binned.push(to);
                    "It is in the bin. Ctrl+Z brings it back, B shows the bin.".to_owned()
                });
                self.then_list(moved)
            }
            Effect::Unbin => {
                let back = match self.binned.pop() {
                    Some(path) => store::restore(&self.paths, &path)
                        .map(|_| "It is back in the library.".to_owned()),
                    None => Err("There is nothing to bring back. B shows the bin.".to_owned()),
                };
                self.then_list(back)
            }
            Effect::ListVersions(path) => {
                let all = store::versions(&self.paths, &path)
                    .into_iter()
                    .map(|v| (v.until, v.summary))
                    .collect();
                Msg::Versions(path, all)
            }
            Effect::GoBack(path, version) => {
                let done = store::go_back(&self.paths, &path, &version, &who(), now().timestamp());
                self.then_list(
                    done.map(|()| "It is as it was then. v brings back what was there.".to_owned()),
                )
            }
            Effect::Restore(path) => {
                let back = store::restore(&self.paths, &path)
                    .map(|_| "It is back in the library.".to_owned());
                self.then_bin(back)
            }
            Effect::EmptyBin => {
                let emptied =
                    store::empty_bin(&self.paths).map(|n| format!("{n} deleted for ever."));
                self.binned.clear();
                self.then_bin(emptied)
            }
            Effect::SaveAgenda(agenda, force) => {
                match store::save_agenda(&self.paths, &agenda, force) {
                    Ok(store::Kept::In(path)) => {
                        let all =
                            Catalog::new(&store::read_own(&self.paths), Ok(Preferences::default()))
                                .agendas;
                        let _ = self.send.send(Msg::Agendas(all));
                        Msg::Done(Ok(format!(
                            "The agenda is in {}. New offers it; on another computer: roundtable import.",
                            shown(&path)
                        )))
                    }
                    Ok(store::Kept::Exists) => Msg::AgendaExists(agenda),
                    Err(why) => Msg::Done(Err(why)),
                }
            }
            Effect::SavePreferences(preferences) => {
                match store::save_preferences(&self.paths, &preferences) {
                    Ok(()) => return None,
                    Err(why) => Msg::Done(Err(why)),
                }
            }
            // the loop does these itself
            Effect::Bell
            | Effect::Quit(..)
            | Effect::Journal(..)
            | Effect::NoteChanges(..)
            | Effect::Typing(_)
            | Effect::Copy(_)
            | Effect::Mouse(_)
            | Effect::Redraw => {
                return None;
            }
        })
    }

    fn save(
        &mut self,
        edits: Vec<Edit>,
        revision: u64,
        modified: Timestamp,
    ) -> Result<store::Saved, String> {
        let lost = || "the program lost track of its own changes".to_owned();
        let (Some(session_file), Some(session)) = (&mut self.session_file, &mut self.session)
        else {
            return Err(lost());
        };
        session.modified = Some(modified);
        // each was made once already, on the same session; half of them would be no session to save
        if edits.iter().any(|edit| apply(session, edit).is_err()) {
            self.session = None;
            return Err(lost());
        }
        session_file.save(session, revision, now().timestamp())
    }

    fn library(&self) -> Msg {
        Msg::Library(store::list(&self.paths))
    }

    /// Says how it went and shows the library as it is now.
    fn then_list(&self, done: Result<String, String>) -> Msg {
        let _ = self.send.send(self.library());
        Msg::Done(done)
    }

    fn then_bin(&self, done: Result<String, String>) -> Msg {
        let _ = self.send.send(Msg::Bin(store::list_bin(&self.paths)));
        Msg::Done(done)
    }

    fn open(&mut self, path: &Path, new: bool) -> Msg {
        if let Some(mut before) = self.session_file.take() {
            before.close();
        }
        match store::open(&self.paths, path, false, &who()) {
            Ok(opened) => {
                let (loaded, session_file) = loaded(opened, new);
                self.journal.follow(session_file.journal());
                (self.session_file, self.session) =
                    (Some(session_file), Some(loaded.session.clone()));
                Msg::Opened(Ok(Box::new(loaded)))
            }
            Err(why) => Msg::Opened(Err(why)),
        }
    }

    fn sample(&mut self, agenda: &str) -> Result<PathBuf, String> {
        let (paths, session) = store::demo(&self.paths, agenda, Uuids.fresh(), &now())?;
        if let Some(before) = self.demo.replace(paths.library.clone()) {
            store::throw_away(&self.paths, &before);
        }
        let session: Session = session;
        store::create(&paths, &session, now().date())
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(folder) = &self.demo {
            store::throw_away(&self.paths, folder);
        }
    }
}

pub(super) fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A path as it is typed: `~` is the home folder.
pub(super) fn home(typed: &str) -> String {
    match (typed.strip_prefix("~/"), std::env::var("HOME")) {
        (Some(rest), Ok(home)) => format!("{home}/{rest}"),
        _ => typed.to_owned(),
    }
}
