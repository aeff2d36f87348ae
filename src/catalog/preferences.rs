//! The settings.

use crate::domain::Extra;
use serde::{Deserialize, Serialize};

/// The settings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// The theme; none to follow the terminal's background.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// True to ring the terminal's bell when time is up.
    pub bell: bool,
    /// True to replace characters beyond ASCII.
    pub ascii: bool,
    /// The folder for exported documents; none for the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exports: Option<String>,
    /// Hints that are not shown any more.
    pub hints_done: Vec<String>,
    /// Keys of later versions.
    #[serde(flatten)]
    pub extra: Extra,
}
