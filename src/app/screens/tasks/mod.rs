//! Actions over the whole library: what is late first, by date, by owner, or by relationship.

mod view;

use super::session::SessionScreen;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::leaving::Leaving;
use crate::app::msg::Effect;
use crate::domain::{Status, Task};
use crate::keys::{Command, Scope};
use crate::steps::{LibraryRequest, Reply};
use crate::text::Sentence;
use crate::widgets::{Painter, movement};
use ratatui::layout::Rect;

/// In which order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Date,
    Owner,
    Relationship,
}

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct Tasks {
    /// The actions; none until they are read.
    pub entries: Option<Result<Vec<Task>, Sentence>>,
    order: Order,
    at: usize,
}

impl Tasks {
    /// The actions in the order shown.
    fn shown(&self) -> Vec<&Task> {
        let mut list: Vec<&Task> = self
            .entries
            .as_ref()
            .and_then(|e| e.as_ref().ok())
            .into_iter()
            .flatten()
            .collect();
        // what was done goes to the end of each order
        match self.order {
            Order::Date => {}
            Order::Owner => list.sort_by_key(|t| {
                (
                    t.status != Status::Open,
                    t.owner.as_ref().map(|o| o.0.clone()),
                )
            }),
            Order::Relationship => {
                list.sort_by_key(|t| (t.status != Status::Open, t.names.clone(), t.session.clone()))
            }
        }
        list
    }

    /// Takes in what was read; the same action stays selected.
    pub fn set_entries(&mut self, entries: Result<Vec<Task>, Sentence>) {
        let selected = self.selected().map(|t| (t.path.clone(), t.id.clone()));
        self.entries = Some(entries);
        let at = selected.and_then(|(path, id)| {
            self.shown()
                .iter()
                .position(|t| t.path == path && t.id == id)
        });
        self.at = at.unwrap_or(self.at);
    }

    /// The selected action.
    #[must_use]
    pub fn selected(&self) -> Option<&Task> {
        let shown = self.shown();
        shown
            .get(self.at.min(shown.len().saturating_sub(1)))
            .copied()
    }

    /// Moves the selection, or changes the order; false if the command is neither.
    fn move_or_sort(&mut self, command: Command) -> bool {
        if command == Command::Sort {
            self.order = match self.order {
                Order::Date => Order::Owner,
                Order::Owner => Order::Relationship,
                Order::Relationship => Order::Date,
            };
            self.at = 0;
            return true;
        }
        let to = movement::destination(command, self.at, self.shown().len(), movement::PAGE);
        self.at = to.unwrap_or(self.at);
        to.is_some()
    }
}

impl Component for Tasks {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::keys([Scope::Tasks])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        if self.move_or_sort(command) {
            return;
        }
        match (command, self.selected().cloned()) {
            (Command::Leave | Command::Cancel, _) => cx.ask(Request::Leave(Leaving::ToLibrary)),
            (Command::Toggle, Some(t)) => {
                let is_done = t.status == Status::Open;
                cx.effects.push(Effect::MarkAction(t.path, t.id, is_done));
            }
            (Command::Open, Some(t)) => {
                let open = LibraryRequest::Open(t.path);
                cx.ask(Request::Reply(Reply::Library(open)));
            }
            (_, None) if self.entries.is_none() => cx.say("The library is still being read."),
            (_, None) => cx.say("There is no action here."),
            _ => {}
        }
    }

    fn click(&mut self, _: usize, row: usize, below: Option<&mut SessionScreen>, cx: &mut Context) {
        // a second click opens what the first one selected
        if std::mem::replace(&mut self.at, row) == row {
            self.run(Command::Open, below, cx);
        }
    }

    fn draw(&self, _: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        self.view(p, area, &cx.now);
    }
}
