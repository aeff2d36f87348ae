//! Figures as data, computed once. Screens, SVG and the cell pictures of documents draw the same.

mod alignment;
mod contacts;
mod gantt;
mod lines;
mod load;
mod matrix;
mod portfolio;
mod priorities;
mod profile;
mod raster;
pub mod results;
mod trends;

pub use alignment::alignment;
pub use contacts::contacts;
pub use gantt::gantt;
pub use lines::Piece;
pub use load::load;
pub use matrix::matrix;
pub use portfolio::portfolio;
pub use priorities::priorities;
pub use profile::{Mark, Opposites, Profile, profile};
pub use raster::{Cell, Line, Raster};
pub use trends::trends;

use crate::domain::{Side, Tone};
use jiff::civil::Date;

/// What a colour means. Colour is never the only carrier of a meaning.
#[allow(missing_docs)] // self-explanatory
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Hue {
    /// Side A.
    A,
    /// Side B.
    B,
    /// Neither side.
    Accent,
    /// Secondary.
    Quiet,
    Good,
    /// Needs attention.
    Warn,
    Bad,
}

impl From<Side> for Hue {
    fn from(side: Side) -> Self {
        if side == Side::A { Self::A } else { Self::B }
    }
}

impl From<Tone> for Hue {
    fn from(tone: Tone) -> Self {
        match tone {
            Tone::Good => Self::Good,
            Tone::Warn => Self::Warn,
            Tone::Bad => Self::Bad,
        }
    }
}

/// A figure. Shares are between 0 and 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// A bar chart in groups.
    Bars(Vec<Group>),
    /// Points on two axes, each cut into low and high: a 2×2.
    Plane(Plane),
    /// A grid of bands of two scores.
    Grid(Grid),
    /// People of two sides and who is in contact with whom.
    Links(Links),
    /// Bars on a calendar.
    Gantt(Gantt),
    /// Values over time, from a baseline to a target.
    Trends(Vec<Trend>),
    /// Marks between pairs of opposites.
    Profile(Profile),
}

/// A group of bars.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// What stands out; may be empty.
    pub note: String,
    /// The bars, from top to bottom.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// A short mark for it, such as the glyph of a side.
    pub mark: String,
    /// Its colour.
    pub hue: Hue,
    /// Its length; none where there is no value.
    pub share: Option<f64>,
    /// Its value in words.
    pub value: String,
    /// Remarks on the value, each with its colour.
    pub remarks: Vec<(String, Hue)>,
}

impl Bar {
    /// Its mark and name, without saying the same twice.
    #[must_use]
    pub fn label(&self) -> String {
        if self.name.starts_with(&self.mark) {
            self.name.clone()
        } else {
            format!("{} {}", self.mark, self.name)
        }
    }

    /// Its value and the remarks on it.
    #[must_use]
    pub fn caption(&self) -> String {
        let remarks = self.remarks.iter().map(|(words, _)| words.as_str());
        let parts: Vec<&str> = std::iter::once(self.value.as_str())
            .chain(remarks)
            .filter(|words| !words.is_empty())
            .collect();
        parts.join(", ")
    }
}

/// Points on two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// The horizontal axis: its name, and where high begins.
    pub x: (String, f64),
    /// The vertical axis: its name, and where high begins.
    pub y: (String, f64),
    /// The names of the quarters: both low, only x high, only y high, both high.
    pub quarters: [String; 4],
    /// The points.
    pub points: Vec<Point>,
}

/// One point on a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its label in the figure.
    pub mark: String,
    /// What it stands for.
    pub name: String,
    /// Its x and y.
    pub at: (f64, f64),
    /// Its colour.
    pub hue: Hue,
}

/// A grid of bands of two scores.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// The vertical score: its name and its bands, the lowest first.
    pub rows: (String, Vec<String>),
    /// The horizontal score: its name and its bands, the lowest first.
    pub columns: (String, Vec<String>),
    /// The text of each cell, by row and then by column.
    pub cells: Vec<Vec<String>>,
    /// The row and column of the cell that applies.
    pub at: Option<(usize, usize)>,
}

/// People of two sides and who is in contact with whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Links {
    /// The names of side A and of side B.
    pub sides: [String; 2],
    /// The people of each side: name and function.
    pub people: [Vec<(String, String)>; 2],
    /// Who is in contact, as indices into both lists.
    pub pairs: Vec<(usize, usize)>,
}

/// Bars on a calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Gantt {
    /// Its first day, a Monday.
    pub first: Date,
    /// How many weeks it covers.
    pub weeks: usize,
    /// The rows, from top to bottom.
    pub rows: Vec<Span>,
}

/// One row of a calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// Its label.
    pub label: String,
    /// Its first and last day; none where no date is known.
    pub days: Option<(Date, Date)>,
    /// Its colour.
    pub hue: Hue,
    /// Its dates and status in words.
    pub remark: String,
}

/// A value over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What is measured, with its unit.
    pub title: String,
    /// Its baseline and its target.
    pub from_to: (Option<f64>, Option<f64>),
    /// The values over time, each with its day in words; an empty day is the baseline.
    pub values: Vec<(String, f64)>,
    /// How far it has come, in words.
    pub remark: String,
    /// Whether it moves the right way.
    pub hue: Hue,
}

impl Trend {
    /// The lowest and the highest of values, baseline and target.
    #[must_use]
    pub fn range(&self) -> (f64, f64) {
        let (from, to) = self.from_to;
        let ends = from.into_iter().chain(to);
        let values = self.values.iter().map(|(_, value)| *value);
        ends.chain(values)
            .fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), v| {
                (low.min(v), high.max(v))
            })
    }
}

/// The name of a person with their function, where it is known.
#[must_use]
pub fn with_function(name: &str, function: &str) -> String {
    if function.is_empty() {
        name.to_owned()
    } else {
        format!("{name}, {function}")
    }
}

/// A number with one decimal below 20 and none above.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.abs() >= 20.0 || (rounded - rounded.round()).abs() < 1e-9 {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    }
}
