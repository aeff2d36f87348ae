//! Is a hand-written agenda whole? Every fault with its place, not only the first.

use crate::domain::{Kind, Problem, Questionnaire, Step};
use crate::text::{clip, one_line, width};
use serde_json::Value;
use std::collections::HashSet;

/// Longest step and longest break, in minutes.
const LONGEST: u32 = 24 * 60;
/// Two lines of the prompt are shown at 80 columns.
const PROMPT: usize = 150;

/// What is wrong in the agenda file called `file`.
///
/// # Errors
/// One sentence when it is no agenda at all.
pub fn check_agenda(
    text: &str,
    file: &str,
    known: &[Questionnaire],
) -> Result<Vec<Problem>, String> {
    let mut value = super::json(text, file, super::AGENDA_FORMAT, "agenda")?;
    let mut out = Vec::new();
    if let Err((path, says)) = super::questionnaire::embed(&mut value, known) {
        out.push(Problem::new(path, says));
        // said already: it must not be said again as a wrong shape
        value
            .get_mut("steps")
            .and_then(Value::as_array_mut)
            .into_iter()
            .flatten()
            .for_each(|s| drop(s.as_object_mut().and_then(|s| s.remove("questionnaire"))));
    }
    for key in ["id", "title", "purpose"] {
        match value.get(key) {
            Some(Value::String(text)) if !text.trim().is_empty() => {}
            Some(Value::String(_)) | None => out.push(Problem::new(
                format!("$.{key}"),
                "is missing. Give the agenda one.",
            )),
            Some(other) => out.push(Problem::new(
                format!("$.{key}"),
                format!("is {}; a text was expected.", short(other)),
            )),
        }
    }
    if value.get("solo").is_some_and(|v| !v.is_boolean()) {
        out.push(Problem::new(
            "$.solo",
            "has to be true (one person alone) or false.",
        ));
    }
    if value.get("start").is_some_and(|v| !v.is_null()) {
        out.push(Problem::new(
            "$.start",
            "belongs to a session, not to an agenda. Leave it out.",
        ));
    }
    if value.get("end").is_some_and(|v| {
        !v.is_null()
            && v.as_str()
                .is_none_or(|t| t.parse::<jiff::civil::Time>().is_err())
    }) {
        out.push(Problem::new("$.end", "has to be a time such as \"16:30\"."));
    }
    match value.get("steps").and_then(Value::as_array) {
        Some(steps) if !steps.is_empty() => {
            let mut ids = HashSet::new();
            for (n, step) in steps.iter().enumerate() {
                check_step(step, &format!("$.steps[{n}]"), &mut ids, &mut out);
            }
        }
        _ => out.push(Problem::new(
            "$.steps",
            "has to be a list of at least one step.",
        )),
    }
    Ok(out)
}

