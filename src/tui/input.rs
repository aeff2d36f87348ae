//! Keys, pastes and clicks of the terminal as messages. The only place that names crossterm's keys.

use super::{guard, tty};
use crate::app::Msg;
use crate::keys::{Code, Key};
use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use std::sync::mpsc::Sender;
use std::time::Duration;

/// Longest answer of a terminal about its background colour, in characters.
const ANSWER: usize = 40;
/// How long the rest of an answer may take.
const REST: Duration = Duration::from_millis(60);

/// Reads the terminal on a thread of its own until the program ends.
pub(super) fn start(send: &Sender<Msg>) {
    let send = send.clone();
    std::thread::spawn(move || {
        // started here so that the first frame does not wait for it
        guard::start();
        let mut held: Vec<Key> = Vec::new();
        loop {
            // what does not become a whole answer was typed by a person
            let waits = !held.is_empty();
            if waits && !event::poll(REST).unwrap_or(false) {
                release(&send, &mut held);
                continue;
            }
            let event = match event::read() {
                Ok(event) => event,
                // the terminal is gone
                Err(_) => {
                    let _ = send.send(Msg::Signal(1));
                    return;
                }
            };
            let Some(msg) = message(event) else { continue };
            let sent = match msg {
                Msg::Key(key) => on_key(&send, &mut held, key),
                other => {
                    release(&send, &mut held);
                    send.send(other).is_ok()
                }
            };
            if !sent {
                return;
            }
        }
    });
}

/// Sends a key on, unless it may be part of the terminal's answer about its background colour: that
/// arrives as keys, an escaped `]`, then `11;rgb:…`, then an end mark. False if nobody receives
/// messages any more.
fn on_key(send: &Sender<Msg>, held: &mut Vec<Key>, key: Key) -> bool {
    let begins = key.alt && key.code == Code::Char(']');
    if held.is_empty() && !begins {
        return send.send(Msg::Key(key)).is_ok();
    }
    held.push(key);
    let ends = held.len() > 1
        && (key.alt && key.code == Code::Char('\\') || key.ctrl && key.code == Code::Char('g'));
    let text: String = held.iter().skip(1).filter_map(|k| k.typed()).collect();
    if ends && let Some((r, g, b)) = colour(&text) {
        held.clear();
        return send.send(Msg::Background(r, g, b)).is_ok();
    }
    let still = "11;rgb:".starts_with(&text) || text.starts_with("11;rgb:");
    if ends || !still || held.len() > ANSWER {
        release(send, held);
    }
    true
}

fn release(send: &Sender<Msg>, held: &mut Vec<Key>) {
    for key in held.drain(..) {
        let _ = send.send(Msg::Key(key));
    }
}

/// The 8-bit channels of `11;rgb:1111/2222/3333`.
fn colour(text: &str) -> Option<(u8, u8, u8)> {
    let mut parts = text.strip_prefix("11;rgb:")?.split('/').map(|p| {
        let digits = p.get(..p.len().min(2))?;
        let value = u8::from_str_radix(digits, 16).ok()?;
        Some(if p.len() == 1 { value * 17 } else { value })
    });
    Some((parts.next()??, parts.next()??, parts.next()??))
}

fn message(event: Event) -> Option<Msg> {
    match event {
        // Windows reports releases too: only presses count
        Event::Key(key) if key.kind != KeyEventKind::Release => key_of(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        // a terminal that reports no size gets the one that frames are drawn with
        Event::Resize(0, _) | Event::Resize(_, 0) => {
            let (columns, rows) = tty::size();
            Some(Msg::Resize(columns, rows))
        }
        Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Wheel(1)),
            MouseEventKind::ScrollUp => Some(Msg::Wheel(-1)),
            _ => None,
        },
        _ => None,
    }
}

fn key_of(key: KeyEvent) -> Option<Key> {
    let has = |m| key.modifiers.contains(m);
    let mut shift = has(KeyModifiers::SHIFT);
    let code = match key.code {
        KeyCode::Char(c) => {
            shift = false;
            Code::Char(if has(KeyModifiers::CONTROL) {
                c.to_ascii_lowercase()
            } else {
                c
            })
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
        ctrl: has(KeyModifiers::CONTROL),
        alt: has(KeyModifiers::ALT),
        shift,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    fn feed(keys: &[Key]) -> Vec<String> {
        let (send, receive) = mpsc::channel();
        let mut held = Vec::new();
        for key in keys {
            on_key(&send, &mut held, *key);
        }
        release(&send, &mut held);
        drop(send);
        receive
            .iter()
            .map(|m| match m {
                Msg::Key(k) => k.to_string(),
                Msg::Background(r, g, b) => format!("{r},{g},{b}"),
                _ => String::new(),
            })
            .collect()
    }

    fn keys(text: &str) -> Vec<Key> {
        text.chars().map(Key::char).collect()
    }

    #[test]
    fn the_terminals_answer_is_told_apart_from_typing() {
        let begin = Key {
            alt: true,
            ..Key::char(']')
        };
        let end = Key {
            alt: true,
            ..Key::char('\\')
        };
        let whole = [vec![begin], keys("11;rgb:dddd/eeee/0000"), vec![end]].concat();
        assert_eq!(feed(&whole), ["221,238,0"]);
        let other = [vec![begin], keys("abc")].concat();
        assert_eq!(feed(&other), ["Alt+]", "a", "b", "c"]);
        assert_eq!(feed(&keys("]11")), ["]", "1", "1"]);
        assert_eq!(colour("11;rgb:f/0/8"), Some((255, 0, 136)));
    }

    #[test]
    fn key_releases_are_ignored() {
        let release = Event::Key(KeyEvent::new_with_kind(
            KeyCode::Char('a'),
            KeyModifiers::NONE,
            KeyEventKind::Release,
        ));
        assert!(message(release).is_none());
        let back = key_of(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT)).unwrap();
        assert_eq!(back.to_string(), "Shift+Tab");
        assert_eq!(
            key_of(KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT))
                .unwrap()
                .to_string(),
            "G"
        );
    }
}
