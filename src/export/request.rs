//! One wish: what of a session in which format.

use super::tables::{self, Subject, Table};
use super::{Block, Document, Format, Layout, agreement, csv, minutes, ndjson};
use crate::domain::{Action, Session, Side, Step};
use crate::text::Foreign;

/// What a step contributes to the minutes.
pub type Report = fn(&Session, &Step) -> Vec<Block>;

/// What is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ExportRequest {
    /// What of it.
    pub layout: Layout,
    /// In which format.
    pub format: Format,
    /// With the facilitator's private notes, every page marked.
    pub notes: bool,
    /// With a mark that tells some spreadsheets that a CSV is UTF-8.
    pub bom: bool,
}

impl ExportRequest {
    /// The wish for this, without private notes.
    #[must_use]
    pub fn new(layout: Layout, format: Format) -> Self {
        Self {
            layout,
            format,
            notes: false,
            bom: false,
        }
    }

    /// What is written where not everything is said: documents as Word, HTML and PDF, tables as a workbook
    /// or as CSV, dates as a calendar; the agreement where nothing is said.
    #[must_use]
    pub fn usual(layout: Option<Layout>, formats: &[Format]) -> Vec<Self> {
        let layout = layout
            .or_else(|| {
                formats
                    .first()
                    .filter(|f| !f.holds(Layout::Agreement))
                    .map(|f| f.usual())
            })
            .unwrap_or(Layout::Agreement);
        let usual = match layout {
            Layout::Minutes | Layout::Agreement => vec![Format::Docx, Format::Html, Format::Pdf],
            Layout::Tables => vec![Format::Xlsx],
            Layout::Table(_) => vec![Format::Csv],
            Layout::Dates => vec![Format::Ics],
        };
        let formats = if formats.is_empty() {
            usual
        } else {
            formats.to_vec()
        };
        let split = |format: Format| match (format, layout) {
            // a table a file
            (Format::Csv, Layout::Tables) => Subject::ALL
                .iter()
                .map(|s| Self::new(Layout::Table(*s), format))
                .collect(),
            _ => vec![Self::new(layout, format)],
        };
        formats.into_iter().flat_map(split).collect()
    }

    /// Whether one file can hold it for many sessions.
    #[must_use]
    pub fn is_of_many(self) -> bool {
        matches!(
            self.layout,
            Layout::Tables | Layout::Table(_) | Layout::Dates
        )
    }

    /// Why it cannot be fulfilled, in one sentence.
    ///
    /// # Errors
    /// The format cannot hold what is wanted.
    pub fn check(self) -> Result<(), String> {
        if self.notes && self.layout != Layout::Minutes {
            return Err(
                "Private notes go into the minutes alone: ask for those, or leave the notes out."
                    .to_owned(),
            );
        }
        if !self.format.holds(self.layout) {
            let can: Vec<&str> = Layout::all()
                .filter(|l| self.format.holds(*l))
                .map(Layout::name)
                .collect();
            return Err(format!(
                "A .{} cannot hold the {}. It can hold: {}.",
                self.format.ending(),
                self.layout.name(),
                can.join(", ")
            ));
        }
        Ok(())
    }

    /// The bytes of the file.
    ///
    /// # Errors
    /// One sentence.
    pub fn of(self, session: &Session, report: Report) -> Result<Vec<u8>, String> {
        self.check()?;
        let tables = |subjects: &[Subject]| {
            subjects
                .iter()
                .map(|s| s.table(session))
                .collect::<Vec<Table>>()
        };
        match self.layout {
            Layout::Minutes => {
                self.document(&minutes(session, self.notes, |step| report(session, step)))
            }
            Layout::Agreement => self.document(&agreement(session)),
            Layout::Tables => self.tables(session, &tables(&Subject::ALL)),
            Layout::Table(subject) => self.tables(session, &tables(&[subject])),
            Layout::Dates => Ok(dates(std::slice::from_ref(session), |_, _| true)),
        }
    }

    /// The bytes of one file on many sessions: tables and dates.
    ///
    /// # Errors
    /// One sentence.
    pub fn of_all(self, sessions: &[Session]) -> Result<Vec<u8>, String> {
        self.check()?;
        let tables = |subjects: &[Subject]| {
            subjects
                .iter()
                .map(|s| s.table_of_all(sessions))
                .collect::<Vec<Table>>()
        };
        let last = sessions
            .iter()
            .max_by_key(|s| s.modified)
            .ok_or("There is no session yet.")?;
        match self.layout {
            Layout::Tables => self.tables(last, &tables(&Subject::ALL)),
            Layout::Table(subject) => self.tables(last, &tables(&[subject])),
            Layout::Dates => Ok(dates(sessions, |_, _| true)),
            Layout::Minutes | Layout::Agreement => Err(format!(
                "The {} of several sessions are several files: name a folder.",
                self.layout.name()
            )),
        }
    }

    fn tables(self, session: &Session, tables: &[Table]) -> Result<Vec<u8>, String> {
        let title = Foreign::from(format!(
            "{}: {} × {}",
            session.title,
            session.side_name(Side::A),
            session.side_name(Side::B)
        ));
        match self.format {
            Format::Csv => Ok(tables.iter().flat_map(|t| csv::csv(t, self.bom)).collect()),
            Format::Ndjson => Ok(ndjson::ndjson(tables)),
            Format::Xlsx => super::xlsx::xlsx(&title, session.modified, tables),
            _ => self.document(&Document {
                changed: session.modified,
                ..tables::document(title, tables)
            }),
        }
    }

    /// A document in this format.
    ///
    /// # Errors
    /// One sentence.
    pub fn document(self, document: &Document) -> Result<Vec<u8>, String> {
        match self.format {
            Format::Markdown => Ok(super::markdown::markdown(document).into_bytes()),
            Format::Html => super::html::html(document),
            Format::Docx => super::docx::docx(document),
            Format::Pdf => super::pdf::pdf(document).map_err(|e| e.to_string()),
            Format::Csv | Format::Xlsx | Format::Ndjson | Format::Ics => Err(format!(
                "A .{} cannot hold a document.",
                self.format.ending()
            )),
        }
    }
}

/// Those actions of all sessions that are wanted, as a table or as a calendar.
///
/// # Errors
/// One sentence.
pub fn of_actions(
    sessions: &[Session],
    format: Format,
    wanted: impl Fn(&Session, &Action) -> bool,
) -> Result<Vec<u8>, String> {
    let request = ExportRequest::new(
        if format == Format::Ics {
            Layout::Dates
        } else {
            Layout::Table(Subject::Actions)
        },
        format,
    );
    request.check()?;
    if format == Format::Ics {
        return Ok(dates(sessions, wanted));
    }
    let mut table = Subject::Actions.table_of_all(sessions);
    // a row an action, in the order of the sessions
    let mut keep = sessions
        .iter()
        .flat_map(|s| s.actions.iter().map(move |a| (s, a)))
        .map(|(s, a)| wanted(s, a));
    table.rows.retain(|_| keep.next() == Some(true));
    match sessions.first() {
        Some(s) => request.tables(s, &[table]),
        None => Ok(csv::csv(&table, false)),
    }
}

fn dates(sessions: &[Session], wanted: impl Fn(&Session, &Action) -> bool) -> Vec<u8> {
    super::calendar(sessions, wanted)
}
