//! Records: the items of a session's lists, all handled alike.

use super::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The lists of a session, by their names in the file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum List {
    /// `agenda.steps`
    Steps,
    /// `participants`
    Participants,
    /// `expectations`
    Expectations,
    /// `links`
    Links,
    /// `goals`
    Goals,
    /// `actions`
    Actions,
    /// `metrics`
    Metrics,
    /// `decisions`
    Decisions,
    /// `parked`
    Parked,
    /// `ground_rules`
    GroundRules,
    /// `terms`
    Terms,
    /// `ratings`
    Ratings,
    /// `contacts`
    Contacts,
    /// `cards`
    Cards,
    /// `notes`
    Notes,
    /// `sign_off`
    SignOff,
}

impl List {
    /// All lists.
    pub const ALL: [Self; 16] = [
        Self::Steps,
        Self::Participants,
        Self::Expectations,
        Self::Links,
        Self::Goals,
        Self::Actions,
        Self::Metrics,
        Self::Decisions,
        Self::Parked,
        Self::GroundRules,
        Self::Terms,
        Self::Ratings,
        Self::Contacts,
        Self::Cards,
        Self::Notes,
        Self::SignOff,
    ];

    /// Where it is in the file, as keys from the top.
    #[must_use]
    pub fn path(self) -> &'static [&'static str] {
        match self {
            Self::Steps => &["agenda", "steps"],
            Self::Participants => &["participants"],
            Self::Expectations => &["expectations"],
            Self::Links => &["links"],
            Self::Goals => &["goals"],
            Self::Actions => &["actions"],
            Self::Metrics => &["metrics"],
            Self::Decisions => &["decisions"],
            Self::Parked => &["parked"],
            Self::GroundRules => &["ground_rules"],
            Self::Terms => &["terms"],
            Self::Ratings => &["ratings"],
            Self::Contacts => &["contacts"],
            Self::Cards => &["cards"],
            Self::Notes => &["notes"],
            Self::SignOff => &["sign_off"],
        }
    }

    /// What one of its items is called.
    #[must_use]
    pub fn noun(self) -> &'static str {
        match self {
            Self::Steps => "step",
            Self::Participants => "person",
            Self::Expectations => "expectation",
            Self::Links => "link",
            Self::Goals => "goal",
            Self::Actions => "action",
            Self::Metrics => "metric",
            Self::Decisions => "decision",
            Self::Parked => "parked item",
            Self::GroundRules => "ground rule",
            Self::Terms => "clause",
            Self::Ratings => "answer",
            Self::Contacts => "pair",
            Self::Cards => "card",
            Self::Notes => "private note",
            Self::SignOff => "signature",
        }
    }

    /// Whether its items belong to no step: they are written from anywhere.
    #[must_use]
    pub fn is_aside(self) -> bool {
        matches!(self, Self::Parked | Self::Decisions | Self::Notes)
    }

    /// The field that holds an item's text; none for links.
    #[must_use]
    pub fn text_field(self) -> &'static str {
        match self {
            Self::Steps => "title",
            Self::Participants | Self::Metrics | Self::SignOff => "name",
            Self::Links | Self::Ratings => "",
            _ => "text",
        }
    }
}

/// An item of one of a session's lists.
pub trait Record: Clone + Serialize + DeserializeOwned {
    /// The list it lives in.
    const LIST: List;
    /// Its identity.
    fn id(&self) -> &Id;
    /// The list in a session.
    fn list(session: &Session) -> &Vec<Self>;
    /// The list in a session, to change.
    fn list_mut(session: &mut Session) -> &mut Vec<Self>;
}

/// Makes every record type one, and `with_record!`, which calls a function generic over the record
/// type with the type that a [`List`] holds. `$d` is a dollar sign for the inner macro.
macro_rules! define {
    ($d:tt $($type:ty => $list:ident, $($field:ident).+;)*) => {
        $(impl Record for $type {
            const LIST: List = List::$list;
            fn id(&self) -> &Id { &self.id }
            fn list(session: &Session) -> &Vec<Self> { &session.$($field).+ }
            fn list_mut(session: &mut Session) -> &mut Vec<Self> { &mut session.$($field).+ }
        })*

        macro_rules! with_record {
            ($d which:expr, $d generic:ident ( $d ($d arg:expr),* )) => {
                match $d which { $(List::$list => $d generic::<$type>($d ($d arg),*),)* }
            };
        }
        pub(crate) use with_record;
    };
}

define! { $
    Step => Steps, agenda.steps;
    Participant => Participants, participants;
    Expectation => Expectations, expectations;
    Link => Links, links;
    Goal => Goals, goals;
    Action => Actions, actions;
    Metric => Metrics, metrics;
    Decision => Decisions, decisions;
    Parked => Parked, parked;
    GroundRule => GroundRules, ground_rules;
    Term => Terms, terms;
    Rating => Ratings, ratings;
    Contact => Contacts, contacts;
    Card => Cards, cards;
    Note => Notes, notes;
    SignOff => SignOff, sign_off;
}

/// Where an item stands in the list it lies in; without looking for it, unless it is a copy.
#[must_use]
pub fn place_of<R: Record>(list: &[R], item: &R) -> Option<usize> {
    let bytes = std::ptr::from_ref(item)
        .addr()
        .checked_sub(list.as_ptr().addr());
    let at = bytes.map(|bytes| bytes / size_of::<R>());
    at.filter(|at| list.get(*at).is_some_and(|there| std::ptr::eq(there, item)))
        .or_else(|| position(list, item.id()))
}

/// Where the record with this id stands in `list`.
#[must_use]
pub fn position<R: Record>(list: &[R], id: &Id) -> Option<usize> {
    list.iter().position(|r| r.id() == id)
}
