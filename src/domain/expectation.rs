//! What each side wants, how the other reacts, and how wants relate (domain.md 1.3, 1.4).

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

/// Categories of expectations: the four drivers, the relationship, and the rest (domain.md 1.3, 2.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Asset and cost efficiency.
    AssetCost,
    /// Customer service.
    CustomerService,
    /// Marketing advantage.
    Marketing,
    /// Profit stability and growth.
    ProfitGrowth,
    /// The working relationship itself.
    Relationship,
    /// Anything else.
    Other,
}

impl Category {
    /// All categories in the order they are shown.
    pub const ALL: [Self; 6] = [
        Self::AssetCost,
        Self::CustomerService,
        Self::Marketing,
        Self::ProfitGrowth,
        Self::Relationship,
        Self::Other,
    ];

    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::AssetCost => "asset and cost",
            Self::CustomerService => "customer service",
            Self::Marketing => "marketing",
            Self::ProfitGrowth => "profit and growth",
            Self::Relationship => "relationship",
            Self::Other => "other",
        }
    }
}

/// How binding an expectation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Without it there is no relationship.
    Must,
    /// Expected, with room to talk.
    Should,
    /// Welcome.
    Could,
}

impl Strength {
    /// The word on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Could => "could",
        }
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

/// The four possible answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Accept,
    /// Yes, if a condition holds.
    Conditions,
    /// Needs talking about.
    Discuss,
    /// No.
    Cannot,
}

impl Answer {
    /// All answers, in the order of the picker.
    pub const ALL: [Self; 4] = [Self::Accept, Self::Conditions, Self::Discuss, Self::Cannot];

    /// The words on screen.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Accept => "accepts",
            Self::Conditions => "can, with conditions",
            Self::Discuss => "wants to discuss",
            Self::Cannot => "cannot",
        }
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
