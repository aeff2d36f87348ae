//! A questionnaire in the minutes: the figures, every answer, and what to act on.

use super::results::source;
use super::stairs;
use crate::domain::questionnaire::{Area, Item};
use crate::domain::scoring::{self, Concern, Rater, answer, class, concerns, raters, value};
use crate::domain::{Questionnaire, Session, partnership};
use crate::export::Block;
use crate::export::sections::{UNVERIFIED, answer_in_words};
use crate::figure::{Figure, profile, results};
use crate::steps::make_action::made_of;

/// The figures, the answers of both sides item by item, and what to act on.
pub(super) fn report(session: &Session, q: &Questionnaire) -> Vec<Block> {
    let mut out = vec![Block::paragraph(format!("{}. {}", q.title, source(q)))];
    if q.source_status == "unverified" {
        out.push(Block::paragraph(UNVERIFIED));
    }
    out.extend(profile(session, q).map(|drawn| Block::figure(&q.title, Figure::Profile(drawn))));
    out.push(Block::figure(
        &q.title,
        Figure::Bars(results::bars(session, q)),
    ));
    if q.ordered {
        out.extend(stairs::report(session, q));
    }
    out.extend(
        results::plane(session, q).map(|plane| Block::figure(&q.title, Figure::Plane(plane))),
    );
    out.extend(
        results::quarters(session, q)
            .into_iter()
            .map(Block::paragraph),
    );
    out.extend(partnership::needed_in(session, q).map(|n| Block::paragraph(n.words())));
    let concerns = concerns(session, q);
    if q.flag_from.is_none() {
        out.push(answers(session, q, |_| true));
    } else {
        let is_listed = |item: &Item| {
            let origin = scoring::origin_of(q, item);
            concerns.iter().any(|c| c.origin == origin)
        };
        out.push(answers(session, q, is_listed));
        out.push(Block::list(others(session, q, is_listed)));
    }
    let concerns: Vec<String> = concerns.iter().map(|c| to_act_on(session, c)).collect();
    if !concerns.is_empty() {
        out.push(Block::paragraph("To act on:"));
        out.push(Block::list(concerns));
    }
    out
}

/// A concern, why it is one, what helps, and the action that was made of it.
fn to_act_on(session: &Session, c: &Concern) -> String {
    let made = made_of(session, &c.origin).map(|a| format!("Action {}.", session.label_of(a)));
    let parts = [
        format!("{} ({})", c.text, c.why),
        c.advice.clone(),
        made.unwrap_or_default(),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" ")
}

/// A line for each area with the items that are not listed, counted by answer.
fn others(session: &Session, q: &Questionnaire, is_listed: impl Fn(&Item) -> bool) -> Vec<String> {
    let raters = raters(session, q);
    let line = |area: &Area| {
        let rest: Vec<&Item> = q.items_of(&area.id).filter(|i| !is_listed(i)).collect();
        let listed = q.items_of(&area.id).count() - rest.len();
        let counts: Vec<String> = raters
            .iter()
            .map(|r| {
                let name = if raters.len() > 1 {
                    format!("{}: ", r.title)
                } else {
                    String::new()
                };
                format!("{name}{}", counted(session, q, r, &rest))
            })
            .collect();
        let counts = counts.join("; ");
        match (listed, rest.len()) {
            (_, 0) => format!("{}: all to act on", area.title),
            (0, n) => format!("{}: none of {n} to act on ({counts})", area.title),
            (some, n) => format!("{}: {some} to act on, {n} others ({counts})", area.title),
        }
    };
    q.areas.iter().map(line).collect()
}

/// How often a rater gave each answer to some items: `12 no, 2 partly, 1 not answered`.
fn counted(session: &Session, q: &Questionnaire, rater: &Rater, items: &[&Item]) -> String {
    let mut counts: Vec<(String, usize)> = Vec::new();
    for item in items {
        let is_na = answer(session, &q.id, &rater.id, &item.id).is_some_and(|a| a.na);
        let words = match value(session, &q.id, &rater.id, &item.id) {
            _ if is_na => "does not apply".to_owned(),
            Some(v) => q.scale(item).map_or("", |s| s.meaning(v)).to_owned(),
            None => "not answered".to_owned(),
        };
        match counts.iter_mut().find(|(known, _)| *known == words) {
            Some((_, n)) => *n += 1,
            None => counts.push((words, 1)),
        }
    }
    let counts = counts.into_iter();
    let counts: Vec<String> = counts.map(|(words, n)| format!("{n} {words}")).collect();
    counts.join(", ")
}

/// A table of some items, the answers of all raters, and how they compare.
fn answers(session: &Session, q: &Questionnaire, is_shown: impl Fn(&Item) -> bool) -> Block {
    let raters = raters(session, q);
    let compared = q.items.iter().any(|i| class(session, q, i).is_some());
    let row = |item: &Item| {
        let given = |r: &Rater| answer_in_words(session, q, r, item);
        let mut row = vec![item.text.clone()];
        row.extend(raters.iter().map(given));
        row.extend(compared.then(|| class(session, q, item).map_or(String::new(), |c| c.1)));
        row
    };
    let mut head = vec!["Question".to_owned()];
    head.extend(raters.iter().map(|r| r.title.clone()));
    head.extend(compared.then(|| "Together".to_owned()));
    Block::table(head, q.items.iter().filter(|i| is_shown(i)).map(row))
}
