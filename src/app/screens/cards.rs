//! The agendas as cards: what each is for, how long it takes.

use super::method_questions::method_questions;
use super::session::SessionScreen;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::leaving::Leaving;
use crate::app::msg::Effect;
use crate::app::overlays::Picker;
use crate::catalog::Router;
use crate::domain::{Agenda, Session, Side, schedule};
use crate::keys::{Command, Scope};
use crate::steps::{self, Choice, LibraryRequest, Reply};
use crate::widgets::{
    Ground, Ink, Painter, Role, Row, Spacing, Table, at_most, inset, movement, split_top,
};
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
        let Some(agenda) = self.selected(cx.catalog.agendas()).cloned() else {
            return;
        };
        if agenda.supplier.is_some() {
            cx.open(Picker::new(supplier_question(&agenda)));
        } else {
            new_session(agenda, cx);
        }
    }
}

/// Makes a session on an agenda and opens it.
pub fn new_session(agenda: Agenda, cx: &mut Context) {
    let agenda = Agenda {
        start: next_quarter_of_an_hour(&cx.now),
        ..agenda
    };
    let title = agenda.title.clone();
    let id = cx.ids.fresh();
    let session = Session::new(id, &title, agenda, "", "", cx.now.timestamp());
    cx.ask(Request::Load(Effect::Create(Box::new(session))));
}

/// Which side is the supplier: the steps of the agenda differ for supplier and customer.
fn supplier_question(agenda: &Agenda) -> steps::Picker {
    let choice = |supplier: Side| {
        let words = format!(
            "side {} supplies, side {} is the customer",
            supplier.letter(),
            supplier.other().letter()
        );
        let request = LibraryRequest::NewWithSupplier {
            agenda: agenda.id.clone(),
            supplier,
        };
        Choice::new(words, Reply::Library(request)).on_side(supplier)
    };
    steps::Picker {
        title: "Which side is the supplier? Your own side is usually A.".to_owned(),
        choices: Side::BOTH.map(choice).to_vec(),
        at: 0,
        many: false,
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
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::keys([Scope::Cards])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Cancel => cx.ask(Request::Leave(Leaving::ToLibrary)),
            Command::Suggest => {
                let picker = method_questions(&Router::built_in(), cx.catalog.agendas());
                cx.open(Picker::new(picker));
            }
            Command::Choose => self.choose(cx),
            _ => {
                let len = cx.catalog.agendas().len();
                let to = movement::destination(command, self.at, len, movement::PAGE);
                self.at = to.unwrap_or(self.at);
            }
        }
    }

    fn click(&mut self, _: usize, row: usize, _: Option<&mut SessionScreen>, cx: &mut Context) {
        // a second click opens what the first one selected
        if std::mem::replace(&mut self.at, row) == row {
            self.choose(cx);
        }
    }

    fn draw(&self, _: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        let agendas = cx.catalog.agendas();
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        let ink = Ink::new(Role::Accent).bold().on(Ground::Raised);
        let title = "New session: what do you want to do?";
        p.text(head.x + 1, head.y, head.width, title, ink);
        let body = inset(split_top(body, 1).1, 1);
        let seen = Table::new(agendas.len(), |_| 4)
            .selected(self.at)
            .on(Ground::Raised)
            .spacing(Spacing::Apart)
            .without_position()
            .draw(p, body, |p, row| {
                if let Some(agenda) = agendas.get(row.index) {
                    draw_card(p, row, agenda);
                }
            });
        if let Some(position) = seen.position() {
            let ink = Ink::new(Role::Quiet).on(Ground::Raised);
            p.right(head.right().saturating_sub(1), head.y, &position, ink);
        }
    }
}

fn draw_card(p: &mut Painter, row: &Row, agenda: &Agenda) {
    if !row.is_selected {
        p.fill(row.area, row.ground);
    }
    let text = row.text;
    let long = schedule::format_minutes(agenda.minutes());
    let right = row.area.right().saturating_sub(1);
    let left = p.right(right, text.y, &long, row.ink(Role::Accent).bold());
    let width = left.saturating_sub(text.x + 1);
    p.text(
        text.x,
        text.y,
        width,
        &agenda.title,
        row.ink(Role::Text).bold(),
    );
    let (_, below) = split_top(text, 1);
    let (line, below) = split_top(below, 1);
    let who = if agenda.solo {
        "for one person, alone"
    } else {
        "for two organisations in one room"
    };
    p.text(line.x, line.y, line.width, who, row.ink(Role::Quiet));
    let below = at_most(below, below.width.saturating_sub(1), below.height);
    p.wrapped(below, &agenda.purpose, row.ink(Role::Text));
}
