//! The selected row of a list.

use crate::domain::{Id, Record};
use crate::keys::Command;

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
        let at = self.at(rows);
        let to = match command {
            Command::Up => at.saturating_sub(1),
            Command::Down => at + 1,
            Command::First => 0,
            Command::Last => usize::MAX,
            _ => return false,
        };
        self.go(rows, to);
        true
    }
}
