//! Drawing: the screen, what lies over it, the message line and the footer. Changes nothing.

use super::App;
use super::component::Component;
use super::footer::draw_message;
use super::hints;
use super::overlays::draw_text_box;
use crate::steps::Editing;
use crate::widgets::{Ground, Hit, Painter, Role, split_bottom};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The smallest usable terminal, in columns and rows.
const SMALLEST: (u16, u16) = (60, 20);

/// What a drawn frame says beside its cells.
#[derive(Default)]
pub struct Frame {
    /// Where the terminal's cursor goes; none hides it.
    pub cursor: Option<(u16, u16)>,
    /// The width across which the text with the cursor is wrapped.
    pub text_wide: Option<u16>,
    /// What can be clicked.
    pub hits: Vec<(Rect, Hit)>,
}

impl App {
    /// Draws the program.
    pub fn view(&self, buffer: &mut Buffer) -> Frame {
        let mut p = Painter::new(buffer, self.appearance.theme.clone());
        let area = p.area();
        p.fill(area, Ground::Page);
        if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
            let (columns, rows) = SMALLEST;
            let says = format!(
                "This window has {} × {} characters; roundtable needs {columns} × {rows}. Enlarge \
                 it, or make its text smaller. Nothing is lost.",
                area.width, area.height
            );
            p.wrapped(area, &says, Role::Text);
            return Frame::default();
        }
        if self.is_blank {
            return Frame::default();
        }
        let is_typing = self.open().is_some_and(|s| s.editing.is_some());
        // dialogs need their keys; the projector view has neither footer nor message line
        let is_bare = self.is_projecting() && self.overlays.is_empty() && !is_typing;
        let (page, footer) = split_bottom(area, 1);
        let (body, message) = split_bottom(page, 1);
        let screen = if self.is_projecting() { area } else { body };
        let component = self.screen.as_component();
        component.draw(None, &self.context, &mut p, screen);
        self.draw_overlays(&mut p, page, body);
        // on the projector a sentence must not cover the clock
        let message = if is_bare { footer } else { message };
        self.draw_sentence(&mut p, message, is_bare);
        if !is_bare {
            self.draw_footer(&mut p, footer);
        }
        Frame {
            cursor: p.cursor,
            text_wide: p.text_wide,
            hits: p.hits,
        }
    }

    /// The overlay on top, behind it the last backdrop. While projecting, a text under edit has a
    /// box of its own.
    fn draw_overlays(&self, p: &mut Painter, page: Rect, body: Rect) {
        let session = self.open();
        let Some(top) = self.overlays.last() else {
            if let Some(editing) = session.and_then(|s| s.editing.as_ref())
                && self.is_projecting()
            {
                draw_text_box(p, body, Editing::question(editing), editing);
            }
            return;
        };
        // the caret belongs to what is on top
        p.cursor = None;
        let draw = |overlay: &dyn Component, p: &mut Painter| {
            let area = if overlay.is_backdrop() { page } else { body };
            overlay.draw(session, &self.context, p, area);
        };
        let behind = self.overlays.iter().rev().skip(1);
        if let Some(backdrop) = behind.map(AsRef::as_ref).find(|o| o.is_backdrop()) {
            draw(backdrop, p);
        }
        draw(top.as_ref(), p);
    }

    /// The alarm, what was said last, or a hint. The projector view tells the alarm in its own
    /// place.
    fn draw_sentence(&self, p: &mut Painter, area: Rect, is_bare: bool) {
        let cx = &self.context;
        let alarm = cx.alarm().filter(|_| !is_bare);
        let alarm = alarm.map(|a| {
            (
                a.text.as_str(),
                if a.is_over { Role::Bad } else { Role::Warn },
            )
        });
        let said = alarm.or(cx.notice().map(|text| (text, Role::Text)));
        if let Some((text, role)) = said {
            p.fill(area, Ground::Page);
            draw_message(p, area, text, role);
        } else if let Some(hint) = self.hint() {
            p.fill(area, Ground::Page);
            draw_message(p, area, &hint, Role::Accent);
        }
    }

    /// The hint to show in a session: on the line being typed, or where nothing else is said.
    fn hint(&self) -> Option<String> {
        let session = self.open()?;
        if self.overlays.is_empty()
            && !session.projecting
            && let Some(hint) = session.line_hint(&self.context)
        {
            return Some(hint);
        }
        let is_calm = self.overlays.is_empty() && session.editing.is_none() && !session.projecting;
        let done = &self.context.catalog.preferences.hints_done;
        is_calm
            .then(|| hints::next(&self.active_keys().scopes, done))
            .flatten()
    }
}
