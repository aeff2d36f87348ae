//! The relationships of the library on one picture, with the list beside it.

mod view;

use super::session::SessionScreen;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::leaving::Leaving;
use crate::domain::portfolio::Relationship;
use crate::keys::{Command, Scope};
use crate::steps::{LibraryRequest, Reply};
use crate::text::Sentence;
use crate::widgets::{Painter, movement};
use ratatui::layout::Rect;

/// The screen.
#[derive(Debug, Clone, Default)]
pub struct Portfolio {
    /// The relationships; none until they are read.
    pub entries: Option<Result<Vec<Relationship>, Sentence>>,
    at: usize,
}

impl Portfolio {
    fn shown(&self) -> &[Relationship] {
        let read = self.entries.as_ref().and_then(|e| e.as_ref().ok());
        read.map_or(&[], Vec::as_slice)
    }

    /// The number of the selected one.
    fn selected(&self) -> usize {
        self.at.min(self.shown().len().saturating_sub(1))
    }
}

impl Component for Portfolio {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::keys([Scope::Portfolio])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        let len = self.shown().len();
        if let Some(to) = movement::destination(command, self.selected(), len, movement::PAGE) {
            self.at = to;
            return;
        }
        match (command, self.shown().get(self.selected())) {
            (Command::Leave, _) => cx.ask(Request::Leave(Leaving::ToLibrary)),
            (Command::Open, Some(r)) => {
                let open = LibraryRequest::Open(r.path.clone());
                cx.ask(Request::Reply(Reply::Library(open)));
            }
            (_, None) if self.entries.is_none() => cx.say("The library is still being read."),
            (_, None) => cx.say("There is no relationship here."),
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
