//! Advice on the wording of goals; nothing is refused. `docs/method.md`, "Wording of goals".

use super::{Expectation, Goal, Session, Side};
use unicode_segmentation::UnicodeSegmentation;

/// Words that everybody understands differently.
const WEASEL: [&str; 22] = [
    "effective",
    "effectively",
    "efficient",
    "efficiently",
    "sustainable",
    "sustainably",
    "reliable",
    "reliably",
    "quality",
    "optimal",
    "optimise",
    "optimize",
    "appropriate",
    "adequate",
    "better",
    "improve",
    "improved",
    "maximise",
    "maximize",
    "seamless",
    "robust",
    "world-class",
];
/// Verbs of activity instead of results.
const ACTIVITY: [&str; 16] = [
    "hold",
    "discuss",
    "implement",
    "review",
    "meet",
    "organise",
    "organize",
    "introduce",
    "create",
    "set",
    "start",
    "run",
    "conduct",
    "establish",
    "develop",
    "explore",
];

/// What could be worded better in a goal, the most useful advice first.
#[must_use]
pub fn goal(session: &Session, goal: &Goal) -> Vec<String> {
    let lower = goal.text.to_lowercase();
    let words: Vec<&str> = lower.unicode_words().collect();
    let mut out = Vec::new();
    if let Some(verb) = words.first().filter(|w| ACTIVITY.contains(w)) {
        out.push(format!(
            "“{verb}” is an activity: say what is different afterwards"
        ));
    }
    if let Some(word) = words.iter().find(|w| WEASEL.contains(w)) {
        out.push(format!(
            "“{word}” means something else to everybody: say how it shows"
        ));
    }
    if !has_amount(&lower) {
        out.push("no number: how much?".to_owned());
    } else if !has_unit(&lower) {
        out.push("no unit: percent, days, euros of what?".to_owned());
    }
    if !is_dated(goal) {
        out.push("no date: by when?".to_owned());
    }
    if words.contains(&"and") {
        out.push("“and” may join two goals: they are easier to agree one by one".to_owned());
    }
    for side in Side::BOTH {
        let traced = goal
            .expectations
            .iter()
            .filter_map(|id| session.get::<Expectation>(id))
            .any(|e| e.side == side);
        if !traced {
            out.push(format!(
                "comes from no expectation of {}",
                session.side_name(side)
            ));
        }
    }
    if !session
        .metrics
        .iter()
        .any(|m| m.goal.as_ref() == Some(&goal.id))
    {
        out.push("no metric yet".to_owned());
    }
    out
}

fn has_amount(text: &str) -> bool {
    let spelled = [
        "half", "double", "zero", "one", "two", "three", "none", "every",
    ];
    without_years(text).chars().any(|c| c.is_ascii_digit())
        || text.unicode_words().any(|w| spelled.contains(&w))
}

fn has_unit(text: &str) -> bool {
    let units = [
        "percent",
        "day",
        "days",
        "hour",
        "hours",
        "week",
        "weeks",
        "month",
        "months",
        "minutes",
        "ppm",
        "points",
        "euro",
        "euros",
        "eur",
        "usd",
        "dollars",
        "people",
        "shifts",
        "parts",
        "tonnes",
        "t",
        "kg",
        "times",
        "complaints",
        "visits",
        "orders",
        "deliveries",
        "items",
        "contacts",
    ];
    text.contains(['%', '€', '$', '£', '‰'])
        || text.unicode_words().any(|w| units.contains(&w))
        || text
            .unicode_words()
            .any(|w| ["half", "double", "every", "none", "zero"].contains(&w))
}

/// True if the goal has a date, or its text names a year, month or quarter.
#[must_use]
pub fn is_dated(goal: &Goal) -> bool {
    let lower = goal.text.to_lowercase();
    goal.due.is_some() || has_date(&lower.unicode_words().collect::<Vec<_>>())
}

fn has_date(words: &[&str]) -> bool {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let month = |w: &str| w.len() >= 3 && MONTHS.iter().any(|m| m.starts_with(w) || w == "sept");
    words
        .iter()
        .any(|w| is_year(w) || (w.len() == 2 && w.starts_with('q')) || month(w))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
}

fn without_years(text: &str) -> String {
    text.unicode_words()
        .filter(|w| !is_year(w))
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use serde_json::json;

    #[test]
    fn each_weakness_gives_advice_and_a_good_goal_gives_none() {
        let mut s = Session::new(
            Id::new("s"),
            "t",
            Default::default(),
            "Nord",
            "Ost",
            jiff::Timestamp::UNIX_EPOCH,
        );
        s.expectations = serde_json::from_value(
            json!([{"id": "a", "side": "a", "text": ""}, {"id": "b", "side": "b", "text": ""}]),
        )
        .unwrap();
        s.metrics = serde_json::from_value(json!([{"id": "m", "name": "m", "goal": "g"}])).unwrap();
        let says = |text: &str| {
            super::goal(
                &s,
                &serde_json::from_value(
                    json!({"id": "g", "text": text, "expectations": ["a", "b"]}),
                )
                .unwrap(),
            )
            .join("\n")
        };
        assert_eq!(
            says("97 % of deliveries on the confirmed date by June 2027"),
            ""
        );
        assert!(says("Implement a delivery board by June").contains("“implement” is an activity"));
        assert!(says("Better deliveries by 2027").contains("“better” means"));
        assert!(says("Better deliveries by 2027").contains("no number"));
        assert_eq!(says("97 % of deliveries by june"), "");
        assert!(says("97 by June").contains("no unit"));
        assert!(says("97 % on time").contains("no date"));
        assert!(says("97 % on time and 30 days by June").contains("“and” may join"));
        let lonely: Goal =
            serde_json::from_value(json!({"id": "x", "text": "97 % by June"})).unwrap();
        assert!(super::goal(&s, &lonely).join("\n").contains(
            "comes from no expectation of Nord\ncomes from no expectation of Ost\nno metric yet"
        ));
    }
}
