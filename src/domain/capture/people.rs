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

/// Whether every typed word matches a word about the person, the first one a word of the name.
fn is_meant(
    session: &Session,
    person: &Participant,
    typed: &[&str],
    matches: fn(&str, &str) -> bool,
) -> bool {
    let side = person.side;
    let (long, short) = (session.side_name(side), session.short_side_name(side));
    let about = [&person.name, &person.function, &person.role, long, short].join(" ");
    let is_in = |words: &str, typed: &str| {
        words
            .split(|c: char| c.is_whitespace() || c == '-')
            .any(|word| {
                spellings(word)
                    .iter()
                    .any(|word| spellings(typed).iter().any(|typed| matches(word, typed)))
            })
    };
    let Some((first, more)) = typed.split_first() else {
        return false;
    };
    is_in(&person.name, first) && more.iter().all(|word| is_in(&about, word))
}

/// A word without case and accents, the way Germans write it and the way everybody else does.
fn spellings(word: &str) -> [String; 2] {
    let lower = word.to_lowercase();
    let plain = lower.replace('ä', "a").replace('ö', "o").replace('ü', "u");
    // what has no Latin letter stays as it is
    [slug(&lower, &lower), slug(&plain, &plain)]
}
