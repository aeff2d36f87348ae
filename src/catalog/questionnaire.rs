//! Questionnaires from their files.

use super::{CatalogError, ContentKind, Fault, check_questionnaire, quote, read_json, wrong_form};
use crate::domain::{Problem, Questionnaire};
use serde_json::{Value, json};

pub(super) const BUILT_IN: [&str; 14] = [
    include_str!("../../assets/questionnaires/drivers.json"),
    include_str!("../../assets/questionnaires/facilitators.json"),
    include_str!("../../assets/questionnaires/components.json"),
    include_str!("../../assets/questionnaires/pentad.json"),
    include_str!("../../assets/questionnaires/pitfalls.json"),
    include_str!("../../assets/questionnaires/steps.json"),
    include_str!("../../assets/questionnaires/value-update.json"),
    include_str!("../../assets/questionnaires/verdict.json"),
    include_str!("../../assets/questionnaires/readiness.json"),
    include_str!("../../assets/questionnaires/transform.json"),
    include_str!("../../assets/questionnaires/views.json"),
    include_str!("../../assets/questionnaires/barriers.json"),
    include_str!("../../assets/questionnaires/relationship-manager.json"),
    include_str!("../../assets/questionnaires/maturity.json"),
];

/// All questionnaires: the user's own (`(file name, text)`) first, then the built-in ones whose id
/// no own questionnaire has; and the own files that are left out.
#[must_use]
pub fn questionnaires(own: &[(String, String)]) -> (Vec<Questionnaire>, Vec<Fault>) {
    let (mut out, mut faults) = (Vec::<Questionnaire>::new(), Vec::new());
    for (file, text) in own {
        match own_questionnaire(text, file) {
            Ok(questionnaire) => out.push(questionnaire),
            Err(fault) => faults.push(fault),
        }
    }
    for text in BUILT_IN {
        if let Ok(built_in) = questionnaire(text, "built in")
            && !out.iter().any(|q| q.id == built_in.id)
        {
            out.push(built_in);
        }
    }
    (out, faults)
}

fn own_questionnaire(text: &str, file: &str) -> Result<Questionnaire, Fault> {
    let questionnaire = questionnaire(text, file).map_err(Fault::Unreadable)?;
    let problems = check_questionnaire(text, file).map_err(Fault::Unreadable)?;
    match problems.into_iter().next() {
        None => Ok(questionnaire),
        Some(problem) => Err(Fault::Faulty {
            file: file.to_owned(),
            problem,
        }),
    }
}

/// Reads a questionnaire from the text of the file called `file`.
///
/// # Errors
/// [`CatalogError`] with the file and the place in it.
pub fn questionnaire(text: &str, file: &str) -> Result<Questionnaire, CatalogError> {
    let value = read_json(text, file, ContentKind::Questionnaire)?;
    from_value(&value).map_err(|problem| CatalogError::Malformed {
        file: file.to_owned(),
        problem,
    })
}

/// A questionnaire from the JSON of its file.
pub(super) fn from_value(value: &Value) -> Result<Questionnaire, Problem> {
    let mut q: Questionnaire =
        serde_path_to_error::deserialize(value).map_err(|e| wrong_form("$", &e))?;
    // the `format` and `version` keys are not questionnaire fields
    q.extra.shift_remove("format");
    q.extra.shift_remove("version");
    Ok(q)
}

/// Replaces the ids by which the steps of an agenda name their questionnaires by the
/// questionnaires.
pub(super) fn embed(agenda: &mut Value, known: &[Questionnaire]) -> Result<(), Problem> {
    let steps = agenda.get_mut("steps").and_then(Value::as_array_mut);
    for (n, step) in steps.into_iter().flatten().enumerate() {
        let Some(slot) = step.get_mut("questionnaire") else {
            continue;
        };
        let Some(id) = slot.as_str() else {
            continue;
        };
        let Some(found) = known.iter().find(|q| q.id == id) else {
            return Err(Problem::new(
                format!("$.steps[{n}].questionnaire"),
                format!("“{}” is not a known questionnaire.", quote(id)),
            ));
        };
        *slot = json!(found);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_questionnaire_is_valid_and_names_its_source() {
        let (all, faults) = questionnaires(&[]);
        assert_eq!((all.len(), faults.len()), (BUILT_IN.len(), 0));
        for text in BUILT_IN {
            assert_eq!(check_questionnaire(text, "built in").unwrap(), []);
        }
        for q in &all {
            assert!(
                !q.source.is_empty() && q.purpose.ends_with(['.', '?']),
                "{}",
                q.id
            );
            assert!(
                q.items.iter().all(|i| q.scale(i).is_some())
                    && q.areas.iter().all(|a| q.items_of(&a.id).next().is_some()),
                "{}",
                q.id
            );
            assert!(q.extra.is_empty(), "{}: {:?}", q.id, q.extra);
        }
        assert_eq!(
            all.iter().find(|q| q.id == "pitfalls").unwrap().items.len(),
            55
        );
    }

    #[test]
    fn an_own_questionnaire_replaces_a_built_in_one_and_a_faulty_file_is_left_out() {
        let mine = BUILT_IN[3].replace("\"title\": \"Partnering pentad\"", "\"title\": \"Mine\"");
        let untitled = mine.replace("\"title\": \"Mine\"", "\"title\": \"\"");
        let own = [
            ("mine.json".to_owned(), mine.clone()),
            ("untitled.json".to_owned(), untitled),
            ("cut.json".to_owned(), mine.chars().take(99).collect()),
        ];
        let (all, faults) = questionnaires(&own);
        assert_eq!((all.len(), all[0].title.as_str()), (BUILT_IN.len(), "Mine"));
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(
            faults[0],
            "untitled.json is not used: $.title is missing. Give the questionnaire one."
        );
        assert!(
            faults[1].starts_with("cut.json is not JSON: EOF"),
            "{faults:?}"
        );
        assert!(
            faults[1].ends_with(" `roundtable agenda check` says more."),
            "{faults:?}"
        );
    }
}
