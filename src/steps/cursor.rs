//! The selected row of a list.

use crate::domain::{Id, Record};
use crate::keys::Command;
use crate::widgets::movement::{PAGE, destination};

/// A selection that stays on its item when rows move, and near its place when the item goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cursor {
    id: Option<Id>,
    row: usize,
}

impl Cursor {
    /// The selected row among `rows`; 0 when there are none.
    pub fn at<R: Record>(&self, rows: &[&R]) -> usize {
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
    pub fn on<'a, R: Record>(&self, rows: &[&'a R]) -> Option<&'a R> {
        rows.get(self.at(rows)).copied()
    }

    /// Selects a row.
    pub fn go<R: Record>(&mut self, rows: &[&R], row: usize) {
        self.row = row.min(rows.len().saturating_sub(1));
        self.id = rows.get(self.row).map(|r| r.id().clone());
    }

    /// Selects an item.
    pub fn focus(&mut self, id: &Id) {
        self.id = Some(id.clone());
    }

    /// Remembers where the item stands, so that its neighbour is selected when it goes.
    pub fn settle<R: Record>(&mut self, rows: &[&R]) {
        self.go(rows, self.at(rows));
    }

    /// Carries out a movement; false when the command is none.
    pub fn step<R: Record>(&mut self, command: Command, rows: &[&R]) -> bool {
        let Some(to) = destination(command, self.at(rows), rows.len(), PAGE) else {
            return false;
        };
        self.go(rows, to);
        true
    }
}
