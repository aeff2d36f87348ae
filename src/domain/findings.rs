//! What is still missing for an agreement (gates of domain.md section 11: they warn, they do not block).

use super::alignment::{is_blocker, needs_reaction};
use super::*;
use std::collections::HashSet;

/// One condition of a good agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What it says now, in words.
    pub text: String,
    /// How it stands.
    pub state: State,
    /// The kind of step where it is mended.
    pub kind: Kind,
    /// The first of the items it concerns: where to go.
    pub first: Option<Id>,
}

/// How a condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Met.
    Met,
    /// Not met, and the agreement is weak without it.
    Blocking,
    /// Not met yet.
    Missing,
}

/// All conditions, in the order of the agenda. One on every item of a list that is still empty says
/// nothing and is left out; that the list is empty is a condition of its own.
#[must_use]
pub fn checks(session: &Session) -> Vec<Check> {
    use State::{Blocking, Missing};
    let s = session;
    let live = || s.actions.iter().filter(|a| a.status != Status::Dropped);
    let without = |fails: fn(&Action) -> bool| failing(live().filter(|a| fails(a)).map(Record::id));
    let acted: HashSet<&Id> = live().filter_map(|a| a.goal.as_ref()).collect();
    let measured: HashSet<&Id> = s.metrics.iter().filter_map(|m| m.goal.as_ref()).collect();
    let few: Vec<&str> = Side::BOTH
        .iter()
        .filter(|side| s.expectations_of(**side).take(3).count() < 3)
        .map(|side| s.side_name(*side))
        .collect();
    let empty: Vec<&str> = Section::ALL
        .iter()
        .filter(|x| s.terms_in(**x).next().is_none())
        .map(|x| x.label())
        .collect();
    let unsigned: Vec<&str> = Side::BOTH
        .iter()
        .filter(|side| !s.sign_off.iter().any(|x| x.side == **side))
        .map(|side| s.side_name(*side))
        .collect();

    let mut out = Checks::default();
    out.whole(
        Kind::Expectations,
        "both sides have said what they expect",
        Missing,
        (!few.is_empty()).then(|| format!("fewer than 3 expectations of {}", few.join(" and "))),
    );
    let of = s.expectations.len();
    out.each(
        Kind::Align,
        of,
        Blocking,
        "every expectation has a reaction",
        failing(
            s.expectations
                .iter()
                .filter(|e| needs_reaction(e))
                .map(Record::id),
        ),
        [
            "expectation has no reaction",
            "expectations have no reaction",
        ],
    );
    out.each(
        Kind::Align,
        of,
        Blocking,
        "no must-have is refused",
        failing(
            s.expectations
                .iter()
                .filter(|e| is_blocker(e))
                .map(Record::id),
        ),
        [
            "must-have is refused by the other side",
            "must-haves are refused by the other side",
        ],
    );
    out.each(
        Kind::Align,
        s.links.len(),
        Missing,
        "no conflict is left open",
        failing(
            s.links
                .iter()
                .filter(|l| l.kind == LinkKind::Conflict)
                .map(|l| &l.a),
        ),
        [
            "conflict between expectations is open",
            "conflicts between expectations are open",
        ],
    );
    let of = s.goals.len();
    out.whole(
        Kind::Goals,
        "there are goals",
        Blocking,
        (of == 0).then(|| "no goal yet".to_owned()),
    );
    out.each(
        Kind::Goals,
        of,
        Blocking,
        "every goal has consent of both sides",
        failing(s.goals.iter().filter(|g| !g.is_mutual()).map(Record::id)),
        [
            "goal is without the consent of both sides",
            "goals are without the consent of both sides",
        ],
    );
    out.each(
        Kind::Actions,
        of,
        Missing,
        "every goal has an action",
        failing(
            s.goals
                .iter()
                .filter(|g| !acted.contains(&g.id))
                .map(Record::id),
        ),
        ["goal has no action", "goals have no action"],
    );
    let of_actions = live().count();
    out.whole(
        Kind::Actions,
        "there are actions",
        Missing,
        (of_actions == 0).then(|| "no action yet".to_owned()),
    );
    out.each(
        Kind::Owners,
        of_actions,
        Blocking,
        "every action has one owner",
        without(|a| a.owner.is_none()),
        ["action has no owner", "actions have no owner"],
    );
    out.each(
        Kind::Actions,
        of_actions,
        Missing,
        "every action says when it is done",
        without(|a| a.done_when.trim().is_empty()),
        [
            "action does not say when it is done",
            "actions do not say when they are done",
        ],
    );
    out.each(
        Kind::Timeline,
        of_actions,
        Blocking,
        "every action has a due date",
        without(|a| a.due.is_none()),
        ["action has no due date", "actions have no due date"],
    );
    out.whole(
        Kind::Metrics,
        "there are metrics",
        Missing,
        s.metrics.is_empty().then(|| "no metric yet".to_owned()),
    );
    out.each(
        Kind::Metrics,
        if s.metrics.is_empty() { 0 } else { of },
        Missing,
        "every goal has a metric",
        failing(
            s.goals
                .iter()
                .filter(|g| !measured.contains(&g.id))
                .map(Record::id),
        ),
        ["goal has no metric", "goals have no metric"],
    );
    let vague = failing(
        s.metrics
            .iter()
            .filter(|m| m.baseline.is_none() || m.target.is_none())
            .map(Record::id),
    );
    out.each(
        Kind::Metrics,
        s.metrics.len(),
        Missing,
        "every metric has a baseline and a target",
        vague,
        [
            "metric has no baseline or no target",
            "metrics have no baseline or no target",
        ],
    );
    let parked = failing(
        s.parked
            .iter()
            .filter(|p| p.disposition == Disposition::Open)
            .map(Record::id),
    );
    out.each(
        Kind::Agreement,
        s.parked.len(),
        Missing,
        "the parking lot is clear",
        parked,
        ["parked item is still open", "parked items are still open"],
    );
    let sections = if empty.len() == 1 {
        "1 section is".to_owned()
    } else {
        format!("{} sections are", empty.len())
    };
    out.whole(
        Kind::Agreement,
        "every section of the agreement has its terms",
        Missing,
        (!empty.is_empty()).then(|| format!("{sections} not agreed: {}", empty.join(", "))),
    );
    out.whole(
        Kind::Agreement,
        "signed by both sides",
        Missing,
        (!unsigned.is_empty()).then(|| format!("not signed by {}", unsigned.join(" and "))),
    );
    out.0
}

