//! How a conflict between two expectations was resolved.
//! `docs/method.md`, "Alignment of expectations".

use super::labels::labelled_enum;
use super::{Decision, Extra, Id, Link, LinkKind, Parked, Record, Section, Session, Side, Term};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a conflict was resolved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Resolution {
    /// What became of it.
    pub outcome: Outcome,
    /// The words of what it names, where that is in another session or nowhere.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The decision that resolved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Id>,
    /// The level of the escalation ladder that decides it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Id>,
    /// The parked item it is now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parked: Option<Id>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// What became of a conflict.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Outcome {
        /// Both sides decided it.
        Decided = "decided",
        /// A level of the escalation ladder decides it.
        Escalated = "escalated",
        /// It was put aside to come back to.
        Parked = "parked",
    }
}

impl Resolution {
    /// A resolution that names nothing yet.
    #[must_use]
    pub fn new(outcome: Outcome) -> Self {
        Self {
            outcome,
            text: String::new(),
            decision: None,
            level: None,
            parked: None,
            extra: Extra::default(),
        }
    }

    /// The words of what it names.
    #[must_use]
    pub fn words(&self, session: &Session) -> String {
        fn named<'a, R: Record + 'a>(session: &'a Session, id: Option<&Id>) -> Option<&'a R> {
            session.get(id?)
        }
        let words = match self.outcome {
            Outcome::Decided => named::<Decision>(session, self.decision.as_ref())
                .map(|d| format!("{} {}", session.label_of(d), d.text)),
            Outcome::Escalated => {
                named::<Term>(session, self.level.as_ref()).map(|t| level_words(session, t))
            }
            Outcome::Parked => named::<Parked>(session, self.parked.as_ref())
                .map(|p| format!("outcome: {}", p.outcome(session))),
        };
        words.unwrap_or_else(|| self.text.clone())
    }

    /// What became of the conflict, in a sentence without a full stop.
    #[must_use]
    pub fn sentence(&self, session: &Session) -> String {
        let words = self.words(session);
        match (words.is_empty(), self.outcome) {
            (true, outcome) => outcome.label().to_owned(),
            (false, Outcome::Decided) => format!("decided: {words}"),
            (false, Outcome::Escalated) => format!("escalated to {words}"),
            (false, Outcome::Parked) => format!("parked, {words}"),
        }
    }
}

/// A level of the escalation ladder: its number, its topics, and who decides.
#[must_use]
pub fn level_words(session: &Session, term: &Term) -> String {
    let before = session
        .terms_in(Section::Escalation)
        .take_while(|t| t.id != term.id);
    let is_shared = term.name_a.trim() == term.name_b.trim();
    let named = |(side, name): (Side, &String)| match name.trim() {
        "" => None,
        name if is_shared => Some(format!("{name} of {}", session.short_side_name(side))),
        name => Some(name.to_owned()),
    };
    let names = [(Side::A, &term.name_a), (Side::B, &term.name_b)];
    let names: Vec<String> = names.into_iter().filter_map(named).collect();
    let who = if names.is_empty() {
        String::new()
    } else {
        format!(" ({})", names.join(", "))
    };
    format!("level {}, {}{who}", before.count() + 1, term.text)
}

impl Link {
    /// True for a conflict that has not been decided, escalated or parked.
    #[must_use]
    pub fn is_open_conflict(&self) -> bool {
        self.kind == LinkKind::Conflict && self.resolution.is_none()
    }

    /// True for a conflict of which something is still to come: it is not resolved, or escalated.
    #[must_use]
    pub fn is_unsettled_conflict(&self) -> bool {
        let is_escalated = |r: &Resolution| r.outcome == Outcome::Escalated;
        self.kind == LinkKind::Conflict && self.resolution.as_ref().is_none_or(is_escalated)
    }

    /// True for a conflict that has been decided, escalated or parked.
    #[must_use]
    pub fn is_resolved_conflict(&self) -> bool {
        self.kind == LinkKind::Conflict && self.resolution.is_some()
    }
}
