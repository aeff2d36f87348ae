//! Forms: every field of every record, as data.

use crate::domain::*;
use serde_json::{Value, json};

/// A form on the fields of one thing.
#[derive(Debug, Clone, PartialEq)]
pub struct Form {
    /// What it is about.
    pub title: String,
    /// The fields, and whose they are.
    pub fields: Vec<(Place, Field)>,
    /// Whether it is on everything about an item, which can then be deleted here.
    pub whole: bool,
}

/// A field of a form.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Field {
    /// Its name in the file.
    pub name: &'static str,
    /// Its name on screen.
    pub label: &'static str,
    /// What it takes.
    pub kind: FieldKind,
    /// One line of help.
    pub help: &'static str,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FieldKind {
    /// Text of any length.
    Text,
    /// A number with decimals.
    Number,
    /// A whole number of days.
    Days,
    /// Today's reading of a metric.
    Reading,
    /// A date as it is typed.
    Date,
    /// A local date and time.
    DateTime,
    /// A local time of day.
    Time,
    /// A whole number of minutes.
    Minutes,
    /// A break: its name and its minutes.
    Break,
    /// Several texts, one a line.
    Lines,
    /// A whole number from 1 to 5.
    Score,
    /// One of these: value in the file, words on screen.
    Choice(&'static [(&'static str, &'static str)]),
    /// One of the two organisations.
    Side,
    /// A participant.
    Person,
    /// A goal.
    Goal,
    /// Several expectations.
    Expectations,
    /// Several actions.
    Actions,
    /// Yes or no.
    Flag,
}

impl FieldKind {
    /// Whether it is typed rather than chosen.
    #[must_use]
    pub fn is_typed(self) -> bool {
        matches!(
            self,
            Self::Text
                | Self::Number
                | Self::Days
                | Self::Reading
                | Self::Date
                | Self::DateTime
                | Self::Time
                | Self::Minutes
                | Self::Break
                | Self::Lines
        )
    }

    /// The list from which it holds several ids, where it does.
    #[must_use]
    pub fn many(self) -> Option<List> {
        match self {
            Self::Expectations => Some(List::Expectations),
            Self::Actions => Some(List::Actions),
            _ => None,
        }
    }
}

impl Form {
    /// A form on some fields of an item.
    #[must_use]
    pub fn of(list: List, id: &Id, title: &str, fields: &'static [Field]) -> Self {
        let place = Place::Item(list, id.clone());
        Self {
            title: title.to_owned(),
            fields: fields.iter().map(|f| (place.clone(), *f)).collect(),
            whole: false,
        }
    }
}

const fn f(name: &'static str, label: &'static str, kind: FieldKind, help: &'static str) -> Field {
    Field {
        name,
        label,
        kind,
        help,
    }
}

use FieldKind::{
    Choice as Pick, Date, DateTime, Days, Expectations, Flag, Number, Person, Score, Text,
};

const LEVEL: FieldKind = Pick(&[
    ("executive", "executive"),
    ("manager", "manager"),
    ("operational", "operational"),
]);
const CATEGORY: FieldKind = Pick(&[
    ("asset_cost", "asset and cost"),
    ("customer_service", "customer service"),
    ("marketing", "marketing"),
    ("profit_growth", "profit and growth"),
    ("relationship", "relationship"),
    ("other", "other"),
]);
const STRENGTH: FieldKind = Pick(&[("must", "must"), ("should", "should"), ("could", "could")]);
const STATUS: FieldKind = Pick(&[("open", "open"), ("done", "done"), ("dropped", "dropped")]);
const DIRECTION: FieldKind = Pick(&[
    ("up", "▲ up: more is better"),
    ("down", "▼ down: less is better"),
    ("maintain", "keep within the tolerance"),
]);
const FREQUENCY: FieldKind = Pick(&[
    ("daily", "daily"),
    ("weekly", "weekly"),
    ("monthly", "monthly"),
    ("quarterly", "quarterly"),
    ("half-yearly", "half-yearly"),
    ("yearly", "yearly"),
]);
const METRIC_SIDE: FieldKind = Pick(&[
    ("joint", "joint: both are judged"),
    ("a", "A alone"),
    ("b", "B alone"),
]);
const METRIC_KIND: FieldKind = Pick(&[
    ("outcome", "outcome: a result"),
    ("activity", "activity: something done"),
    ("relationship", "relationship: how we work together"),
]);
const DISPOSITION: FieldKind = Pick(&[
    ("open", "open"),
    ("answered", "answered"),
    ("action", "became an action"),
    ("decision", "became a decision"),
    ("next_meeting", "next meeting"),
    ("dropped", "dropped"),
]);

