//! How the notes window looks: the clocks and the current step above, tips and notes below.

use super::Notes;
use crate::domain::{Side, dates, plan, schedule};
use crate::text;
use crate::widgets::{
    Ground, Hit, Ink, Painter, Role, block_width, rest, split_bottom, split_right, split_top,
    window,
};
use jiff::Zoned;
use ratatui::layout::Rect;

impl Notes {
    pub(super) fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        let on = |role| Ink::new(role).on(Ground::Raised);
        let [a, b] = Side::BOTH.map(|s| format!("{} {}", s.glyph(), self.session.side_name(s)));
        let clock = format!(
            "{}  {}",
            dates::short(now.date(), now.date()),
            now.strftime("%H:%M:%S")
        );
        let right = p.right(
            head.right().saturating_sub(1),
            head.y,
            &clock,
            on(Role::Text).bold(),
        );
        let pieces = [
            ("Notes  ", on(Role::Accent).bold()),
            (a.as_str(), on(Role::A).bold()),
            (" × ", on(Role::Quiet)),
            (b.as_str(), on(Role::B).bold()),
        ];
        p.spans(
            head.x + 1,
            head.y,
            right.saturating_sub(head.x + 3),
            &pieces,
        );
        let body = Rect {
            x: body.x + 2,
            width: body.width.saturating_sub(4),
            ..body
        };
        let (_, body) = split_top(body, 1);
        let (top, below) = split_top(body, 6);
        self.now_view(p, top, now);
        let (left, right) = split_right(below, below.width / 2 + below.width / 12, 3);
        self.tips(p, left);
        self.list(p, right);
    }

    /// The current step with its clock, the day, and what comes next.
    fn now_view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let session = &self.session;
        let Some(step) = self.step() else { return };
        let at = session.step_index();
        let seconds = schedule::left(session, step, now.timestamp());
        let begun = schedule::has_begun(session);
        let paused = schedule::running(session).is_none();
        let clock = schedule::clock(seconds);
        let (words, role) = match (seconds < 0, paused) {
            (true, _) => ("over", Role::Bad),
            (false, true) => (if begun { "paused" } else { "not begun" }, Role::Quiet),
            (false, false) => ("left", Role::Text),
        };
        let x = area.right().saturating_sub(block_width(&clock));
        p.block(x, area.y, &clock, role);
        p.right(
            x.saturating_sub(1),
            area.y + 1,
            words,
            Ink::new(role).bold(),
        );
        let wide = x.saturating_sub(area.x + 12);
        let title = format!(
            "Step {} of {} · {}",
            at + 1,
            session.agenda.steps.len(),
            text::one_line(&step.title)
        );
        p.text(area.x, area.y, wide, &title, Ink::new(Role::Accent).bold());
        if let Some(why) = &self.lost {
            p.text(area.x, area.y + 1, wide, why, Ink::new(Role::Bad).bold());
        } else if let Some(day) = plan::day(session, now) {
            let role = if day.behind > 0 {
                Role::Warn
            } else {
                Role::Good
            };
            p.text(
                area.x,
                area.y + 1,
                wide,
                &format!("the day is {}", day.words()),
                Ink::new(role).bold(),
            );
        }
        p.text(area.x, area.y + 2, wide, &step.prompt, Role::Text);
        let slots = plan::ahead(session, now);
        let next = session.agenda.steps.get(at + 1).map_or_else(
            || "then: the end".to_owned(),
            |next| {
                let begins = slots
                    .iter()
                    .flatten()
                    .find(|s| s.step == at + 1)
                    .map(|s| format!(" at {}", s.starts.strftime("%H:%M")));
                let pause = step
                    .break_after
                    .as_ref()
                    .map(|b| format!("{} ({} min), ", text::one_line(&b.title), b.minutes));
                let minutes = schedule::given(session, next);
                format!(
                    "then: {}{}{}, {minutes} min",
                    pause.unwrap_or_default(),
                    text::one_line(&next.title),
                    begins.unwrap_or_default()
                )
            },
        );
        p.text(
            area.x,
            area.y + 4,
            area.width,
            &next,
            Ink::new(Role::Text).bold(),
        );
    }

    fn tips(&self, p: &mut Painter, area: Rect) {
        let Some(step) = self.step() else { return };
        p.text(
            area.x,
            area.y,
            area.width,
            "Tips for this step",
            Ink::new(Role::Text).bold(),
        );
        p.rule(area.x, area.y + 1, area.width, Role::Line);
        let mut left = split_top(area, 2).1;
        for tip in &step.tips {
            if left.height == 0 {
                break;
            }
            p.text(left.x, left.y, 1, "·", Role::Quiet);
            let used = p.wrapped(rest(left, 2), tip, Role::Text);
            left = split_top(left, used + u16::from(area.height > 16)).1;
        }
    }

    fn list(&self, p: &mut Painter, area: Rect) {
        p.text(
            area.x,
            area.y,
            area.width,
            "Private notes",
            Ink::new(Role::Text).bold(),
        );
        p.rule(area.x, area.y + 1, area.width, Role::Line);
        let body = split_top(area, 2).1;
        let shown = self.shown();
        if shown.is_empty() {
            let says = "What you notice and nobody else should read. a writes a note; it belongs to the step on screen.";
            p.wrapped(split_top(rest(body, 2), 1).1, says, Role::Quiet);
            return;
        }
        let wide = body.width.saturating_sub(2);
        let here = self.step().map(|s| s.id.clone());
        let text_of = |n: usize| match (shown.get(n), &self.editing) {
            (Some(note), Some((id, buffer))) if *id == note.id => buffer.text(),
            (note, _) => note.map_or("", |note| note.text.as_str()),
        };
        let step_of = |n: usize| shown.get(n).map(|note| &note.step);
        let head = |n: usize| -> u16 {
            let before = n.checked_sub(1).and_then(step_of);
            u16::from(step_of(n) != Some(&here) && before != step_of(n))
        };
        let tall = |n: usize| {
            let rows = text::wrap(&text::visible(text_of(n)), usize::from(wide)).len();
            u16::try_from(rows)
                .unwrap_or(u16::MAX)
                .max(1)
                .saturating_add(head(n))
        };
        let at = self.at(&shown);
        let seen = window(shown.len(), at, body.height, tall);
        let mut left = body;
        for (n, note) in shown.iter().enumerate().take(seen.end).skip(seen.first) {
            if head(n) == 1 {
                let step = self
                    .session
                    .agenda
                    .steps
                    .iter()
                    .find(|s| Some(&s.id) == note.step.as_ref());
                p.text(
                    left.x,
                    left.y,
                    left.width,
                    step.map_or("Other notes", |s| s.short_title()),
                    Ink::new(Role::Quiet).bold(),
                );
                left = split_top(left, 1).1;
            }
            let row = Rect {
                height: (tall(n) - head(n)).min(left.height),
                ..left
            };
            if row.height == 0 {
                break;
            }
            let is_selected = n == at;
            if is_selected {
                p.select(row);
            }
            p.hit(row, Hit::Row(0, n));
            let ground = if is_selected {
                Ground::Selection
            } else {
                Ground::Page
            };
            match &self.editing {
                Some((id, buffer)) if *id == note.id => {
                    crate::steps::editor_view(p, rest(row, 2), buffer, ground);
                }
                _ => {
                    p.wrapped(rest(row, 2), &note.text, Ink::new(Role::Text).on(ground));
                }
            }
            left = split_top(left, row.height).1;
        }
        if let Some(position) = seen.position() {
            p.right(
                split_bottom(area, 1).1.right(),
                area.y,
                &position,
                Role::Quiet,
            );
        }
    }
}
