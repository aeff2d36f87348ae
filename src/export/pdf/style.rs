//! Sizes, colours and spaces of the printed page. All lengths are in points.

use super::super::palette;
use super::fonts::Weight;

/// A colour: red, green and blue from 0 to 1.
pub(super) type Rgb = [f32; 3];

/// A4.
pub(super) const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right margin.
pub(super) const MARGIN: f32 = 56.7;
/// Where the text of a page begins and ends, from its top.
pub(super) const TOP: f32 = 62.4;
pub(super) const BOTTOM: f32 = PAGE.1 - 62.4;
/// Width and height of the text on a page.
pub(super) const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
pub(super) const HEIGHT: f32 = BOTTOM - TOP;
/// Space between paragraphs, and around lists.
pub(super) const GAP: f32 = 9.5;
/// Space around tables and figures.
pub(super) const GAP_AROUND: f32 = 13.0;
/// Distance of the cover's first line from the top.
pub(super) const COVER_TOP: f32 = 260.0;

/// How a text looks.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Style {
    pub(super) size: f32,
    /// From one baseline to the next.
    pub(super) leading: f32,
    pub(super) weight: Weight,
    pub(super) colour: Rgb,
}

const fn style(size: f32, leading: f32, weight: Weight, colour: Rgb) -> Style {
    Style {
        size,
        leading,
        weight,
        colour,
    }
}

pub(super) const TEXT_COLOUR: Rgb = rgb(palette::TEXT);
pub(super) const QUIET_COLOUR: Rgb = rgb(palette::QUIET);
pub(super) const LINE_COLOUR: Rgb = rgb(palette::LINE);
pub(super) const HEAD_COLOUR: Rgb = rgb(palette::HEAD);

pub(super) const BODY: Style = style(10.5, 14.2, Weight::Regular, TEXT_COLOUR);
pub(super) const CAPTION: Style = style(9.5, 12.8, Weight::Bold, QUIET_COLOUR);
pub(super) const TITLE: Style = style(22.0, 27.0, Weight::Bold, TEXT_COLOUR);
pub(super) const COVER_KIND: Style = style(14.0, 18.0, Weight::Regular, QUIET_COLOUR);
pub(super) const COVER_PARTY: Style = style(26.0, 31.0, Weight::Bold, TEXT_COLOUR);
pub(super) const COVER_LINE: Style = style(13.0, 17.5, Weight::Regular, QUIET_COLOUR);
pub(super) const FOOTER: Style = style(8.0, 10.0, Weight::Regular, QUIET_COLOUR);
pub(super) const PRIVATE_MARK: Style = style(9.0, 12.0, Weight::Bold, rgb("A8221B"));

/// The style of a heading of level 1 to 3.
pub(super) fn heading(level: u8) -> Style {
    match level {
        1 => style(15.0, 19.0, Weight::Bold, TEXT_COLOUR),
        2 => style(12.0, 15.5, Weight::Bold, TEXT_COLOUR),
        _ => style(10.5, 14.2, Weight::Bold, TEXT_COLOUR),
    }
}

/// The style of a cell in a table of so many columns.
pub(super) fn cell(columns: usize, weight: Weight) -> Style {
    match columns {
        0..=7 => style(9.0, 11.2, weight, TEXT_COLOUR),
        8..=12 => style(7.5, 9.4, weight, TEXT_COLOUR),
        _ => style(6.0, 7.6, weight, TEXT_COLOUR),
    }
}

/// The colour written `RRGGBB`; other characters count as 0.
pub(super) const fn rgb(hex: &str) -> Rgb {
    let [r1, r2, g1, g2, b1, b2] = match hex.as_bytes().first_chunk::<6>() {
        Some(digits) => *digits,
        None => [b'0'; 6],
    };
    [byte(r1, r2), byte(g1, g2), byte(b1, b2)]
}

const fn byte(high: u8, low: u8) -> f32 {
    (digit(high) * 16 + digit(low)) as f32 / 255.0
}

const fn digit(hex: u8) -> u8 {
    match hex {
        b'0'..=b'9' => hex - b'0',
        b'A'..=b'F' => hex - b'A' + 10,
        b'a'..=b'f' => hex - b'a' + 10,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_from_hexadecimal() {
        assert_eq!(rgb("FF0080"), [1.0, 0.0, 128.0 / 255.0]);
        assert_eq!(rgb("short"), [0.0, 0.0, 0.0]);
    }
}
