//! People by a part of their name.

use crate::domain::{Participant, Session};
use crate::text::slug;

/// Who is meant.
#[derive(Debug, PartialEq)]
pub(super) enum Who<'a> {
    /// Nobody of the session.
    Nobody,
    /// One person.
    One(&'a Participant),
    /// Several people, told apart only by more than what was typed.
    Several(Vec<&'a Participant>),
}

/// Who is meant by the beginnings of words of a name. Function, role and organisation may follow,
/// to tell people of one name apart. Accents and case do not matter.
pub(super) fn find<'a>(session: &'a Session, typed: &str) -> Who<'a> {
    let typed: Vec<&str> = typed.split_whitespace().collect();
    if typed.is_empty() || typed.len() > 5 || typed.iter().any(|w| w.chars().count() < 2) {
        return Who::Nobody;
    }
    let typed: Vec<[String; 2]> = typed.into_iter().map(spellings).collect();
    let matching = |matches: fn(&str, &str) -> bool| -> Vec<&Participant> {
        let of_all = session.participants.iter();
        of_all
            .filter(|p| is_meant(session, p, &typed, matches))
            .collect()
    };
    let whole = matching(|name, typed| name == typed);
    let found = if whole.is_empty() {
        matching(|name, typed| name.starts_with(typed))
    } else {
        whole
    };
    match found.as_slice() {
        [] => Who::Nobody,
        [one] => Who::One(one),
        _ => Who::Several(found),
    }
}

/// What a sentence asks for when several people are meant.
pub(super) fn which_of(session: &Session, people: &[&Participant]) -> String {
    let names: Vec<_> = people.iter().map(|p| session.name_of(p)).collect();
    format!(
        "Who is meant: {}? Add a word, such as the organisation.",
        names.join(" or ")
    )
}

/// Whether every typed word matches a word about the person, the first one a word of the name.
fn is_meant(
    session: &Session,
    person: &Participant,
    typed: &[[String; 2]],
    matches: fn(&str, &str) -> bool,
) -> bool {
    let is_in = |words: &str, typed: &[String; 2]| {
        let mut words = words.split(|c: char| c.is_whitespace() || c == '-');
        words.any(|word| {
            let word = spellings(word);
            let fits = |typed: &String| word.iter().any(|word| matches(word, typed));
            typed.iter().any(fits)
        })
    };
    let Some((first, more)) = typed.split_first() else {
        return false;
    };
    if !is_in(&person.name, first) {
        return false;
    }
    let side = person.side;
    let (long, short) = (session.side_name(side), session.short_side_name(side));
    let about = [&person.name, &person.function, &person.role, long, short].join(" ");
    more.iter().all(|word| is_in(&about, word))
}

/// A word without case and accents, the way Germans write it and the way everybody else does.
fn spellings(word: &str) -> [String; 2] {
    let lower = word.to_lowercase();
    let plain = lower.replace('ä', "a").replace('ö', "o").replace('ü', "u");
    // what has no Latin letter stays as it is
    [slug(&lower, &lower), slug(&plain, &plain)]
}
