//! The conditions of a good agreement, one function each.

use super::{Check, State, item_check, session_check, side_names_where};
use crate::domain::alignment::{Alignment, Class, needs_reaction};
use crate::domain::lint::is_dated;
use crate::domain::*;
use std::collections::HashSet;

/// Expectations of a side below which its list counts as incomplete.
const FEW_EXPECTATIONS: usize = 3;

pub(super) fn names_are_told_apart(s: &Session) -> Option<Check> {
    let name = |p: &Participant| p.name.trim().to_lowercase();
    // with a function or a role on both sides everybody knows who is who
    let is_known = |p: &&Participant| !p.function.trim().is_empty() || !p.role.trim().is_empty();
    let of_b: HashSet<String> = s.people(Side::B).map(name).collect();
    let unknown = |side| s.people(side).filter(|p| !is_known(p)).map(name);
    let unknown: HashSet<String> = unknown(Side::A).chain(unknown(Side::B)).collect();
    let mut said = HashSet::new();
    item_check(
        (Kind::Welcome, State::Missing),
        s.participants.len(),
        s.people(Side::A)
            .filter(|p| of_b.contains(&name(p)) && unknown.contains(&name(p)))
            .filter(|p| said.insert(name(p))),
        "nobody has the same name as somebody on the other side",
        [
            "name is on both sides: give each of these people a function or a role",
            "names are on both sides: give each of these people a function or a role",
        ],
    )
}

pub(super) fn both_sides_have_expectations(s: &Session) -> Option<Check> {
    let few = side_names_where(s, |side| {
        s.expectations_of(side).take(FEW_EXPECTATIONS).count() < FEW_EXPECTATIONS
    });
    session_check(
        (Kind::Expectations, List::Expectations, State::Missing),
        "both sides have said what they expect",
        few.map(|few| format!("fewer than {FEW_EXPECTATIONS} expectations of {few}")),
    )
}

