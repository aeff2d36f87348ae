//! Five hints for the first session; each goes away by doing what it says.

use super::context::Context;
use crate::keys::{Command, Scope, hint_among, live_keys, rows};

struct Hint {
    /// Its name in the settings.
    name: &'static str,
    /// The commands that make it unnecessary; the first one is what it is about.
    done_by: &'static [Command],
    /// Its sentence, with the first keys of `keys` in the places of `{}`.
    text: &'static str,
    keys: &'static [Command],
}

const HINTS: [Hint; 5] = [
    Hint {
        name: "write",
        done_by: &[Command::Add, Command::Edit],
        text: "{} adds a line, {} edits the selected one. Nothing typed is ever lost.",
        keys: &[Command::Add, Command::Edit],
    },
    Hint {
        name: "steps",
        done_by: &[Command::NextStep, Command::PreviousStep, Command::GoToStep],
        text: "{} goes to the next step, {} back. No step is ever locked.",
        keys: &[Command::NextStep, Command::PreviousStep],
    },
    Hint {
        name: "timer",
        done_by: &[Command::TimerToggle],
        text: "{} starts the clock of this step. It never cuts anybody off.",
        keys: &[Command::TimerToggle],
    },
    Hint {
        name: "projector",
        done_by: &[Command::Project],
        text: "{} shows the room one thing, large. {} comes back to this place.",
        keys: &[Command::Project, Command::Cancel],
    },
    Hint {
        name: "help",
        done_by: &[Command::Help, Command::Palette],
        text: "{} lists every key that works here. {} finds a command by name.",
        keys: &[Command::Help, Command::Palette],
    },
];

/// The next hint about something that works in these scopes.
pub(super) fn next(scopes: &[Scope], done: &[String]) -> Option<String> {
    let works = |h: &&Hint| {
        scopes
            .iter()
            .flat_map(|s| rows(*s))
            .any(|b| h.done_by.first() == Some(&b.command) && !live_keys(scopes, b).is_empty())
    };
    let next = HINTS
        .iter()
        .filter(works)
        .find(|h| !done.iter().any(|d| d == h.name))?;
    let key =
        |text: String, command: &Command| text.replacen("{}", &hint_among(scopes, *command), 1);
    Some(next.keys.iter().fold(next.text.to_owned(), key))
}

/// A command was run: its hint is no longer needed.
pub(super) fn on_command(command: Command, cx: &mut Context) {
    let done = &cx.catalog.preferences.hints_done;
    let hint = HINTS
        .iter()
        .find(|h| h.done_by.contains(&command) && !done.iter().any(|d| d == h.name));
    if let Some(hint) = hint {
        cx.set_preferences(|p| p.hints_done.push(hint.name.to_owned()));
    }
}

/// No more hints, or all of them again.
pub(super) fn toggle(cx: &mut Context) {
    let all = HINTS.len() == cx.catalog.preferences.hints_done.len();
    cx.set_preferences(|p| {
        p.hints_done = if all {
            vec![]
        } else {
            HINTS.iter().map(|h| h.name.to_owned()).collect()
        }
    });
    cx.say(if all {
        "The hints are shown again, one after the other."
    } else {
        "No more hints. The same command brings them back."
    });
}
