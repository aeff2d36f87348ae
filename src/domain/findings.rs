//! What an agreement still lacks: findings that warn and never block.
//! `docs/method.md`, "What an agreement still lacks", has the list with its reasons.

use super::alignment::{Alignment, needs_reaction};
use super::*;
use std::collections::HashSet;

/// Expectations of a side below which its list counts as incomplete.
const FEW_EXPECTATIONS: usize = 3;

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
const CHECKS: [fn(&Session) -> Option<Check>; 17] = [
    both_sides_have_expectations,
    expectations_have_reactions,
    must_haves_are_not_refused,
    conflicts_are_resolved,
    there_are_goals,
    goals_have_consent,
    goals_have_actions,
    there_are_actions,
    actions_have_owners,
    actions_have_done_criteria,
    actions_have_due_dates,
    there_are_metrics,
    goals_have_metrics,
    metrics_have_baseline_and_target,
    parking_lot_is_clear,
    sections_have_terms,
    both_sides_have_signed,
];

/// All conditions that apply to the session, in the order of the agenda.
#[must_use]
pub fn checks(session: &Session) -> Vec<Check> {
    CHECKS.iter().filter_map(|check| check(session)).collect()
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

fn both_sides_have_expectations(s: &Session) -> Option<Check> {
    let few = side_names_where(s, |side| {
        s.expectations_of(side).take(FEW_EXPECTATIONS).count() < FEW_EXPECTATIONS
    });
    session_check(
        (Kind::Expectations, List::Expectations, State::Missing),
        "both sides have said what they expect",
        few.map(|few| format!("fewer than {FEW_EXPECTATIONS} expectations of {few}")),
    )
}

fn expectations_have_reactions(s: &Session) -> Option<Check> {
    item_check(
        (Kind::Align, State::Blocking),
        s.expectations.len(),
        s.expectations.iter().filter(|e| needs_reaction(e)),
        "every expectation is answered",
        [
            "expectation is not yet answered",
            "expectations are not yet answered",
        ],
    )
}

fn must_haves_are_not_refused(s: &Session) -> Option<Check> {
    let alignment = Alignment::new(s);
    item_check(
        (Kind::Align, State::Blocking),
        s.expectations.len(),
        s.expectations.iter().filter(|e| alignment.is_blocker(e)),
        "no must-have is refused",
        [
            "must-have is refused by the other side",
            "must-haves are refused by the other side",
        ],
    )
}

fn conflicts_are_resolved(s: &Session) -> Option<Check> {
    let conflicts = || s.links.iter().filter(|l| l.is_open_conflict());
    let check = item_check(
        (Kind::Align, State::Missing),
        s.links.len(),
        conflicts(),
        "no conflict is unresolved",
        [
            "conflict between expectations is unresolved",
            "conflicts between expectations are unresolved",
        ],
    )?;
    Some(Check {
        first: conflicts().next().map(|l| l.a.clone()),
        ..check
    })
}

fn there_are_goals(s: &Session) -> Option<Check> {
    session_check(
        (Kind::Goals, List::Goals, State::Blocking),
        "there are goals",
        s.goals.is_empty().then(|| "no goal yet".to_owned()),
    )
}

fn goals_have_consent(s: &Session) -> Option<Check> {
    item_check(
        (Kind::Goals, State::Blocking),
        s.goals.len(),
        s.goals.iter().filter(|g| !g.is_mutual()),
        "every goal has consent of both sides",
        [
            "goal is without the consent of both sides",
            "goals are without the consent of both sides",
        ],
    )
}

fn goals_have_actions(s: &Session) -> Option<Check> {
    let served: HashSet<&Id> = live_actions(s).filter_map(|a| a.goal.as_ref()).collect();
    item_check(
        (Kind::Actions, State::Missing),
        s.goals.len(),
        s.goals.iter().filter(|g| !served.contains(&g.id)),
        "every goal has an action",
        ["goal has no action", "goals have no action"],
    )
}

fn there_are_actions(s: &Session) -> Option<Check> {
    let none = live_actions(s).next().is_none();
    session_check(
        (Kind::Actions, List::Actions, State::Missing),
        "there are actions",
        none.then(|| "no action yet".to_owned()),
    )
}

fn actions_have_owners(s: &Session) -> Option<Check> {
    action_check(
        s,
        (Kind::Owners, State::Blocking),
        |a| a.owner.is_none(),
        "every action has one owner",
        ["action has no owner", "actions have no owner"],
    )
}

fn actions_have_done_criteria(s: &Session) -> Option<Check> {
    action_check(
        s,
        (Kind::Actions, State::Missing),
        |a| a.done_when.trim().is_empty(),
        "every action has a “done when”",
        ["action has no “done when”", "actions have no “done when”"],
    )
}

fn actions_have_due_dates(s: &Session) -> Option<Check> {
    action_check(
        s,
        (Kind::Timeline, State::Blocking),
        |a| a.due.is_none(),
        "every action has a due date",
        ["action has no due date", "actions have no due date"],
    )
}

fn there_are_metrics(s: &Session) -> Option<Check> {
    session_check(
        (Kind::Metrics, List::Metrics, State::Missing),
        "there are metrics",
        s.metrics.is_empty().then(|| "no metric yet".to_owned()),
    )
}

fn goals_have_metrics(s: &Session) -> Option<Check> {
    // with no metric at all, the check before says so already
    let goals = if s.metrics.is_empty() {
        &[][..]
    } else {
        &s.goals
    };
    let measured: HashSet<&Id> = s.metrics.iter().filter_map(|m| m.goal.as_ref()).collect();
    item_check(
        (Kind::Metrics, State::Missing),
        goals.len(),
        goals.iter().filter(|g| !measured.contains(&g.id)),
        "every goal has a metric",
        ["goal has no metric", "goals have no metric"],
    )
}

fn metrics_have_baseline_and_target(s: &Session) -> Option<Check> {
    let vague = |m: &&Metric| m.baseline.is_none() || m.target.is_none();
    item_check(
        (Kind::Metrics, State::Missing),
        s.metrics.len(),
        s.metrics.iter().filter(vague),
        "every metric has a baseline and a target",
        [
            "metric has no baseline or no target",
            "metrics have no baseline or no target",
        ],
    )
}

fn parking_lot_is_clear(s: &Session) -> Option<Check> {
    let open = |p: &&Parked| p.disposition == Disposition::Open;
    item_check(
        (Kind::Agreement, State::Missing),
        s.parked.len(),
        s.parked.iter().filter(open),
        "the parking lot is clear",
        ["parked item is still open", "parked items are still open"],
    )
}

fn sections_have_terms(s: &Session) -> Option<Check> {
    let empty: Vec<&str> = Section::ALL
        .iter()
        .filter(|section| s.terms_in(**section).next().is_none())
        .map(|section| section.label())
        .collect();
    let unmet = match empty.len() {
        0 => None,
        1 => Some("1 term is".to_owned()),
        n => Some(format!("{n} terms are")),
    };
    session_check(
        (Kind::Agreement, List::Terms, State::Missing),
        "every term of the agreement is written",
        unmet.map(|terms| format!("{terms} not written yet: {}", empty.join(", "))),
    )
}

fn both_sides_have_signed(s: &Session) -> Option<Check> {
    let unsigned = side_names_where(s, |side| !s.sign_off.iter().any(|x| x.side == side));
    session_check(
        (Kind::Agreement, List::SignOff, State::Missing),
        "signed by both sides",
        unsigned.map(|sides| format!("not signed by {sides}")),
    )
}

/// Actions that count: all but the dropped ones.
fn live_actions(s: &Session) -> impl Iterator<Item = &Action> {
    s.actions.iter().filter(|a| a.status != Status::Dropped)
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

/// [`item_check`] on the actions that are not dropped.
fn action_check(
    s: &Session,
    place: (Kind, State),
    fails: fn(&Action) -> bool,
    met: &str,
    words: [&str; 2],
) -> Option<Check> {
    let failing = live_actions(s).filter(|a| fails(a));
    item_check(place, live_actions(s).count(), failing, met, words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_session_fails_the_checks_on_the_whole_and_has_none_on_items() {
        let s = Session::new(
            Id::new("s"),
            "t",
            Default::default(),
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
