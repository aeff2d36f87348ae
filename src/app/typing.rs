//! Typing: one path for every text, wherever it stands.

use super::App;
use super::msg::Effect;
use super::overlays::Overlay;
use super::screens::Screen;
use crate::keys::{Caret, Command};
use crate::steps::{Choice, Picker, Reply};
use crate::text::{Buffer, Motion, clean_paste};
use serde_json::json;

/// Longest text in bytes: a longer one would not be read again.
const LONGEST_TEXT: usize = 1024 * 1024;
/// Pastes of more bytes than this are asked about.
const LARGE_PASTE: usize = 100 * 1024;

impl App {
    /// The text that has the caret.
    pub(super) fn buffer(&mut self) -> Option<&mut Buffer> {
        let of_session = match &mut self.screen {
            Screen::Session(open) => open.editing.as_mut().map(|e| &mut e.buffer),
            Screen::Library(library) => library.find.as_mut(),
            Screen::Notes(notes) => notes.editing.as_mut().map(|(_, buffer)| buffer),
            Screen::Cards(_) | Screen::Tasks(_) => None,
        };
        match self.overlays.last_mut() {
            None | Some(Overlay::Write(_)) => of_session,
            Some(Overlay::Form(form)) => form.buffer().or(of_session),
            Some(Overlay::Search(search)) => Some(&mut search.buffer),
            Some(Overlay::Prompt(prompt)) => Some(&mut prompt.buffer),
            Some(
                Overlay::Picker(_) | Overlay::Page(_) | Overlay::Plan(_) | Overlay::Question(_),
            ) => None,
        }
    }

    /// A printable key.
    pub(super) fn typed(&mut self, c: char) {
        match self.overlays.last_mut() {
            Some(Overlay::Picker(picker)) => {
                if picker.typed(c) {
                    self.run(Command::Choose);
                }
                return;
            }
            Some(Overlay::Form(form)) if form.field().is_some_and(|(_, f)| !f.kind.is_typed()) => {
                if c == ' ' {
                    self.run(Command::NextOption);
                } else {
                    self.pick_option(c);
                }
                return;
            }
            _ => {}
        }
        if let Some(buffer) = self.buffer() {
            buffer.insert(c.encode_utf8(&mut [0; 4]));
            self.changed();
        }
    }

    /// What follows from a changed text.
    fn changed(&mut self) {
        match self.overlays.last_mut() {
            Some(Overlay::Search(search)) => search.narrow(),
            Some(Overlay::Prompt(prompt)) => prompt.error = None,
            Some(Overlay::Form(form)) if form.is_understood_first() => {
                let Screen::Session(open) = &mut self.screen else {
                    return;
                };
                let edit = form.understand(open.session(), self.now.date());
                if let Some(Err(why)) =
                    edit.map(|edit| open.commit_field(edit, &self.now, &mut self.effects))
                {
                    self.say(why);
                }
            }
            None if matches!(self.screen, Screen::Notes(_)) => {
                if let Screen::Notes(notes) = &mut self.screen {
                    notes.typed(&mut self.effects);
                }
            }
            _ => {
                if let Screen::Session(open) = &mut self.screen
                    && let Err(why) = open.typed(self.ids.as_ref(), &self.now, &mut self.effects)
                {
                    self.say(why);
                }
            }
        }
    }