const PARTICIPANT: &[Field] = &[
    f("name", "Name", Text, "as they are called in the room"),
    f(
        "side",
        "Side",
        FieldKind::Side,
        "the organisation they belong to",
    ),
    f(
        "role",
        "Role",
        Text,
        "in this relationship, such as key account manager",
    ),
    f(
        "function",
        "Function",
        Text,
        "in the organisation, such as logistics",
    ),
    f("level", "Level", LEVEL, "in the organisation"),
];
const EXPECTATION: &[Field] = &[
    f("text", "Expectation", Text, "in that side's own words"),
    f(
        "category",
        "Category",
        CATEGORY,
        "what kind of benefit it is",
    ),
    f(
        "importance",
        "Importance",
        Score,
        "1 nice to have … 5 vital",
    ),
    f(
        "satisfied",
        "Satisfied today",
        Score,
        "1 not at all … 5 fully",
    ),
    f("strength", "Strength", STRENGTH, "how binding it is"),
    f(
        "evidence",
        "Seen by",
        Text,
        "how would both of us see that it is met?",
    ),
    f(
        "out_of_scope",
        "Out of scope",
        Flag,
        "both agree that it does not belong here",
    ),
];
const GOAL: &[Field] = &[
    f(
        "text",
        "Goal",
        Text,
        "a result both can see: how much of what, by when",
    ),
    f(
        "expectations",
        "From",
        Expectations,
        "the expectations it comes from",
    ),
    f("due", "By", Date, "30 jun, end of quarter, +6m, 2027-06-30"),
];
const ACTION: &[Field] = &[
    f("text", "Action", Text, "what is done"),
    f("goal", "Goal", FieldKind::Goal, "the goal it serves"),
    f(
        "done_when",
        "Done when",
        Text,
        "how both see that it is done",
    ),
    f("owner", "Owner", Person, "the one accountable person"),
    f(
        "counterpart",
        "Counterpart",
        Person,
        "the person on the other side",
    ),
    f("start", "Start", Date, "+1w, mon, 1 oct, 2026-10-01"),
    f("due", "Due", Date, "+2w, fri, 30 sep, end of month"),
    f(
        "depends_on",
        "After",
        FieldKind::Actions,
        "what has to be done before",
    ),
    f("value_a", "Worth to A", Score, "set by side A"),
    f("value_b", "Worth to B", Score, "set by side B"),
    f(
        "effort",
        "Effort",
        Score,
        "set together; most people guess too low",
    ),
    f("status", "Status", STATUS, "open, done or dropped"),
];
/// The dates of an action.
pub(super) const WHEN: &[Field] = &[
    f(
        "start",
        "Start",
        Date,
        "+1w, mon, 1 oct, 2026-10-01; empty: not fixed",
    ),
    f(
        "due",
        "Due",
        Date,
        "+2w, fri, 30 sep, end of month, 2026-09-30",
    ),
    f(
        "depends_on",
        "After",
        FieldKind::Actions,
        "what has to be done before",
    ),
];
const METRIC: &[Field] = &[
    f(
        "name",
        "Metric",
        Text,
        "such as: delivered on the confirmed date",
    ),
    f("goal", "Goal", FieldKind::Goal, "the goal it measures"),
    f("question", "Question", Text, "the question it answers"),
    f("definition", "Definition", Text, "what exactly is counted"),
    f("formula", "Formula", Text, "how it is computed"),
    f("unit", "Unit", Text, "%, ppm, days, €"),
    f("direction", "Direction", DIRECTION, "which way is better"),
    f("baseline", "Baseline", Number, "the value today"),
    f(
        "baseline_date",
        "Baseline of",
        Date,
        "the day of that value",
    ),
    f("target", "Target", Number, "the value to reach"),
    f("target_date", "Target by", Date, "the day by which"),
    f(
        "tolerance",
        "Tolerance",
        Number,
        "allowed deviation, in the same unit",
    ),
    f("frequency", "Read", FREQUENCY, "how often it is read"),
    f("source", "Source", Text, "where the numbers come from"),
    f("owner", "Owner", Person, "who reads it"),
    f(
        "side",
        "Judges",
        METRIC_SIDE,
        "joint metrics bring people together",
    ),
    f(
        "kind",
        "About",
        METRIC_KIND,
        "at least one should be about the relationship",
    ),
    f(
        "penalty",
        "Penalty",
        Text,
        "what hangs on it; penalties make people hide problems",
    ),
];
const DECISION: &[Field] = &[
    f("text", "Decision", Text, "what was decided"),
    f("date", "Date", Date, "the day"),
    f("owner", "Owner", Person, "who sees to it"),
    f("reason", "Reason", Text, "why, and what was traded off"),
    f("options", "Options", Text, "what else was considered"),
    f(
        "review",
        "Look again",
        Text,
        "what would make us look at it again",
    ),
];
const PARKED: &[Field] = &[
    f("text", "Parked", Text, "what it is about"),
    f("raised_by", "Raised by", Person, "who raised it"),
    f("side", "Side", FieldKind::Side, "the side that raised it"),
    f("disposition", "Became", DISPOSITION, "what became of it"),
    f("owner", "Owner", Person, "who takes it on"),
    f("due", "By", Date, "until when"),
];
const TERM: &[Field] = &[f(
    "text",
    "Clause",
    Text,
    "one clause, in words both would sign",
)];
const SERVICE_LEVEL: &[Field] = &[
    f(
        "text",
        "Item",
        Text,
        "what is promised, such as on-time delivery",
    ),
    f("level", "Level", Text, "such as 97"),
    f("unit", "Unit", Text, "such as %"),
    f("tolerance", "Tolerance", Text, "allowed deviation"),
    f("measured", "Measured how", Text, "by which figures"),
    f("by", "By whom", Text, "who measures"),
];
const ESCALATION: &[Field] = &[
    f("text", "Topics", Text, "what is settled on this level"),
    f("name_a", "At A", Text, "who, on side A"),
    f("name_b", "At B", Text, "who, on side B"),
    f(
        "max_days",
        "Working days",
        Days,
        "before it goes one level up",
    ),
];
const RULE: &[Field] = &[f(
    "text",
    "Ground rule",
    Text,
    "worded positively: we work best together when …",
)];
const CONTACT: &[Field] = &[
    f("a", "At A", Person, "the person on side A"),
    f("b", "At B", Person, "the person on side B"),
    f("level", "Level", LEVEL, "on which they talk"),
    f("last", "Last contact", Date, "today, mon, 1 oct"),
    f("text", "About", Text, "what they talk about"),
];
const CARD: &[Field] = &[
    f("text", "Card", Text, "one thing, in a few words"),
    f("note", "Note", Text, "more about it"),
];
const GIVE_GET: &[Field] = &[
    f("text", "Item", Text, "what is given"),
    f("from", "From", Date, "the day it begins"),
    f("to", "Until", Date, "the day it ends; empty: without end"),
    f(
        "measured",
        "Measured how",
        Text,
        "how both see that it was given",
    ),
    f("note", "Worth", Text, "what it is worth to whoever gets it"),
];
const BUSINESS_CASE: &[Field] = &[
    f("text", "Stakeholder", Text, "whose case it is"),
    f("note", "What they value", Text, "in their words"),
    f(
        "value_us",
        "Worth to us",
        Text,
        "an amount, and how sure we are of it",
    ),
    f(
        "value_them",
        "Worth to them",
        Text,
        "an amount, and how sure we are of it",
    ),
    f("cost_us", "Cost to us", Text, "an amount, or what it takes"),
    f(
        "cost_them",
        "Cost to them",
        Text,
        "an amount, or what it takes",
    ),
    f(
        "fear",
        "Fear",
        Text,
        "loss of leverage, dependence, effort, what others will say",
    ),
    f("answer", "Answer", Text, "what can be said to that"),
    f("decision", "Decision", Text, "what was decided"),
];
const NOTE: &[Field] = &[f("text", "Private note", Text, "it stays out of exports")];
const SIGNATURE: &[Field] = &[
    f("name", "Name", Text, "who signs"),
    f("side", "Side", FieldKind::Side, "for which organisation"),
    f("role", "Role", Text, "as what"),
    f("date", "Date", Date, "the day"),
];
const STEP: &[Field] = &[
    f(
        "title",
        "Title",
        Text,
        "the name of the step, in the header",
    ),
    f(
        "short",
        "Short name",
        Text,
        "for the line of progress; empty: the title",
    ),
    f(
        "minutes",
        "Minutes",
        FieldKind::Minutes,
        "how long it takes, its break not counted",
    ),
    f(
        "starts_at",
        "Fixed start",
        FieldKind::Time,
        "13:00: it begins then, whatever was before; empty: when the step before ends",
    ),
    f(
        "break_after",
        "Break after",
        FieldKind::Break,
        "Coffee 15, Lunch 60; empty: none",
    ),
    f(
        "prompt",
        "Prompt",
        Text,
        "what the facilitator says to the room",
    ),
    f("example", "Example", Text, "shown while the step is empty"),
    f(
        "tips",
        "Tips",
        FieldKind::Lines,
        "for the facilitator, one a line (Alt+Enter)",
    ),
];

