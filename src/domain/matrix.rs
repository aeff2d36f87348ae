//! The type of partnership from two totals in bands. All figures are data.
//! `docs/method.md`, "Partnership Model".

use super::questionnaire::Item;
use super::scoring::Rater;
use super::{Extra, Questionnaire, Session, Tone, scoring};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A matrix of two totals, each in bands, with a type of partnership in each cell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Matrix {
    /// The axis from bottom to top.
    pub rows: Axis,
    /// The axis from left to right.
    pub columns: Axis,
    /// The totals at which a new band begins, for both axes.
    pub bands: Vec<f64>,
    /// The types of partnership.
    pub types: Vec<Type>,
    /// For each band of the rows, lowest first, the index in `types` for each band of the columns.
    pub cells: Vec<Vec<usize>>,
    /// When the two sides' totals differ too much for a partnership.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub imbalance: Option<Imbalance>,
    /// The questionnaire whose answers the type suggests.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sets: Option<Sets>,
    /// Whose ideas it is adapted from.
    #[serde(default)]
    pub source: String,
    /// `unverified` if figures are recalled and not checked against the source.
    #[serde(default)]
    pub source_status: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// Where the total of an axis comes from.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Axis {
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// Its name.
    pub title: String,
    /// How the totals of several raters are combined.
    #[serde(default)]
    pub combine: Several,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// How the totals of several raters are combined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Several {
    /// The lowest: the less motivated side limits the partnership.
    #[default]
    Min,
    /// Their mean.
    Mean,
}

/// A type of partnership.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Type {
    /// Its name.
    pub title: String,
    /// What it means.
    #[serde(default)]
    pub meaning: String,
    /// How good it is for a partnership.
    #[serde(default)]
    pub tone: Tone,
    /// The answer it suggests to the questionnaire named in `sets`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<f64>,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The questionnaire and column that get the level of the type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sets {
    /// The id of the questionnaire.
    pub questionnaire: String,
    /// The id of its column.
    pub column: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// When the two sides' totals differ too much.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Imbalance {
    /// The difference from which on they do.
    pub from: f64,
    /// What to do then.
    pub advice: String,
    /// Keys of other programs and later versions.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The place of a session in the matrix.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<'a> {
    /// The total of the rows, and each rater's heading and total.
    pub rows: (Option<f64>, Vec<(String, f64)>),
    /// The total of the columns.
    pub columns: Option<f64>,
    /// The bands of rows and columns, and the type there.
    pub at: Option<(usize, usize, &'a Type)>,
    /// The advice, if the two sides differ too much.
    pub imbalance: Option<&'a str>,
}

impl Matrix {
    /// True if every pair of bands has a cell that names one of the types.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let bands = self.bands.len() + 1;
        let is_row = |row: &Vec<usize>| {
            row.len() == bands && row.iter().all(|index| *index < self.types.len())
        };
        self.cells.len() == bands && self.cells.iter().all(is_row)
    }

    /// The band of a total, 0 being the lowest. A half point is not rounded up.
    #[must_use]
    pub fn band(&self, total: f64) -> usize {
        self.bands.iter().filter(|b| total >= **b).count()
    }

    /// The bands of two totals, and the type there.
    #[must_use]
    pub fn at(&self, rows: f64, columns: f64) -> Option<(usize, usize, &Type)> {
        let (r, c) = (self.band(rows), self.band(columns));
        let kind = self.types.get(*self.cells.get(r)?.get(c)?)?;
        Some((r, c, kind))
    }

    /// The place of a session in the matrix. A total counts only when all its main items are
    /// answered.
    #[must_use]
    pub fn read(&self, session: &Session) -> Reading<'_> {
        let (rows, columns) = (self.rows.totals(session), self.columns.totals(session));
        let (x, y) = (self.rows.combined(&rows), self.columns.combined(&columns));
        let spread = rows
            .iter()
            .map(|t| t.1)
            .reduce(f64::max)
            .zip(rows.iter().map(|t| t.1).reduce(f64::min))
            .map(|(high, low)| high - low);
        let imbalance = self
            .imbalance
            .as_ref()
            .filter(|i| spread.is_some_and(|s| s >= i.from))
            .map(|i| i.advice.as_str());
        Reading {
            at: x.zip(y).and_then(|(x, y)| self.at(x, y)),
            rows: (x, rows),
            columns: y,
            imbalance,
        }
    }

    /// Both totals in words, with the parts of the first.
    #[must_use]
    pub fn figures(&self, reading: &Reading) -> String {
        let not_yet = || "not all answered".to_owned();
        let parts = reading.rows.1.iter();
        let parts: Vec<String> = parts
            .map(|(name, total)| format!("{name} {total}"))
            .collect();
        let rows = reading
            .rows
            .0
            .map_or_else(not_yet, |total| format!("{total} ({})", parts.join(", ")));
        let columns = reading
            .columns
            .map_or_else(not_yet, |total| total.to_string());
        format!(
            "{}: {rows}. {}: {columns}.",
            self.rows.title, self.columns.title
        )
    }
}

impl Axis {
    /// Heading and total of each rater; empty unless all totals count and may be seen.
    fn totals(&self, session: &Session) -> Vec<(String, f64)> {
        // a total would tell answers that are still hidden
        let Some(q) =
            questionnaire(session, &self.questionnaire).filter(|q| !scoring::is_hidden(session, q))
        else {
            return vec![];
        };
        let total = |rater: Rater| {
            let has_value = |i: &Item| scoring::value(session, &q.id, &rater.id, &i.id).is_some();
            let total = scoring::score(session, q, None, &rater.id).value?;
            // extra points that are not answered count as no
            let is_complete = q.items.iter().filter(|i| !q.is_extra(i)).all(has_value);
            is_complete.then_some((rater.title, total))
        };
        let raters = scoring::raters(session, q).into_iter();
        raters.map(total).collect::<Option<_>>().unwrap_or_default()
    }

    /// The one total of the axis; `None` if there are none to combine.
    fn combined(&self, totals: &[(String, f64)]) -> Option<f64> {
        let values = || totals.iter().map(|(_, total)| *total);
        match self.combine {
            Several::Min => values().reduce(f64::min),
            Several::Mean => {
                (!totals.is_empty()).then(|| values().sum::<f64>() / totals.len() as f64)
            }
        }
    }
}

/// The questionnaire with this id in one of the session's steps.
fn questionnaire<'a>(session: &'a Session, id: &str) -> Option<&'a Questionnaire> {
    session
        .agenda
        .steps
        .iter()
        .filter_map(|s| s.questionnaire.as_ref())
        .find(|q| q.id == id)
}
