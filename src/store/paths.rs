//! The folders of the program.

use super::disk::Disk;
use super::names::{absolute, from_home, joined, tag, without_links};
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
    /// The folder that holds all of them, if one does, such as a stick that is carried about.
    pub home: Option<PathBuf>,
    /// How they are reached.
    pub disk: Disk,
}

impl Paths {
    /// The folders of this user, or those in `home`; `library` overrides where the sessions are.
    ///
    /// # Errors
    /// [`NoHome`] if the system names no home folder.
    pub fn new(home: Option<&Path>, library: Option<&Path>) -> Result<Self, NoHome> {
        let mut paths = match home {
            Some(home) => Self::in_home(&without_links(&absolute(&from_home(home)))),
            None => Self::of_user()?,
        };
        if let Some(library) = library {
            paths.library = from_home(library);
            // beside the sessions, under a name that is nobody else's
            paths.bin = match paths.library.file_name() {
                Some(name) if name != "sessions" => {
                    let name = joined(&[name, "-bin".as_ref()]);
                    paths.library.with_file_name(name)
                }
                _ => paths.library.with_file_name("bin"),
            };
        }
        Ok(paths)
    }

    /// The folders in `home`, which is carried from computer to computer.
    #[must_use]
    pub fn in_home(home: &Path) -> Self {
        Self {
            library: home.join("library"),
            bin: home.join("bin"),
            state: home.join("state"),
            config: home.join("config"),
            exports: home.join("exports"),
            home: Some(home.to_path_buf()),
            disk: Disk::default(),
        }
    }

    fn of_user() -> Result<Self, NoHome> {
        let dirs = directories::ProjectDirs::from("", "", "roundtable").ok_or(NoHome)?;
        let library = dirs.data_dir().join("sessions");
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
            bin: library.with_file_name("bin"),
            library,
            state,
            config: dirs.config_dir().to_path_buf(),
            exports,
            home: None,
            disk: Disk::default(),
        })
    }

    /// A stable short name for the session file or folder at `path`, for files in the state folder
    /// that belong to it. It stays the same when the home folder is at another place.
    pub(super) fn tag(&self, path: &Path) -> String {
        let home = self.home.as_deref();
        let inside = home.and_then(|home| {
            path.strip_prefix(home)
                .or_else(|_| path.strip_prefix(without_links(home)))
                .ok()
        });
        tag(inside.unwrap_or(path))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_a_home_folder_everything_is_below_it_and_known_again_elsewhere() {
        let (here, there) = (Path::new("/media/stick"), Path::new("/mnt/other"));
        let paths = Paths::new(Some(here), None).unwrap();
        for folder in [
            &paths.library,
            &paths.bin,
            &paths.state,
            &paths.config,
            &paths.exports,
        ] {
            assert!(folder.starts_with(paths.home.as_ref().unwrap()));
        }
        let (a, b) = (Paths::in_home(here), Paths::in_home(there));
        let tag = |paths: &Paths| paths.tag(&paths.library.join("a.json"));
        assert_eq!(tag(&a), tag(&b));
        assert_ne!(tag(&a), a.tag(Path::new("/elsewhere/library/a.json")));
    }

    #[test]
    fn a_library_of_its_own_has_its_bin_beside_it() {
        let home = Path::new("/media/stick");
        for (library, bin) in [("/a/sessions", "/a/bin"), ("/a/other", "/a/other-bin")] {
            let paths = Paths::new(Some(home), Some(Path::new(library))).unwrap();
            assert_eq!(paths.library, Path::new(library));
            assert_eq!(paths.bin, Path::new(bin));
        }
    }
}
