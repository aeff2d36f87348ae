//! The header: who with whom, which step, the clock of the step and of the day.

use super::SessionScreen;
use crate::app::context::Context;
use crate::domain::Session;
use crate::domain::{Side, Step, dates, plan, schedule};
use crate::text;
use crate::widgets::{Ground, Ink, Painter, Role};
use ratatui::layout::Rect;

/// Most cells that are kept free for both names beside the clocks.
const NAMES: usize = 34;

/// Words for a clock and their colour.
type Clock = (String, Role);

impl SessionScreen {
    pub(super) fn draw_header(&self, p: &mut Painter, area: Rect, cx: &Context) {
        // in the first second of an alarm the header has the ground of what is selected
        let ground = if cx.flashes() {
            Ground::Selection
        } else {
            Ground::Raised
        };
        p.fill(area, ground);
        let on = |role| Ink::new(role).on(ground);
        let title = self.step().map_or(String::new(), |s| {
            let steps = self.session.agenda.steps.len();
            let title = text::one_line(&s.title);
            format!("Step {} of {steps} · {title}", self.at + 1)
        });
        let title_width = u16::try_from(text::width(&title)).unwrap_or(u16::MAX);
        let name = |side| text::width(&text::one_line(self.session.side_name(side)));
        let both = name(Side::A) + name(Side::B) + 7;
        let names = u16::try_from(both.min(NAMES)).unwrap_or(u16::MAX) + 4;
        // the longest words for the clocks that leave room for step and names
        let clocks = self.clocks(cx);
        let taken = usize::from(names.saturating_add(title_width));
        let fits = |words: &&Vec<Clock>| {
            let used: usize = words.iter().map(|(w, _)| text::width(w) + 2).sum();
            taken + used <= usize::from(area.width)
        };
        let words = clocks.iter().find(fits).or(clocks.last());
        let mut right = area.right().saturating_sub(1);
        for (word, role) in words.into_iter().flatten().rev() {
            let ink = on(*role).bold_if(*role != Role::Quiet);
            right = p.right(right, area.y, word, ink).saturating_sub(2);
        }
        // in the middle where it fits, else as far right as it can be
        let middle = area.x + area.width.saturating_sub(title_width) / 2;
        let at = if middle.saturating_add(title_width) <= right && middle >= names {
            middle
        } else {
            right.saturating_sub(title_width)
        };
        let width = right.saturating_sub(at);
        p.text(at, area.y, width, &title, on(Role::Text).bold());
        let names = Rect {
            x: area.x + 1,
            width: at.saturating_sub(area.x + 2),
            ..area
        };
        self.draw_names(p, names, ground);
    }

    /// Draws both names with their glyphs: colours alone would not tell them apart on a grey
    /// projector.
    pub(super) fn draw_names(&self, p: &mut Painter, area: Rect, ground: Ground) {
        let on = |role| Ink::new(role).on(ground).bold();
        if let [side] = self.session.named_sides().as_slice() {
            // one person alone names one organisation; before that, the session says what it is
            let named = !self.session.party(*side).name.trim().is_empty();
            let words = if named {
                format!("{} {}", side.glyph(), self.session.side_name(*side))
            } else {
                self.session.title.clone()
            };
            let role = if *side == Side::A { Role::A } else { Role::B };
            p.text(area.x, area.y, area.width, &words, on(role));
            return;
        }
        let room = usize::from(area.width.saturating_sub(3));
        let named = |name: fn(&Session, Side) -> &str| {
            Side::BOTH.map(|side| format!("{} {}", side.glyph(), name(&self.session, side)))
        };
        let full = named(Session::side_name);
        let wide: usize = full.iter().map(|n| text::width(&text::one_line(n))).sum();
        let [a, b] = if wide > room {
            named(Session::short_side_name)
        } else {
            full
        };
        // the shorter name gives its room to the longer one
        let width_a = text::width(&text::one_line(&a));
        let width_b = text::width(&text::one_line(&b));
        let room_a = if width_b < room / 2 {
            room - width_b
        } else {
            room / 2
        };
        let room_a = u16::try_from(room_a.min(width_a)).unwrap_or(0);
        let used = p.text(area.x, area.y, room_a, &a, on(Role::A));
        let times = Ink::new(Role::Quiet).on(ground);
        let used = used + p.text(area.x + used, area.y, 3, " × ", times);
        let left = area.width.saturating_sub(used);
        p.text(area.x + used, area.y, left, &b, on(Role::B));
    }

    /// What the clocks say, of the step and of the day, in fewer and fewer words.
    fn clocks(&self, cx: &Context) -> Vec<Vec<Clock>> {
        let Some(step) = self.step() else {
            return vec![vec![]];
        };
        let (timer, short) = self.step_clock(step, cx);
        let Some((day, day_short)) = self.day_clock(cx) else {
            return vec![vec![timer], vec![short]];
        };
        vec![
            vec![timer.clone(), day],
            vec![timer, day_short.clone()],
            vec![short.clone(), day_short],
            vec![short],
        ]
    }

    /// The timer of the step, in full and short.
    fn step_clock(&self, step: &Step, cx: &Context) -> (Clock, Clock) {
        let left = schedule::seconds_left(&self.session, step, cx.now.timestamp());
        let (role, word) = if left < 0 {
            (Role::Bad, "over")
        } else {
            (Role::Text, "left")
        };
        let clock = schedule::format_clock(left);
        let (long, short) = if !schedule::has_begun(&self.session) {
            let minutes = schedule::format_minutes(step.minutes);
            (minutes.clone(), minutes)
        } else if schedule::running(&self.session).is_none() {
            (format!("{clock} {word}, paused"), format!("{clock} paused"))
        } else {
            let words = format!("{clock} {word}");
            (words.clone(), words)
        };
        ((long, role), (short, role))
    }

    /// How the day stands, in full and short; none without a planned day.
    fn day_clock(&self, cx: &Context) -> Option<(Clock, Clock)> {
        if let Some(day) = plan::day(&self.session, &cx.now) {
            let long = format!("day: {}", day.words());
            let (short, role) = if day.behind > 0 {
                (
                    format!("{} behind", plan::duration_words(day.behind)),
                    Role::Warn,
                )
            } else {
                (format!("ends {}", day.ends.strftime("%H:%M")), Role::Quiet)
            };
            return Some(((long, role), (short, role)));
        }
        let start = self.session.agenda.start?;
        if schedule::has_begun(&self.session) {
            return None;
        }
        let short = format!(
            "{} {}",
            dates::day_month(start.date()),
            start.strftime("%H:%M")
        );
        let long = (format!("planned {short}"), Role::Quiet);
        Some((long, (short, Role::Quiet)))
    }
}
