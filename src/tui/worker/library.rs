//! The library, the bin, earlier versions, agendas and settings.

use super::state::Worker;
use crate::app::Msg;
use crate::catalog::{Catalog, Preferences};
use crate::clock::{now, who};
use crate::domain::portfolio::portfolio;
use crate::domain::{Agenda, Id};
use crate::store::{self, Kept};
use crate::text::Sentence;
use crate::tui::sentences;
use std::path::{Path, PathBuf};

impl Worker {
    pub(super) fn tasks(&self) -> Msg {
        Msg::Tasks(store::tasks(&self.paths).map_err(|why| sentences::folder(&why)))
    }

    pub(super) fn portfolio(&self) -> Msg {
        let all = store::sessions(&self.paths);
        let all = all.map(|sessions| portfolio(&sessions));
        Msg::Portfolio(all.map_err(|why| sentences::folder(&why)))
    }

    pub(super) fn bin(&self) -> Msg {
        Msg::Bin(store::list_bin(&self.paths).map_err(|why| sentences::folder(&why)))
    }

    pub(super) fn history(&self, path: &Path) -> Msg {
        let sessions = store::relationship(&self.paths, path);
        Msg::History(sessions.map_err(|why| sentences::library(&why)))
    }

    pub(super) fn versions(&self, path: PathBuf) -> Msg {
        let versions = store::versions(&self.paths, &path);
        Msg::Versions(
            path,
            versions.into_iter().map(|v| (v.until, v.summary)).collect(),
        )
    }

    /// Says how it went, and shows the library as it is now.
    fn then_list(&self, done: Result<Sentence, Sentence>) -> Msg {
        let _ = self.send.send(self.library());
        Msg::Done(done)
    }

    /// Says how it went, and shows the bin as it is now.
    fn then_list_bin(&self, done: Result<Sentence, Sentence>) -> Msg {
        let _ = self.send.send(self.bin());
        Msg::Done(done)
    }

    pub(super) fn mark_action(&self, path: &Path, id: &Id, done: bool) -> Msg {
        let now = now();
        let marked = store::mark_action(
            &self.paths,
            path,
            id,
            done,
            now.date(),
            &who(),
            now.timestamp(),
        );
        let _ = self.send.send(self.tasks());
        Msg::Done(
            marked
                .map(|notices| sentences::with_notices(sentences::marked(done), &notices))
                .map_err(|why| sentences::plain(&why)),
        )
    }

    pub(super) fn duplicate(&self, path: &Path, id: Id) -> Msg {
        let now = now();
        let copy = store::duplicate(&self.paths, path, id, now.date(), now.timestamp());
        self.then_list(
            copy.map(|_| sentences::duplicated())
                .map_err(|why| sentences::library(&why)),
        )
    }

    pub(super) fn retitle(&self, path: &Path, title: &str) -> Msg {
        let done = store::retitle(&self.paths, path, title, &who(), now().timestamp());
        self.then_list(
            done.map(|notices| sentences::with_notices(sentences::retitled(), &notices))
                .map_err(|why| sentences::plain(&why)),
        )
    }

    pub(super) fn merge_version(&mut self, path: &Path, other: &Path) -> Msg {
        let done = store::merge_version(&self.paths, path, other, &who(), now().timestamp());
        let done = match done {
            Ok(merged) => {
                let says = sentences::merged(&merged, path);
                let says = sentences::with_notices(says, &merged.notices);
                self.binned.push(merged.binned);
                Ok(says)
            }
            Err(why) => Err(sentences::plain(&why)),
        };
        self.then_list(done)
    }

    pub(super) fn move_to_bin(&mut self, path: &Path) -> Msg {
        let done = match store::move_to_bin(&self.paths, path) {
            Ok(to) => {
                self.binned.push(to);
                Ok(sentences::binned())
            }
            Err(why) => Err(sentences::bin(&why)),
        };
        self.then_list(done)
    }

    /// Brings back the session that went into the bin last.
    pub(super) fn undo_bin(&mut self) -> Msg {
        let done = match self.binned.pop() {
            Some(path) => self.restored(&path),
            None => Err(sentences::nothing_binned()),
        };
        self.then_list(done)
    }

    pub(super) fn restore_from_bin(&self, path: &Path) -> Msg {
        self.then_list_bin(self.restored(path))
    }

    fn restored(&self, path: &Path) -> Result<Sentence, Sentence> {
        store::restore_from_bin(&self.paths, path)
            .map(|_| sentences::restored_from_bin())
            .map_err(|why| sentences::bin(&why))
    }

    pub(super) fn empty_bin(&mut self) -> Msg {
        self.binned.clear();
        self.then_list_bin(
            store::empty_bin(&self.paths)
                .map(sentences::emptied)
                .map_err(|why| sentences::bin(&why)),
        )
    }

    pub(super) fn restore_version(&self, path: &Path, version: &Path) -> Msg {
        let done = store::restore_version(&self.paths, path, version, &who(), now().timestamp());
        self.then_list(
            done.map(sentences::version_restored)
                .map_err(|why| sentences::plain(&why)),
        )
    }

    pub(super) fn save_agenda(&self, agenda: Box<Agenda>, force: bool) -> Msg {
        match store::save_agenda(&self.paths, &agenda, force) {
            Ok(Kept::In(path)) => {
                let own = store::read_own(&self.paths);
                let agendas = Catalog::new(&own, Ok(Preferences::default()))
                    .agendas()
                    .to_vec();
                let _ = self.send.send(Msg::Agendas(agendas));
                Msg::Done(Ok(sentences::agenda_saved(&path)))
            }
            Ok(Kept::Exists) => Msg::AgendaExists(agenda),
            Err(why) => Msg::Done(Err(sentences::plain(&why))),
        }
    }

    pub(super) fn save_preferences(&self, preferences: &Preferences) -> Option<Msg> {
        let why = store::save_preferences(&self.paths, preferences).err()?;
        Some(Msg::Done(Err(sentences::plain(&why))))
    }
}
