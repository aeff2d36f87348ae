//! Saving the open session, and what else is done with its file.

use super::state::Worker;
use crate::app::Msg;
use crate::clock::{now, who};
use crate::domain::{Edit, Entry, Session, apply};
use crate::store::{self, Reached, SaveError, Saved};
use crate::tui::sentences;
use jiff::Timestamp;
use std::path::Path;

/// Why a save did not succeed, in a few words for the footer.
#[derive(Debug, thiserror::Error)]
enum SaveFailure {
    #[error(transparent)]
    Disk(#[from] SaveError),
    #[error("the program lost track of its own changes")]
    OutOfStep,
}

impl Worker {
    pub(super) fn save(&mut self, edits: &[Edit], revision: u64, at: Timestamp) -> Option<Msg> {
        let saved = match self.apply_and_save(edits, revision, at) {
            Ok(saved) => saved,
            Err(why) => return Some(Msg::SaveFailed(why.to_string())),
        };
        let changes = self.session_file.as_ref()?.note_changes();
        if !changes.is_empty() {
            let _ = self.send.send(Msg::NoteChanges(changes.to_vec()));
        }
        Some(Msg::Saved {
            revision,
            notice: saved.notice.as_ref().map(sentences::save_notice),
            taken_in: saved.taken_in,
            synced: saved.reached == Reached::Disk,
        })
    }

    fn apply_and_save(
        &mut self,
        edits: &[Edit],
        revision: u64,
        modified: Timestamp,
    ) -> Result<Saved, SaveFailure> {
        let (Some(session_file), Some(session)) = (&mut self.session_file, &mut self.session)
        else {
            return Err(SaveFailure::OutOfStep);
        };
        session.set_modified(modified);
        // each was applied by the app, to the same session; a session with half of them must not be
        // saved
        if edits.iter().any(|edit| apply(session, edit).is_err()) {
            self.session = None;
            return Err(SaveFailure::OutOfStep);
        }
        Ok(session_file.save(session, revision, now().timestamp())?)
    }

    pub(super) fn name_file(&mut self, session: &Session) -> Option<Msg> {
        let session_file = self.session_file.as_mut()?;
        Some(match session_file.rename(session, now().date(), &who()) {
            Ok(path) => Msg::Named(path),
            Err(why) => Msg::Done(Err(sentences::plain(&why))),
        })
    }

    pub(super) fn discard(&mut self) -> Option<Msg> {
        let mut session_file = self.session_file.take()?;
        session_file.close();
        let path = session_file.path().to_path_buf();
        // releases the lock
        drop(session_file);
        if let Ok(to) = store::move_to_bin(&self.paths, &path) {
            self.binned.push(to);
        }
        None
    }

    pub(super) fn close(&mut self, past: &[Entry]) -> Option<Msg> {
        let mut session_file = self.session_file.take()?;
        session_file.keep_past(past);
        session_file.close();
        store::deliver_notes(
            &self.paths,
            session_file.path(),
            session_file.session_id(),
            &who(),
            now().timestamp(),
        );
        None
    }

    pub(super) fn emergency(&self, session: &Session) -> Msg {
        Msg::Emergency(match &self.session_file {
            Some(file) => file
                .emergency(session, now().timestamp())
                .map_err(|why| sentences::no_emergency_copy(&why)),
            None => Err(sentences::no_session()),
        })
    }

    pub(super) fn save_copy(&self, session: &Session, path: &Path) -> Option<Msg> {
        let path = store::from_home(path);
        let copied = self.session_file.as_ref()?.save_copy(session, &path);
        Some(Msg::Done(
            copied
                .map(|()| sentences::copied(&store::absolute(&path)))
                .map_err(|why| sentences::plain(&why)),
        ))
    }

    pub(super) fn go_on(&mut self, session: &Session, revision: u64, path: &Path) -> Msg {
        let path = store::absolute(&store::from_home(path));
        self.session = Some(session.clone());
        let Some(session_file) = &mut self.session_file else {
            return Msg::Done(Err(sentences::no_session()));
        };
        match session_file.switch_to_new_file(session, revision, &path, &who()) {
            Ok((path, reached)) => {
                let notice = Some(sentences::goes_on_in(&path));
                let _ = self.send.send(Msg::Named(path));
                Msg::Saved {
                    revision,
                    notice,
                    taken_in: None,
                    synced: reached == Reached::Disk,
                }
            }
            Err(why) => Msg::Done(Err(sentences::does_not_go_on(&why))),
        }
    }
}
