//! Soft wrapping by word, grapheme and display width.

use super::plain::plain_width;
use super::safe::{may_change, visible_part};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// One display row of a wrapped text: a byte range of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// First byte of the row.
    pub start: usize,
    /// One past its last byte; a line break is in no row.
    pub end: usize,
}

impl Row {
    /// The row's text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or("")
    }
}

/// Display width of safe text in cells.
#[must_use]
pub fn width(text: &str) -> usize {
    plain_width(text).unwrap_or_else(|| text.graphemes(true).map(cell_width).sum())
}

/// Width of one grapheme as it is shown, with replacements for invisible characters.
pub(super) fn cell_width(grapheme: &str) -> usize {
    let mut chars = grapheme.chars();
    match (chars.next(), chars.next()) {
        (Some('\n'), None) => 0,
        (Some(c), None) if !may_change(c) => c.width().unwrap_or(0),
        _ => visible_part(grapheme).width(),
    }
}

/// Shortens safe one-line text to `cells`, ending in `…` if something was cut.
#[must_use]
pub fn clip(text: &str, cells: usize) -> Cow<'_, str> {
    if width(text) <= cells {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let mut out = String::new();
    for g in text.graphemes(true) {
        let w = cell_width(g);
        if used + w + 1 > cells {
            break;
        }
        used += w;
        out.push_str(g);
    }
    if cells > 0 {
        out.push('…');
    }
    Cow::Owned(out)
}

/// Splits `text` into display rows of at most `cells` cells; every byte but line breaks is in a
/// row.
///
/// Rows break after blanks, which may extend past the edge, or inside a word that is too long.
/// There is at least one row. `cells` below 2 counts as 2, so that a wide character fits.
#[must_use]
pub fn wrap(text: &str, cells: usize) -> Vec<Row> {
    let cells = cells.max(2);
    let mut rows = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        wrap_line(line, start, cells, &mut rows);
        start += line.len() + 1;
    }
    rows
}

/// Foreign text as the lines shown in `cells` cells, without trailing blanks.
#[must_use]
pub fn rows(text: &str, cells: usize) -> Vec<String> {
    let safe = super::visible(text);
    wrap(&safe, cells)
        .into_iter()
        .map(|r| r.of(&safe).trim_end().to_owned())
        .collect()
}

fn wrap_line(line: &str, base: usize, cells: usize, rows: &mut Vec<Row>) {
    // fast paths: most lines are short and plain, and each is measured several times a frame
    match plain_width(line) {
        Some(wide) if wide <= cells => rows.push(Row {
            start: base,
            end: base + line.len(),
        }),
        Some(_) => {
            let chars = line.char_indices().map(|(at, c)| Piece {
                at,
                len: c.len_utf8(),
                wide: 1,
                blank: c == ' ',
            });
            wrap_pieces(chars, line.len(), base, cells, rows);
        }
        None => {
            let graphemes = line.grapheme_indices(true).map(|(at, g)| Piece {
                at,
                len: g.len(),
                wide: cell_width(g),
                blank: g == " ",
            });
            wrap_pieces(graphemes, line.len(), base, cells, rows);
        }
    }
}

/// A grapheme of a line: its offset, its bytes, its cells, and whether it is a blank.
struct Piece {
    at: usize,
    len: usize,
    wide: usize,
    blank: bool,
}

fn wrap_pieces(
    pieces: impl Iterator<Item = Piece>,
    len: usize,
    base: usize,
    cells: usize,
    rows: &mut Vec<Row>,
) {
    let (mut row_start, mut used, mut word_start, mut used_at_word) = (0, 0, 0, 0);
    for Piece {
        at,
        len,
        wide,
        blank,
    } in pieces
    {
        if blank {
            used += wide;
            word_start = at + len;
            used_at_word = used;
            continue;
        }
        if used + wide > cells && at > row_start {
            if word_start > row_start {
                rows.push(Row {
                    start: base + row_start,
                    end: base + word_start,
                });
                row_start = word_start;
                used -= used_at_word;
            }
            if used + wide > cells && at > row_start {
                rows.push(Row {
                    start: base + row_start,
                    end: base + at,
                });
                row_start = at;
                used = 0;
            }
            word_start = row_start;
            used_at_word = 0;
        }
        used += wide;
    }
    rows.push(Row {
        start: base + row_start,
        end: base + len,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, cells: usize) -> Vec<&str> {
        wrap(text, cells).into_iter().map(|r| r.of(text)).collect()
    }

    #[test]
    fn rows_break_at_blanks_and_inside_long_words() {
        assert_eq!(shown("", 10), [""]);
        assert_eq!(shown("one two three", 8), ["one two ", "three"]);
        assert_eq!(shown("abcdefghij kl", 4), ["abcd", "efgh", "ij ", "kl"]);
        assert_eq!(shown("a\n\nb", 4), ["a", "", "b"]);
        assert_eq!(shown("漢字漢字", 5), ["漢字", "漢字"]);
    }

    #[test]
    fn clip_never_cuts_a_grapheme() {
        assert_eq!(clip("漢字漢字", 5), "漢字…");
        assert_eq!(clip("abc", 3), "abc");
        assert_eq!(clip("abc", 0), "");
    }

    #[test]
    fn a_joiner_at_the_end_of_a_grapheme_takes_no_cell() {
        assert_eq!(width("می\u{200c}خواهم"), 7);
        // not an emoji sequence: shown as three characters
        assert_eq!(rows("👨\u{200d}🀅👧", 2), ["👨", "\u{fffd}🀅", "👧"]);
    }

    proptest::proptest! {
        #[test]
        fn a_character_is_as_wide_alone_as_in_a_text(c in proptest::char::any()) {
            let text = c.to_string();
            let shown = crate::text::visible(&text);
            proptest::prop_assert_eq!(cell_width(&text), if c == '\n' { 0 } else { shown.width() });
        }

        #[test]
        fn plain_and_other_lines_break_alike(text in "[a-zéŽλи–…│ ]{0,60}", cells in 2usize..20) {
            let pieces = text.grapheme_indices(true).map(|(at, g)| Piece {
                at,
                len: g.len(),
                wide: cell_width(g),
                blank: g == " ",
            });
            let mut slow = Vec::new();
            wrap_pieces(pieces, text.len(), 0, cells, &mut slow);
            proptest::prop_assert_eq!(wrap(&text, cells), slow);
        }

        #[test]
        fn rows_hold_the_whole_text(text in ".{0,80}", cells in 2usize..20) {
            let safe = crate::text::visible(&text).into_owned();
            let rows = wrap(&safe, cells);
            let joined: String = rows.iter().map(|r| r.of(&safe)).collect();
            proptest::prop_assert_eq!(joined, safe.replace('\n', ""));
            for row in rows {
                proptest::prop_assert!(width(row.of(&safe).trim_end_matches(' ')) <= cells);
            }
        }
    }
}
