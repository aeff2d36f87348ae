//! An open session: the document with its history, the step on screen, the text being typed.
//!
//! One file a concern: `document` changes the session, `navigation` goes from step to step,
//! `typing` writes texts, `clock` is the timer, `saving` asks for saves, `commands` says what a key
//! means, and `view`, `header`, `projector` draw.

mod clock;
mod commands;
mod document;
mod header;
mod navigation;
mod projector;
mod saving;
mod typing;
mod view;

use super::saving::{SaveState, Saving};
use crate::app::component::{ActiveKeys, Component};
use crate::app::context::Context;
use crate::app::msg::{Loaded, Source};
use crate::domain::{
    Edit, Entry, History, Id, Kind, Session, Step, findings, schedule, unanswered_steps,
};
use crate::keys::{Command, Scope, hint, hint_in};
use crate::steps::{Ctx, Editing, StepScreen};
use crate::text::Buffer;
use crate::widgets::Painter;
use ratatui::layout::Rect;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// An open session.
pub struct SessionScreen {
    session: Arc<Session>,
    history: History,
    /// The screens of the steps that were visited.
    screens: BTreeMap<Id, Box<dyn StepScreen>>,
    /// Counts the changes of more than words: [`Ctx::structure_revision`].
    structure_revision: u64,
    /// The kinds of step in which something is missing.
    lacking: Vec<Kind>,
    /// The steps that are not answered in full.
    unanswered: Vec<Id>,
    /// The current step, and its index when it was last found.
    here: Option<Id>,
    at: usize,
    /// Where it is, as it may be shown.
    pub file: PathBuf,
    /// True while its file is still to be named after its title.
    pub unnamed: bool,
    /// True while the projector view is shown.
    pub projecting: bool,
    /// The text being typed.
    pub editing: Option<Editing>,
    saving: Saving,
    /// What was changed since the last save began.
    unsaved: Vec<Edit>,
    /// Edits of one burst of typing are one step of undo.
    group: u64,
}

