//! What the app is told of a session that was opened.

use super::sentences;
use crate::app::Loaded;
use crate::store::{Access, Opened, SessionFile};

/// Splits an opened session into what the app gets and the file that the worker saves to. `new` is
/// true for a session that was just made and is to be set up.
pub(super) fn split(opened: Opened, new: bool) -> (Loaded, SessionFile) {
    let Opened {
        session,
        access,
        notices,
        typing,
        recovered,
        past,
        session_file,
    } = opened;
    let loaded = Loaded {
        session,
        file: session_file.path().to_path_buf(),
        read_only: match access {
            Access::Write => None,
            Access::ReadOnly(why) => Some(why.to_string()),
        },
        notices: notices.iter().map(sentences::notice).collect(),
        typing,
        past,
        unsaved: recovered,
        new,
    };
    (loaded, session_file)
}
