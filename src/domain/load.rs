//! Who carries how much (domain.md 9.6).

use super::{Id, Participant, Session, Side};

/// Share of owned actions a side should stay within.
const BALANCE: std::ops::RangeInclusive<f64> = 0.3..=0.7;
/// Share of all actions from which everything hangs on one person.
const DEPENDENCE: f64 = 0.4;

/// What one person carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Load<'a> {
    /// The person.
    pub person: &'a Participant,
    /// Open actions they are accountable for.
    pub owns: usize,
    /// Open actions they support as counterpart.
    pub supports: usize,
    /// Whether too much hangs on them.
    pub depends: bool,
}

/// The load of everybody, most loaded first within each side.
#[must_use]
pub fn of_people(session: &Session, side: Side) -> Vec<Load<'_>> {
    let open: Vec<_> = session.actions.iter().filter(|a| a.is_open()).collect();
    let mut loads: Vec<Load> = session
        .people(side)
        .map(|person| {
            let owns = open.iter().filter(|a| a.owner.as_ref() == Some(&person.id)).count();
            let supports = open.iter().filter(|a| a.counterpart.as_ref() == Some(&person.id)).count();
            let depends = owns >= 3 && owns as f64 > open.len() as f64 * DEPENDENCE;
            Load { person, owns, supports, depends }
        })
        .collect();
    loads.sort_by(|x, y| y.owns.cmp(&x.owns).then(y.supports.cmp(&x.supports)));
    loads
}

/// The side of a person.
#[must_use]
pub fn side_of(session: &Session, who: &Id) -> Option<Side> {
    session.get::<Participant>(who).map(|p| p.side)
}

/// Owned open actions of A and of B.
#[must_use]
pub fn owned(session: &Session) -> (usize, usize) {
    let count = |side| session.actions.iter().filter(|a| a.is_open() && a.owner.as_ref().and_then(|o| side_of(session, o)) == Some(side)).count();
    (count(Side::A), count(Side::B))
}

/// Whether one side carries clearly more than the other.
#[must_use]
pub fn unbalanced(session: &Session) -> bool {
    let (a, b) = owned(session);
    a + b >= 3 && !BALANCE.contains(&(a as f64 / (a + b) as f64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn counts_balance_and_dependence() {
        let mut s = Session::new(Id::new("s"), "t", Default::default(), "N", "B", jiff::Timestamp::UNIX_EPOCH);
        s.participants = serde_json::from_value(json!([{"id": "p", "side": "a", "name": "P"}, {"id": "q", "side": "b", "name": "Q"}])).unwrap();
        let action =
            |id: usize, owner: &str| serde_json::from_value(json!({"id": id.to_string(), "text": "", "owner": owner, "counterpart": "q"})).unwrap();
        s.actions = (0..4).map(|i| action(i, if i < 3 { "p" } else { "q" })).collect();
        assert_eq!(owned(&s), (3, 1));
        assert!(unbalanced(&s));
        let load = &of_people(&s, Side::A)[0];
        assert_eq!((load.owns, load.supports, load.depends), (3, 0, true));
        assert!(!of_people(&s, Side::B)[0].depends);
    }
}
