//! The scores of questionnaires over the sessions of a relationship.

use super::day;
use crate::domain::questionnaire::{Area, Combine};
use crate::domain::scoring::{Rater, answered, band, is_hidden, raters, score};
use crate::domain::{Questionnaire, Session};
use crate::export::document::Block;
use crate::figure::number;

/// A table for each questionnaire that was answered: a row an area, a column a session. Sessions
/// are given oldest first.
pub(super) fn over_time(sessions: &[Session]) -> Vec<Block> {
    let mut ids: Vec<&str> = Vec::new();
    for q in sessions.iter().flat_map(questionnaires) {
        if !ids.contains(&q.id.as_str()) {
            ids.push(&q.id);
        }
    }
    ids.into_iter()
        .flat_map(|id| of_questionnaire(sessions, id))
        .collect()
}

fn questionnaires(session: &Session) -> impl Iterator<Item = &Questionnaire> {
    let steps = session.agenda.steps.iter();
    steps.filter_map(|s| s.questionnaire.as_ref())
}

/// The heading and the table of a questionnaire, if it was answered in any session.
fn of_questionnaire(sessions: &[Session], id: &str) -> Vec<Block> {
    // one session, and its own copy of the questionnaire, as its answers belong to that
    let asked: Vec<(&Session, &Questionnaire)> = sessions
        .iter()
        .filter_map(|s| Some((s, questionnaires(s).find(|q| q.id == id)?)))
        .filter(|(s, q)| {
            let has_answers = |r: &Rater| answered(s, q, &r.id) > 0;
            !is_hidden(s, q) && raters(s, q).iter().any(has_answers)
        })
        .collect();
    let Some((newest, q)) = asked.last() else {
        return vec![];
    };
    let raters = raters(newest, q);
    let total = (q.combine != Combine::Mean && q.areas.len() > 1).then_some(None);
    let areas = total.into_iter().chain(q.areas.iter().map(Some));
    let rows = areas.flat_map(|area| raters.iter().map(move |r| (area, r)));
    let row = |(area, rater): (Option<&Area>, &Rater)| {
        let title = area.map_or("All areas", |a| a.title.as_str());
        let title = if raters.len() > 1 {
            format!("{title}, {}", rater.name())
        } else {
            title.to_owned()
        };
        let scores = asked.iter().map(|(s, q)| cell(s, q, area, rater));
        let scores: Vec<String> = scores.collect();
        let is_answered = scores.iter().any(|cell| !cell.is_empty());
        is_answered.then(|| std::iter::once(title).chain(scores).collect::<Vec<_>>())
    };
    let rows: Vec<Vec<String>> = rows.filter_map(row).collect();
    if rows.is_empty() {
        return vec![];
    }
    let days = asked.iter().map(|(s, _)| day(s));
    let head: Vec<String> = std::iter::once("Area".to_owned()).chain(days).collect();
    vec![
        Block::heading(1, format!("Scores: {}", q.title)),
        Block::table(head, rows),
    ]
}

/// The score of an area with its band; empty where nothing is answered.
fn cell(session: &Session, q: &Questionnaire, area: Option<&Area>, rater: &Rater) -> String {
    let score = score(session, q, area.map(|a| a.id.as_str()), &rater.id);
    let Some(value) = score.value else {
        return String::new();
    };
    let has_bands = match area {
        Some(area) => !q.is_area_of_extras(&area.id),
        None => q.combine == Combine::Index,
    };
    match band(q, score).filter(|_| has_bands) {
        Some(band) => format!("{} {}", number(value), band.label),
        None => number(value),
    }
}
