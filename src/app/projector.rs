//! The room's view: no chrome, one thing large, nothing quiet, nothing private.
//!
//! ```text
//!   ◆ Nordwind × ● Březina
//!   Take turns: read one out, say back what you heard, then react.
//!
//!   (what the step shows the room)
//!
//!   4 agreed · 2 gaps · 1 conflict                       07:12 in blocks
//! ```

use super::App;
use super::screens::Screen;
use super::screens::saving::SaveState;
use super::screens::session::Open;
use crate::domain::schedule;
use crate::text;
use crate::widgets::{Ground, Ink, Painter, Role, block_width, split_bottom, split_top};
use ratatui::layout::Rect;

/// Columns from which on the text of the terminal is too small for a room.
const WIDE: u16 = 100;
/// What the room can take in at once is no wider than this.
const WIDEST: u16 = 132;

impl App {
    /// Shows the room its view, or goes back to the very same place.
    pub(super) fn toggle_projector(&mut self) {
        self.keep();
        let Screen::Session(open) = &mut self.screen else {
            return;
        };
        open.projecting = !open.projecting;
        if open.projecting {
            let wide = self.size.0;
            self.say(if wide > WIDE {
                format!("Esc comes back. This window has {wide} columns: for the room enlarge its text (Ctrl +, Cmd +) to about 80.")
            } else {
                "Esc comes back to this place.".to_owned()
            });
        }
    }

    /// Draws the room's view over the whole terminal.
    pub(super) fn project(&self, p: &mut Painter, area: Rect, open: &Open) {
        p.vivid = true;
        let (wide, margin) = (
            area.width.saturating_sub(8).min(WIDEST),
            u16::from(area.height >= 24),
        );
        let inner = Rect {
            x: area.x + (area.width - wide) / 2,
            width: wide,
            y: area.y + margin,
            height: area.height.saturating_sub(2 * margin),
        };
        self.names(p, Rect { height: 1, ..inner }, Ground::Page);
        let (_, left) = split_top(inner, 2);
        let prompt = open.step().map_or("", |s| s.prompt.as_str());
        let asked = p.wrapped(
            Rect {
                height: 2,
                width: left.width.min(75),
                ..left
            },
            prompt,
            Role::Text,
        );
        let left = split_top(left, asked.max(1) + 1).1;
        let (body, foot) = split_bottom(left, 3);
        let (body, _) = split_bottom(body, 1);
        let body = if body.height >= 22 {
            split_top(body, 2).1
        } else {
            body
        };
        open.look(self.ids.as_ref(), &self.now, |s, ctx| {
            s.project(ctx, p, body)
        });
        let clock = self.project_clock(p, foot, open);
        self.project_status(
            p,
            Rect {
                width: clock.saturating_sub(foot.x + 2),
                ..foot
            },
            open,
        );
        p.vivid = false;
        // the one thing that cannot wait for the facilitator's own view
        if let SaveState::Failed(why) = open.save_state() {
            p.text(
                inner.x,
                area.bottom() - 1,
                inner.width,
                &format!("NOT SAVED: {why}"),
                Ink::new(Role::Bad).bold(),
            );
        }
    }

    /// The time of the step in block digits. Returns its left edge.
    fn project_clock(&self, p: &mut Painter, area: Rect, open: &Open) -> u16 {
        let Some(step) = open.step() else {
            return area.right();
        };
        let left = schedule::seconds_left(open.session(), step, self.now.timestamp());
        let (words, role) = match schedule::running(open.session()) {
            _ if !schedule::has_begun(open.session()) => return area.right(),
            _ if left < 0 => ("over", Role::Bad),
            None => ("paused", Role::Text),
            Some(_) => ("", Role::Text),
        };
        let clock = schedule::format_clock(left);
        let x = area.right().saturating_sub(block_width(&clock));
        let ink = if self.flashes() {
            Ink::new(role).reversed()
        } else {
            Ink::new(role)
        };
        p.block(x, area.y, &clock, ink);
        let x = x.saturating_sub(u16::try_from(words.len()).unwrap_or(0) + 2);
        p.text(x, area.y + 1, 8, words, Ink::new(role).bold());
        x
    }

    /// What the step counts, and above it the alarm.
    fn project_status(&self, p: &mut Painter, area: Rect, open: &Open) {
        if let Some(alarm) = self.alarm() {
            p.text(
                area.x,
                area.y,
                area.width,
                &alarm.words,
                Ink::new(if alarm.over { Role::Bad } else { Role::Warn }).bold(),
            );
        }
        let status = open
            .look(self.ids.as_ref(), &self.now, |s, ctx| s.status(ctx))
            .unwrap_or_default();
        let mut x = area.x;
        for (word, role) in &status {
            if usize::from(area.right().saturating_sub(x)) < text::width(word) {
                break;
            }
            x += p.text(
                x,
                area.y + 2,
                area.right() - x,
                word,
                Ink::new(*role).bold(),
            ) + 3;
        }
    }
}
