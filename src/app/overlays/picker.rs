//! A list of choices: arrows, numbers, or the first letters.

use super::{keep_for_pasting, panel};
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::screens::session::SessionScreen;
use crate::domain::Side;
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::{self, Choice, Reply};
use crate::text::Buffer;
use crate::widgets::{Ground, Ink, Painter, Role, Row, Table, cells, movement, split_bottom};
use ratatui::layout::Rect;

/// Widest list.
const WIDEST: u16 = 84;

/// An open list of choices.
pub struct Picker {
    /// The choices.
    picker: steps::Picker,
    /// Letters typed to narrow them.
    filter: Buffer,
    /// The choices that fit.
    shown: Vec<usize>,
    at: usize,
}

impl Picker {
    /// A list, newly opened.
    #[must_use]
    pub fn new(picker: steps::Picker) -> Self {
        Self {
            at: picker.at,
            shown: (0..picker.choices.len()).collect(),
            picker,
            filter: Buffer::default(),
        }
    }

    /// Looks anew for what is typed now.
    fn narrow(&mut self) {
        let wanted = self.filter.text().to_lowercase();
        let fits = |c: &Choice| {
            c.always
                || wanted
                    .split_whitespace()
                    .all(|w| format!("{} {}", c.label, c.hint).to_lowercase().contains(w))
        };
        self.shown = self
            .picker
            .choices
            .iter()
            .enumerate()
            .filter(|(_, c)| fits(c))
            .map(|(n, _)| n)
            .collect();
        self.at = 0;
    }

    /// Chooses what is selected; ticks it where several can be chosen.
    fn choose(&mut self) -> Option<Reply> {
        let n = *self
            .shown
            .get(self.at.min(self.shown.len().saturating_sub(1)))?;
        let choice = self.picker.choices.get_mut(n)?;
        if self.picker.many {
            choice.ticked = !choice.ticked;
        }
        Some(choice.reply.clone())
    }

    /// Takes the selected choice; a list of several stays open.
    fn take(&mut self, cx: &mut Context) {
        let chosen = self.shown.get(self.at).copied();
        let Some(reply) = self.choose() else { return };
        if self.picker.many {
            // the next one is looked for anew
            self.filter = Buffer::default();
            self.narrow();
            self.at = chosen.unwrap_or(0);
        } else {
            cx.ask(Request::Close);
        }
        cx.ask(Request::Reply(reply));
    }

    fn is_numbered(&self) -> bool {
        !self.picker.many && self.picker.choices.len() <= 9
    }

    fn view(&self, p: &mut Painter, area: Rect) {
        let tall = cells(self.picker.choices.len()).saturating_add(6);
        let wide = area.width.saturating_sub(4).min(WIDEST);
        let tall = tall.min(area.height);
        let inner = panel(p, area, wide, tall, &self.picker.title);
        let (list, foot) = split_bottom(inner, 1);
        let seen = Table::new(self.shown.len(), |_| 1)
            .selected(self.at.min(self.shown.len().saturating_sub(1)))
            .on(Ground::Raised)
            .without_position()
            .draw(p, list, |p, row| self.draw_choice(p, row));
        self.draw_foot(p, foot, seen.position());
    }

    fn draw_choice(&self, p: &mut Painter, row: &Row) {
        let Some(n) = self.shown.get(row.index).copied() else {
            return;
        };
        let Some(choice) = self.picker.choices.get(n) else {
            return;
        };
        let (mark, mark_role) = if choice.ticked {
            ("✓ ".to_owned(), Role::Good)
        } else if self.is_numbered() {
            (format!("{} ", n + 1), Role::Quiet)
        } else {
            ("  ".to_owned(), Role::Quiet)
        };
        let (glyph, role) = match choice.side {
            Some(side @ Side::A) => (format!("{} ", side.glyph()), Role::A),
            Some(side @ Side::B) => (format!("{} ", side.glyph()), Role::B),
            None => (String::new(), Role::Text),
        };
        let text = row.text;
        let right = text.right().saturating_sub(1);
        let hint = p.right(right, text.y, &choice.hint, row.ink(Role::Quiet));
        let spans = [
            (mark.as_str(), row.ink(mark_role)),
            (glyph.as_str(), row.ink(role)),
            (choice.label.as_str(), row.main_ink(role)),
        ];
        p.spans(text.x, text.y, hint.saturating_sub(text.x + 1), &spans);
    }

    /// Draws what was typed to narrow the list, or how to go on.
    fn draw_foot(&self, p: &mut Painter, area: Rect, position: Option<String>) {
        let typed = self.filter.text();
        let key = |command| hint_in(Scope::Picker, command);
        let (words, role) = if self.shown.is_empty() {
            let erase = key(Command::Erase);
            let words = format!("Nothing fits “{typed}”. {erase} takes letters back.");
            (words, Role::Quiet)
        } else if !typed.is_empty() {
            (format!("“{typed}”"), Role::Accent)
        } else if self.picker.many {
            let (tick, done) = (key(Command::Choose), key(Command::Cancel));
            let space = hint(Command::Toggle);
            let words = format!("{space} or {tick} ticks, {done} is done");
            (words, Role::Quiet)
        } else if let Some(position) = position {
            (format!("{position} · type to find"), Role::Quiet)
        } else {
            return;
        };
        let ink = Ink::new(role).on(Ground::Raised);
        p.text(area.x, area.y, area.width, &words, ink);
    }
}

impl Component for Picker {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::typing([Scope::Picker])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Cancel => {
                // nothing typed is thrown away
                if self.shown.is_empty() && !self.filter.text().is_empty() {
                    keep_for_pasting(self.filter.text(), cx);
                }
                cx.ask(Request::Close);
            }
            Command::Choose => self.take(cx),
            Command::Erase => {
                self.filter.backspace();
                self.narrow();
            }
            _ => {
                let len = self.shown.len();
                let to = movement::destination(command, self.at, len, movement::PAGE);
                self.at = to.unwrap_or(self.at);
            }
        }
    }

    /// A number takes a choice, other characters narrow the list.
    fn typed(&mut self, c: char, _: Option<&mut SessionScreen>, cx: &mut Context) {
        let number = c.to_digit(10).and_then(|d| usize::try_from(d).ok());
        let number = number.filter(|d| (1..=self.picker.choices.len()).contains(d));
        match number.filter(|_| self.filter.text().is_empty() && self.is_numbered()) {
            Some(number) => {
                self.at = number - 1;
                self.take(cx);
                cx.chosen_by = Some(c);
            }
            // in what is typed to find, a blank is a blank
            None if c == ' ' && self.picker.many && self.filter.text().is_empty() => {
                self.take(cx);
            }
            None => {
                self.filter.insert(&c.to_string());
                self.narrow();
            }
        }
    }

    fn click(&mut self, _: usize, row: usize, _: Option<&mut SessionScreen>, cx: &mut Context) {
        self.at = row;
        self.take(cx);
    }

    fn draw(&self, _: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        self.view(p, area);
    }
}
