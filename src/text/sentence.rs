//! A finished sentence.

use std::fmt;

/// A finished sentence for people: what happened, what is safe, what to do next. It is shown and
/// never parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence(String);

impl<T: Into<String>> From<T> for Sentence {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Sentence {
    /// The text, to be drawn.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
