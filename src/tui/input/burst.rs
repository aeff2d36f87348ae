//! Keys that come faster than anybody types: the console of Windows gives a paste as single keys,
//! and each of its letters would run a command.

use crate::keys::{Code, Key};
use std::time::Duration;

/// The longest pause within a burst. A held key repeats after 30 ms or more, a fast typist after
/// 60.
const PAUSE: Duration = Duration::from_millis(20);

/// From this many characters on, one line in a burst is a paste; fewer may have been typed while
/// the system was busy.
const ONE_LINE: usize = 12;

/// How long to wait for more keys of the same burst. A key alone and a held key do not wait.
pub(super) fn wait(burst: &[Key]) -> Duration {
    if has_different_keys(burst) {
        PAUSE
    } else {
        Duration::ZERO
    }
}

fn has_different_keys(burst: &[Key]) -> bool {
    burst.iter().any(|key| Some(key) != burst.first())
}

/// The text of a burst that was pasted: several lines of different characters, or one long line.
pub(super) fn pasted(burst: &[Key]) -> Option<String> {
    let text: String = burst
        .iter()
        .map(|key| character(*key))
        .collect::<Option<_>>()?;
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let has_lines = text.contains('\n');
    (has_different_keys(burst) && (has_lines || burst.len() >= ONE_LINE) && text.trim() != "")
        .then_some(text)
}

fn character(key: Key) -> Option<char> {
    match key.code {
        Code::Enter if !key.alt && !key.ctrl => Some('\r'),
        Code::Tab if !key.shift => Some('\t'),
        // how a line feed arrives
        Code::Char('j') if key.ctrl => Some('\n'),
        _ => key.typed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn burst(text: &str) -> Vec<Key> {
        let key = |c| match c {
            '\r' => Key::plain(Code::Enter),
            '\n' => Key::parse("Ctrl+J").unwrap(),
            '\t' => Key::plain(Code::Tab),
            c => Key::char(c),
        };
        text.chars().map(key).collect()
    }

    #[test]
    fn lines_in_one_burst_are_a_paste() {
        for (typed, text) in [
            ("aq\rdx\r", "aq\ndx\n"),
            ("one\r\ntwo\r\nthree", "one\ntwo\nthree"),
            ("a\nb", "a\nb"),
            ("1\t2\r3\t4", "1\t2\n3\t4"),
            ("a whole sentence at once", "a whole sentence at once"),
        ] {
            assert_eq!(pasted(&burst(typed)).as_deref(), Some(text));
        }
    }

    #[test]
    fn a_held_key_and_a_few_letters_are_typing() {
        for typed in [
            "\r\r\r\r\r",
            "x",
            "]]]]]]]]]]]]]]]]]]]]",
            "ab",
            "hello",
            "\r",
        ] {
            assert_eq!(pasted(&burst(typed)), None, "{typed:?}");
        }
        let mut with_a_command = burst("one\rtwo\r");
        with_a_command.push(Key::parse("F5").unwrap());
        assert_eq!(pasted(&with_a_command), None);
        for typed in ["a", "]]]"] {
            assert_eq!(wait(&burst(typed)), Duration::ZERO);
        }
        assert_eq!(wait(&burst("ab")), PAUSE);
    }
}
