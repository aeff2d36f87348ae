//! Samples on a copy that is thrown away, and reports of our own faults.

use super::paths::{Paths, shown, without_links};
use super::{io_message, sidecar_files};
use crate::catalog;
use crate::domain::{Id, Session};
use jiff::Zoned;
use std::path::{Path, PathBuf};

/// A folder for a throw-away copy, as the paths of a library of its own, and the sample to put into it.
///
/// # Errors
/// One sentence: no such sample, or no place for it.
pub fn demo(paths: &Paths, agenda: &str, id: Id, now: &Zoned) -> Result<(Paths, Session), String> {
    let text = catalog::sample(agenda).ok_or_else(|| {
        format!(
            "There is no sample for the agenda “{}”. `roundtable agendas` lists them.",
            crate::text::one_line(agenda)
        )
    })?;
    let sample: Session =
        serde_json::from_str(text).map_err(|e| format!("The sample is damaged: {e}."))?;
    let mut session = catalog::shift_to(sample, now.date());
    session.id = id;
    session.modified = Some(now.timestamp());
    let folder = tempfile::Builder::new()
        .prefix("roundtable-demo-")
        .tempdir()
        .map_err(|e| format!("There is no place for the sample: {}.", io_message::of(&e)))?;
    let library = folder.keep();
    Ok((
        Paths {
            library,
            ..paths.clone()
        },
        session,
    ))
}

/// What a person is told who opens a sample.
pub const DEMO_NOTICE: &str = "This is a sample, on a copy that is thrown away at the end. To keep it: Ctrl+P, “Save a copy elsewhere”.";

/// Throws the folder of a sample away, and what belongs to the sample.
pub fn throw_away(paths: &Paths, folder: &Path) {
    let ours = folder
        .file_name()
        .is_some_and(|n| n.to_string_lossy().starts_with("roundtable-demo-"));
    if ours {
        for file in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let _ = sidecar_files::delete_with_references(paths, &without_links(&file.path()));
        }
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Writes the report of a fault of our own and returns where it is.
///
/// # Errors
/// One sentence.
pub fn write_report(paths: &Paths, text: &str, stamp: &str) -> Result<PathBuf, String> {
    let fails = |e: std::io::Error| format!("{}: {}.", shown(&paths.state), io_message::of(&e));
    paths.disk.folder(&paths.state).map_err(fails)?;
    let path = paths.state.join(format!("fault-{stamp}.txt"));
    // nothing else may go wrong now: written as simply as can be
    std::fs::write(&path, text).map_err(fails)?;
    Ok(path)
}
