//! The check of a hand-written agenda: every problem with its place, not only the first.

use super::questionnaire::embed;
use super::{CatalogError, ContentKind, quote, read_json, wrong_form};
use crate::domain::{Kind, Problem, Questionnaire, Step};
use crate::text::width;
use serde_json::Value;
use std::collections::HashSet;

/// Most minutes of a step and of a break.
const LONGEST: u32 = 24 * 60;
/// Most characters of a prompt: two lines are shown at 80 columns.
const PROMPT: usize = 150;

/// The problems of the agenda file called `file`; empty if it is valid.
///
/// # Errors
/// [`CatalogError`] if the text is not JSON or does not say that it is an agenda.
pub fn check_agenda(
    text: &str,
    file: &str,
    known: &[Questionnaire],
) -> Result<Vec<Problem>, CatalogError> {
    let mut value = read_json(text, file, ContentKind::Agenda)?;
    let mut out = Vec::new();
    if let Err(problem) = embed(&mut value, known) {
        out.push(problem);
        // without them, the same fault is not reported again as a wrong form
        let steps = value.get_mut("steps").and_then(Value::as_array_mut);
        for step in steps.into_iter().flatten().filter_map(Value::as_object_mut) {
            step.remove("questionnaire");
        }
    }
    check_fields(&value, &mut out);
    match value.get("steps").and_then(Value::as_array) {
        Some(steps) if !steps.is_empty() => {
            let mut ids = HashSet::new();
            for (n, step) in steps.iter().enumerate() {
                check_step(step, &format!("$.steps[{n}]"), &mut ids, &mut out);
            }
        }
        _ => out.push(Problem::new(
            "$.steps",
            "must be a list of at least one step.",
        )),
    }
    Ok(out)
}

/// The fields of the agenda beside its steps.
fn check_fields(agenda: &Value, out: &mut Vec<Problem>) {
    let value = |key: &str| agenda.get(key).filter(|v| !v.is_null());
    for key in ["id", "title", "purpose"] {
        let says = match value(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => continue,
            Some(Value::String(_)) | None => "is missing. Give the agenda one.".to_owned(),
            Some(other) => format!("is {}; text was expected.", quote(&other.to_string())),
        };
        out.push(Problem::new(format!("$.{key}"), says));
    }
    if value("solo").is_some_and(|v| !v.is_boolean()) {
        let says = "must be true (one person works alone) or false.";
        out.push(Problem::new("$.solo", says));
    }
    if value("start").is_some() {
        let says = "belongs to a session, not to an agenda. Leave it out.";
        out.push(Problem::new("$.start", says));
    }
    let is_time = |v: &Value| {
        v.as_str()
            .is_some_and(|t| t.parse::<jiff::civil::Time>().is_ok())
    };
    if value("end").is_some_and(|v| !is_time(v)) {
        out.push(Problem::new("$.end", "must be a time such as \"16:30\"."));
    }
}

fn check_step(value: &Value, path: &str, ids: &mut HashSet<String>, out: &mut Vec<Problem>) {
    let step: Step = match serde_path_to_error::deserialize(value) {
        Ok(step) => step,
        Err(e) => return out.push(wrong_form(path, &e)),
    };
    let mut says: Vec<(&str, String)> = Vec::new();
    if step.id.as_str().is_empty() || !ids.insert(step.id.as_str().to_owned()) {
        let id = quote(step.id.as_str());
        says.push((
            "id",
            format!("“{id}” is empty or was used before. Each step needs its own id."),
        ));
    }
    if !step.kind.is_known() {
        says.push(("kind", unknown_kind(step.kind.name())));
    }
    if step.title.trim().is_empty() {
        let text = "is empty. It is the name of the step in the header.";
        says.push(("title", text.to_owned()));
    }
    if step.minutes == 0 || step.minutes > LONGEST {
        let text = format!("is {}; it must be 1 to {LONGEST}.", step.minutes);
        says.push(("minutes", text));
    }
    if step.pause() > LONGEST {
        let text = format!("is {}; it must be at most {LONGEST}.", step.pause());
        says.push(("break_after.minutes", text));
    }
    says.extend(missing_for_kind(&step).map(|(key, text)| (key, text.to_owned())));
    let prompt = width(&step.prompt);
    if prompt > PROMPT {
        let text = format!(
            "is {prompt} characters wide; more than {PROMPT} are cut off on a small screen."
        );
        says.push(("prompt", text));
    }
    for key in step.extra.keys() {
        let text = "is not a key that this version knows; it is kept but does nothing.";
        says.push((key, text.to_owned()));
    }
    let problems = says.into_iter();
    out.extend(problems.map(|(key, says)| Problem::new(format!("{path}.{key}"), says)));
}

/// What a kind of step needs and this step does not have.
fn missing_for_kind(step: &Step) -> Option<(&'static str, &'static str)> {
    match step.kind {
        Kind::Questionnaire if step.questionnaire.is_none() => Some((
            "questionnaire",
            "is missing: the id of a questionnaire, such as \"pentad\".",
        )),
        Kind::Matrix if !step.matrix.as_ref().is_some_and(|m| m.is_complete()) => Some((
            "matrix",
            "needs a row and a column of cells for each band, one more than there are figures in \
             `bands`; each cell is the index of a type.",
        )),
        Kind::Board if step.board.as_ref().is_none_or(|b| b.columns.is_empty()) => Some((
            "board",
            "is missing: a board needs columns, each with an id and a title.",
        )),
        Kind::Expectations if step.side.is_none() => Some((
            "side",
            "is missing. Say whose expectations they are: \"a\" or \"b\".",
        )),
        _ => None,
    }
}

