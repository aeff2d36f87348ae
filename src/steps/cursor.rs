//! The selected row of a list.

use crate::domain::{Id, Record};
use crate::keys::Command;
use crate::widgets::movement::{PAGE, destination};

/// What a row of a list is recognised by.
pub trait Identified {
    /// Its id.
    fn id(&self) -> &Id;
}

impl<R: Record> Identified for R {
    fn id(&self) -> &Id {
        Record::id(self)
    }
}

/// A selection that stays on its item when rows move, and near its row when the item is deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cursor {
    id: Option<Id>,
    row: usize,
}

impl Cursor {
    /// The selected row among `rows`; 0 when there are none.
    pub fn row<R: Identified>(&self, rows: &[&R]) -> usize {
        let last = rows.len().saturating_sub(1);
        // most often the item is where it was
        if let Some(id) = &self.id
            && rows.get(self.row).is_none_or(|r| r.id() != id)
            && let Some(found) = rows.iter().position(|r| r.id() == id)
        {
            return found;
        }
        self.row.min(last)
    }

    /// The selected item.
    pub fn selected<'a, R: Identified>(&self, rows: &[&'a R]) -> Option<&'a R> {
        rows.get(self.row(rows)).copied()
    }

    /// Selects a row.
    pub fn select<R: Identified>(&mut self, rows: &[&R], row: usize) {
        self.row = row.min(rows.len().saturating_sub(1));
        self.id = rows.get(self.row).map(|r| r.id().clone());
    }

    /// Selects an item, also one that is not in the list yet.
    pub fn select_item(&mut self, id: &Id) {
        self.id = Some(id.clone());
    }

    /// Remembers the row of the selected item, so that its neighbour is selected when it goes.
    pub fn remember_row<R: Identified>(&mut self, rows: &[&R]) {
        self.select(rows, self.row(rows));
    }

    /// Selects the row a movement leads to; false when the command is not a movement.
    pub fn move_by<R: Identified>(&mut self, command: Command, rows: &[&R]) -> bool {
        let to = destination(command, self.row(rows), rows.len(), PAGE);
        if let Some(to) = to {
            self.select(rows, to);
        }
        to.is_some()
    }
}
