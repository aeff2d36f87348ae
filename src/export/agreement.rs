//! The product and service agreement: a fixed order of sections, omissions visible.
//! `docs/method.md`, "The agreement".

use super::document::{Block, Document};
use super::sections::{self, or_not_agreed};
use crate::domain::{Section, Session, Side};

/// The sections in their order, each with the stages of ISO 44001:2017 it serves.
const SECTIONS: [(&str, &str); 12] = [
    ("Parties", "1 Operational awareness"),
    ("Purpose and scope", "1 Operational awareness"),
    (
        "Expectations",
        "2 Knowledge, 3 Internal assessment, 4 Partner selection",
    ),
    ("Mutual goals", "5 Working together"),
    (
        "Products, services and service levels",
        "5 Working together",
    ),
    ("Operating rules", "5 Working together"),
    ("Joint improvement plan", "6 Value creation"),
    ("Metrics", "7 Staying together"),
    ("Sharing of gains, costs and risks", "6 Value creation"),
    ("Governance", "5 Working together, 8 Exit strategy"),
    ("Decisions and open issues", "7 Staying together"),
    ("Sign-off", "4 Partner selection, 5 Working together"),
];

/// The agreement drawn from a session.
#[must_use]
pub fn agreement(session: &Session) -> Document {
    let (a, b) = (session.side_name(Side::A), session.side_name(Side::B));
    let parts = (1..)
        .zip(SECTIONS)
        .zip(parts(session))
        .map(|((n, (title, stage)), part)| (format!("{n}. {title}"), stage, part));
    let parts: Vec<(String, &str, Vec<Block>)> = parts.collect();
    let state = |part: &[Block]| {
        // the sections that hold what is not the sides' to agree on
        let missing = part
            .iter()
            .filter(|b| **b == Block::paragraph(sections::NOT_AGREED))
            .count();
        let headings = part
            .iter()
            .filter(|b| matches!(b, Block::Heading(..)))
            .count()
            .max(1);
        if part.is_empty() || missing >= headings {
            "not agreed"
        } else if missing > 0 {
            "in part"
        } else {
            "stated"
        }
    };
    let row = |(heading, stage, part): &(String, &str, Vec<Block>)| {
        vec![heading.clone(), state(part).to_owned(), (*stage).to_owned()]
    };
    let mut overview: Vec<Vec<String>> = parts.iter().map(row).collect();
    // what is stated without the sides having agreed on it
    let signed = Side::BOTH
        .iter()
        .filter(|side| session.sign_off.iter().any(|s| s.side == **side))
        .count();
    let covered = session.is_covered() && !session.expectations.is_empty();
    for (n, word) in [
        (2, covered.then_some("covered")),
        (
            11,
            ["not signed", "signed by one side", "signed"]
                .get(signed)
                .copied(),
        ),
    ] {
        if let (Some(cell), Some(word)) = (overview.get_mut(n).and_then(|row| row.get_mut(1)), word)
        {
            word.clone_into(cell);
        }
    }
    let mut blocks = vec![
        Block::heading(1, "Overview"),
        Block::table(["Section", "State", "Stage of ISO 44001:2017"], overview),
    ];
    for (heading, _, part) in parts {
        blocks.push(Block::heading(1, heading));
        blocks.extend(or_not_agreed(part));
    }
    blocks.push(Block::paragraph(
        "This agreement is not a legal contract unless both parties say so in writing.",
    ));
    Document {
        title: format!("Product and service agreement: {a} and {b}").into(),
        cover: Some(sections::cover(session, "Product and service agreement")),
        changed: session.modified,
        private: false,
        blocks,
    }
}

/// What stands in each of the sections; nothing where nothing was agreed.
fn parts(session: &Session) -> [Vec<Block>; 12] {
    let terms = |s: Section| or_not_agreed(sections::terms(session, s));
    let titled = |list: &[Section]| -> Vec<Block> {
        list.iter()
            .flat_map(|s| [vec![Block::heading(2, s.label())], terms(*s)].concat())
            .collect()
    };
    let side = |side| {
        let heading = Block::heading(2, format!("Expectations of {}", session.side_name(side)));
        [
            vec![heading],
            or_not_agreed(sections::expectations(session, side)),
        ]
        .concat()
    };
    let log = [
        vec![Block::heading(2, "Decisions")],
        or_not_agreed(sections::decisions(session)),
        vec![Block::heading(2, "Open issues")],
        or_not_agreed(sections::parked(session)),
    ];
    [
        [
            vec![sections::parties(session)],
            sections::terms(session, Section::Validity),
        ]
        .concat(),
        titled(&[Section::Purpose, Section::ScopeIn, Section::ScopeOut]),
        [sections::alignment(session), side(Side::A), side(Side::B)].concat(),
        sections::goals(session),
        titled(&[Section::Products, Section::ServiceLevels]),
        sections::terms(session, Section::OperatingRules),
        sections::plan(session),
        sections::metrics(session),
        sections::terms(session, Section::Sharing),
        titled(&[
            Section::Governance,
            Section::Escalation,
            Section::Information,
            Section::Exit,
        ]),
        log.concat(),
        sections::sign_off(session),
    ]
}
