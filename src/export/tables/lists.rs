//! The columns and rows of each list.

use super::{COVERED, Datum};
use crate::domain::*;

/// Columns and rows.
type Parts = (Vec<&'static str>, Vec<Vec<Datum>>);

fn person(s: &Session, id: Option<&Id>) -> Datum {
    id.map_or(Datum::Empty, |id| s.person(id).into())
}

fn letter(side: Option<Side>) -> Datum {
    side.map_or(Datum::Empty, |s| s.letter().to_string().into())
}

fn labels<'a>(s: &Session, list: List, ids: impl IntoIterator<Item = &'a Id>) -> Datum {
    ids.into_iter()
        .map(|id| s.label(list, id))
        .collect::<Vec<_>>()
        .join(", ")
        .into()
}

/// How a value is called in the file: `half_yearly`.
fn word(value: &impl serde::Serialize) -> Datum {
    serde_json::to_value(value)
        .ok()
        .and_then(|v| v.as_str().map(Datum::from))
        .unwrap_or(Datum::Empty)
}

pub(super) fn actions(s: &Session) -> Parts {
    let columns = vec![
        "id",
        "number",
        "action",
        "goal",
        "owner",
        "owner_side",
        "counterpart",
        "start",
        "due",
        "status",
        "ended",
        "done_when",
        "worth_to_a",
        "worth_to_b",
        "effort",
        "dots",
        "depends_on",
    ];
    let row = |a: &Action| {
        let dots = (s.progress.dots_revealed && !a.dots.is_empty()).then(|| a.dot_count());
        vec![
            a.id.to_string().into(),
            s.label_of(a).into(),
            a.text.as_str().into(),
            labels(s, List::Goals, &a.goal),
            person(s, a.owner.as_ref()),
            letter(a.owner.as_ref().and_then(|o| load::side_of(s, o))),
            person(s, a.counterpart.as_ref()),
            a.start.into(),
            a.due.into(),
            word(&a.status),
            a.ended.into(),
            a.done_when.as_str().into(),
            a.value_a.into(),
            a.value_b.into(),
            a.effort.into(),
            dots.into(),
            labels(s, List::Actions, &a.depends_on),
        ]
    };
    (columns, s.actions.iter().map(row).collect())
}

pub(super) fn metrics(s: &Session) -> Parts {
    let columns = vec![
        "id",
        "number",
        "metric",
        "goal",
        "question",
        "definition",
        "formula",
        "unit",
        "direction",
        "baseline",
        "baseline_date",
        "target",
        "target_date",
        "tolerance",
        "now",
        "share_of_the_way",
        "read",
        "source",
        "owner",
        "side",
        "kind",
        "penalty",
    ];
    let row = |m: &Metric| {
        vec![
            m.id.to_string().into(),
            s.label_of(m).into(),
            m.name.as_str().into(),
            labels(s, List::Goals, &m.goal),
            m.question.as_str().into(),
            m.definition.as_str().into(),
            m.formula.as_str().into(),
            m.unit.as_str().into(),
            m.direction.map_or(Datum::Empty, |d| word(&d)),
            m.baseline.into(),
            m.baseline_date.into(),
            m.target.into(),
            m.target_date.into(),
            m.tolerance.into(),
            m.now().into(),
            m.progress().map(|p| (p * 1000.0).round() / 1000.0).into(),
            m.frequency.map_or("", Frequency::label).into(),
            m.source.as_str().into(),
            person(s, m.owner.as_ref()),
            word(&m.side),
            m.kind.map_or(Datum::Empty, |k| word(&k)),
            m.penalty.as_str().into(),
        ]
    };
    (columns, s.metrics.iter().map(row).collect())
}

pub(super) fn readings(s: &Session) -> Parts {
    let rows = s.metrics.iter().flat_map(|m| {
        let row = |r: &Reading| {
            vec![
                m.id.to_string().into(),
                m.name.as_str().into(),
                m.unit.as_str().into(),
                Datum::Date(r.date),
                Some(r.value).into(),
            ]
        };
        m.readings.iter().map(row).collect::<Vec<_>>()
    });
    (
        vec!["metric_id", "metric", "unit", "date", "value"],
        rows.collect(),
    )
}

