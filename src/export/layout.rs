//! What is exported.

use super::tables::Subject;

/// What is made of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// What happened, step by step.
    Minutes,
    /// The product and service agreement.
    Agreement,
    /// All tables.
    Tables,
    /// One table.
    Table(Subject),
    /// The dates of open actions and of the next review.
    Dates,
}

impl Layout {
    /// All layouts.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Minutes, Self::Agreement, Self::Tables, Self::Dates]
            .into_iter()
            .chain(Subject::ALL.map(Self::Table))
    }

    /// Its name on the command line and in file names.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Minutes => "minutes",
            Self::Agreement => "agreement",
            Self::Tables => "tables",
            Self::Table(subject) => subject.name(),
            Self::Dates => "dates",
        }
    }

    /// What it is, for somebody who chooses.
    #[must_use]
    pub fn meaning(self) -> String {
        match self {
            Self::Minutes => "Minutes: what was done, step by step".to_owned(),
            Self::Agreement => "Agreement: what both sign".to_owned(),
            Self::Tables => "All tables".to_owned(),
            Self::Table(subject) => format!("Table: {}", subject.title()),
            Self::Dates => "Dates: open actions, next review".to_owned(),
        }
    }

    /// The layout of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|l| l.name() == name)
    }
}
