//! The agendas as cards: what each is for, how long it takes; and four questions that lead to one.

use super::session::SessionScreen;
use crate::app::component::{Component, Layers};
use crate::app::context::{Context, Request};
use crate::app::leaving::Leaving;
use crate::app::msg::Effect;
use crate::app::overlays::Picker;
use crate::domain::{Agenda, Session, schedule};
use crate::keys::{Command, Scope};
use crate::steps::{self, Choice, LibraryRequest, Reply};
use crate::widgets::{Ground, Hit, Ink, Painter, Role, rest, split_top, window};
use jiff::civil::DateTime;
use jiff::{Span, Zoned};
use ratatui::layout::Rect;

/// The cards.
#[derive(Debug, Clone, Default)]
pub struct Cards {
    at: usize,
}

impl Cards {
    /// Selects a card.
    pub fn select(&mut self, at: usize) {
        self.at = at;
    }

    fn selected<'a>(&self, agendas: &'a [Agenda]) -> Option<&'a Agenda> {
        agendas.get(self.at.min(agendas.len().saturating_sub(1)))
    }

    /// Makes a session on the selected agenda and opens it.
    fn choose(&self, cx: &mut Context) {
        let Some(agenda) = self.selected(&cx.catalog.agendas).cloned() else {
            return;
        };
        let agenda = Agenda {
            start: next_quarter_of_an_hour(&cx.now),
            ..agenda
        };
        let title = agenda.title.clone();
        let id = cx.ids.fresh();
        let session = Session::new(id, &title, agenda, "", "", cx.now.timestamp());
        cx.ask(Request::Load(Effect::Create(Box::new(session))));
    }
}

/// A start that nobody has to type.
fn next_quarter_of_an_hour(now: &Zoned) -> Option<DateTime> {
    let minutes = i64::from(15 - now.minute() % 15);
    let start = now.datetime().checked_add(Span::new().minutes(minutes));
    start
        .ok()
        .map(|s| s.with().second(0).subsec_nanosecond(0).build().unwrap_or(s))
}

impl Component for Cards {
    fn layers(&self, _: Option<&SessionScreen>, _: &Context) -> Layers {
        Layers::keys([Scope::Cards])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        let last = cx.catalog.agendas.len().saturating_sub(1);
        match command {
            Command::Up => self.at = self.at.saturating_sub(1),
            Command::Down => self.at = (self.at + 1).min(last),
            Command::Cancel => cx.ask(Request::Leave(Leaving::ToLibrary)),
            Command::Suggest => cx.open(Picker::new(method_question(0, true))),
            Command::Choose => self.choose(cx),
            _ => {}
        }
    }

    fn click(&mut self, _: usize, row: usize, _: Option<&mut SessionScreen>, cx: &mut Context) {
        // a second click opens what the first one selected
        if std::mem::replace(&mut self.at, row) == row {
            self.choose(cx);
        }
    }

    fn draw(&self, _: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        let agendas = &cx.catalog.agendas;
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
            let long = schedule::minutes(agenda.minutes());
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

/// The questions that lead to a method (docs/method.md, "Which method").
const QUESTIONS: [&str; 4] = [
    "Have the two organisations worked together before?",
    "Does your side see the other one as key?",
    "Does the other side see yours as key?",
    "Can both send a team of several functions and levels for a day and a half?",
];

/// The question at this place; `all` is true if every answer so far was yes.
fn method_question(at: usize, all: bool) -> steps::Picker {
    let next = |yes: bool| {
        if at + 1 < QUESTIONS.len() {
            Reply::Choose(method_question(at + 1, all && yes))
        } else if all && yes {
            suggest(
                "partnership-model",
                "The Partnership Model fits: there is a history, both find the other key, and both can \
                 give it the time.",
            )
        } else {
            suggest(
                "collaboration",
                "The collaboration workshop fits: it needs no history, and works where one side matters \
                 more to the other.",
            )
        }
    };
    let question = QUESTIONS.get(at).copied().unwrap_or_default();
    steps::Picker {
        title: format!("{} of {}: {question}", at + 1, QUESTIONS.len()),
        choices: vec![
            Choice::new("yes", next(true)),
            Choice::new("no", next(false)),
        ],
        at: 0,
        many: false,
    }
}

/// Selects the agenda's card and says why.
fn suggest(agenda: &str, why: &str) -> Reply {
    Reply::All(vec![
        Reply::Library(LibraryRequest::SelectAgenda(agenda.to_owned())),
        Reply::Say(why.to_owned()),
    ])
}
