//! The parts that minutes and agreement have in common.

use super::document::{Block, Cover};
use crate::domain::alignment::Alignment;
use crate::domain::dates::long;
use crate::domain::*;
use crate::figure::{self, Figure};
use crate::text::Foreign;
use jiff::civil::Date;

/// What stands where nothing was agreed.
pub const NOT_AGREED: &str = "— not agreed —";

/// The blocks, or the line that says that nothing was agreed.
#[must_use]
pub fn or_not_agreed(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        vec![Block::paragraph(NOT_AGREED)]
    } else {
        blocks
    }
}

/// The first page of a document on this session.
#[must_use]
pub fn cover(session: &Session, kind: &str) -> Cover {
    let date = session.day().map(long).unwrap_or_default();
    let mut parties = Foreign::all(Side::BOTH.map(|s| session.side_name(s)));
    if session.agenda.solo {
        parties.truncate(1);
    }
    let lines = Foreign::all(
        [session.title.clone(), date]
            .into_iter()
            .filter(|l| !l.is_empty()),
    );
    Cover {
        kind: kind.into(),
        parties,
        lines,
    }
}

/// Both parties and the date.
#[must_use]
pub fn parties(session: &Session) -> Block {
    let date = session.day().map(long).unwrap_or_default();
    let rows = vec![
        vec!["A".into(), session.side_name(Side::A).to_owned()],
        vec!["B".into(), session.side_name(Side::B).to_owned()],
        vec!["Date".into(), date],
    ];
    Block::table(["Party", "Organisation"], rows)
}

/// The people of both sides.
#[must_use]
pub fn participants(session: &Session) -> Vec<Block> {
    let row = |p: &Participant| {
        vec![
            p.name.clone(),
            session.side_name(p.side).to_owned(),
            p.role.clone(),
            p.function.clone(),
            p.level.map_or("", Level::label).to_owned(),
        ]
    };
    table(
        &["Name", "Organisation", "Role", "Function", "Level"],
        Side::BOTH
            .iter()
            .flat_map(|s| session.people(*s))
            .map(row)
            .collect(),
    )
}

/// Ground rules.
#[must_use]
pub fn ground_rules(session: &Session) -> Vec<Block> {
    list(
        session
            .ground_rules
            .iter()
            .map(|r| r.text.clone())
            .collect(),
    )
}

/// The clauses of one section.
#[must_use]
pub fn terms(session: &Session, section: Section) -> Vec<Block> {
    let of = || session.terms_in(section);
    match section {
        Section::ServiceLevels => table(
            &[
                "Item",
                "Level",
                "Unit",
                "Tolerance",
                "Measured how",
                "By whom",
            ],
            of().map(|t| {
                [&t.text, &t.level, &t.unit, &t.tolerance, &t.measured, &t.by]
                    .map(Clone::clone)
                    .to_vec()
            })
            .collect(),
        ),
        Section::Escalation => table(
            &["Level", "Topics", "A", "B", "Working days"],
            of().enumerate()
                .map(|(n, t)| {
                    let days = t.max_days.map(|d| d.to_string()).unwrap_or_default();
                    vec![
                        (n + 1).to_string(),
                        t.text.clone(),
                        t.name_a.clone(),
                        t.name_b.clone(),
                        days,
                    ]
                })
                .collect(),
        ),
        _ => list(of().map(|t| t.text.clone()).collect()),
    }
}

/// The expectations of one side, with class and response.
#[must_use]
pub fn expectations(session: &Session, side: Side) -> Vec<Block> {
    let written = session.expectations_of(side).count();
    if written > 0 && session.is_covered() {
        // a document may be on the projector, or go to the other side
        return vec![Block::paragraph(format!(
            "{written} written, covered until both lists are revealed."
        ))];
    }
    let alignment = Alignment::new(session);
    let rows = session.expectations_of(side).map(|e| {
        let (answer, note) = e.reaction.as_ref().map_or(("no reaction yet", ""), |r| {
            (r.answer.label(), r.note.as_str())
        });
        let reaction = if note.is_empty() {
            answer.to_owned()
        } else {
            format!("{answer}: {note}")
        };
        let strength = e.strength.map_or("", Strength::label);
        let class = alignment
            .class(e)
            .meaning()
            .split(':')
            .next()
            .unwrap_or("")
            .to_owned();
        vec![
            session.label_of(e),
            e.text.clone(),
            strength.to_owned(),
            number(e.importance),
            number(e.satisfied),
            class,
            reaction,
        ]
    });
    table(
        &[
            "",
            "Expectation",
            "Strength",
            "Importance",
            "Satisfied",
            "Class",
            "Response",
        ],
        rows.collect(),
    )
}