pub(super) fn expectations_have_reactions(s: &Session) -> Option<Check> {
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

pub(super) fn must_haves_are_not_refused(s: &Session) -> Option<Check> {
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

pub(super) fn conflicts_are_resolved(s: &Session) -> Option<Check> {
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

pub(super) fn there_are_goals(s: &Session) -> Option<Check> {
    session_check(
        (Kind::Goals, List::Goals, State::Blocking),
        "there are goals",
        s.goals.is_empty().then(|| "no goal yet".to_owned()),
    )
}

pub(super) fn goals_have_consent(s: &Session) -> Option<Check> {
    item_check(
        (Kind::Goals, State::Blocking),
        s.goals.len(),
        s.goals
            .iter()
            .filter(|g| !g.is_mutual() && !g.is_outdated()),
        "every goal has consent of both sides",
        [
            "goal is without the consent of both sides",
            "goals are without the consent of both sides",
        ],
    )
}

pub(super) fn consent_is_current(s: &Session) -> Option<Check> {
    item_check(
        (Kind::Goals, State::Blocking),
        s.goals.len(),
        s.goals.iter().filter(|g| g.is_outdated()),
        "no goal has changed since the votes on it",
        [
            "goal has changed since the votes on it: consent is outdated",
            "goals have changed since the votes on them: consent is outdated",
        ],
    )
}

pub(super) fn goals_have_dates(s: &Session) -> Option<Check> {
    item_check(
        (Kind::Goals, State::Missing),
        s.goals.len(),
        s.goals.iter().filter(|g| !is_dated(g)),
        "every goal has a date",
        ["goal has no date", "goals have no date"],
    )
}

pub(super) fn expectations_are_in_goals(s: &Session) -> Option<Check> {
    // with no goal at all, an earlier check says so already
    let all = if s.goals.is_empty() {
        &[][..]
    } else {
        &s.expectations
    };
    let traced: HashSet<&Id> = s.goals.iter().flat_map(|g| &g.expectations).collect();
    let alignment = Alignment::new(s);
    let is_wanted = |e: &&Expectation| {
        !matches!(alignment.class(e), Class::OutOfScope | Class::Refused)
            && e.strength != Some(Strength::Could)
    };
    item_check(
        (Kind::Goals, State::Missing),
        all.len(),
        all.iter()
            .filter(is_wanted)
            .filter(|e| !traced.contains(&e.id)),
        "every must and should is in a goal",
        ["expectation is in no goal", "expectations are in no goal"],
    )
}

pub(super) fn goals_have_actions(s: &Session) -> Option<Check> {
    let served: HashSet<&Id> = live_actions(s).filter_map(|a| a.goal.as_ref()).collect();
    item_check(
        (Kind::Actions, State::Missing),
        s.goals.len(),
        s.goals.iter().filter(|g| !served.contains(&g.id)),
        "every goal has an action",
        ["goal has no action", "goals have no action"],
    )
}

pub(super) fn there_are_actions(s: &Session) -> Option<Check> {
    let none = live_actions(s).next().is_none();
    session_check(
        (Kind::Actions, List::Actions, State::Missing),
        "there are actions",
        none.then(|| "no action yet".to_owned()),
    )
}

pub(super) fn actions_have_owners(s: &Session) -> Option<Check> {
    action_check(
        s,
        (Kind::Owners, State::Blocking),
        |a| a.owner.is_none(),
        "every action has one owner",
        ["action has no owner", "actions have no owner"],
    )
}

pub(super) fn actions_have_done_criteria(s: &Session) -> Option<Check> {
    action_check(
        s,
        (Kind::Actions, State::Missing),
        |a| a.done_when.trim().is_empty(),
        "every action has a “done when”",
        ["action has no “done when”", "actions have no “done when”"],
    )
}

pub(super) fn actions_have_due_dates(s: &Session) -> Option<Check> {
    action_check(
        s,
        (Kind::Timeline, State::Blocking),
        |a| a.due.is_none(),
        "every action has a due date",
        ["action has no due date", "actions have no due date"],
    )
}

pub(super) fn actions_end_after_they_start(s: &Session) -> Option<Check> {
    action_check(
        s,
        (Kind::Timeline, State::Missing),
        |a| a.start.zip(a.due).is_some_and(|(start, due)| start > due),
        "no action starts after it is due",
        [
            "action starts after it is due",
            "actions start after they are due",
        ],
    )
}

pub(super) fn there_are_metrics(s: &Session) -> Option<Check> {
    session_check(
        (Kind::Metrics, List::Metrics, State::Missing),
        "there are metrics",
        s.metrics.is_empty().then(|| "no metric yet".to_owned()),
    )
}

pub(super) fn goals_have_metrics(s: &Session) -> Option<Check> {
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

pub(super) fn metrics_have_baseline_and_target(s: &Session) -> Option<Check> {
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

pub(super) fn targets_are_not_missed_twice(s: &Session) -> Option<Check> {
    let missed = s.metrics.iter().filter(|m| m.missed_twice());
    let count = s.metrics.iter().filter(|m| !m.readings.is_empty()).count();
    item_check(
        (Kind::Metrics, State::Missing),
        count,
        missed,
        "no target was missed twice",
        [
            "target was missed twice: agree on an action, or go one level up the ladder",
            "targets were missed twice: agree on actions, or go one level up the ladder",
        ],
    )
}

pub(super) fn parking_lot_is_clear(s: &Session) -> Option<Check> {
    let open = |p: &&Parked| p.disposition == Disposition::Open;
    item_check(
        (Kind::Agreement, State::Missing),
        s.parked.len(),
        s.parked.iter().filter(open),
        "the parking lot is clear",
        ["parked item is still open", "parked items are still open"],
    )
}

pub(super) fn sections_have_terms(s: &Session) -> Option<Check> {
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

pub(super) fn both_sides_have_signed(s: &Session) -> Option<Check> {
    let remembers = |x: &SignOff| x.content.is_some();
    let content = s.sign_off.iter().any(remembers).then(|| s.agreed_content());
    let is_current = |x: &SignOff| content.as_ref().is_none_or(|c| !x.is_outdated(c));
    let of = |side: Side| s.sign_off.iter().filter(move |x| x.side == side);
    let unsigned = side_names_where(s, |side| of(side).next().is_none());
    let outdated = side_names_where(s, |side| {
        of(side).next().is_some() && !of(side).any(is_current)
    });
    let unsigned = unsigned.map(|sides| format!("not signed by {sides}"));
    let outdated =
        outdated.map(|sides| format!("changed since it was signed: outdated for {sides}"));
    let unmet: Vec<String> = [unsigned, outdated].into_iter().flatten().collect();
    session_check(
        (Kind::Agreement, List::SignOff, State::Missing),
        "signed by both sides",
        (!unmet.is_empty()).then(|| unmet.join("; ")),
    )
}

/// Actions that count: all but the dropped ones.
fn live_actions(s: &Session) -> impl Iterator<Item = &Action> {
    s.actions.iter().filter(|a| a.status != Status::Dropped)
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
