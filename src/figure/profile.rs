//! How each rater stands between the two ends of each item.

use super::{Hue, number};
use crate::domain::questionnaire::Item;
use crate::domain::scoring::{Rater, raters, value};
use crate::domain::{Questionnaire, Session};

/// Pairs of opposites, with the mark of each rater between them.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    /// The marks with the names they stand for, and their colours.
    pub legend: Vec<(String, Hue)>,
    /// The pairs, from top to bottom.
    pub rows: Vec<Opposites>,
}

/// One pair of opposites.
#[derive(Debug, Clone, PartialEq)]
pub struct Opposites {
    /// The id of its item.
    pub item: String,
    /// What the lowest and the highest answer mean.
    pub ends: [String; 2],
    /// The answers the scale has.
    pub answers: usize,
    /// The marks.
    pub marks: Vec<Mark>,
}

/// Where a rater stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// What is drawn, such as the glyph of a side.
    pub mark: String,
    /// Its colour.
    pub hue: Hue,
    /// Its place from the left end (0) to the right one (1).
    pub share: f64,
    /// The answer.
    pub value: String,
}

/// The profile of a questionnaire; none if its items have no ends, or nothing is answered.
#[must_use]
pub fn profile(session: &Session, q: &Questionnaire) -> Option<Profile> {
    let raters = raters(session, q);
    let rows: Vec<Opposites> = q
        .items
        .iter()
        .filter_map(|item| opposites(session, q, item, &raters))
        .collect();
    let is_answered = rows.iter().any(|r| !r.marks.is_empty());
    let legend = raters
        .iter()
        .map(|r| (format!("{} {}", glyph(r), r.title), hue(r)))
        .collect();
    is_answered.then_some(Profile { legend, rows })
}

fn opposites(
    session: &Session,
    q: &Questionnaire,
    item: &Item,
    raters: &[Rater],
) -> Option<Opposites> {
    let (ends, scale) = (item.poles.clone()?, q.scale(item)?);
    let mark = |r: &Rater| {
        let value = value(session, &q.id, &r.id, &item.id)?;
        Some(Mark {
            mark: glyph(r),
            hue: hue(r),
            share: scale.share(value),
            value: number(value),
        })
    };
    Some(Opposites {
        item: item.id.clone(),
        ends,
        answers: scale.anchors.len(),
        marks: raters.iter().filter_map(mark).collect(),
    })
}

fn glyph(rater: &Rater) -> String {
    rater.side.map_or('●', |s| s.glyph()).to_string()
}

fn hue(rater: &Rater) -> Hue {
    rater.side.map_or(Hue::Accent, Hue::from)
}
