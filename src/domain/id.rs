//! Identity of sessions and items.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};

/// An identifier, unique across machines and never reused (UUID version 7 in files we write).
#[derive(Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(from = "String")]
#[schemars(with = "String")]
pub struct Id {
    /// Compared first, so that a search among thousands of items reads no other text.
    hash: u64,
    text: Box<str>,
}

impl Id {
    /// An id from its text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into().into_boxed_str();
        let mut hasher = DefaultHasher::new();
        hasher.write(text.as_bytes());
        Self {
            hash: hasher.finish(),
            text,
        }
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl Default for Id {
    fn default() -> Self {
        Self::new("")
    }
}

impl From<String> for Id {
    fn from(text: String) -> Self {
        Self::new(text)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.text)
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, to: &mut H) {
        to.write_u64(self.hash);
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Id").field(&self.text).finish()
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A source of new ids: UUIDs in the program, numbers in tests.
pub trait IdSource {
    /// An id that was never used before.
    fn fresh(&self) -> Id;
}
