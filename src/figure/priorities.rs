//! The 2×2 of actions: effort across, worth to both up.

use super::{Hue, Plane, Point};
use crate::domain::{Action, Id, Session, priority};
use std::collections::HashMap;

/// The scored actions of `list`, labelled with their numbers.
#[must_use]
pub fn priorities<'a>(session: &Session, list: impl Iterator<Item = &'a Action>) -> Plane {
    let numbers: HashMap<&Id, usize> = session.actions.iter().enumerate().map(|(n, a)| (&a.id, n + 1)).collect();
    let point = |a: &Action| {
        let at = (share(f64::from(a.effort?)), share(priority::impact(a)?));
        Some(Point { mark: numbers.get(&a.id).copied().unwrap_or_default().to_string(), name: a.text.clone(), at, hue: Hue::Accent })
    };
    Plane {
        x: ("effort".to_owned(), share(2.5)),
        y: ("worth to both".to_owned(), share(3.25)),
        quarters: ["fill-ins", "think again", "quick wins", "big projects"].map(str::to_owned),
        points: list.filter_map(point).collect(),
    }
}

/// Where a score from 1 to 5 lies, half a step of room at each end.
fn share(score: f64) -> f64 {
    ((score - 0.5) / 5.0).clamp(0.0, 1.0)
}
