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

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
