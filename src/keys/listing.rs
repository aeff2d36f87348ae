//! The table as text: footer, help, key card and `docs/keys.md`.

use super::binding::{Binding, keys_of, rows};
use super::command::Command;
use super::scope::Scope;
use super::table::TABLE;
use std::fmt::Write as _;

/// The rows a footer shows for these scopes, innermost first, in footer order.
#[must_use]
pub fn footer(scopes: &[Scope]) -> Vec<&'static Binding> {
    let mut shown: Vec<&Binding> = Vec::new();
    // where one line is asked for, the keys of longer texts only distract
    let short = matches!(scopes.first(), Some(Scope::Search | Scope::Prompt));
    // while typing in a list, only typing is on offer: letters are no keys then
    let typing = scopes.first() == Some(&Scope::Text) && !scopes.contains(&Scope::Form);
    let aside = scopes.first() == Some(&Scope::Aside);
    for scope in scopes.iter().take(if short || typing {
        1
    } else if aside {
        2
    } else {
        scopes.len()
    }) {
        for b in rows(*scope).filter(|b| b.footer > 0 && !b.keys.is_empty()) {
            // an inner scope may have taken its key, or offer the command itself
            let inner = scopes
                .iter()
                .take_while(|s| *s != scope)
                .flat_map(|s| rows(*s));
            let hidden = shown.iter().any(|s| s.command == b.command)
                || inner
                    .flat_map(|i| i.keys)
                    .any(|k| Some(*k) == b.first_key());
            if !hidden {
                shown.push(b);
            }
        }
    }
    shown.sort_by_key(|b| b.footer);
    shown
}

/// All keys as Markdown for `docs/keys.md`: a heading and a table for each place.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::new();
    let mut title = "";
    for scope in Scope::ALL.iter().copied().filter(|s| *s != Scope::Blank) {
        for b in rows(scope).filter(|b| !b.keys.is_empty()) {
            if scope.title() != title {
                title = scope.title();
                let _ = writeln!(out, "\n## {}\n", capitalised(title));
                out.push_str("| Key | What it does |\n| --- | --- |\n");
            }
            let keys = match keys_of(b) {
                range if b.keys.len() > 2 && range.contains('-') => format!("`{range}`"),
                _ => b
                    .keys
                    .iter()
                    .map(|k| format!("`{k}`"))
                    .collect::<Vec<_>>()
                    .join(" "),
            };
            let _ = writeln!(out, "| {keys} | {} |", b.help);
        }
    }
    out.push('\n');
    out
}

/// The text with a capital first letter.
fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|c| c.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}

/// Columns of the card, and cells of a column.
const CARD: (usize, usize) = (3, 27);

/// All keys on one page of plain text, 80 columns wide, to be printed and laid beside the laptop.
#[must_use]
pub fn card() -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut title = "";
    for scope in Scope::ALL.iter().copied().filter(|s| s.is_on_card()) {
        for b in rows(scope).filter(|b| !b.keys.is_empty()) {
            // moving up, down and along is known from everywhere else
            if matches!(
                b.command,
                Command::Up
                    | Command::Down
                    | Command::First
                    | Command::Last
                    | Command::PageUp
                    | Command::PageDown
                    | Command::PreviousPane
                    | Command::Select(_)
                    | Command::Caret(_)
            ) || b.label == "Column"
                // these two have their keys of the session everywhere else too
                || matches!(b.command, Command::Help | Command::Palette)
                    && scope != Scope::Session
            {
                continue;
            }
            if scope.title() != title {
                title = scope.title();
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.push(title.to_uppercase());
            }
            let keys = match keys_of(b) {
                range if b.keys.len() > 2 && range.contains('-') => range,
                all if all.chars().count() <= 9 => all,
                _ => b.first_key().unwrap_or_default().to_owned(),
            };
            let line = format!("{keys:<9} {}", b.label);
            lines.push(line.chars().take(CARD.1 - 1).collect());
        }
    }
    let rows = lines.len().div_ceil(CARD.0);
    let mut out = String::from("roundtable: the keys\n\n");
    for row in 0..rows {
        let line: String = (0..CARD.0)
            .map(|c| {
                format!(
                    "{:<1$}",
                    lines.get(c * rows + row).map_or("", String::as_str),
                    CARD.1
                )
            })
            .collect();
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

/// What the palette offers where these scopes live, each command once.
#[must_use]
pub fn palette(scopes: &[Scope]) -> Vec<&'static Binding> {
    let mut out: Vec<&Binding> = Vec::new();
    for b in TABLE.iter().filter(|b| scopes.contains(&b.scope)) {
        // a movement is no command to look for, and a row of scores stands for several
        let movement =
            matches!(b.label, "Up" | "Down" | "First" | "Last" | "Column") || b.command.is_series();
        if !movement && !out.iter().any(|o| o.command == b.command) {
            out.push(b);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_keys() {
        for scope in Scope::ALL {
            assert!(rows(*scope).next().is_some(), "{scope:?}");
        }
    }

    #[test]
    fn the_card_fits_a_page_and_leaves_out_no_place() {
        let card = card();
        assert!(
            card.lines().count() <= 80 && card.lines().all(|l| l.chars().count() <= 80),
            "{card}"
        );
        let on_card = Scope::ALL.iter().filter(|s| s.is_on_card());
        for scope in on_card {
            let title = scope.title().to_uppercase();
            assert!(card.contains(&title), "{title}");
        }
        assert!(card.contains("PgDn ]    Next step") && card.contains("F5        Projector"));
    }
}
