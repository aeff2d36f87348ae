//! What this program has read from or written to a session's file, to tell an older copy of it from
//! another program's version.

use super::names::hash;
use super::paths::Paths;
use super::versions;
use crate::domain::Session;
use crate::domain::merge::missing;
use std::collections::HashSet;
use std::path::Path;

/// The contents of one file in one run.
#[derive(Debug, Default)]
pub(super) struct Known(HashSet<u64>);

impl Known {
    /// Remembers the hash of a content that was read or written.
    pub fn add(&mut self, hash: u64) {
        self.0.insert(hash);
    }

    /// Whether the file at `path` held these bytes before: in this run, or as a kept version.
    pub fn is_older_copy(&self, paths: &Paths, path: &Path, bytes: &[u8]) -> bool {
        self.0.contains(&hash(bytes)) || versions::find(paths, path, bytes).is_some()
    }
}

/// How many lines of `session` an older copy lacks.
pub(super) fn lacking(session: &Session, older: &Session) -> usize {
    missing(older, session)
}
