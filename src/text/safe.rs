//! Foreign text made safe for a screen, for standard error or for a document.

use super::plain::{is_plain, is_plain_ascii};
use std::borrow::Cow;
use unicode_width::UnicodeWidthStr;

/// Most combining marks shown on one character of a screen.
const MARKS: usize = 4;

/// Returns `text` with every character replaced that could act on a terminal or is invisible.
///
/// Line breaks stay. Control characters become their pictures (`␛`), invisible and
/// direction-changing ones `�`. Joiners stay where scripts and emoji need them.
#[must_use]
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, Where::Screen)
}

/// The same for a grapheme of a safe text: a joiner at its end joins it to the next grapheme.
#[must_use]
pub(super) fn visible_part(grapheme: &str) -> Cow<'_, str> {
    shown(grapheme, Where::WithinScreen)
}

/// Returns `text` for a document: as typed, without characters that act or are invisible.
///
/// Documents are laid out by programs that know scripts: direction marks and any number of
/// combining marks stay. Line ends of other systems become line breaks. Characters that only allow
/// a line break are removed.
#[must_use]
pub fn printed(text: &str) -> Cow<'_, str> {
    if text.contains(['\r', '\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}']) {
        let plain = text
            .replace("\r\n", "\n")
            .replace(['\u{ad}', '\u{200b}', '\u{2060}', '\u{feff}'], "");
        return Cow::Owned(shown(&plain, Where::Paper).into_owned());
    }
    shown(text, Where::Paper)
}

/// Where a text is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    Screen,
    WithinScreen,
    Paper,
}

fn shown(text: &str, place: Where) -> Cow<'_, str> {
    let on_paper = place == Where::Paper;
    let stays = |c| is_plain(c) || c == '\n' || !may_change(c);
    if is_plain_ascii(text) || text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut marks = 0;
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if is_mark(c) {
            marks += 1;
            if marks > MARKS && !on_paper {
                continue;
            }
        } else {
            marks = 0;
        }
        let shown = match c {
            '\n' => '\n',
            '\t' => ' ',
            '\u{200e}' | '\u{200f}' if on_paper => c,
            '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
            '\u{7f}' => '␡',
            '\u{200c}' | '\u{200d}'
                if joins(before)
                    && chars
                        .peek()
                        .map_or(place == Where::WithinScreen, |next| joined(before, *next)) =>
            {
                c
            }
            '\u{fe0f}'
                if before as u32 >= 0x2000
                    || before.is_ascii_digit()
                    || matches!(before, '#' | '*') =>
            {
                c
            }
            c if is_hidden(c) => '\u{fffd}',
            c => c,
        };
        out.push(shown);
        before = c;
    }
    Cow::Owned(out)
}

/// Returns `text` as one safe line, with blanks for line breaks.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(t) if !t.contains('\n') => Cow::Borrowed(t),
        other => Cow::Owned(other.replace('\n', " ")),
    }
}

/// Normalises pasted text: line ends become `\n`, tabs blanks, and other control characters are
/// removed.
#[must_use]
pub fn clean_paste(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\r' | '\n' | '\u{2028}' | '\u{2029}' => Some('\n'),
            '\t' => Some(' '),
            c if c.is_control() => None,
            c => Some(c),
        })
        .collect()
}

/// Escapes characters that JSON allows but that act on a terminal or an editor, or that some cannot
/// store: DEL, C1 and bidi controls, U+FFFE and U+FFFF.
#[must_use]
pub fn escape_json(text: String) -> String {
    let acts = |c: char| {
        matches!(
            c,
            '\u{7f}'..='\u{9f}'
                | '\u{61c}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{fffe}'
                | '\u{ffff}'
        )
    };
    // no early exit, so that the loop is vectorised
    let has_rare = |line: &str| {
        line.bytes()
            .fold(false, |found, byte| found | (byte >= 0x7f))
    };
    let is_to_change = |line: &str| has_rare(line) && line.contains(acts);
    if !text.lines().any(is_to_change) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 64);
    for line in text.split_inclusive('\n') {
        if !is_to_change(line) {
            out.push_str(line);
            continue;
        }
        for c in line.chars() {
            if acts(c) {
                out.push_str(&format!("\\u{:04x}", c as u32));
            } else {
                out.push(c);
            }
        }
    }
    out
}

/// True for a character that may be shown as another one or cut.
pub(super) fn may_change(c: char) -> bool {
    c.is_control() || is_mark(c) || is_hidden(c)
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
            | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
    )
}

/// True if a joiner beside `c` has a meaning: in emoji sequences and in the scripts that need it.
fn joins(c: char) -> bool {
    matches!(
        c,
        '\u{600}'..='\u{dff}' | '\u{2190}'..='\u{2bff}' | '\u{fe0f}'
            | '\u{1f000}'..='\u{1faff}'
    )
}

/// True if a joiner makes one glyph of two characters: in such a script, and in known emoji
/// sequences.
fn joined(before: char, next: char) -> bool {
    let of_script = |c| matches!(c, '\u{600}'..='\u{dff}');
    joins(next)
        && (of_script(before) && of_script(next) || format!("{before}\u{200d}{next}").width() <= 2)
}

fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}'
            | '\u{17b5}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{fffe}' | '\u{ffff}' | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_that_act_on_a_terminal_are_escaped_in_json() {
        assert_eq!(
            escape_json("\"a\u{9b}\u{202e}\u{7f}é\"".to_owned()),
            "\"a\\u009b\\u202e\\u007fé\""
        );
        assert_eq!(
            escape_json("é\nplain\n\u{9b}\n".to_owned()),
            "é\nplain\n\\u009b\n"
        );
    }

    #[test]
    fn characters_that_act_on_a_terminal_are_replaced() {
        for (typed, shown) in [
            ("plain é 漢字", "plain é 漢字"),
            ("\u{1b}[2J", "␛[2J"),
            ("\u{9b}2J\u{7}\u{7f}", "\u{fffd}2J␇␡"),
            ("a\u{202e}b\u{200b}c\u{feff}", "a\u{fffd}b\u{fffd}c\u{fffd}"),
            ("👨‍👩‍👧", "👨‍👩‍👧"),
            ("a\u{200d}b", "a\u{fffd}b"),
            // not an emoji sequence: two emoji side by side take four cells
            ("👨\u{200d}\u{1f2e9}", "👨\u{fffd}\u{1f2e9}"),
            ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
            ("👩🏽\u{200d}🚀", "👩🏽\u{200d}🚀"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            (
                "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
                "e\u{301}\u{301}\u{301}\u{301}",
            ),
        ] {
            assert_eq!(visible(typed), shown);
        }
        assert_eq!(one_line("a\nb"), "a b");
        assert_eq!(clean_paste("a\r\nb\rc\td\u{1b}[1m\u{0}"), "a\nb\nc d[1m");
    }

    proptest::proptest! {
        #[test]
        fn no_control_character_survives(text in "\\PC*|.*") {
            proptest::prop_assert!(visible(&text).chars().all(|c| c == '\n' || !c.is_control()));
            proptest::prop_assert!(!one_line(&text).contains('\n'));
        }
    }
}
