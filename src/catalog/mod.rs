//! Content that is data: agendas, questionnaires, samples, themes and settings, built in and the
//! user's own. Pure: from text.

mod agenda;
mod agenda_check;
mod error;
mod preferences;
mod questionnaire;
mod questionnaire_check;
mod router;
mod sample;
mod theme;

pub use agenda::{agenda, agenda_text, agendas};
pub use agenda_check::check_agenda;
pub use error::{CatalogError, ContentKind, Fault};
pub use preferences::Preferences;
pub use questionnaire::{questionnaire, questionnaires};
pub use questionnaire_check::check_questionnaire;
pub use router::{Advice, Ask, Router, Then};
pub use sample::{sample, shift_to};
pub use theme::{Colours, READABLE, VISIBLE, theme, themes};

use crate::domain::{Agenda, Problem, Questionnaire};
use crate::text::{Sentence, clip, one_line};
use serde_json::Value;
use std::sync::OnceLock;

/// Everything there is to choose from, and the user's settings.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    own: Own,
    questionnaires: OnceLock<Vec<Questionnaire>>,
    agendas: OnceLock<Vec<Agenda>>,
    /// The themes, the built-in ones first.
    pub themes: Vec<Colours>,
    /// The settings.
    pub preferences: Preferences,
    /// False if the settings file could not be read: it is then not overwritten.
    pub may_set: bool,
    /// What is left out, and why.
    pub faults: Vec<Fault>,
}

impl Catalog {
    /// The built-in content with the user's own content and settings. What is built in has no
    /// faults, and is read when it is asked for: that takes longer than all else at the start.
    #[must_use]
    pub fn new(own: &Own, preferences: Result<Preferences, Sentence>) -> Self {
        let mut faults = own.faults();
        let (themes, more) = themes(&own.themes);
        faults.extend(more);
        let may_set = preferences.is_ok();
        let preferences = preferences.unwrap_or_else(|why| {
            faults.push(Fault::Settings(why));
            Preferences::default()
        });
        Self {
            own: own.clone(),
            questionnaires: OnceLock::new(),
            agendas: OnceLock::new(),
            themes,
            preferences,
            may_set,
            faults,
        }
    }

    /// The questionnaires, the user's own first.
    #[must_use]
    pub fn questionnaires(&self) -> &[Questionnaire] {
        self.questionnaires
            .get_or_init(|| questionnaires(&self.own.questionnaires).0)
    }

    /// The agendas, the user's own first.
    #[must_use]
    pub fn agendas(&self) -> &[Agenda] {
        self.agendas
            .get_or_init(|| agendas(&self.own.agendas, self.questionnaires()).0)
    }

    /// Replaces the agendas: a file of the user's own has changed.
    pub fn set_agendas(&mut self, agendas: Vec<Agenda>) {
        self.agendas = agendas.into();
    }
}

/// The texts of the user's own files, with their names.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)] // named for what they hold
pub struct Own {
    pub agendas: Vec<(String, String)>,
    pub questionnaires: Vec<(String, String)>,
    pub themes: Vec<(String, String)>,
}

impl Own {
    /// What is wrong with the agendas and questionnaires.
    fn faults(&self) -> Vec<Fault> {
        if self.agendas.is_empty() && self.questionnaires.is_empty() {
            return vec![];
        }
        let (questionnaires, mut faults) = questionnaires(&self.questionnaires);
        faults.extend(agendas(&self.agendas, &questionnaires).1);
        faults
    }
}

/// The JSON of a content file, if its `format` key says that it is of this kind.
fn read_json(text: &str, file: &str, kind: ContentKind) -> Result<Value, CatalogError> {
    let file = || file.to_owned();
    let value: Value = serde_json::from_str(text).map_err(|e| CatalogError::NotJson {
        file: file(),
        why: e.to_string(),
    })?;
    if value.get("format").and_then(Value::as_str) != Some(kind.format()) {
        return Err(CatalogError::WrongFormat { file: file(), kind });
    }
    Ok(value)
}

/// The problem that a value below `path` is missing or has the wrong form.
fn wrong_form(path: &str, error: &serde_path_to_error::Error<serde_json::Error>) -> Problem {
    let inner = error.path().to_string();
    let path = if inner == "." {
        path.to_owned()
    } else {
        format!("{path}.{inner}")
    };
    let why = one_line(&error.inner().to_string()).into_owned();
    Problem::new(path, format!("has the wrong form: {why}."))
}

/// A text from a file, short enough to be quoted in a sentence.
fn quote(text: &str) -> String {
    clip(&one_line(text), 30).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Session;

    #[test]
    fn every_built_in_agenda_is_complete() {
        let all = agendas(&[], &questionnaires(&[]).0).0;
        assert_eq!(all.len(), agenda::BUILT_IN.len());
        for a in &all {
            assert!(!a.purpose.is_empty() && !a.steps.is_empty(), "{}", a.id);
            assert!(a.extra.is_empty());
            for s in &a.steps {
                assert!(
                    crate::text::width(&s.prompt) <= 75
                        && !s.example.is_empty()
                        && !s.tips.is_empty(),
                    "{} {}",
                    a.id,
                    s.id
                );
            }
        }
        assert_eq!(all[0].minutes(), 450);
        assert!(sample("x").is_none());
    }

    #[test]
    fn every_sample_follows_the_agenda_whose_id_it_has() {
        let known = agendas(&[], &questionnaires(&[]).0).0;
        for (id, text) in sample::SAMPLES {
            let s: Session = serde_json::from_str(text).unwrap();
            let of: Vec<&str> = s.agenda.steps.iter().map(|s| s.kind.name()).collect();
            let agenda = known.iter().find(|a| a.id == s.agenda.id).unwrap();
            assert_eq!(
                of,
                agenda
                    .steps
                    .iter()
                    .map(|s| s.kind.name())
                    .collect::<Vec<_>>(),
                "{}",
                s.title
            );
            assert!(
                s.agenda.id == id && sample(id) == Some(text),
                "one sample for an agenda: {}",
                s.title
            );
        }
    }
}