    /// Keeps what is being typed in the session and closes the editor.
    pub(super) fn keep(&mut self) {
        match &mut self.screen {
            Screen::Session(open) => {
                if let Some(says) = open.keep(&self.now, &mut self.effects) {
                    self.say(says);
                }
            }
            Screen::Notes(notes) => {
                if let Some(says) = notes.keep(&mut self.effects) {
                    self.say(says);
                }
            }
            Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) => {}
        }
    }

    /// Cells across which the text with the caret is wrapped. Only the view knows: it is drawn to see.
    fn text_width(&self) -> usize {
        let mut scratch = ratatui::buffer::Buffer::empty(ratatui::layout::Rect::new(
            0,
            0,
            self.size.0,
            self.size.1,
        ));
        self.view(&mut scratch).text_wide.map_or(80, usize::from)
    }

    /// Editing commands on the text that has the caret; others do nothing.
    pub(super) fn edit_text(&mut self, command: Command) {
        let vertical = matches!(
            command,
            Command::Caret(Caret::Up | Caret::Down) | Command::Select(Caret::Up | Caret::Down)
        );
        let wide = if vertical { self.text_width() } else { 0 };
        let clip = self.clipboard.clone();
        let Some(buffer) = self.buffer() else { return };
        let before = buffer.text().to_owned();
        let motion = |caret| match caret {
            Caret::Left => Motion::Left,
            Caret::Right => Motion::Right,
            Caret::WordLeft => Motion::WordLeft,
            Caret::WordRight => Motion::WordRight,
            Caret::Home => Motion::Home,
            Caret::End => Motion::End,
            Caret::Up => Motion::Up(wide),
            Caret::Down => Motion::Down(wide),
        };
        let mut copied = None;
        let mut nothing = false;
        match command {
            Command::Caret(caret) => buffer.go(motion(caret), false),
            Command::Select(caret) => buffer.go(motion(caret), true),
            Command::SelectAll => buffer.select_all(),
            Command::Erase => buffer.backspace(),
            Command::EraseNext => buffer.delete(),
            Command::EraseWord => buffer.delete_word(),
            Command::NewLine => buffer.insert("\n"),
            Command::Undo => nothing = !buffer.undo(),
            Command::Redo => nothing = !buffer.redo(),
            Command::Copy => copied = buffer.selected().map(str::to_owned),
            Command::Cut => {
                copied = buffer.selected().map(str::to_owned);
                buffer.delete_selection();
            }
            Command::Paste if !clip.is_empty() => buffer.insert(&clip),
            _ => return,
        }
        let changed = buffer.text() != before;
        if let Some(text) = copied {
            self.clipboard.clone_from(&text);
            self.effects.push(Effect::Copy(text));
        }
        if nothing {
            self.say("Nothing more to take back in this text. After Esc, Ctrl+Z takes back earlier changes.");
        }
        if changed {
            self.changed();
        }
    }

    /// Commands of a text in a list of the session. Returns false when it was none of them.
    pub(super) fn run_text(&mut self, command: Command) -> bool {
        let Screen::Session(open) = &mut self.screen else {
            return false;
        };
        let then = open.editing.as_ref().and_then(|e| e.then);
        match command {
            Command::Keep => {
                let empty = open
                    .editing
                    .as_ref()
                    .is_none_or(|e| e.fresh && e.buffer.text().trim().is_empty());
                self.keep();
                // an empty line and Enter: done with the list
                if let Some(then) = then.filter(|_| !empty && self.toast.is_none()) {
                    self.run(then);
                }
            }
            Command::StopEditing => self.keep(),
            Command::NextField => {
                self.keep();
                self.run(Command::Details);
                self.form_to(1);
            }
            Command::PreviousField => self.keep(),
            Command::Caret(_)
            | Command::Select(_)
            | Command::SelectAll
            | Command::Erase
            | Command::EraseNext
            | Command::EraseWord => self.edit_text(command),
            Command::NewLine
            | Command::Undo
            | Command::Redo
            | Command::Copy
            | Command::Cut
            | Command::Paste => self.edit_text(command),
            _ => {
                // any other command ends the typing
                self.keep();
                return false;
            }
        }
        true
    }

    /// Pasted text: several lines in a list are asked about.
    pub(super) fn paste(&mut self, text: &str) {
        self.toast = None;
        let text = clean_paste(text);
        if text.is_empty() || std::mem::take(&mut self.blank) {
            return;
        }
        // on a list, a paste begins a new line of it
        let on_list = match &self.screen {
            Screen::Session(open) => open.editing.is_none(),
            Screen::Notes(notes) => notes.editing.is_none(),
            Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) => false,
        };
        if self.overlays.is_empty() && on_list {
            self.run(Command::Add);
        }
        if self.buffer().is_none() {
            self.clipboard = text;
            self.say("There is no text here to paste into. It is kept: Ctrl+V pastes it where a text is open.");
            return;
        }
        let lines: Vec<String> = text
            .lines()
            .map(|l| unbullet(l.trim()).to_owned())
            .filter(|l| !l.is_empty())
            .collect();
        let in_list = match &self.screen {
            Screen::Session(open) if self.overlays.is_empty() => open
                .editing
                .as_ref()
                .is_some_and(|e| e.sibling(open.session()).is_some()),
            _ => false,
        };
        let mut choices = Vec::new();
        if in_list && lines.len() > 1 {
            choices.push(Choice::new(
                format!("{} items, one a line", lines.len()),
                Reply::PasteItems(lines.clone()),
            ));
            choices.push(Choice::new(
                "one item of several lines",
                Reply::PasteText(text.trim().to_owned()),
            ));
        } else if text.len() > LARGE_PASTE {
            choices.push(Choice::new(
                format!("paste {} kB of text", text.len().div_ceil(1024)),
                Reply::PasteText(text.clone()),
            ));
        }
        if choices.is_empty() {
            self.perform(Reply::PasteText(if lines.len() == 1 {
                lines.concat()
            } else {
                text
            }));
            return;
        }
        let title = if in_list && lines.len() > 1 {
            format!("{} items or one?", lines.len())
        } else {
            "That is a lot of text. Paste it?".to_owned()
        };
        self.overlays
            .push(Overlay::Picker(super::overlays::PickerState::new(Picker {
                title,
                choices,
                at: 0,
                many: false,
            })));
    }

    pub(super) fn paste_text(&mut self, text: &str) {
        let longest = self.buffer().map_or(0, |b| b.text().len()) + text.len();
        if longest > LONGEST_TEXT {
            self.say(format!(
                "That text would be too long: {} kB, the limit is {} kB. Nothing was pasted.",
                longest.div_ceil(1024),
                LONGEST_TEXT / 1024
            ));
            return;
        }
        let one_line = matches!(
            self.overlays.last(),
            Some(Overlay::Prompt(_) | Overlay::Search(_))
        );
        let Some(buffer) = self.buffer() else { return };
        buffer.insert(&if one_line {
            text.replace('\n', " ")
        } else {
            text.to_owned()
        });
        self.changed();
    }

    /// The first line goes where the caret is, each other one into an item of its own: one undo.
    pub(super) fn paste_items(&mut self, lines: &[String]) {
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        let Some((list, like)) = open
            .editing
            .as_ref()
            .and_then(|e| e.sibling(open.session()))
        else {
            return;
        };
        let empty = open
            .editing
            .as_ref()
            .is_some_and(|e| e.fresh && e.buffer.text().is_empty());
        let own = if empty { 0 } else { 1 };
        if let Some(first) = lines.first().filter(|_| own == 1) {
            self.paste_text(first);
        }
        self.keep();
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        let mut last = None;
        let edits = lines.iter().skip(own).map(|line| {
            let id = self.ids.fresh();
            let mut item = like.clone();
            crate::domain::set_key(&mut item, "id", json!(id));
            crate::domain::set_key(&mut item, list.text_field(), json!(line));
            last = Some(id);
            crate::domain::Edit::Insert {
                list,
                at: usize::MAX,
                item,
            }
        });
        let edits = crate::domain::Edit::All(edits.collect());
        match open.commit(
            edits,
            &format!("pasted {} lines", lines.len()),
            &self.now,
            &mut self.effects,
        ) {
            Ok(()) => {
                if let Some(id) = last {
                    open.focus(&id, self.ids.as_ref(), &self.now);
                }
                self.say(format!(
                    "{} items pasted. Ctrl+Z takes them back.",
                    lines.len()
                ));
            }
            Err(why) => self.say(why),
        }
    }
}

/// A pasted line without the sign or number of the list it came from.
fn unbullet(line: &str) -> &str {
    let signs = ["- ", "* ", "• ", "– ", "· "];
    let rest = signs.iter().find_map(|s| line.strip_prefix(s));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = line
        .get(digits..)
        .filter(|_| (1..=3).contains(&digits))
        .and_then(|r| r.strip_prefix(". ").or_else(|| r.strip_prefix(") ")));
    rest.or(numbered).unwrap_or(line).trim_start()
}
