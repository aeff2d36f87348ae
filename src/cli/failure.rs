//! Why a command ends with an error, in a sentence that names the next command.

use crate::store::{
    ConfigError, DemoError, ExportError, FolderError, IoFault, LibraryError, NoHome, OpenError,
    ReadError, ResolveError, RestoreError,
};
use std::fmt;

/// Why a command ends with an error.
#[derive(Debug)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum Failure {
    NoHome(NoHome),
    Folder(FolderError),
    Resolve(ResolveError),
    Read(ReadError),
    Open(OpenError),
    Library(LibraryError),
    Restore(RestoreError),
    Config(ConfigError),
    Demo(DemoError),
    Write(ExportError),
    /// Standard output cannot be written.
    Output(IoFault),
    /// A document cannot be made; why.
    Export(String),
    /// A file that was written by hand cannot be understood; why.
    NotUnderstood(String),
    NotUtf8 {
        file: String,
    },
    EmptyLibrary,
    EmptyField {
        what: &'static str,
    },
    NotAStart(String),
    NoAgenda(String),
    NoTheme {
        name: String,
        known: Vec<String>,
        /// Why a theme of that name is not used, if there is one.
        fault: Option<String>,
    },
    NoVersion {
        wanted: u8,
        kept: usize,
    },
    NewerNotes {
        version: u64,
    },
    NoLayout {
        name: String,
        known: Vec<&'static str>,
    },
    NoFormat {
        name: String,
        known: String,
    },
    NoFormatForOutput,
    SeveralFormatsForOneFile,
}

impl Failure {
    /// Exit code: 1 if the answer is no, 2 for wrong use or unreadable input.
    #[must_use]
    pub fn code(&self) -> i32 {
        match self {
            Self::EmptyLibrary
            | Self::Write(ExportError::Exists(_))
            | Self::Library(LibraryError::AlreadyThere { .. } | LibraryError::Newer { .. })
            | Self::Config(ConfigError::AgendaExists { .. }) => 1,
            _ => 2,
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHome(why) => write!(f, "{why} Set HOME, or name a folder with --home."),
            Self::Folder(why)
            | Self::Resolve(ResolveError::Folder(why))
            | Self::Library(LibraryError::Folder(why)) => {
                write!(f, "{why} Name another folder with --library.")
            }
            Self::Resolve(why @ ResolveError::None(_)) => {
                write!(f, "{why} `roundtable list` shows what there is.")
            }
            Self::Resolve(why) => why.fmt(f),
            Self::Read(why) => why.fmt(f),
            Self::Open(why) => why.fmt(f),
            Self::Library(why) => why.fmt(f),
            Self::Restore(why) => why.fmt(f),
            Self::Config(why @ ConfigError::AgendaNotValid { .. }) => {
                write!(f, "{why} `roundtable agenda check` names every fault.")
            }
            Self::Config(why) => why.fmt(f),
            Self::Demo(why @ DemoError::NoSample(_)) => {
                write!(f, "{why} `roundtable agendas` lists the agendas.")
            }
            Self::Demo(why) => why.fmt(f),
            Self::Write(why @ ExportError::Exists(_)) => {
                write!(f, "{why} Name another file, or overwrite it with --force.")
            }
            Self::Write(why) => why.fmt(f),
            Self::Output(why) => write!(
                f,
                "Standard output cannot be written: {why}. What was printed is not complete."
            ),
            Self::Export(why) | Self::NotUnderstood(why) => f.write_str(why),
            Self::NotUtf8 { file } => write!(f, "{file} is not UTF-8 text."),
            Self::EmptyLibrary => f.write_str("There is no session in the library yet."),
            Self::EmptyField { what } => write!(
                f,
                "A session needs a {what}. Nothing was made; give it one and try again."
            ),
            Self::NotAStart(typed) => {
                write!(f, "“{typed}” is not a start time. Try 2026-11-21T09:00.")
            }
            Self::NoAgenda(id) => write!(
                f,
                "There is no agenda “{id}”. `roundtable agendas` lists them."
            ),
            Self::NoTheme { name, known, fault } => {
                write!(
                    f,
                    "There is no theme “{name}”. There are: {}.",
                    known.join(", ")
                )?;
                fault.as_ref().map_or(Ok(()), |why| write!(f, " {why}"))
            }
            Self::NoVersion { wanted, kept } => write!(
                f,
                "There is no version {wanted}; {kept} are kept. `roundtable versions` lists them."
            ),
            Self::NewerNotes { version } => write!(
                f,
                "This session was written by a newer roundtable (version {version}). \
                 Use that one for its notes."
            ),
            Self::NoLayout { name, known } => {
                let known = known.join(", ");
                write!(f, "There is no layout “{name}”. Known are: {known}.")
            }
            Self::NoFormat { name, known } => write!(
                f,
                "The ending of the file tells the format, and “{name}” is not a known one. \
                 Known are: {known}. With `-`, name it with --format."
            ),
            Self::NoFormatForOutput => f.write_str("With `-`, name one format: --format csv."),
            Self::SeveralFormatsForOneFile => {
                f.write_str("Several formats are several files: name a folder with --to.")
            }
        }
    }
}

macro_rules! from {
    ($($variant:ident($error:ty)),* $(,)?) => {
        $(impl From<$error> for Failure {
            fn from(why: $error) -> Self {
                Self::$variant(why)
            }
        })*
    };
}

from! {
    NoHome(NoHome), Folder(FolderError), Resolve(ResolveError), Read(ReadError), Open(OpenError),
    Library(LibraryError), Restore(RestoreError), Config(ConfigError), Demo(DemoError),
    Write(ExportError),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_home_folder_one_can_be_named() {
        let failure = Failure::from(NoHome);
        assert_eq!(
            (failure.code(), failure.to_string().as_str()),
            (
                2,
                "No home folder is known, so there is no place for the library. \
                 Set HOME, or name a folder with --home."
            )
        );
    }
}
