//! What a table lists: one row a subject.

use super::lists::{self, Cells};
use super::{Datum, Table};
use crate::domain::newest::{Holder, carried_over};
use crate::domain::{Action, Agenda, Id, Session, Side};
use std::collections::{HashMap, HashSet};

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
    /// Participants of both sides.
    People,
    /// Clauses of the agreement.
    Terms,
    /// Answers to questionnaires.
    Answers,
    /// Answers of several people to questionnaires.
    AnswersOfPeople,
    /// Cards of boards.
    Cards,
    /// Pairs of people who are in contact.
    Contacts,
    /// Relations between expectations of the two sides.
    Links,
    /// Ground rules.
    Rules,
    /// Votes on the goals.
    Votes,
    /// Signatures.
    Signatures,
}

/// Everything the program knows about a subject.
struct Facts {
    /// Its name on the command line and in file names.
    name: &'static str,
    /// Its name as a heading.
    title: &'static str,
    /// Its columns and rows.
    list: fn(&Session) -> Cells,
}

impl Facts {
    const fn new(name: &'static str, title: &'static str, list: fn(&Session) -> Cells) -> Self {
        Self { name, title, list }
    }
}

/// The columns that say which session a row belongs to, in a table of several sessions.
const SESSION_COLUMNS: [&str; 5] = [
    "session",
    "session_title",
    "session_date",
    "party_a",
    "party_b",
];

impl Subject {
    /// All subjects, those that spreadsheets are wanted for most first.
    pub const ALL: [Self; 17] = [
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
        Self::AnswersOfPeople,
        Self::Cards,
        Self::Contacts,
        Self::Links,
        Self::Rules,
        Self::Votes,
        Self::Signatures,
    ];

    const fn facts(self) -> Facts {
        match self {
            Self::Actions => Facts::new("actions", "Actions", lists::actions),
            Self::Metrics => Facts::new("metrics", "Metrics", lists::metrics),
            Self::Readings => Facts::new("readings", "Readings", lists::readings),
            Self::Expectations => Facts::new("expectations", "Expectations", lists::expectations),
            Self::Goals => Facts::new("goals", "Goals", lists::goals),
            Self::Decisions => Facts::new("decisions", "Decisions", lists::decisions),
            Self::Parking => Facts::new("parking", "Parking lot", lists::parking),
            Self::People => Facts::new("people", "People", lists::people),
            Self::Terms => Facts::new("terms", "Terms", lists::terms),
            Self::Answers => Facts::new("answers", "Answers", lists::answers),
            Self::AnswersOfPeople => {
                Facts::new("responses", "Responses of people", lists::answers_of_people)
            }
            Self::Cards => Facts::new("cards", "Cards", lists::cards),
            Self::Contacts => Facts::new("contacts", "Contacts", lists::contacts),
            Self::Links => Facts::new("links", "Links", lists::links),
            Self::Rules => Facts::new("rules", "Ground rules", lists::rules),
            Self::Votes => Facts::new("votes", "Votes", lists::votes),
            Self::Signatures => Facts::new("signatures", "Signatures", lists::signatures),
        }
    }

    /// Its name on the command line and in file names.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Its name as a heading.
    #[must_use]
    pub const fn title(self) -> &'static str {
        self.facts().title
    }

    /// The headings of its columns.
    #[must_use]
    pub fn columns(self) -> Vec<&'static str> {
        let now = jiff::Timestamp::UNIX_EPOCH;
        let empty = Session::new(Id::new(""), "", Agenda::default(), "", "", now);
        self.table(&empty).columns
    }

    /// The table of a session. Text that is hidden on screen is hidden here too.
    #[must_use]
    pub fn table(self, session: &Session) -> Table {
        let Cells { columns, rows } = (self.facts().list)(session);
        Table {
            subject: self,
            columns,
            rows,
        }
    }

    /// One table of several sessions, with columns in front that say which session a row is from.
    #[must_use]
    pub fn table_of_all(self, sessions: &[Session]) -> Table {
        if self == Self::Actions {
            return Self::actions_where(sessions, |_, _| true);
        }
        self.joined(sessions, |session| self.table(session).rows)
    }

    /// The table of those actions of several sessions for which `wanted` holds. One that was
    /// carried over is in it once, as it is in the newest session.
    pub(in crate::export) fn actions_where(
        sessions: &[Session],
        wanted: impl Fn(&Session, &Action) -> bool,
    ) -> Table {
        let holders: Vec<Holder> = sessions.iter().map(Holder::from).collect();
        let carried: HashMap<&Id, HashSet<&Id>> = sessions
            .iter()
            .map(|session| &session.id)
            .zip(carried_over(&holders))
            .collect();
        Self::Actions.joined(sessions, |session| {
            let carried = carried.get(&session.id);
            let is_here = |a: &Action| carried.is_none_or(|c| !c.contains(&a.id));
            lists::actions_where(session, |a| is_here(a) && wanted(session, a)).rows
        })
    }

    /// One table of the rows of several sessions, with the columns that say where a row is from.
    fn joined(self, sessions: &[Session], rows_of: impl Fn(&Session) -> Vec<Vec<Datum>>) -> Table {
        let columns = SESSION_COLUMNS.into_iter().chain(self.columns()).collect();
        let rows = sessions.iter().flat_map(|session| {
            let origin: [Datum; SESSION_COLUMNS.len()] = [
                (&session.id).into(),
                (&session.title).into(),
                session.day().into(),
                (&session.party(Side::A).name).into(),
                (&session.party(Side::B).name).into(),
            ];
            let rows = rows_of(session).into_iter();
            rows.map(move |row| [origin.to_vec(), row].concat())
        });
        Table {
            subject: self,
            columns,
            rows: rows.collect(),
        }
    }
}
