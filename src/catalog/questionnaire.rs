//! Questionnaires as data: built in and the user's own, checked place by place.

use crate::domain::{Problem, Questionnaire};
use crate::text::{clip, one_line};
use serde_json::{Value, json};
use std::collections::HashSet;

/// First key of a questionnaire file.
const FORMAT: &str = "roundtable/questionnaire";

/// More items than this are no questionnaire any more.
const MOST_ITEMS: usize = 200;

const BUILT_IN: [&str; 14] = [
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

/// All questionnaires: the user's own (`(file name, text)`) first, an own one in place of a built-in with
/// its id; and one sentence for each that is left out.
#[must_use]
pub fn questionnaires(own: &[(String, String)]) -> (Vec<Questionnaire>, Vec<String>) {
    let (mut out, mut faults) = (Vec::<Questionnaire>::new(), Vec::new());
    for (file, text) in own {
        match (questionnaire(text, file), check_questionnaire(text, file)) {
            (Ok(q), Ok(problems)) => match problems.first() {
                None => out.push(q),
                Some(first) => {
                    faults.push(format!("{file} is not used: {} {}", first.path, first.says))
                }
            },
            (Err(why), _) | (_, Err(why)) => {
                faults.push(format!("{why} `roundtable agenda check` says more."))
            }
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

/// Understands a questionnaire file called `file`.
///
/// # Errors
/// One sentence naming the place.
pub fn questionnaire(text: &str, file: &str) -> Result<Questionnaire, String> {
    let value = super::json(text, file, FORMAT, "questionnaire")?;
    let mut q: Questionnaire = serde_path_to_error::deserialize(&value)
        .map_err(|e| format!("{file}: {} at $.{}.", e.inner(), e.path()))?;
    q.extra.shift_remove("format");
    q.extra.shift_remove("version");
    Ok(q)
}

/// What is wrong in the questionnaire file called `file`.
///
/// # Errors
/// One sentence when it is no questionnaire at all.
pub fn check_questionnaire(text: &str, file: &str) -> Result<Vec<Problem>, String> {
    super::json(text, file, FORMAT, "questionnaire")?;
    let q = match questionnaire(text, file) {
        Ok(q) => q,
        // the first fault of shape hides the others: it has its place
        Err(why) => {
            let (says, place) = why.rsplit_once(" at ").unwrap_or((&why, "$"));
            let says = says
                .strip_prefix(file)
                .unwrap_or(says)
                .trim_start_matches([':', ' ']);
            return Ok(vec![Problem::new(
                place.trim_end_matches('.'),
                format!("{says}."),
            )]);
        }
    };
    let mut out = Vec::new();
    let mut say = |path: String, says: String| out.push(Problem::new(path, says));
    for (key, value) in [("id", &q.id), ("title", &q.title), ("purpose", &q.purpose)] {
        if value.trim().is_empty() {
            say(
                format!("$.{key}"),
                "is missing. Give the questionnaire one.".to_owned(),
            );
        }
    }
    if q.items.len() > MOST_ITEMS {
        say(
            "$.items".to_owned(),
            format!(
                "are {}; {MOST_ITEMS} is the most that anybody answers.",
                q.items.len()
            ),
        );
    }
    let areas: HashSet<&str> = q.areas.iter().map(|a| a.id.as_str()).collect();
    let scales: HashSet<&str> = q.scales.iter().map(|s| s.id.as_str()).collect();
    if q.scales.is_empty() || q.items.is_empty() {
        say(
            "$".to_owned(),
            "needs at least one scale and one item.".to_owned(),
        );
    }
    for (n, s) in q.scales.iter().enumerate() {
        if !s.min.is_finite() || !s.max.is_finite() || s.min >= s.max {
            say(
                format!("$.scales[{n}]"),
                format!(
                    "runs from {} to {}; the lower end has to be below the upper one.",
                    s.min, s.max
                ),
            );
        }
        if !(2..=10).contains(&s.anchors.len()) {
            say(
                format!("$.scales[{n}].anchors"),
                format!("has {} answers; 2 to 10 were expected.", s.anchors.len()),
            );
        }
    }
    let mut ids = HashSet::new();
    for (n, i) in q.items.iter().enumerate() {
        let name = |id: &str| clip(&one_line(id), 30).into_owned();
        if i.id.is_empty() || !ids.insert(&i.id) {
            say(
                format!("$.items[{n}].id"),
                format!(
                    "“{}” is empty or was used before. Each item needs an id of its own.",
                    name(&i.id)
                ),
            );
        }
        if i.text.trim().is_empty() {
            say(
                format!("$.items[{n}].text"),
                "is empty. What is asked?".to_owned(),
            );
        }
        if !areas.contains(i.area.as_str()) {
            say(
                format!("$.items[{n}].area"),
                format!("“{}” is no area of this questionnaire.", name(&i.area)),
            );
        }
        if !i.scale.is_empty() && !scales.contains(i.scale.as_str()) {
            say(
                format!("$.items[{n}].scale"),
                format!("“{}” is no scale of this questionnaire.", name(&i.scale)),
            );
        }
        if !i.weight.is_finite() || i.weight < 0.0 {
            say(
                format!("$.items[{n}].weight"),
                format!("is {}; 0 or more was expected.", i.weight),
            );
        }
    }
    let mut below = f64::NEG_INFINITY;
    for (n, b) in q.bands.iter().enumerate() {
        let last = n + 1 == q.bands.len();
        match b.below {
            Some(end) if end > below => below = end,
            None if last => {}
            _ => say(
                format!("$.bands[{n}].below"),
                "has to rise from band to band; only the last has none.".to_owned(),
            ),
        }
    }
    if let Some(t) = &q.two_by_two {
        for (key, area) in [("x", &t.x), ("y", &t.y)] {
            if !areas.contains(area.as_str()) {
                say(
                    format!("$.two_by_two.{key}"),
                    format!(
                        "“{}” is no area of this questionnaire.",
                        clip(&one_line(area), 30)
                    ),
                );
            }
        }
    }
    Ok(out)
}

/// Puts the questionnaires that the steps of an agenda name by id into it.
pub(super) fn embed(agenda: &mut Value, known: &[Questionnaire]) -> Result<(), (String, String)> {
    for (n, step) in agenda
        .get_mut("steps")
        .and_then(Value::as_array_mut)
        .into_iter()
        .flatten()
        .enumerate()
    {
        let Some(slot) = step.get_mut("questionnaire") else {
            continue;
        };
        let Some(id) = slot.as_str().map(str::to_owned) else {
            continue;
        };
        let found = known.iter().find(|q| q.id == id);
        let path = format!("$.steps[{n}].questionnaire");
        *slot = match found {
            Some(q) => json!(q),
            None => {
                return Err((
                    path,
                    format!(
                        "“{}” is no questionnaire that is known.",
                        clip(&one_line(&id), 30)
                    ),
                ));
            }
        };
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_is_whole() {
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
    fn a_faulty_one_names_every_place() {
        let text = r#"{"format": "roundtable/questionnaire", "id": "x", "title": "", "purpose": "p",
            "scales": [{"id": "s", "min": 5, "max": 1, "anchors": ["one"]}],
            "areas": [{"id": "a", "title": "A"}],
            "items": [{"id": "i", "text": "", "area": "b"}, {"id": "i", "text": "t", "area": "a", "scale": "z", "weight": -1}],
            "bands": [{"below": 3, "label": "x"}, {"below": 2, "label": "y"}], "two_by_two": {"x": "a", "y": "q", "cut": 3, "quarters": ["", "", "", ""]}}"#;
        let places: Vec<String> = check_questionnaire(text, "mine.json")
            .unwrap()
            .into_iter()
            .map(|p| p.path)
            .collect();
        let want = [
            "$.title",
            "$.scales[0]",
            "$.scales[0].anchors",
            "$.items[0].text",
            "$.items[0].area",
            "$.items[1].id",
            "$.items[1].scale",
            "$.items[1].weight",
            "$.bands[1].below",
            "$.two_by_two.y",
        ];
        assert_eq!(places, want);
        let shape = check_questionnaire(
            &text.replace("\"min\": 5", "\"min\": \"five\""),
            "mine.json",
        )
        .unwrap();
        assert_eq!(shape[0].path, "$.scales[0].min");
        assert!(shape[0].says.contains("expected f64"), "{shape:?}");
        let (_, faults) = questionnaires(&[("mine.json".into(), text.to_owned())]);
        assert_eq!(
            faults,
            ["mine.json is not used: $.title is missing. Give the questionnaire one."]
        );
    }
}
