//! The shapes a figure is drawn with: written as SVG for a browser, as vectors into a PDF.

use crate::figure::Hue;

/// A figure as shapes, [`super::WIDE`] wide; y grows downwards.
pub(in crate::export) struct Drawing {
    pub(in crate::export) height: f64,
    pub(in crate::export) shapes: Vec<Shape>,
    /// Heights at which it may be cut where it is higher than a page.
    pub(in crate::export) breaks: Vec<f64>,
}

/// One shape; later ones lie on top of earlier ones.
pub(in crate::export) enum Shape {
    /// A filled rectangle.
    Area {
        at: (f64, f64),
        size: (f64, f64),
        fill: Paint,
    },
    /// The outline of a rectangle.
    Frame {
        at: (f64, f64),
        size: (f64, f64),
        paint: Paint,
    },
    /// A straight line.
    Segment {
        from: (f64, f64),
        to: (f64, f64),
        stroke: Stroke,
    },
    /// A filled circle.
    Disc {
        at: (f64, f64),
        radius: f64,
        fill: Paint,
    },
    /// One line of text of [`TEXT_SIZE`], `at` being on its baseline.
    Text {
        at: (f64, f64),
        anchor: Anchor,
        words: String,
        ink: Ink,
    },
}

/// Size of all text in a drawing.
pub(in crate::export) const TEXT_SIZE: f64 = 12.0;

/// Which point of a text its position gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::export) struct Stroke {
    pub(in crate::export) paint: Paint,
    pub(in crate::export) width: f64,
    /// From 0 to 1.
    pub(in crate::export) opacity: f64,
    pub(in crate::export) dashed: bool,
}

/// How a text is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) struct Ink {
    pub(in crate::export) paint: Paint,
    pub(in crate::export) bold: bool,
}

impl Ink {
    pub(super) fn plain(paint: Paint) -> Self {
        Self { paint, bold: false }
    }

    pub(super) fn bold(paint: Paint) -> Self {
        Self { paint, bold: true }
    }
}

/// What a colour is for; the format knows which one that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Paint {
    /// An area of this hue.
    Fill(Hue),
    /// Text on an area of this hue.
    On(Hue),
    Text,
    QuietText,
    Line,
}

impl Paint {
    /// The paint of a small mark, which a quiet area's colour would be too pale for.
    pub(super) fn of_mark(hue: Hue) -> Self {
        if hue == Hue::Quiet {
            Self::QuietText
        } else {
            Self::Fill(hue)
        }
    }
}