fn unknown_kind(name: &str) -> String {
    let names: Vec<&str> = Kind::ALL.iter().map(Kind::name).collect();
    let nearest = names
        .iter()
        .find(|known| known.chars().take(2).eq(name.chars().take(2)))
        .map_or_else(String::new, |known| format!(" Did you mean “{known}”?"));
    format!(
        "“{}” is not known.{nearest} The kinds are: {}.",
        quote(name),
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The problems of an agenda that is valid but for `changes` to the agenda and to its one step.
    fn problems(agenda: Value, step: Value) -> Vec<String> {
        let mut one = json!({"id": "a", "kind": "goals", "title": "A", "minutes": 30});
        merge(&mut one, step);
        let mut all = json!({"format": "roundtable/agenda", "version": 1, "id": "x", "title": "X",
            "purpose": "To try it.", "steps": [one]});
        merge(&mut all, agenda);
        let problems = check_agenda(&all.to_string(), "mine.json", &[]).unwrap();
        problems.iter().map(ToString::to_string).collect()
    }

    fn merge(into: &mut Value, changes: Value) {
        for (key, value) in changes.as_object().unwrap() {
            into[key] = value.clone();
        }
    }

    #[test]
    fn a_valid_agenda_has_no_problems() {
        assert_eq!(problems(json!({}), json!({})), [""; 0]);
        let known = crate::catalog::questionnaires(&[]).0;
        for text in crate::catalog::agenda::BUILT_IN {
            assert_eq!(check_agenda(text, "built in", &known).unwrap(), []);
        }
    }

    #[test]
    fn each_problem_of_an_agenda_is_named_with_its_place() {
        for (changes, want) in [
            (json!({"id": ""}), "$.id is missing. Give the agenda one."),
            (json!({"title": 5}), "$.title is 5; text was expected."),
            (json!({"purpose": null}), "$.purpose is missing."),
            (json!({"solo": "yes"}), "$.solo must be true"),
            (
                json!({"start": "2026-01-01T09:00"}),
                "$.start belongs to a session",
            ),
            (
                json!({"end": "half past four"}),
                "$.end must be a time such as \"16:30\".",
            ),
            (
                json!({"steps": []}),
                "$.steps must be a list of at least one step.",
            ),
            (
                json!({"steps": 1}),
                "$.steps must be a list of at least one step.",
            ),
        ] {
            let problems = problems(changes, json!({}));
            assert_eq!(problems.len(), 1, "{problems:?}");
            assert!(problems[0].starts_with(want), "{problems:?}");
        }
    }

    #[test]
    fn each_problem_of_a_step_is_named_with_its_place() {
        for (changes, want) in [
            (json!({"id": ""}), ".id “” is empty or was used before."),
            (
                json!({"kind": "allign"}),
                ".kind “allign” is not known. Did you mean “align”?",
            ),
            (
                json!({"kind": "xylophone"}),
                ".kind “xylophone” is not known. The kinds are: welcome,",
            ),
            (json!({"title": " "}), ".title is empty."),
            (
                json!({"minutes": 0}),
                ".minutes is 0; it must be 1 to 1440.",
            ),
            (
                json!({"minutes": "half an hour"}),
                ".minutes has the wrong form: invalid type: string",
            ),
            (
                json!({"title": null}),
                ".title has the wrong form: invalid type: null",
            ),
            (
                json!({"starts_at": "25:00"}),
                ".starts_at has the wrong form:",
            ),
            (
                json!({"break_after": {"title": "Tea", "minutes": 5000}}),
                ".break_after.minutes is 5000; it must be at most 1440.",
            ),
            (
                json!({"kind": "questionnaire"}),
                ".questionnaire is missing: the id of a questionnaire",
            ),
            (
                json!({"kind": "questionnaire", "questionnaire": "nothing"}),
                ".questionnaire “nothing” is not a known questionnaire.",
            ),
            (
                json!({"kind": "matrix"}),
                ".matrix needs a row and a column of cells for each band",
            ),
            (
                json!({"kind": "board"}),
                ".board is missing: a board needs columns",
            ),
            (
                json!({"kind": "expectations"}),
                ".side is missing. Say whose expectations they are",
            ),
            (
                json!({"prompt": "x".repeat(160)}),
                ".prompt is 160 characters wide;",
            ),
            (
                json!({"colour": "red"}),
                ".colour is not a key that this version knows",
            ),
        ] {
            let problems = problems(json!({}), changes);
            let want = format!("$.steps[0]{want}");
            assert!(problems[0].starts_with(&want), "{problems:?} for {want}");
        }
        let twice = json!({"id": "a", "kind": "goals", "title": "A", "minutes": 5});
        let found = problems(
            json!({"steps": [twice, twice, {"kind": "goals"}]}),
            json!({}),
        );
        assert_eq!(
            found[0],
            "$.steps[1].id “a” is empty or was used before. Each step needs its own id."
        );
        assert_eq!(
            found[1],
            "$.steps[2] has the wrong form: missing field `id`."
        );
    }

    #[test]
    fn a_file_that_is_not_an_agenda_is_refused_with_its_name() {
        for (text, want) in [
            (
                "{\n oops",
                "x.json is not JSON: key must be a string at line 2 column 2.",
            ),
            (
                "{}",
                "x.json is not an agenda (its first key is not \"format\": \"roundtable/agenda\").",
            ),
        ] {
            let error = check_agenda(text, "x.json", &[]).unwrap_err();
            assert_eq!(error.to_string(), want);
        }
    }
}
