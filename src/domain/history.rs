//! Undo and redo.

use super::{Edit, EditRefused, Session, apply};
use serde::{Deserialize, Serialize};

/// Most steps kept; the oldest go first.
const DEPTH: usize = 1000;

/// One step that can be undone and redone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Takes it back.
    pub undo: Edit,
    /// Does it.
    pub redo: Edit,
    /// What it was, for "Undone: …".
    pub label: String,
    /// Counted anew in every run: what was done before is joined by nothing.
    #[serde(skip)]
    group: Option<u64>,
}

impl Entry {
    /// Takes a later edit of the same group into this step.
    fn join(&mut self, edit: Edit, inverse: Edit, label: &str) {
        label.clone_into(&mut self.label);
        let (Edit::All(redo), Edit::All(undo)) = (&mut self.redo, &mut self.undo) else {
            return;
        };
        // typing sets the same field again and again: only the first and the last value matter
        if let (
            Some(Edit::Set {
                place,
                field,
                value,
            }),
            Edit::Set {
                place: p,
                field: f,
                value: v,
            },
        ) = (redo.last_mut(), &edit)
            && place == p
            && field == f
        {
            value.clone_from(v);
            return;
        }
        redo.push(edit);
        undo.insert(0, inverse);
    }

    /// Whether it changes nothing: an item that came and went, or a field that has its former value again.
    fn is_void(&self) -> bool {
        let (Edit::All(redo), Edit::All(undo)) = (&self.redo, &self.undo) else {
            return false;
        };
        match (redo.first(), redo.last()) {
            (Some(Edit::Insert { list, item, .. }), Some(Edit::Remove { list: l, id })) => {
                list == l && item.get("id").is_some_and(|i| i == id.as_str())
            }
            _ => redo == undo,
        }
    }
}

/// The past and future of a session under edit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    past: Vec<Entry>,
    future: Vec<Entry>,
}

impl History {
    /// Applies `edit` and remembers it. Edits of one `group` that follow each other are one step.
    ///
    /// # Errors
    /// As [`apply`]; nothing is remembered then.
    pub fn commit(
        &mut self,
        session: &mut Session,
        edit: Edit,
        label: &str,
        group: Option<u64>,
    ) -> Result<(), EditRefused> {
        let undo = apply(session, &edit)?;
        self.future.clear();
        match self
            .past
            .last_mut()
            .filter(|last| group.is_some() && last.group == group)
        {
            Some(last) => {
                last.join(edit, undo, label);
                if last.is_void() {
                    self.past.pop();
                }
            }
            None => self.past.push(Entry {
                undo: Edit::All(vec![undo]),
                redo: Edit::All(vec![edit]),
                label: label.to_owned(),
                group,
            }),
        }
        if self.past.len() > DEPTH {
            self.past.remove(0);
        }
        Ok(())
    }

    /// Takes back the last step and returns it.
    pub fn undo(&mut self, session: &mut Session) -> Option<Entry> {
        let entry = self.past.pop()?;
        apply(session, &entry.undo).ok()?;
        self.future.push(entry.clone());
        Some(entry)
    }

    /// Does again what was taken back and returns it.
    pub fn redo(&mut self, session: &mut Session) -> Option<Entry> {
        let entry = self.future.pop()?;
        apply(session, &entry.redo).ok()?;
        self.past.push(entry.clone());
        Some(entry)
    }

    /// Goes on from the steps of an earlier run, the oldest first.
    #[must_use]
    pub fn resumed(past: Vec<Entry>) -> Self {
        Self {
            past,
            future: Vec::new(),
        }
    }

    /// What can be undone, the oldest first.
    #[must_use]
    pub fn past(&self) -> &[Entry] {
        &self.past
    }

    /// How many steps can be undone and redone.
    #[must_use]
    pub fn depth(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }
}
