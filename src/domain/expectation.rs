//! What each side wants, how the other reacts, and how wants relate (domain.md 1.3, 1.4).

use super::labels::labelled_enum;
use super::{Extra, Id, Side};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something one side expects of the relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Expectation {
    /// Identity.
    pub id: Id,
    /// The side that expects it.
    pub side: Side,
    /// The expectation in that side's own words.
    pub text: String,
    /// The driver it belongs to.
    #[serde(default)]
    pub category: Option<Category>,
    /// Importance to that side, 1 to 5.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub importance: Option<u8>,
    /// How satisfied that side is today, 1 to 5.
    #[serde(default)]
    #[schemars(range(min = 1, max = 5))]
    pub satisfied: Option<u8>,
    /// How binding it is.
    #[serde(default)]
    pub strength: Option<Strength>,
    /// How both would see that it is met.
    #[serde(default)]
    pub evidence: String,
    /// What the other side answered; none while it is to react.
    #[serde(default)]
    pub reaction: Option<Reaction>,
    /// Both agree that it does not belong here.
    #[serde(default)]
    pub out_of_scope: bool,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// Categories of expectations: the four drivers, the relationship, and the rest (domain.md 1.3, 2.2).
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Category {
        /// Asset and cost efficiency.
        AssetCost = "asset and cost",
        /// Customer service.
        CustomerService = "customer service",
        /// Marketing advantage.
        Marketing = "marketing",
        /// Profit stability and growth.
        ProfitGrowth = "profit and growth",
        /// The working relationship itself.
        Relationship = "relationship",
        /// Anything else.
        Other = "other",
    }
}

labelled_enum! {
    /// How binding an expectation is.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Strength {
        /// Without it there is no relationship.
        Must = "must",
        /// Expected, with room to talk.
        Should = "should",
        /// Welcome.
        Could = "could",
    }
}

/// The one answer of the other side to an expectation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reaction {
    /// The answer.
    pub answer: Answer,
    /// Its condition or reason, in the answering side's words.
    #[serde(default)]
    pub note: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// The four possible answers.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Answer {
        /// Yes.
        Accept = "accepts",
        /// Yes, if a condition holds.
        Conditions = "can, with conditions",
        /// Needs talking about.
        Discuss = "wants to discuss",
        /// No.
        Cannot = "cannot",
    }
}

/// A relation between an expectation of A and one of B.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Identity.
    pub id: Id,
    /// The expectation of side A.
    pub a: Id,
    /// The expectation of side B.
    pub b: Id,
    /// How they relate.
    pub kind: LinkKind,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How two linked expectations relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Both wrote the same want.
    Overlap,
    /// One's want is met by what the other gives or needs in return.
    Complement,
    /// Meeting one blocks the other.
    Conflict,
}

impl LinkKind {
    /// All kinds, in the order of the picker.
    pub const ALL: [Self; 3] = [Self::Overlap, Self::Complement, Self::Conflict];
}
