//! Sentences name keys through `keys::hint`, never by hand: a key that moves in the table would
//! leave them wrong.

use super::exceptions::{KEYS_BY_HAND, is_exception};
use super::source::{Source, program};
use roundtable::keys::TABLE;
use std::collections::BTreeSet;

/// Keys with a name that is no plain word of a sentence: `Ctrl+Z`, `Esc`, `F5`.
fn named_keys() -> BTreeSet<&'static str> {
    let keys = TABLE.iter().flat_map(|binding| binding.keys).copied();
    // these two are words as well
    keys.filter(|key| key.chars().count() > 1 && !["End", "Home"].contains(key))
        .collect()
}

/// Keys of one letter.
fn letters() -> BTreeSet<&'static str> {
    let keys = TABLE.iter().flat_map(|binding| binding.keys).copied();
    keys.filter(|key| key.len() == 1 && key.chars().all(char::is_alphabetic))
        .collect()
}

/// The verbs with which the table says what a key does: `adds`, `opens`, `shows`.
fn verbs() -> BTreeSet<&'static str> {
    let first_words = TABLE
        .iter()
        .filter_map(|binding| binding.help.split([' ', ',']).next());
    first_words.filter(|word| word.ends_with('s')).collect()
}

/// The key that `text` spells, if any.
fn key_in(text: &str) -> Option<&'static str> {
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "“”()\"`,.;:".contains(c))
        .filter(|word| !word.is_empty())
        .collect();
    if let Some(key) = named_keys().into_iter().find(|key| words.contains(key)) {
        return Some(key);
    }
    let verbs = verbs();
    letters().into_iter().find(|letter| {
        words
            .windows(2)
            .any(|pair| pair[0] == *letter && verbs.contains(pair[1]))
    })
}

/// The string literals that spell a key, outside the modules whose business keys are: within one
/// literal, or as a key in one and what it does in the next.
fn spelled(source: &Source) -> Vec<String> {
    if source.module() == "keys" || source.in_src() == "tui/input/event.rs" {
        return vec![];
    }
    let next = source.strings.iter().skip(1).map(|(_, text)| text.as_str());
    let pairs = source.strings.iter().zip(next.chain([""]));
    pairs
        .filter_map(|((line, text), next)| {
            let is_letter = letters().contains(text.as_str());
            let both = if is_letter {
                format!("{text} {next}")
            } else {
                text.clone()
            };
            let key = key_in(&both)?;
            Some(format!("{}:{line}: {key} in \"{both}\"", source.path))
        })
        .collect()
}

#[test]
fn no_sentence_spells_a_key_by_hand() {
    let faults: Vec<String> = program()
        .iter()
        .filter(|source| !is_exception(&source.path, KEYS_BY_HAND))
        .flat_map(spelled)
        .collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_exception_for_keys_is_still_needed() {
    let sources = program();
    for exception in KEYS_BY_HAND {
        let mut inside = sources
            .iter()
            .filter(|source| is_exception(&source.path, &[*exception]));
        let is_needed = inside.any(|source| !spelled(source).is_empty());
        assert!(is_needed, "{} is mended", exception.0);
    }
}

#[test]
fn keys_are_recognised_in_sentences() {
    assert_eq!(
        key_in("Nothing is lost. Ctrl+Z brings it back."),
        Some("Ctrl+Z")
    );
    assert_eq!(
        key_in("The list is empty. a adds the first one."),
        Some("a")
    );
    assert_eq!(key_in("Press Esc, please"), Some("Esc"));
    assert_eq!(key_in("a goal that both sides accept"), None);
    assert_eq!(key_in("{undo} brings it back."), None);
}
