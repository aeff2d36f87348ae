//! One value of a table.

use crate::domain::Id;
use crate::domain::dates::long;
use crate::text::Foreign;
use jiff::civil::Date;

/// One value of a table.
#[allow(missing_docs)] // named after what they hold
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    Empty,
    Text(Foreign),
    Number(f64),
    Date(Date),
}

impl Datum {
    /// The value as a person reads it.
    #[must_use]
    pub fn shown(&self) -> Foreign {
        match self {
            Self::Empty => Foreign::default(),
            Self::Text(text) => text.clone(),
            Self::Number(n) => n.to_string().into(),
            Self::Date(d) => long(*d).into(),
        }
    }
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.into())
        }
    }
}

impl From<&String> for Datum {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<&Id> for Datum {
    fn from(id: &Id) -> Self {
        id.as_str().into()
    }
}

impl From<Option<Date>> for Datum {
    fn from(date: Option<Date>) -> Self {
        date.map_or(Self::Empty, Self::Date)
    }
}

impl From<Option<u8>> for Datum {
    fn from(number: Option<u8>) -> Self {
        number.map_or(Self::Empty, |n| Self::Number(f64::from(n)))
    }
}

impl From<Option<u32>> for Datum {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Empty, |n| Self::Number(f64::from(n)))
    }
}

impl From<Option<f64>> for Datum {
    fn from(number: Option<f64>) -> Self {
        // no format can write an infinite value
        number
            .filter(|n| n.is_finite())
            .map_or(Self::Empty, Self::Number)
    }
}
