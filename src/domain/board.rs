//! Boards: cards in columns side by side, such as a SWOT or what each side gives and gets. The
//! columns are data.

use super::{Extra, Id, Side};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A board: its columns, and which of them are paired.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Board {
    /// The columns; the first half of them is shown on the left.
    pub columns: Vec<BoardColumn>,
    /// Which columns are paired.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pairs: Vec<Pairing>,
    /// Which columns say the same from two points of view, so that their cards are compared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub matches: Vec<Matching>,
    /// Which fields a card has beside its text.
    #[serde(default)]
    pub form: CardForm,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// One column of a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BoardColumn {
    /// Its id in the cards.
    pub id: String,
    /// Its heading; `{a}` and `{b}` stand for the two organisations.
    pub title: String,
    /// The side it belongs to; none if it belongs to both.
    #[serde(default)]
    pub side: Option<Side>,
    /// What it asks, in full; `{a}` and `{b}` as in the heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub question: String,
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
    /// Id of the first column.
    pub first: String,
    /// Id of the second column.
    pub second: String,
    /// What is done with a pair of cards, as a verb such as "Use".
    pub verb: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Two columns that say the same from two points of view, such as given and received.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Matching {
    /// Id of the first column.
    pub first: String,
    /// Id of the second column.
    pub second: String,
    /// What a card of the first column is without one in the second, such as "not noticed".
    pub first_alone: String,
    /// What a card of the second column is without one in the first.
    pub second_alone: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Which fields a card has beside its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CardForm {
    /// A note.
    #[default]
    Plain,
    /// From when until when it is given, and how it is measured.
    GiveGet,
    /// What a stakeholder gains, pays and fears, and the answer to that.
    BusinessCase,
}

/// One card of a board.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Card {
    /// Its id.
    pub id: Id,
    /// The step it was written in.
    pub step: Id,
    /// Its column.
    pub column: String,
    /// Its text.
    pub text: String,
    /// The card of the other column that says the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub with: Option<Id>,
    /// A note on it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// First day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<jiff::civil::Date>,
    /// Last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<jiff::civil::Date>,
    /// How it is measured.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub measured: String,
    /// The value to us, and how sure we are of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value_us: String,
    /// The value to them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value_them: String,
    /// The cost to us.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cost_us: String,
    /// The cost to them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cost_them: String,
    /// A fear or concern.
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

/// `text` with the names of the two organisations exchanged.
fn swap_names(text: &mut String) {
    let parts = text.split("{a}").map(|part| part.replace("{b}", "{a}"));
    *text = parts.collect::<Vec<_>>().join("{b}");
}

impl Board {
    /// Exchanges the two sides in all columns.
    pub(super) fn swap_sides(&mut self) {
        for column in &mut self.columns {
            column.side = column.side.map(Side::other);
            swap_names(&mut column.title);
            swap_names(&mut column.question);
        }
        for matching in &mut self.matches {
            swap_names(&mut matching.first_alone);
            swap_names(&mut matching.second_alone);
        }
    }

    /// The matching in which a column is the first or the second.
    #[must_use]
    pub fn matching(&self, column: &str) -> Option<&Matching> {
        let has = |m: &&Matching| m.first == column || m.second == column;
        self.matches.iter().find(has)
    }
}

impl Card {
    /// The text with all other fields, for documents.
    #[must_use]
    pub fn sentence(&self) -> String {
        let date = |d: Option<jiff::civil::Date>| d.map(super::dates::long).unwrap_or_default();
        let parts = [
            ("", self.note.clone()),
            ("from ", date(self.from)),
            ("until ", date(self.to)),
            ("measured: ", self.measured.clone()),
            ("value to us: ", self.value_us.clone()),
            ("value to them: ", self.value_them.clone()),
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

    /// What a list shows after the text.
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
/// The card that says the same as this one in the other column, whichever of the two names the
/// other.
#[must_use]
pub fn counterpart<'a>(session: &'a super::Session, card: &Card) -> Option<&'a Card> {
    let named = card.with.as_ref().and_then(|id| session.get::<Card>(id));
    let names_it = |c: &&Card| c.with.as_ref() == Some(&card.id);
    named.or_else(|| session.cards.iter().find(names_it))
}
