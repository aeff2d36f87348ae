//! One thing that is wrong in a file.

use std::fmt;

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a JSON path.
    pub path: String,
    /// What is wrong and what to do, as the rest of a sentence that begins with the path.
    pub says: String,
}

impl Problem {
    /// A problem at a JSON path.
    #[must_use]
    pub fn new(path: impl Into<String>, says: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            says: says.into(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.path, self.says)
    }
}
