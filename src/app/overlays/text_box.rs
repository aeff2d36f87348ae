//! A box in which a text of the session is typed that belongs to no step.

use super::panel;
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::{Context, Request};
use crate::app::screens::session::SessionScreen;
use crate::keys::{Command, Scope, hint};
use crate::steps::{Editing, editor_height, editor_view};
use crate::text::Buffer;
use crate::widgets::{Ground, Painter};
use ratatui::layout::Rect;

/// The box; the text itself is the session's [`SessionScreen::editing`].
pub struct TextBox {
    /// What is asked.
    pub title: &'static str,
}

impl Component for TextBox {
    fn active_keys(&self, _: Option<&SessionScreen>, _: &Context) -> ActiveKeys {
        ActiveKeys::typing([Scope::Aside, Scope::Text])
    }

    fn run(&mut self, command: Command, below: Option<&mut SessionScreen>, cx: &mut Context) {
        match command {
            Command::Keep | Command::StopEditing | Command::NextField | Command::PreviousField => {
                self.closing(below, cx);
                cx.ask(Request::Close);
            }
            _ => cx.ask(Request::EditText(command)),
        }
    }

    fn buffer<'a>(&'a mut self, below: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        below?.editing.as_mut().map(|e| &mut e.buffer)
    }

    fn text_changed(&mut self, below: Option<&mut SessionScreen>, cx: &mut Context) {
        if let Some(session) = below {
            session.text_changed(None, cx);
        }
    }

    fn closing(&mut self, below: Option<&mut SessionScreen>, cx: &mut Context) {
        let Some(session) = below else { return };
        let editing = session.editing.as_ref();
        let has_text = editing.is_some_and(|e| !e.buffer.text().trim().is_empty());
        session.keep(cx);
        if has_text {
            cx.say_if_silent(format!(
                "Kept. The palette ({}) shows decisions, the parking lot and private notes.",
                hint(Command::Palette)
            ));
        }
    }

    fn draw(&self, below: Option<&SessionScreen>, _: &Context, p: &mut Painter, area: Rect) {
        if let Some(editing) = below.and_then(|s| s.editing.as_ref()) {
            draw_text_box(p, area, self.title, editing);
        }
    }
}

/// Draws a text under edit in a box of its own.
pub fn draw_text_box(p: &mut Painter, area: Rect, title: &str, editing: &Editing) {
    let wide = area.width.saturating_sub(4).min(80);
    let most = area.height.saturating_sub(6).max(3);
    let tall = editor_height(&editing.buffer, wide.saturating_sub(4)).clamp(3, most);
    let inner = panel(p, area, wide, tall + 4, title);
    editor_view(p, inner, &editing.buffer, Ground::Raised);
}
