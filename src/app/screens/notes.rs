//! The facilitator's second window: private notes, tips, what is now and what comes next, the clocks.
//!
//! It follows the session another window holds and changes nothing in it: what is written here goes
//! beside the session ([`NoteChange`]) until the other window takes it in.

use super::saving::{SaveState, Saving};
use crate::app::msg::{Effect, Following};
use crate::domain::{Id, IdSource, Note, NoteChange, Session, Side, Step, dates, plan, schedule};
use crate::keys::Command;
use crate::text::{self, Buffer};
use crate::widgets::{
    Ground, Hit, Ink, Painter, Role, block_width, rest, split_bottom, split_right, split_top,
    window,
};
use jiff::{Timestamp, Zoned};
use ratatui::layout::Rect;

/// The open notes window.
pub struct Notes {
    session: Session,
    /// Where the session is, as it may be shown.
    pub file: std::path::PathBuf,
    /// What has not reached the session yet.
    changes: Vec<NoteChange>,
    /// The highest number given to a jot: the other side remembers how far it has read.
    last: u64,
    /// How each note was before it was changed, for undo.
    former: Vec<(Id, Option<Note>)>,
    /// The note being typed.
    pub editing: Option<(Id, Buffer)>,
    selected: Option<Id>,
    /// Why the session cannot be followed any more.
    pub lost: Option<String>,
    saving: Saving,
}

impl Notes {
    /// The window on a session.
    #[must_use]
    pub fn new(begin: Following, now: Timestamp) -> Self {
        let Following {
            session,
            file,
            changes,
            taken,
            read_only,
        } = begin;
        let mut notes = Self {
            session: session.clone(),
            file,
            last: changes.iter().map(|j| j.seq).max().unwrap_or(0).max(taken),
            changes,
            former: Vec::new(),
            editing: None,
            selected: None,
            lost: None,
            saving: Saving::new(read_only, now, false, now),
        };
        notes.follow(session, taken);
        notes
    }

    /// The session as it is followed, with the notes of this window.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session has changed: what it has taken in, up to this number, is no longer on its way.
    pub fn follow(&mut self, session: Session, taken: u64) {
        self.changes.retain(|j| j.seq > taken);
        self.session = session;
        self.lost = None;
        for change in &self.changes {
            if let Some(edit) = change.edit(&self.session) {
                let _ = crate::domain::apply(&mut self.session, &edit);
            }
        }
    }

