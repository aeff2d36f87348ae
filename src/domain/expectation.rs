//! Expectations, the reactions of the other side, and links between them.
//! `docs/method.md`, "Expectations and drivers".

use super::labels::labelled_enum;
use super::{Extra, Id, Resolution, Side};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Something one side expects of the relationship.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Expectation {
    /// Its id.
    pub id: Id,
    /// Its number, given once and kept for life.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub number: Option<u32>,
    /// The side that expects it.
    pub side: Side,
    /// The expectation in that side's own words.
    pub text: String,
    /// Its category.
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
    /// How both sides would see that it is met.
    #[serde(default)]
    pub evidence: String,
    /// The reaction of the other side; none until it has reacted.
    #[serde(default)]
    pub reaction: Option<Reaction>,
    /// True if both agree that it does not belong here.
    #[serde(default)]
    pub out_of_scope: bool,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// Categories of expectations: the four drivers of a partnership, the relationship, and others.
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

/// The reaction of the other side to an expectation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reaction {
    /// The answer.
    pub answer: Answer,
    /// The condition or reason, in the words of the side that reacts.
    #[serde(default)]
    pub note: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// The four possible reactions.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
    #[serde(rename_all = "snake_case")]
    Answer {
        /// Accepts.
        Accept = "accepts",
        /// Accepts if a condition holds.
        Conditions = "accepts with conditions",
        /// Wants to discuss it.
        Discuss = "wants to discuss",
        /// Refuses.
        Cannot = "refuses",
    }
}

/// A relation between an expectation of A and one of B.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Link {
    /// Its id.
    pub id: Id,
    /// The expectation of side A.
    pub a: Id,
    /// The expectation of side B.
    pub b: Id,
    /// How they relate.
    pub kind: LinkKind,
    /// What stands behind it, such as why one blocks the other.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How the conflict was resolved; none while it is open, and for other links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Resolution>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How two linked expectations relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// Both want the same.
    Overlap,
    /// One gives what the other needs.
    Complement,
    /// Meeting one blocks the other.
    Conflict,
}

impl LinkKind {
    /// All kinds, in the order of the picker.
    pub const ALL: [Self; 3] = [Self::Overlap, Self::Complement, Self::Conflict];
}
