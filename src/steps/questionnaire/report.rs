//! A questionnaire in the minutes: the figures, every answer, and what to act on.

use super::results::source;
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{Rater, class, concerns, raters};
use crate::domain::{Questionnaire, Session, partnership};
use crate::export::Block;
use crate::export::sections::{UNVERIFIED, answer_in_words};
use crate::figure::{Figure, results};

/// Concerns that the minutes name at most.
const CONCERNS: usize = 10;

/// The figures, the answers of both sides item by item, and what to act on.
pub(super) fn report(session: &Session, q: &Questionnaire) -> Vec<Block> {
    let mut out = vec![Block::paragraph(format!("{}. {}", q.title, source(q)))];
    if q.source_status == "unverified" {
        out.push(Block::paragraph(UNVERIFIED));
    }
    out.push(Block::figure(
        &q.title,
        Figure::Bars(results::bars(session, q)),
    ));
    out.extend(
        results::plane(session, q).map(|plane| Block::figure(&q.title, Figure::Plane(plane))),
    );
    out.extend(
        results::quarters(session, q)
            .into_iter()
            .map(Block::paragraph),
    );
    out.extend(partnership::needed_in(session, q).map(|n| Block::paragraph(n.words())));
    out.push(answers(session, q));
    let concerns: Vec<String> = concerns(session, q)
        .into_iter()
        .take(CONCERNS)
        .map(|c| format!("{} ({})", c.text, c.why))
        .collect();
    if !concerns.is_empty() {
        out.push(Block::paragraph("To act on:"));
        out.push(Block::list(concerns));
    }
    out
}

/// A table of the items, the answers of all raters, and how they compare.
fn answers(session: &Session, q: &Questionnaire) -> Block {
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
    Block::table(head, q.items.iter().map(row))
}
