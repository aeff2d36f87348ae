//! Where a rater stands on areas that are steps. `docs/method.md`, "Seven steps".

use super::{band, score};
use crate::domain::Session;
use crate::domain::questionnaire::{Questionnaire, Tone};

/// The index of the first step that is not done, which is the number of steps if all are. `None` if
/// the areas are no steps, or the rater has answered nothing.
#[must_use]
pub fn stands_at(session: &Session, q: &Questionnaire, rater: &str) -> Option<usize> {
    if !q.ordered || score(session, q, None, rater).answered == 0 {
        return None;
    }
    let is_done = |area: &str| {
        let band = band(q, score(session, q, Some(area), rater));
        band.is_some_and(|b| b.tone == Tone::Good)
    };
    let open = q.areas.iter().position(|a| !is_done(&a.id));
    Some(open.unwrap_or(q.areas.len()))
}
