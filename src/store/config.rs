//! The user's own configuration: settings, agendas, themes.

use super::paths::{Paths, name, shown};
use super::replace::{create_new, overwrite};
use super::{io_message, read::read_text};
use crate::catalog::{self, Own, Preferences};
use crate::domain::Agenda;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// What became of an agenda that was to be kept.
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
    let of = |folder: &str| texts(&paths.config.join(folder));
    Own {
        agendas: texts(&paths.agendas()),
        questionnaires: of("questionnaires"),
        themes: of("themes"),
    }
}

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
        .filter_map(|p| Some((name(p), String::from_utf8(read_text(p).ok()?).ok()?)))
        .collect()
}

/// Keeps an agenda among the user's own, under its id.
///
/// # Errors
/// One sentence; nothing is changed.
pub fn save_agenda(paths: &Paths, agenda: &Agenda, force: bool) -> Result<Kept, String> {
    let folder = paths.agendas();
    let path = folder.join(format!("{}.json", agenda.id));
    let failed = |e: &std::io::Error| {
        format!(
            "The agenda cannot be written to {}: {}.",
            shown(&path),
            io_message::of(e)
        )
    };
    paths.disk.folder(&folder).map_err(|e| failed(&e))?;
    let text = crate::text::escape_json(catalog::agenda_text(agenda));
    let result = if force {
        overwrite(&paths.disk, &path, text.as_bytes())
    } else {
        create_new(&paths.disk, &path, text.as_bytes())
    };
    match result {
        Ok(_) => Ok(Kept::In(path)),
        Err(e) if e.kind() == ErrorKind::AlreadyExists => Ok(Kept::Exists),
        Err(e) => Err(failed(&e)),
    }
}

/// Takes an agenda from elsewhere among the user's own, checked first; none when the file is no agenda.
#[must_use]
pub fn import_agenda(paths: &Paths, path: &Path) -> Option<Result<PathBuf, String>> {
    let text = String::from_utf8(read_text(path).ok()?).ok()?;
    let known = catalog::questionnaires(&read_own(paths).questionnaires).0;
    let file = name(path);
    let problems = catalog::check_agenda(&text, &file, &known).ok()?;
    if let Some(p) = problems.first() {
        return Some(Err(format!(
            "{file} is not imported: {} {} `roundtable agenda check` names every fault.",
            p.path, p.says
        )));
    }
    let agenda = match catalog::agenda(&text, &file, &known) {
        Ok(agenda) => agenda,
        Err(why) => return Some(Err(why.to_string())),
    };
    // the id names the file: it comes from elsewhere
    let id = crate::text::slug(&agenda.id, "agenda");
    Some(match save_agenda(paths, &Agenda { id, ..agenda }, false) {
        Ok(Kept::In(path)) => Ok(path),
        Ok(Kept::Exists) => Err(format!(
            "{file} is among your agendas already. Nothing is changed."
        )),
        Err(why) => Err(why),
    })
}

/// The settings; those of a new installation where there are none yet.
///
/// # Errors
/// One sentence when there are settings that cannot be read: they must not be overwritten.
pub fn read_preferences(paths: &Paths) -> Result<Preferences, String> {
    let path = paths.settings();
    if !path.exists() {
        return Ok(Preferences::default());
    }
    let text = String::from_utf8(read_text(&path)?)
        .map_err(|_| format!("{} is no text. The usual settings are used.", shown(&path)))?;
    serde_json::from_str(&text).map_err(|e| {
        format!(
            "{} is not understood: {e}. The usual settings are used; mend or delete it.",
            shown(&path)
        )
    })
}

/// Writes the settings.
///
/// # Errors
/// One sentence; what was there is unchanged.
pub fn save_preferences(paths: &Paths, preferences: &Preferences) -> Result<(), String> {
    let path = paths.settings();
    // a link to the file itself stays
    let path = std::fs::canonicalize(&path).unwrap_or(path);
    let text = serde_json::to_string_pretty(preferences).unwrap_or_default();
    let written = paths
        .disk
        .folder(&paths.config)
        .and_then(|()| overwrite(&paths.disk, &path, format!("{text}\n").as_bytes()));
    written.map(drop).map_err(|e| {
        format!(
            "The settings cannot be written to {}: {}.",
            shown(&path),
            io_message::of(&e)
        )
    })
}