/// The kinds of step in which a condition is not met.
#[must_use]
pub fn lacking(session: &Session) -> Vec<Kind> {
    checks(session)
        .into_iter()
        .filter(|c| c.state != State::Met)
        .map(|c| c.kind)
        .collect()
}

#[derive(Default)]
struct Checks(Vec<Check>);

impl Checks {
    /// A condition on the session as a whole: `unmet` says why it is not met.
    fn whole(&mut self, kind: Kind, met: &str, state: State, unmet: Option<String>) {
        let state = if unmet.is_some() { state } else { State::Met };
        self.0.push(Check {
            text: unmet.unwrap_or_else(|| met.to_owned()),
            state,
            kind,
            first: None,
        });
    }

    /// A condition on each of `all` items: how many do not meet it, and the first of them.
    fn each(
        &mut self,
        kind: Kind,
        all: usize,
        state: State,
        met: &str,
        (n, first): (usize, Option<Id>),
        [one, many]: [&str; 2],
    ) {
        if all == 0 {
            return;
        }
        let unmet = (n > 0).then(|| format!("{n} {}", if n > 1 { many } else { one }));
        self.whole(kind, met, state, unmet);
        if let Some(check) = self.0.last_mut() {
            check.first = first;
        }
    }
}

/// How many there are, and the first.
fn failing<'a>(mut ids: impl Iterator<Item = &'a Id>) -> (usize, Option<Id>) {
    let first = ids.next().cloned();
    (usize::from(first.is_some()) + ids.count(), first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_session_lacks_everything_that_needs_something() {
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
            lacking(&s),
            checks(&s)
                .into_iter()
                .filter(|c| c.state != State::Met)
                .map(|c| c.kind)
                .collect::<Vec<_>>()
        );
        assert!(
            unmet.contains(&"no goal yet".to_owned())
                && unmet.contains(&"not signed by N and B".to_owned())
        );
    }
}
