//! The session: one workshop or self-assessment, stored as one file.

use super::index::Index;
use super::number::number_all;
use super::*;
use jiff::Timestamp;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Deref;

/// Value of the `format` key.
pub const FORMAT: &str = "roundtable/session";
/// The file version this program writes.
pub const VERSION: u32 = 1;

/// What stands for an item that a reference names and that is not there.
pub(super) const REMOVED: &str = "(removed)";

/// Keys that this version does not know; they survive load and save unchanged.
pub type Extra = Map<String, Value>;

/// One of the two organisations.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The first organisation; alone: "us".
    A,
    /// The second; alone: "them, as we see it".
    B,
}

impl Side {
    /// Both sides, A first.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];

    /// The other side.
    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::A { Self::B } else { Self::A }
    }

    /// `A` or `B`.
    #[must_use]
    pub fn letter(self) -> char {
        if self == Self::A { 'A' } else { 'B' }
    }

    /// Its glyph.
    #[must_use]
    pub fn glyph(self) -> char {
        if self == Self::A { '◆' } else { '●' }
    }
}

/// A whole session. Everybody can read its [`Content`]; only [`apply`](super::apply) changes it.
/// Items of numbered lists always have their numbers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(from = "Content")]
pub struct Session {
    content: Content,
    pub(super) index: Index,
}

impl Serialize for Session {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.content.serialize(to)
    }
}

impl JsonSchema for Session {
    fn schema_name() -> Cow<'static, str> {
        Content::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Content::json_schema(generator)
    }
}

impl Deref for Session {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.content
    }
}

/// Unit tests build the sessions they need.
#[cfg(test)]
impl std::ops::DerefMut for Session {
    fn deref_mut(&mut self) -> &mut Content {
        self.content_mut()
    }
}

impl From<Content> for Session {
    /// A session of its own, such as a copy under another id.
    fn from(mut content: Content) -> Self {
        number_all(&mut content);
        Self {
            content,
            index: Index::default(),
        }
    }
}

