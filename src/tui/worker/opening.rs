//! Opening sessions, and making those that are opened.

use super::state::Worker;
use crate::app::Msg;
use crate::clock::{Uuids, now, who};
use crate::domain::{Agenda, IdSource, Session, SessionRef};
use crate::store::{self, Notice};
use crate::text::Sentence;
use crate::tui::{loaded, sentences};
use std::path::Path;

impl Worker {
    pub(super) fn open_ref(&mut self, session: &SessionRef) -> Msg {
        let session = match session {
            SessionRef::Path(path) => SessionRef::Path(path.clone()),
            SessionRef::Words(words) => {
                // only a path begins with `~/`
                let path = store::from_home(Path::new(words));
                match path.into_os_string().into_string() {
                    Ok(words) => SessionRef::Words(words),
                    Err(path) => SessionRef::Path(path.into()),
                }
            }
        };
        match store::resolve(&self.paths, &session) {
            Ok(path) => self.open(&path, false),
            Err(why) => failed(sentences::resolve(&why)),
        }
    }

    /// Opens the session at `path`; `new` if it was just made.
    fn open(&mut self, path: &Path, new: bool) -> Msg {
        if let Some(mut before) = self.session_file.take() {
            before.close();
        }
        match store::open(&self.paths, path, false, &who()) {
            Ok(opened) => self.opened(opened, new),
            Err(why) => failed(sentences::open(&why)),
        }
    }

    fn opened(&mut self, opened: store::Opened, new: bool) -> Msg {
        let (loaded, session_file) = loaded::split(opened, new);
        self.journal.follow(session_file.journal());
        self.session_file = Some(session_file);
        self.session = Some(loaded.session.clone());
        Msg::Opened(Ok(Box::new(loaded)))
    }

    pub(super) fn create(&mut self, session: &Session) -> Msg {
        match store::create(&self.paths, session, now().date()) {
            Ok(path) => self.open(&path, true),
            Err(why) => failed(sentences::library(&why)),
        }
    }

    pub(super) fn follow_up(&mut self, path: &Path, agenda: Agenda) -> Msg {
        let now = now();
        match store::create_follow_up(
            &self.paths,
            path,
            agenda,
            Uuids.fresh(),
            now.date(),
            now.timestamp(),
        ) {
            Ok(path) => self.open(&path, false),
            Err(why) => failed(sentences::library(&why)),
        }
    }

    /// Opens a sample on a copy that is thrown away.
    pub(super) fn open_sample(&mut self, agenda: &str) -> Msg {
        let (paths, session) = match store::demo(&self.paths, agenda, Uuids.fresh(), &now()) {
            Ok(sample) => sample,
            Err(why) => return failed(sentences::plain(&why)),
        };
        if let Some(before) = self.demo.replace(paths.library.clone()) {
            store::throw_away(&self.paths, &before);
        }
        let path = match store::create(&paths, &session, now().date()) {
            Ok(path) => path,
            Err(why) => return failed(sentences::library(&why)),
        };
        match self.open(&path, false) {
            Msg::Opened(Ok(mut loaded)) => {
                loaded.notices.push(sentences::notice(&Notice::Sample));
                Msg::Opened(Ok(loaded))
            }
            other => other,
        }
    }
}

fn failed(why: Sentence) -> Msg {
    Msg::Opened(Err(why))
}
