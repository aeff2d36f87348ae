//! What part of a session is exported.

use super::Format;
use super::tables::Subject;

/// What is made of a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// What happened, step by step.
    Minutes,
    /// The product and service agreement.
    Agreement,
    /// The relationship plan.
    RelationshipPlan,
    /// All tables.
    Tables,
    /// One table.
    Table(Subject),
    /// The due dates of open actions and the date of the next review.
    Dates,
}

/// Everything the program knows about a layout.
struct Facts {
    /// Its name on the command line and in file names.
    name: &'static str,
    /// Its name in a list of choices.
    title: &'static str,
    /// What it contains; may be empty.
    content: &'static str,
    /// The formats it is written in unless others are asked for.
    formats: &'static [Format],
    /// Whether one file can cover several sessions.
    is_for_many: bool,
}

/// The formats documents are written in unless others are asked for.
const DOCUMENTS: &[Format] = &[Format::Docx, Format::Html, Format::Pdf];

impl Layout {
    /// All layouts, single tables last.
    pub fn all() -> impl Iterator<Item = Self> {
        [
            Self::Minutes,
            Self::Agreement,
            Self::RelationshipPlan,
            Self::Tables,
            Self::Dates,
        ]
        .into_iter()
        .chain(Subject::ALL.map(Self::Table))
    }

    const fn facts(self) -> Facts {
        match self {
            Self::Minutes => Facts {
                name: "minutes",
                title: "Minutes",
                content: "what was done, step by step",
                formats: DOCUMENTS,
                is_for_many: false,
            },
            Self::Agreement => Facts {
                name: "agreement",
                title: "Agreement",
                content: "what both sign",
                formats: DOCUMENTS,
                is_for_many: false,
            },
            Self::RelationshipPlan => Facts {
                name: "relationship-plan",
                title: "Relationship plan",
                content: "people, health, risks",
                formats: DOCUMENTS,
                is_for_many: false,
            },
            Self::Tables => Facts {
                name: "tables",
                title: "All tables",
                content: "",
                formats: &[Format::Xlsx],
                is_for_many: true,
            },
            Self::Table(subject) => Facts {
                name: subject.name(),
                title: "Table",
                content: subject.title(),
                formats: &[Format::Csv],
                is_for_many: true,
            },
            Self::Dates => Facts {
                name: "dates",
                title: "Dates",
                content: "open actions, next review",
                formats: &[Format::Ics],
                is_for_many: true,
            },
        }
    }

    /// Its name on the command line and in file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Its name and content, in a list of choices.
    #[must_use]
    pub fn meaning(self) -> String {
        let Facts { title, content, .. } = self.facts();
        if content.is_empty() {
            title.to_owned()
        } else {
            format!("{title}: {content}")
        }
    }

    /// The layout of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|l| l.name() == name)
    }

    /// The formats it is written in unless others are asked for.
    #[must_use]
    pub(super) fn usual_formats(self) -> &'static [Format] {
        self.facts().formats
    }

    /// Whether one file can cover several sessions.
    #[must_use]
    pub(super) fn is_for_many(self) -> bool {
        self.facts().is_for_many
    }
}
