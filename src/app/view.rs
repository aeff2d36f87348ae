//! Drawing: header, progress, prompt, body, message, footer; then what lies over it. Changes nothing.

use super::focus::layers;
use super::overlays::Overlay;
use super::screens::Screen;
use super::screens::saving::SaveState;
use super::screens::session::Open;
use super::{App, Leaving};
use crate::domain::{Side, schedule};
use crate::keys::{keys_of, listing};
use crate::steps::Editing;
use crate::text;
use crate::widgets::{Ground, Hit, Ink, Painter, Role, split_bottom, split_right, split_top};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// The smallest usable terminal.
const LEAST: (u16, u16) = (60, 20);

/// Columns of a step from which on the record of what is selected is shown beside it.
const WIDE_ENOUGH: u16 = 150;
/// Columns of that record.
const CARD: u16 = 46;

/// What a drawn frame says beside its cells.
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
        let mut p = Painter::new(buffer, self.theme.clone());
        let area = p.area();
        p.fill(area, Ground::Page);
        if area.width < LEAST.0 || area.height < LEAST.1 {
            let says = format!(
                "This window has {} × {} characters; roundtable needs {} × {}. Enlarge it, or make its text smaller. Nothing is lost.",
                area.width, area.height, LEAST.0, LEAST.1
            );
            p.wrapped(area, &says, Role::Text);
            return Frame {
                cursor: None,
                text_wide: None,
                hits: vec![],
            };
        }
        if self.blank {
            return Frame {
                cursor: None,
                text_wide: None,
                hits: vec![],
            };
        }
        // dialogs need their keys; the room's view has neither footer nor message line
        let bare = self.is_projecting()
            && self.overlays.is_empty()
            && !matches!(&self.screen, Screen::Session(open) if open.editing.is_some());
        let (page, footer) = split_bottom(area, 1);
        let (body, message) = split_bottom(page, 1);
        // on the projector a sentence must not cover the clock
        let message = if bare { footer } else { message };
        match &self.screen {
            Screen::Session(open) if open.projecting => self.project(&mut p, area, open),
            Screen::Library(library) => library.view(&mut p, body, &self.now),
            Screen::Cards(cards) => cards.view(&mut p, body, &self.catalog.agendas),
            Screen::Tasks(tasks) => tasks.view(&mut p, body, &self.now),
            Screen::Notes(notes) => notes.view(&mut p, body, &self.now),
            Screen::Session(open) => self.session(&mut p, body, open),
        }
        if !self.overlays.is_empty() {
            // the caret belongs to what is on top
            p.cursor = None;
        }
        // what is asked on the plan is asked over the plan
        let plan = self.overlays.iter().find_map(|o| {
            if let Overlay::Plan(plan) = o {
                Some(plan)
            } else {
                None
            }
        });
        if let (Some(plan), Some(open)) = (plan, self.open()) {
            plan.view(&mut p, page, open.session(), &self.now);
        }
        match self.overlays.last() {
            Some(Overlay::Picker(picker)) => picker.view(&mut p, body),
            Some(Overlay::Form(form)) => {
                if let Some(open) = self.open() {
                    form.view(
                        &mut p,
                        body,
                        open.session(),
                        open.editing.as_ref(),
                        self.now.date(),
                    );
                }
            }
            Some(Overlay::Page(page)) => page.view(&mut p, body),
            Some(Overlay::Search(search)) => search.view(&mut p, body),
            Some(Overlay::Write(title)) => self.write(&mut p, body, title),
            Some(Overlay::Prompt(prompt)) => prompt.view(&mut p, body),
            Some(Overlay::Question(question)) => question.view(&mut p, body),
            None if self.is_projecting() => self.write(
                &mut p,
                body,
                self.open()
                    .and_then(|o| o.editing.as_ref())
                    .map_or("", Editing::question),
            ),
            Some(Overlay::Plan(_)) | None => {}
        }
        let alarm = self.alarm().map(|a| {
            (
                a.words.as_str(),
                if a.over { Role::Bad } else { Role::Warn },
            )
        });
        // the room's view tells the alarm in its own place
        let said = alarm
            .filter(|_| !bare)
            .or(self.toast.as_deref().map(|says| (says, Role::Text)));
        if let Some((says, role)) = said.or_else(|| self.hint().map(|says| (says, Role::Accent))) {
            p.fill(message, Ground::Page);
            message_line(&mut p, message, says, role);
        }
        if !bare {
            self.footer(&mut p, footer);
        }
        Frame {
            cursor: p.cursor,
            text_wide: p.text_wide,
            hits: p.hits,
        }
    }

    fn write(&self, p: &mut Painter, area: Rect, title: &str) {
        let Some(editing) = self.open().and_then(|o| o.editing.as_ref()) else {
            return;
        };
        let wide = area.width.saturating_sub(4).min(80);
        let tall = crate::steps::editor_height(&editing.buffer, wide.saturating_sub(4))
            .clamp(3, area.height.saturating_sub(6).max(3));
        let inner = super::overlays::panel(p, area, wide, tall + 4, title);
        crate::steps::editor_view(p, inner, &editing.buffer, Ground::Raised);
    }

    fn session(&self, p: &mut Painter, area: Rect, open: &Open) {
        let (header, left) = split_top(area, 1);
        self.header(p, header, open);
        let (line, left) = split_top(left, 1);
        progress(p, line, open);
        let status = open
            .look(self.ids.as_ref(), &self.now, |s, ctx| s.status(ctx))
            .unwrap_or_default();
        let prompt = open.step().map_or("", |s| s.prompt.as_str());
        // a low window needs its rows for the step
        let left = split_top(left, u16::from(area.height >= 28)).1;
        let words: usize = status.iter().map(|(w, _)| text::width(w)).sum::<usize>()
            + status.len().saturating_sub(1) * 3;
        let room = usize::from(left.width.saturating_sub(4));
        let inner = Rect {
            x: left.x + 2,
            width: left.width.saturating_sub(4),
            ..left
        };
        let asked = p.wrapped(
            Rect {
                height: 2.min(left.height),
                ..inner
            },
            prompt,
            Ink::new(Role::Text).bold(),
        );
        let below = asked > 1 || text::width(prompt) + words + 3 > room;
        let (top, body) = split_top(left, asked.max(1) + u16::from(below && words > 0));
        let mut x = top
            .right()
            .saturating_sub(2 + u16::try_from(words).unwrap_or(top.width));
        for (n, (word, role)) in status.iter().enumerate() {
            if n > 0 {
                x += p.text(x, top.bottom() - 1, 3, " · ", Role::Quiet);
            }
            x += p.text(
                x,
                top.bottom() - 1,
                top.right().saturating_sub(x),
                word,
                Ink::new(*role).bold(),
            );
        }
        let body = split_top(body, 1).1;
        let body = Rect {
            x: body.x + 2,
            width: body.width.saturating_sub(4),
            ..body
        };
        // a wide window has room for the whole record of what is selected
        let is_wide = body.width >= WIDE_ENOUGH;
        let is_selected = if is_wide {
            open.look(self.ids.as_ref(), &self.now, |s, ctx| s.selected_item(ctx))
                .flatten()
        } else {
            None
        };
        let (body, card) = if is_selected.is_some() {
            split_right(body, CARD, 4)
        } else {
            (body, Rect::default())
        };
        open.look_beside(
            is_selected.is_some(),
            self.ids.as_ref(),
            &self.now,
            |s, ctx| s.view(ctx, p, body),
        );
        if let Some((list, id)) = is_selected {
            super::overlays::card(p, card, open.session(), list, &id, self.now.date());
        }
    }

    /// Who with whom, which step, the clock of the step and of the day.
    fn header(&self, p: &mut Painter, area: Rect, open: &Open) {
        // the flash: for a second the header has the ground of what is selected
        let ground = if self.flashes() {
            Ground::Selection
        } else {
            Ground::Raised
        };
        p.fill(area, ground);
        let on = |role| Ink::new(role).on(ground);
        let session = open.session();
        let title = open.step().map_or(String::new(), |s| {
            format!(
                "Step {} of {} · {}",
                open.current() + 1,
                session.agenda.steps.len(),
                text::one_line(&s.title)
            )
        });
        let wide = u16::try_from(text::width(&title)).unwrap_or(u16::MAX);
        let both = text::width(&text::one_line(session.side_name(Side::A)))
            + text::width(&text::one_line(session.side_name(Side::B)))
            + 7;
        let names_need = u16::try_from(both.min(34)).unwrap_or(34) + 4;
        // the longest words for the clocks that leave room for step and names
        let clocks = self.clocks(open);
        let names_and_step = names_need.saturating_add(wide);
        let fits = |words: &&Vec<(String, Role)>| {
            let used: usize = words.iter().map(|(w, _)| text::width(w) + 2).sum();
            usize::from(names_and_step) + used <= usize::from(area.width)
        };
        let words = clocks.iter().find(fits).or(clocks.last());
        let mut right = area.right().saturating_sub(1);
        for (word, role) in words.into_iter().flatten().rev() {
            right = p
                .right(right, area.y, word, on(*role).bold_if(*role != Role::Quiet))
                .saturating_sub(2);
        }
        // in the middle where it fits, else as far right as it can be
        let middle = area.x + area.width.saturating_sub(wide) / 2;
        let at = if middle.saturating_add(wide) <= right && middle >= names_need {
            middle
        } else {
            right.saturating_sub(wide)
        };
        p.text(
            at,
            area.y,
            right.saturating_sub(at),
            &title,
            on(Role::Text).bold(),
        );
        self.names(
            p,
            Rect {
                x: area.x + 1,
                width: at.saturating_sub(area.x + 2),
                ..area
            },
            ground,
        );
    }

    /// Both names with their glyphs: colours alone would not tell them apart on a grey projector.
    pub(super) fn names(&self, p: &mut Painter, area: Rect, ground: Ground) {
        let Some(session) = self.open().map(Open::session) else {
            return;
        };
        let on = |role| Ink::new(role).on(ground).bold();
        let [a, b] = Side::BOTH.map(|side| format!("{} {}", side.glyph(), session.side_name(side)));
        let names = usize::from(area.width.saturating_sub(3));
        // the shorter name gives its room to the longer one
        let (wa, wb) = (
            text::width(&text::one_line(&a)),
            text::width(&text::one_line(&b)),
        );
        let room_a = if wb < names / 2 {
            names - wb
        } else {
            names / 2
        };
        let used = p.text(
            area.x,
            area.y,
            u16::try_from(room_a.min(wa)).unwrap_or(0),
            &a,
            on(Role::A),
        );
        let cross = p.text(
            area.x + used,
            area.y,
            3,
            " × ",
            Ink::new(Role::Quiet).on(ground),
        );
        p.text(
            area.x + used + cross,
            area.y,
            area.width.saturating_sub(used + cross),
            &b,
            on(Role::B),
        );
    }

    /// What the clocks say: of the step and of the day, in fewer and fewer words.
    fn clocks(&self, open: &Open) -> Vec<Vec<(String, Role)>> {
        let session = open.session();
        let Some(step) = open.step() else {
            return vec![vec![]];
        };
        let begun = schedule::has_begun(session);
        let left = schedule::seconds_left(session, step, self.now.timestamp());
        let role = if left < 0 { Role::Bad } else { Role::Text };
        let (clock, over) = (
            schedule::format_clock(left),
            if left < 0 { "over" } else { "left" },
        );
        let paused = schedule::running(session).is_none();
        let (timer, short) = match (begun, paused) {
            (false, _) => (
                schedule::format_minutes(step.minutes),
                schedule::format_minutes(step.minutes),
            ),
            (true, true) => (format!("{clock} {over}, paused"), format!("{clock} paused")),
            (true, false) => (format!("{clock} {over}"), format!("{clock} {over}")),
        };
        let (day, day_short, day_role) = match (
            crate::domain::plan::day(session, &self.now),
            session.agenda.start,
        ) {
            (Some(day), _) => {
                let long = format!("day: {}", day.words());
                match day.behind {
                    b if b > 0 => (long, format!("{b} min behind"), Role::Warn),
                    _ => (
                        long,
                        format!("ends {}", day.ends.strftime("%H:%M")),
                        Role::Quiet,
                    ),
                }
            }
            (None, Some(start)) if !begun => {
                let (day, time) = (
                    crate::domain::dates::day_month(start.date()),
                    start.strftime("%H:%M"),
                );
                (
                    format!("planned {day} {time}"),
                    format!("{day} {time}"),
                    Role::Quiet,
                )
            }
            _ => return vec![vec![(timer, role)], vec![(short, role)]],
        };
        vec![
            vec![(timer.clone(), role), (day, day_role)],
            vec![(timer, role), (day_short.clone(), day_role)],
            vec![(short.clone(), role), (day_short, day_role)],
            vec![(short, role)],
        ]
    }

    /// The keys that work now, and where saving stands.
    fn footer(&self, p: &mut Painter, area: Rect) {
        p.fill(area, Ground::Raised);
        let on = |role| Ink::new(role).on(Ground::Raised);
        let mut right = area.right().saturating_sub(1);
        let state = match &self.screen {
            Screen::Session(open) => Some(open.save_state()),
            Screen::Notes(notes) => Some(notes.save_state()),
            Screen::Library(_) | Screen::Cards(_) | Screen::Tasks(_) => None,
        };
        if let Some(state) = state {
            let (words, ink) = match state {
                SaveState::Saved(at) => (format!("saved {}", self.time_of(at)), on(Role::Good)),
                SaveState::Written(at) => (format!("written {}", self.time_of(at)), on(Role::Good)),
                SaveState::Saving => ("saving…".to_owned(), on(Role::Warn)),
                SaveState::Failed(why) if self.open().is_some() => (
                    format!("NOT SAVED (Ctrl+S saves elsewhere): {why}"),
                    on(Role::Bad).bold(),
                ),
                SaveState::Failed(why) => (format!("NOT SAVED: {why}"), on(Role::Bad).bold()),
                SaveState::ReadOnly(why) => (format!("READ-ONLY: {why}"), on(Role::Bad).bold()),
            };
            // a reason may be long, the keys still need room
            let words =
                text::clip(&text::one_line(&words), usize::from(area.width) * 2 / 3).into_owned();
            right = p.right(right, area.y, &words, ink).saturating_sub(2);
        }
        let layers = layers(self);
        let rows = listing::footer(&layers.scopes);
        let wide = |b: &crate::keys::Binding| -> u16 {
            u16::try_from(text::width(&keys_first(b)) + text::width(b.label) + 3)
                .unwrap_or(u16::MAX)
        };
        // the last one (more, help) always stays
        let last = rows
            .last()
            .filter(|b| b.footer >= 90)
            .map_or(0, |b| wide(b));
        let mut x = area.x + 1;
        for (n, b) in rows.iter().enumerate() {
            let is_last = n + 1 == rows.len();
            let reserve = if is_last { 0 } else { last };
            if x + wide(b) > right.saturating_sub(reserve) + 2 {
                continue;
            }
            let keys = keys_first(b);
            let start = x;
            x += p.text(
                x,
                area.y,
                right.saturating_sub(x),
                &keys,
                on(Role::Accent).bold(),
            ) + 1;
            x += p.text(x, area.y, right.saturating_sub(x), b.label, on(Role::Text));
            // a row of scores stands for several commands: a click cannot say which
            if !matches!(b.command, crate::keys::Command::Score(_)) {
                p.hit(
                    Rect {
                        x: start,
                        y: area.y,
                        width: x - start,
                        height: 1,
                    },
                    Hit::Command(b.command),
                );
            }
            x += 2;
        }
        if matches!(
            self.leaving,
            Some(Leaving::ToLibrary | Leaving::ToBin | Leaving::End(_))
        ) {
            p.text(
                area.x + 1,
                area.y,
                area.width,
                "saving before leaving …",
                on(Role::Warn),
            );
        }
    }
}

