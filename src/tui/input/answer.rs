//! Tells the terminal's answer about its background colour from typing.
//!
//! The answer is `ESC ] 11 ; rgb:RRRR/GGGG/BBBB` and an end mark, BEL or `ESC \`. It arrives among
//! the keys, at any time, and a slow connection may cut it anywhere. An ESC at the end of a piece
//! looks like the key Esc, and the rest like letters, each of which would run a command.

use crate::keys::{Code, Key};
use std::time::Duration;

/// How long the next piece of an answer may take.
const NEXT_PIECE: Duration = Duration::from_millis(2500);
/// How long after the question the key Esc may be the first piece of the answer. Until then, and
/// only if there was no answer, Esc waits for the next key.
const FIRST_PIECE: Duration = Duration::from_millis(3000);
/// More than this nobody types by chance.
const UNMISTAKABLE: &str = "\x1b]11;";
/// The longest answer, in characters.
const LONGEST: usize = 40;

/// What a key turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// These keys were typed.
    Typed(Vec<Key>),
    /// The background has this colour, in 8-bit channels.
    Background(u8, u8, u8),
}

/// Holds keys back as long as they may be part of an answer. Instants are those of
/// [`crate::clock::monotonic`].
#[derive(Debug, Default)]
pub(super) struct AnswerFilter {
    /// Until when the key Esc may begin an answer.
    esc_until: Option<Duration>,
    held: Vec<Key>,
    /// The same as characters.
    text: String,
    /// When the last of them came.
    held_at: Option<Duration>,
}

impl AnswerFilter {
    /// Takes note that the terminal is asked now.
    pub(super) fn asked(&mut self, at: Duration) {
        self.esc_until = Some(at + FIRST_PIECE);
    }

    /// When [`Self::expire`] is to be called, unless a key comes first.
    pub(super) fn due(&self) -> Option<Duration> {
        self.held_at.map(|at| at + NEXT_PIECE)
    }

    /// Takes a key that came at this instant.
    pub(super) fn on_key(&mut self, key: Key, at: Duration) -> Told {
        if self.held.is_empty() && !self.may_begin(key, at) {
            return Told::Typed(vec![key]);
        }
        let before = self.text.len();
        match characters(key) {
            Some(characters) => self.text.push_str(&characters),
            None => return self.release_with(key, at),
        }
        if let Some(body) = body(&self.text) {
            let colour = colour(body);
            self.clear();
            self.esc_until = None;
            return match colour {
                Some((r, g, b)) => Told::Background(r, g, b),
                None => Told::Typed(vec![]),
            };
        }
        if !is_beginning(&self.text) {
            self.text.truncate(before);
            return self.release_with(key, at);
        }
        self.held.push(key);
        self.held_at = Some(at);
        Told::Typed(vec![])
    }

    /// What is no answer because its next piece did not come.
    pub(super) fn expire(&mut self) -> Vec<Key> {
        let unmistakable = self.text.starts_with(UNMISTAKABLE);
        let held = self.clear();
        if unmistakable { vec![] } else { held }
    }

    /// Whether an answer may begin with this key.
    fn may_begin(&self, key: Key, at: Duration) -> bool {
        match key.code {
            Code::Char(']') => key.alt,
            Code::Esc => !key.alt && self.esc_until.is_some_and(|until| at < until),
            _ => false,
        }
    }

    /// The keys that were held and, after them, a key that does not continue an answer.
    fn release_with(&mut self, key: Key, at: Duration) -> Told {
        let mut typed = self.expire();
        // it may begin one itself
        match self.on_key(key, at) {
            Told::Typed(more) => typed.extend(more),
            colour @ Told::Background(..) => return colour,
        }
        Told::Typed(typed)
    }

    fn clear(&mut self) -> Vec<Key> {
        self.text.clear();
        self.held_at = None;
        std::mem::take(&mut self.held)
    }
}

/// The characters a terminal sends for this key, as far as an answer may have them.
fn characters(key: Key) -> Option<String> {
    match key.code {
        Code::Esc => Some("\x1b".into()),
        Code::Char('g') if key.ctrl => Some("\x07".into()),
        Code::Char(c) if key.alt && !key.ctrl => Some(format!("\x1b{c}")),
        _ => key.typed().map(String::from),
    }
}

/// What stands between [`UNMISTAKABLE`] and the end mark of a whole answer.
fn body(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(UNMISTAKABLE)?;
    rest.strip_suffix('\x07')
        .or_else(|| rest.strip_suffix("\x1b\\"))
}

/// Whether a text may become an answer.
fn is_beginning(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(UNMISTAKABLE) else {
        return UNMISTAKABLE.starts_with(text);
    };
    let rest = rest.strip_suffix('\x1b').unwrap_or(rest);
    rest.len() <= LONGEST
        && rest
            .chars()
            .all(|c| c.is_ascii_hexdigit() || "rgba:/#".contains(c))
}

