//! What is asked for in the library.

use crate::domain::Side;
use std::path::PathBuf;

/// A request to the library, chosen from a list there.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // fields that say what they are
pub enum LibraryRequest {
    /// Opens a copy of the sample of the agenda with this id.
    OpenSample(String),
    /// Selects the card of the agenda with this id.
    SelectAgenda(String),
    /// Makes a session with the agenda with this id, in which this side is the supplier.
    NewWithSupplier { agenda: String, supplier: Side },
    /// Opens the session in this file.
    Open(PathBuf),
    /// Makes a session that follows this one, with the agenda with this id.
    FollowUp { session: PathBuf, agenda: String },
    /// Replaces the session with an earlier version of it.
    RestoreVersion { session: PathBuf, version: PathBuf },
    /// Merges another version of a session into it.
    Merge { session: PathBuf, other: PathBuf },
}
