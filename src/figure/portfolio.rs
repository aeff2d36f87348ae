//! Several relationships on two axes.

use super::{Hue, Plane, Point};
use crate::domain::portfolio::{Relationship, Standing};

/// The relationships that have both figures, each with its number in the list; none where no one
/// has.
#[must_use]
pub fn portfolio(relationships: &[Relationship]) -> Option<Plane> {
    let mut frame = None;
    let mut points = Vec::new();
    for (n, r) in (1..).zip(relationships) {
        let Standing::At(place) = &r.standing else {
            continue;
        };
        frame.get_or_insert(place);
        points.push(Point {
            mark: format!("{n}"),
            name: r.name.clone(),
            at: place.at,
            hue: Hue::Accent,
        });
    }
    let frame = frame?;
    let [x, y] = frame.axes.clone();
    Some(Plane {
        x,
        y,
        quarters: frame.quarters.clone(),
        points,
    })
}
