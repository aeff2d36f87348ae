//! The projector view: no chrome, one thing large, nothing quiet, nothing private.
//!
//! ```text
//!   ◆ Nordwind × ● Březina
//!   Take turns: read one out, say back what you heard, then react.
//!
//!   (what the step shows the room)
//!
//!   4 agreed · 2 gaps · 1 conflict                       07:12 in blocks
//! ```

use super::SessionScreen;
use crate::app::context::Context;
use crate::app::screens::SaveState;
use crate::domain::schedule;
use crate::text;
use crate::widgets::{Ground, Ink, Painter, Role, block_width, split_bottom, split_top};
use ratatui::layout::Rect;

/// What a room can take in at once is no wider than this.
const WIDEST: u16 = 132;
/// Columns across which the prompt is wrapped.
const PROMPT: u16 = 75;
/// Rows of the body from which on a gap above it does not cost an item.
const TALL_BODY: u16 = 22;

impl SessionScreen {
    /// Draws the projector view over the whole terminal.
    pub(super) fn draw_projector(&self, p: &mut Painter, area: Rect, cx: &Context) {
        p.vivid = true;
        let width = area.width.saturating_sub(8).min(WIDEST);
        let margin = u16::from(area.height >= 24);
        let inner = Rect {
            x: area.x + (area.width - width) / 2,
            width,
            y: area.y + margin,
            height: area.height.saturating_sub(2 * margin),
        };
        let (names, left) = split_top(inner, 2);
        self.draw_names(p, split_top(names, 1).0, Ground::Page);
        let prompt = self.step().map_or("", |s| s.prompt.as_str());
        let two_rows = Rect {
            height: 2,
            width: left.width.min(PROMPT),
            ..left
        };
        let rows = p.wrapped(two_rows, prompt, Role::Text);
        let left = split_top(left, rows.max(1) + 1).1;
        let (body, foot) = split_bottom(left, 3);
        let (body, _) = split_bottom(body, 1);
        let gap = if body.height >= TALL_BODY { 2 } else { 0 };
        let body = split_top(body, gap).1;
        self.look(cx, |s, ctx| s.project(ctx, p, body));
        let clock = self.draw_block_clock(p, foot, cx);
        let status = Rect {
            width: clock.saturating_sub(foot.x + 2),
            ..foot
        };
        self.draw_projector_status(p, status, cx);
        p.vivid = false;
        // the one thing that cannot wait for the facilitator's own view
        if let SaveState::Failed(why) = self.save_state() {
            let says = format!("NOT SAVED: {why}");
            let ink = Ink::new(Role::Bad).bold();
            p.text(inner.x, area.bottom() - 1, inner.width, &says, ink);
        }
    }

    /// Draws the time of the step in block digits and returns its left edge.
    fn draw_block_clock(&self, p: &mut Painter, area: Rect, cx: &Context) -> u16 {
        let Some(step) = self.step() else {
            return area.right();
        };
        let left = schedule::left(&self.session, step, cx.now.timestamp());
        let (word, role) = match schedule::running(&self.session) {
            _ if !schedule::has_begun(&self.session) => return area.right(),
            _ if left < 0 => ("over", Role::Bad),
            None => ("paused", Role::Text),
            Some(_) => ("", Role::Text),
        };
        let clock = schedule::clock(left);
        let x = area.right().saturating_sub(block_width(&clock));
        let ink = if cx.flashes() {
            Ink::new(role).reversed()
        } else {
            Ink::new(role)
        };
        p.block(x, area.y, &clock, ink);
        let x = x.saturating_sub(u16::try_from(word.len()).unwrap_or(0) + 2);
        p.text(x, area.y + 1, 8, word, Ink::new(role).bold());
        x
    }

    /// Draws what the step counts, and above it the alarm.
    fn draw_projector_status(&self, p: &mut Painter, area: Rect, cx: &Context) {
        if let Some(alarm) = cx.alarm() {
            let role = if alarm.is_over { Role::Bad } else { Role::Warn };
            p.text(
                area.x,
                area.y,
                area.width,
                &alarm.text,
                Ink::new(role).bold(),
            );
        }
        let status = self.look(cx, |s, ctx| s.status(ctx)).unwrap_or_default();
        let mut x = area.x;
        for (word, role) in &status {
            let width = area.right().saturating_sub(x);
            if usize::from(width) < text::width(word) {
                break;
            }
            x += p.text(x, area.y + 2, width, word, Ink::new(*role).bold()) + 3;
        }
    }
}
