//! The agendas as cards: what each is for, how long it takes.

use crate::domain::{Agenda, schedule};
use crate::keys::Command;
use crate::widgets::{Ground, Hit, Ink, Painter, Role, rest, split_top, window};
use ratatui::layout::Rect;

/// The cards.
#[derive(Debug, Clone, Default)]
pub struct Cards {
    at: usize,
}

impl Cards {
    /// The selected agenda.
    #[must_use]
    pub fn selected<'a>(&self, agendas: &'a [Agenda]) -> Option<&'a Agenda> {
        agendas.get(self.at.min(agendas.len().saturating_sub(1)))
    }

    /// Moves the light; false when the command is no movement.
    pub fn step(&mut self, command: Command, agendas: &[Agenda]) -> bool {
        let last = agendas.len().saturating_sub(1);
        self.at = match command {
            Command::Up => self.at.saturating_sub(1),
            Command::Down => (self.at + 1).min(last),
            _ => return false,
        };
        true
    }

    /// Lights a card; true when it was selected already.
    pub fn click(&mut self, row: usize) -> bool {
        std::mem::replace(&mut self.at, row) == row
    }

    /// Draws them.
    pub fn view(&self, p: &mut Painter, area: Rect, agendas: &[Agenda]) {
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        p.text(
            head.x + 1,
            head.y,
            head.width,
            "New session: what do you want to do?",
            Ink::new(Role::Accent).bold().on(Ground::Raised),
        );
        let body = split_top(body, 1).1;
        let seen = window(agendas.len(), self.at, body.height, |_| 5);
        if let Some(position) = seen.position() {
            p.right(
                head.right().saturating_sub(1),
                head.y,
                &position,
                Ink::new(Role::Quiet).on(Ground::Raised),
            );
        }
        let mut y = body.y;
        for (n, agenda) in agendas.iter().enumerate().take(seen.end).skip(seen.first) {
            if y >= body.bottom() {
                break;
            }
            let card = Rect {
                x: body.x + 1,
                y,
                width: body.width.saturating_sub(2),
                height: 4.min(body.bottom() - y),
            };
            let is_selected = n == self.at;
            let ground = if is_selected {
                Ground::Selection
            } else {
                Ground::Raised
            };
            if is_selected {
                p.select(card);
            } else {
                p.fill(card, Ground::Raised);
            }
            p.hit(card, Hit::Row(0, n));
            let on = |role| Ink::new(role).on(ground);
            let inner = rest(card, 2);
            let long = schedule::format_minutes(agenda.minutes());
            let left = p.right(
                card.right().saturating_sub(1),
                y,
                &long,
                on(Role::Accent).bold(),
            );
            p.text(
                inner.x,
                y,
                left.saturating_sub(inner.x + 1),
                &agenda.title,
                on(Role::Text).bold(),
            );
            let who = if agenda.solo {
                "for one person, alone"
            } else {
                "for two organisations in one room"
            };
            p.text(inner.x, y + 1, inner.width, who, on(Role::Quiet));
            p.wrapped(
                Rect {
                    y: (y + 2).min(card.bottom()),
                    height: card.height.saturating_sub(2),
                    width: inner.width.saturating_sub(1),
                    ..inner
                },
                &agenda.purpose,
                on(Role::Text),
            );
            y += 5;
        }
    }
}
