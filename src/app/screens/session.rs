//! An open session: the document, its history, the step on screen, the text being typed.

use super::saving::{SaveState, Saving};
use crate::app::msg::{Effect, Loaded};
use crate::domain::{
    Edit, History, Id, IdSource, Kind, Place, Refused, Session, Step, Timer, Typing, apply,
    findings, position, schedule, set_field,
};
use crate::steps::{Ctx, Editing, Registry, StepScreen, Target};
use jiff::{Timestamp, Zoned};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An open session.
pub struct Open {
    session: Arc<Session>,
    history: History,
    kinds: Registry,
    /// The screens of the steps that were visited.
    screens: BTreeMap<Id, Box<dyn StepScreen>>,
    /// Counts the changes of more than words.
    shape: u64,
    /// The kinds of step in which something is missing.
    lacking: Vec<Kind>,
    /// The current step, and where it stood last.
    here: Option<Id>,
    at: usize,
    /// Where it is, as it may be shown.
    pub file: String,
    /// Whether its file is still to be named after its title.
    pub unnamed: bool,
    /// Whether the room's view of it is shown.
    pub projecting: bool,
    /// The text being typed.
    pub editing: Option<Editing>,
    saving: Saving,
    /// What was changed since the last save began.
    unsaved: Vec<Edit>,
    /// Edits of one burst of typing are one step of undo.
    group: u64,
}

impl Open {
    /// A session as it was loaded.
    #[must_use]
    pub fn new(
        loaded: Loaded,
        kinds: Registry,
        ids: &dyn IdSource,
        now: &Zoned,
    ) -> (Self, Vec<Effect>) {
        let saved_at = loaded.session.modified.unwrap_or(now.timestamp());
        let at = loaded.session.step_index();
        let mut open = Self {
            kinds,
            screens: BTreeMap::new(),
            here: loaded.session.agenda.steps.get(at).map(|s| s.id.clone()),
            at,
            shape: 0,
            lacking: findings::lacking(&loaded.session),
            session: Arc::new(loaded.session),
            history: History::resumed(loaded.past),
            file: loaded.file,
            unnamed: loaded.new,
            projecting: false,
            editing: None,
            // what came back from the journal is change 1 of this run
            saving: Saving::new(loaded.read_only, saved_at, loaded.unsaved, now.timestamp()),
            unsaved: Vec::new(),
            group: 0,
        };
        let mut effects = Vec::new();
        if open.saving.read_only.is_none()
            && let Some(timers) = schedule::after_absence(&open.session, saved_at, now.timestamp())
        {
            open.quietly(
                set_field(Place::Progress, "timers", json!(timers)),
                now,
                &mut effects,
            );
        }
        open.enter(ids, now);
        if let Some(typing) = loaded.typing.filter(|_| open.saving.read_only.is_none()) {
            open.resume(typing, ids, now);
        }
        (open, effects)
    }

    /// The session.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The session, shared.
    #[must_use]
    pub fn shared(&self) -> Arc<Session> {
        Arc::clone(&self.session)
    }

    /// The current step, if the agenda has any.
    #[must_use]
    pub fn step(&self) -> Option<&Step> {
        self.session.agenda.steps.get(self.at)
    }

    /// Its place in the agenda.
    #[must_use]
    pub fn current(&self) -> usize {
        self.at
    }

    /// What can be undone, the oldest first.
    #[must_use]
    pub fn past(&self) -> &[crate::domain::Entry] {
        self.history.past()
    }

    /// The kinds of step in which something is still missing for an agreement.
    #[must_use]
    pub fn lacking(&self) -> &[Kind] {
        &self.lacking
    }

    /// Steps that can be undone and redone.
    #[must_use]
    pub fn depth(&self) -> (usize, usize) {
        self.history.depth()
    }

    /// Where saving stands.
    #[must_use]
    pub fn save_state(&self) -> SaveState {
        self.saving.state()
    }

    /// The whole session and its revision, for who saves it: what was changed need not be sent to them again.
    pub fn hand_over(&mut self) -> (Arc<Session>, u64) {
        self.unsaved.clear();
        (self.shared(), self.saving.revision())
    }