/// The form on everything about an item.
#[must_use]
pub fn form_of(list: List, id: &Id) -> Form {
    let (title, fields) = match list {
        List::Steps => ("Step", STEP),
        List::Participants => ("Person", PARTICIPANT),
        List::Expectations => ("Expectation", EXPECTATION),
        List::Links => ("Link", &[] as &[Field]),
        List::Contacts => ("Pair", CONTACT),
        List::Cards => ("Card", CARD),
        List::Ratings => ("Answer", &[] as &[Field]),
        List::Goals => ("Goal", GOAL),
        List::Actions => ("Action", ACTION),
        List::Metrics => ("Metric", METRIC),
        List::Decisions => ("Decision", DECISION),
        List::Parked => ("Parked", PARKED),
        List::GroundRules => ("Ground rule", RULE),
        List::Terms => ("Clause", TERM),
        List::Notes => ("Private note", NOTE),
        List::SignOff => ("Signature", SIGNATURE),
    };
    Form {
        whole: true,
        ..Form::of(list, id, title, fields)
    }
}

/// The form on a clause: service levels and the ladder have fields of their own.
pub(super) fn term_form(term: &Term) -> Form {
    let (title, fields) = match term.section {
        Section::ServiceLevels => ("Service level", SERVICE_LEVEL),
        Section::Escalation => ("Escalation level", ESCALATION),
        _ => (term.section.label(), TERM),
    };
    Form {
        whole: true,
        ..Form::of(List::Terms, &term.id, title, fields)
    }
}

