//! The history of a relationship over its sessions.

mod scores;

use super::document::{Block, Document};
use crate::domain::dates::long;
use crate::domain::{Goal, Id, List, Metric, Session, Status, scoring};
use std::collections::HashSet;

/// The document about the sessions of one relationship, given oldest first.
#[must_use]
pub fn history(sessions: &[Session]) -> Document {
    let Some(last) = sessions.last() else {
        return Document::default();
    };
    let sides = last.named_sides().into_iter();
    let names: Vec<&str> = sides.map(|side| last.side_name(side)).collect();
    let parts = [
        ("Sessions", list_of_sessions(sessions)),
        ("Goals", goals(sessions, last)),
        ("Metrics over time", metrics(last)),
        ("Decisions", decisions(sessions)),
    ];
    let blocks = parts
        .into_iter()
        .filter_map(|(title, block)| Some([Block::heading(1, title), block?]))
        .flatten();
    Document {
        title: format!("History: {}", names.join(" × ")).into(),
        blocks: blocks.chain(scores::over_time(sessions)).collect(),
        ..Document::default()
    }
}

fn day(session: &Session) -> String {
    session.day().map(long).unwrap_or_default()
}

/// Each session with what was done and how the sides voted on the relationship.
fn list_of_sessions(sessions: &[Session]) -> Option<Block> {
    let rows = sessions.iter().map(|s| {
        let done = s.actions.iter().filter(|a| a.status == Status::Done);
        vec![
            day(s),
            s.title.clone(),
            format!("{} of {} actions done", done.count(), s.actions.len()),
            verdict(s).join(", "),
        ]
    });
    Some(Block::table(["When", "Session", "Actions", "Votes"], rows))
}

/// How each side voted in the questionnaire `verdict`, unless its answers are still hidden.
fn verdict(session: &Session) -> Vec<String> {
    let mut questionnaires = session
        .agenda
        .steps
        .iter()
        .filter_map(|step| step.questionnaire.as_ref());
    let Some(verdict) =
        questionnaires.find(|q| q.id == "verdict" && !scoring::is_hidden(session, q))
    else {
        return vec![];
    };
    let vote = |rater: scoring::Rater| {
        let item = verdict.items.first()?;
        let value = scoring::value(session, &verdict.id, &rater.id, &item.id)?;
        let meaning = verdict.scale(item)?.meaning(value);
        Some(format!("{}: {meaning}", rater.title))
    };
    let raters = scoring::raters(session, verdict).into_iter();
    raters.filter_map(vote).collect()
}

/// Every goal there ever was, and whether the last session still has it.
fn goals(sessions: &[Session], last: &Session) -> Option<Block> {
    let mut ids: Vec<&Id> = Vec::new();
    for goal in sessions.iter().flat_map(|s| &s.goals) {
        if !ids.contains(&&goal.id) {
            ids.push(&goal.id);
        }
    }
    let row = |id: &Id| {
        let mut with = sessions.iter().filter(|s| s.get::<Goal>(id).is_some());
        let first = with.next()?;
        let newest = with.next_back().unwrap_or(first);
        let state = if newest.id == last.id {
            "current".to_owned()
        } else {
            format!("last seen {}", day(newest))
        };
        Some(vec![
            newest.label(List::Goals, id),
            newest.get::<Goal>(id)?.text.clone(),
            day(first),
            state,
        ])
    };
    let rows: Vec<Vec<String>> = ids.into_iter().filter_map(row).collect();
    (!rows.is_empty()).then(|| Block::table(["No.", "Goal", "Since", "State"], rows))
}

/// The metrics of the last session: baseline and readings in order of time.
fn metrics(last: &Session) -> Option<Block> {
    let values = |m: &Metric| {
        let readings = m.readings.iter().map(|r| r.value);
        let values: Vec<String> = m
            .baseline
            .into_iter()
            .chain(readings)
            .map(|v| v.to_string())
            .collect();
        values.join(" → ")
    };
    let rows = last.metrics.iter().map(|m| {
        let target = m.target.map(|t| format!("{t} {}", m.unit));
        vec![
            last.label_of(m),
            m.name.clone(),
            values(m),
            target.unwrap_or_default(),
        ]
    });
    (!last.metrics.is_empty()).then(|| Block::table(["No.", "Metric", "Values", "Target"], rows))
}

fn decisions(sessions: &[Session]) -> Option<Block> {
    // one that was carried over is as the newest session has it
    let mut seen = HashSet::new();
    let newest_first = sessions.iter().rev();
    let mut decisions: Vec<_> = newest_first
        .flat_map(|s| s.decisions.iter().rev().map(move |d| (s, d)))
        .filter(|(_, d)| seen.insert(&d.id))
        .collect();
    decisions.reverse();
    let decisions: Vec<String> = decisions
        .into_iter()
        .map(|(s, d)| {
            let on = d.date.map_or_else(|| day(s), long);
            format!("{} {on}: {}", s.label_of(d), d.text)
        })
        .collect();
    (!decisions.is_empty()).then(|| Block::list(decisions))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_of_self_checks_are_shown_over_time() {
        let check = |day: &str, answers: [u8; 2]| -> Session {
            let text = crate::catalog::sample("solo-pentad").unwrap();
            let mut s: Session = serde_json::from_str(text).unwrap();
            s.agenda.start = format!("{day}T09:00:00").parse().ok();
            let asked = ["suppliers1", "suppliers2"];
            s.ratings.retain_mut(|r| {
                let at = asked.iter().position(|item| *item == r.item);
                r.value = at.and_then(|at| answers.get(at)).map(|v| f64::from(*v));
                r.value.is_some()
            });
            s
        };
        let sessions = [check("2026-03-02", [2, 2]), check("2026-06-01", [4, 5])];
        let document = history(&sessions);
        let at = document.blocks.iter().position(|b| match b {
            Block::Heading(_, title) => format!("{title:?}").contains("Scores: Partnering pentad"),
            _ => false,
        });
        let Some(Block::Table { head, rows }) = document.blocks.get(at.unwrap() + 1) else {
            panic!("a table follows the heading");
        };
        let words = format!("{head:?} {rows:?}");
        for wanted in [
            "2 Mar 2026",
            "1 Jun 2026",
            "Supplier partnering",
            "2 weak",
            "4.5 strong",
        ] {
            assert!(words.contains(wanted), "{wanted}: {words}");
        }
        assert_eq!(rows.len(), 1, "areas that were never answered are left out");
    }

    #[test]
    fn no_sessions_give_an_empty_document() {
        assert_eq!(history(&[]), Document::default());
    }
}
