//! The check of a hand-written questionnaire: every problem with its place.

use super::questionnaire::from_value;
use super::{CatalogError, ContentKind, quote, read_json};
use crate::domain::questionnaire::{Band, Item, Scale};
use crate::domain::{Problem, Questionnaire};
use std::collections::HashSet;

/// Most items: nobody answers more.
const MOST_ITEMS: usize = 200;
/// Fewest and most answers of a scale: each has a digit.
const ANSWERS: std::ops::RangeInclusive<usize> = 2..=10;

/// The problems of the questionnaire file called `file`; empty if it is valid. A value of the wrong
/// form hides the other problems.
///
/// # Errors
/// [`CatalogError`] if the text is not JSON or does not say that it is a questionnaire.
pub fn check_questionnaire(text: &str, file: &str) -> Result<Vec<Problem>, CatalogError> {
    let value = read_json(text, file, ContentKind::Questionnaire)?;
    Ok(match from_value(&value) {
        Ok(questionnaire) => problems(&questionnaire),
        Err(problem) => vec![problem],
    })
}

fn problems(q: &Questionnaire) -> Vec<Problem> {
    let mut out = Vec::new();
    for (key, value) in [("id", &q.id), ("title", &q.title), ("purpose", &q.purpose)] {
        if value.trim().is_empty() {
            let says = "is missing. Give the questionnaire one.";
            out.push(Problem::new(format!("$.{key}"), says));
        }
    }
    if q.scales.is_empty() || q.items.is_empty() {
        out.push(Problem::new("$", "needs at least one scale and one item."));
    }
    if q.items.len() > MOST_ITEMS {
        let says = format!(
            "has {} items; at most {MOST_ITEMS} are allowed.",
            q.items.len()
        );
        out.push(Problem::new("$.items", says));
    }
    for (n, scale) in q.scales.iter().enumerate() {
        check_scale(scale, &format!("$.scales[{n}]"), &mut out);
    }
    let mut ids = HashSet::new();
    for (n, item) in q.items.iter().enumerate() {
        check_item(q, item, &format!("$.items[{n}]"), &mut ids, &mut out);
    }
    check_bands(&q.bands, &mut out);
    if let Some(picture) = &q.two_by_two {
        for (key, area) in [("x", &picture.x), ("y", &picture.y)] {
            if !has_area(q, area) {
                out.push(Problem::new(format!("$.two_by_two.{key}"), no_area(area)));
            }
        }
    }
    out
}

fn check_scale(scale: &Scale, path: &str, out: &mut Vec<Problem>) {
    let (min, max) = (scale.min, scale.max);
    if !min.is_finite() || !max.is_finite() || min >= max {
        let says = format!("runs from {min} to {max}; the lower end must be below the upper one.");
        out.push(Problem::new(path, says));
    }
    let answers = scale.anchors.len();
    if !ANSWERS.contains(&answers) {
        let (fewest, most) = (ANSWERS.start(), ANSWERS.end());
        let says = format!("has {answers} answers; it must have {fewest} to {most}.");
        out.push(Problem::new(format!("{path}.anchors"), says));
    }
}

fn check_item<'q>(
    q: &Questionnaire,
    item: &'q Item,
    path: &str,
    ids: &mut HashSet<&'q str>,
    out: &mut Vec<Problem>,
) {
    let mut say = |key: &str, says: String| out.push(Problem::new(format!("{path}.{key}"), says));
    if item.id.is_empty() || !ids.insert(&item.id) {
        let id = quote(&item.id);
        say(
            "id",
            format!("“{id}” is empty or was used before. Each item needs its own id."),
        );
    }
    if item.text.trim().is_empty() {
        say("text", "is empty. Say what is asked.".to_owned());
    }
    if !has_area(q, &item.area) {
        say("area", no_area(&item.area));
    }
    if !item.scale.is_empty() && !q.scales.iter().any(|s| s.id == item.scale) {
        let scale = quote(&item.scale);
        say(
            "scale",
            format!("“{scale}” is not a scale of this questionnaire."),
        );
    }
    if !item.weight.is_finite() || item.weight < 0.0 {
        say(
            "weight",
            format!("is {}; it must be 0 or more.", item.weight),
        );
    }
}

