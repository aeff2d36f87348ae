//! Questionnaires: items on anchored scales, in areas, with bands and advice. All of it is data.

use super::{Extra, Id};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A questionnaire.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Questionnaire {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is for, in one sentence.
    #[serde(default)]
    pub purpose: String,
    /// Whose ideas it is adapted from.
    #[serde(default)]
    pub source: String,
    /// `unverified` where figures or wording are recalled, not read; it is said on screen.
    #[serde(default)]
    pub source_status: String,
    /// Who or what is rated; empty: each of the two sides answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// Whether a person alone answers for their own side only.
    #[serde(default)]
    pub alone: bool,
    /// How the answers of an area become one figure.
    #[serde(default)]
    pub combine: Combine,
    /// What it means that two answers to one item differ.
    #[serde(default)]
    pub compare: Compare,
    /// Whether a low figure is the good one.
    #[serde(default)]
    pub less_is_better: bool,
    /// The scales.
    pub scales: Vec<Scale>,
    /// The areas, in order.
    pub areas: Vec<Area>,
    /// The items, in order.
    pub items: Vec<Item>,
    /// What a figure means, from low to high; the last has no upper end.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// The answer from which on a single item asks for an action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_from: Option<f64>,
    /// A picture of two areas against each other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_by_two: Option<TwoByTwo>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Something that is rated item by item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Column {
    /// Its id in the ratings.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How answers become one figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// The weighted mean of what was answered.
    #[default]
    Mean,
    /// The sum of what was answered.
    Sum,
    /// The sum of what was answered, in percent of what it could have been.
    Index,
}

/// What it means that two answers to one item differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// Both rate the same thing: one of them does not see something.
    #[default]
    Same,
    /// Each rates something of its own, or the other: a difference is no fault.
    Each,
    /// They decide together: any difference has to be talked about.
    Any,
}

/// An answering scale.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scale {
    /// Its id.
    pub id: String,
    /// Lowest answer.
    pub min: f64,
    /// Highest answer.
    pub max: f64,
    /// What each answer means, from the lowest to the highest; as many as there are answers.
    pub anchors: Vec<String>,
    /// Whether "does not apply" is an answer.
    #[serde(default)]
    pub allow_na: bool,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Items that belong together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// Its id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What to look out for where it is weak.
    #[serde(default)]
    pub advice: String,
    /// An action to suggest where it is weak.
    #[serde(default)]
    pub action: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One question or statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// The question or statement.
    pub text: String,
    /// More about it.
    #[serde(default)]
    pub help: String,
    /// Its scale; empty: the first.
    #[serde(default)]
    pub scale: String,
    /// Its area.
    pub area: String,
    /// Whether a high answer is the bad one.
    #[serde(default)]
    pub reversed: bool,
    /// Its weight in its area.
    #[serde(default = "one")]
    pub weight: f64,
    /// Whether anything but the highest answer rules the rest out.
    #[serde(default)]
    pub gate: bool,
    /// An action to suggest where it is weak.
    #[serde(default)]
    pub action: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

fn one() -> f64 {
    1.0
}

/// What a figure means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Band {
    /// Figures below this one; none: all that are left.
    #[serde(default)]
    pub below: Option<f64>,
    /// Its name.
    pub label: String,
    /// How good it is.
    #[serde(default)]
    pub tone: Tone,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How good something is.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Bad.
    Bad,
    /// In between.
    #[default]
    Warn,
    /// Good.
    Good,
}

/// Two areas against each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TwoByTwo {
    /// The area from left to right.
    pub x: String,
    /// The area from bottom to top.
    pub y: String,
    /// The figure from which on either counts as high.
    pub cut: f64,
    /// What the quarters are called: low/low, high x only, high y only, both high.
    pub quarters: [String; 4],
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rating {
    /// Identity.
    pub id: Id,
    /// The questionnaire.
    pub questionnaire: String,
    /// Whose answer, or what is rated: `a`, `b`, or a column of the questionnaire.
    pub column: String,
    /// The item.
    pub item: String,
    /// The answer; none while it is open or does not apply.
    #[serde(default)]
    pub value: Option<f64>,
    /// Whether it does not apply.
    #[serde(default)]
    pub na: bool,
    /// The answer of the session before this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<f64>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Questionnaire {
    /// The scale of an item.
    #[must_use]
    pub fn scale(&self, item: &Item) -> Option<&Scale> {
        self.scales
            .iter()
            .find(|s| s.id == item.scale)
            .or(self.scales.first())
    }

    /// The items of an area.
    pub fn items_of<'a>(&'a self, area: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |i| i.area == area)
    }
}

impl Scale {
    /// The answers there are, from the lowest to the highest.
    #[must_use]
    pub fn answers(&self) -> Vec<f64> {
        let steps = self.anchors.len().saturating_sub(1).max(1) as f64;
        (0..self.anchors.len())
            .map(|n| self.min + (self.max - self.min) * n as f64 / steps)
            .collect()
    }

    /// The answer that a digit stands for: the number itself where all answers are digits, else the answer
    /// at that place, the first at 1.
    #[must_use]
    pub fn by_digit(&self, digit: u8) -> Option<f64> {
        let answers = self.answers();
        if answers
            .iter()
            .all(|a| (0.0..=9.0).contains(a) && (a - a.round()).abs() < 1e-9)
        {
            return answers
                .into_iter()
                .find(|a| (a - f64::from(digit)).abs() < 1e-9);
        }
        answers.get(usize::from(digit).checked_sub(1)?).copied()
    }

    /// What an answer means.
    #[must_use]
    pub fn meaning(&self, value: f64) -> &str {
        let at = self.answers().iter().position(|a| (a - value).abs() < 1e-9);
        at.and_then(|n| self.anchors.get(n))
            .map_or("", String::as_str)
    }

    /// Where an answer lies between the lowest (0) and the highest (1).
    #[must_use]
    pub fn share(&self, value: f64) -> f64 {
        if self.max > self.min {
            ((value - self.min) / (self.max - self.min)).clamp(0.0, 1.0)
        } else {
            0.0
        }
    }
}
