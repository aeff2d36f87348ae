//! The named styles of a Word document, which a person can change in Word.

use super::HEAD_STYLE;
use crate::export::palette::QUIET;
use docx_rs::{LineSpacing, RunFonts, Style, StyleType};

pub(super) fn fonts() -> RunFonts {
    // every system has it, or a font of the same widths
    RunFonts::new()
        .ascii("Arial")
        .hi_ansi("Arial")
        .cs("Arial")
        .east_asia("Arial")
}

pub(super) fn styles() -> Vec<Style> {
    let style = |id: &str, name: &str, size: usize| {
        Style::new(id, StyleType::Paragraph)
            .name(name)
            .based_on("Normal")
            .size(size)
    };
    let spaced = |before: u32, after: u32| LineSpacing::new().before(before).after(after);
    let heading = |id: &str, name: &str, level: usize, size: usize, before: u32| {
        let mut style = style(id, name, size)
            .bold()
            .outline_lvl(level)
            .next("BodyText")
            .line_spacing(spaced(before, 100))
            .color("1A1C20");
        style.paragraph_property = style.paragraph_property.keep_next(true);
        style
    };
    vec![
        style("BodyText", "Body Text", 21).line_spacing(spaced(0, 120)),
        style("CoverKind", "Cover Kind", 28)
            .color(QUIET)
            .line_spacing(spaced(3600, 600)),
        style("Title", "Title", 52)
            .bold()
            .line_spacing(spaced(0, 120)),
        style("CoverLine", "Cover Line", 26)
            .color(QUIET)
            .line_spacing(spaced(120, 120)),
        heading("Heading1", "heading 1", 0, 32, 400),
        heading("Heading2", "heading 2", 1, 25, 260),
        heading("Heading3", "heading 3", 2, 22, 200),
        style("ListBullet", "List Bullet", 21).line_spacing(spaced(0, 60)),
        style(HEAD_STYLE, "Table Head", 18).bold(),
        style("TableText", "Table Text", 18),
        style("TableSmall", "Table Text Small", 15),
        style("PictureText", "Picture Text", 15),
        style("AfterTable", "After Table", 10),
        style("Caption", "caption", 19)
            .bold()
            .color(QUIET)
            .line_spacing(spaced(160, 80)),
        style("Footer", "footer", 16).color(QUIET),
        style("PrivateMark", "Private Mark", 20)
            .bold()
            .color("A8221B"),
    ]
}
