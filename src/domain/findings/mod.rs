//! What an agreement still lacks: findings that warn and never block.
//! `docs/method.md`, "What an agreement still lacks", has the list with its reasons.

mod conditions;

use super::*;
use conditions::*;

/// One condition of a good agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// The condition as it stands, in words.
    pub text: String,
    /// Whether it is met.
    pub state: State,
    /// The kind of step where it is mended.
    pub kind: Kind,
    /// The list it is about.
    pub list: List,
    /// The first item that fails; for a link its expectation of side A.
    pub first: Option<Id>,
}

/// Whether a condition is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Met.
    Met,
    /// Not met, and the agreement is weak without it.
    Blocking,
    /// Not met yet.
    Missing,
}

/// The checks in the order of the agenda. One that looks at every item of a list gives nothing
/// while the list is empty.
const CHECKS: [fn(&Session) -> Option<Check>; 23] = [
    names_are_told_apart,
    both_sides_have_expectations,
    expectations_have_reactions,
    must_haves_are_not_refused,
    conflicts_are_resolved,
    there_are_goals,
    goals_have_consent,
    consent_is_current,
    goals_have_dates,
    expectations_are_in_goals,
    goals_have_actions,
    there_are_actions,
    actions_have_owners,
    actions_have_done_criteria,
    actions_have_due_dates,
    actions_end_after_they_start,
    there_are_metrics,
    goals_have_metrics,
    metrics_have_baseline_and_target,
    targets_are_not_missed_twice,
    parking_lot_is_clear,
    sections_have_terms,
    both_sides_have_signed,
];

/// All conditions that apply to the session, in the order of the agenda. What the agenda has no
/// step for is not demanded; items that lack something are found all the same.
#[must_use]
pub fn checks(session: &Session) -> Vec<Check> {
    let has = |kind: &Kind| session.agenda.steps.iter().any(|s| s.kind == *kind);
    let place = |mut check: Check| {
        let other = elsewhere(&check).iter().find(|kind| has(kind));
        match other {
            _ if has(&check.kind) => Some(check),
            Some(kind) => {
                check.kind = kind.clone();
                Some(check)
            }
            None => Some(check).filter(|check| check.first.is_some()),
        }
    };
    let checks = CHECKS.iter().filter_map(|check| check(session));
    checks.filter_map(place).collect()
}

/// Other kinds of step in which it can be mended as well, best first.
fn elsewhere(check: &Check) -> &'static [Kind] {
    match (&check.kind, check.list) {
        (Kind::Owners, _) => &[Kind::Actions, Kind::Timeline, Kind::Review],
        (Kind::Timeline, _) => &[Kind::Actions, Kind::Owners, Kind::Review],
        (Kind::Goals, List::Expectations) => &[Kind::Align],
        _ => &[],
    }
}

/// The kinds of step with a condition that is not met, each once, in the order of the agenda.
#[must_use]
pub fn kinds_with_unmet_checks(session: &Session) -> Vec<Kind> {
    let mut kinds = Vec::new();
    for check in checks(session) {
        if check.state != State::Met && !kinds.contains(&check.kind) {
            kinds.push(check.kind);
        }
    }
    kinds
}

/// The names of the sides for which `fails` holds; `None` if it holds for neither.
fn side_names_where(s: &Session, fails: impl Fn(Side) -> bool) -> Option<String> {
    let names: Vec<&str> = Side::BOTH
        .into_iter()
        .filter(|side| fails(*side))
        .map(|side| s.side_name(side))
        .collect();
    (!names.is_empty()).then(|| names.join(" and "))
}

/// A condition on the session as a whole; `unmet` says why it is not met.
fn session_check(
    (kind, list, state): (Kind, List, State),
    met: &str,
    unmet: Option<String>,
) -> Option<Check> {
    Some(Check {
        state: if unmet.is_some() { state } else { State::Met },
        text: unmet.unwrap_or_else(|| met.to_owned()),
        kind,
        list,
        first: None,
    })
}

