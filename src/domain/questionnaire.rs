//! Questionnaires: items on anchored scales, in areas, with bands and advice. All of it is data.
//! `docs/method.md`, "Questionnaires".

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
    /// `unverified` if its content is recalled and not checked against the source; shown on screen.
    #[serde(default)]
    pub source_status: String,
    /// True if the limits of the bands are this program's, not the source's; shown beside them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub own_bands: bool,
    /// The columns to be rated; if empty, each of the two sides answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Column>,
    /// True if a solo session asks for one's own side only.
    #[serde(default)]
    pub alone: bool,
    /// What a comment on an answer should name, such as measure and target; if empty, a comment is
    /// welcome and not asked for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// How the answers of an area become a score.
    #[serde(default)]
    pub combine: Combine,
    /// What it means that two answers to one item differ.
    #[serde(default)]
    pub compare: Compare,
    /// True if a low score is good.
    #[serde(default)]
    pub less_is_better: bool,
    /// True if the areas are steps, each resting on the one before.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ordered: bool,
    /// True if the mean of all areas says something too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub overall: bool,
    /// The scales.
    pub scales: Vec<Scale>,
    /// The areas, in order.
    pub areas: Vec<Area>,
    /// The items, in order.
    pub items: Vec<Item>,
    /// What a score means, from low to high; the last band has no upper end.
    #[serde(default)]
    pub bands: Vec<Band>,
    /// The answer from which on an item asks for an action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_from: Option<f64>,
    /// A picture with two areas as its axes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub two_by_two: Option<TwoByTwo>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// A column of answers, such as "today" and "needed".
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

/// How answers become a score.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Combine {
    /// The weighted mean of what was answered.
    #[default]
    Mean,
    /// The sum of what was answered.
    Sum,
    /// The sum of what was answered, in percent of the highest possible.
    Index,
}

/// What it means that two answers to one item differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Compare {
    /// Both rate the same thing: one of them may not see something.
    #[default]
    Same,
    /// Each rates itself or the other: a difference is nothing to act on.
    Each,
    /// They decide together: any difference is to be discussed.
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
    /// The meaning of each answer, from the lowest to the highest: one text for each.
    pub anchors: Vec<String>,
    /// True if "does not apply" is an answer.
    #[serde(default)]
    pub allow_na: bool,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// An area: items that belong together.
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
    /// An explanation.
    #[serde(default)]
    pub help: String,
    /// The id of its scale; if empty, the first one.
    #[serde(default)]
    pub scale: String,
    /// The id of its area.
    pub area: String,
    /// True if a high answer is bad.
    #[serde(default)]
    pub reversed: bool,
    /// Its weight in its area.
    #[serde(default = "default_weight")]
    pub weight: f64,
    /// True if anything but the highest answer rules out the rest.
    #[serde(default)]
    pub gate: bool,
    /// True if it asks for a fact, on which two answers cannot both be right.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub factual: bool,
    /// The two ends between which it asks: what the lowest answer means, and the highest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poles: Option<[String; 2]>,
    /// The answer from which on it asks for an action; without it, that of the questionnaire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flag_from: Option<f64>,
    /// What helps where it is weak.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub advice: String,
    /// An action to suggest where it is weak.
    #[serde(default)]
    pub action: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

fn default_weight() -> f64 {
    1.0
}

/// What a range of scores means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Band {
    /// Upper end, not included; none for the last band.
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

