//! The lists of a session as tables, for spreadsheets, databases and whoever reads rows.

mod lists;

use super::document::{Block, Document};
use crate::domain::dates::long;
use crate::domain::*;
use crate::text::Foreign;
use jiff::civil::Date;

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Action items.
    Actions,
    /// Metrics.
    Metrics,
    /// Readings of the metrics.
    Readings,
    /// Expectations of both sides.
    Expectations,
    /// Mutual goals.
    Goals,
    /// Decisions.
    Decisions,
    /// The parking lot.
    Parking,
    /// People of both sides.
    People,
    /// Clauses of the agreement.
    Terms,
    /// Answers to questionnaires.
    Answers,
    /// Cards of boards.
    Cards,
    /// Who talks to whom.
    Contacts,
    /// How expectations of both sides relate.
    Links,
    /// Ground rules.
    Rules,
    /// Votes on the goals.
    Votes,
    /// Signatures.
    Signatures,
}

/// One value of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum Datum {
    /// Nothing.
    Empty,
    /// Text, as typed.
    Text(Foreign),
    /// A number.
    Number(f64),
    /// A day.
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

impl From<String> for Datum {
    fn from(text: String) -> Self {
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.into())
        }
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
        // no format has a place for what is no number
        number
            .filter(|n| n.is_finite())
            .map_or(Self::Empty, Self::Number)
    }
}

/// A table: names of columns that do not change, and rows of as many values.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// What it lists.
    pub subject: Subject,
    /// Names of the columns, in snake case.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<Datum>>,
}

/// What stands for a text that the other side may not see yet.
pub const COVERED: &str = "(covered until both sides are revealed)";

/// Columns that say which session a row is of, where a table holds several.
const OF_SESSION: [&str; 5] = [
    "session",
    "session_title",
    "session_date",
    "party_a",
    "party_b",
];

impl Subject {
    /// All of them; those that a spreadsheet is wanted for first.
    pub const ALL: [Self; 16] = [
        Self::Actions,
        Self::Metrics,
        Self::Expectations,
        Self::Goals,
        Self::Decisions,
        Self::Readings,
        Self::Parking,
        Self::People,
        Self::Terms,
        Self::Answers,
        Self::Cards,
        Self::Contacts,
        Self::Links,
        Self::Rules,
        Self::Votes,
        Self::Signatures,
    ];

    /// Its name on the command line and in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actions => "actions",
            Self::Metrics => "metrics",
            Self::Readings => "readings",
            Self::Expectations => "expectations",
            Self::Goals => "goals",
            Self::Decisions => "decisions",
            Self::Parking => "parking",
            Self::People => "people",
            Self::Terms => "terms",
            Self::Answers => "answers",
            Self::Cards => "cards",
            Self::Contacts => "contacts",
            Self::Links => "links",
            Self::Rules => "rules",
            Self::Votes => "votes",
            Self::Signatures => "signatures",
        }
    }

    /// Its name as a heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Actions => "Actions",
            Self::Metrics => "Metrics",
            Self::Readings => "Readings",
            Self::Expectations => "Expectations",
            Self::Goals => "Goals",
            Self::Decisions => "Decisions",
            Self::Parking => "Parking lot",
            Self::People => "People",
            Self::Terms => "Terms",
            Self::Answers => "Answers",
            Self::Cards => "Cards",
            Self::Contacts => "Contacts",
            Self::Links => "Links",
            Self::Rules => "Ground rules",
            Self::Votes => "Votes",
            Self::Signatures => "Signatures",
        }
    }

    /// The table of a session. What is covered on screen is covered here.
    #[must_use]
    pub fn table(self, s: &Session) -> Table {
        let (columns, rows) = match self {
            Self::Actions => lists::actions(s),
            Self::Metrics => lists::metrics(s),
            Self::Readings => lists::readings(s),
            Self::Expectations => lists::expectations(s),
            Self::Goals => lists::goals(s),
            Self::Decisions => lists::decisions(s),
            Self::Parking => lists::parking(s),
            Self::People => lists::people(s),
            Self::Terms => lists::terms(s),
            Self::Answers => lists::answers(s),
            Self::Cards => lists::cards(s),
            Self::Contacts => lists::contacts(s),
            Self::Links => lists::links(s),
            Self::Rules => lists::rules(s),
            Self::Votes => lists::votes(s),
            Self::Signatures => lists::signatures(s),
        };
        Table {
            subject: self,
            columns,
            rows,
        }
    }

    /// One table of many sessions, with columns in front that say which one.
    #[must_use]
    pub fn table_of_all(self, sessions: &[Session]) -> Table {
        let empty = || {
            self.table(&Session::new(
                Id::new(""),
                "",
                Agenda::default(),
                "",
                "",
                jiff::Timestamp::UNIX_EPOCH,
            ))
            .columns
        };
        let columns = OF_SESSION
            .into_iter()
            .chain(
                sessions
                    .first()
                    .map_or_else(empty, |s| self.table(s).columns),
            )
            .collect();
        let rows = sessions.iter().flat_map(|s| {
            let of: Vec<Datum> = vec![
                s.id.to_string().into(),
                s.title.as_str().into(),
                s.day().into(),
                s.party(Side::A).name.as_str().into(),
                s.party(Side::B).name.as_str().into(),
            ];
            self.table(s)
                .rows
                .into_iter()
                .map(move |row| [of.clone(), row].concat())
        });
        Table {
            subject: self,
            columns,
            rows: rows.collect(),
        }
    }
}

/// Tables as a document, for the formats that are read and not calculated with.
#[must_use]
pub fn document(title: Foreign, tables: &[Table]) -> Document {
    let blocks = tables.iter().filter(|t| !t.rows.is_empty()).flat_map(|t| {
        let head = t.columns.iter().map(|c| c.replace('_', " "));
        let rows = t
            .rows
            .iter()
            .map(|row| row.iter().map(Datum::shown).collect::<Vec<_>>());
        [
            Block::heading(1, t.subject.title()),
            Block::table(head, rows),
        ]
    });
    Document {
        title,
        blocks: blocks.collect(),
        ..Document::default()
    }
}
