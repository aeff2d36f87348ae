//! Reports of crashes, written into the state folder.

use super::paths::Paths;
use super::system::open_options;
use super::write::WriteError;
use std::io::Write;
use std::path::PathBuf;

/// Writes the report of a crash and returns its path.
///
/// # Errors
/// [`WriteError`].
pub fn write_report(paths: &Paths, text: &str, stamp: &str) -> Result<PathBuf, WriteError> {
    paths
        .disk
        .folder(&paths.state)
        .map_err(WriteError::folder(&paths.state))?;
    let path = paths.state.join(format!("fault-{stamp}.txt"));
    // written as simply as possible: nothing else may go wrong now
    open_options(false)
        .write(true)
        .create_new(true)
        .open(&path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(WriteError::file(&path))?;
    Ok(path)
}