impl SessionScreen {
    /// A session as it was loaded.
    #[must_use]
    pub fn new(loaded: Loaded, cx: &mut Context) -> Self {
        let now = cx.now.timestamp();
        let saved_at = loaded.session.modified.unwrap_or(now);
        let at = loaded.session.step_index();
        let mut screen = Self {
            screens: BTreeMap::new(),
            here: loaded.session.agenda.steps.get(at).map(|s| s.id.clone()),
            at,
            structure_revision: 0,
            lacking: findings::kinds_with_unmet_checks(&loaded.session),
            unanswered: unanswered_steps(&loaded.session),
            session: Arc::new(loaded.session),
            history: History::resumed(loaded.past),
            file: loaded.file,
            unnamed: loaded.new,
            projecting: false,
            editing: None,
            // what came back from the journal is change 1 of this run
            saving: Saving::new(loaded.read_only, saved_at, loaded.unsaved, now),
            unsaved: Vec::new(),
            group: 0,
        };
        if screen.saving.read_only.is_none()
            && let Some(timers) = schedule::after_absence(&screen.session, saved_at, now)
        {
            screen.set_timers(&timers, cx);
        }
        screen.enter(cx);
        if let Some(typing) = loaded.typing.filter(|_| screen.saving.read_only.is_none()) {
            screen.resume_typing(&typing, cx);
        }
        screen
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

    /// The index of the current step.
    #[must_use]
    pub fn current(&self) -> usize {
        self.at
    }

    /// What can be undone, the oldest first.
    #[must_use]
    pub fn past(&self) -> &[Entry] {
        self.history.past()
    }

    /// How many changes can be undone and redone.
    #[must_use]
    pub fn depth(&self) -> (usize, usize) {
        self.history.depth()
    }

    /// Why the session may not be changed now, as one sentence.
    #[must_use]
    pub fn why_not_editable(&self) -> Option<String> {
        let closed = self.session.closed.map(|_| {
            let key = hint_in(Scope::Agreement, Command::Close);
            format!("This session is closed. In the step Agreement, {key} opens it again.")
        });
        self.why_not_writable().or(closed)
    }

    /// Why not even the progress may be changed, as one sentence: a closed session still has a
    /// clock.
    #[must_use]
    pub fn why_not_writable(&self) -> Option<String> {
        let why = self.saving.read_only.as_ref()?;
        let way_out = hint(Command::SaveElsewhere);
        Some(format!(
            "This session is read-only: {why}. To go on: {way_out}."
        ))
    }

    /// Runs `with` on the screen of the current step, which may change.
    pub fn with_step<R>(
        &mut self,
        cx: &Context,
        with: impl FnOnce(&mut dyn StepScreen, &Ctx) -> R,
    ) -> Option<R> {
        let step = self.session.agenda.steps.get(self.at)?;
        let new = || cx.kinds.of_kind(&step.kind).open(step);
        let screen = self.screens.entry(step.id.clone()).or_insert_with(new);
        let ctx = Ctx {
            session: &self.session,
            structure_revision: self.structure_revision,
            step,
            now: &cx.now,
            editing: self.editing.as_ref(),
            ids: cx.ids.as_ref(),
            projecting: self.projecting,
            beside: false,
        };
        Some(with(screen.as_mut(), &ctx))
    }

    /// Looks at the screen of the current step.
    pub fn look<R>(
        &self,
        cx: &Context,
        with: impl FnOnce(&dyn StepScreen, &Ctx) -> R,
    ) -> Option<R> {
        self.look_beside(false, cx, with)
    }

    /// The same; `beside` is true while the record of the selected item is shown beside the step.
    fn look_beside<R>(
        &self,
        beside: bool,
        cx: &Context,
        with: impl FnOnce(&dyn StepScreen, &Ctx) -> R,
    ) -> Option<R> {
        let step = self.step()?;
        let screen = self.screens.get(&step.id)?;
        let ctx = Ctx {
            session: &self.session,
            structure_revision: self.structure_revision,
            step,
            now: &cx.now,
            editing: self.editing.as_ref(),
            ids: cx.ids.as_ref(),
            projecting: self.projecting,
            beside,
        };
        Some(with(screen.as_ref(), &ctx))
    }

    /// Selects an item on the current step.
    pub fn focus(&mut self, id: &Id, cx: &Context) {
        self.with_step(cx, |screen, ctx| screen.focus(ctx, id));
    }
}

impl Component for SessionScreen {
    fn active_keys(&self, _: Option<&SessionScreen>, cx: &Context) -> ActiveKeys {
        let mut scopes = Vec::new();
        if self.editing.is_some() {
            scopes.push(Scope::Text);
        }
        let of_step = self.look(cx, |screen, ctx| screen.scopes(ctx));
        scopes.extend(of_step.unwrap_or_default());
        if self.projecting {
            scopes.push(Scope::Projector);
        }
        scopes.push(Scope::Session);
        ActiveKeys {
            scopes,
            typing: self.editing.is_some(),
            digits: self.look(cx, |screen, ctx| screen.digits(ctx)).flatten(),
        }
    }

    fn run(&mut self, command: Command, _: Option<&mut SessionScreen>, cx: &mut Context) {
        self.run_command(command, cx);
    }

    fn buffer<'a>(&'a mut self, _: Option<&'a mut SessionScreen>) -> Option<&'a mut Buffer> {
        self.editing.as_mut().map(|e| &mut e.buffer)
    }

    fn text_changed(&mut self, _: Option<&mut SessionScreen>, cx: &mut Context) {
        if let Err(why) = self.put_text(cx) {
            cx.say(why);
        }
    }

    fn keep(&mut self, cx: &mut Context) {
        self.keep_text(cx);
    }

    fn click(&mut self, pane: usize, row: usize, _: Option<&mut SessionScreen>, cx: &mut Context) {
        self.with_step(cx, |screen, ctx| screen.click(ctx, pane, row));
    }

    fn draw(&self, _: Option<&SessionScreen>, cx: &Context, p: &mut Painter, area: Rect) {
        if self.projecting {
            self.draw_projector(p, area, cx);
        } else {
            self.draw_workspace(p, area, cx);
        }
    }

    fn saving(&self) -> Option<(SaveState, &Path)> {
        Some((self.save_state(), &self.file))
    }

    fn export_source(&self) -> Option<Source> {
        Some(Source::Open(self.shared()))
    }
}
