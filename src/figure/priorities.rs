//! The 2×2 of actions: effort across, worth to both up.

use super::{Hue, Plane, Point};
use crate::domain::{Action, Session, priority};

/// The first `most` scored actions of `list`, labelled with their numbers.
#[must_use]
pub fn priorities<'a>(
    session: &Session,
    list: impl Iterator<Item = &'a Action>,
    most: usize,
) -> Plane {
    let point = |a: &Action| {
        let at = (share(f64::from(a.effort?)), share(priority::impact(a)?));
        Some(Point {
            mark: session.label_of(a),
            name: a.text.clone(),
            at,
            hue: Hue::Accent,
        })
    };
    Plane {
        x: ("effort".to_owned(), share(2.5)),
        y: ("worth to both".to_owned(), share(3.25)),
        quarters: ["fill-ins", "think again", "quick wins", "big projects"].map(str::to_owned),
        points: list.filter_map(point).take(most).collect(),
    }
}

/// Where a score from 1 to 5 lies, half a step of room at each end.
fn share(score: f64) -> f64 {
    ((score - 0.5) / 5.0).clamp(0.0, 1.0)
}
