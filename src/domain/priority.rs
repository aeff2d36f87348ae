//! The order of actions by value and effort. `docs/method.md`, "Actions and priorities".

use super::labels::labelled_enum;
use super::{Action, Id, Session};

/// Impact from which an action has high impact.
const HIGH_IMPACT: f64 = 3.5;
/// Effort up to which an action has low effort; 3 is high, because effort is usually
/// underestimated.
const LOW_EFFORT: u8 = 2;

labelled_enum! {
    /// The quarters of the impact-effort picture, best first.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    Quadrant {
        /// High impact, low effort.
        QuickWin = "quick win",
        /// High impact, high effort.
        BigProject = "big project",
        /// Low impact, low effort.
        FillIn = "fill-in",
        /// Low impact, high effort.
        ThinkAgain = "think again",
        /// Not scored yet.
        Unscored = "not scored",
    }
}

/// Mean of the values to both sides, 1 to 5; `None` until both are set. One person alone sets one
/// value.
#[must_use]
pub fn impact(session: &Session, action: &Action) -> Option<f64> {
    let (a, b) = (action.value_a.map(f64::from), action.value_b.map(f64::from));
    match (a, b) {
        (Some(a), Some(b)) => Some((a + b) / 2.0),
        _ => a.filter(|_| session.agenda.solo),
    }
}

/// The quadrant of an action.
#[must_use]
pub fn quadrant(session: &Session, action: &Action) -> Quadrant {
    match (impact(session, action), action.effort) {
        (Some(i), Some(e)) => match (i >= HIGH_IMPACT, e <= LOW_EFFORT) {
            (true, true) => Quadrant::QuickWin,
            (true, false) => Quadrant::BigProject,
            (false, true) => Quadrant::FillIn,
            (false, false) => Quadrant::ThinkAgain,
        },
        _ => Quadrant::Unscored,
    }
}

/// The side to which the action has clearly more value, if there is one.
#[must_use]
pub fn one_sided(action: &Action) -> Option<super::Side> {
    let (a, b) = (action.value_a?, action.value_b?);
    (a.abs_diff(b) >= 2).then_some(if a > b {
        super::Side::A
    } else {
        super::Side::B
    })
}

/// All actions, the most important first. The order is total: it does not depend on that of the
/// input.
#[must_use]
pub fn ranked(session: &Session) -> Vec<&Action> {
    let mut actions: Vec<&Action> = session.actions.iter().collect();
    actions.sort_by(|x, y| {
        let by_impact = |a: &Action| impact(session, a).unwrap_or(0.0);
        quadrant(session, x)
            .cmp(&quadrant(session, y))
            .then_with(|| by_impact(y).total_cmp(&by_impact(x)))
            .then_with(|| x.effort.cmp(&y.effort))
            .then_with(|| y.dot_count().cmp(&x.dot_count()))
            .then_with(|| x.id.cmp(&y.id))
    });
    actions
}

/// Dots each person may give: a quarter of the actions, rounded half to even, at least 3.
#[must_use]
pub fn dot_budget(actions: usize) -> u32 {
    let (quarter, rest) = (actions / 4, actions % 4);
    let up = rest == 3 || (rest == 2 && quarter % 2 == 1);
    u32::try_from(quarter + usize::from(up))
        .unwrap_or(u32::MAX)
        .max(3)
}

/// Dots a person has given so far.
#[must_use]
pub fn dots_given(session: &Session, who: &Id) -> u32 {
    session
        .actions
        .iter()
        .filter_map(|a| a.dots.get(who))
        .map(|d| u32::from(*d))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn action(id: &str, a: u8, b: u8, effort: u8) -> Action {
        serde_json::from_value(
            json!({"id": id, "text": id, "value_a": a, "value_b": b, "effort": effort}),
        )
        .unwrap()
    }

    #[test]
    fn quadrants_and_one_sidedness_change_at_their_limits() {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut session = Session::new(Id::new("s"), "t", Default::default(), "", "", now);
        for (a, b, effort, want) in [
            (4, 3, 2, Quadrant::QuickWin),
            (3, 3, 2, Quadrant::FillIn),
            (5, 5, 3, Quadrant::BigProject),
            (1, 5, 3, Quadrant::ThinkAgain),
        ] {
            assert_eq!(quadrant(&session, &action("x", a, b, effort)), want);
        }
        let mut half = action("x", 5, 5, 1);
        half.value_b = None;
        assert_eq!(quadrant(&session, &half), Quadrant::Unscored);
        session.agenda.solo = true;
        assert_eq!(
            quadrant(&session, &half),
            Quadrant::QuickWin,
            "alone, one value"
        );
        assert_eq!(
            one_sided(&action("x", 5, 3, 1)),
            Some(super::super::Side::A)
        );
        assert_eq!(one_sided(&action("x", 4, 3, 1)), None);
    }

    #[test]
    fn fourteen_actions_give_four_dots() {
        let budgets: Vec<u32> = [0, 1, 12, 13, 14, 15, 18, 22]
            .iter()
            .map(|n| dot_budget(*n))
            .collect();
        assert_eq!(budgets, [3, 3, 3, 3, 4, 4, 4, 6]);
    }

    proptest::proptest! {
        #[test]
        fn the_ranking_does_not_depend_on_the_order(
            scores in proptest::collection::vec((1u8..6, 1u8..6, 1u8..6), 0..12),
        ) {
            let now = jiff::Timestamp::UNIX_EPOCH;
            let mut s = Session::new(Id::new("s"), "t", Default::default(), "", "", now);
            let scored = (0..).zip(&scores);
            s.actions = scored
                .map(|(i, (a, b, e)): (usize, _)| action(&format!("{i:02}"), *a, *b, *e))
                .collect();
            let first: Vec<Id> = ranked(&s).iter().map(|a| a.id.clone()).collect();
            s.actions.reverse();
            let second: Vec<Id> = ranked(&s).iter().map(|a| a.id.clone()).collect();
            proptest::prop_assert_eq!(first, second);
        }
    }
}