/// How the expectations of both sides stand to each other, as a picture.
#[must_use]
pub fn alignment(session: &Session) -> Vec<Block> {
    picture(
        "How the expectations of both sides stand",
        figure::alignment(session),
    )
}

/// The goals with trace, date and consent.
#[must_use]
pub fn goals(session: &Session) -> Vec<Block> {
    let consent = |g: &Goal, side| match g.consent_of(side) {
        Consent::Open => "open".to_owned(),
        Consent::Pass(low) => format!("passes ({low})"),
        Consent::Fail(low) => format!("does not pass ({low})"),
    };
    let rows = session.goals.iter().map(|g| {
        let metrics: Vec<&str> = session
            .metrics
            .iter()
            .filter(|m| m.goal.as_ref() == Some(&g.id))
            .map(|m| m.name.as_str())
            .collect();
        let from: Vec<String> = g
            .expectations
            .iter()
            .map(|id| session.label(List::Expectations, id))
            .collect();
        vec![
            session.label_of(g),
            g.text.clone(),
            metrics.join(", "),
            date(g.due),
            from.join(", "),
            consent(g, Side::A),
            consent(g, Side::B),
        ]
    });
    table(
        &[
            "",
            "Goal",
            "Measured by",
            "By",
            "From",
            "Consent of A",
            "Consent of B",
        ],
        rows.collect(),
    )
}

/// The actions, first things first.
#[must_use]
pub fn actions(session: &Session) -> Vec<Block> {
    let rows = priority::ranked(session).into_iter().map(|a| {
        let status = match a.status {
            Status::Open => "open",
            Status::Done => "done",
            Status::Dropped => "dropped",
        };
        let goal = a
            .goal
            .as_ref()
            .map(|g| session.label(List::Goals, g))
            .unwrap_or_default();
        vec![
            session.label_of(a),
            a.text.clone(),
            goal,
            person(session, a.owner.as_ref()),
            person(session, a.counterpart.as_ref()),
            date(a.start),
            date(a.due),
            status.to_owned(),
            a.done_when.clone(),
        ]
    });
    table(
        &[
            "#",
            "Action",
            "Goal",
            "Owner",
            "Counterpart",
            "Start",
            "Due",
            "Status",
            "Done when",
        ],
        rows.collect(),
    )
}

/// The actions and their calendar.
#[must_use]
pub fn plan(session: &Session) -> Vec<Block> {
    [
        actions(session),
        picture(
            "The plan on a calendar",
            figure::gantt(session).map(Figure::Gantt),
        ),
    ]
    .concat()
}

/// Who carries how much.
#[must_use]
pub fn load(session: &Session) -> Vec<Block> {
    if session.actions.is_empty() {
        vec![]
    } else {
        picture("Open actions each person owns", figure::load(session))
    }
}

/// The values and the ranking of the actions.
#[must_use]
pub fn priorities(session: &Session) -> Vec<Block> {
    let rows = priority::ranked(session).into_iter().map(|a| {
        let one_sided = priority::one_sided(a)
            .map(|s| format!("worth more to {}", session.side_name(s)))
            .unwrap_or_default();
        vec![
            session.label_of(a),
            a.text.clone(),
            number(a.value_a),
            number(a.value_b),
            number(a.effort),
            if session.progress.dots_revealed {
                a.dot_count().to_string()
            } else {
                String::new()
            },
            priority::quadrant(a).label().to_owned(),
            one_sided,
        ]
    });
    let plane = figure::priorities(session, session.actions.iter(), usize::MAX);
    let drawn = (!plane.points.is_empty()).then_some(Figure::Plane(plane));
    let table = table(
        &[
            "#",
            "Action",
            "Worth to A",
            "Worth to B",
            "Effort",
            "Dots",
            "Kind",
            "",
        ],
        rows.collect(),
    );
    [table, picture("Worth to both against effort", drawn)].concat()
}

