//! Plain characters: nearly all text consists of them, and they can be measured one by one.

/// True for a character that takes one cell, joins no other and is shown as it is.
///
/// Latin, Greek and Cyrillic letters, punctuation, arrows and what this program draws with. Others
/// may have the same properties; callers treat them with the slower general code.
pub(super) fn is_plain(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{24f}' | '\u{386}'..='\u{482}'
            | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{2193}'
            | '\u{2500}'..='\u{25fc}' | '\u{2713}' | '\u{2717}'
    )
}

/// True for a text of plain ASCII characters alone.
///
/// It looks at every byte even after one that is none: without a way out of the loop the compiler
/// compares many bytes at once.
pub(super) fn is_plain_ascii(text: &str) -> bool {
    text.bytes()
        .fold(true, |all, byte| all & matches!(byte, b' '..=b'~'))
}

/// Width in cells of a text of plain characters; `None` if it has others.
#[must_use]
pub fn plain_width(text: &str) -> Option<usize> {
    if is_plain_ascii(text) {
        return Some(text.len());
    }
    let mut cells = 0;
    for c in text.chars() {
        if !is_plain(c) {
            return None;
        }
        cells += 1;
    }
    Some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

    #[test]
    fn plain_ascii_is_what_of_ascii_is_plain() {
        for c in '\0'..='\u{ff}' {
            let is_plain_ascii = c.is_ascii() && is_plain(c);
            assert_eq!(
                super::is_plain_ascii(&c.to_string()),
                is_plain_ascii,
                "{c:?}"
            );
            assert_eq!(
                plain_width(&c.to_string()),
                is_plain(c).then_some(1),
                "{c:?}"
            );
        }
        assert_eq!(plain_width("two words"), Some(9));
    }

    #[test]
    fn plain_characters_take_one_cell_and_join_no_other() {
        let plain: Vec<char> = ('\0'..=char::MAX).filter(|c| is_plain(*c)).collect();
        assert!(plain.len() > 1000 && "aé–…●◆✓→│█▸▁Žλи“×".chars().all(is_plain));
        for c in &plain {
            let text = c.to_string();
            assert_eq!((c.width(), text.width()), (Some(1), 1), "{c:?}");
            assert_eq!(crate::text::visible(&text), text, "{c:?}");
            for other in ['a', 'й', '│', '♥', '漢'] {
                assert_eq!(
                    format!("{c}{other}").graphemes(true).count(),
                    2,
                    "{c:?} before {other}"
                );
                assert_eq!(
                    format!("{other}{c}").graphemes(true).count(),
                    2,
                    "{c:?} after {other}"
                );
            }
        }
    }
}
