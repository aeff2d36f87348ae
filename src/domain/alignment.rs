//! How the two lists of expectations fit together. `docs/method.md`, "Alignment of expectations".

use super::{Answer, Expectation, Id, Link, LinkKind, Session, Side, Strength};
use std::collections::HashMap;

/// The alignment class of one expectation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Both want the same.
    Overlap,
    /// One gives what the other needs.
    Complement,
    /// Meeting one blocks the other.
    Conflict,
    /// Meeting one blocks the other, and that was decided, escalated or parked.
    Resolved,
    /// Only one side raised it, and the other has conditions or wants to discuss it.
    Gap,
    /// Only one side raised it, and the other accepts.
    Accepted,
    /// The other side refuses.
    Refused,
    /// Both agree that it does not belong here.
    OutOfScope,
    /// Only one side raised it, and the other has not reacted yet.
    Open,
}

impl Class {
    /// Glyph, name, and the name with its meaning, one row a class.
    fn row(self) -> (char, &'static str, &'static str) {
        match self {
            Self::Overlap => ('=', "overlap", "overlap: both want the same"),
            Self::Complement => (
                '+',
                "complement",
                "complement: one gives what the other needs",
            ),
            Self::Conflict => ('!', "conflict", "conflict: meeting one blocks the other"),
            Self::Resolved => (
                '→',
                "conflict resolved",
                "conflict resolved: decided, escalated or parked",
            ),
            Self::Gap => (
                '?',
                "gap",
                "gap: only one side raised it, the other has conditions or questions",
            ),
            Self::Accepted => (
                '✓',
                "accepted",
                "accepted: only one side raised it, the other accepts",
            ),
            Self::Refused => (
                '!',
                "refused",
                "refused: only one side raised it, the other refuses",
            ),
            Self::OutOfScope => (
                '–',
                "out of scope",
                "out of scope: both agree that it does not belong here",
            ),
            Self::Open => (
                '○',
                "not yet answered",
                "not yet answered by the other side",
            ),
        }
    }

    /// Its glyph on screen and in documents.
    #[must_use]
    pub fn glyph(self) -> char {
        self.row().0
    }

    /// Its name.
    #[must_use]
    pub fn label(self) -> &'static str {
        self.row().1
    }

    /// Its name and what it means.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        self.row().2
    }
}

impl From<LinkKind> for Class {
    fn from(kind: LinkKind) -> Self {
        match kind {
            LinkKind::Overlap => Self::Overlap,
            LinkKind::Complement => Self::Complement,
            LinkKind::Conflict => Self::Conflict,
        }
    }
}

/// The links of a session by expectation.
#[derive(Debug, Default)]
pub struct Alignment<'a> {
    links: HashMap<&'a Id, Vec<&'a Link>>,
}

/// How many expectations are in which class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Expectations that overlap or complement one of the other side, or that it accepts.
    pub agreed: usize,
    /// Expectations that the other side refuses.
    pub refused: usize,
    /// Conflicting pairs that are not resolved.
    pub conflicts: usize,
    /// Conflicting pairs that were decided, escalated or parked.
    pub resolved: usize,
    /// Gaps raised by A: B has conditions or wants to discuss.
    pub gaps_a: usize,
    /// Gaps raised by B: A has conditions or wants to discuss.
    pub gaps_b: usize,
    /// Expectations out of scope.
    pub out: usize,
    /// Expectations without a reaction.
    pub to_react: usize,
    /// Must-haves that the other side refuses, and whose conflict is not resolved.
    pub blockers: usize,
    /// All expectations.
    pub all: usize,
}

impl<'a> Alignment<'a> {
    /// Indexes the links of `session`.
    #[must_use]
    pub fn new(session: &'a Session) -> Self {
        let mut links: HashMap<&Id, Vec<&Link>> = HashMap::new();
        for link in &session.links {
            links.entry(&link.a).or_default().push(link);
            links.entry(&link.b).or_default().push(link);
        }
        Self { links }
    }

    /// The links of an expectation.
    #[must_use]
    pub fn links(&self, id: &Id) -> &[&'a Link] {
        self.links.get(id).map_or(&[], Vec::as_slice)
    }

