//! Moving through a list by keys.

use crate::keys::Command;

/// Rows of a page, for a list that does not know its height.
pub const PAGE: usize = 10;

/// The row that `command` selects, from row `at` of `len` rows, where `page` rows are a page.
/// None when the command is not a movement.
#[must_use]
pub fn destination(command: Command, at: usize, len: usize, page: usize) -> Option<usize> {
    let last = len.saturating_sub(1);
    let at = at.min(last);
    let to = match command {
        Command::Up => at.saturating_sub(1),
        Command::Down => at.saturating_add(1),
        Command::PageUp => at.saturating_sub(page.max(1)),
        Command::PageDown => at.saturating_add(page.max(1)),
        Command::First => 0,
        Command::Last => last,
        _ => return None,
    };
    Some(to.min(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_movement_stays_in_the_list_and_other_commands_are_none() {
        let to = |command, at| destination(command, at, 25, PAGE);
        assert_eq!(to(Command::Up, 0), Some(0));
        assert_eq!(to(Command::Up, 99), Some(23));
        assert_eq!(to(Command::Down, 24), Some(24));
        assert_eq!(to(Command::PageUp, 12), Some(2));
        assert_eq!(to(Command::PageDown, 20), Some(24));
        assert_eq!(to(Command::First, 7), Some(0));
        assert_eq!(to(Command::Last, 7), Some(24));
        assert_eq!(to(Command::Add, 7), None);
        assert_eq!(destination(Command::Down, 0, 0, PAGE), Some(0));
    }
}
