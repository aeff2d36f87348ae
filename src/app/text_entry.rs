//! Typing and pasting: one path for every text, wherever it stands.

use super::App;
use super::msg::Effect;
use super::overlays::Picker;
use super::screens::Screen;
use crate::domain::{Edit, set_key};
use crate::keys::{Caret, Command, hint};
use crate::steps::{self, Choice, Reply};
use crate::text::{Buffer, Motion, clean_paste};
use serde_json::json;

/// Longest text in bytes: a longer one would not be read again.
const LONGEST_TEXT: usize = 1024 * 1024;
/// Pastes of more bytes than this are asked about.
const LARGE_PASTE: usize = 100 * 1024;

impl App {
    /// Carries out an editing command on the text that has the caret; others do nothing.
    pub(super) fn edit_text(&mut self, command: Command) {
        let is_vertical = matches!(
            command,
            Command::Caret(Caret::Up | Caret::Down) | Command::Select(Caret::Up | Caret::Down)
        );
        let width = if is_vertical { self.text_width() } else { 0 };
        let clipboard = self.context.clipboard.clone();
        let done = self.with_top(|top, mut below, cx| {
            let buffer = top.buffer(below.as_deref_mut())?;
            let before = buffer.text().to_owned();
            let done = edit(buffer, command, width, &clipboard)?;
            if buffer.text() != before {
                top.text_changed(below, cx);
            }
            Some(done)
        });
        match done {
            Some(Done::Copied(text)) => {
                self.context.clipboard.clone_from(&text);
                self.context.effects.push(Effect::Copy(text));
            }
            Some(Done::NothingToUndo) => self.context.say(format!(
                "Nothing more to take back in this text. After {}, {} takes back earlier changes.",
                hint(Command::StopEditing),
                hint(Command::Undo)
            )),
            Some(Done::Edited) | None => {}
        }
        self.do_requests();
    }

    /// Cells across which the text with the caret is wrapped. Only the view knows: it is drawn to
    /// see.
    fn text_width(&self) -> usize {
        let (columns, rows) = self.context.size;
        let area = ratatui::layout::Rect::new(0, 0, columns, rows);
        let mut scratch = ratatui::buffer::Buffer::empty(area);
        self.view(&mut scratch).text_wide.map_or(80, usize::from)
    }

    fn has_buffer(&mut self) -> bool {
        self.with_top(|top, below, _| top.buffer(below).is_some())
    }

    /// Pasted text: several lines in a list are asked about.
    pub(super) fn paste(&mut self, text: &str) {
        self.context.clear_notice();
        let text = clean_paste(text);
        if text.is_empty() || std::mem::take(&mut self.is_blank) {
            return;
        }
        // on a list, a paste begins a new line of it
        let is_on_list = match &self.screen {
            Screen::Session(session) => session.editing.is_none(),
            Screen::Notes(notes) => notes.editing.is_none(),
            Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) | Screen::Portfolio(_) => {
                false
            }
        };
        if self.overlays.is_empty() && is_on_list {
            self.run(Command::Add);
        }
        if !self.has_buffer() {
            self.context.clipboard = text;
            self.context.say(format!(
                "There is no text here to paste into. It is kept: {} pastes it where a text is \
                 open.",
                hint(Command::Paste)
            ));
            return;
        }
        match self.ask_about_paste(&text) {
            Some(picker) => self.overlays.push(Box::new(Picker::new(picker))),
            None => {
                let lines = list_lines(&text);
                let text = match lines.as_slice() {
                    [only] => only.clone(),
                    _ => text,
                };
                self.paste_text(&text);
            }
        }
    }

    /// What is asked before pasting: several lines into a list, or a very long text.
    fn ask_about_paste(&self, text: &str) -> Option<steps::Picker> {
        let lines = list_lines(text);
        let is_in_list = self.overlays.is_empty()
            && self.open().is_some_and(|s| {
                let editing = s.editing.as_ref();
                editing.is_some_and(|e| e.sibling(s.session()).is_some())
            });
        let (title, choices) = if is_in_list && lines.len() > 1 {
            let n = lines.len();
            let one = Reply::PasteText(text.trim().to_owned());
            let choices = vec![
                Choice::new(format!("{n} items, one a line"), Reply::PasteItems(lines)),
                Choice::new("one item of several lines", one),
            ];
            (format!("{n} items or one?"), choices)
        } else if text.len() > LARGE_PASTE {
            let size = text.len().div_ceil(1024);
            let paste = Reply::PasteText(text.to_owned());
            let choices = vec![Choice::new(format!("paste {size} kB of text"), paste)];
            ("That is a lot of text. Paste it?".to_owned(), choices)
        } else {
            return None;
        };
        Some(steps::Picker {
            title,
            choices,
            at: 0,
            many: false,
        })
    }

    /// Types pasted text at the caret.
    pub(super) fn paste_text(&mut self, text: &str) {
        let length = self.with_top(|top, below, _| top.buffer(below).map(|b| b.text().len()));
        let length = length.unwrap_or(0) + text.len();
        if length > LONGEST_TEXT {
            self.context.say(format!(
                "That text would be too long: {} kB, the limit is {} kB. Nothing was pasted.",
                length.div_ceil(1024),
                LONGEST_TEXT / 1024
            ));
            return;
        }
        self.with_top(|top, mut below, cx| {
            let is_one_line = top.is_one_line();
            let Some(buffer) = top.buffer(below.as_deref_mut()) else {
                return;
            };
            if is_one_line {
                buffer.insert(&text.replace('\n', " "));
            } else {
                buffer.insert(text);
            }
            top.text_changed(below, cx);
        });
        self.do_requests();
    }

    /// Pastes the first line at the caret and each other one into an item of its own: one undo.
    pub(super) fn paste_items(&mut self, lines: &[String]) {
        let Some(session) = self.screen.session_mut() else {
            return;
        };
        let editing = session.editing.as_ref();
        let Some((list, like)) = editing.and_then(|e| e.sibling(session.session())) else {
            return;
        };
        let is_empty = editing.is_some_and(|e| e.fresh && e.buffer.text().is_empty());
        let at_caret = usize::from(!is_empty);
        if let Some(first) = lines.first().filter(|_| at_caret == 1) {
            self.paste_text(first);
        }
        self.keep();
        let mut last = None;
        let edits = lines.iter().skip(at_caret).map(|line| {
            let id = self.context.ids.fresh();
            let mut item = like.clone();
            set_key(&mut item, "id", json!(id));
            set_key(&mut item, list.text_field(), json!(line));
            last = Some(id);
            Edit::Insert {
                list,
                at: usize::MAX,
                item,
            }
        });
        let edits = Edit::All(edits.collect());
        let label = format!("pasted {} lines", lines.len());
        let (Some(session), cx) = (self.screen.session_mut(), &mut self.context) else {
            return;
        };
        match session.commit(edits, &label, cx) {
            Ok(()) => {
                if let Some(id) = last {
                    session.focus(&id, cx);
                }
                let undo = hint(Command::Undo);
                cx.say(format!(
                    "{} items pasted. {undo} takes them back.",
                    lines.len()
                ));
            }
            Err(why) => cx.say(why),
        }
    }
}

