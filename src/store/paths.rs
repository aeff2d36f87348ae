//! The folders of the program.

use super::disk::Disk;
use super::names::joined;
use std::path::{Path, PathBuf};

/// The system names no home folder, so there is no place for the library.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("No home folder is known, so there is no place for the library.")]
pub struct NoHome;

/// The folders of the program, and the disk they are on.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The library: the folder of sessions.
    pub library: PathBuf,
    /// The bin beside it.
    pub bin: PathBuf,
    /// Journals, earlier versions, emergency copies.
    pub state: PathBuf,
    /// Settings and the user's own agendas.
    pub config: PathBuf,
    /// Exported documents, unless the settings name another folder.
    pub exports: PathBuf,
    /// How they are reached.
    pub disk: Disk,
}

impl Paths {
    /// The folders of this user; `library` overrides where the sessions are.
    ///
    /// # Errors
    /// [`NoHome`] if the system names no home folder.
    pub fn new(library: Option<&Path>) -> Result<Self, NoHome> {
        let dirs = directories::ProjectDirs::from("", "", "roundtable").ok_or(NoHome)?;
        let library = library.map_or_else(|| dirs.data_dir().join("sessions"), Path::to_path_buf);
        // beside the sessions, under a name that is nobody else's
        let bin = match library.file_name() {
            Some(name) if name != "sessions" => {
                library.with_file_name(joined(&[name, "-bin".as_ref()]))
            }
            _ => library.with_file_name("bin"),
        };
        let state = dirs
            .state_dir()
            .map_or_else(|| dirs.data_local_dir().join("state"), Path::to_path_buf);
        let user = directories::UserDirs::new();
        let documents = user.as_ref().map(|u| {
            u.document_dir()
                .map_or_else(|| u.home_dir().join("Documents"), Path::to_path_buf)
        });
        let exports = documents
            .unwrap_or_else(|| dirs.data_dir().to_path_buf())
            .join("roundtable");
        Ok(Self {
            library,
            bin,
            state,
            config: dirs.config_dir().to_path_buf(),
            exports,
            disk: Disk::default(),
        })
    }

    /// The user's own agendas.
    #[must_use]
    pub fn agendas(&self) -> PathBuf {
        self.config.join("agendas")
    }

    /// The settings.
    #[must_use]
    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    pub(super) fn journals(&self) -> PathBuf {
        self.state.join("journals")
    }

    pub(super) fn undo(&self) -> PathBuf {
        self.state.join("undo")
    }

    /// Locks of sessions in folders where no file can be made.
    pub(super) fn locks(&self) -> PathBuf {
        self.state.join("locks")
    }

    pub(super) fn notes(&self) -> PathBuf {
        self.state.join("notes")
    }

    pub(super) fn versions(&self) -> PathBuf {
        self.state.join("versions")
    }

    /// Copies of sessions that could not be saved.
    #[must_use]
    pub fn emergency(&self) -> PathBuf {
        self.state.join("emergency")
    }
}
