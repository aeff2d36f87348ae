//! The product and service agreement: twelve sections in a fixed order, with gaps shown.
//! `docs/method.md`, "The agreement".

use super::document::{Block, Document};
use super::sections;
use crate::domain::{Section, Session, Side};

/// Stands where nothing was agreed.
const NOT_AGREED: &str = "— not agreed —";

/// A numbered section of the agreement.
struct Row {
    title: &'static str,
    /// The stages of ISO 44001:2017 that the section serves.
    stages: &'static str,
    parts: fn(&Session) -> Vec<Part>,
    /// The state of a section that the parts alone do not show.
    state: Option<fn(&Session) -> Option<&'static str>>,
}

impl Row {
    const fn new(
        title: &'static str,
        stages: &'static str,
        parts: fn(&Session) -> Vec<Part>,
    ) -> Self {
        Self {
            title,
            stages,
            parts,
            state: None,
        }
    }
}

/// A part of a section; without blocks where nothing was agreed.
struct Part {
    /// Its heading; none where it is the whole section or introduces it.
    heading: Option<String>,
    blocks: Vec<Block>,
}

impl Part {
    /// The whole content of a section, or its introduction.
    fn plain(blocks: Vec<Block>) -> Self {
        Self {
            heading: None,
            blocks,
        }
    }

    fn headed(heading: impl Into<String>, blocks: Vec<Block>) -> Self {
        Self {
            heading: Some(heading.into()),
            blocks,
        }
    }

    /// The clauses of some sections of terms, each under its own heading.
    fn clauses(session: &Session, list: &[Section]) -> Vec<Self> {
        list.iter()
            .map(|s| Self::headed(s.label(), sections::terms(session, *s)))
            .collect()
    }
}

const SECTIONS: [Row; 12] = [
    Row::new("Parties", "1 Operational awareness", |s| {
        let validity = sections::terms(s, Section::Validity);
        vec![Part::plain([vec![sections::parties(s)], validity].concat())]
    }),
    Row::new("Purpose and scope", "1 Operational awareness", |s| {
        let list = [Section::Purpose, Section::ScopeIn, Section::ScopeOut];
        let mut parts = Part::clauses(s, &list);
        if s.agenda.steps.iter().any(|step| step.matrix.is_some()) {
            parts.push(Part::headed(
                "Type of partnership",
                sections::partnership(s),
            ));
        }
        parts
    }),
    Row {
        title: "Expectations",
        stages: "2 Knowledge, 3 Internal assessment, 4 Partner selection",
        parts: |s| {
            let mut parts = vec![Part::plain(sections::alignment(s))];
            let conflicts = sections::conflicts(s);
            parts.extend(Side::BOTH.map(|side| {
                let heading = format!("Expectations of {}", s.side_name(side));
                Part::headed(heading, sections::expectations(s, side))
            }));
            if !conflicts.is_empty() {
                parts.push(Part::headed("Conflicts", conflicts));
            }
            parts
        },
        state: Some(|s| (s.hides_expectations() && !s.expectations.is_empty()).then_some("hidden")),
    },
    Row::new("Mutual goals", "5 Working together", |s| {
        vec![Part::plain(sections::goals(s))]
    }),
    Row::new(
        "Products, services and service levels",
        "5 Working together",
        |s| Part::clauses(s, &[Section::Products, Section::ServiceLevels]),
    ),
    Row::new("Operating rules", "5 Working together", |s| {
        vec![Part::plain(sections::terms(s, Section::OperatingRules))]
    }),
    Row::new("Joint improvement plan", "6 Value creation", |s| {
        vec![Part::plain(sections::plan(s))]
    }),
    Row::new("Metrics", "7 Staying together", |s| {
        vec![Part::plain(sections::metrics(s))]
    }),
    Row::new(
        "Sharing of gains, costs and risks",
        "6 Value creation",
        |s| vec![Part::plain(sections::terms(s, Section::Sharing))],
    ),
    Row::new("Governance", "5 Working together, 8 Exit strategy", |s| {
        let list = [
            Section::Governance,
            Section::Escalation,
            Section::Information,
            Section::Exit,
        ];
        Part::clauses(s, &list)
    }),
    Row::new("Decisions and open issues", "7 Staying together", |s| {
        vec![
            Part::headed("Decisions", sections::decisions(s)),
            Part::headed("Open issues", sections::parked(s)),
        ]
    }),
    Row {
        title: "Sign-off",
        stages: "4 Partner selection, 5 Working together",
        parts: |s| vec![Part::plain(sections::sign_off(s))],
        state: Some(|s| {
            let content = s.agreed_content();
            let has_signed = |side: &&Side| {
                let mut signed = s.sign_off.iter().filter(|x| x.side == **side);
                signed.any(|x| !x.is_outdated(&content))
            };
            Some(match Side::BOTH.iter().filter(has_signed).count() {
                0 if !s.sign_off.is_empty() => "signatures outdated",
                0 => "not signed",
                1 => "signed by one side",
                _ => "signed",
            })
        }),
    },
];

/// The agreement of a session.
#[must_use]
pub fn agreement(session: &Session) -> Document {
    let mut overview = Vec::new();
    let mut content = Vec::new();
    for (n, row) in (1..).zip(&SECTIONS) {
        let heading = format!("{n}. {}", row.title);
        let parts = (row.parts)(session);
        let special = row.state.and_then(|state| state(session));
        let state = special.unwrap_or_else(|| state_of(&parts));
        overview.push(vec![heading.clone(), state.into(), row.stages.into()]);
        content.push(Block::heading(1, heading));
        content.extend(blocks_of(parts));
    }
    let mut blocks = vec![
        Block::heading(1, "Overview"),
        Block::table(["Section", "State", "Stage of ISO 44001:2017"], overview),
    ];
    blocks.extend(content);
    blocks.push(Block::paragraph(
        "This agreement is not a legal contract unless both parties say so in writing.",
    ));
    let [a, b] = Side::BOTH.map(|side| session.side_name(side));
    Document {
        title: format!("Product and service agreement: {a} and {b}").into(),
        cover: Some(sections::cover(session, "Product and service agreement")),
        changed: session.modified,
        private: false,
        blocks,
    }
}

/// Whether all, some or none of the parts have been agreed. An introduction does not count.
fn state_of(parts: &[Part]) -> &'static str {
    let counted = parts
        .iter()
        .filter(|p| parts.len() == 1 || p.heading.is_some());
    let (missing, stated): (Vec<&Part>, Vec<&Part>) = counted.partition(|p| p.blocks.is_empty());
    match (stated.is_empty(), missing.is_empty()) {
        (true, _) => "not agreed",
        (false, false) => "in part",
        (false, true) => "stated",
    }
}

/// The blocks of a section, with a line where a part is missing.
fn blocks_of(parts: Vec<Part>) -> Vec<Block> {
    let is_only = parts.len() == 1;
    let mut out = Vec::new();
    for Part { heading, blocks } in parts {
        let is_missing = blocks.is_empty() && (is_only || heading.is_some());
        out.extend(heading.map(|h| Block::heading(2, h)));
        out.extend(blocks);
        if is_missing {
            out.push(Block::paragraph(NOT_AGREED));
        }
    }
    out
}
