//! The user's own configuration: settings, agendas, questionnaires, themes.

use super::io_message::IoFault;
use super::names::{shown, shown_name, without_links};
use super::paths::Paths;
use super::read::read_bytes;
use super::read_error::ReadError;
use super::replace::{create_new, overwrite};
use crate::catalog::{self, Own, Preferences};
use crate::domain::Agenda;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Why a file of the configuration was not read or written. What was there is unchanged.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs, reason = "each sentence says it")]
pub enum ConfigError {
    #[error("The agenda cannot be written to {}: {why}.", shown(.path))]
    AgendaNotWritten { path: PathBuf, why: IoFault },
    #[error("{file} is not imported: {at} {says}")]
    AgendaNotValid {
        file: String,
        at: String,
        says: String,
    },
    #[error("{0}")]
    AgendaNotRead(String),
    #[error("{file} is among your agendas already. Nothing is changed.")]
    AgendaExists { file: String },
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error("{} is not UTF-8 text. The usual settings are used.", shown(.path))]
    SettingsNotText { path: PathBuf },
    #[error(
        "{} is not understood: {why}. The usual settings are used; mend or delete it.",
        shown(.path)
    )]
    SettingsNotUnderstood { path: PathBuf, why: String },
    #[error("The settings cannot be written to {}: {why}.", shown(.path))]
    SettingsNotWritten { path: PathBuf, why: IoFault },
}

/// What became of an agenda that was to be saved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It is in this file.
    In(PathBuf),
    /// There is one of that name already; nothing was written.
    Exists,
}

/// The user's own agendas, questionnaires and themes.
#[must_use]
pub fn read_own(paths: &Paths) -> Own {
    Own {
        agendas: texts(&paths.agendas()),
        questionnaires: texts(&paths.config.join("questionnaires")),
        themes: texts(&paths.config.join("themes")),
    }
}

/// Names and contents of the JSON files in a folder; files that cannot be read are left out.
fn texts(folder: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path());
    let mut files: Vec<PathBuf> = entries
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    files.sort();
    files
        .iter()
        .filter_map(|p| {
            let text = String::from_utf8(read_bytes(p).ok()?).ok()?;
            Some((shown_name(p), text))
        })
        .collect()
}

/// Saves an agenda among the user's own, in a file named after its id.
///
/// # Errors
/// [`ConfigError::AgendaNotWritten`]; nothing is changed.
pub fn save_agenda(paths: &Paths, agenda: &Agenda, force: bool) -> Result<Kept, ConfigError> {
    let folder = paths.agendas();
    let path = folder.join(format!("{}.json", agenda.id));
    let text = crate::text::escape_json(catalog::agenda_text(agenda));
    let written = paths.disk.folder(&folder).and_then(|()| {
        if force {
            overwrite(&paths.disk, &path, text.as_bytes())
        } else {
            create_new(&paths.disk, &path, text.as_bytes())
        }
    });
    match written {
        Ok(_) => Ok(Kept::In(path)),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(Kept::Exists),
        Err(e) => Err(ConfigError::AgendaNotWritten {
            path,
            why: e.into(),
        }),
    }
}

/// Copies an agenda from elsewhere among the user's own, checked first; `None` if the file is not
/// an agenda.
#[must_use]
pub fn import_agenda(paths: &Paths, path: &Path) -> Option<Result<PathBuf, ConfigError>> {
    let text = String::from_utf8(read_bytes(path).ok()?).ok()?;
    let known = catalog::questionnaires(&read_own(paths).questionnaires).0;
    let file = shown_name(path);
    let problems = catalog::check_agenda(&text, &file, &known).ok()?;
    if let Some(problem) = problems.into_iter().next() {
        return Some(Err(ConfigError::AgendaNotValid {
            file,
            at: problem.path,
            says: problem.says,
        }));
    }
    let agenda = match catalog::agenda(&text, &file, &known) {
        Ok(agenda) => agenda,
        Err(why) => return Some(Err(ConfigError::AgendaNotRead(why.to_string()))),
    };
    // the id becomes a file name, and it comes from elsewhere
    let id = crate::text::slug(&agenda.id, "agenda");
    Some(match save_agenda(paths, &Agenda { id, ..agenda }, false) {
        Ok(Kept::In(path)) => Ok(path),
        Ok(Kept::Exists) => Err(ConfigError::AgendaExists { file }),
        Err(why) => Err(why),
    })
}

/// The settings; the default ones if there are none yet.
///
/// # Errors
/// [`ConfigError`] if there are settings that cannot be read. They must not be overwritten.
pub fn read_preferences(paths: &Paths) -> Result<Preferences, ConfigError> {
    let path = paths.settings();
    // a link that leads nowhere is there too
    if path.symlink_metadata().is_err() {
        return Ok(Preferences::default());
    }
    let Ok(text) = String::from_utf8(read_bytes(&path)?) else {
        return Err(ConfigError::SettingsNotText { path });
    };
    serde_json::from_str(&text).map_err(|e| ConfigError::SettingsNotUnderstood {
        path,
        why: e.to_string(),
    })
}

/// Writes the settings.
///
/// # Errors
/// [`ConfigError::SettingsNotWritten`]; what was there is unchanged.
pub fn save_preferences(paths: &Paths, preferences: &Preferences) -> Result<(), ConfigError> {
    let path = paths.settings();
    // a link to the file stays a link
    let path = without_links(&path);
    let text = serde_json::to_string_pretty(preferences).unwrap_or_default();
    paths
        .disk
        .folder(&paths.config)
        .and_then(|()| overwrite(&paths.disk, &path, format!("{text}\n").as_bytes()))
        .map(drop)
        .map_err(|e| ConfigError::SettingsNotWritten {
            path,
            why: e.into(),
        })
}
