//! Undo and redo.

use super::{Edit, Refused, Session, apply};

/// Most steps kept; the oldest go first.
const DEPTH: usize = 1000;

/// One step that can be undone and redone.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Takes it back.
    pub undo: Edit,
    /// Does it.
    pub redo: Edit,
    /// What it was, for "Undone: …".
    pub label: String,
    group: Option<u64>,
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
    pub fn commit(&mut self, session: &mut Session, edit: Edit, label: &str, group: Option<u64>) -> Result<(), Refused> {
        let undo = apply(session, &edit)?;
        self.future.clear();
        match self.past.last_mut().filter(|last| group.is_some() && last.group == group) {
            Some(last) => {
                let earlier = std::mem::replace(&mut last.undo, Edit::All(vec![]));
                last.undo = Edit::All(vec![undo, earlier]);
                let before = std::mem::replace(&mut last.redo, Edit::All(vec![]));
                last.redo = Edit::All(vec![before, edit]);
            }
            None => self.past.push(Entry { undo, redo: edit, label: label.to_owned(), group }),
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

    /// How many steps can be undone and redone.
    #[must_use]
    pub fn depth(&self) -> (usize, usize) {
        (self.past.len(), self.future.len())
    }
}
