//! How many actions each person and side carries. `docs/method.md`, "Ownership and load".

use super::{Id, Participant, Session, Side};
use std::collections::HashMap;

/// Range in which a side's share of the owned actions is balanced.
const BALANCE: std::ops::RangeInclusive<f64> = 0.3..=0.7;
/// Share of the open actions above which one person carries too much.
const DEPENDENCE: f64 = 0.4;

/// The load of one person.
#[derive(Debug, Clone, PartialEq)]
pub struct Load<'a> {
    /// The person.
    pub person: &'a Participant,
    /// Open actions they are accountable for.
    pub owns: usize,
    /// Open actions they support as counterpart.
    pub supports: usize,
    /// True if too much depends on them.
    pub depends: bool,
}

/// The load of everybody on side A and on side B, the highest first.
#[must_use]
pub fn by_side<'a>(session: &'a Session) -> [Vec<Load<'a>>; 2] {
    let (mut owned, mut supported, mut open) = (HashMap::new(), HashMap::new(), 0usize);
    for action in session.actions.iter().filter(|a| a.is_open()) {
        open += 1;
        action
            .owner
            .iter()
            .for_each(|id| *owned.entry(id).or_insert(0) += 1);
        action
            .counterpart
            .iter()
            .for_each(|id| *supported.entry(id).or_insert(0) += 1);
    }
    let load = |person: &'a Participant| {
        let count = |counted: &HashMap<&Id, usize>| counted.get(&person.id).copied().unwrap_or(0);
        let (owns, supports) = (count(&owned), count(&supported));
        let depends = owns >= 3 && owns as f64 > open as f64 * DEPENDENCE;
        Load {
            person,
            owns,
            supports,
            depends,
        }
    };
    Side::BOTH.map(|side| {
        let mut loads: Vec<Load> = session.people(side).map(load).collect();
        loads.sort_by(|x, y| y.owns.cmp(&x.owns).then(y.supports.cmp(&x.supports)));
        loads
    })
}

/// The side of a person.
#[must_use]
pub fn side_of(session: &Session, who: &Id) -> Option<Side> {
    session.get::<Participant>(who).map(|p| p.side)
}

/// Number of open actions that these people own.
#[must_use]
pub fn owned_actions(people: &[Load]) -> usize {
    people.iter().map(|l| l.owns).sum()
}

/// True if one side owns clearly more open actions than the other.
#[must_use]
pub fn unbalanced(people: &[Vec<Load>; 2]) -> bool {
    let [a, b] = people.each_ref().map(|side| owned_actions(side));
    a + b >= 3 && !BALANCE.contains(&(a as f64 / (a + b) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn load_counts_owners_and_counterparts_and_flags_imbalance_and_dependence() {
        let mut s = Session::new(
            Id::new("s"),
            "t",
            Default::default(),
            "N",
            "B",
            jiff::Timestamp::UNIX_EPOCH,
        );
        s.participants = serde_json::from_value(
            json!([{"id": "p", "side": "a", "name": "P"}, {"id": "q", "side": "b", "name": "Q"}]),
        )
        .unwrap();
        let action = |id: usize, owner: &str| {
            serde_json::from_value(
                json!({"id": id.to_string(), "text": "", "owner": owner, "counterpart": "q"}),
            )
            .unwrap()
        };
        s.actions = (0..4)
            .map(|i| action(i, if i < 3 { "p" } else { "q" }))
            .collect();
        let people = by_side(&s);
        assert_eq!(people.each_ref().map(|side| owned_actions(side)), [3, 1]);
        assert!(unbalanced(&people));
        let [load, other] = [&people[0][0], &people[1][0]];
        assert_eq!((load.owns, load.supports, load.depends), (3, 0, true));
        assert_eq!((other.owns, other.supports, other.depends), (1, 4, false));
    }
}
