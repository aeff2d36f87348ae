//! The two organisations, their people and their signatures.

use super::{Block, column, date, table};
use crate::domain::{Level, Session, Side, SignOff};
use crate::export::document::Cover;
use crate::text::Foreign;

/// The title page of a document of this kind.
#[must_use]
pub fn cover(session: &Session, kind: &str) -> Cover {
    let sides = session.named_sides().into_iter();
    let mut parties = Foreign::all(sides.map(|s| session.side_name(s)));
    if session.agenda.solo {
        parties.truncate(1);
    }
    let lines = [
        session.title.clone(),
        date(session.day()),
        session.place.trim().to_owned(),
    ];
    Cover {
        kind: kind.into(),
        parties,
        lines: Foreign::all(lines.into_iter().filter(|l| !l.is_empty())),
    }
}

/// The two organisations, with the letters used in labels, when and where they met, and what led to
/// it.
#[must_use]
pub fn parties(session: &Session) -> Block {
    let sides = session.named_sides().into_iter();
    let row = |s: Side| vec![s.letter().to_string(), organisation(session, s)];
    let mut rows: Vec<Vec<String>> = sides.map(row).collect();
    rows.push(vec!["Date".to_owned(), date(session.day())]);
    let given = [
        ("Place", &session.place),
        ("Facilitator", &session.facilitator),
        ("Scribe", &session.scribe),
        ("Background", &session.background),
    ];
    let given = given
        .into_iter()
        .filter(|(_, text)| !text.trim().is_empty());
    rows.extend(given.map(|(title, text)| vec![title.to_owned(), text.trim().to_owned()]));
    Block::table(["Party", "Organisation"], rows)
}

/// What an organisation is called, its role, its legal name and its address.
fn organisation(session: &Session, side: Side) -> String {
    let mut words = session.side_name(side).to_owned();
    let short = session.short_side_name(side);
    if short != words {
        words = format!("{words} ({short})");
    }
    match session.party(side).about().as_str() {
        "" => words,
        about => format!("{words}: {about}"),
    }
}

/// The participants of both sides.
#[must_use]
pub fn participants(session: &Session) -> Vec<Block> {
    table(
        session,
        Side::BOTH.iter().flat_map(|s| session.people(*s)),
        [
            column("Name", |_, p| p.name.clone()),
            column("Organisation", |s, p| s.side_name(p.side).to_owned()),
            column("Role", |_, p| p.role.clone()),
            column("Function", |_, p| p.function.clone()),
            column("Level", |_, p| p.level.map_or("", Level::label).to_owned()),
        ],
    )
}

/// The signatures, each with a mark if what was signed has changed since, and an empty line for a
/// side that has not signed.
#[must_use]
pub fn sign_off(session: &Session) -> Vec<Block> {
    let content = session.agreed_content();
    let rows = Side::BOTH.into_iter().flat_map(|side| {
        let signed = session.sign_off.iter().filter(|s| s.side == side);
        let row = |s| (side, Some((s, SignOff::is_outdated(s, &content))));
        let mut rows: Vec<(Side, Option<(&SignOff, bool)>)> = signed.map(row).collect();
        if rows.is_empty() {
            rows.push((side, None));
        }
        rows
    });
    table(
        session,
        rows,
        [
            column("Organisation", |s, (side, _)| s.side_name(*side).to_owned()),
            column("Name", |_, (_, signed)| match signed {
                None => "not signed".to_owned(),
                Some((s, true)) => format!("{} (outdated: changed since)", s.name),
                Some((s, false)) => s.name.clone(),
            }),
            column("Role", |_, (_, signed)| {
                signed.map_or("", |(s, _)| &s.role).to_owned()
            }),
            column("Date", |_, (_, signed)| {
                date(signed.and_then(|(s, _)| s.date))
            }),
            // blank lines leave room to sign by hand
            column("Signature", |_, _| "\n\n".to_owned()),
        ],
    )
}