    /// The expectations of the other side linked to this one.
    pub fn partners(&self, e: &'a Expectation) -> impl Iterator<Item = &'a Id> {
        let links: Vec<&'a Link> = self.links(&e.id).to_vec();
        links
            .into_iter()
            .map(move |l| if e.side == Side::A { &l.b } else { &l.a })
    }

    /// The class of an expectation. A conflict outweighs a refusal, even a resolved one, and a
    /// refusal the other links.
    #[must_use]
    pub fn class(&self, e: &Expectation) -> Class {
        if e.out_of_scope {
            return Class::OutOfScope;
        }
        let links = self.links(&e.id);
        if links.iter().any(|l| l.is_open_conflict()) {
            return Class::Conflict;
        }
        if links.iter().any(|l| l.is_resolved_conflict()) {
            return Class::Resolved;
        }
        let kinds = || links.iter().map(|l| l.kind);
        let refused = e
            .reaction
            .as_ref()
            .is_some_and(|r| r.answer == Answer::Cannot);
        if refused {
            return Class::Refused;
        }
        for kind in [LinkKind::Overlap, LinkKind::Complement] {
            if kinds().any(|k| k == kind) {
                return kind.into();
            }
        }
        match e.reaction.as_ref().map(|r| r.answer) {
            None => Class::Open,
            Some(Answer::Accept) => Class::Accepted,
            Some(Answer::Conditions | Answer::Discuss) => Class::Gap,
            Some(Answer::Cannot) => Class::Refused,
        }
    }

    /// True for a must-have that the other side refuses, unless it is in a resolved conflict.
    #[must_use]
    pub fn is_blocker(&self, e: &Expectation) -> bool {
        let is_refused = e
            .reaction
            .as_ref()
            .is_some_and(|r| r.answer == Answer::Cannot);
        e.strength == Some(Strength::Must) && is_refused && self.class(e) != Class::Resolved
    }

    /// Counts the classes of all expectations.
    #[must_use]
    pub fn counts(&self, session: &Session) -> Counts {
        let mut c = Counts {
            all: session.expectations.len(),
            ..Counts::default()
        };
        let links = || session.links.iter();
        c.conflicts = links().filter(|l| l.is_open_conflict()).count();
        c.resolved = links().filter(|l| l.is_resolved_conflict()).count();
        for e in &session.expectations {
            match (self.class(e), e.side) {
                (Class::Overlap | Class::Complement | Class::Accepted, _) => c.agreed += 1,
                (Class::Refused, _) => c.refused += 1,
                (Class::Gap, Side::A) => c.gaps_a += 1,
                (Class::Gap, Side::B) => c.gaps_b += 1,
                (Class::OutOfScope, _) => c.out += 1,
                (Class::Conflict | Class::Resolved | Class::Open, _) => {}
            }
            if needs_reaction(e) {
                c.to_react += 1;
            }
            if self.is_blocker(e) {
                c.blockers += 1;
            }
        }
        c
    }
}

/// True while the other side has not reacted.
#[must_use]
pub fn needs_reaction(e: &Expectation) -> bool {
    e.reaction.is_none() && !e.out_of_scope
}

/// Importance minus satisfaction today, −4 to 4.
#[must_use]
pub fn shortfall(e: &Expectation) -> Option<i16> {
    Some(i16::from(e.importance?) - i16::from(e.satisfied?))
}

/// The next expectation without a reaction. The sides alternate, one expectation at a time.
#[must_use]
pub fn next_to_react(session: &Session, after: Option<&Id>) -> Option<Id> {
    let last = after
        .and_then(|id| session.get::<Expectation>(id))
        .map(|e| e.side);
    let first = |side| {
        session
            .expectations_of(side)
            .find(|e| needs_reaction(e) && Some(&e.id) != after)
    };
    let side = last.map_or(Side::A, Side::other);
    first(side)
        .or_else(|| first(side.other()))
        .map(|e| e.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Outcome, Resolution};
    use serde_json::json;

    fn session() -> Session {
        let mut s = Session::new(
            Id::new("s"),
            "t",
            Default::default(),
            "N",
            "B",
            jiff::Timestamp::UNIX_EPOCH,
        );
        let e = |id: &str, side: &str, more: serde_json::Value| {
            let mut v = json!({"id": id, "side": side, "text": id});
            v.as_object_mut()
                .unwrap()
                .extend(more.as_object().unwrap().clone());
            serde_json::from_value(v).unwrap()
        };
        s.expectations = vec![
            e("a1", "a", json!({"reaction": {"answer": "accept"}})),
            e(
                "a2",
                "a",
                json!({"strength": "must", "reaction": {"answer": "cannot"}}),
            ),
            e("a3", "a", json!({})),
            e("b1", "b", json!({})),
            e("b2", "b", json!({"out_of_scope": true})),
        ];
        s.links = vec![
            serde_json::from_value(json!({"id": "l", "a": "a1", "b": "b1", "kind": "overlap"}))
                .unwrap(),
        ];
        s
    }

    #[test]
    fn each_expectation_has_one_class_and_is_counted_in_it() {
        let s = session();
        let al = Alignment::new(&s);
        let classes: Vec<Class> = s.expectations.iter().map(|e| al.class(e)).collect();
        assert_eq!(
            classes,
            [
                Class::Overlap,
                Class::Refused,
                Class::Open,
                Class::Overlap,
                Class::OutOfScope
            ]
        );
        let c = al.counts(&s);
        assert_eq!(
            (
                c.agreed,
                c.gaps_a,
                c.refused,
                c.conflicts,
                c.out,
                c.to_react,
                c.blockers
            ),
            (2, 0, 1, 0, 1, 2, 1)
        );
    }

    #[test]
    fn a_resolved_conflict_is_no_conflict_and_no_blocker_any_more() {
        let mut s = session();
        s.links.push(
            serde_json::from_value(json!({"id": "c", "a": "a2", "b": "b1", "kind": "conflict"}))
                .unwrap(),
        );
        let counts = |s: &Session| {
            let al = Alignment::new(s);
            let c = al.counts(s);
            (
                al.class(&s.expectations[1]),
                c.conflicts,
                c.resolved,
                c.blockers,
            )
        };
        assert_eq!(counts(&s), (Class::Conflict, 1, 0, 1));
        s.links[1].resolution = Some(Resolution::new(Outcome::Parked));
        assert_eq!(counts(&s), (Class::Resolved, 0, 1, 0));
    }

    #[test]
    fn the_sides_alternate_in_reacting() {
        let s = session();
        assert_eq!(next_to_react(&s, None), Some(Id::new("a3")));
        assert_eq!(next_to_react(&s, Some(&Id::new("a3"))), Some(Id::new("b1")));
        assert_eq!(next_to_react(&s, Some(&Id::new("b1"))), Some(Id::new("a3")));
    }
}
