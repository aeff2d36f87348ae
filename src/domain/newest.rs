//! Which session of a relationship knows the state of an action that was carried over: the newest
//! one that has it. `docs/method.md`, "Reviews".

use super::{Id, Session, Summary};
use jiff::Timestamp;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

/// What of a session decides which one is the newest.
#[derive(Debug, Clone)]
pub struct Holder<'a> {
    id: &'a str,
    follows: Option<&'a str>,
    created: Option<Timestamp>,
    actions: Vec<&'a Id>,
}

impl<'a> From<&'a Session> for Holder<'a> {
    fn from(session: &'a Session) -> Self {
        Self {
            id: session.id.as_str(),
            follows: session.follows.as_ref().map(Id::as_str),
            created: session.created,
            actions: session.actions.iter().map(|a| &a.id).collect(),
        }
    }
}

impl<'a> From<&'a Summary> for Holder<'a> {
    fn from(summary: &'a Summary) -> Self {
        let ids = summary.open_ids.iter().chain(&summary.ended_ids);
        Self {
            id: &summary.id,
            follows: summary.follows.as_deref(),
            created: summary.created,
            actions: ids.collect(),
        }
    }
}

/// For each session, the actions that a newer one of the same relationship has too: that one knows
/// their state.
#[must_use]
pub fn carried_over<'a>(sessions: &[Holder<'a>]) -> Vec<HashSet<&'a Id>> {
    let before: HashMap<&str, Option<&str>> = sessions.iter().map(|s| (s.id, s.follows)).collect();
    let mut newest: HashMap<(&str, &Id), _> = HashMap::new();
    let ranked: Vec<_> = sessions
        .iter()
        .map(|s| {
            let (first, followed) = first_of(&before, s.id);
            // of two that follow the same one, the later
            (first, (followed, s.created, Reverse(s.id)))
        })
        .collect();
    for (s, (first, rank)) in sessions.iter().zip(&ranked) {
        for id in &s.actions {
            let best = newest.entry((*first, *id)).or_insert(*rank);
            *best = (*best).max(*rank);
        }
    }
    let is_newer = |first, rank, id| newest.get(&(first, id)).is_some_and(|best| *best > rank);
    let carried = sessions.iter().zip(&ranked).map(|(s, (first, rank))| {
        let ids = s.actions.iter().copied();
        ids.filter(|id| is_newer(*first, *rank, *id)).collect()
    });
    carried.collect()
}

/// The first session of the relationship that a session belongs to, and how many it follows.
fn first_of<'a>(before: &HashMap<&'a str, Option<&'a str>>, id: &'a str) -> (&'a str, usize) {
    let mut seen = vec![id];
    let mut at = id;
    while let Some(Some(earlier)) = before.get(at)
        && before.contains_key(earlier)
        && !seen.contains(earlier)
    {
        at = earlier;
        seen.push(at);
    }
    (at, seen.len() - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sessions with their ids, what they follow, and their actions; for each, those carried over.
    fn carried(all: &[(&str, &str, &[&str])]) -> Vec<Vec<String>> {
        let ids: Vec<Vec<Id>> = all
            .iter()
            .map(|(_, _, actions)| actions.iter().map(|a| Id::new(*a)).collect())
            .collect();
        let holders: Vec<Holder> = (0..)
            .zip(all.iter().zip(&ids))
            .map(|(n, ((id, follows, _), actions))| Holder {
                id,
                follows: (!follows.is_empty()).then_some(*follows),
                created: Timestamp::from_second(n).ok(),
                actions: actions.iter().collect(),
            })
            .collect();
        let sorted = |set: &HashSet<&Id>| {
            let mut ids: Vec<String> = set.iter().map(ToString::to_string).collect();
            ids.sort_unstable();
            ids
        };
        carried_over(&holders).iter().map(sorted).collect()
    }

    #[test]
    fn the_newest_session_of_a_relationship_knows_the_state_of_an_action() {
        let all: [(&str, &str, &[&str]); 4] = [
            ("third", "second", &["x"]),
            ("first", "", &["x", "y", "z"]),
            ("second", "first", &["x", "y"]),
            ("another", "", &["x", "y", "z"]),
        ];
        assert_eq!(
            carried(&all),
            [vec![], vec!["x", "y"], vec!["x"], vec![] as Vec<&str>]
        );
    }

    #[test]
    fn of_two_reviews_of_the_same_session_the_later_one_counts() {
        let all: [(&str, &str, &[&str]); 3] = [
            ("first", "", &["x"]),
            ("b", "first", &["x"]),
            ("a", "first", &["x"]),
        ];
        assert_eq!(carried(&all), [vec!["x"], vec!["x"], vec![]]);
    }

    #[test]
    fn sessions_that_follow_each_other_in_a_circle_are_no_hang() {
        let all: [(&str, &str, &[&str]); 2] = [("a", "b", &["x"]), ("b", "a", &["x"])];
        assert_eq!(carried(&all).len(), 2);
    }
}
