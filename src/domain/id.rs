//! Identity of sessions and items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An identifier, unique across machines and never reused (UUID version 7 in files we write).
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// An id from its text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Where new ids come from; the program's makes UUIDs, a test's counts.
pub trait IdSource {
    /// An id that was never given before.
    fn fresh(&self) -> Id;
}
