//! What was chosen of an export.

use crate::export::{ExportRequest, Layout};

/// What was chosen of an export, or what is to be chosen next.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ExportChoice {
    /// Export this layout in its usual formats into the usual folder.
    Usual(Layout),
    /// Choose the layout.
    Parts,
    /// Choose the format for this layout; true with private notes.
    Formats(Layout, bool),
    /// Choose the file for this request.
    File(ExportRequest),
    /// Choose another folder.
    Folder,
    /// Stop the export that is running.
    Stop,
}
