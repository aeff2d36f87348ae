//! A request for one file: which part of a session, in which format.

use super::format::{ActionFilter, Writer};
use super::tables::{Subject, Table, TableSet};
use super::{Block, Document, Format, Layout, RenderError, agreement, minutes, relationship_plan};
use crate::domain::{Action, Session, Side, Step};
use crate::text::Foreign;
use jiff::Timestamp;

/// What a step contributes to the minutes.
pub type Report = fn(&Session, &Step) -> Vec<Block>;

/// A request for one file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportRequest {
    /// What part of the session.
    pub layout: Layout,
    /// In which format.
    pub format: Format,
    /// Whether to include the facilitator's private notes; every page is then marked.
    pub notes: bool,
    /// Whether a CSV starts with a byte order mark, by which Excel recognises UTF-8.
    pub bom: bool,
}

/// What goes into a file.
enum Content<'a> {
    Document(Document),
    Tables(TableSet),
    Dates(&'a [Session], ActionFilter<'a>),
}

impl ExportRequest {
    /// A request without private notes.
    #[must_use]
    pub fn new(layout: Layout, format: Format) -> Self {
        Self {
            layout,
            format,
            notes: false,
            bom: false,
        }
    }

    /// The files to write when only the layout, only formats, or neither is given: the agreement
    /// unless the first format cannot hold it, in the usual formats of the layout.
    #[must_use]
    pub fn usual(layout: Option<Layout>, formats: &[Format]) -> Vec<Self> {
        let layout = layout.unwrap_or_else(|| match formats.first() {
            Some(first) if !first.holds(Layout::Agreement) => first.usual(),
            _ => Layout::Agreement,
        });
        let formats = if formats.is_empty() {
            layout.usual_formats().to_vec()
        } else {
            formats.to_vec()
        };
        let split = |format: Format| match (format.writer(), layout) {
            (Writer::OneTable(_), Layout::Tables) => Subject::ALL
                .iter()
                .map(|s| Self::new(Layout::Table(*s), format))
                .collect(),
            _ => vec![Self::new(layout, format)],
        };
        formats.into_iter().flat_map(split).collect()
    }

    /// Whether one file can cover several sessions.
    #[must_use]
    pub fn is_for_many(self) -> bool {
        self.layout.is_for_many()
    }

    /// Checks the request without making anything.
    ///
    /// # Errors
    /// When the format cannot hold the layout, or private notes are asked for outside the minutes.
    pub fn check(self) -> Result<(), RenderError> {
        if self.notes && self.layout != Layout::Minutes {
            return Err(RenderError::NotesOutsideMinutes);
        }
        if !self.format.holds(self.layout) {
            return Err(self.cannot_hold());
        }
        Ok(())
    }

    /// Checks that its file can be made at this time.
    ///
    /// # Errors
    /// [`RenderError::ClockBefore1970`].
    pub fn check_clock(self, now: Timestamp) -> Result<(), RenderError> {
        if self.format == Format::Xlsx && now < Timestamp::UNIX_EPOCH {
            return Err(RenderError::ClockBefore1970);
        }
        Ok(())
    }

    /// The bytes of the file for one session.
    ///
    /// # Errors
    /// When [`Self::check`] fails, or the writer of the format does.
    pub fn render(self, session: &Session, report: Report) -> Result<Vec<u8>, RenderError> {
        self.check()?;
        let tables = |subjects: &[Subject]| {
            let tables = subjects.iter().map(|s| s.table(session)).collect();
            Content::Tables(self.table_set(session, tables))
        };
        let sessions = std::slice::from_ref(session);
        self.write(match self.layout {
            Layout::Minutes => {
                Content::Document(minutes(session, self.notes, |step| report(session, step)))
            }
            Layout::Agreement => Content::Document(agreement(session)),
            Layout::RelationshipPlan => Content::Document(relationship_plan(session)),
            Layout::Tables => tables(&Subject::ALL),
            Layout::Table(subject) => tables(&[subject]),
            Layout::Dates => Content::Dates(sessions, &|_, _| true),
        })
    }

    /// The bytes of one file about several sessions.
    ///
    /// # Errors
    /// As [`Self::render`]; also for layouts that are about one session, and without a session.
    pub fn render_all(self, sessions: &[Session]) -> Result<Vec<u8>, RenderError> {
        self.check()?;
        let newest = sessions
            .iter()
            .max_by_key(|s| s.modified)
            .ok_or(RenderError::NoSession)?;
        let tables = |subjects: &[Subject]| {
            let tables = subjects.iter().map(|s| s.table_of_all(sessions)).collect();
            Content::Tables(self.table_set(newest, tables))
        };
        self.write(match self.layout {
            Layout::Tables => tables(&Subject::ALL),
            Layout::Table(subject) => tables(&[subject]),
            Layout::Dates => Content::Dates(sessions, &|_, _| true),
            Layout::Minutes | Layout::Agreement | Layout::RelationshipPlan => {
                return Err(RenderError::SeveralSessions(self.layout));
            }
        })
    }

    /// The bytes of any document in the format of the request.
    ///
    /// # Errors
    /// When the format cannot hold documents, or its writer fails.
    pub fn render_document(self, document: Document) -> Result<Vec<u8>, RenderError> {
        self.write(Content::Document(document))
    }

    /// Tables in one file that is titled and dated after `session`.
    fn table_set(self, session: &Session, tables: Vec<Table>) -> TableSet {
        let [a, b] = Side::BOTH.map(|side| session.side_name(side));
        TableSet {
            title: Foreign::from(format!("{}: {a} × {b}", session.title)),
            changed: session.modified,
            tables,
        }
    }

    fn write(self, content: Content<'_>) -> Result<Vec<u8>, RenderError> {
        match (self.format.writer(), content) {
            (Writer::Document(write), Content::Document(document)) => write(&document),
            (Writer::Document(write), Content::Tables(set)) => write(&set.into_document()),
            (Writer::Tables(write), Content::Tables(set)) => write(&set),
            (Writer::OneTable(write), Content::Tables(set)) => match set.tables.as_slice() {
                [table] => Ok(write(table, self.bom)),
                _ => Err(self.cannot_hold()),
            },
            (Writer::Calendar(write), Content::Dates(sessions, wanted)) => {
                Ok(write(sessions, wanted))
            }
            _ => Err(self.cannot_hold()),
        }
    }

    fn cannot_hold(self) -> RenderError {
        RenderError::CannotHold {
            format: self.format,
            layout: self.layout,
        }
    }
}

/// The bytes of one file with the actions of all sessions for which `wanted` holds: a calendar
/// where the format is one, else a table.
///
/// # Errors
/// When the format cannot hold actions, or its writer fails.
pub fn render_actions(
    sessions: &[Session],
    format: Format,
    wanted: impl Fn(&Session, &Action) -> bool,
) -> Result<Vec<u8>, RenderError> {
    if format.holds(Layout::Dates) {
        let request = ExportRequest::new(Layout::Dates, format);
        return request.write(Content::Dates(sessions, &wanted));
    }
    let request = ExportRequest::new(Layout::Table(Subject::Actions), format);
    request.check()?;
    let table = Subject::actions_where(sessions, wanted);
    let set = match sessions.first() {
        Some(session) => request.table_set(session, vec![table]),
        None => TableSet {
            tables: vec![table],
            ..TableSet::default()
        },
    };
    request.write(Content::Tables(set))
}