/// The form on a card of a board.
#[must_use]
pub(super) fn card_form(form: board::CardForm, id: &Id) -> Form {
    let (title, fields) = match form {
        board::CardForm::Plain => ("Card", CARD),
        board::CardForm::GiveGet => ("Give and get", GIVE_GET),
        board::CardForm::BusinessCase => ("Business case", BUSINESS_CASE),
    };
    Form {
        whole: true,
        ..Form::of(List::Cards, id, title, fields)
    }
}

/// The form on when the day begins and ends.
#[must_use]
pub fn day_form() -> Form {
    let fields = session_form(false)
        .fields
        .into_iter()
        .filter(|(place, _)| *place == Place::Agenda)
        .collect();
    Form {
        title: "Start and end of the day".to_owned(),
        fields,
        whole: false,
    }
}

/// The form on the break after a step.
#[must_use]
pub fn break_form(step: &Id) -> Form {
    let fields = form_of(List::Steps, step)
        .fields
        .into_iter()
        .filter(|(_, f)| f.kind == FieldKind::Break)
        .collect();
    Form {
        title: "Break".to_owned(),
        fields,
        whole: false,
    }
}

/// The form on the session itself: title, both organisations, start.
#[must_use]
pub fn session_form(solo: bool) -> Form {
    let name = |label, help| f("name", label, Text, help);
    let (a, b) = if solo {
        (
            name("Us", "your own organisation"),
            name("Them", "the other organisation, as you see it"),
        )
    } else {
        (
            name("Organisation A", "shown on the left, in blue"),
            name("Organisation B", "shown on the right, in orange"),
        )
    };
    let fields = vec![
        (
            Place::Session,
            f(
                "title",
                "Title",
                Text,
                "what this is about, such as: supplier reset",
            ),
        ),
        (Place::Party(Side::A), a),
        (Place::Party(Side::B), b),
        (
            Place::Agenda,
            f(
                "start",
                "Start",
                DateTime,
                "9:00, tomorrow 9:00, 2026-11-21 09:00; empty: not fixed",
            ),
        ),
        (
            Place::Agenda,
            f(
                "end",
                "Ends by",
                FieldKind::Time,
                "16:30: the room is ours until then; empty: when the agenda ends",
            ),
        ),
    ];
    Form {
        title: "The session".to_owned(),
        fields,
        whole: false,
    }
}

