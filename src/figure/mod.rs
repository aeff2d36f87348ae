//! Pictures as data: what is to be seen, worked out once. Screens, SVG and the shaded tables of documents
//! draw the same.

mod alignment;
mod contacts;
mod gantt;
mod lines;
mod load;
mod matrix;
mod priorities;
mod raster;
pub mod results;
mod trends;

pub use alignment::alignment;
pub use contacts::contacts;
pub use gantt::gantt;
pub use lines::Piece;
pub use load::load;
pub use matrix::matrix;
pub use priorities::priorities;
pub use raster::{Cell, Line, Raster};
pub use trends::trends;

use crate::domain::{Side, Tone};
use jiff::civil::Date;

/// What a colour says; never the only one to say it.
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
    /// Good.
    Good,
    /// To be watched.
    Warn,
    /// Bad.
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

/// A picture. Shares are from 0 to 1.
#[derive(Debug, Clone, PartialEq)]
pub enum Figure {
    /// Groups of bars.
    Bars(Vec<Group>),
    /// Points on two axes, each cut into low and high.
    Plane(Plane),
    /// Bands of two figures against each other.
    Grid(Grid),
    /// People of two sides and who talks to whom.
    Links(Links),
    /// Bars on a calendar.
    Gantt(Gantt),
    /// Values on their way from a baseline to a target.
    Trends(Vec<Trend>),
}

/// Bars that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// Its heading.
    pub title: String,
    /// What stands out; may be empty.
    pub note: String,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub name: String,
    /// A short sign for it: the glyph of a side.
    pub mark: String,
    /// Its colour.
    pub hue: Hue,
    /// Its length; none where there is no figure.
    pub share: Option<f64>,
    /// Its figure.
    pub value: String,
    /// What the figure means, piece by piece.
    pub says: Vec<(String, Hue)>,
}

/// Points on two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct Plane {
    /// From left to right: its name, and where high begins.
    pub x: (String, f64),
    /// From bottom to top: the same.
    pub y: (String, f64),
    /// What the quarters are called: low/low, high x only, high y only, both high.
    pub quarters: [String; 4],
    /// The points.
    pub points: Vec<Point>,
}

/// One point.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Its label in the picture.
    pub mark: String,
    /// What it stands for.
    pub name: String,
    /// Where it is.
    pub at: (f64, f64),
    /// Its colour.
    pub hue: Hue,
}

/// Bands of two figures against each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// From bottom to top: its name and its bands, the lowest first.
    pub rows: (String, Vec<String>),
    /// From left to right: the same.
    pub columns: (String, Vec<String>),
    /// What stands in each cell: by row, then by column.
    pub cells: Vec<Vec<String>>,
    /// The row and column that fit.
    pub at: Option<(usize, usize)>,
}

/// People of two sides and who talks to whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Links {
    /// The people of A and of B: name and function.
    pub people: [Vec<(String, String)>; 2],
    /// Pairs, as places in both lists.
    pub pairs: Vec<(usize, usize)>,
}

/// Bars on a calendar.
#[derive(Debug, Clone, PartialEq)]
pub struct Gantt {
    /// Its first day, a Monday.
    pub first: Date,
    /// How many weeks it shows.
    pub weeks: usize,
    /// The rows.
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
    /// Dates and state in words.
    pub says: String,
}

/// A value on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What is measured, with its unit.
    pub title: String,
    /// Where it began and where it is to be.
    pub from_to: (Option<f64>, Option<f64>),
    /// The values over time, each with its day in words.
    pub values: Vec<(String, f64)>,
    /// How far it is, in words.
    pub says: String,
    /// Whether it goes the right way.
    pub hue: Hue,
}

/// A number as it is read out.
#[must_use]
pub fn number(value: f64) -> String {
    let rounded = (value * 10.0).round() / 10.0;
    if rounded.abs() >= 20.0 || (rounded - rounded.round()).abs() < 1e-9 {
        format!("{rounded:.0}")
    } else {
        format!("{rounded:.1}")
    }
}
