//! Five hints for the first session; each goes away by doing what it says.

use super::App;
use super::screens::Screen;
use crate::keys::Command;

struct Hint {
    /// Its name in the settings.
    name: &'static str,
    /// What has to be done, one of these.
    done_by: &'static [Command],
    says: &'static str,
}

const HINTS: [Hint; 5] = [
    Hint {
        name: "write",
        done_by: &[Command::Add, Command::Edit],
        says: "a adds a line, Enter edits the lit one. Nothing typed is ever lost.",
    },
    Hint {
        name: "steps",
        done_by: &[Command::NextStep, Command::PreviousStep, Command::GoToStep],
        says: "PgDn goes to the next step, PgUp back. No step is ever locked.",
    },
    Hint {
        name: "timer",
        done_by: &[Command::TimerToggle],
        says: "t starts the clock of this step. It never cuts anybody off.",
    },
    Hint {
        name: "projector",
        done_by: &[Command::Project],
        says: "F5 shows the room one thing, large. Esc comes back to this place.",
    },
    Hint {
        name: "help",
        done_by: &[Command::Help, Command::Palette],
        says: "? lists every key that works here. Ctrl+P finds a command by name.",
    },
];

impl App {
    /// The hint to show: in a session, where nothing else is said or typed.
    pub(super) fn hint(&self) -> Option<&'static str> {
        let Screen::Session(open) = &self.screen else {
            return None;
        };
        if !self.overlays.is_empty() || open.editing.is_some() || open.projecting {
            return None;
        }
        let done = &self.catalog.preferences.hints_done;
        // what it says has to work here
        let scopes = super::focus::layers(self).scopes;
        let works = |h: &&Hint| {
            scopes
                .iter()
                .flat_map(|s| crate::keys::rows(*s))
                .any(|b| h.done_by.first() == Some(&b.command))
        };
        HINTS
            .iter()
            .filter(works)
            .find(|h| !done.iter().any(|d| d == h.name))
            .map(|h| h.says)
    }

    /// A command was run: its hint is no longer needed.
    pub(super) fn did(&mut self, command: Command) {
        let Screen::Session(_) = &self.screen else {
            return;
        };
        let hint = HINTS.iter().find(|h| h.done_by.contains(&command));
        if let Some(hint) = hint.filter(|h| {
            !self
                .catalog
                .preferences
                .hints_done
                .iter()
                .any(|d| d == h.name)
        }) {
            self.set(|p| p.hints_done.push(hint.name.to_owned()));
        }
    }

    /// No more hints, or all of them again.
    pub(super) fn toggle_hints(&mut self) {
        let all = HINTS.len() == self.catalog.preferences.hints_done.len();
        self.set(|p| {
            p.hints_done = if all {
                vec![]
            } else {
                HINTS.iter().map(|h| h.name.to_owned()).collect()
            }
        });
        self.say(if all {
            "The hints are shown again, one after the other."
        } else {
            "No more hints. The same command brings them back."
        });
    }
}
