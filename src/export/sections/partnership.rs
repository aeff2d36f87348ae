//! The Partnership Model: the type that was chosen, the totals behind it, drivers, facilitators and
//! components.

use super::{Block, answer_in_words, date};
use crate::domain::partnership::{chosen_type, needed};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{is_hidden, raters};
use crate::domain::{Questionnaire, Session, Step, scoring};

/// Said of what is recalled and not checked against its source.
pub const UNVERIFIED: &str = "Scores and limits were not checked against the original.";

/// The type of a step with a matrix: chosen, or what the matrix says. Empty while there is none.
#[must_use]
pub fn partnership_type(session: &Session, step: &Step) -> Vec<Block> {
    let Some(m) = &step.matrix else {
        return vec![];
    };
    let reading = m.read(session);
    let suggested = reading.at.map(|(_, _, kind)| kind);
    let mut out = Vec::new();
    match (chosen_type(session, step), suggested) {
        (Some((kind, decision)), _) => {
            let when = match decision.date {
                Some(day) => format!("chosen on {}", date(Some(day))),
                None => "chosen".to_owned(),
            };
            out.push(format!("{}, {when}. {}", kind.title, kind.meaning));
            match suggested {
                Some(says) if says != kind => {
                    out.push(format!("The matrix says {}.", says.title));
                }
                _ => {}
            }
        }
        (None, Some(kind)) => out.push(format!(
            "{} by the matrix; not yet chosen by both. {}",
            kind.title, kind.meaning
        )),
        (None, None) => return vec![],
    }
    out.push(m.figures(&reading));
    out.extend(reading.imbalance.map(str::to_owned));
    out.extend(needed(session, step).map(|n| n.words()));
    if m.source_status == "unverified" {
        out.push(UNVERIFIED.to_owned());
    }
    out.into_iter().map(Block::paragraph).collect()
}

/// The type, then drivers, facilitators and components with every score and what it rests on.
/// Empty where the agenda has no matrix, or nothing is answered.
#[must_use]
pub fn partnership(session: &Session) -> Vec<Block> {
    let with_matrix = |step: &Step| {
        let m = step.matrix.as_ref()?;
        let sets = m.sets.as_ref().map(|s| &s.questionnaire);
        let ids = [&m.rows.questionnaire, &m.columns.questionnaire];
        let mut out = partnership_type(session, step);
        for id in ids.into_iter().chain(sets) {
            out.extend(scores(session, id, step));
        }
        Some(out)
    };
    let steps = session.agenda.steps.iter();
    steps.filter_map(with_matrix).flatten().collect()
}

/// The scores of a questionnaire, if there are any that may be seen.
fn scores(session: &Session, id: &str, matrix: &Step) -> Vec<Block> {
    let steps = session.agenda.steps.iter();
    let mut all = steps.filter_map(|s| s.questionnaire.as_ref());
    let Some(q) = all.find(|q| q.id == id && !is_hidden(session, q)) else {
        return vec![];
    };
    let raters = raters(session, q);
    let any = raters
        .iter()
        .any(|r| scoring::answered(session, q, &r.id) > 0);
    if !any {
        return vec![];
    }
    let needs = needed(session, matrix).filter(|n| n.questionnaire.id == q.id);
    let row = |item: &Item| {
        let mut row = vec![name(q, item)];
        row.extend(raters.iter().map(|r| answer_in_words(session, q, r, item)));
        row.extend(needs.as_ref().map(|n| n.level.to_string()));
        row
    };
    let mut head = vec![q.title.clone()];
    head.extend(raters.iter().map(|r| r.title.clone()));
    head.extend(needs.as_ref().map(|n| format!("{} needs", n.kind.title)));
    let mut out = vec![Block::table(head, q.items.iter().map(row))];
    if q.source_status == "unverified" {
        out.push(Block::paragraph(UNVERIFIED));
    }
    out
}

/// The area that an item stands for; an item beside others in its area is named by its text.
fn name(q: &Questionnaire, item: &Item) -> String {
    let mut first = q.items_of(&item.area);
    let is_first = first.next().is_some_and(|i| i.id == item.id);
    let is_alone = first.all(|i| q.is_extra(i));
    if is_first && is_alone && !q.is_extra(item) {
        q.area_title(&item.area).to_owned()
    } else {
        item.text.clone()
    }
}
