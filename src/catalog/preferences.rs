//! What a person has set, and what the program remembers of them.

use crate::domain::Extra;
use serde::{Deserialize, Serialize};

/// The settings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The theme; none follows the terminal's background.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// Whether the terminal's bell rings when time is up.
    pub bell: bool,
    /// Whether signs beyond ASCII are replaced.
    pub ascii: bool,
    /// The folder documents are exported into; none is the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exports: Option<String>,
    /// Hints that are no longer needed.
    pub hints_done: Vec<String>,
    /// Keys of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}
