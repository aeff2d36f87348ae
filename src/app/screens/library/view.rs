//! How the library looks: one session in two lines, what needs attention in the heading.

use super::Library;
use crate::domain::{Summary, dates};
use crate::keys::Command;
use crate::widgets::{
    Ground, Hit, Ink, Painter, Role, center, rest, split_bottom, split_top, window,
};
use jiff::Zoned;
use ratatui::layout::Rect;

impl Library {
    pub(super) fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let (head, body) = split_top(area, 1);
        p.fill(head, Ground::Raised);
        let raised = |role| Ink::new(role).on(Ground::Raised);
        let title = if self.in_bin {
            "roundtable · bin"
        } else {
            "roundtable"
        };
        p.text(
            head.x + 1,
            head.y,
            head.width,
            title,
            raised(Role::Accent).bold(),
        );
        let when = format!("{}  {}", dates::long(now.date()), now.strftime("%H:%M"));
        let right = p.right(
            head.right().saturating_sub(1),
            head.y,
            &when,
            raised(Role::Text),
        );
        if let Some(says) = self.attention(now).filter(|_| !self.in_bin) {
            p.right(
                right.saturating_sub(3),
                head.y,
                &says,
                raised(Role::Bad).bold(),
            );
        }
        let (body, find) = split_bottom(split_top(body, 1).1, u16::from(self.find.is_some()));
        if let Some(buffer) = &self.find {
            let used = p.text(
                find.x + 1,
                find.y,
                find.width,
                "Find: ",
                Ink::new(Role::Accent).bold(),
            );
            crate::steps::editor_view(p, rest(find, used + 1), buffer, Ground::Page);
        }
        match &self.entries {
            None => {
                p.text(
                    body.x + 2,
                    body.y,
                    body.width,
                    "Looking into the library …",
                    Role::Quiet,
                );
            }
            Some(Err(why)) => {
                p.wrapped(rest(body, 2), why, Role::Bad);
            }
            Some(Ok(all)) if all.is_empty() && self.in_bin => {
                p.text(
                    body.x + 2,
                    body.y,
                    body.width,
                    "The bin is empty. Esc goes back to the library.",
                    Role::Text,
                );
            }
            Some(Ok(all)) if all.is_empty() => welcome(p, body),
            Some(Ok(_)) if self.shown().is_empty() => {
                p.text(
                    body.x + 2,
                    body.y,
                    body.width,
                    "Nothing is called that. Esc shows all again.",
                    Role::Text,
                );
            }
            Some(Ok(_)) => self.rows(p, body, now),
        }
    }

    /// What needs attention over all sessions, if anything does.
    fn attention(&self, now: &Zoned) -> Option<String> {
        let all = self.entries.as_ref()?.as_ref().ok()?;
        let late = |e: &&Summary| {
            e.open_actions
                .iter()
                .flatten()
                .filter(|d| **d < now.date())
                .count()
        };
        let (sessions, actions) = all
            .iter()
            .filter(|e| e.another_of.is_none())
            .map(|e| late(&e))
            .filter(|n| *n > 0)
            .fold((0, 0), |(s, a), n| (s + 1, a + n));
        let of = |n: usize, noun: &str| format!("{n} {noun}{}", if n == 1 { "" } else { "s" });
        (actions > 0).then(|| {
            format!(
                "{} overdue in {} (a)",
                of(actions, "action"),
                of(sessions, "session")
            )
        })
    }

    fn rows(&self, p: &mut Painter, area: Rect, now: &Zoned) {
        let shown = self.shown();
        let at = self.at.min(shown.len() - 1);
        let gap = u16::from(shown.len() * 3 <= usize::from(area.height));
        let seen = window(shown.len(), at, area.height + gap, |_| 2 + gap);
        let mut y = area.y;
        for (n, e) in shown.iter().enumerate().take(seen.end).skip(seen.first) {
            let row = Rect {
                y,
                height: 2.min(area.bottom() - y),
                ..area
            };
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
            let on = |role| Ink::new(role).on(ground);
            let left = p.right(
                row.right().saturating_sub(1),
                y,
                &when(e, now),
                on(Role::Quiet),
            );
            let wide = left.saturating_sub(row.x + 4);
            if e.names[0].is_empty() && e.names[1].is_empty() {
                p.text(
                    row.x + 2,
                    y,
                    wide,
                    &e.title,
                    on(Role::Text).bold_if(is_selected),
                );
            } else {
                p.spans(
                    row.x + 2,
                    y,
                    wide,
                    &[
                        ("◆ ", on(Role::A).bold()),
                        (&e.names[0], on(Role::A).bold()),
                        (" × ", on(Role::Quiet)),
                        ("● ", on(Role::B).bold()),
                        (&e.names[1], on(Role::B).bold()),
                        ("  ", on(Role::Text)),
                        (&e.title, on(Role::Text).bold_if(is_selected)),
                    ],
                );
            }
            if row.height > 1 {
                let (words, role) = state(e, now);
                p.text(
                    row.x + 2,
                    y + 1,
                    row.width.saturating_sub(3),
                    &words,
                    on(role),
                );
            }
            y += 2 + gap;
            if y >= area.bottom() {
                break;
            }
        }
        if let Some(position) = seen.position() {
            p.right(
                area.right().saturating_sub(1),
                area.y.saturating_sub(1),
                &position,
                Role::Quiet,
            );
        }
    }
}

