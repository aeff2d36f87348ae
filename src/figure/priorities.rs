//! The 2×2 of actions: effort to the right, value to both sides upwards.

use super::{Hue, Plane, Point};
use crate::domain::{Action, Session, priority};

/// The first `most` actions of `list` that have been scored, marked with their numbers.
#[must_use]
pub fn priorities<'a>(
    session: &Session,
    list: impl Iterator<Item = &'a Action>,
    most: usize,
) -> Plane {
    let point = |a: &Action| {
        let at = (
            share(f64::from(a.effort?)),
            share(priority::impact(session, a)?),
        );
        Some(Point {
            mark: session.label_of(a),
            name: a.text.clone(),
            at,
            hue: Hue::Accent,
        })
    };
    Plane {
        // the cuts lie between the scores that `priority::quadrant` tells apart
        x: ("effort".to_owned(), share(2.5)),
        y: (value(session).to_owned(), share(3.25)),
        quarters: ["fill-ins", "think again", "quick wins", "big projects"].map(str::to_owned),
        points: list.filter_map(point).take(most).collect(),
    }
}

/// The name of the axis of value.
fn value(session: &Session) -> &'static str {
    if session.agenda.solo {
        "value"
    } else {
        "value to both"
    }
}

/// Position of a score from 1 to 5, with a margin of half a step at each end.
fn share(score: f64) -> f64 {
    ((score - 0.5) / 5.0).clamp(0.0, 1.0)
}
