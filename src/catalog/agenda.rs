//! Agendas from their files.

use super::questionnaire::embed;
use super::{CatalogError, ContentKind, Fault, read_json, wrong_form};
use crate::domain::{Agenda, Problem, Questionnaire};
use serde_json::Value;

pub(super) const BUILT_IN: [&str; 18] = [
    include_str!("../../assets/agendas/collaboration.json"),
    include_str!("../../assets/agendas/collaboration-3h.json"),
    include_str!("../../assets/agendas/collaboration-solo.json"),
    include_str!("../../assets/agendas/partnership-model.json"),
    include_str!("../../assets/agendas/relationship-reset.json"),
    include_str!("../../assets/agendas/alliance-design.json"),
    include_str!("../../assets/agendas/alliance-steps.json"),
    include_str!("../../assets/agendas/transformational.json"),
    include_str!("../../assets/agendas/review.json"),
    include_str!("../../assets/agendas/value-update.json"),
    include_str!("../../assets/agendas/solo-pentad.json"),
    include_str!("../../assets/agendas/solo-pitfalls.json"),
    include_str!("../../assets/agendas/solo-views.json"),
    include_str!("../../assets/agendas/solo-transform.json"),
    include_str!("../../assets/agendas/solo-maturity.json"),
    include_str!("../../assets/agendas/solo-relationship-manager.json"),
    include_str!("../../assets/agendas/solo-barriers.json"),
    include_str!("../../assets/agendas/solo-readiness.json"),
];

/// Reads an agenda from the text of the file called `file`. The questionnaires that its steps name
/// by id are taken from `known` and become part of it.
///
/// # Errors
/// [`CatalogError`] with the file and the place in it.
pub fn agenda(text: &str, file: &str, known: &[Questionnaire]) -> Result<Agenda, CatalogError> {
    let mut value = read_json(text, file, ContentKind::Agenda)?;
    let malformed = |problem| CatalogError::Malformed {
        file: file.to_owned(),
        problem,
    };
    embed(&mut value, known).map_err(malformed)?;
    let mut agenda: Agenda =
        serde_path_to_error::deserialize(&value).map_err(|e| malformed(wrong_form("$", &e)))?;
    // the `format` and `version` keys are not agenda fields
    agenda.extra.shift_remove("format");
    agenda.extra.shift_remove("version");
    if agenda.id.is_empty() || agenda.title.is_empty() || agenda.steps.is_empty() {
        let needs = "needs an id, a title and at least one step.";
        return Err(malformed(Problem::new("$", needs)));
    }
    Ok(agenda)
}

/// The text of an agenda's file.
#[must_use]
pub fn agenda_text(agenda: &Agenda) -> String {
    let mut file = serde_json::json!({"format": ContentKind::Agenda.format(), "version": 1});
    if let (Some(file), Ok(Value::Object(agenda))) =
        (file.as_object_mut(), serde_json::to_value(agenda))
    {
        file.extend(agenda.into_iter().filter(|(_, v)| !v.is_null()));
    }
    format!(
        "{}\n",
        serde_json::to_string_pretty(&file).unwrap_or_default()
    )
}

/// All agendas: the user's own (`(file name, text)`) first, then the built-in ones whose id no own
/// agenda has; and the own files that are left out.
#[must_use]
pub fn agendas(own: &[(String, String)], known: &[Questionnaire]) -> (Vec<Agenda>, Vec<Fault>) {
    let (mut out, mut faults) = (Vec::<Agenda>::new(), Vec::new());
    for (file, text) in own {
        match agenda(text, file, known) {
            Ok(agenda) => out.push(agenda),
            Err(why) => faults.push(Fault::Unreadable(why)),
        }
    }
    for text in BUILT_IN {
        if let Ok(built_in) = agenda(text, "built in", known)
            && !out.iter().any(|a| a.id == built_in.id)
        {
            out.push(built_in);
        }
    }
    (out, faults)
}

#[cfg(test)]
mod tests {
    use super::super::questionnaires;
    use super::*;

    #[test]
    fn an_own_agenda_replaces_a_built_in_one_and_a_faulty_file_is_left_out() {
        let own = BUILT_IN[0].replace("Collaboration workshop, one day", "Mine");
        let (all, faults) = agendas(
            &[("mine.json".into(), own), ("bad.json".into(), "{".into())],
            &questionnaires(&[]).0,
        );
        assert_eq!(
            (all.len(), all[0].title.as_str(), faults.len()),
            (BUILT_IN.len(), "Mine", 1)
        );
        assert_eq!(
            agenda(&agenda_text(&all[0]), "kept.json", &[]).unwrap(),
            all[0]
        );
    }

    #[test]
    fn a_malformed_agenda_is_refused_with_the_place() {
        let file = |rest: &str| format!("{{\"format\": \"roundtable/agenda\"{rest}}}");
        for (rest, want) in [
            (
                ", \"steps\": 1",
                "x.json: $.steps has the wrong form: \
                 invalid type: integer `1`, expected a sequence.",
            ),
            ("", "x.json: $ needs an id, a title and at least one step."),
            (
                ", \"steps\": [{\"questionnaire\": \"q\"}]",
                "x.json: $.steps[0].questionnaire “q” is not a known questionnaire.",
            ),
        ] {
            let error = agenda(&file(rest), "x.json", &[]).unwrap_err();
            assert_eq!(error.to_string(), want);
        }
    }
}
