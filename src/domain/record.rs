//! The lists of a session and their items, the records. [`List`] has one row a list: a new list is
//! a row here and its field in [`Session`].

use super::*;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// An item of one of a session's lists.
pub trait Record: Clone + Serialize + DeserializeOwned {
    /// The list that holds records of this type.
    const LIST: List;
    /// The record's id.
    fn id(&self) -> &Id;
    /// The number it was given; none in lists without numbers.
    fn number(&self) -> Option<u32>;
    /// Where its number is; none in lists without numbers.
    fn number_mut(&mut self) -> Option<&mut Option<u32>>;
    /// Its side, if the items of each side have numbers of their own.
    fn series_side(&self) -> Option<Side>;
    /// The list of `session` that holds records of this type.
    fn list(session: &Session) -> &Vec<Self>;
    /// The same list, to be changed.
    fn list_mut(content: &mut Content) -> &mut Vec<Self>;
}

/// Defines [`List`], implements [`Record`] for the type in each row, and defines `with_record!`,
/// which calls a function generic over the record type with the type that a [`List`] holds. `$d` is
/// a dollar sign for the inner macro.
macro_rules! define_lists {
    ($d:tt $($list:ident: $type:ident in $($key:ident).+,
        $noun:literal, text: $text:literal, aside: $aside:literal
        $(, $number:ident $(of $side:ident)?)?;)*) => {
        /// The lists of a session, by their names in the file.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            Serialize, Deserialize, JsonSchema,
        )]
        #[serde(rename_all = "snake_case")]
        #[allow(missing_docs)] // each is documented on its record type
        pub enum List {
            $($list,)*
        }

        impl List {
            /// All lists.
            pub const ALL: [Self; [$(Self::$list),*].len()] = [$(Self::$list),*];

            /// Where the list is in the file, as keys from the top.
            #[must_use]
            pub fn path(self) -> &'static [&'static str] {
                match self { $(Self::$list => &[$(stringify!($key)),+],)* }
            }

            /// What one of its items is called on screen.
            #[must_use]
            pub fn noun(self) -> &'static str {
                match self { $(Self::$list => $noun,)* }
            }

            /// The field that holds an item's text; empty for links, which have none.
            #[must_use]
            pub fn text_field(self) -> &'static str {
                match self { $(Self::$list => $text,)* }
            }

            /// True if an item needs its text; a comment can be left out.
            #[must_use]
            pub fn needs_text(self) -> bool {
                self != Self::Ratings
            }

            /// True for items that belong to no step and can be written from anywhere.
            #[must_use]
            pub fn is_aside(self) -> bool {
                match self { $(Self::$list => $aside,)* }
            }
        }

        $(impl Record for $type {
            const LIST: List = List::$list;
            fn id(&self) -> &Id { &self.id }
            fn number(&self) -> Option<u32> { None$(.or(self.$number))? }
            fn number_mut(&mut self) -> Option<&mut Option<u32>> {
                None$(.or(Some(&mut self.$number)))?
            }
            fn series_side(&self) -> Option<Side> { None$($(.or(Some(self.$side)))?)? }
            fn list(session: &Session) -> &Vec<Self> { &session.$($key).+ }
            fn list_mut(content: &mut Content) -> &mut Vec<Self> { &mut content.$($key).+ }
        })*

        macro_rules! with_record {
            ($d which:expr, $d generic:ident ( $d ($d arg:expr),* )) => {
                match $d which { $(List::$list => $d generic::<$type>($d ($d arg),*),)* }
            };
        }
        pub(crate) use with_record;
    };
}

define_lists! { $
    // list: record type in its place in the session, what an item is called, its text, written
    // anywhere?, its number if it has one, and whether each side has its own numbers
    Steps: Step in agenda.steps, "step", text: "title", aside: false;
    Participants: Participant in participants, "person", text: "name", aside: false;
    Expectations: Expectation in expectations, "expectation", text: "text", aside: false,
        number of side;
    Links: Link in links, "link", text: "", aside: false;
    Goals: Goal in goals, "goal", text: "text", aside: false, number;
    Actions: Action in actions, "action", text: "text", aside: false, number;
    Metrics: Metric in metrics, "metric", text: "name", aside: false, number;
    Decisions: Decision in decisions, "decision", text: "text", aside: true, number;
    Parked: Parked in parked, "parked item", text: "text", aside: true, number;
    GroundRules: GroundRule in ground_rules, "ground rule", text: "text", aside: false;
    Terms: Term in terms, "clause", text: "text", aside: false;
    Ratings: Rating in ratings, "answer", text: "comment", aside: false;
    Contacts: Contact in contacts, "pair", text: "text", aside: false;
    Cards: Card in cards, "card", text: "text", aside: false;
    Notes: Note in notes, "private note", text: "text", aside: true;
    SignOff: SignOff in sign_off, "signature", text: "name", aside: false;
}

/// Index of `item` in `list`, found by address; a clone is searched by id.
#[must_use]
pub fn index_of<R: Record>(list: &[R], item: &R) -> Option<usize> {
    let bytes = std::ptr::from_ref(item)
        .addr()
        .checked_sub(list.as_ptr().addr());
    bytes
        .map(|bytes| bytes / size_of::<R>())
        .filter(|at| list.get(*at).is_some_and(|there| std::ptr::eq(there, item)))
        .or_else(|| position(list, item.id()))
}

/// Index of the record with this id in `list`.
#[must_use]
pub fn position<R: Record>(list: &[R], id: &Id) -> Option<usize> {
    list.iter().position(|r| r.id() == id)
}
