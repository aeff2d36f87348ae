//! Content that is data: agendas, samples, themes and settings, built in and the user's own. Pure: from text.

mod check;
mod preferences;
mod questionnaire;
mod theme;

pub use check::check_agenda;
pub use preferences::Preferences;
pub use questionnaire::{check_questionnaire, questionnaire, questionnaires};
pub use theme::{Colours, READABLE, VISIBLE, theme, themes};

use crate::domain::{Agenda, Questionnaire, Session};
use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde_json::Value;

/// First key of an agenda file.
const AGENDA_FORMAT: &str = "roundtable/agenda";

const AGENDAS: [&str; 18] = [
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

const SAMPLES: [(&str, &str); 5] = [
    (
        "collaboration",
        include_str!("../../assets/samples/collaboration.json"),
    ),
    (
        "collaboration-solo",
        include_str!("../../assets/samples/collaboration-solo.json"),
    ),
    (
        "partnership-model",
        include_str!("../../assets/samples/partnership-model.json"),
    ),
    (
        "relationship-reset",
        include_str!("../../assets/samples/relationship-reset.json"),
    ),
    (
        "solo-pentad",
        include_str!("../../assets/samples/solo-pentad.json"),
    ),
];

/// Everything there is to choose from, and what a person has set.
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    /// The agendas, the user's own first.
    pub agendas: Vec<Agenda>,
    /// The questionnaires, the user's own first.
    pub questionnaires: Vec<Questionnaire>,
    /// The themes.
    pub themes: Vec<Colours>,
    /// The settings.
    pub preferences: Preferences,
    /// Whether the settings may be written: a file that was not understood is not overwritten.
    pub may_set: bool,
    /// One sentence for everything that is left out.
    pub faults: Vec<String>,
}

impl Catalog {
    /// What is built in, with the user's own (`(file name, text)`) and settings.
    #[must_use]
    pub fn new(own: &Own, preferences: Result<Preferences, String>) -> Self {
        let (questionnaires, mut faults) = questionnaires(&own.questionnaires);
        let (agendas, more) = agendas(&own.agendas, &questionnaires);
        faults.extend(more);
        let (themes, more) = themes(&own.themes);
        faults.extend(more);
        let may_set = preferences.is_ok();
        let preferences = preferences.unwrap_or_else(|why| {
            faults.push(why);
            Preferences::default()
        });
        Self {
            agendas,
            questionnaires,
            themes,
            preferences,
            may_set,
            faults,
        }
    }
}

/// The texts of the user's own files, with their names.
#[derive(Debug, Clone, Default)]
pub struct Own {
    /// Agendas.
    pub agendas: Vec<(String, String)>,
    /// Questionnaires.
    pub questionnaires: Vec<(String, String)>,
    /// Themes.
    pub themes: Vec<(String, String)>,
}

/// A JSON file called `file` whose first key says that it is a `format`, a `noun` in words.
fn json(text: &str, file: &str, format: &str, noun: &str) -> Result<Value, String> {
    let value: Value =
        serde_json::from_str(text).map_err(|e| format!("{file} is no JSON: {e}."))?;
    if value.get("format").and_then(Value::as_str) != Some(format) {
        return Err(format!(
            "{file} is no {noun} (its first key is not \"format\": \"{format}\")."
        ));
    }
    Ok(value)
}

/// Understands an agenda file called `file`; the questionnaires it names become part of it.
///
/// # Errors
/// One sentence naming the place.
pub fn agenda(text: &str, file: &str, known: &[Questionnaire]) -> Result<Agenda, String> {
    let mut value = json(text, file, AGENDA_FORMAT, "agenda")?;
    questionnaire::embed(&mut value, known)
        .map_err(|(path, says)| format!("{file}: {path} {says}"))?;
    let mut agenda: Agenda = serde_path_to_error::deserialize(&value)
        .map_err(|e| format!("{file}: {} at {}.", e.inner(), e.path()))?;
    // what says that the file is an agenda is no part of the agenda
    agenda.extra.shift_remove("format");
    agenda.extra.shift_remove("version");
    if agenda.id.is_empty() || agenda.title.is_empty() || agenda.steps.is_empty() {
        return Err(format!(
            "{file}: an agenda needs an id, a title and at least one step."
        ));
    }
    Ok(agenda)
}

