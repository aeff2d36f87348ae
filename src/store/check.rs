//! What is wrong in a session that can be read.

use super::read::ParsedSession;
use crate::domain::*;
use crate::text::{clip, one_line};
use std::collections::HashSet;

/// Everything that is wrong in a session that can be read: items that cannot be understood,
/// references to what is not there, values out of range.
#[must_use]
pub fn check(read: &ParsedSession) -> Vec<Problem> {
    let mut out: Vec<Problem> = read
        .unreadable
        .iter()
        .map(|u| Problem {
            path: format!("{}[{}]", u.list.path().join("."), u.at),
            says: format!(
                "cannot be understood: {}. Mend it, or delete it there.",
                u.why
            ),
        })
        .collect();
    if let Some(version) = read.newer {
        out.push(Problem {
            path: "version".to_owned(),
            says: format!(
                "written by a newer roundtable (version {version}). Open it with that one."
            ),
        });
    }
    let session = &read.session;
    let known = KnownIds::of(session);
    out.extend(
        references(session)
            .into_iter()
            .filter_map(|reference| reference.dangling(&known)),
    );
    out.extend(out_of_range(session));
    if session.title.trim().is_empty() {
        out.push(Problem {
            path: "title".to_owned(),
            says: "is empty. Give the session a title.".to_owned(),
        });
    }
    out
}

/// One item naming another by its id.
struct Reference<'a> {
    path: String,
    list: List,
    id: &'a Id,
}

/// The ids in the lists that references lead to.
struct KnownIds<'a>(Vec<(List, HashSet<&'a Id>)>);

impl<'a> KnownIds<'a> {
    fn of(session: &'a Session) -> Self {
        fn ids<'a, R: Record + 'a>(session: &'a Session) -> (List, HashSet<&'a Id>) {
            (R::LIST, R::list(session).iter().map(Record::id).collect())
        }
        Self(vec![
            ids::<Expectation>(session),
            ids::<Participant>(session),
            ids::<Goal>(session),
            ids::<Action>(session),
            ids::<Decision>(session),
            ids::<Term>(session),
            ids::<Parked>(session),
        ])
    }

    fn contains(&self, list: List, id: &Id) -> bool {
        let of_list = self.0.iter().find(|(of, _)| *of == list);
        of_list.is_none_or(|(_, ids)| ids.contains(id))
    }
}

impl Reference<'_> {
    /// The problem, if nothing in the list has that id.
    fn dangling(self, known: &KnownIds<'_>) -> Option<Problem> {
        let there = known.contains(self.list, self.id);
        (!there).then(|| Problem {
            path: self.path,
            says: format!(
                "names the {} “{}”, which is not there. \
                 Remove the reference, or bring the {} back.",
                self.list.noun(),
                clip(&one_line(self.id.as_str()), 40),
                self.list.noun()
            ),
        })
    }
}

/// All references from one item to another.
fn references(session: &Session) -> Vec<Reference<'_>> {
    let mut out = Vec::new();
    for (n, link) in session.links.iter().enumerate() {
        for (key, id) in [("a", &link.a), ("b", &link.b)] {
            out.push(to(format!("links[{n}].{key}"), List::Expectations, id));
        }
        let resolution = link.resolution.iter();
        out.extend(resolution.flat_map(|r| resolved_by(n, r)));
    }
    for (n, goal) in session.goals.iter().enumerate() {
        for (i, id) in goal.expectations.iter().enumerate() {
            let path = format!("goals[{n}].expectations[{i}]");
            out.push(to(path, List::Expectations, id));
        }
        for (i, vote) in goal.consent.iter().enumerate() {
            let path = format!("goals[{n}].consent[{i}].who");
            out.extend(vote.who.as_ref().map(|id| to(path, List::Participants, id)));
        }
    }
    for (n, action) in session.actions.iter().enumerate() {
        for (key, list, id) in [
            ("owner", List::Participants, &action.owner),
            ("counterpart", List::Participants, &action.counterpart),
            ("goal", List::Goals, &action.goal),
        ] {
            let path = format!("actions[{n}].{key}");
            out.extend(id.as_ref().map(|id| to(path, list, id)));
        }
        for (i, id) in action.depends_on.iter().enumerate() {
            let path = format!("actions[{n}].depends_on[{i}]");
            out.push(to(path, List::Actions, id));
        }
    }
    for (n, parked) in session.parked.iter().enumerate() {
        let named = parked.became.as_ref().zip(parked.becomes());
        out.extend(named.map(|(id, list)| to(format!("parked[{n}].became"), list, id)));
    }
    for (n, metric) in session.metrics.iter().enumerate() {
        for (key, list, id) in [
            ("goal", List::Goals, &metric.goal),
            ("owner", List::Participants, &metric.owner),
        ] {
            let path = format!("metrics[{n}].{key}");
            out.extend(id.as_ref().map(|id| to(path, list, id)));
        }
    }
    out
}

/// What the resolution of link `n` names.
fn resolved_by(n: usize, resolution: &Resolution) -> impl Iterator<Item = Reference<'_>> {
    [
        ("decision", List::Decisions, &resolution.decision),
        ("level", List::Terms, &resolution.level),
        ("parked", List::Parked, &resolution.parked),
    ]
    .into_iter()
    .filter_map(move |(key, list, id)| {
        Some(to(
            format!("links[{n}].resolution.{key}"),
            list,
            id.as_ref()?,
        ))
    })
}

fn to(path: String, list: List, id: &Id) -> Reference<'_> {
    Reference { path, list, id }
}

/// Scores that are not from 1 to 5.
fn out_of_range(session: &Session) -> Vec<Problem> {
    let actions = session.actions.iter().enumerate().flat_map(|(n, a)| {
        [
            ("value_a", a.value_a),
            ("value_b", a.value_b),
            ("effort", a.effort),
        ]
        .map(|(key, value)| (format!("actions[{n}].{key}"), value))
    });
    let expectations = session.expectations.iter().enumerate().flat_map(|(n, e)| {
        [("importance", e.importance), ("satisfied", e.satisfied)]
            .map(|(key, value)| (format!("expectations[{n}].{key}"), value))
    });
    actions
        .chain(expectations)
        .filter_map(|(path, value)| {
            let value = value.filter(|v| !(1..=5).contains(v))?;
            Some(Problem {
                path,
                says: format!("is {value}; a whole number from 1 to 5 was expected."),
            })
        })
        .collect()
}
