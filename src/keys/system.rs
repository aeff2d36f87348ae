//! Which of the keys of a command is shown: terminals of some systems keep keys for themselves.

use super::key::{Code, Key};
use std::sync::OnceLock;

/// The system whose terminals and keyboards the shown keys must suit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    /// Every key of the table reaches the program.
    Other,
    /// Windows Terminal switches to full screen with Alt+Enter.
    Windows,
    /// Terminal.app scrolls with PgUp, PgDn, Home and End, Option types characters instead of being
    /// Alt, and the keyboard has no Del or Insert: its delete key is Backspace.
    MacOs,
}

static SHOWN_FOR: OnceLock<System> = OnceLock::new();

impl System {
    /// The system this program was built for.
    pub const HERE: Self = if cfg!(windows) {
        Self::Windows
    } else if cfg!(target_vendor = "apple") {
        Self::MacOs
    } else {
        Self::Other
    };

    /// Whether a key reaches the program in the terminals most people use there.
    fn reaches(self, key: Key) -> bool {
        match self {
            Self::Other => true,
            Self::Windows => !(key.alt && key.code == Code::Enter),
            Self::MacOs => {
                !key.alt
                    && !matches!(
                        key.code,
                        Code::PageUp
                            | Code::PageDown
                            | Code::Home
                            | Code::End
                            | Code::Delete
                            | Code::Insert
                    )
            }
        }
    }

    /// Those of a command's keys that reach the program, in their order; all of them if none does.
    pub(super) fn shown(self, keys: &[&'static str]) -> Vec<&'static str> {
        let reaches = |key: &&str| Key::parse(key).is_some_and(|key| self.reaches(key));
        let some: Vec<_> = keys.iter().copied().filter(reaches).collect();
        if some.is_empty() { keys.to_vec() } else { some }
    }
}

/// Shows the keys that suit this system from now on, instead of all keys of the table. The first
/// call counts.
pub fn show_for(system: System) {
    let _ = SHOWN_FOR.set(system);
}

/// The system the keys are shown for.
pub(super) fn shown_for() -> System {
    SHOWN_FOR.get().copied().unwrap_or(System::Other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::{Command, Scope, TABLE, rows};

    fn shown(system: System, scope: Scope, command: Command) -> String {
        let binding = rows(scope).find(|b| b.command == command).unwrap();
        system.shown(binding.keys).join(" ")
    }

    #[test]
    fn a_key_that_the_terminal_keeps_is_not_shown_where_there_is_another() {
        let new_line = |system| shown(system, Scope::Text, Command::NewLine);
        assert_eq!(new_line(System::Other), "Alt+Enter Ctrl+J");
        assert_eq!(new_line(System::Windows), "Ctrl+J");
        assert_eq!(new_line(System::MacOs), "Ctrl+J");
        let next = |system| shown(system, Scope::Session, Command::NextStep);
        assert_eq!(next(System::Windows), "PgDn ]");
        assert_eq!(next(System::MacOs), "]");
        assert_eq!(shown(System::MacOs, Scope::Lists, Command::MoveUp), "K");
        assert_eq!(
            shown(System::MacOs, Scope::Lists, Command::Delete),
            "Backspace"
        );
        // Shift lets it through
        assert_eq!(shown(System::MacOs, Scope::Picker, Command::PageUp), "PgUp");
    }

    /// Whatever a footer offers, and everything that changes something, has a key that works.
    #[test]
    fn every_command_has_a_key_that_reaches_the_program() {
        let moves = |c| {
            use crate::keys::Caret;
            matches!(
                c,
                Command::First | Command::Last | Command::PageUp | Command::PageDown
            ) || matches!(
                c,
                Command::Caret(Caret::Home | Caret::End)
                    | Command::Select(Caret::Home | Caret::End)
                    | Command::EraseNext
            )
        };
        for binding in TABLE.iter().filter(|b| !b.keys.is_empty()) {
            for system in [System::Windows, System::MacOs] {
                let reached = binding
                    .keys
                    .iter()
                    .any(|key| Key::parse(key).is_some_and(|key| system.reaches(key)));
                assert!(
                    reached || binding.footer == 0 && moves(binding.command),
                    "{system:?} {binding:?}"
                );
            }
        }
    }
}
