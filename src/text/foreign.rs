//! Text that leaves the program, and the doors by which it may.

use super::safe::{one_line, printed, visible};
use std::borrow::Cow;

/// Text that was typed, pasted or read from a file, or has a piece of such text in it.
///
/// It can be neither shown nor borrowed as a plain text: whoever writes it somewhere has to say where,
/// and gets what is inert there. So the compiler finds the place that was forgotten.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Foreign(String);

impl Foreign {
    /// As it may stand on a screen, line breaks and all.
    #[must_use]
    pub fn for_screen(&self) -> Cow<'_, str> {
        visible(&self.0)
    }

    /// As it may stand on one line of a screen.
    #[must_use]
    pub fn for_line(&self) -> Cow<'_, str> {
        one_line(&self.0)
    }

    /// As it may stand in a document that a person reads; the signs of its markup are for the format to escape.
    #[must_use]
    pub fn for_document(&self) -> Cow<'_, str> {
        printed(&self.0)
    }

    /// As typed, for data that a program reads; controls are for the format to escape.
    #[must_use]
    pub fn for_data(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Those of some texts in which there is something, with `between` between them.
    pub fn joined<'a>(texts: impl IntoIterator<Item = &'a Self>, between: &str) -> Self {
        let some: Vec<&str> = texts
            .into_iter()
            .map(|t| t.0.as_str())
            .filter(|t| !t.trim().is_empty())
            .collect();
        Self(some.join(between))
    }

    /// Several texts at once.
    pub fn all<T: Into<Self>>(texts: impl IntoIterator<Item = T>) -> Vec<Self> {
        texts.into_iter().map(Into::into).collect()
    }
}

impl std::fmt::Debug for Foreign {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "“{}”", self.for_line())
    }
}

impl From<String> for Foreign {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Foreign {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<&String> for Foreign {
    fn from(text: &String) -> Self {
        Self(text.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_door_gives_what_is_inert_behind_it() {
        let text = Foreign::from("a\u{1b}[2J\u{202e}b\r\nc");
        assert_eq!(text.for_line(), "a␛[2J\u{fffd}b␍ c");
        assert!(
            !text.for_screen().contains(['\u{1b}', '\u{202e}']) && text.for_screen().contains('\n')
        );
        assert!(!text.for_document().contains(['\u{1b}', '\r']));
        assert_eq!(text.for_data(), "a\u{1b}[2J\u{202e}b\r\nc");
    }
}