/// An agenda as its file.
#[must_use]
pub fn agenda_text(agenda: &Agenda) -> String {
    let mut file = serde_json::json!({"format": AGENDA_FORMAT, "version": 1});
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

/// All agendas: the user's own (`(file name, text)`) first, an own one in place of a built-in with its id;
/// and one sentence for each that is left out.
#[must_use]
pub fn agendas(own: &[(String, String)], known: &[Questionnaire]) -> (Vec<Agenda>, Vec<String>) {
    let (mut out, mut faults) = (Vec::<Agenda>::new(), Vec::new());
    for (file, text) in own {
        match agenda(text, file, known) {
            Ok(agenda) => out.push(agenda),
            Err(why) => faults.push(format!("{why} `roundtable agenda check` says more.")),
        }
    }
    for text in AGENDAS {
        if let Ok(built_in) = agenda(text, "built in", known)
            && !out.iter().any(|a| a.id == built_in.id)
        {
            out.push(built_in);
        }
    }
    (out, faults)
}

/// The text of the sample session on this agenda.
#[must_use]
pub fn sample(agenda: &str) -> Option<&'static str> {
    SAMPLES
        .into_iter()
        .find(|(id, _)| *id == agenda)
        .map(|(_, text)| text)
}

/// Moves every date of a sample so that its workshop was in the last seven days; weekdays stay.
#[must_use]
pub fn bring_to(sample: Session, today: Date) -> Session {
    let Some(start) = sample.agenda.start else {
        return sample;
    };
    let days = (today - start.date()).get_days();
    // never in the future: a sample has been held
    let weeks = days.div_euclid(7);
    let Ok(mut value) = serde_json::to_value(&sample) else {
        return sample;
    };
    shift(&mut value, i64::from(weeks) * 7);
    serde_json::from_value(value).unwrap_or(sample)
}

fn shift(value: &mut Value, days: i64) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|v| shift(v, days)),
        Value::Object(map) => map.values_mut().for_each(|v| shift(v, days)),
        Value::String(text) => {
            let moved = if let Ok(date) = text.parse::<Date>().and_then(|d| {
                if text.len() == 10 {
                    d.checked_add(days.days())
                } else {
                    "".parse()
                }
            }) {
                Some(date.to_string())
            } else if text.ends_with('Z') {
                text.parse::<Timestamp>()
                    .ok()
                    .and_then(|t| t.checked_add((days * 24).hours()).ok())
                    .map(|t| t.to_string())
            } else {
                text.parse::<DateTime>()
                    .ok()
                    .filter(|_| text.as_bytes().get(10) == Some(&b'T'))
                    .and_then(|t| t.checked_add(days.days()).ok())
                    .map(|t| t.to_string())
            };
            if let Some(moved) = moved {
                *text = moved;
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_is_whole() {
        let all = agendas(&[], &questionnaires(&[]).0).0;
        assert_eq!(all.len(), AGENDAS.len());
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
    fn every_sample_is_whole_and_on_its_agenda() {
        let known = agendas(&[], &questionnaires(&[]).0).0;
        for (id, text) in SAMPLES {
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
                "one sample for an agenda, under its id: {}",
                s.title
            );
        }
    }

    #[test]
    fn a_sample_moves_to_this_week_with_its_weekdays() {
        let s: Session = serde_json::from_str(sample("collaboration").unwrap()).unwrap();
        let moved = bring_to(s.clone(), "2027-03-04".parse().unwrap());
        let (was, is) = (
            s.agenda.start.unwrap().date(),
            moved.agenda.start.unwrap().date(),
        );
        assert_eq!(was.weekday(), is.weekday());
        assert!((0..7).contains(&("2027-03-04".parse::<Date>().unwrap() - is).get_days()));
        let gap = |s: &Session| {
            s.actions.iter().filter_map(|a| a.due).max().unwrap() - s.agenda.start.unwrap().date()
        };
        assert_eq!(gap(&s).get_days(), gap(&moved).get_days());
        assert_eq!(s.expectations, moved.expectations);
    }

    #[test]
    fn a_users_agenda_replaces_ours_and_a_faulty_one_is_left_out() {
        let own = AGENDAS[0].replace("Collaboration workshop, one day", "Mine");
        let (all, faults) = agendas(
            &[("mine.json".into(), own), ("bad.json".into(), "{".into())],
            &questionnaires(&[]).0,
        );
        assert_eq!(
            (all.len(), all[0].title.as_str(), faults.len()),
            (AGENDAS.len(), "Mine", 1)
        );
        assert_eq!(
            agenda(&agenda_text(&all[0]), "kept.json", &[]).unwrap(),
            all[0]
        );
        assert!(
            agenda(
                "{\"format\": \"roundtable/agenda\", \"steps\": 1}",
                "x.json",
                &[]
            )
            .unwrap_err()
            .starts_with("x.json: invalid type")
        );
    }
}
