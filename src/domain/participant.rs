//! Participants.

use super::labels::labelled_enum;
use super::{Extra, Id, Side};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A person of one side.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Participant {
    /// Their id.
    pub id: Id,
    /// The side they belong to.
    pub side: Side,
    /// Their name as it is used in the room.
    pub name: String,
    /// Role in the relationship, such as "key account manager".
    #[serde(default)]
    pub role: String,
    /// Function in the organisation, such as "logistics".
    #[serde(default)]
    pub function: String,
    /// Level in the organisation.
    #[serde(default)]
    pub level: Option<Level>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

labelled_enum! {
    /// Level of a person in the organisation.
    #[derive(
        Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
    )]
    #[serde(rename_all = "snake_case")]
    Level {
        /// Decides on strategy and budget.
        Executive = "executive",
        /// Leads a function.
        Manager = "manager",
        /// Does the daily work.
        Operational = "operational",
    }
}

impl Participant {
    /// A person from a typed line "name, role, function, level"; what is left out stays empty.
    #[must_use]
    pub fn from_line(id: Id, side: Side, line: &str) -> Self {
        let mut parts = line.split(',').map(|p| p.trim().to_owned());
        let mut next = || parts.next().unwrap_or_default();
        let (name, role, function, level) = (next(), next(), next(), next().to_lowercase());
        let level = [
            ("exec", Level::Executive),
            ("man", Level::Manager),
            ("op", Level::Operational),
        ]
        .into_iter()
        .find_map(|(start, l)| level.starts_with(start).then_some(l));
        Self {
            id,
            side,
            name,
            role,
            function,
            level,
            extra: Extra::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_line_fills_the_fields_it_has() {
        let p = Participant::from_line(
            Id::new("1"),
            Side::A,
            "Jana Dvořák, buyer, purchasing, manager",
        );
        assert_eq!(
            (
                p.name.as_str(),
                p.role.as_str(),
                p.function.as_str(),
                p.level
            ),
            ("Jana Dvořák", "buyer", "purchasing", Some(Level::Manager))
        );
        assert_eq!(
            Participant::from_line(Id::new("1"), Side::B, "Ada").role,
            ""
        );
    }
}