pub(super) fn expectations(s: &Session) -> Parts {
    let columns = vec![
        "id",
        "number",
        "side",
        "expectation",
        "category",
        "strength",
        "importance",
        "satisfied_today",
        "evidence",
        "class",
        "answer",
        "answer_note",
        "out_of_scope",
    ];
    let covered = s.is_covered();
    let alignment = alignment::Alignment::new(s);
    let row = |e: &Expectation| {
        let mut row: Vec<Datum> = vec![
            e.id.to_string().into(),
            s.label_of(e).into(),
            letter(Some(e.side)),
        ];
        if covered {
            row.push(COVERED.into());
            row.resize(columns.len(), Datum::Empty);
            return row;
        }
        row.extend([
            e.text.as_str().into(),
            e.category.map_or("", Category::label).into(),
            e.strength.map_or("", Strength::label).into(),
            e.importance.into(),
            e.satisfied.into(),
            e.evidence.as_str().into(),
            alignment
                .class(e)
                .meaning()
                .split(':')
                .next()
                .unwrap_or("")
                .into(),
            e.reaction.as_ref().map_or("", |r| r.answer.label()).into(),
            e.reaction.as_ref().map_or("", |r| r.note.as_str()).into(),
            if e.out_of_scope { "yes" } else { "" }.into(),
        ]);
        row
    };
    let rows = s.expectations.iter().map(row).collect();
    (columns, rows)
}

pub(super) fn goals(s: &Session) -> Parts {
    let consent = |g: &Goal, side| -> Datum {
        match g.consent_of(side) {
            Consent::Open => Datum::Empty,
            Consent::Pass(low) | Consent::Fail(low) => Datum::Number(f64::from(low)),
        }
    };
    let row = |g: &Goal| {
        let measured: Vec<&str> = s
            .metrics
            .iter()
            .filter(|m| m.goal.as_ref() == Some(&g.id))
            .map(|m| m.name.as_str())
            .collect();
        vec![
            g.id.to_string().into(),
            s.label_of(g).into(),
            g.text.as_str().into(),
            g.due.into(),
            measured.join(", ").into(),
            labels(s, List::Expectations, &g.expectations),
            consent(g, Side::A),
            consent(g, Side::B),
            if g.is_mutual() { "yes" } else { "no" }.into(),
        ]
    };
    let columns = vec![
        "id",
        "number",
        "goal",
        "due",
        "measured_by",
        "from",
        "lowest_vote_a",
        "lowest_vote_b",
        "mutual",
    ];
    (columns, s.goals.iter().map(row).collect())
}

pub(super) fn decisions(s: &Session) -> Parts {
    let row = |d: &Decision| {
        vec![
            d.id.to_string().into(),
            d.date.into(),
            d.text.as_str().into(),
            person(s, d.owner.as_ref()),
            d.reason.as_str().into(),
            d.options.as_str().into(),
            d.review.as_str().into(),
        ]
    };
    (
        vec![
            "id",
            "date",
            "decision",
            "owner",
            "reason",
            "options",
            "look_again_when",
        ],
        s.decisions.iter().map(row).collect(),
    )
}

pub(super) fn parking(s: &Session) -> Parts {
    let row = |p: &Parked| {
        vec![
            p.id.to_string().into(),
            p.text.as_str().into(),
            letter(p.side),
            person(s, p.raised_by.as_ref()),
            p.disposition.label().into(),
            person(s, p.owner.as_ref()),
            p.due.into(),
        ]
    };
    (
        vec![
            "id",
            "item",
            "side",
            "raised_by",
            "what_became_of_it",
            "owner",
            "due",
        ],
        s.parked.iter().map(row).collect(),
    )
}

pub(super) fn people(s: &Session) -> Parts {
    let row = |p: &Participant| {
        vec![
            p.id.to_string().into(),
            letter(Some(p.side)),
            s.side_name(p.side).into(),
            p.name.as_str().into(),
            p.role.as_str().into(),
            p.function.as_str().into(),
            p.level.map_or("", Level::label).into(),
        ]
    };
    (
        vec![
            "id",
            "side",
            "organisation",
            "name",
            "role",
            "function",
            "level",
        ],
        s.participants.iter().map(row).collect(),
    )
}

pub(super) fn terms(s: &Session) -> Parts {
    let columns = vec![
        "id",
        "section",
        "text",
        "level",
        "unit",
        "tolerance",
        "measured_how",
        "by_whom",
        "name_a",
        "name_b",
        "working_days",
    ];
    let rows = Section::ALL.into_iter().flat_map(|section| {
        let row = move |t: &Term| {
            vec![
                t.id.to_string().into(),
                section.label().into(),
                t.text.as_str().into(),
                t.level.as_str().into(),
                t.unit.as_str().into(),
                t.tolerance.as_str().into(),
                t.measured.as_str().into(),
                t.by.as_str().into(),
                t.name_a.as_str().into(),
                t.name_b.as_str().into(),
                t.max_days.map(f64::from).into(),
            ]
        };
        s.terms_in(section).map(row).collect::<Vec<_>>()
    });
    (columns, rows.collect())
}

