//! The arguments that name files.

use crate::store::{from_home, matching_files};
use clap::Args;
use std::path::PathBuf;

/// One or more files, with `~` and wildcards that no shell has replaced.
#[derive(Debug, Args)]
pub(super) struct FileArgs {
    /// The files
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
}

impl FileArgs {
    /// The paths of the files.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        let expanded = self
            .files
            .iter()
            .map(|file| matching_files(&from_home(file)));
        expanded.flatten().collect()
    }
}
