//! Colours of figures on paper: dark enough to read, with white or dark text on them.

use crate::figure::Hue;

/// Text on paper.
pub const TEXT: &str = "1A1C20";
/// Secondary text on paper.
pub const QUIET: &str = "4E545E";
/// Rules of tables.
pub const LINE: &str = "8C8778";
/// Ground of the heads of tables.
pub const HEAD: &str = "EFEBE2";

/// The colour of an area, and of text on it, as `RRGGBB`.
#[must_use]
pub fn shade(hue: Hue) -> (&'static str, &'static str) {
    match hue {
        Hue::A => ("0A57A4", "FFFFFF"),
        Hue::B => ("9A4300", "FFFFFF"),
        Hue::Accent => ("5B2E91", "FFFFFF"),
        Hue::Good => ("1B6631", "FFFFFF"),
        Hue::Warn => ("735100", "FFFFFF"),
        Hue::Bad => ("A8221B", "FFFFFF"),
        Hue::Quiet => ("E3DED3", TEXT),
    }
}
