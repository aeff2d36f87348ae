//! How the library looks: a session in two lines, what needs attention in the heading.

use super::Library;
use crate::domain::{Side, Summary, dates};
use crate::keys::{Command, Scope, hint_in};
use crate::widgets::{
    Ground, Hit, Ink, Painter, Role, Row, Spacing, Table, at_most, center, indent, inset,
    split_bottom, split_top, take_top,
};
use jiff::{Timestamp, Zoned};
use ratatui::layout::Rect;

impl Library {
    pub(super) fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let (head, body) = split_top(area, 1);
        self.draw_heading(p, head, now);
        let body = split_top(body, 1).1;
        let (body, find) = split_bottom(body, u16::from(self.find.is_some()));
        if let Some(buffer) = &self.find {
            let ink = Ink::new(Role::Accent).bold();
            let used = p.text(find.x + 1, find.y, find.width, "Find: ", ink);
            crate::steps::editor_view(p, indent(find, used + 1), buffer, Ground::Page);
        }
        let text = inset(body, 2);
        let mut say = |words: &str, role| {
            p.wrapped(text, words, role);
        };
        match &self.entries {
            None => say("Looking into the library …", Role::Quiet),
            Some(Err(why)) => say(why.as_str(), Role::Bad),
            Some(Ok(all)) if all.is_empty() && self.in_bin => {
                let back = hint_in(Scope::Bin, Command::Leave);
                say(
                    &format!("The bin is empty. {back} goes back to the library."),
                    Role::Text,
                );
            }
            Some(Ok(all)) if all.is_empty() => draw_welcome(p, body),
            Some(Ok(_)) if self.shown().is_empty() => {
                let back = hint_in(Scope::Search, Command::Cancel);
                say(
                    &format!("Nothing is called that. {back} shows all again."),
                    Role::Text,
                );
            }
            Some(Ok(_)) => self.draw_rows(p, body, now),
        }
    }

    fn draw_heading(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        p.fill(area, Ground::Raised);
        let on = |role| Ink::new(role).on(Ground::Raised);
        let title = if self.in_bin {
            "roundtable · bin"
        } else {
            "roundtable"
        };
        let ink = on(Role::Accent).bold();
        p.text(area.x + 1, area.y, area.width, title, ink);
        let when = format!("{}  {}", dates::long(now.date()), now.strftime("%H:%M"));
        let right = area.right().saturating_sub(1);
        let right = p.right(right, area.y, &when, on(Role::Text));
        if let Some(says) = self.attention(now).filter(|_| !self.in_bin) {
            let ink = on(Role::Bad).bold();
            p.right(right.saturating_sub(3), area.y, &says, ink);
        }
    }

    /// What needs attention over all sessions, if anything does.
    fn attention(&self, now: &Zoned) -> Option<String> {
        let all = self.entries.as_ref()?.as_ref().ok()?;
        let counted = all.iter().filter(|e| e.another_of.is_none());
        let late = counted.map(|e| overdue(e, now)).filter(|n| *n > 0);
        let (sessions, actions) = late.fold((0, 0), |(s, a), n| (s + 1, a + n));
        let count = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        (actions > 0).then(|| {
            format!(
                "{} overdue in {} ({})",
                count(actions, "action"),
                count(sessions, "session"),
                hint_in(Scope::Library, Command::Tasks)
            )
        })
    }

    fn draw_rows(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let shown = self.shown();
        Table::new(shown.len(), |_| 2)
            .selected(self.at.min(shown.len().saturating_sub(1)))
            .spacing(Spacing::Airy)
            .position_at(area.right().saturating_sub(1), area.y.saturating_sub(1))
            .draw(p, area, |p, row| {
                if let Some(entry) = shown.get(row.index) {
                    draw_session(p, row, entry, now);
                }
            });
    }
}

