//! One row of the key table, and looking rows up: by key, by place, by command.

use super::command::Command;
use super::key::Key;
use super::scope::Scope;
use super::system::shown_for;
use super::table::TABLE;
use std::collections::HashMap;
use std::sync::OnceLock;

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// Where it works.
    pub scope: Scope,
    /// What it means.
    pub command: Command,
    /// Its keys; none for what only the palette offers.
    pub keys: &'static [&'static str],
    /// A verb for the footer.
    pub label: &'static str,
    /// A sentence for help.
    pub help: &'static str,
    /// Its place in the footer, 1 first; 0 leaves it out.
    pub footer: u8,
}

impl Binding {
    /// Its keys that are shown on this system.
    #[must_use]
    pub fn shown_keys(&self) -> Vec<&'static str> {
        shown_for().shown(self.keys)
    }

    /// The key that a footer or a sentence names.
    #[must_use]
    pub fn first_key(&self) -> Option<&'static str> {
        self.shown_keys().first().copied()
    }
}

/// The rows of one scope.
pub fn rows(scope: Scope) -> impl Iterator<Item = &'static Binding> {
    TABLE.iter().filter(move |b| b.scope == scope)
}

/// What `key` means in `scope`.
#[must_use]
pub fn find(scope: Scope, key: Key) -> Option<Command> {
    static INDEX: OnceLock<HashMap<(Scope, Key), Command>> = OnceLock::new();
    let index = INDEX.get_or_init(|| {
        let all = TABLE.iter().flat_map(|b| {
            b.keys
                .iter()
                .enumerate()
                .filter_map(move |(n, k)| Some(((b.scope, Key::parse(k)?), nth(b.command, n))))
        });
        all.collect()
    });
    index.get(&(scope, key)).copied()
}

/// A row of scores or letters stands for as many commands as it has keys.
fn nth(command: Command, n: usize) -> Command {
    let after = |first: u8| first + u8::try_from(n).unwrap_or(0);
    match command {
        Command::Score(first) => Command::Score(after(first)),
        Command::Dot(first) => Command::Dot(after(first)),
        other => other,
    }
}

/// The keys of a row as they are written: `1-5`, `PgDn ]`.
#[must_use]
pub fn keys_of(binding: &Binding) -> String {
    match (binding.command, binding.keys) {
        (command, [first, .., last]) if command.is_series() => format!("{first}-{last}"),
        _ => binding.shown_keys().join(" "),
    }
}

/// The keys of a row that reach it where these scopes are live, innermost first: not those that an
/// inner scope has taken.
#[must_use]
pub fn live_keys(scopes: &[Scope], binding: &Binding) -> Vec<&'static str> {
    let inner = scopes.iter().take_while(|s| **s != binding.scope);
    let taken: Vec<&str> = inner
        .flat_map(|s| rows(*s))
        .flat_map(|b| b.keys)
        .copied()
        .collect();
    let mut keys = binding.shown_keys();
    keys.retain(|key| !taken.contains(key));
    keys
}

/// The first key of `command`, as a sentence names it: `Ctrl+Z`. A command that only the palette
/// has is named by the way through it.
#[must_use]
pub fn hint(command: Command) -> String {
    let mut bindings = TABLE.iter().filter(|b| b.command == command);
    match bindings.clone().find_map(Binding::first_key) {
        Some(key) => key.to_owned(),
        None => {
            let label = bindings.next().map_or("", |b| b.label);
            format!("{}, “{label}”", hint(Command::Palette))
        }
    }
}

/// The first key of `command` in `scope`, for a command whose keys differ from place to place.
#[must_use]
pub fn hint_in(scope: Scope, command: Command) -> String {
    rows(scope)
        .find(|b| b.command == command)
        .and_then(Binding::first_key)
        .map_or_else(|| hint(command), str::to_owned)
}

/// The first key of `command` where these scopes are live, innermost first.
#[must_use]
pub fn hint_among(scopes: &[Scope], command: Command) -> String {
    let rows = scopes.iter().flat_map(|s| rows(*s));
    rows.filter(|b| b.command == command)
        .find_map(|b| live_keys(scopes, b).first().copied())
        .map_or_else(|| hint(command), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_key_parses_and_means_one_thing_per_scope() {
        let mut seen = HashSet::new();
        for b in TABLE {
            for k in b.keys {
                assert!(Key::parse(k).is_some(), "{k}");
                assert!(seen.insert((b.scope, *k)), "{k} twice in {:?}", b.scope);
            }
            // the key card has room for 16 signs
            let on_card = b.keys.is_empty() || b.label.chars().count() <= 16;
            assert!(
                !b.label.is_empty() && !b.help.is_empty() && on_card,
                "{}",
                b.label
            );
        }
    }

    #[test]
    fn a_hint_is_the_key_or_the_way_through_the_palette() {
        assert_eq!(hint(Command::Undo), "Ctrl+Z");
        assert_eq!(hint(Command::NextTheme), "Ctrl+P, “Next theme”");
        assert_eq!(hint_in(Scope::Library, Command::New), "n");
        for b in TABLE {
            assert!(!hint(b.command).contains("“”"), "{}", b.label);
        }
    }

    #[test]
    fn scores_carry_their_digit() {
        assert_eq!(
            find(Scope::Actions, Key::char('4')),
            Some(Command::Score(4))
        );
        assert_eq!(
            find(Scope::Consent, Key::char('0')),
            Some(Command::Score(0))
        );
        assert_eq!(find(Scope::Session, Key::char('§')), None);
    }

    #[test]
    fn a_key_that_an_inner_scope_has_taken_is_not_named() {
        let next_pane = rows(Scope::Panes).find(|b| b.command == Command::NextPane);
        let next_pane = next_pane.unwrap();
        assert_eq!(live_keys(&[Scope::Panes], next_pane), ["Tab"]);
        assert!(live_keys(&[Scope::Align, Scope::Panes], next_pane).is_empty());
    }
}
