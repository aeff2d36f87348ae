//! Where things are.

use super::disk::Disk;
use std::path::{Path, PathBuf};

/// The folders of the program, and the way to them.
#[derive(Debug, Clone)]
pub struct Paths {
    /// The library: a folder of sessions.
    pub library: PathBuf,
    /// The bin beside it.
    pub bin: PathBuf,
    /// Journals, earlier versions, emergency copies.
    pub state: PathBuf,
    /// Settings and the user's own agendas.
    pub config: PathBuf,
    /// Documents, where no other folder is set.
    pub exports: PathBuf,
    /// The disk they are on.
    pub disk: Disk,
}

impl Paths {
    /// The folders of this user; `library` overrides where the sessions are.
    ///
    /// # Errors
    /// One sentence when the system names no home folder.
    pub fn new(library: Option<&Path>) -> Result<Self, String> {
        let dirs = directories::ProjectDirs::from("", "", "roundtable")
            .ok_or("No home folder is known, so there is no place for the library. Set HOME, or name a folder with --library.")?;
        let library = library.map_or_else(|| dirs.data_dir().join("sessions"), Path::to_path_buf);
        // beside the sessions, under a name that is nobody else's
        let bin = match library
            .file_name()
            .map(|n| n.to_string_lossy().into_owned())
        {
            Some(name) if name != "sessions" => library.with_file_name(format!("{name}-bin")),
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

    /// Locks of sessions whose folder takes none.
    pub(super) fn locks(&self) -> PathBuf {
        self.state.join("locks")
    }

    pub(super) fn notes(&self) -> PathBuf {
        self.state.join("notes")
    }

    pub(super) fn versions(&self) -> PathBuf {
        self.state.join("versions")
    }

    /// Copies of what could not be saved.
    #[must_use]
    pub fn emergency(&self) -> PathBuf {
        self.state.join("emergency")
    }
}

/// A stable short name for a path, for files that belong to it.
pub(super) fn tag(path: &Path) -> String {
    format!("{:016x}", hash(path.as_os_str().as_encoded_bytes()))
}

/// FNV-1a, 64 bit: enough to tell two contents of one file apart.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |h, b| {
        (h ^ u64::from(*b)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A path by which what belongs to a file is found, whatever links lead there; as it is, where nothing is there.
pub(super) fn without_links(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// A path as it may be printed.
#[must_use]
pub fn shown(path: &Path) -> String {
    crate::text::one_line(&path.to_string_lossy()).into_owned()
}

/// The last part of a path as it may be printed.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || shown(path),
        |n| crate::text::one_line(&n.to_string_lossy()).into_owned(),
    )
}
