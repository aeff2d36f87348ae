//! A list of choices.

use super::Choice;

/// A question with a list of choices.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Picker {
    /// The question.
    pub title: String,
    #[allow(missing_docs)] // says what it is
    pub choices: Vec<Choice>,
    /// The choice that is selected at first.
    pub at: usize,
    /// True if several can be ticked, so that choosing one does not close the list.
    pub many: bool,
}
