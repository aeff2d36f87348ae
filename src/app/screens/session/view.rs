//! The workspace of a session: header, progress, what is asked, and the step.
//!
//! ```text
//!  ◆ Nordwind × ● Březina      Step 4 of 10 · Align      07:12 left  day: 5 min behind
//!  ✓ Welcome  ✓ Exp. A  ✓ Exp. B  ● Align  ○ Goals …
//!
//!  Take turns: read one out, say back what you heard.    4 agreed · 2 gaps · 1 conflict
//!
//!  (the step)                                            (the record of the selected item)
//! ```

use super::SessionScreen;
use crate::app::context::Context;
use crate::app::overlays::draw_record;
use crate::domain::Step;
use crate::text;
use crate::widgets::{Hit, Ink, Painter, Role, split_right, split_top};
use ratatui::layout::Rect;

/// Columns of a step from which on the record of the selected item is shown beside it.
const WIDE_ENOUGH: u16 = 150;
/// Columns of that record.
const RECORD: u16 = 46;
/// Rows from which on a blank line separates progress and prompt.
const TALL_ENOUGH: u16 = 28;

impl SessionScreen {
    pub(super) fn draw_workspace(&self, p: &mut Painter, area: Rect, cx: &Context) {
        let (header, left) = split_top(area, 1);
        self.draw_header(p, header, cx);
        let (line, left) = split_top(left, 1);
        self.draw_progress(p, line);
        // a low window needs its rows for the step
        let left = split_top(left, u16::from(area.height >= TALL_ENOUGH)).1;
        let body = self.draw_prompt(p, left, cx);
        let body = split_top(body, 1).1;
        let body = Rect {
            x: body.x + 2,
            width: body.width.saturating_sub(4),
            ..body
        };
        let selected = (body.width >= WIDE_ENOUGH)
            .then(|| self.look(cx, |s, ctx| s.selected_item(ctx)))
            .flatten()
            .flatten();
        let (body, record) = match selected {
            Some(_) => split_right(body, RECORD, 4),
            None => (body, Rect::default()),
        };
        self.look_beside(selected.is_some(), cx, |s, ctx| s.view(ctx, p, body));
        if let Some((list, id)) = selected {
            draw_record(p, record, &self.session, list, &id, cx.now.date());
        }
    }

    /// Draws what the facilitator asks and, beside or below it, what the step counts. Returns what
    /// is left below.
    fn draw_prompt(&self, p: &mut Painter, area: Rect, cx: &Context) -> Rect {
        let status = self.look(cx, |s, ctx| s.status(ctx)).unwrap_or_default();
        let prompt = self.step().map_or("", |s| s.prompt.as_str());
        let gaps = status.len().saturating_sub(1) * 3;
        let words = status.iter().map(|(w, _)| text::width(w)).sum::<usize>() + gaps;
        let inner = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(4),
            ..area
        };
        let two_rows = Rect {
            height: 2.min(area.height),
            ..inner
        };
        let rows = p.wrapped(two_rows, prompt, Ink::new(Role::Text).bold());
        let is_below = rows > 1 || text::width(prompt) + words + 3 > usize::from(inner.width);
        let (top, below) = split_top(area, rows.max(1) + u16::from(is_below && words > 0));
        let words = u16::try_from(words).unwrap_or(top.width);
        let mut x = top.right().saturating_sub(2 + words);
        let y = top.bottom() - 1;
        for (n, (word, role)) in status.iter().enumerate() {
            if n > 0 {
                x += p.text(x, y, 3, " · ", Role::Quiet);
            }
            let width = top.right().saturating_sub(x);
            x += p.text(x, y, width, word, Ink::new(*role).bold());
        }
        below
    }

    /// Draws all steps: done, current, to come. Where they do not fit, the far ones are only signs.
    fn draw_progress(&self, p: &mut Painter, area: Rect) {
        let steps = &self.session.agenda.steps;
        let room = usize::from(area.width.saturating_sub(2)) + 2;
        let name = |s: &Step| text::width(&text::one_line(s.short_title())) + 4;
        // how far from the current step names are still written
        let needed = |reach: usize| -> usize {
            let width = |(n, s): (usize, &Step)| {
                if n.abs_diff(self.at) <= reach {
                    name(s)
                } else {
                    2
                }
            };
            steps.iter().enumerate().map(width).sum()
        };
        let reach = (0..=steps.len()).rev().find(|r| needed(*r) <= room);
        let reach = reach.unwrap_or(0);
        let mut x = area.x + 1;
        for (n, step) in steps.iter().enumerate() {
            if x >= area.right() {
                break;
            }
            let (sign, role) = self.progress_sign(n, step);
            let start = x;
            let left = |x: u16| area.right().saturating_sub(x);
            x += p.text(x, area.y, left(x), sign, Ink::new(role).bold()) + 1;
            if n.abs_diff(self.at) <= reach {
                let ink = if n == self.at {
                    Ink::new(Role::Accent).bold()
                } else {
                    Role::Quiet.into()
                };
                x += p.text(x, area.y, left(x), step.short_title(), ink) + 2;
            }
            let hit = Rect {
                x: start,
                width: x.saturating_sub(start),
                ..area
            };
            p.hit(hit, Hit::Step(n));
        }
    }

    fn progress_sign(&self, n: usize, step: &Step) -> (&'static str, Role) {
        if n == self.at {
            ("●", Role::Accent)
        } else if !self.session.progress.visited.contains(&step.id) {
            ("○", Role::Quiet)
        } else if self.lacking.contains(&step.kind) || self.unanswered.contains(&step.id) {
            ("?", Role::Warn)
        } else {
            ("✓", Role::Good)
        }
    }
}
