//! The history of a relationship: its sessions, what became of the goals, metrics over time, decisions.

use super::document::{Block, Document};
use crate::domain::dates::long;
use crate::domain::*;

/// The document on these sessions of one relationship, the first one first.
#[must_use]
pub fn history(sessions: &[Session]) -> Document {
    let Some(last) = sessions.last() else {
        return Document::default();
    };
    let title = format!("{} × {}", last.side_name(Side::A), last.side_name(Side::B));
    let when = |s: &Session| s.day().map(long).unwrap_or_default();
    let mut blocks = vec![Block::heading(1, "Sessions")];
    let rows = sessions.iter().map(|s| {
        let verdict = s
            .agenda
            .steps
            .iter()
            .filter_map(|s| s.questionnaire.as_ref())
            .find(|q| q.id == "verdict" && !scoring::is_hidden(s, q));
        let votes: Vec<String> = verdict.map_or_else(Vec::new, |q| {
            let answers = s.ratings.iter().filter(|r| r.questionnaire == q.id);
            answers
                .filter_map(|r| {
                    Some(format!(
                        "{}: {}",
                        r.column.to_uppercase(),
                        q.scales.first()?.meaning(r.value?)
                    ))
                })
                .collect()
        });
        let done = s
            .actions
            .iter()
            .filter(|a| a.status == Status::Done)
            .count();
        vec![
            when(s),
            s.title.clone(),
            format!("{done} of {} actions done", s.actions.len()),
            votes.join(", "),
        ]
    });
    blocks.push(Block::table(["When", "Session", "Actions", "Votes"], rows));
    let mut goals: Vec<&Id> = Vec::new();
    for goal in sessions.iter().flat_map(|s| &s.goals) {
        if !goals.contains(&&goal.id) {
            goals.push(&goal.id);
        }
    }
    if !goals.is_empty() {
        blocks.push(Block::heading(1, "Goals"));
        let rows = goals.into_iter().filter_map(|id| {
            let with: Vec<&Session> = sessions
                .iter()
                .filter(|s| s.get::<Goal>(id).is_some())
                .collect();
            let (first, newest) = (with.first()?, with.last()?);
            let state = if newest.id == last.id {
                "kept".to_owned()
            } else {
                format!("last seen {}", when(newest))
            };
            Some(vec![
                newest.get::<Goal>(id)?.text.clone(),
                format!("since {}", when(first)),
                state,
            ])
        });
        blocks.push(Block::table(["Goal", "Since", "Today"], rows));
    }
    let readings = |m: &Metric| -> String {
        let mut values: Vec<String> = m.baseline.map(|b| b.to_string()).into_iter().collect();
        values.extend(m.readings.iter().map(|r| r.value.to_string()));
        values.join(" → ")
    };
    if !last.metrics.is_empty() {
        blocks.push(Block::heading(1, "Metrics over time"));
        let rows = last.metrics.iter().map(|m| {
            vec![
                m.name.clone(),
                readings(m),
                m.target
                    .map(|t| format!("target {t} {}", m.unit))
                    .unwrap_or_default(),
            ]
        });
        blocks.push(Block::table(["Metric", "Values", "Target"], rows));
    }
    let decisions: Vec<String> = sessions
        .iter()
        .flat_map(|s| {
            s.decisions
                .iter()
                .map(move |d| format!("{}: {}", d.date.map_or_else(|| when(s), long), d.text))
        })
        .collect();
    if !decisions.is_empty() {
        blocks.push(Block::heading(1, "Decisions"));
        blocks.push(Block::list(decisions));
    }
    Document {
        title: format!("History: {title}").into(),
        blocks,
        ..Document::default()
    }
}
