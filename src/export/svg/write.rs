//! Shapes as SVG elements, coloured by the page around them, which is light or dark.

use super::shape::{Anchor, Ink, Paint, Shape, Stroke};
use crate::export::escape::escape;
use crate::figure::Hue;
use std::fmt::Write as _;

/// The elements of these shapes, foreign text escaped.
pub(super) fn elements(shapes: &[Shape]) -> String {
    let mut out = String::new();
    for shape in shapes {
        // writing to a string cannot fail
        let _ = write_element(&mut out, shape);
    }
    out
}

fn write_element(out: &mut String, shape: &Shape) -> std::fmt::Result {
    match shape {
        Shape::Area { at, size, fill } => write!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
             style=\"fill:var(--{})\"/>",
            at.0,
            at.1,
            size.0,
            size.1,
            variable(*fill)
        ),
        Shape::Frame { at, size, paint } => write!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" \
             style=\"fill:none;stroke:var(--{});stroke-width:1\"/>",
            at.0,
            at.1,
            size.0,
            size.1,
            variable(*paint)
        ),
        Shape::Segment { from, to, stroke } => write!(
            out,
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" style=\"{}\"/>",
            from.0,
            from.1,
            to.0,
            to.1,
            stroke_style(*stroke)
        ),
        Shape::Disc { at, radius, fill } => write!(
            out,
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{radius}\" style=\"fill:var(--{})\"/>",
            at.0,
            at.1,
            variable(*fill)
        ),
        Shape::Text {
            at,
            anchor,
            words,
            ink,
        } => write!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\" style=\"{}\">{}</text>",
            at.0,
            at.1,
            anchor_name(*anchor),
            text_style(*ink),
            escape(&words.as_str().into())
        ),
    }
}

fn stroke_style(stroke: Stroke) -> String {
    let mut style = format!(
        "stroke:var(--{});stroke-width:{}",
        variable(stroke.paint),
        stroke.width
    );
    if stroke.opacity < 1.0 {
        style.push_str(&format!(";stroke-opacity:{}", stroke.opacity));
    }
    if stroke.dashed {
        style.push_str(";stroke-dasharray:3 4");
    }
    style
}

fn text_style(ink: Ink) -> String {
    let bold = if ink.bold { ";font-weight:bold" } else { "" };
    format!("fill:var(--{}){bold}", variable(ink.paint))
}

fn anchor_name(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Start => "start",
        Anchor::Middle => "middle",
        Anchor::End => "end",
    }
}

/// The variable of the page that holds this colour.
fn variable(paint: Paint) -> &'static str {
    match paint {
        Paint::Text => "text",
        Paint::QuietText => "quiet",
        Paint::Line => "line",
        Paint::On(Hue::Quiet) => "text",
        Paint::On(_) => "ground",
        Paint::Fill(hue) => match hue {
            Hue::A => "a",
            Hue::B => "b",
            Hue::Accent => "accent",
            Hue::Quiet => "raised",
            Hue::Good => "good",
            Hue::Warn => "warn",
            Hue::Bad => "bad",
        },
    }
}