/// What can be chosen in a field: value in the file, words on screen. The first means nothing chosen.
#[must_use]
pub fn options(session: &Session, place: &Place, field: &Field) -> Vec<(Value, String)> {
    let open = || vec![(Value::Null, "–".to_owned())];
    let with = |more: Vec<(Value, String)>| [open(), more].concat();
    match field.kind {
        FieldKind::Score => with((1..=5).map(|n| (json!(n), n.to_string())).collect()),
        FieldKind::Choice(all) => {
            let list: Vec<(Value, String)> = all
                .iter()
                .map(|(value, words)| (json!(value), (*words).to_owned()))
                .collect();
            // fields that always have a value cannot be left open
            if matches!(field.name, "status" | "disposition") || (field.name == "side") {
                list
            } else {
                with(list)
            }
        }
        FieldKind::Side => {
            let sides: Vec<(Value, String)> = Side::BOTH
                .map(|s| (json!(s), format!("{} {}", s.glyph(), session.side_name(s))))
                .to_vec();
            if matches!(place, Place::Item(List::Parked, _)) {
                with(sides)
            } else {
                sides
            }
        }
        FieldKind::Person => with(
            session
                .participants
                .iter()
                .map(|p| (json!(p.id), format!("{} {}", p.side.glyph(), p.name)))
                .collect(),
        ),
        FieldKind::Goal => with(
            session
                .goals
                .iter()
                .map(|g| (json!(g.id), format!("{} {}", session.label_of(g), g.text)))
                .collect(),
        ),
        FieldKind::Flag => vec![
            (json!(false), "no".to_owned()),
            (json!(true), "yes".to_owned()),
        ],
        _ => vec![],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_every_form_is_a_field_of_its_record() {
        let schema = serde_json::to_value(schemars::schema_for!(Session)).unwrap();
        let has =
            |record: &str, field: &str| schema["$defs"][record]["properties"].get(field).is_some();
        for (record, fields) in [
            ("Participant", PARTICIPANT),
            ("Expectation", EXPECTATION),
            ("Goal", GOAL),
            ("Action", ACTION),
            ("Action", WHEN),
            ("Metric", METRIC),
            ("Decision", DECISION),
            ("Parked", PARKED),
            ("Term", TERM),
            ("Term", SERVICE_LEVEL),
            ("Term", ESCALATION),
            ("GroundRule", RULE),
            ("Contact", CONTACT),
            ("Card", CARD),
            ("Card", GIVE_GET),
            ("Card", BUSINESS_CASE),
            ("Note", NOTE),
            ("SignOff", SIGNATURE),
            ("Step", STEP),
        ] {
            for field in fields {
                assert!(has(record, field.name), "{record}.{}", field.name);
            }
        }
    }
}