/// A whole session, as it is in its file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "Session")]
pub struct Content {
    /// Always `roundtable/session`.
    pub format: String,
    /// File version.
    pub version: u32,
    /// Its id.
    pub id: Id,
    /// Title.
    #[serde(default)]
    pub title: String,
    /// When it was created.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// When it was last saved.
    #[serde(default)]
    pub modified: Option<Timestamp>,
    /// Where it is held.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub place: String,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub facilitator: String,
    /// Who takes the minutes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scribe: String,
    /// What led to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub background: String,
    /// The previous session of the same relationship.
    #[serde(default)]
    pub follows: Option<Id>,
    /// Its own copy of the agenda.
    #[serde(default)]
    pub agenda: Agenda,
    /// The two organisations.
    #[serde(default)]
    pub parties: Parties,
    /// The people of both sides.
    #[serde(default)]
    pub participants: Vec<Participant>,
    /// The expectations of both sides.
    #[serde(default)]
    pub expectations: Vec<Expectation>,
    /// Links between expectations of A and B.
    #[serde(default)]
    pub links: Vec<Link>,
    /// Mutual goals.
    #[serde(default)]
    pub goals: Vec<Goal>,
    /// Action items.
    #[serde(default)]
    pub actions: Vec<Action>,
    /// Metrics.
    #[serde(default)]
    pub metrics: Vec<Metric>,
    /// Decisions.
    #[serde(default)]
    pub decisions: Vec<Decision>,
    /// Parked items.
    #[serde(default)]
    pub parked: Vec<Parked>,
    /// Ground rules.
    #[serde(default)]
    pub ground_rules: Vec<GroundRule>,
    /// Clauses of the agreement.
    #[serde(default)]
    pub terms: Vec<Term>,
    /// Answers to questionnaires.
    #[serde(default)]
    pub ratings: Vec<Rating>,
    /// Cards of boards.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
    /// Who talks to whom.
    #[serde(default)]
    pub contacts: Vec<Contact>,
    /// The shape that the contacts shall have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_shape: Option<Shape>,
    /// Private notes.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// The highest number given in each list.
    #[serde(default, skip_serializing_if = "Numbers::is_empty")]
    pub numbers: Numbers,
    /// Current step, timers, and what has been revealed.
    #[serde(default)]
    pub progress: Progress,
    /// Signatures.
    #[serde(default)]
    pub sign_off: Vec<SignOff>,
    /// When it was closed; a closed session cannot be edited until it is reopened.
    #[serde(default)]
    pub closed: Option<Timestamp>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The two organisations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Parties {
    /// Side A.
    #[serde(default)]
    pub a: Party,
    /// Side B.
    #[serde(default)]
    pub b: Party,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One organisation.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Party {
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// A short name, for where there is little room.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub short: String,
    /// Its full name in law.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub legal_name: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What it is to the other one: `buyer`, `supplier`, `customer`, `partner` or `other`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The progress of a session: not content, so it is not undone.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Progress {
    /// The current step.
    #[serde(default)]
    pub step: Option<Id>,
    /// True once both lists of expectations have been revealed.
    #[serde(default)]
    pub revealed: bool,
    /// Steps whose answers have been revealed to both sides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revealed_answers: Vec<Id>,
    /// True once the blind dots have been revealed.
    #[serde(default)]
    pub dots_revealed: bool,
    /// Timers by step.
    #[serde(default)]
    pub timers: BTreeMap<Id, Timer>,
    /// Steps that have been visited.
    #[serde(default)]
    pub visited: Vec<Id>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The timer of one step.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Timer {
    /// Seconds spent before it last started.
    #[serde(default)]
    pub spent: i64,
    /// When it last started; none while paused.
    #[serde(default)]
    pub since: Option<Timestamp>,
    /// Minutes added to the planned ones; negative if taken away.
    #[serde(default)]
    pub extra_minutes: i32,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SignOff {
    /// Its id.
    pub id: Id,
    /// The side signed for.
    pub side: Side,
    /// The name of the person who signs.
    pub name: String,
    /// Their role.
    #[serde(default)]
    pub role: String,
    /// The day of the signature.
    #[serde(default)]
    pub date: Option<jiff::civil::Date>,
    /// What the agreed content was when it was signed; see `Session::agreed_content`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Session {
    /// An empty session on a copy of `agenda`.
    #[must_use]
    pub fn new(id: Id, title: &str, agenda: Agenda, a: &str, b: &str, now: Timestamp) -> Self {
        let party = |name: &str| Party {
            name: name.to_owned(),
            ..Party::default()
        };
        let progress = Progress {
            step: agenda.steps.first().map(|s| s.id.clone()),
            ..Progress::default()
        };
        Self::from(Content {
            format: FORMAT.to_owned(),
            version: VERSION,
            id,
            title: title.to_owned(),
            created: Some(now),
            modified: Some(now),
            place: String::new(),
            facilitator: String::new(),
            scribe: String::new(),
            background: String::new(),
            follows: None,
            agenda,
            parties: Parties {
                a: party(a),
                b: party(b),
                extra: Extra::default(),
            },
            participants: vec![],
            expectations: vec![],
            links: vec![],
            goals: vec![],
            actions: vec![],
            metrics: vec![],
            decisions: vec![],
            parked: vec![],
            ground_rules: vec![],
            terms: vec![],
            ratings: vec![],
            cards: vec![],
            contacts: vec![],
            target_shape: None,
            notes: vec![],
            numbers: Numbers::default(),
            progress,
            sign_off: vec![],
            closed: None,
            extra: Extra::default(),
        })
    }

    /// The content by itself, to make another session of it.
    #[must_use]
    pub fn into_content(self) -> Content {
        self.content
    }

    /// Notes when it is saved. That is part of no history.
    pub fn set_modified(&mut self, at: Timestamp) {
        self.content.modified = Some(at);
    }

    /// The content to be changed by an edit.
    pub(super) fn content_mut(&mut self) -> &mut Content {
        self.index = Index::default();
        &mut self.content
    }

    /// True while each list of expectations is hidden from the other side.
    #[must_use]
    pub fn hides_expectations(&self) -> bool {
        !self.progress.revealed && !self.agenda.solo
    }

    /// The organisation on `side`.
    #[must_use]
    pub fn party(&self, side: Side) -> &Party {
        match side {
            Side::A => &self.parties.a,
            Side::B => &self.parties.b,
        }
    }

    /// The day it is held on, else the day it was created.
    #[must_use]
    pub fn day(&self) -> Option<jiff::civil::Date> {
        self.agenda.start.map(|d| d.date()).or_else(|| {
            self.created
                .map(|c| c.to_zoned(jiff::tz::TimeZone::UTC).date())
        })
    }

    /// Participants of one side.
    pub fn people(&self, side: Side) -> impl Iterator<Item = &Participant> {
        self.participants.iter().filter(move |p| p.side == side)
    }

    /// Expectations of one side, in order.
    pub fn expectations_of(&self, side: Side) -> impl Iterator<Item = &Expectation> {
        self.expectations.iter().filter(move |e| e.side == side)
    }

    /// The clauses of one section.
    pub fn terms_in(&self, section: Section) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(move |t| t.section == section)
    }

    /// The record with this id in its list.
    #[must_use]
    pub fn get<R: Record>(&self, id: &Id) -> Option<&R> {
        R::list(self).get(self.position::<R>(id)?)
    }

    /// Index of the record with this id in its list.
    fn position<R: Record>(&self, id: &Id) -> Option<usize> {
        self.index.position(R::list(self), id)
    }

    /// Index of the current step in the agenda.
    #[must_use]
    pub fn step_index(&self) -> usize {
        self.progress
            .step
            .as_ref()
            .and_then(|id| self.position::<Step>(id))
            .unwrap_or(0)
    }
}
