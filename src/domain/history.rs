//! Undo and redo.

use super::{Edit, EditRefused, Session, apply};
use serde::{Deserialize, Serialize};

/// Most entries that are kept; the oldest are dropped first.
const DEPTH: usize = 1000;

/// One change that can be undone and redone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Undoes it.
    pub undo: Edit,
    /// Does it again.
    pub redo: Edit,
    /// What was done, shown after undoing it.
    pub label: String,
    /// Edits of the same group become one entry. Not stored: groups are counted anew in every run.
    #[serde(skip)]
    group: Option<u64>,
}

impl Entry {
    /// Adds a later edit of the same group to this entry.
    fn join(&mut self, edit: Edit, inverse: Edit, label: &str) {
        label.clone_into(&mut self.label);
        let (Edit::All(redo), Edit::All(undo)) = (&mut self.redo, &mut self.undo) else {
            return;
        };
        // typing sets one field again and again: its first and last value are enough
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

    /// True if nothing has changed in the end: an item was inserted and removed, or a field has its
    /// old value again.
    fn is_empty(&self) -> bool {
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

/// The changes to a session that can be undone and redone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct History {
    past: Vec<Entry>,
    future: Vec<Entry>,
}

impl History {
    /// Applies `edit` and records it. Consecutive edits of one `group` become one entry.
    ///
    /// # Errors
    /// As [`apply`]; nothing is recorded then.
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
                if last.is_empty() {
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

    /// Undoes the last entry and returns it.
    pub fn undo(&mut self, session: &mut Session) -> Option<Entry> {
        let entry = self.past.pop()?;
        apply(session, &entry.undo).ok()?;
        self.future.push(entry.clone());
        Some(entry)
    }

    /// Redoes the last undone entry and returns it.
    pub fn redo(&mut self, session: &mut Session) -> Option<Entry> {
        let entry = self.future.pop()?;
        apply(session, &entry.redo).ok()?;
        self.past.push(entry.clone());
        Some(entry)
    }

    /// A history that continues from the entries of an earlier run, the oldest first.
    #[must_use]
    pub fn resumed(past: Vec<Entry>) -> Self {
        Self {
            past,
            future: Vec::new(),
        }
    }

    /// The entries that can be undone, the oldest first.
    #[must_use]
    pub fn past(&self) -> &[Entry] {
        &self.past
    }

    /// Number of entries that can be undone, and that can be redone.
    #[must_use]
    pub fn depth(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }
}