/// The 8-bit channels of `rgb:1111/2222/3333`, or of `rgba:` with a fourth number that is ignored.
fn colour(text: &str) -> Option<(u8, u8, u8)> {
    let numbers = text
        .strip_prefix("rgb:")
        .or_else(|| text.strip_prefix("rgba:"))?;
    let mut parts = numbers.split('/').map(|p| {
        let digits = p.get(..p.len().min(2))?;
        let value = u8::from_str_radix(digits, 16).ok()?;
        Some(if p.len() == 1 { value * 17 } else { value })
    });
    Some((parts.next()??, parts.next()??, parts.next()??))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys that crossterm makes of the bytes of one read: an ESC that ends it is the key Esc.
    fn read(piece: &str) -> Vec<Key> {
        let mut keys = vec![];
        let mut chars = piece.chars().peekable();
        while let Some(c) = chars.next() {
            let alt = c == '\x1b' && chars.peek().is_some();
            let c = if alt { chars.next().unwrap() } else { c };
            keys.push(match c {
                '\x1b' => Key::plain(Code::Esc),
                '\x07' => Key::parse("Ctrl+G").unwrap(),
                c => Key {
                    alt,
                    ..Key::char(c)
                },
            });
        }
        keys
    }

    /// What comes out of a filter that asked at time 0, if these pieces come after these delays in
    /// milliseconds and then nothing more.
    fn feed(pieces: &[(u64, &str)]) -> Vec<String> {
        let mut filter = AnswerFilter::default();
        let mut at = Duration::from_secs(9);
        filter.asked(at);
        let mut out = vec![];
        let typed = |out: &mut Vec<String>, keys: Vec<Key>| {
            out.extend(keys.iter().map(ToString::to_string));
        };
        for (delay, piece) in pieces {
            at += Duration::from_millis(*delay);
            if filter.due().is_some_and(|due| due < at) {
                let keys = filter.expire();
                typed(&mut out, keys);
            }
            for key in read(piece) {
                match filter.on_key(key, at) {
                    Told::Typed(keys) => typed(&mut out, keys),
                    Told::Background(r, g, b) => out.push(format!("{r},{g},{b}")),
                }
            }
        }
        let keys = filter.expire();
        typed(&mut out, keys);
        out
    }

    const ANSWERS: [&str; 3] = [
        "\x1b]11;rgb:dddd/eeee/0000\x1b\\",
        "\x1b]11;rgb:dd/ee/00\x07",
        "\x1b]11;rgba:dddd/eeee/0000/ffff\x1b\\",
    ];

    #[test]
    fn an_answer_in_two_pieces_is_never_typed() {
        for answer in ANSWERS {
            for cut in 0..=answer.len() {
                for delay in [0, 10, 60, 500, 2000] {
                    let (one, two) = answer.split_at(cut);
                    let seen = feed(&[(delay, one), (delay, two), (100, "x")]);
                    assert_eq!(
                        seen,
                        ["221,238,0", "x"],
                        "{answer:?} cut at {cut}, {delay} ms"
                    );
                }
            }
        }
    }

    #[test]
    fn an_answer_in_three_pieces_or_in_single_characters_is_never_typed() {
        for answer in ANSWERS {
            for cut in 1..answer.len() {
                let (first, rest) = answer.split_at(cut);
                for cut in 1..=rest.len() {
                    let (second, third) = rest.split_at(cut);
                    let pieces = [(2000, first), (2000, second), (2000, third)];
                    assert_eq!(feed(&pieces), ["221,238,0"], "{pieces:?}");
                }
            }
            let characters: Vec<String> = answer.chars().map(String::from).collect();
            let pieces: Vec<(u64, &str)> = characters.iter().map(|c| (500, c.as_str())).collect();
            assert_eq!(feed(&pieces), ["221,238,0"]);
        }
    }

    #[test]
    fn an_answer_that_stops_is_never_typed() {
        for answer in ANSWERS {
            for end in UNMISTAKABLE.len()..answer.len() {
                let (beginning, _) = answer.split_at(end);
                for delay in [100, 5000] {
                    assert_eq!(feed(&[(0, beginning), (delay, "x")]), ["x"]);
                }
            }
        }
        assert_eq!(
            feed(&[(0, "\x1b]11;#ddee00\x07x")]),
            ["x"],
            "not understood"
        );
    }

    #[test]
    fn typing_stays_typing() {
        // long after the question, Esc does not wait
        let mut filter = AnswerFilter::default();
        let asked = Duration::from_secs(9);
        filter.asked(asked);
        let esc = Key::plain(Code::Esc);
        assert_eq!(
            filter.on_key(esc, asked + FIRST_PIECE),
            Told::Typed(vec![esc])
        );
        assert_eq!(feed(&[(10, "\x1b"), (2600, "abc")]), ["Esc", "a", "b", "c"]);
        assert_eq!(feed(&[(10, "\x1b"), (5, "a")]), ["Esc", "a"]);
        assert_eq!(
            feed(&[(10, "\x1b"), (5, "\x1b"), (5, "]x")]),
            ["Esc", "Esc", "]", "x"]
        );
        assert_eq!(feed(&[(10, "\x1b]"), (5, "abc")]), ["Alt+]", "a", "b", "c"]);
        assert_eq!(
            feed(&[(10, "]11;rgb:")]),
            ["]", "1", "1", ";", "r", "g", "b", ":"]
        );
    }

    #[test]
    fn after_an_answer_esc_does_not_wait() {
        let mut filter = AnswerFilter::default();
        let at = Duration::from_secs(9);
        filter.asked(at);
        for key in read(ANSWERS[0]) {
            filter.on_key(key, at);
        }
        let esc = Key::plain(Code::Esc);
        assert_eq!(filter.on_key(esc, at), Told::Typed(vec![esc]));
        assert_eq!(filter.due(), None);
    }

    #[test]
    fn channels_of_any_length_are_read() {
        assert_eq!(colour("rgb:f/0/8"), Some((255, 0, 136)));
        assert_eq!(colour("rgb:ffff/0000/8888"), Some((255, 0, 136)));
        assert_eq!(colour("rgb:ffff/0000"), None);
    }
}