    /// Where saving stands.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.saving.state()
    }

    /// Why nothing may be written here, as one sentence.
    #[must_use]
    pub fn locked(&self) -> Option<String> {
        self.saving
            .read_only
            .as_ref()
            .map(|why| format!("Notes cannot be written here: {why}. Nothing is lost."))
    }

    /// What was written up to this revision was saved; `synced` when it is known to have reached the disk.
    pub fn on_saved(&mut self, revision: u64, synced: bool, now: Timestamp) {
        self.saving.on_saved(revision, synced, now);
    }

    /// It was not; why.
    pub fn on_failed(&mut self, why: String, now: Timestamp) {
        self.saving.on_failed(why, now);
    }

    /// Tries again what failed.
    pub fn retry(&mut self, effects: &mut Vec<Effect>) {
        if matches!(self.saving.state(), SaveState::Failed(_)) {
            effects.push(Effect::NoteChanges(
                self.changes.clone(),
                self.saving.revision(),
            ));
        }
    }

    /// Notes in the order shown: those of the current step first.
    fn shown(&self) -> Vec<&Note> {
        let here = self.step().map(|s| &s.id);
        let mut list: Vec<&Note> = self.session.notes.iter().collect();
        list.sort_by_key(|n| n.step.as_ref() != here);
        list
    }

    fn at(&self, shown: &[&Note]) -> usize {
        let found = self
            .selected
            .as_ref()
            .and_then(|id| shown.iter().position(|n| n.id == *id));
        found.unwrap_or(0)
    }

    fn step(&self) -> Option<&Step> {
        self.session.agenda.steps.get(self.session.step_index())
    }

    /// Carries out a command; false when it is none of this window.
    pub fn run(
        &mut self,
        command: Command,
        ids: &dyn IdSource,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Option<String> {
        let shown = self.shown();
        let at = self.at(&shown);
        let on = shown.get(at).map(|n| (*n).clone());
        match command {
            Command::Up | Command::Down | Command::First | Command::Last => {
                let to = match command {
                    Command::Up => at.saturating_sub(1),
                    Command::Down => (at + 1).min(shown.len().saturating_sub(1)),
                    Command::First => 0,
                    _ => shown.len().saturating_sub(1),
                };
                self.selected = shown.get(to).map(|n| n.id.clone());
                None
            }
            _ if self.saving.read_only.is_some() => self.locked(),
            Command::Add | Command::PrivateNote => {
                let id = ids.fresh();
                let step = self.step().map(|s| s.id.clone());
                let note = Note {
                    id: id.clone(),
                    text: String::new(),
                    step,
                    created: Some(now.timestamp()),
                    extra: Default::default(),
                };
                self.former.push((id.clone(), None));
                self.put(
                    NoteChange {
                        seq: 0,
                        id: id.clone(),
                        note: Some(note),
                    },
                    effects,
                );
                self.selected = Some(id.clone());
                self.editing = Some((id, Buffer::default()));
                None
            }
            Command::Edit => {
                let Some(note) = on else {
                    return Some("There is no note yet. a writes one.".to_owned());
                };
                self.former.push((note.id.clone(), Some(note.clone())));
                self.editing = Some((note.id, Buffer::new(&note.text)));
                None
            }
            Command::Delete => {
                let Some(note) = on else {
                    return Some("There is no note here.".to_owned());
                };
                self.former.push((note.id.clone(), Some(note.clone())));
                self.put(
                    NoteChange {
                        seq: 0,
                        id: note.id,
                        note: None,
                    },
                    effects,
                );
                Some("Deleted the private note. Ctrl+Z brings it back.".to_owned())
            }
            Command::Undo => match self.former.pop() {
                Some((id, note)) => {
                    self.selected = Some(id.clone());
                    let says = if note.is_some() {
                        "Taken back: the note is as it was before."
                    } else {
                        "Taken back: the note is gone again."
                    };
                    self.put(NoteChange { seq: 0, id, note }, effects);
                    Some(says.to_owned())
                }
                None => Some("There is nothing to take back in this window.".to_owned()),
            },
            _ => None,
        }
    }

    /// The text under edit has changed.
    pub fn typed(&mut self, effects: &mut Vec<Effect>) {
        let Some((id, buffer)) = &self.editing else {
            return;
        };
        let there = self.session.notes.iter().find(|n| n.id == *id).cloned();
        // it may have been deleted in the other window meanwhile: what is typed is a note all the same
        let step = self.step().map(|s| s.id.clone());
        let note = there.unwrap_or_else(|| Note {
            id: id.clone(),
            text: String::new(),
            step,
            created: None,
            extra: Default::default(),
        });
        let note = Note {
            text: buffer.text().to_owned(),
            ..note
        };
        self.put(
            NoteChange {
                seq: 0,
                id: id.clone(),
                note: Some(note),
            },
            effects,
        );
    }

    /// Keeps the text. An emptied note keeps its former text, and a new one goes again; says so.
    pub fn keep(&mut self, effects: &mut Vec<Effect>) -> Option<String> {
        let (id, buffer) = self.editing.take()?;
        let before = self
            .former
            .iter()
            .rev()
            .find(|(of, _)| *of == id)
            .and_then(|(_, note)| note.clone());
        if buffer.text().trim().is_empty() {
            let says = before
                .is_some()
                .then(|| "An empty note keeps the former text. Del deletes it.".to_owned());
            self.former.pop();
            self.put(
                NoteChange {
                    seq: 0,
                    id,
                    note: before,
                },
                effects,
            );
            return says;
        }
        if before.is_some_and(|n| n.text == buffer.text()) {
            // nothing was changed: there is nothing to take back
            self.former.pop();
        }
        None
    }

    /// Lights a note.
    pub fn click(&mut self, row: usize) {
        self.selected = self.shown().get(row).map(|n| n.id.clone());
    }

    fn put(&mut self, change: NoteChange, effects: &mut Vec<Effect>) {
        let revision = self.saving.sent();
        self.last += 1;
        if let Some(edit) = change.edit(&self.session) {
            let _ = crate::domain::apply(&mut self.session, &edit);
        }
        self.changes.retain(|j| j.id != change.id);
        self.changes.push(NoteChange {
            seq: self.last,
            ..change
        });
        effects.push(Effect::NoteChanges(self.changes.clone(), revision));
    }

    // --- drawing --------------------------------------------------------------------------------

    /// Draws it.
    pub fn view(&self, p: &mut Painter, area: Rect, now: &Zoned) {
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
