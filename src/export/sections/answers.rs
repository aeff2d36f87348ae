//! An answer to a questionnaire in one cell of a table.

use crate::domain::questionnaire::Item;
use crate::domain::scoring::{Rater, answer, comments, spread, value};
use crate::domain::{Questionnaire, Session};

/// An answer with its meaning, the range of several people, and the comments on it.
#[must_use]
pub fn answer_in_words(session: &Session, q: &Questionnaire, rater: &Rater, item: &Item) -> String {
    let given = answer(session, &q.id, &rater.id, &item.id);
    let mut out = match value(session, &q.id, &rater.id, &item.id) {
        _ if given.is_some_and(|a| a.na) => "does not apply".to_owned(),
        Some(v) => {
            let meaning = q.scale(item).map_or("", |s| s.meaning(v));
            if meaning.is_empty() || *meaning == v.to_string() {
                v.to_string()
            } else {
                format!("{v} {meaning}")
            }
        }
        None => "not answered".to_owned(),
    };
    if let Some(spread) = spread(session, &q.id, &rater.id, &item.id) {
        let is_divided = q.scale(item).is_some_and(|s| spread.is_divided(s));
        let divided = if is_divided {
            ", they disagree among themselves"
        } else {
            ""
        };
        out.push_str(&format!(" ({}{divided})", spread.words()));
    }
    for comment in comments(session, &q.id, &rater.id, &item.id) {
        out.push_str(&format!(" “{comment}”"));
    }
    match given {
        Some(r) if !r.comment_before.is_empty() => {
            format!("{out} (last time: “{}”)", r.comment_before)
        }
        _ => out,
    }
}