/// What an editing command did.
enum Done {
    Edited,
    Copied(String),
    NothingToUndo,
}

/// Carries out an editing command; none if it is not one. `width` is that of the text on the
/// screen.
fn edit(buffer: &mut Buffer, command: Command, width: usize, clipboard: &str) -> Option<Done> {
    let motion = |caret| match caret {
        Caret::Left => Motion::Left,
        Caret::Right => Motion::Right,
        Caret::WordLeft => Motion::WordLeft,
        Caret::WordRight => Motion::WordRight,
        Caret::Home => Motion::Home,
        Caret::End => Motion::End,
        Caret::Up => Motion::Up(width),
        Caret::Down => Motion::Down(width),
    };
    match command {
        Command::Caret(caret) => buffer.go(motion(caret), false),
        Command::Select(caret) => buffer.go(motion(caret), true),
        Command::SelectAll => buffer.select_all(),
        Command::Erase => buffer.backspace(),
        Command::EraseNext => buffer.delete(),
        Command::EraseWord => buffer.delete_word(),
        Command::NewLine => buffer.insert("\n"),
        Command::Undo if !buffer.undo() => return Some(Done::NothingToUndo),
        Command::Redo if !buffer.redo() => return Some(Done::NothingToUndo),
        Command::Undo | Command::Redo => {}
        Command::Copy => return buffer.selected().map(|t| Done::Copied(t.to_owned())),
        Command::Cut => {
            let cut = buffer.selected()?.to_owned();
            buffer.delete_selection();
            return Some(Done::Copied(cut));
        }
        Command::Paste if !clipboard.is_empty() => buffer.insert(clipboard),
        _ => return None,
    }
    Some(Done::Edited)
}

/// The lines of a pasted list, without empty ones.
fn list_lines(text: &str) -> Vec<String> {
    text.lines()
        .map(|l| without_bullet(l.trim()).to_owned())
        .filter(|l| !l.is_empty())
        .collect()
}

/// A pasted line without the bullet or number of the list it came from.
fn without_bullet(line: &str) -> &str {
    let bullets = ["- ", "* ", "• ", "– ", "· "];
    let rest = bullets.iter().find_map(|b| line.strip_prefix(b));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = line
        .get(digits..)
        .filter(|_| (1..=3).contains(&digits))
        .and_then(|r| r.strip_prefix(". ").or_else(|| r.strip_prefix(") ")));
    rest.or(numbered).unwrap_or(line).trim_start()
}