/// A condition on each of `all` items: the number of `failing` ones in words, and the first of
/// them.
fn item_check<'a, R: Record + 'a>(
    (kind, state): (Kind, State),
    all: usize,
    mut failing: impl Iterator<Item = &'a R>,
    met: &str,
    [one, many]: [&str; 2],
) -> Option<Check> {
    if all == 0 {
        return None;
    }
    let first = failing.next().map(|item| item.id().clone());
    let unmet = first.is_some().then(|| match 1 + failing.count() {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    });
    let check = session_check((kind, R::LIST, state), met, unmet)?;
    Some(Check { first, ..check })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn agenda(kinds: &[&str]) -> Agenda {
        let step = |kind: &&str| json!({"id": kind, "kind": kind, "title": kind});
        let steps: Vec<_> = kinds.iter().map(step).collect();
        serde_json::from_value(json!({ "steps": steps })).unwrap()
    }

    #[test]
    fn what_the_agenda_has_no_step_for_is_not_demanded_but_items_that_lack_something_are_found() {
        let steps = agenda(&["welcome", "actions", "agreement"]);
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut s = Session::new(Id::new("s"), "t", steps, "N", "B", now);
        let unmet = |s: &Session| -> Vec<(String, Kind)> {
            let unmet = checks(s).into_iter().filter(|c| c.state != State::Met);
            let unmet = unmet.filter(|c| c.kind != Kind::Agreement);
            unmet.map(|c| (c.text, c.kind)).collect()
        };
        assert_eq!(unmet(&s), [("no action yet".to_owned(), Kind::Actions)]);
        s.actions = serde_json::from_value(json!([{"id": "a", "text": "Board"}])).unwrap();
        s.goals = serde_json::from_value(json!([{"id": "g", "text": "By June"}])).unwrap();
        let found = unmet(&s);
        let has = |text: &str, kind: Kind| found.contains(&(text.to_owned(), kind));
        // owner and date are mended in the step that there is
        assert!(has("1 action has no owner", Kind::Actions), "{found:?}");
        assert!(has("1 action has no due date", Kind::Actions), "{found:?}");
        // a goal that is there needs consent, for which a step has to be added
        assert!(
            has("1 goal is without the consent of both sides", Kind::Goals),
            "{found:?}"
        );
        assert!(!found.iter().any(|(text, _)| text.contains("metric")));
    }

    #[test]
    fn undated_goals_untraced_expectations_and_equal_names_are_found() {
        let steps = agenda(&["welcome", "align", "goals", "agreement"]);
        let now = jiff::Timestamp::UNIX_EPOCH;
        let mut s = Session::new(Id::new("s"), "t", steps, "N", "B", now);
        s.participants = serde_json::from_value(json!([
            {"id": "p", "side": "a", "name": "Martin Novák"},
            {"id": "q", "side": "b", "name": "martin novák "},
        ]))
        .unwrap();
        s.expectations = serde_json::from_value(json!([
            {"id": "a1", "side": "a", "text": "On time"},
            {"id": "a2", "side": "a", "text": "Cheaper"},
            {"id": "b1", "side": "b", "text": "Parties", "strength": "could"},
        ]))
        .unwrap();
        s.goals = serde_json::from_value(json!([
            {"id": "g1", "text": "97 % on time", "expectations": ["a1"]},
            {"id": "g2", "text": "97 % on time by June"},
        ]))
        .unwrap();
        let found = checks(&s);
        let first = |text: &str| {
            let check = found.iter().find(|c| c.text == text).unwrap();
            check.first.clone().unwrap()
        };
        let same_name = "1 name is on both sides: give each of these people a function or a role";
        assert_eq!(first(same_name), Id::new("p"));
        assert_eq!(first("1 goal has no date"), Id::new("g1"));
        assert_eq!(first("1 expectation is in no goal"), Id::new("a2"));
        for person in &mut s.participants {
            person.function = "sales".to_owned();
        }
        assert!(
            checks(&s)
                .iter()
                .all(|c| !c.text.contains("both sides: give"))
        );
    }

    #[test]
    fn an_empty_session_fails_the_checks_on_the_whole_and_has_none_on_items() {
        let s = Session::new(
            Id::new("s"),
            "t",
            agenda(&["expectations", "goals", "actions", "metrics", "agreement"]),
            "N",
            "B",
            jiff::Timestamp::UNIX_EPOCH,
        );
        let unmet: Vec<String> = checks(&s)
            .into_iter()
            .filter(|c| c.state != State::Met)
            .map(|c| c.text)
            .collect();
        assert_eq!(unmet[0], "fewer than 3 expectations of N and B");
        assert_eq!(
            kinds_with_unmet_checks(&s),
            [
                Kind::Expectations,
                Kind::Goals,
                Kind::Actions,
                Kind::Metrics,
                Kind::Agreement,
            ]
        );
        assert!(
            unmet.contains(&"no goal yet".to_owned())
                && unmet.contains(&"not signed by N and B".to_owned())
        );
    }
}
