//! The product and service agreement: a fixed order of sections, omissions visible (domain.md 1.6).

use super::document::{Block, Document};
use super::sections::{self, or_not_agreed};
use crate::domain::{Section, Session, Side};

/// The agreement drawn from a session.
#[must_use]
pub fn agreement(session: &Session) -> Document {
    let (a, b) = (session.side_name(Side::A), session.side_name(Side::B));
    let mut blocks = Vec::new();
    let mut section = |title: &str, parts: Vec<Block>| {
        blocks.push(Block::heading(1, title));
        blocks.extend(or_not_agreed(parts));
    };
    let terms = |s: Section| or_not_agreed(sections::terms(session, s));
    let titled = |list: &[Section]| -> Vec<Block> { list.iter().flat_map(|s| [vec![Block::heading(2, s.label())], terms(*s)].concat()).collect() };

    section("1. Parties", [vec![sections::parties(session)], sections::terms(session, Section::Validity)].concat());
    section("2. Purpose and scope", titled(&[Section::Purpose, Section::ScopeIn, Section::ScopeOut]));
    let side = |side| {
        [vec![Block::heading(2, format!("Expectations of {}", session.side_name(side)))], or_not_agreed(sections::expectations(session, side))]
            .concat()
    };
    section("3. Expectations", [sections::alignment(session), side(Side::A), side(Side::B)].concat());
    section("4. Mutual goals", sections::goals(session));
    section("5. Products, services and service levels", titled(&[Section::Products, Section::ServiceLevels]));
    section("6. Operating rules", sections::terms(session, Section::OperatingRules));
    section("7. Joint improvement plan", sections::plan(session));
    section("8. Metrics", sections::metrics(session));
    section("9. Sharing of gains, costs and risks", sections::terms(session, Section::Sharing));
    section("10. Governance", titled(&[Section::Governance, Section::Escalation, Section::Information, Section::Exit]));
    let log = [
        vec![Block::heading(2, "Decisions")],
        or_not_agreed(sections::decisions(session)),
        vec![Block::heading(2, "Open issues")],
        or_not_agreed(sections::parked(session)),
    ];
    section("11. Decisions and open issues", log.concat());
    section("12. Sign-off", sections::sign_off(session));
    blocks.push(Block::paragraph("This agreement is not a legal contract unless both parties say so in writing."));
    Document { title: format!("Product and service agreement: {a} and {b}"), blocks, ..Document::default() }
}
