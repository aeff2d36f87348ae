//! Events of the terminal as keys and messages. The only place that names crossterm's keys.

use crate::app::Msg;
use crate::keys::{Code, Key};
use crate::tui::tty;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

/// The message of an event that is not a key.
pub(super) fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Paste(text) => Some(Msg::Paste(text)),
        // asked for again: on Windows the event has the size of the buffer, not of the window, and
        // some terminals report no size at all
        Event::Resize(..) => {
            let (columns, rows) = tty::size();
            Some(Msg::Resize(columns, rows))
        }
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Wheel(1)),
            MouseEventKind::ScrollUp => Some(Msg::Wheel(-1)),
            _ => None,
        },
        _ => None,
    }
}

/// Makes keys of presses and releases. Only Windows reports releases.
#[derive(Debug, Default)]
pub(super) struct Keyboard {
    /// The characters whose keys are down.
    down: Vec<char>,
}

impl Keyboard {
    /// The key that is typed by an event, if one is.
    pub(super) fn key(&mut self, event: KeyEvent) -> Option<Key> {
        if event.kind != KeyEventKind::Release {
            // a key that is held is pressed again and again
            if let KeyCode::Char(c) = event.code
                && cfg!(any(windows, test))
                && !self.down.contains(&c)
            {
                self.down.push(c);
            }
            return key_of(event);
        }
        let KeyCode::Char(c) = event.code else {
            return None;
        };
        // with another Shift than at its press, a key is released under another character
        let same = |d: &char| d.to_lowercase().eq(c.to_lowercase());
        let at = self.down.iter().position(same);
        match at.or((!self.down.is_empty()).then_some(0)) {
            Some(at) => {
                self.down.remove(at);
                None
            }
            // released but never pressed: the way in which Windows gives a character that no key
            // has, from an Alt code or a paste
            None => Some(Key::char(c)),
        }
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let has = |m| key.modifiers.contains(m);
    let mut shift = has(KeyModifiers::SHIFT);
    let (mut ctrl, mut alt) = (has(KeyModifiers::CONTROL), has(KeyModifiers::ALT));
    let code = match key.code {
        KeyCode::Char(c) => {
            shift = false;
            // Windows gives AltGr, with which many keyboards type [ ] @ and €, as Ctrl and Alt
            if ctrl && alt && cfg!(any(windows, test)) && !c.is_ascii_alphanumeric() {
                (ctrl, alt) = (false, false);
            }
            Code::Char(if ctrl { c.to_ascii_lowercase() } else { c })
        }
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::F(n) => Code::F(n),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Insert => Code::Insert,
        KeyCode::Delete => Code::Delete,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        _ => return None,
    };
    Some(Key {
        code,
        ctrl,
        alt,
        shift,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(code: KeyCode, modifiers: KeyModifiers) -> KeyEvent {
        KeyEvent::new(code, modifiers)
    }

    fn release(c: char) -> KeyEvent {
        KeyEvent::new_with_kind(KeyCode::Char(c), KeyModifiers::NONE, KeyEventKind::Release)
    }

    fn typed(events: &[KeyEvent]) -> String {
        let mut keyboard = Keyboard::default();
        let keys = events.iter().filter_map(|event| keyboard.key(*event));
        keys.map(|key| key.to_string()).collect()
    }

    #[test]
    fn shift_is_kept_for_named_keys_only() {
        let key = |code, modifiers| typed(&[press(code, modifiers)]);
        assert_eq!(key(KeyCode::BackTab, KeyModifiers::SHIFT), "Shift+Tab");
        assert_eq!(key(KeyCode::Char('G'), KeyModifiers::SHIFT), "G");
        assert_eq!(key(KeyCode::Char('J'), KeyModifiers::CONTROL), "Ctrl+J");
    }

    #[test]
    fn a_release_types_nothing() {
        let none = KeyModifiers::NONE;
        let a = press(KeyCode::Char('a'), none);
        assert_eq!(typed(&[a, release('a')]), "a");
        // Shift is released before the letter
        let shifted = press(KeyCode::Char('A'), KeyModifiers::SHIFT);
        assert_eq!(typed(&[shifted, release('a')]), "A");
        // on a Czech keyboard, 2 is ě with Shift
        let two = press(KeyCode::Char('2'), KeyModifiers::SHIFT);
        assert_eq!(typed(&[two, release('ě'), a, release('a')]), "2a");
        let enter = KeyEvent::new_with_kind(KeyCode::Enter, none, KeyEventKind::Release);
        assert_eq!(typed(&[enter]), "");
    }

    #[test]
    fn a_character_that_no_key_has_arrives_as_a_release_alone() {
        let d = press(KeyCode::Char('D'), KeyModifiers::SHIFT);
        assert_eq!(
            typed(&[d, d, release('D'), release('ř'), release('漢')]),
            "DDř漢"
        );
    }

    #[test]
    fn alt_gr_types_its_character() {
        let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
        for c in [']', '[', '@', '€', '{'] {
            assert_eq!(typed(&[press(KeyCode::Char(c), alt_gr)]), c.to_string());
        }
        assert_eq!(typed(&[press(KeyCode::Char('x'), alt_gr)]), "Ctrl+Alt+X");
    }
}
