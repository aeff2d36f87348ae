//! Scores of areas and their bands. `docs/method.md`, "Scores and bands".

use super::{answer, directed, value};
use crate::domain::Session;
use crate::domain::questionnaire::{Band, Combine, Item, Questionnaire, Tone};

/// Share of the items that must be answered before a score gets a band.
const COVERAGE: f64 = 0.6;

/// A score, and how many answers it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Score {
    /// The score; `None` while nothing is answered.
    pub value: Option<f64>,
    /// Items answered.
    pub answered: usize,
    /// Items that apply.
    pub asked: usize,
    /// Items whose answer asks for an action.
    pub flagged: usize,
}

impl Score {
    /// True if enough items are answered for a band. An unanswered item is not a zero.
    #[must_use]
    pub fn has_enough_answers(&self) -> bool {
        self.asked > 0 && self.answered as f64 >= self.asked as f64 * COVERAGE
    }
}

/// The score of one area, or of all items if `area` is `None`.
#[must_use]
pub fn score(session: &Session, q: &Questionnaire, area: Option<&str>, rater: &str) -> Score {
    score_by(session, q, area, rater, |item| {
        value(session, &q.id, rater, &item.id)
    })
}

/// The score that the answers of the previous session give.
#[must_use]
pub fn score_before(
    session: &Session,
    q: &Questionnaire,
    area: Option<&str>,
    rater: &str,
) -> Score {
    score_by(session, q, area, rater, |item| {
        let given = answer(session, &q.id, rater, &item.id).filter(|r| !r.na);
        given?.before
    })
}

fn score_by(
    session: &Session,
    q: &Questionnaire,
    area: Option<&str>,
    rater: &str,
    value: impl Fn(&Item) -> Option<f64> + Copy,
) -> Score {
    if area.is_none() && q.overall && q.combine == Combine::Mean {
        return mean_of_areas(session, q, rater, value);
    }
    let (mut sum, mut weight, mut most, mut answered, mut asked) = (0.0, 0.0, 0.0, 0, 0);
    let mut flagged = 0;
    for item in q
        .items
        .iter()
        .filter(|i| !i.gate && area.is_none_or(|a| i.area == a))
    {
        let value = value(item);
        let applies = || !answer(session, &q.id, rater, &item.id).is_some_and(|r| r.na);
        if value.is_none() && !applies() {
            continue;
        }
        asked += 1;
        if let Some(value) = value {
            answered += 1;
            flagged += usize::from(q.flag_from(item).is_some_and(|from| value >= from));
            sum += directed(q, item, value) * item.weight;
            weight += item.weight;
            most += q.scale(item).map_or(0.0, |s| s.max) * item.weight;
        }
    }
    let value = (answered > 0).then(|| match q.combine {
        Combine::Mean if weight > 0.0 => sum / weight,
        Combine::Index if most > 0.0 => sum / most * 100.0,
        Combine::Sum => sum,
        Combine::Mean | Combine::Index => 0.0,
    });
    Score {
        value,
        answered,
        asked,
        flagged,
    }
}

/// The mean of the scores of all areas, however many items each of them has.
fn mean_of_areas(
    session: &Session,
    q: &Questionnaire,
    rater: &str,
    value: impl Fn(&Item) -> Option<f64> + Copy,
) -> Score {
    let scores = q.areas.iter();
    let scores: Vec<Score> = scores
        .map(|a| score_by(session, q, Some(&a.id), rater, value))
        .collect();
    let values: Vec<f64> = scores.iter().filter_map(|s| s.value).collect();
    Score {
        value: (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64),
        answered: scores.iter().map(|s| s.answered).sum(),
        asked: scores.iter().map(|s| s.asked).sum(),
        flagged: scores.iter().map(|s| s.flagged).sum(),
    }
}

/// The band of a score, if enough items are answered. In a list of what can go wrong, no band is
/// good while one of it is there.
#[must_use]
pub fn band(q: &Questionnaire, score: Score) -> Option<&Band> {
    let value = score.value.filter(|_| score.has_enough_answers())?;
    let is_ruled_out = |b: &&Band| q.less_is_better && score.flagged > 0 && b.tone == Tone::Good;
    let mut bands = q.bands.iter().filter(|b| !is_ruled_out(b));
    bands.find(|b| b.below.is_none_or(|below| value < below))
}
