//! Notes of a notes window brought into a session that nobody has open any more.

use super::inbox;
use super::names::canonical;
use super::open::open;
use super::paths::Paths;
use super::resolve::resolve_words;
use crate::domain::Id;
use jiff::Timestamp;
use std::path::Path;

/// Brings notes that are on their way into the session's file, unless somebody has that open.
/// Called by whichever window closes last.
pub fn deliver_notes(paths: &Paths, path: &Path, session: &Id, who: &str, now: Timestamp) {
    let path = if path.exists() {
        path.to_path_buf()
    } else {
        resolve_words(paths, session.as_str()).unwrap_or_else(|_| path.to_path_buf())
    };
    let Ok(path) = canonical(&path) else {
        return;
    };
    if !inbox::pending(paths, &path, session).is_empty()
        && let Ok(mut opened) = open(paths, &path, false, who)
    {
        if opened.recovered && opened.session_file.save(&opened.session, 1, now).is_err() {
            return;
        }
        opened.session_file.close();
    }
    inbox::remove_empty(paths, &path, session, who);
}
