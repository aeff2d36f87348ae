//! A sentence that was typed into a list of choices, and whose first number took one of them: the
//! rest is no command. It is caught here and can be pasted where a text is open.

use super::panel;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::screens::session::SessionScreen;
use crate::keys::{Command, Scope, hint};
use crate::steps::{editor_height, editor_view};
use crate::text::{Buffer, clip, one_line};
use crate::widgets::{Ground, Painter};
use ratatui::layout::Rect;

/// The text that was typed where none is open.
pub struct StrayText {
    buffer: Buffer,
}

impl StrayText {
    /// The text with what was typed of it so far.
    #[must_use]
    pub fn new(typed: &str) -> Self {
        Self {
            buffer: Buffer::new(typed),
        }
    }
}

impl Component for StrayText {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::typing([Scope::Aside, Scope::Text])
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Keep | Command::StopEditing | Command::NextField | Command::PreviousField => {
                self.closing(None, cx);
                cx.ask(Request::Close);
            }
            _ => cx.ask(Request::EditText(command)),
        }
    }

    fn buffer<'a>(&'a mut self, _: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        Some(&mut self.buffer)
    }

    fn closing(&mut self, _: Option<&mut SessionScreen>, cx: &mut Context) {
        keep_for_pasting(self.buffer.text(), cx);
    }

    fn draw(&self, _: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        let wide = area.width.saturating_sub(4).min(80);
        let tall = editor_height(&self.buffer, wide.saturating_sub(4)).clamp(3, 10);
        let title = "The number took a choice. No text is open, so this is kept for pasting:";
        let inner = panel(p, area, wide, tall + 4, title);
        editor_view(p, inner, &self.buffer, Ground::Raised);
    }
}

/// Keeps what was typed where no text was open, and says so.
pub fn keep_for_pasting(typed: &str, cx: &mut Context) {
    typed.clone_into(&mut cx.clipboard);
    cx.say(format!(
        "“{}” is kept: {} pastes it where a text is open.",
        clip(&one_line(typed), 30),
        hint(Command::Paste)
    ));
}