pub(super) fn answers(s: &Session) -> Parts {
    let mut rows = Vec::new();
    let mut told: Vec<&str> = Vec::new();
    for q in s
        .agenda
        .steps
        .iter()
        .filter_map(|step| step.questionnaire.as_ref())
    {
        // asked again in a later step, it is told once
        if told.contains(&q.id.as_str()) {
            continue;
        }
        told.push(&q.id);
        let hidden = scoring::is_hidden(s, q);
        for (rater, item) in scoring::raters(s, q)
            .iter()
            .flat_map(|r| q.items.iter().map(move |i| (r, i)))
        {
            let Some(answer) = scoring::answer(s, q, &rater.id, &item.id) else {
                continue;
            };
            let area = q
                .areas
                .iter()
                .find(|a| a.id == item.area)
                .map_or("", |a| a.title.as_str());
            let meaning = match (hidden, answer.na, answer.value) {
                (true, ..) => COVERED,
                (_, true, _) => "does not apply",
                (_, _, Some(v)) => q.scale(item).map_or("", |scale| scale.meaning(v)),
                _ => "",
            };
            let shown = |v: Option<f64>| if hidden { Datum::Empty } else { v.into() };
            rows.push(vec![
                q.title.as_str().into(),
                area.into(),
                item.text.as_str().into(),
                rater.title.as_str().into(),
                shown(answer.value),
                meaning.into(),
                shown(answer.before),
            ]);
        }
    }
    (
        vec![
            "questionnaire",
            "area",
            "question",
            "answered_for",
            "value",
            "meaning",
            "value_before",
        ],
        rows,
    )
}

pub(super) fn cards(s: &Session) -> Parts {
    let row = |c: &Card| {
        let step = s.agenda.steps.iter().find(|step| step.id == c.step);
        let column = step
            .and_then(|step| step.board.as_ref())
            .and_then(|b| b.columns.iter().find(|column| column.id == c.column));
        vec![
            c.id.to_string().into(),
            step.map_or("", |step| step.title.as_str()).into(),
            column
                .map_or(c.column.as_str(), |column| column.title.as_str())
                .into(),
            c.text.as_str().into(),
            c.note.as_str().into(),
            c.from.into(),
            c.to.into(),
            c.measured.as_str().into(),
            c.value_us.as_str().into(),
            c.value_them.as_str().into(),
            c.cost_us.as_str().into(),
            c.cost_them.as_str().into(),
        ]
    };
    let columns = vec![
        "id",
        "board",
        "column",
        "card",
        "note",
        "from",
        "to",
        "measured",
        "value_to_us",
        "value_to_them",
        "cost_to_us",
        "cost_to_them",
    ];
    (columns, s.cards.iter().map(row).collect())
}

pub(super) fn contacts(s: &Session) -> Parts {
    let row = |c: &Contact| {
        vec![
            c.id.to_string().into(),
            person(s, c.a.as_ref()),
            person(s, c.b.as_ref()),
            c.level.map_or("", Level::label).into(),
            c.last.into(),
            c.text.as_str().into(),
        ]
    };
    (
        vec![
            "id",
            "person_a",
            "person_b",
            "level",
            "last_contact",
            "about",
        ],
        s.contacts.iter().map(row).collect(),
    )
}

pub(super) fn links(s: &Session) -> Parts {
    let row = |l: &Link| {
        vec![
            s.label(List::Expectations, &l.a).into(),
            s.label(List::Expectations, &l.b).into(),
            word(&l.kind),
        ]
    };
    // they belong to what is covered
    let rows = if s.is_covered() {
        vec![]
    } else {
        s.links.iter().map(row).collect()
    };
    (vec!["expectation_a", "expectation_b", "relation"], rows)
}

pub(super) fn rules(s: &Session) -> Parts {
    (
        vec!["rule"],
        s.ground_rules
            .iter()
            .map(|r| vec![r.text.as_str().into()])
            .collect(),
    )
}

pub(super) fn votes(s: &Session) -> Parts {
    let rows = s.goals.iter().flat_map(|g| {
        let row = |v: &Fist| {
            vec![
                s.label_of(g).into(),
                g.text.as_str().into(),
                letter(Some(v.side)),
                person(s, v.who.as_ref()),
                Some(v.fist).into(),
            ]
        };
        g.consent.iter().map(row).collect::<Vec<_>>()
    });
    (
        vec!["number", "goal", "side", "who", "fist_to_five"],
        rows.collect(),
    )
}

pub(super) fn signatures(s: &Session) -> Parts {
    let row = |x: &SignOff| {
        vec![
            letter(Some(x.side)),
            s.side_name(x.side).into(),
            x.name.as_str().into(),
            x.role.as_str().into(),
            x.date.into(),
        ]
    };
    (
        vec!["side", "organisation", "name", "role", "date"],
        s.sign_off.iter().map(row).collect(),
    )
}