fn draw_session(p: &mut Painter, row: &Row, e: &Summary, now: &Zoned) {
    let (line, below) = split_top(row.text, 1);
    let right = line.right().saturating_sub(1);
    let left = p.right(right, line.y, &when(e, now), row.ink(Role::Quiet));
    let width = left.saturating_sub(line.x + 2);
    let [a, b] = &e.names;
    if a.is_empty() && b.is_empty() {
        p.text(line.x, line.y, width, &e.title, row.main_ink(Role::Text));
    } else {
        let glyph = |side: Side, name: &str| {
            if name.is_empty() {
                String::new()
            } else {
                format!("{} ", side.glyph())
            }
        };
        let times = if a.is_empty() || b.is_empty() {
            ""
        } else {
            " × "
        };
        let bold = |role| row.ink(role).bold();
        p.spans(
            line.x,
            line.y,
            width,
            &[
                (&glyph(Side::A, a), bold(Role::A)),
                (a, bold(Role::A)),
                (times, row.ink(Role::Quiet)),
                (&glyph(Side::B, b), bold(Role::B)),
                (b, bold(Role::B)),
                ("  ", row.ink(Role::Text)),
                (&e.title, row.main_ink(Role::Text)),
            ],
        );
    }
    if below.height > 0 {
        let (words, role) = state(e, now);
        let width = below.width.saturating_sub(1);
        p.text(below.x, below.y, width, &words, row.ink(role));
    }
}

fn when(e: &Summary, now: &Zoned) -> String {
    let Some(modified) = e.modified else {
        return String::new();
    };
    let modified = modified.to_zoned(now.time_zone().clone());
    if modified.date() == now.date() {
        format!("today {}", modified.strftime("%H:%M"))
    } else {
        dates::short(modified.date(), now.date())
    }
}

fn overdue(e: &Summary, now: &Zoned) -> usize {
    let due = e.open_actions.iter().flatten();
    due.filter(|d| **d < now.date()).count()
}

/// Where a session stands and what needs attention, in words.
fn state(e: &Summary, now: &Zoned) -> (String, Role) {
    if let Some(why) = &e.fault {
        return (format!("! {why}"), Role::Bad);
    }
    if let Some(session) = &e.another_of {
        let file = session.file_name().unwrap_or_default().to_string_lossy();
        let open = hint_in(Scope::Library, Command::Open);
        let says = format!("! another version of {file}: {open} merges it in");
        return (says, Role::Warn);
    }
    let overdue = overdue(e, now);
    let actions = match (overdue, e.open_actions.len()) {
        (0, 0) => String::new(),
        (0, 1) => " · 1 action open".to_owned(),
        (0, n) => format!(" · {n} actions open"),
        (1, _) => " · 1 action overdue".to_owned(),
        (n, _) => format!(" · {n} actions overdue"),
    };
    let warn_or = |role| if overdue > 0 { Role::Warn } else { role };
    match e.closed {
        Some(at) => {
            let day = day(at, now);
            (format!("✓ agreed {day}{actions}"), warn_or(Role::Good))
        }
        None => {
            let (at, steps, title) = &e.step;
            let says = format!("step {at} of {steps} · {title}{actions}");
            (says, warn_or(Role::Quiet))
        }
    }
}

fn day(at: Timestamp, now: &Zoned) -> String {
    let at = at.to_zoned(now.time_zone().clone());
    dates::short(at.date(), now.date())
}

/// Draws the empty library: what this is, and three ways to begin.
fn draw_welcome(p: &mut Painter, area: Rect) {
    let mut area = center(area, 66.min(area.width.saturating_sub(4)), 13);
    let title = take_top(&mut area, 2);
    let ink = Ink::new(Role::Accent).bold();
    p.text(
        title.x,
        title.y,
        title.width,
        "Two organisations, one agreement",
        ink,
    );
    let says = "roundtable leads both sides from what each expects to goals, actions, dates and \
                metrics that both can sign. Everything stays on this computer, one file a session.";
    let used = p.wrapped(at_most(area, area.width, 4), says, Role::Text);
    take_top(&mut area, used + 1);
    for (command, words) in [
        (Command::New, "Start a session"),
        (
            Command::Sample,
            "Try the sample: a workshop already filled in",
        ),
        (Command::OpenFile, "Open a file from somewhere else"),
    ] {
        let line = take_top(&mut area, 1);
        let key = hint_in(Scope::Library, command);
        let spans = [
            (key.as_str(), ink),
            ("   ", Role::Text.into()),
            (words, Ink::new(Role::Text).bold()),
        ];
        p.spans(line.x, line.y, line.width, &spans);
        p.hit(line, Hit::Command(command));
        take_top(&mut area, 1);
    }
}
