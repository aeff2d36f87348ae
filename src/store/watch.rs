//! A session that another program has open, seen from the notes window.

use super::inbox::taken_up_to;
use super::paths::Paths;
use super::read::read;
use super::read_error::ReadError;
use super::resolve::resolve_words;
use crate::domain::{Id, Session};
use jiff::Timestamp;
use std::path::{Path, PathBuf};

/// How many looks at a missing file there are for each search for it in the library.
const SEARCH_EVERY: u32 = 10;

/// Watches the file of a session that another program has open.
#[derive(Debug)]
pub struct Watch {
    paths: Paths,
    path: PathBuf,
    id: Id,
    seen: Option<(Timestamp, u64)>,
    missed: u32,
}

impl Watch {
    /// Watches the session with this id, now at `path`.
    #[must_use]
    pub fn new(paths: &Paths, path: &Path, id: &Id) -> Self {
        Self {
            paths: paths.clone(),
            path: path.to_path_buf(),
            id: id.clone(),
            seen: None,
            missed: 0,
        }
    }

    /// If the file has changed since the last look, the session and the number up to which notes
    /// have reached it, or why it cannot be read.
    pub fn look(&mut self) -> Option<Result<(Session, u64), ReadError>> {
        let stamp = |path: &Path| {
            let meta = std::fs::metadata(path).ok()?;
            Some((Timestamp::try_from(meta.modified().ok()?).ok()?, meta.len()))
        };
        let now = stamp(&self.path).or_else(|| {
            // the file of a new session is renamed after its title: search for it by its id
            self.missed += 1;
            if self.missed % SEARCH_EVERY != 1 {
                return self.seen;
            }
            self.path = resolve_words(&self.paths, self.id.as_str()).ok()?;
            stamp(&self.path)
        });
        if now == self.seen {
            return None;
        }
        self.seen = now;
        let taken = taken_up_to(&self.paths, &self.id);
        Some(read(&self.path).map(|read| (read.session, taken)))
    }
}
