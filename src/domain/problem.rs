//! What is wrong in a file.

/// One thing that is wrong in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where, as a JSON path.
    pub path: String,
    /// What, and what to do.
    pub says: String,
}

impl Problem {
    /// A problem at a place.
    #[must_use]
    pub fn new(path: impl Into<String>, says: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            says: says.into(),
        }
    }
}
