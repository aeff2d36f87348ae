//! Boards: lists side by side, such as strengths and risks, or what each gives and gets. The columns are data.

use super::{Extra, Id, Side};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The columns of a board, and which of them are paired.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Board {
    /// The columns; the first half stands on the left.
    pub columns: Vec<BoardColumn>,
    /// Which columns belong together, and what is made of a pair.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<Pairing>,
    /// What is asked about a card beside its text.
    #[serde(default)]
    pub form: CardForm,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoardColumn {
    /// Its id in the cards.
    pub id: String,
    /// Its heading; `{a}` and `{b}` stand for the two organisations.
    pub title: String,
    /// The side it belongs to, if to one.
    #[serde(default)]
    pub side: Option<Side>,
    /// A believable example.
    #[serde(default)]
    pub example: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Two columns whose cards are paired.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pairing {
    /// The one column.
    pub first: String,
    /// The other column.
    pub second: String,
    /// What is done with such a pair, as a verb.
    pub verb: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// What is asked about a card.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardForm {
    /// Its text, and a note.
    #[default]
    Plain,
    /// What is given to whom, from when, and how it is measured.
    GiveGet,
    /// What a stakeholder gains, pays and fears.
    BusinessCase,
}

/// One card of a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// Identity.
    pub id: Id,
    /// The step it was written in.
    pub step: Id,
    /// Its column.
    pub column: String,
    /// What it says.
    pub text: String,
    /// More about it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// From when on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<jiff::civil::Date>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<jiff::civil::Date>,
    /// How it is measured.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measured: String,
    /// What it is worth to us, with the confidence in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value_us: String,
    /// What it is worth to them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value_them: String,
    /// What it costs us.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cost_us: String,
    /// What it costs them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cost_them: String,
    /// What is feared.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub fear: String,
    /// The answer to that.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// What was decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decision: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

impl Card {
    /// Everything it says, for documents.
    #[must_use]
    pub fn sentence(&self) -> String {
        let date = |d: Option<jiff::civil::Date>| d.map(super::dates::long).unwrap_or_default();
        let parts = [
            ("", self.note.clone()),
            ("from ", date(self.from)),
            ("until ", date(self.to)),
            ("measured: ", self.measured.clone()),
            ("worth to us: ", self.value_us.clone()),
            ("worth to them: ", self.value_them.clone()),
            ("cost to us: ", self.cost_us.clone()),
            ("cost to them: ", self.cost_them.clone()),
            ("fear: ", self.fear.clone()),
            ("answer: ", self.answer.clone()),
            ("decision: ", self.decision.clone()),
        ];
        let more: String = parts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(label, value)| format!("; {label}{value}"))
            .collect();
        format!("{}{more}", self.text)
    }

    /// What stands behind its text in a list.
    #[must_use]
    pub fn tail(&self) -> String {
        let parts = [&self.note, &self.measured, &self.value_us, &self.decision];
        parts
            .into_iter()
            .filter(|p| !p.is_empty())
            .map(|p| format!(" · {p}"))
            .collect()
    }
}
