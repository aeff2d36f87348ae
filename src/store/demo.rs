//! Sample sessions on a copy that is thrown away.

use super::io_message::IoFault;
use super::names::without_links;
use super::paths::Paths;
use super::sidecar_files;
use crate::catalog;
use crate::domain::{Content, Id, Session};
use jiff::Zoned;
use std::path::Path;

/// How the name of a folder for a sample begins.
const FOLDER: &str = "roundtable-demo-";

/// Why a sample cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DemoError {
    /// There is none for this agenda.
    #[error("There is no sample for the agenda “{0}”.")]
    NoSample(String),
    /// The one in the program cannot be read.
    #[error("The sample is damaged: {0}.")]
    Damaged(String),
    /// No folder can be made for it.
    #[error("There is no place for the sample: {0}.")]
    NoFolder(IoFault),
}

/// Makes a folder for a copy that is thrown away. Returns the paths of a library in it, and the
/// sample to put there.
///
/// # Errors
/// [`DemoError`].
pub fn demo(
    paths: &Paths,
    agenda: &str,
    id: Id,
    now: &Zoned,
) -> Result<(Paths, Session), DemoError> {
    let text = catalog::sample(agenda)
        .ok_or_else(|| DemoError::NoSample(crate::text::one_line(agenda).into_owned()))?;
    let sample: Session =
        serde_json::from_str(text).map_err(|e| DemoError::Damaged(e.to_string()))?;
    let session = Session::from(Content {
        id,
        modified: Some(now.timestamp()),
        ..catalog::shift_to(sample, now.date()).into_content()
    });
    let folder = tempfile::Builder::new()
        .prefix(FOLDER)
        .tempdir()
        .map_err(|e| DemoError::NoFolder(e.into()))?;
    let library = folder.keep();
    Ok((
        Paths {
            library,
            ..paths.clone()
        },
        session,
    ))
}

/// Deletes the folder of a sample, and what was kept of the sample elsewhere.
pub fn throw_away(paths: &Paths, folder: &Path) {
    let is_ours = folder
        .file_name()
        .is_some_and(|name| name.as_encoded_bytes().starts_with(FOLDER.as_bytes()));
    if is_ours {
        for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let _ = sidecar_files::remove_with(paths, &without_links(&file.path()));
        }
        let _ = std::fs::remove_dir_all(folder);
    }
}