/// A picture with two areas as its axes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct TwoByTwo {
    /// The id of the area from left to right.
    pub x: String,
    /// The id of the area from bottom to top.
    pub y: String,
    /// The score from which on either counts as high.
    pub cut: f64,
    /// Names of the quarters: both low, only x high, only y high, both high.
    pub quarters: [String; 4],
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Rating {
    /// Its id.
    pub id: Id,
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// The rater: `a`, `b`, or the id of a column of the questionnaire.
    pub column: String,
    /// The id of the item.
    pub item: String,
    /// The answer, or what several people agreed on; none while it is not given or does not apply.
    #[serde(default)]
    pub value: Option<f64>,
    /// True if the item does not apply.
    #[serde(default)]
    pub na: bool,
    /// The answer in the previous session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<f64>,
    /// What the answer rests on: a comment, evidence.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// The comment in the previous session.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment_before: String,
    /// The answers of several people. Where they agreed on none, their median counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<PersonAnswer>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The answer of one of several people. Nothing in it says who.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PersonAnswer {
    /// The rater it counts for; if empty, that of the rating.
    #[serde(default)]
    pub column: String,
    /// The answer; none where only a comment was given.
    #[serde(default)]
    pub value: Option<f64>,
    /// A comment on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
    /// A random key, so that the same hand can replace its own answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
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

    /// The answer from which on an item asks for an action.
    #[must_use]
    pub fn flag_from(&self, item: &Item) -> Option<f64> {
        item.flag_from.or(self.flag_from)
    }

    /// True for an extra point: an item of a sum that may be 0, beside others that may not.
    /// Unanswered, it counts as no.
    #[must_use]
    pub fn is_extra(&self, item: &Item) -> bool {
        let may_be_zero = |item: &Item| self.scale(item).is_some_and(|s| s.min < 1.0);
        self.combine == Combine::Sum
            && may_be_zero(item)
            && self.items.iter().any(|i| !may_be_zero(i))
    }

    /// True for an area of extra points alone: having few of them is no weakness.
    #[must_use]
    pub fn is_area_of_extras(&self, area: &str) -> bool {
        let mut items = self.items_of(area).peekable();
        items.peek().is_some() && items.all(|i| self.is_extra(i))
    }

    /// The title of an area.
    #[must_use]
    pub fn area_title(&self, area: &str) -> &str {
        let area = self.areas.iter().find(|a| a.id == area);
        area.map_or("", |a| a.title.as_str())
    }

    /// The items of an area.
    pub fn items_of<'a>(&'a self, area: &'a str) -> impl Iterator<Item = &'a Item> {
        self.items.iter().filter(move |i| i.area == area)
    }
}

impl Scale {
    /// The possible answers, from the lowest to the highest.
    #[must_use]
    pub fn answers(&self) -> Vec<f64> {
        (0..self.anchors.len())
            .map(|n| self.min + self.step() * n as f64)
            .collect()
    }

    /// The answers, each with the digit that stands for it: the number itself if all answers are
    /// digits, else 1 for the first answer, 2 for the second, and 0 for the tenth.
    #[must_use]
    pub fn by_digits(&self) -> Vec<(u8, f64)> {
        let answers = self.answers();
        let is_digit = |a: &f64| (0.0..=9.0).contains(a) && (a - a.round()).abs() < 1e-9;
        let are_digits = answers.iter().all(is_digit);
        let with_digit = |(n, answer): (u8, f64)| {
            let digit = if are_digits {
                answer.round() as u8
            } else {
                n % 10
            };
            (digit, answer)
        };
        (1..=10).zip(answers).map(with_digit).collect()
    }

    /// The answer that a digit stands for.
    #[must_use]
    pub fn by_digit(&self, digit: u8) -> Option<f64> {
        let mut all = self.by_digits().into_iter();
        all.find(|(d, _)| *d == digit).map(|(_, answer)| answer)
    }

    /// The meaning of an answer; empty if it is not one of the scale.
    #[must_use]
    pub fn meaning(&self, value: f64) -> &str {
        let at = self.answers().iter().position(|a| (a - value).abs() < 1e-9);
        at.and_then(|n| self.anchors.get(n))
            .map_or("", String::as_str)
    }

    /// The distance from one answer to the next.
    #[must_use]
    pub fn step(&self) -> f64 {
        let steps = self.anchors.len().saturating_sub(1).max(1) as f64;
        (self.max - self.min) / steps
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
