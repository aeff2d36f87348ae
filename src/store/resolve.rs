//! Finding a session by what a person calls it.

use super::list::{FolderError, list};
use super::paths::Paths;
use crate::domain::{SessionRef, Summary};
use crate::text::one_line;
use std::path::{Path, PathBuf};

/// How many sessions are named when several are meant.
const NAMED: usize = 5;

/// Why no session was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ResolveError {
    /// The library cannot be read.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Nothing fits these words.
    #[error("No session is called “{0}”.")]
    None(String),
    /// Several sessions fit.
    #[error("“{words}” means {count} sessions: {}. Name one by its id.", .named.join(", "))]
    Several {
        /// What was asked for.
        words: String,
        /// How many sessions fit.
        count: usize,
        /// Titles and ids of the first of them.
        named: Vec<String>,
    },
}

/// The path of the session that is meant.
///
/// # Errors
/// [`ResolveError`] unless exactly one session fits.
pub fn resolve(paths: &Paths, session: &SessionRef) -> Result<PathBuf, ResolveError> {
    match session {
        SessionRef::Path(path) => Ok(path.clone()),
        SessionRef::Words(words) => resolve_words(paths, words),
    }
}

/// The path of the session that `words` mean: a path, an id or its unique beginning, or words of
/// the title.
pub(super) fn resolve_words(paths: &Paths, words: &str) -> Result<PathBuf, ResolveError> {
    let path = Path::new(words);
    if path.exists() || path.extension().is_some_and(|e| e == "json") {
        return Ok(path.to_path_buf());
    }
    let all: Vec<Summary> = list(paths)?
        .into_iter()
        .filter(|s| s.another_of.is_none())
        .collect();
    let by_id: Vec<&Summary> = all
        .iter()
        .filter(|s| !words.is_empty() && s.id.starts_with(words))
        .collect();
    let by_title = || {
        all.iter()
            .filter(|s| !words.trim().is_empty() && s.is_called(words))
            .collect()
    };
    let found = if by_id.is_empty() { by_title() } else { by_id };
    match found.as_slice() {
        [session] => Ok(session.path.clone()),
        [] => Err(ResolveError::None(one_line(words).into_owned())),
        many => Err(ResolveError::Several {
            words: one_line(words).into_owned(),
            count: many.len(),
            named: many
                .iter()
                .take(NAMED)
                .map(|s| format!("{} ({})", one_line(&s.title), one_line(&s.id)))
                .collect(),
        }),
    }
}