/// The metrics, as full records.
#[must_use]
pub fn metrics(session: &Session) -> Vec<Block> {
    let mut out = Vec::new();
    let rows = session.metrics.iter().map(|m| {
        let direction = match m.direction {
            Some(Direction::Up) => "up",
            Some(Direction::Down) => "down",
            Some(Direction::Maintain) => "maintain",
            None => "",
        };
        let goal = m
            .goal
            .as_ref()
            .map(|g| session.label(List::Goals, g))
            .unwrap_or_default();
        let with_date = |v: Option<f64>, d: Option<Date>| match (v, d) {
            (Some(v), Some(d)) => format!("{v} ({})", long(d)),
            (Some(v), None) => v.to_string(),
            (None, _) => String::new(),
        };
        vec![
            session.label_of(m),
            m.name.clone(),
            goal,
            m.unit.clone(),
            direction.to_owned(),
            with_date(m.baseline, m.baseline_date),
            with_date(m.target, m.target_date),
            m.now().map(|v| v.to_string()).unwrap_or_default(),
            m.frequency.map_or("", Frequency::label).to_owned(),
            person(session, m.owner.as_ref()),
        ]
    });
    out.extend(table(
        &[
            "",
            "Metric",
            "Goal",
            "Unit",
            "Direction",
            "Baseline",
            "Target",
            "Now",
            "Read",
            "Owner",
        ],
        rows.collect(),
    ));
    let more: Vec<String> = session
        .metrics
        .iter()
        .filter_map(|m| {
            let parts = [
                ("question", &m.question),
                ("definition", &m.definition),
                ("formula", &m.formula),
                ("source", &m.source),
                ("penalty", &m.penalty),
            ];
            let said: Vec<String> = parts
                .iter()
                .filter(|(_, v)| !v.is_empty())
                .map(|(k, v)| format!("{k}: {v}"))
                .collect();
            (!said.is_empty()).then(|| format!("{} — {}", m.name, said.join("; ")))
        })
        .collect();
    out.extend(list(more));
    out.extend(picture("Metrics on their way", figure::trends(session)));
    out
}

/// The log of decisions.
#[must_use]
pub fn decisions(session: &Session) -> Vec<Block> {
    let rows = session.decisions.iter().map(|d| {
        let owner = person(session, d.owner.as_ref());
        vec![
            date(d.date),
            d.text.clone(),
            owner,
            d.reason.clone(),
            d.options.clone(),
            d.review.clone(),
        ]
    });
    table(
        &[
            "Date",
            "Decision",
            "Owner",
            "Reason",
            "Options looked at",
            "Look again when",
        ],
        rows.collect(),
    )
}

/// The parking lot.
#[must_use]
pub fn parked(session: &Session) -> Vec<Block> {
    let rows = session.parked.iter().map(|p| {
        vec![
            p.text.clone(),
            person(session, p.raised_by.as_ref()),
            p.disposition.label().to_owned(),
            person(session, p.owner.as_ref()),
            date(p.due),
        ]
    });
    table(
        &["Item", "Raised by", "What became of it", "Owner", "By"],
        rows.collect(),
    )
}

/// The signatures; a line to sign on for a side that has not.
#[must_use]
pub fn sign_off(session: &Session) -> Vec<Block> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for side in Side::BOTH {
        let signed = session.sign_off.iter().filter(|s| s.side == side);
        let before = rows.len();
        let room = || "\n\n".to_owned();
        rows.extend(signed.map(|s| {
            vec![
                session.side_name(side).to_owned(),
                s.name.clone(),
                s.role.clone(),
                date(s.date),
                room(),
            ]
        }));
        if rows.len() == before {
            rows.push(vec![
                session.side_name(side).to_owned(),
                "not signed".to_owned(),
                String::new(),
                String::new(),
                room(),
            ]);
        }
    }
    table(&["Organisation", "Name", "Role", "Date", "Signature"], rows)
}

/// Private notes: only where they are asked for.
#[must_use]
pub fn notes(session: &Session) -> Vec<Block> {
    list(session.notes.iter().map(|n| n.text.clone()).collect())
}

fn person(session: &Session, id: Option<&Id>) -> String {
    id.map(|id| session.person(id).to_owned())
        .unwrap_or_default()
}

fn date(date: Option<Date>) -> String {
    date.map(long).unwrap_or_default()
}

fn number(value: Option<u8>) -> String {
    value.map(|v| v.to_string()).unwrap_or_default()
}

fn list(items: Vec<String>) -> Vec<Block> {
    if items.is_empty() {
        vec![]
    } else {
        vec![Block::list(items)]
    }
}

fn picture(title: &str, figure: Option<Figure>) -> Vec<Block> {
    figure
        .map(|f| Block::figure(title, f))
        .into_iter()
        .collect()
}

fn table(head: &[&str], rows: Vec<Vec<String>>) -> Vec<Block> {
    if rows.is_empty() {
        vec![]
    } else {
        vec![Block::table(head.iter().copied(), rows)]
    }
}
