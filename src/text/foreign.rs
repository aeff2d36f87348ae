//! Text from outside, and the ways in which it may leave the program.

use super::safe::{one_line, printed, visible};
use std::borrow::Cow;

/// Text that was typed, pasted or read from a file, or contains such text.
///
/// It cannot be displayed or borrowed as plain text: the caller has to say where it goes and gets a
/// form that is harmless there. The compiler finds the places that delete_with_references it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Foreign(String);

impl Foreign {
    /// The text for a screen, with its line breaks.
    #[must_use]
    pub fn for_screen(&self) -> Cow<'_, str> {
        visible(&self.0)
    }

    /// The text for one line of a screen.
    #[must_use]
    pub fn for_line(&self) -> Cow<'_, str> {
        one_line(&self.0)
    }

    /// The text for a document that people read; the format escapes the characters of its markup.
    #[must_use]
    pub fn for_document(&self) -> Cow<'_, str> {
        printed(&self.0)
    }

    /// The text as typed, for data that programs read; the format escapes control characters.
    #[must_use]
    pub fn for_data(&self) -> &str {
        &self.0
    }

    /// True if there is no text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The texts that are not blank, joined with `between`.
    pub fn joined<'a>(texts: impl IntoIterator<Item = &'a Self>, between: &str) -> Self {
        let some: Vec<&str> = texts
            .into_iter()
            .map(|t| t.0.as_str())
            .filter(|t| !t.trim().is_empty())
            .collect();
        Self(some.join(between))
    }

    /// Converts several texts at once.
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
    fn each_form_is_harmless_where_it_is_used() {
        let text = Foreign::from("a\u{1b}[2J\u{202e}b\r\nc");
        assert_eq!(text.for_line(), "a␛[2J\u{fffd}b␍ c");
        assert!(
            !text.for_screen().contains(['\u{1b}', '\u{202e}']) && text.for_screen().contains('\n')
        );
        assert!(!text.for_document().contains(['\u{1b}', '\r']));
        assert_eq!(text.for_data(), "a\u{1b}[2J\u{202e}b\r\nc");
    }
}
