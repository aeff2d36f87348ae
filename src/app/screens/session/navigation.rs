//! Going from step to step.

use super::SessionScreen;
use crate::app::context::Context;
use crate::domain::{
    Edit, Expectation, Id, Kind, Place, Step, Timer, position, schedule, set_field,
};
use serde_json::json;
use std::collections::BTreeMap;

impl SessionScreen {
    pub(super) fn enter(&mut self, cx: &Context) {
        self.with_step(cx, |screen, ctx| screen.enter(ctx));
    }

    /// Goes to a step. A running clock goes along.
    pub fn go(&mut self, to: usize, cx: &mut Context) {
        let Some(id) = self.session.agenda.steps.get(to).map(|s| s.id.clone()) else {
            return;
        };
        if to == self.at {
            return;
        }
        let progress = &self.session.progress;
        let mut visited = progress.visited.clone();
        let left = self.step().map(|s| s.id.clone());
        for seen in left.into_iter().chain([id.clone()]) {
            if !visited.contains(&seen) {
                visited.push(seen);
            }
        }
        let mut edits = vec![
            set_field(Place::Progress, "step", json!(id)),
            set_field(Place::Progress, "visited", json!(visited)),
        ];
        if schedule::running(&self.session).is_some() {
            let now = cx.now.timestamp();
            let paused = progress.timers.iter();
            let mut timers: BTreeMap<Id, Timer> = paused
                .map(|(id, t)| (id.clone(), t.paused_at(now)))
                .collect();
            timers.entry(id.clone()).or_default().since = Some(now);
            edits.push(set_field(Place::Progress, "timers", json!(timers)));
        }
        (self.at, self.here) = (to, Some(id));
        self.set_progress(Edit::All(edits), cx);
        self.enter(cx);
    }

    /// Stays on the current step wherever it was moved to; when it is gone, on the one in its
    /// place.
    pub(super) fn follow_current_step(&mut self, cx: &Context) {
        let steps = &self.session.agenda.steps;
        let find = |id: &Option<Id>| id.as_ref().and_then(|id| position(steps, id));
        // what the session says leads: an undo may have brought its step back
        let found = find(&self.session.progress.step).or_else(|| find(&self.here));
        self.at = found.unwrap_or(self.at.min(steps.len().saturating_sub(1)));
        let here = steps.get(self.at).map(|s| s.id.clone());
        if here != self.here {
            self.here = here;
            // as after going there: what is to be hidden is hidden
            self.enter(cx);
        }
    }

    /// The step nearest to the current one that is of this kind, and holds this item if it belongs
    /// to a side.
    #[must_use]
    pub fn nearest_step(&self, kind: &Kind, item: Option<&Id>) -> Option<usize> {
        let item = item.and_then(|id| self.session.get::<Expectation>(id));
        let side = item.map(|e| e.side);
        let fits =
            |s: &Step| s.kind == *kind && (s.side.is_none() || side.is_none() || s.side == side);
        let steps = self.session.agenda.steps.iter().enumerate();
        steps
            .filter(|(_, s)| fits(s))
            .map(|(n, _)| n)
            .min_by_key(|n| n.abs_diff(self.at))
    }
}