/// One sentence above the footer; a long one takes the rows it needs.
fn message_line(p: &mut Painter, area: Rect, says: &str, role: Role) {
    let wide = area.width.saturating_sub(4);
    let safe = text::visible(says);
    let rows = u16::try_from(text::wrap(&safe, usize::from(wide)).len())
        .unwrap_or(1)
        .min(4);
    let up = rows - 1;
    let area = Rect {
        y: area.y.saturating_sub(up),
        height: rows,
        ..area
    };
    p.fill(area, Ground::Page);
    p.text(area.x + 1, area.y, 1, "▸", Ink::new(Role::Accent).bold());
    p.wrapped(
        Rect {
            x: area.x + 3,
            width: wide,
            ..area
        },
        says,
        Ink::new(role).bold(),
    );
}

/// The first key of a row, or its range.
fn keys_first(b: &crate::keys::Binding) -> String {
    match b.command {
        crate::keys::Command::Score(_) => keys_of(b),
        _ => b.keys.first().map(|k| (*k).to_owned()).unwrap_or_default(),
    }
}

/// All steps: done, current, to come. Where they do not fit, the far ones are only signs.
fn progress(p: &mut Painter, area: Rect, open: &Open) {
    let steps = &open.session().agenda.steps;
    let current = open.current();
    let visited = |s: &crate::domain::Step| open.session().progress.visited.contains(&s.id);
    let room = usize::from(area.width.saturating_sub(2));
    let full: usize = steps
        .iter()
        .map(|s| text::width(&text::one_line(s.short_title())) + 4)
        .sum();
    // how far from the current step names are still written
    let mut reach = steps.len();
    if full > room + 2 {
        let needs = |reach: usize| -> usize {
            steps
                .iter()
                .enumerate()
                .map(|(n, s)| {
                    if n.abs_diff(current) <= reach {
                        text::width(&text::one_line(s.short_title())) + 4
                    } else {
                        2
                    }
                })
                .sum()
        };
        reach = (0..steps.len())
            .rev()
            .find(|r| needs(*r) <= room + 2)
            .unwrap_or(0);
    }
    let mut x = area.x + 1;
    for (n, step) in steps.iter().enumerate() {
        if x >= area.right() {
            break;
        }
        let (sign, role) = match n {
            _ if n == current => ("●", Role::Accent),
            _ if visited(step) && open.lacking().contains(&step.kind) => ("?", Role::Warn),
            _ if visited(step) => ("✓", Role::Good),
            _ => ("○", Role::Quiet),
        };
        let start = x;
        x += p.text(
            x,
            area.y,
            area.right().saturating_sub(x),
            sign,
            Ink::new(role).bold(),
        ) + 1;
        if n.abs_diff(current) <= reach {
            let ink = if n == current {
                Ink::new(Role::Accent).bold()
            } else {
                Role::Quiet.into()
            };
            x += p.text(
                x,
                area.y,
                area.right().saturating_sub(x),
                step.short_title(),
                ink,
            ) + 2;
        }
        p.hit(
            Rect {
                x: start,
                width: x.saturating_sub(start),
                ..area
            },
            Hit::Step(n),
        );
    }
}
