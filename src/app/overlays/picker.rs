//! A list of choices: arrows, numbers, or the first letters.

use super::panel;
use crate::app::component::{Component, Layers};
use crate::app::context::{Context, Request};
use crate::app::screens::session::SessionScreen;
use crate::keys::{Command, Scope};
use crate::steps::{self, Choice, Reply};
use crate::text::Buffer;
use crate::widgets::{Ground, Hit, Ink, Painter, Role, split_bottom, window};
use ratatui::layout::Rect;

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

    /// Moves the selection; does nothing if the command is no movement.
    fn move_selection(&mut self, command: Command) {
        let last = self.shown.len().saturating_sub(1);
        self.at = match command {
            Command::Up => self.at.min(last).saturating_sub(1),
            Command::Down => (self.at + 1).min(last),
            Command::PageUp => self.at.saturating_sub(10),
            Command::PageDown => (self.at + 10).min(last),
            Command::First => 0,
            Command::Last => last,
            _ => return,
        };
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
        let Some(reply) = self.choose() else { return };
        if !self.picker.many {
            cx.ask(Request::Close);
        }
        cx.ask(Request::Reply(reply));
    }

    fn is_numbered(&self) -> bool {
        !self.picker.many && self.picker.choices.len() <= 9
    }

    fn view(&self, p: &mut Painter, area: Rect) {
        let shown = &self.shown;
        let tall = u16::try_from(self.picker.choices.len())
            .unwrap_or(u16::MAX)
            .saturating_add(6)
            .min(area.height);
        let inner = panel(
            p,
            area,
            area.width.saturating_sub(4).min(84),
            tall,
            &self.picker.title,
        );
        let (list, foot) = split_bottom(inner, 1);
        let at = self.at.min(shown.len().saturating_sub(1));
        let seen = window(shown.len(), at, list.height, |_| 1);
        let numbered = self.is_numbered();
        for (line, n) in seen.of(shown).iter().enumerate() {
            let Some(choice) = self.picker.choices.get(*n) else {
                continue;
            };
            let row = Rect {
                y: list.y + u16::try_from(line).unwrap_or(0),
                height: 1,
                ..list
            };
            let is_selected = seen.first + line == at;
            let ground = if is_selected {
                Ground::Selection
            } else {
                Ground::Raised
            };
            if is_selected {
                p.select(row);
            }
            p.hit(row, Hit::Row(0, seen.first + line));
            let on = |role| Ink::new(role).on(ground);
            let mark = if choice.ticked {
                "✓ ".to_owned()
            } else if numbered {
                format!("{} ", n + 1)
            } else {
                "  ".to_owned()
            };
            let glyph = choice
                .side
                .map(|s| format!("{} ", s.glyph()))
                .unwrap_or_default();
            let role = match choice.side {
                Some(crate::domain::Side::A) => Role::A,
                Some(crate::domain::Side::B) => Role::B,
                None => Role::Text,
            };
            let hint = p.right(
                row.right().saturating_sub(1),
                row.y,
                &choice.hint,
                on(Role::Quiet),
            );
            let mark_role = if choice.ticked {
                Role::Good
            } else {
                Role::Quiet
            };
            p.spans(
                row.x + 2,
                row.y,
                hint.saturating_sub(row.x + 3),
                &[
                    (&mark, on(mark_role)),
                    (&glyph, on(role)),
                    (&choice.label, on(role).bold_if(is_selected)),
                ],
            );
        }
        let typed = self.filter.text();
        let ink = Ink::new(Role::Quiet).on(Ground::Raised);
        if shown.is_empty() {
            p.text(
                foot.x,
                foot.y,
                foot.width,
                &format!("Nothing fits “{typed}”. Backspace takes letters back."),
                ink,
            );
        } else if !typed.is_empty() {
            p.text(
                foot.x,
                foot.y,
                foot.width,
                &format!("“{typed}”"),
                Ink::new(Role::Accent).on(Ground::Raised),
            );
        } else if self.picker.many {
            p.text(
                foot.x,
                foot.y,
                foot.width,
                "Space or Enter ticks, Esc is done",
                ink,
            );
        } else if let Some(position) = seen.position() {
            p.text(
                foot.x,
                foot.y,
                foot.width,
                &format!("{position} · type to find"),
                ink,
            );
        }
    }
}

impl Component for Picker {
    fn layers(&self, _: Option<&SessionScreen>, _: &Context) -> Layers {
        Layers::typing([Scope::Picker])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Cancel => cx.ask(Request::Close),
            Command::Choose => self.take(cx),
            Command::Erase => {
                self.filter.backspace();
                self.narrow();
            }
            _ => self.move_selection(command),
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
            }
            None if c == ' ' && self.picker.many => self.take(cx),
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