fn when(e: &Summary, now: &Zoned) -> String {
    e.modified
        .map(|m| m.to_zoned(now.time_zone().clone()))
        .map_or_else(String::new, |m| {
            if m.date() == now.date() {
                format!("today {}", m.strftime("%H:%M"))
            } else {
                dates::short(m.date(), now.date())
            }
        })
}

/// Where a session stands and what needs attention, in words.
fn state(e: &Summary, now: &Zoned) -> (String, Role) {
    if let Some(why) = &e.fault {
        return (format!("! {why}"), Role::Bad);
    }
    if let Some(of) = &e.another_of {
        let file = of.file_name().unwrap_or_default().to_string_lossy();
        return (
            format!("! another version of {file}: Enter merges it in"),
            Role::Warn,
        );
    }
    let today = now.date();
    let overdue = e
        .open_actions
        .iter()
        .flatten()
        .filter(|d| **d < today)
        .count();
    let open = e.open_actions.len();
    let actions = match (overdue, open) {
        (0, 0) => String::new(),
        (0, 1) => " · 1 action open".to_owned(),
        (0, n) => format!(" · {n} actions open"),
        (1, _) => " · 1 action overdue".to_owned(),
        (n, _) => format!(" · {n} actions overdue"),
    };
    match e.closed {
        Some(at) => (
            format!(
                "✓ agreed {}{actions}",
                dates::short(at.to_zoned(now.time_zone().clone()).date(), today)
            ),
            if overdue > 0 { Role::Warn } else { Role::Good },
        ),
        None => (
            format!("step {} of {} · {}{actions}", e.step.0, e.step.1, e.step.2),
            if overdue > 0 { Role::Warn } else { Role::Quiet },
        ),
    }
}

/// The empty library: what this is, and three ways to begin.
fn welcome(p: &mut Painter, area: Rect) {
    let area = center(area, 66.min(area.width.saturating_sub(4)), 13);
    p.text(
        area.x,
        area.y,
        area.width,
        "Two organisations, one agreement",
        Ink::new(Role::Accent).bold(),
    );
    let says = "roundtable leads both sides from what each expects to goals, actions, dates and metrics that both can sign. Everything stays on this computer, one file a session.";
    let used = p.wrapped(
        Rect {
            y: area.y + 2,
            height: 4,
            ..area
        },
        says,
        Role::Text,
    );
    for (n, (key, words, command)) in [
        ("n", "Start a session", Command::New),
        (
            "s",
            "Try the sample: a workshop already filled in",
            Command::Sample,
        ),
        ("o", "Open a file from somewhere else", Command::OpenFile),
    ]
    .into_iter()
    .enumerate()
    {
        let y = area.y + 3 + used + 2 * u16::try_from(n).unwrap_or(0);
        p.spans(
            area.x,
            y,
            area.width,
            &[
                (key, Ink::new(Role::Accent).bold()),
                ("   ", Role::Text.into()),
                (words, Ink::new(Role::Text).bold()),
            ],
        );
        p.hit(
            Rect {
                y,
                height: 1,
                ..area
            },
            Hit::Command(command),
        );
    }
}
