//! The argument that names a session.

use super::context::Context;
use super::failure::Failure;
use crate::domain::SessionRef;
use crate::store;
use clap::Args;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

/// The words that name a session.
#[derive(Debug, Args)]
pub(super) struct SessionArg {
    /// A path, an id or its beginning, or words of the title
    #[arg(value_name = "SESSION", required = true)]
    session: Vec<OsString>,
}

impl SessionArg {
    /// The path of the session.
    pub(super) fn resolve(&self, context: &Context) -> Result<PathBuf, Failure> {
        resolve(context, &self.session)
    }
}

/// The path of the session that these words name together.
pub(super) fn resolve(context: &Context, words: &[OsString]) -> Result<PathBuf, Failure> {
    let typed = words.join(OsStr::new(" "));
    let session = SessionRef::from(store::from_home(Path::new(&typed)).into_os_string());
    Ok(store::resolve(&context.paths, &session)?)
}