fn check_step(value: &Value, path: &str, ids: &mut HashSet<String>, out: &mut Vec<Problem>) {
    let step: Step = match serde_path_to_error::deserialize(value) {
        Ok(step) => step,
        Err(e) => {
            let inner = e.path().to_string();
            let place = if inner == "." {
                path.to_owned()
            } else {
                format!("{path}.{inner}")
            };
            out.push(Problem::new(place, format!("{}.", e.inner())));
            return;
        }
    };
    let mut say = |key: &str, says: String| out.push(Problem::new(format!("{path}.{key}"), says));
    if step.id.as_str().is_empty() || !ids.insert(step.id.as_str().to_owned()) {
        say(
            "id",
            format!(
                "“{}” is empty or was used before. Each step needs an id of its own.",
                clip(&one_line(step.id.as_str()), 30)
            ),
        );
    }
    if !step.kind.is_known() {
        let kind = one_line(step.kind.name());
        let kinds: Vec<&str> = Kind::ALL.iter().map(Kind::name).collect();
        let nearest = kinds
            .iter()
            .filter(|k| k.chars().take(2).eq(kind.chars().take(2)))
            .map(|k| format!(" Did you mean “{k}”?"))
            .next();
        say(
            "kind",
            format!(
                "“{}” is not known.{} Known are: {}.",
                clip(&kind, 30),
                nearest.unwrap_or_default(),
                kinds.join(", ")
            ),
        );
    }
    if step.title.trim().is_empty() {
        say(
            "title",
            "is empty. It is the name of the step in the header.".to_owned(),
        );
    }
    if step.minutes == 0 || step.minutes > LONGEST {
        say(
            "minutes",
            format!("is {}; 1 to {LONGEST} were expected.", step.minutes),
        );
    }
    if step.pause() > LONGEST {
        say(
            "break_after.minutes",
            format!("is {}; up to {LONGEST} were expected.", step.pause()),
        );
    }
    if step.kind == Kind::Questionnaire && step.questionnaire.is_none() {
        say(
            "questionnaire",
            "is missing: the id of a questionnaire, such as \"pentad\".".to_owned(),
        );
    }
    if step.kind == Kind::Matrix {
        let fault = step.matrix.as_ref().map(|m| {
            let bands = m.bands.len() + 1;
            m.cells.len() != bands
                || m.cells
                    .iter()
                    .any(|row| row.len() != bands || row.iter().any(|t| *t >= m.types.len()))
        });
        if fault != Some(false) {
            say("matrix", "needs as many rows and columns of cells as there are bands, each the place of a type.".to_owned());
        }
    }
    if step.kind == Kind::Board && step.board.as_ref().is_none_or(|b| b.columns.is_empty()) {
        say(
            "board",
            "is missing: a board needs columns, each with an id and a title.".to_owned(),
        );
    }
    if step.kind == Kind::Expectations && step.side.is_none() {
        say(
            "side",
            "is missing: \"a\" or \"b\", whose expectations are they?".to_owned(),
        );
    }
    if width(&step.prompt) > PROMPT {
        say(
            "prompt",
            format!(
                "has {} signs; more than {PROMPT} are cut off on a small screen.",
                width(&step.prompt)
            ),
        );
    }
    for key in step.extra.keys() {
        say(
            key,
            "is no key that this version knows; it is kept but does nothing.".to_owned(),
        );
    }
}

fn short(value: &Value) -> String {
    clip(&one_line(&value.to_string()), 30).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named_with_its_place() {
        let text = r#"{"format": "roundtable/agenda", "version": 1, "id": "x", "title": 5, "start": "2026-01-01T09:00", "steps": [
            {"id": "a", "kind": "allign", "title": "A", "minutes": 30},
            {"id": "a", "kind": "expectations", "title": "", "minutes": 0, "break_after": {"title": "Coffee", "minutes": 5000}},
            {"id": "c", "kind": "goals", "title": "C", "minutes": "half an hour"},
            {"kind": "goals"},
            {"id": "e", "kind": "goals", "title": "E", "minutes": 10, "starts_at": "25:00"},
            {"id": "f", "kind": "goals", "title": "F", "minutes": 10, "colour": "red"}]}"#;
        let problems = check_agenda(text, "mine.json", &[]).unwrap();
        let places: Vec<&str> = problems.iter().map(|p| p.path.as_str()).collect();
        let want = [
            "$.title",
            "$.purpose",
            "$.start",
            "$.steps[0].kind",
            "$.steps[1].id",
            "$.steps[1].title",
            "$.steps[1].minutes",
            "$.steps[1].break_after.minutes",
            "$.steps[1].side",
            "$.steps[2].minutes",
            "$.steps[3]",
            "$.steps[4].starts_at",
            "$.steps[5].colour",
        ];
        assert_eq!(places, want);
        assert!(
            check_agenda("{\n oops", "x.json", &[])
                .unwrap_err()
                .contains("line 2 column 2")
        );
        assert!(
            check_agenda("{}", "x.json", &[])
                .unwrap_err()
                .starts_with("x.json is no agenda")
        );
    }

    #[test]
    fn our_own_are_whole() {
        let known = crate::catalog::questionnaires(&[]).0;
        for text in crate::catalog::AGENDAS {
            assert_eq!(check_agenda(text, "built in", &known).unwrap(), []);
        }
    }
}
