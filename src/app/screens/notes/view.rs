//! How the notes window looks: the clocks and the current step above, tips and notes below.

use super::Notes;
use crate::domain::{Note, Side, dates, plan, schedule};
use crate::keys::{Command, Scope, hint_in};
use crate::text;
use crate::widgets::{
    Ground, Ink, Painter, Role, Row, RowHeight, Table, block_width, cells, indent, split_right,
    split_top,
};
use jiff::Zoned;
use ratatui::layout::Rect;

impl Notes {
    pub(super) fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        let on = |role| Ink::new(role).on(Ground::Raised);
        let [a, b] =
            Side::BOTH.map(|s| format!("{} {}", s.glyph(), self.session.short_side_name(s)));
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
        let seconds = schedule::seconds_left(session, step, now.timestamp());
        let begun = schedule::has_begun(session);
        let paused = schedule::running(session).is_none();
        let clock = schedule::format_clock(seconds);
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
            p.text(
                area.x,
                area.y + 1,
                wide,
                why.as_str(),
                Ink::new(Role::Bad).bold(),
            );
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
                let minutes = plan::duration_words(schedule::minutes_given(session, next));
                format!(
                    "then: {}{}{}, {minutes}",
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
            let used = p.wrapped(indent(left, 2), tip, Role::Text);
            left = split_top(left, used + u16::from(area.height > 16)).1;
        }
    }

    fn list(&self, p: &mut Painter, area: Rect) {
        let ink = Ink::new(Role::Text).bold();
        p.text(area.x, area.y, area.width, "Private notes", ink);
        p.rule(area.x, area.y + 1, area.width, Role::Line);
        let body = split_top(area, 2).1;
        let shown = self.shown();
        if shown.is_empty() {
            let says = format!(
                "What you notice and nobody else should read. {} writes a note; it belongs to the \
                 step on screen.",
                hint_in(Scope::Notes, Command::Add)
            );
            p.wrapped(split_top(indent(body, 2), 1).1, &says, Role::Quiet);
            return;
        }
        let width = usize::from(body.width.saturating_sub(2));
        let height = |n: usize| RowHeight {
            above: u16::from(self.begins_step(&shown, n)),
            row: cells(text::wrap(&text::visible(self.text_of(&shown, n)), width).len()),
            below: 0,
        };
        Table::new(shown.len(), height)
            .selected(self.at(&shown))
            .position_at(area.right(), area.y)
            .draw(p, body, |p, row| {
                if let Some(note) = shown.get(row.index) {
                    self.draw_note(p, row, note);
                }
            });
    }

    fn text_of<'a>(&'a self, shown: &[&'a Note], n: usize) -> &'a str {
        match (shown.get(n), &self.editing) {
            (Some(note), Some((id, buffer))) if *id == note.id => buffer.text(),
            (note, _) => note.map_or("", |note| note.text.as_str()),
        }
    }

    /// True for the first note of a step other than the current one.
    fn begins_step(&self, shown: &[&Note], n: usize) -> bool {
        let step = |n: usize| shown.get(n).map(|note| note.step.as_ref());
        let before = n.checked_sub(1).and_then(step);
        step(n) != Some(self.step().map(|s| &s.id)) && before != step(n)
    }

    fn draw_note(&self, p: &mut Painter, row: &Row, note: &Note) {
        if let Some(above) = row.above {
            let steps = &self.session.agenda.steps;
            let step = steps.iter().find(|s| Some(&s.id) == note.step.as_ref());
            let title = step.map_or("Other notes", |s| s.short_title());
            let ink = Ink::new(Role::Quiet).bold();
            p.text(above.x, above.y, above.width, title, ink);
        }
        match &self.editing {
            Some((id, buffer)) if *id == note.id => {
                crate::steps::editor_view(p, row.text, buffer, row.ground);
            }
            _ => {
                p.wrapped(row.text, &note.text, row.ink(Role::Text));
            }
        }
    }
}
