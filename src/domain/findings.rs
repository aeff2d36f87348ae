//! What is still missing for an agreement (gates of domain.md section 11: they warn, they do not block).

use super::alignment::{is_blocker, needs_reaction};
use super::*;

/// One condition of a good agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What it says now, in words.
    pub text: String,
    /// How it stands.
    pub state: State,
    /// The kind of step where it is mended.
    pub kind: &'static str,
    /// The items it concerns; the first is where to go.
    pub items: Vec<Id>,
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

/// All conditions, in the order of the agenda.
#[must_use]
pub fn checks(session: &Session) -> Vec<Check> {
    let mut out = Vec::new();
    let mut add = |kind, met: &str, state, unmet: String, items: Vec<Id>, fails: bool| {
        let (text, state) = if fails { (unmet, state) } else { (met.to_owned(), State::Met) };
        out.push(Check { text, state, kind, items });
    };
    let few: Vec<&str> = Side::BOTH.iter().filter(|s| session.expectations_of(**s).count() < 3).map(|s| session.side_name(*s)).collect();
    add(
        "expectations",
        "both sides have said what they expect",
        State::Missing,
        format!("fewer than 3 expectations of {}", few.join(" and ")),
        vec![],
        !few.is_empty(),
    );

    let open: Vec<Id> = ids(session.expectations.iter().filter(|e| needs_reaction(e)));
    let says = count(open.len(), "expectation has", "expectations have", "no reaction");
    add("align", "every expectation has a reaction", State::Blocking, says, open.clone(), !open.is_empty());

    let blocked: Vec<Id> = ids(session.expectations.iter().filter(|e| is_blocker(e)));
    let says = count(blocked.len(), "must-have is", "must-haves are", "refused by the other side");
    add("align", "no must-have is refused", State::Blocking, says, blocked.clone(), !blocked.is_empty());

    let unsure: Vec<Id> = ids(session.goals.iter().filter(|g| !g.is_mutual()));
    let says = if session.goals.is_empty() {
        "no goal yet".to_owned()
    } else {
        count(unsure.len(), "goal is", "goals are", "without the consent of both sides")
    };
    add("goals", "every goal has consent of both sides", State::Blocking, says, unsure.clone(), session.goals.is_empty() || !unsure.is_empty());

    let live = || session.actions.iter().filter(|a| a.status != Status::Dropped);
    let lacking = |what: fn(&Action) -> bool| -> Vec<Id> { ids(live().filter(|a| what(a))) };
    let idle: Vec<Id> = ids(session.goals.iter().filter(|g| !live().any(|a| a.goal.as_ref() == Some(&g.id))));
    let says = if session.actions.is_empty() { "no action yet".to_owned() } else { count(idle.len(), "goal has", "goals have", "no action") };
    add("actions", "every goal has an action", State::Missing, says, idle.clone(), session.actions.is_empty() || !idle.is_empty());

    let no_owner = lacking(|a| a.owner.is_none());
    let says = count(no_owner.len(), "action has", "actions have", "no owner");
    add("owners", "every action has one owner", State::Blocking, says, no_owner.clone(), !no_owner.is_empty());

    let no_criterion = lacking(|a| a.done_when.trim().is_empty());
    let says = count(no_criterion.len(), "action does", "actions do", "not say when it is done");
    add("actions", "every action says when it is done", State::Missing, says, no_criterion.clone(), !no_criterion.is_empty());

    let no_due = lacking(|a| a.due.is_none());
    let says = count(no_due.len(), "action has", "actions have", "no due date");
    add("timeline", "every action has a due date", State::Blocking, says, no_due.clone(), !no_due.is_empty());

    let unmeasured: Vec<Id> = ids(session.goals.iter().filter(|g| !session.metrics.iter().any(|m| m.goal.as_ref() == Some(&g.id))));
    let says = if session.metrics.is_empty() { "no metric yet".to_owned() } else { count(unmeasured.len(), "goal has", "goals have", "no metric") };
    let metric_items = if session.metrics.is_empty() { vec![] } else { unmeasured.clone() };
    add("metrics", "every goal has a metric", State::Missing, says, metric_items, session.metrics.is_empty() || !unmeasured.is_empty());

    let vague: Vec<Id> = ids(session.metrics.iter().filter(|m| m.baseline.is_none() || m.target.is_none()));
    let says = count(vague.len(), "metric has", "metrics have", "no baseline or no target");
    add("metrics", "every metric has a baseline and a target", State::Missing, says, vague.clone(), !vague.is_empty());

    let parked: Vec<Id> = ids(session.parked.iter().filter(|p| p.disposition == Disposition::Open));
    let says = count(parked.len(), "parked item is", "parked items are", "still open");
    add("agreement", "the parking lot is clear", State::Missing, says, parked.clone(), !parked.is_empty());

    let empty: Vec<&str> = Section::ALL.iter().filter(|s| session.terms_in(**s).next().is_none()).map(|s| s.label()).collect();
    let says = format!(
        "{} agreed: {}",
        if empty.len() == 1 { "1 section is not".to_owned() } else { format!("{} sections are not", empty.len()) },
        empty.join(", ")
    );
    add("agreement", "every section of the agreement has its terms", State::Missing, says, vec![], !empty.is_empty());

    let unsigned: Vec<&str> = Side::BOTH.iter().filter(|s| !session.sign_off.iter().any(|x| x.side == **s)).map(|s| session.side_name(*s)).collect();
    add("agreement", "signed by both sides", State::Missing, format!("not signed by {}", unsigned.join(" and ")), vec![], !unsigned.is_empty());
    out
}

fn ids<'a, R: Record + 'a>(records: impl Iterator<Item = &'a R>) -> Vec<Id> {
    records.map(|r| r.id().clone()).collect()
}

fn count(n: usize, one: &str, many: &str, rest: &str) -> String {
    format!("{n} {} {rest}", if n == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_session_lacks_everything_that_needs_something() {
        let s = Session::new(Id::new("s"), "t", Default::default(), "N", "B", jiff::Timestamp::UNIX_EPOCH);
        let unmet: Vec<String> = checks(&s).into_iter().filter(|c| c.state != State::Met).map(|c| c.text).collect();
        assert_eq!(unmet[0], "fewer than 3 expectations of N and B");
        assert!(unmet.contains(&"no goal yet".to_owned()) && unmet.contains(&"not signed by N and B".to_owned()));
    }
}
