//! A question where undo cannot reach.

use super::panel;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::msg::Effect;
use crate::app::screens::session::SessionScreen;
use crate::keys::{Command, Scope};
use crate::widgets::{Ground, Ink, Painter, Role};
use ratatui::layout::Rect;

/// A question that is answered with yes or no.
pub struct Question {
    /// What is asked.
    pub text: String,
    /// What "yes" does.
    pub yes: Effect,
}

impl Component for Question {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::keys([Scope::Question])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        if command == Command::Choose {
            cx.effects.push(self.yes.clone());
        }
        if matches!(command, Command::Choose | Command::Cancel) {
            cx.ask(Request::Close);
        }
    }

    fn draw(&self, _: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        let wide = area.width.saturating_sub(4).min(70);
        let inner = panel(p, area, wide, 8, "One question");
        p.wrapped(inner, &self.text, Ink::new(Role::Text).on(Ground::Raised));
    }
}