    /// Whether everything has reached the disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saving.is_done()
    }

    /// Why the session may not be changed now, as one sentence.
    #[must_use]
    pub fn locked(&self) -> Option<String> {
        if let Some(why) = &self.saving.read_only {
            return Some(format!(
                "This session is read-only: {why}. Nothing is changed. To go on: Ctrl+P, “Save a copy elsewhere”."
            ));
        }
        self.session
            .closed
            .is_some()
            .then(|| "This session is closed. In the step Agreement, c opens it again.".to_owned())
    }

    /// Runs `with` on the screen of the current step.
    pub fn with_screen<R>(
        &mut self,
        ids: &dyn IdSource,
        now: &Zoned,
        with: impl FnOnce(&mut dyn StepScreen, &Ctx) -> R,
    ) -> Option<R> {
        let step = self.session.agenda.steps.get(self.at)?;
        let screen = self
            .screens
            .entry(step.id.clone())
            .or_insert_with(|| self.kinds.of_kind(&step.kind).open(step));
        let ctx = Ctx {
            session: &self.session,
            shape: self.shape,
            step,
            now,
            editing: self.editing.as_ref(),
            ids,
            projecting: self.projecting,
            beside: false,
        };
        Some(with(screen.as_mut(), &ctx))
    }

    /// Looks at the screen of the current step.
    pub fn look<R>(
        &self,
        ids: &dyn IdSource,
        now: &Zoned,
        with: impl FnOnce(&dyn StepScreen, &Ctx) -> R,
    ) -> Option<R> {
        self.look_beside(false, ids, now, with)
    }

    /// The same, with the record of the selected item beside it.
    pub fn look_beside<R>(
        &self,
        beside: bool,
        ids: &dyn IdSource,
        now: &Zoned,
        with: impl FnOnce(&dyn StepScreen, &Ctx) -> R,
    ) -> Option<R> {
        let step = self.step()?;
        let screen = self.screens.get(&step.id)?;
        let ctx = Ctx {
            session: &self.session,
            shape: self.shape,
            step,
            now,
            editing: self.editing.as_ref(),
            ids,
            projecting: self.projecting,
            beside,
        };
        Some(with(screen.as_ref(), &ctx))
    }

    fn enter(&mut self, ids: &dyn IdSource, now: &Zoned) {
        self.with_screen(ids, now, |screen, ctx| screen.enter(ctx));
    }

    /// Goes to a step. A running clock goes along.
    pub fn go(&mut self, to: usize, ids: &dyn IdSource, now: &Zoned, effects: &mut Vec<Effect>) {
        let Some(id) = self.session.agenda.steps.get(to).map(|s| s.id.clone()) else {
            return;
        };
        if to == self.at {
            return;
        }
        let progress = &self.session.progress;
        let mut visited = progress.visited.clone();
        for seen in [self.step().map(|s| s.id.clone()), Some(id.clone())]
            .into_iter()
            .flatten()
        {
            if !visited.contains(&seen) {
                visited.push(seen);
            }
        }
        let mut edits = vec![
            set_field(Place::Progress, "step", json!(id.clone())),
            set_field(Place::Progress, "visited", json!(visited)),
        ];
        if schedule::running(&self.session).is_some() {
            let mut timers: BTreeMap<Id, Timer> = progress
                .timers
                .iter()
                .map(|(id, t)| (id.clone(), t.paused_at(now.timestamp())))
                .collect();
            timers.entry(id.clone()).or_default().since = Some(now.timestamp());
            edits.push(set_field(Place::Progress, "timers", json!(timers)));
        }
        (self.at, self.here) = (to, Some(id.clone()));
        if self.saving.read_only.is_none() {
            self.quietly(Edit::All(edits), now, effects);
        }
        self.enter(ids, now);
    }

    /// Starts or pauses the clock of the step, or changes its minutes. Says what it did.
    pub fn timer(
        &mut self,
        minutes: Option<i32>,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Option<String> {
        let step = self.step()?.clone();
        let mut timers = self.session.progress.timers.clone();
        let says = match minutes {
            Some(by) => {
                let timer = timers.entry(step.id.clone()).or_default();
                timer.extra_minutes = timer.extra_minutes.saturating_add(by).clamp(-600, 600);
                format!(
                    "{} has {} min now.",
                    step.title,
                    (i64::from(step.minutes) + i64::from(timer.extra_minutes)).max(0)
                )
            }
            None if schedule::running(&self.session).is_some() => {
                for timer in timers.values_mut() {
                    *timer = timer.paused_at(now.timestamp());
                }
                "The timer is paused.".to_owned()
            }
            None => {
                timers.entry(step.id.clone()).or_default().since = Some(now.timestamp());
                "The timer is running.".to_owned()
            }
        };
        self.quietly(
            set_field(Place::Progress, "timers", json!(timers)),
            now,
            effects,
        );
        Some(says)
    }

    /// Makes a change that can be undone.
    ///
    /// # Errors
    /// One sentence when it may not be made; nothing is changed then.
    pub fn commit(
        &mut self,
        edit: Edit,
        label: &str,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        self.commit_in(edit, label, None, now, effects)
    }

    fn commit_in(
        &mut self,
        edit: Edit,
        label: &str,
        group: Option<u64>,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let reopens =
            matches!(&edit, Edit::Set { place: Place::Session, field, .. } if field == "closed");
        if let Some(why) = self
            .locked()
            .filter(|_| self.saving.read_only.is_some() || !reopens)
        {
            return Err(why);
        }
        let session = Arc::make_mut(&mut self.session);
        self.history
            .commit(session, edit.clone(), label, group)
            .map_err(|e| format!("That was not possible: {e}."))?;
        self.changed(edit, now, effects);
        Ok(())
    }

    /// Begins a field whose values, as they are understood key by key, are one step of undo.
    pub fn begin_field(&mut self) {
        self.group += 1;
    }

    /// Makes a change that belongs to the field begun last.
    ///
    /// # Errors
    /// As [`Open::commit`].
    pub fn commit_field(
        &mut self,
        edit: Edit,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        self.commit_in(edit, "changed a field", Some(self.group), now, effects)
    }

    /// Makes a change of where the session stands: not undone, allowed in a closed session.
    pub fn quietly(&mut self, edit: Edit, now: &Zoned, effects: &mut Vec<Effect>) {
        if self.saving.read_only.is_none() && apply(Arc::make_mut(&mut self.session), &edit).is_ok()
        {
            self.changed(edit, now, effects);
        }
    }

    fn changed(&mut self, edit: Edit, now: &Zoned, effects: &mut Vec<Effect>) {
        if edit.reshapes() {
            self.shape += 1;
            self.lacking = findings::lacking(&self.session);
        }
        self.unsaved.push(edit.clone());
        effects.push(Effect::Journal(self.saving.changed(now.timestamp()), edit));
        self.stay(now);
    }

    /// Stays on the current step wherever it was moved to; when it is gone, on the one in its place.
    fn stay(&mut self, now: &Zoned) {
        let steps = &self.session.agenda.steps;
        let find = |id: &Option<Id>| id.as_ref().and_then(|id| position(steps, id));
        // what is written down leads: an undo may have brought its step back
        let found = find(&self.session.progress.step).or_else(|| find(&self.here));
        self.at = found.unwrap_or(self.at.min(steps.len().saturating_sub(1)));
        let here = steps.get(self.at).map(|s| s.id.clone());
        if here != self.here {
            self.here = here;
            // as if it were gone to: what is to be covered is covered
            self.enter(&NoIds, now);
        }
    }

    /// Takes back the last change and says which.
    pub fn undo(&mut self, now: &Zoned, effects: &mut Vec<Effect>) -> Result<String, String> {
        self.travel(
            History::undo,
            |e| {
                (
                    e.undo.clone(),
                    format!("Taken back: {}. Ctrl+Y does it again.", e.label),
                )
            },
            "There is nothing to take back.",
            now,
            effects,
        )
    }

    /// Makes the change again that was taken back, and says which.
    pub fn redo(&mut self, now: &Zoned, effects: &mut Vec<Effect>) -> Result<String, String> {
        self.travel(
            History::redo,
            |e| (e.redo.clone(), format!("Done again: {}.", e.label)),
            "There is nothing to do again.",
            now,
            effects,
        )
    }

    fn travel(
        &mut self,
        go: impl FnOnce(&mut History, &mut Session) -> Option<crate::domain::Entry>,
        tell: impl FnOnce(&crate::domain::Entry) -> (Edit, String),
        nothing: &str,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Result<String, String> {
        if let Some(why) = self.saving.read_only.as_ref() {
            return Err(format!("This session is read-only: {why}."));
        }
        let entry = go(&mut self.history, Arc::make_mut(&mut self.session)).ok_or(nothing)?;
        let (edit, says) = tell(&entry);
        self.changed(edit, now, effects);
        Ok(says)
    }

    // --- typing ---------------------------------------------------------------------------------

    /// Opens the text editor.
    pub fn write(&mut self, editing: Editing, effects: &mut Vec<Effect>) {
        self.group += 1;
        effects.push(Effect::Typing(typing(&editing)));
        self.editing = Some(editing);
    }

    /// Puts the text as it is now into the session.
    pub fn typed(
        &mut self,
        ids: &dyn IdSource,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Result<(), String> {
        let Some(editing) = &self.editing else {
            return Ok(());
        };
        let new = matches!(editing.target, Target::New { .. });
        if new && editing.buffer.text().is_empty() {
            return Ok(());
        }
        let edit = editing.edit(&self.session);
        self.commit_in(edit, "typed", Some(self.group), now, effects)?;
        if let Some(Editing {
            target: Target::New { list, item },
            ..
        }) = &self.editing
        {
            let list = *list;
            let id = Id::new(
                item.get("id")
                    .and_then(|id| id.as_str())
                    .unwrap_or_default(),
            );
            if let Some(editing) = &mut self.editing {
                editing.target = Target::Field {
                    place: Place::Item(list, id.clone()),
                    field: list.text_field().to_owned(),
                    within: None,
                };
                effects.push(Effect::Typing(typing(editing)));
            }
            // what belongs to no step leaves the light of the step where it is
            if !list.is_aside() {
                self.with_screen(ids, now, |screen, ctx| screen.focus(ctx, &id));
            }
        }
        Ok(())
    }

    /// Keeps the text and closes the editor. Returns what was said, if anything.
    pub fn keep(&mut self, now: &Zoned, effects: &mut Vec<Effect>) -> Option<String> {
        let editing = self.editing.take()?;
        effects.push(Effect::Typing(None));
        let Target::Field {
            place,
            field,
            within,
        } = &editing.target
        else {
            return None;
        };
        let text = editing.buffer.text();
        let needed = within.is_none()
            && matches!(place, Place::Item(list, _) if list.text_field() == field)
            || matches!(place, Place::Session);
        if text.trim().is_empty() && needed {
            return self.keep_empty(&editing, place, field, now, effects);
        }
        if editing.fresh
            && let Place::Item(crate::domain::List::Participants, id) = place
            && let Some(person) = self
                .session
                .get::<crate::domain::Participant>(id)
                .filter(|p| p.name.contains(','))
        {
            // one line says it all: name, role, function, level
            let side = person.side;
            let edit = crate::domain::change(person, |p| {
                let parsed = crate::domain::Participant::from_line(p.id.clone(), side, &p.name);
                *p = crate::domain::Participant {
                    extra: p.extra.clone(),
                    ..parsed
                };
            });
            let _ = self.commit_in(edit, "typed", Some(self.group), now, effects);
        } else if text.trim() != text {
            let mut trimmed = editing.clone();
            trimmed.buffer = crate::text::Buffer::new(text.trim());
            let edit = trimmed.edit(&self.session);
            let _ = self.commit_in(edit, "typed", Some(self.group), now, effects);
        }
        None
    }

    /// A text that is needed was emptied: a new item goes again, a former text comes back.
    fn keep_empty(
        &mut self,
        editing: &Editing,
        place: &Place,
        field: &str,
        now: &Zoned,
        effects: &mut Vec<Effect>,
    ) -> Option<String> {
        if let (true, Place::Item(list, id)) = (editing.fresh, place) {
            let edit = Edit::Remove {
                list: *list,
                id: id.clone(),
            };
            let _ = self.commit_in(edit, "typed", Some(self.group), now, effects);
            return None;
        }
        let edit = set_field(place.clone(), field, json!(editing.before));
        let _ = self.commit_in(edit, "typed", Some(self.group), now, effects);
        Some(match place {
            Place::Session => "A session needs a title: the former one is kept.".to_owned(),
            _ => "An empty line keeps the former text. Del deletes the whole item.".to_owned(),
        })
    }

    /// Opens the editor where it was when the program was ended.
    fn resume(&mut self, typing: Typing, ids: &dyn IdSource, now: &Zoned) {
        let here = match (&typing.within, &typing.place) {
            (Some(part), place) => {
                Editing::within(&self.session, place.clone(), &typing.field, part)
            }
            (None, place) => Editing::field(&self.session, place.clone(), &typing.field),
        };
        if let Place::Item(list, id) = &typing.place {
            if crate::domain::read_field(&self.session, &typing.place, "id").is_none() {
                return;
            }
            let id = id.clone();
            // in place where a step draws it; other fields come back in their form
            let on_step =
                !list.is_aside() && (typing.within.is_some() || typing.field == list.text_field());
            self.with_screen(ids, now, |screen, ctx| screen.focus(ctx, &id));
            self.editing = on_step.then_some(here);
        }
    }

    // --- saving ---------------------------------------------------------------------------------

    /// When the next save is due.
    #[must_use]
    pub fn deadline(&self) -> Option<Timestamp> {
        self.saving.deadline()
    }

    /// Saves if it is time, or at once with `force`.
    pub fn save(&mut self, force: bool, now: &Zoned, effects: &mut Vec<Effect>) {
        if self.saving.begins(force, now.timestamp()) {
            Arc::make_mut(&mut self.session).modified = Some(now.timestamp());
            effects.push(Effect::Save(
                std::mem::take(&mut self.unsaved),
                self.saving.revision(),
                now.timestamp(),
            ));
        }
    }

    /// All up to this revision was saved; `synced` when it is known to have reached the disk.
    pub fn on_saved(&mut self, revision: u64, synced: bool, now: &Zoned) {
        self.saving.on_saved(revision, synced, now.timestamp());
    }

    /// The computer's clock was set by so many seconds.
    pub fn on_clock_set(&mut self, by: i64) {
        self.saving.on_clock_set(by);
    }

    /// A save failed.
    pub fn on_failed(&mut self, why: String, now: &Zoned) {
        self.saving.on_failed(why, now.timestamp());
    }

    /// Selects an item on the current step.
    pub fn focus(&mut self, id: &Id, ids: &dyn IdSource, now: &Zoned) {
        self.with_screen(ids, now, |screen, ctx| screen.focus(ctx, id));
    }

    /// The step nearest to the current one that is of this kind, and holds this item if it belongs to a side.
    #[must_use]
    pub fn step_of(&self, kind: &Kind, item: Option<&Id>) -> Option<usize> {
        let steps = &self.session.agenda.steps;
        let side = item
            .and_then(|id| self.session.get::<crate::domain::Expectation>(id))
            .map(|e| e.side);
        let fits =
            |s: &Step| s.kind == *kind && (s.side.is_none() || side.is_none() || s.side == side);
        let mut found: Vec<usize> = steps
            .iter()
            .enumerate()
            .filter(|(_, s)| fits(s))
            .map(|(n, _)| n)
            .collect();
        found.sort_by_key(|n| n.abs_diff(self.at));
        found.first().copied()
    }

    /// The place of a step in the agenda.
    #[must_use]
    pub fn step_at(&self, id: &Id) -> Option<usize> {
        position(&self.session.agenda.steps, id)
    }
}

/// Entering a step makes nothing.
struct NoIds;

impl IdSource for NoIds {
    fn fresh(&self) -> Id {
        Id::new("")
    }
}

/// What is written into the journal while this text is being typed.
fn typing(editing: &Editing) -> Option<Typing> {
    match &editing.target {
        Target::Field {
            place,
            field,
            within,
        } => Some(Typing {
            place: place.clone(),
            field: field.clone(),
            within: within.clone(),
        }),
        // nothing has been typed yet
        Target::New { .. } => None,
    }
}

impl From<Refused> for String {
    fn from(refused: Refused) -> Self {
        format!("That was not possible: {refused}.")
    }
}