fn check_bands(bands: &[Band], out: &mut Vec<Problem>) {
    let mut before = f64::NEG_INFINITY;
    for (n, band) in bands.iter().enumerate() {
        let last = n + 1 == bands.len();
        match band.below {
            Some(end) if end > before => before = end,
            None if last => {}
            _ => out.push(Problem::new(
                format!("$.bands[{n}].below"),
                "must rise from band to band; only the last band has none.",
            )),
        }
    }
}

fn has_area(q: &Questionnaire, id: &str) -> bool {
    q.areas.iter().any(|area| area.id == id)
}

fn no_area(id: &str) -> String {
    format!("“{}” is not an area of this questionnaire.", quote(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The problems of a questionnaire that is valid but for the value at a JSON pointer.
    fn problems(pointer: &str, value: Value) -> Vec<String> {
        let mut q = json!({"format": "roundtable/questionnaire", "id": "x", "title": "X",
            "purpose": "p",
            "scales": [{"id": "s", "min": 1, "max": 2, "anchors": ["no", "yes"]}],
            "areas": [{"id": "a", "title": "A"}],
            "items": [{"id": "i", "text": "t", "area": "a", "scale": "s", "weight": 1},
                      {"id": "j", "text": "t", "area": "a"}],
            "bands": [{"below": 1, "label": "x"}, {"below": 2, "label": "y"},
                {"below": null, "label": "z"}],
            "two_by_two": {"x": "a", "y": "a", "cut": 3, "quarters": ["", "", "", ""]}});
        if let Some(slot) = q.pointer_mut(pointer) {
            *slot = value;
        }
        let problems = check_questionnaire(&q.to_string(), "mine.json").unwrap();
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_problem_of_a_questionnaire_is_named_with_its_place() {
        assert_eq!(problems("/none", json!(0)), [""; 0]);
        for (pointer, value, want) in [
            (
                "/id",
                json!(" "),
                "$.id is missing. Give the questionnaire one.",
            ),
            ("/title", json!(""), "$.title is missing."),
            ("/purpose", json!(""), "$.purpose is missing."),
            (
                "/items",
                json!([]),
                "$ needs at least one scale and one item.",
            ),
            (
                "/scales/0/min",
                json!(5),
                "$.scales[0] runs from 5 to 2; the lower end must be below",
            ),
            (
                "/scales/0/min",
                json!("five"),
                "$.scales[0].min has the wrong form: invalid type: string \"five\", expected f64.",
            ),
            (
                "/scales/0/anchors",
                json!(["one"]),
                "$.scales[0].anchors has 1 answers; it must have 2 to 10.",
            ),
            (
                "/items/1/id",
                json!("i"),
                "$.items[1].id “i” is empty or was used before.",
            ),
            (
                "/items/0/text",
                json!(""),
                "$.items[0].text is empty. Say what is asked.",
            ),
            (
                "/items/0/area",
                json!("b"),
                "$.items[0].area “b” is not an area",
            ),
            (
                "/items/0/scale",
                json!("z"),
                "$.items[0].scale “z” is not a scale",
            ),
            (
                "/items/0/weight",
                json!(-1),
                "$.items[0].weight is -1; it must be 0 or more.",
            ),
            (
                "/bands/1/below",
                json!(1),
                "$.bands[1].below must rise from band to band",
            ),
            (
                "/bands/0/below",
                json!(null),
                "$.bands[0].below must rise from band to band",
            ),
            (
                "/two_by_two/y",
                json!("q"),
                "$.two_by_two.y “q” is not an area",
            ),
        ] {
            let problems = problems(pointer, value);
            assert!(problems[0].starts_with(want), "{problems:?} for {want}");
        }
    }

    #[test]
    fn too_many_items_are_a_problem() {
        let item = |n: usize| json!({"id": n.to_string(), "text": "t", "area": "a"});
        let many: Vec<Value> = (0..201).map(item).collect();
        assert_eq!(
            problems("/items", json!(many)),
            ["$.items has 201 items; at most 200 are allowed."]
        );
    }

    #[test]
    fn several_problems_are_all_named() {
        let found = problems("/areas", json!([]));
        assert_eq!(found.len(), 4, "two items and both axes: {found:?}");
    }
}
