//! File names of exports: `2026-09-30 Nordwind–Březina agreement.docx`.

use super::{ExportRequest, Format, Layout};
use crate::domain::{Session, Side};
use crate::text::visible;
use unicode_segmentation::UnicodeSegmentation;

/// Longest name of an organisation in a file name, in bytes. File systems take 255 bytes in all.
const LONGEST: usize = 72;

/// The file name for one session.
#[must_use]
pub fn file_name(session: &Session, request: ExportRequest) -> String {
    let day = session.day().map(|d| format!("{d} ")).unwrap_or_default();
    let (a, b) = (
        part(session.side_name(Side::A)),
        part(session.side_name(Side::B)),
    );
    let of = if session.agenda.solo {
        part(&session.title)
    } else {
        format!("{a}–{b}")
    };
    let notes = if request.notes {
        " with private notes"
    } else {
        ""
    };
    format!(
        "{day}{of} {}{notes}.{}",
        request.layout.name(),
        request.format.extension()
    )
}

/// The file name for all sessions of the library.
#[must_use]
pub fn library_name(layout: Layout, format: Format) -> String {
    format!("all sessions {}.{}", layout.name(), format.extension())
}

/// Text as a part of a file name, without the characters that Windows or Unix refuse.
fn part(text: &str) -> String {
    let safe = visible(text);
    let kept: String = safe
        .chars()
        .map(|c| {
            if r#"/\:*?"<>|"#.contains(c) || c == '\n' || c == '\u{fffd}' {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short = String::new();
    for g in words.graphemes(true).take_while(|g| g.len() <= LONGEST) {
        if short.len() + g.len() > LONGEST {
            break;
        }
        short.push_str(g);
    }
    let named = short.trim_matches(['.', ' ']);
    if named.is_empty() {
        "session".to_owned()
    } else {
        named.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_cannot_become_a_path() {
        assert_eq!(part("../../etc/passwd"), "etc passwd");
        assert_eq!(part("a\u{0}b\u{202e}c: “d”?"), "a␀b c “d”");
        assert_eq!(part("..."), "session");
        assert_eq!(part(&"ž".repeat(300)).len(), LONGEST);
        assert_eq!(
            part(&"👨‍👩‍👧".repeat(30)),
            "👨‍👩‍👧".repeat(4),
            "graphemes are not cut"
        );
    }
}
