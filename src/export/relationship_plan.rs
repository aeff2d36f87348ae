//! The relationship plan: one page on how the relationship is kept, drawn from the session.
//! `docs/method.md`, "Relationship plan".

use super::document::{Block, Document};
use crate::domain::partnership;
use crate::domain::scoring::{concerns, is_hidden};
use crate::domain::{
    Card, Level, MetricKind, Participant, Questionnaire, Section, Session, Side, Tone, contact,
};

/// Stands where nothing is known.
const OPEN: &str = "— open —";
/// Risks of each kind that have room on one page.
const RISKS: usize = 6;

/// The relationship plan of a session.
#[must_use]
pub fn relationship_plan(session: &Session) -> Document {
    let reading = contact::read(session);
    let today = reading.shape;
    let word = |shape: Option<contact::Shape>| shape.map_or("not known", |s| s.words().0);
    let target = session.target_shape;
    let clauses = |section| session.terms_in(section).map(|t| t.sentence()).collect();
    let rows: Vec<(&str, Vec<String>)> = vec![
        ("Purpose", clauses(Section::Purpose)),
        (
            "Contacts, today and target",
            vec![format!(
                "today {}, target {}",
                word(today),
                target.map_or("not set", |t| t.words().0)
            )],
        ),
        (
            "On the way there",
            today
                .zip(target)
                .map(|(t, to)| t.way_to(to).to_owned())
                .into_iter()
                .collect(),
        ),
        ("Type of partnership", partnership_type(session)),
        (
            "Sponsors",
            pair(session, &["sponsor"], Some(Level::Executive)),
        ),
        (
            "Relationship managers",
            pair(
                session,
                &["relationship", "account manager", "alliance", "partner"],
                None,
            ),
        ),
        ("Meetings by level", clauses(Section::Governance)),
        ("What is shared with whom", clauses(Section::Information)),
        ("When something goes wrong", clauses(Section::Escalation)),
        ("How healthy it is", health(session)),
        ("Risks", risks(session, &reading)),
        ("Next", next_actions(session)),
        ("Review", clauses(Section::Validity)),
    ];
    let rows = rows.into_iter().map(|(what, mut says)| {
        if says.is_empty() {
            says.push(OPEN.to_owned());
        }
        let says = says.iter().map(|s| s.trim_end_matches('.'));
        vec![what.to_owned(), says.collect::<Vec<_>>().join("; ")]
    });
    let [a, b] = Side::BOTH.map(|side| session.side_name(side));
    Document {
        title: format!("Relationship plan: {a} and {b}").into(),
        cover: None,
        changed: session.modified,
        private: false,
        blocks: vec![Block::table(["What", "How it is, or is agreed"], rows)],
    }
}

/// The type that was chosen, else the one that the totals lead to, with the mark of a matrix that
/// is not verified.
fn partnership_type(session: &Session) -> Vec<String> {
    let found = session.agenda.steps.iter().find_map(|s| {
        let matrix = s.matrix.as_ref()?;
        let kind = &partnership::current_type(session, s)?.title;
        let unverified = matrix.source_status == "unverified";
        Some(format!(
            "{kind}{}",
            if unverified {
                " (limits not verified)"
            } else {
                ""
            }
        ))
    });
    found.into_iter().collect()
}

/// A person of each side whose role has one of these words, else of this level.
fn pair(session: &Session, words: &[&str], level: Option<Level>) -> Vec<String> {
    let has_role = |p: &&Participant| {
        let role = p.role.to_lowercase();
        words.iter().any(|w| role.contains(w))
    };
    let of_side = |side: Side| {
        let by_level = || level.and_then(|l| session.people(side).find(|p| p.level == Some(l)));
        let person = session.people(side).find(has_role).or_else(by_level);
        let name = person.map_or(OPEN.into(), |p| session.name_on_side(p));
        format!("{} {}: {name}", side.glyph(), session.side_name(side))
    };
    Side::BOTH.map(of_side).to_vec()
}

/// The metrics of the relationship itself, from baseline to target.
fn health(session: &Session) -> Vec<String> {
    let metrics = session
        .metrics
        .iter()
        .filter(|m| m.kind == Some(MetricKind::Relationship));
    let value = |v: Option<f64>| v.map_or_else(|| "?".to_owned(), |v| v.to_string());
    metrics
        .map(|m| {
            format!(
                "{}: {} → {} {}",
                m.name,
                value(m.baseline),
                value(m.target),
                m.unit
            )
        })
        .collect()
}

/// Pitfalls that are present, threats, and whoever the contacts depend on.
fn risks(session: &Session, reading: &contact::Reading) -> Vec<String> {
    let asked = session
        .agenda
        .steps
        .iter()
        .filter_map(|s| s.questionnaire.as_ref());
    let is_open = |q: &&Questionnaire| q.less_is_better && !is_hidden(session, q);
    let present = asked.filter(is_open).flat_map(|q| {
        let found = concerns(session, q)
            .into_iter()
            .filter(|c| c.tone == Tone::Bad);
        found
            .filter(|c| c.origin.contains("/item/"))
            .map(|c| c.text)
    });
    let mut out: Vec<String> = present.take(RISKS).collect();
    let is_threat = |card: &&Card| {
        let step = session.agenda.steps.iter().find(|s| s.id == card.step);
        let column = step
            .and_then(|s| s.board.as_ref())
            .and_then(|b| b.columns.iter().find(|c| c.id == card.column));
        column.is_some_and(|c| c.title.to_lowercase().contains("threat"))
    };
    out.extend(
        session
            .cards
            .iter()
            .filter(is_threat)
            .take(RISKS)
            .map(|c| c.text.clone()),
    );
    if let Some((person, _)) = reading
        .top
        .filter(|(_, share)| *share > 0.5 && reading.pairs > 1)
    {
        out.push(format!(
            "most contacts run through {}",
            session.name_of(person)
        ));
    }
    let functions = reading
        .lonely
        .iter()
        .map(|(side, f)| format!("{} {f}", side.glyph()));
    let functions: Vec<String> = functions.take(RISKS).collect();
    if !functions.is_empty() {
        out.push(format!("without a peer: {}", functions.join(", ")));
    }
    out
}

/// The open actions with the earliest dates.
fn next_actions(session: &Session) -> Vec<String> {
    let mut open: Vec<_> = session.actions.iter().filter(|a| a.is_open()).collect();
    open.sort_by_key(|a| (a.due.is_none(), a.due));
    let words = |a: &&crate::domain::Action| match a.due {
        Some(due) => format!("{} ({})", a.text, crate::domain::dates::long(due)),
        None => a.text.clone(),
    };
    open.iter().take(3).map(words).collect()
}
