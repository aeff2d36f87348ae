//! A key press, and how it is written.

use std::fmt;

/// A key with its modifiers. Shift is part of a character, so it is kept for named keys only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which key.
    pub code: Code,
    /// With Ctrl.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift.
    pub shift: bool,
}

/// The keys that mean something here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // each is the key of that name
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Insert,
    Delete,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self {
            code,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// A character key.
    #[must_use]
    pub const fn char(c: char) -> Self {
        Self::plain(Code::Char(c))
    }

    /// The character it types, if it types one.
    #[must_use]
    pub fn typed(self) -> Option<char> {
        match self.code {
            Code::Char(c) if !self.ctrl && !self.alt => Some(c),
            _ => None,
        }
    }

    /// Reads a key as it is written in the table: `Ctrl+P`, `Alt+↑`, `PgDn`, `a`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = text;
        loop {
            rest = if let Some(r) = rest.strip_prefix("Ctrl+") {
                key.ctrl = true;
                r
            } else if let Some(r) = rest.strip_prefix("Alt+") {
                key.alt = true;
                r
            } else if let Some(r) = rest.strip_prefix("Shift+") {
                key.shift = true;
                r
            } else {
                break;
            };
        }
        let mut chars = rest.chars();
        key.code = match (
            NAMES.iter().find(|(_, name)| *name == rest),
            chars.next(),
            chars.as_str(),
        ) {
            (Some((code, _)), _, _) => *code,
            (None, Some('F'), number) if !number.is_empty() => {
                Code::F(number.parse().ok().filter(|n| (1..=12).contains(n))?)
            }
            (None, Some(c), "") => Code::Char(if key.ctrl { c.to_ascii_lowercase() } else { c }),
            _ => return None,
        };
        Some(key)
    }
}

const NAMES: [(Code, &str); 15] = [
    (Code::Enter, "Enter"),
    (Code::Esc, "Esc"),
    (Code::Tab, "Tab"),
    (Code::Backspace, "Backspace"),
    (Code::Insert, "Insert"),
    (Code::Delete, "Del"),
    (Code::Home, "Home"),
    (Code::End, "End"),
    (Code::PageUp, "PgUp"),
    (Code::PageDown, "PgDn"),
    (Code::Up, "↑"),
    (Code::Down, "↓"),
    (Code::Left, "←"),
    (Code::Right, "→"),
    (Code::Char(' '), "Space"),
];

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (on, name) in [
            (self.ctrl, "Ctrl+"),
            (self.alt, "Alt+"),
            (self.shift, "Shift+"),
        ] {
            if on {
                f.write_str(name)?;
            }
        }
        match (NAMES.iter().find(|(code, _)| *code == self.code), self.code) {
            (Some((_, name)), _) => f.write_str(name),
            (None, Code::Char(c)) if self.ctrl => write!(f, "{}", c.to_ascii_uppercase()),
            (None, Code::Char(c)) => write!(f, "{c}"),
            (None, Code::F(n)) => write!(f, "F{n}"),
            (None, _) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_as_they_are_written() {
        for text in [
            "a",
            "A",
            "Ctrl+P",
            "Alt+↑",
            "Shift+Tab",
            "PgDn",
            "F5",
            "Space",
            "]",
            "?",
            "Ctrl+Shift+←",
            "Del",
            "+",
        ] {
            assert_eq!(Key::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(
            (Key::parse("F99"), Key::parse("Hyper+x"), Key::parse("")),
            (None, None, None)
        );
    }
}
