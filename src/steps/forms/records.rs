//! The fields of each record, as one table a form.

use super::choices::{
    CATEGORY, DIRECTION, DISPOSITION, FREQUENCY, LEVEL, METRIC_KIND, METRIC_SIDE, STATUS, STRENGTH,
};
use super::{Field, FieldKind};
use crate::domain::{List, Section, board::CardForm};
use FieldKind::{
    Break, Date, Days, Expectations, Flag, Lines, Minutes, Number, Person, Reading, Score, Side,
    Text, Time,
};

/// The title of the form on an item of `list`, and its fields.
///
/// Answers are made and changed on the screen of their step alone, and so are links but for their
/// note.
pub(super) fn of_list(list: List) -> (&'static str, &'static [Field]) {
    match list {
        List::Steps => ("Step", STEP),
        List::Participants => ("Person", PARTICIPANT),
        List::Expectations => ("Expectation", EXPECTATION),
        List::Links => ("Link", LINK),
        List::Contacts => ("Pair", CONTACT),
        List::Cards => ("Card", CARD),
        List::Ratings => ("Answer", &[]),
        List::Goals => ("Goal", GOAL),
        List::Actions => ("Action", ACTION),
        List::Metrics => ("Metric", METRIC),
        List::Decisions => ("Decision", DECISION),
        List::Parked => ("Parked topic", PARKED),
        List::GroundRules => ("Ground rule", RULE),
        List::Terms => ("Clause", TERM),
        List::Notes => ("Private note", NOTE),
        List::SignOff => ("Signature", SIGNATURE),
    }
}

/// The title of the form on a clause of `section`, and its fields.
pub(super) fn of_section(section: Section) -> (&'static str, &'static [Field]) {
    match section {
        Section::ServiceLevels => ("Service level", SERVICE_LEVEL),
        Section::Escalation => ("Escalation level", ESCALATION),
        _ => (section.label(), TERM),
    }
}

/// The title of the form on a card of a board with this `form`, and its fields.
pub(super) fn of_card(form: CardForm) -> (&'static str, &'static [Field]) {
    match form {
        CardForm::Plain => ("Card", CARD),
        CardForm::GiveGet => ("Give and get", GIVE_GET),
        CardForm::BusinessCase => ("Business case", BUSINESS_CASE),
    }
}

pub(super) const fn field(
    name: &'static str,
    label: &'static str,
    kind: FieldKind,
    help: &'static str,
) -> Field {
    Field {
        name,
        label,
        kind,
        help,
    }
}

const PARTICIPANT: &[Field] = &[
    field("name", "Name", Text, "the name they are called by"),
    field("side", "Side", Side, "the organisation they belong to"),
    field(
        "role",
        "Role",
        Text,
        "in this relationship, such as key account manager",
    ),
    field(
        "function",
        "Function",
        Text,
        "in the organisation, such as logistics",
    ),
    field("level", "Level", LEVEL, "in the organisation"),
];
const EXPECTATION: &[Field] = &[
    field("text", "Expectation", Text, "in that side's own words"),
    field(
        "category",
        "Category",
        CATEGORY,
        "what kind of benefit it is",
    ),
    field(
        "importance",
        "Importance",
        Score,
        "1 nice to have … 5 vital",
    ),
    field(
        "satisfied",
        "Satisfied today",
        Score,
        "1 not at all … 5 fully",
    ),
    field("strength", "Strength", STRENGTH, "how binding it is"),
    field(
        "evidence",
        "Evidence",
        Text,
        "how would both sides see that it is met?",
    ),
    field(
        "reaction",
        "Reaction",
        FieldKind::Answer,
        "the other side's answer",
    ),
    field(
        "reaction",
        "Its note",
        FieldKind::AnswerNote,
        "the condition or reason",
    ),
    field(
        "out_of_scope",
        "Out of scope",
        Flag,
        "both agree that it does not belong here",
    ),
];
const LINK: &[Field] = &[field(
    "note",
    "Note",
    Text,
    "what stands behind it, such as why one blocks the other",
)];
const GOAL: &[Field] = &[
    field(
        "text",
        "Goal",
        Text,
        "a result both can see: how much of what, by when",
    ),
    field(
        "expectations",
        "From",
        Expectations,
        "the expectations it comes from",
    ),
    field("due", "By", Date, "30 jun, end of quarter, +6m, 2027-06-30"),
];
const ACTION: &[Field] = &[
    field("text", "Action", Text, "what is done"),
    field("goal", "Goal", FieldKind::Goal, "the goal it serves"),
    field(
        "done_when",
        "Done when",
        Text,
        "how both sides see that it is done",
    ),
    field("owner", "Owner", Person, "the one accountable person"),
    field(
        "counterpart",
        "Counterpart",
        Person,
        "the person on the other side",
    ),
    field("start", "Start", Date, "+1w, mon, 1 oct, 2026-10-01"),
    field("due", "Due", Date, "+2w, fri, 30 sep, end of month"),
    field(
        "depends_on",
        "Depends on",
        FieldKind::Actions,
        "what has to be done before",
    ),
    field(
        "value_a",
        "Value to {a}",
        Score,
        "1 little … 5 a lot; set by {a}",
    ),
    field(
        "value_b",
        "Value to {b}",
        Score,
        "1 little … 5 a lot; set by {b}",
    ),
    field(
        "effort",
        "Effort",
        Score,
        "1 little … 5 a lot; set together, and usually guessed too low",
    ),
    field(
        "started",
        "Started",
        Date,
        "the day the work began; an open action is then in progress",
    ),
    field("status", "Status", STATUS, "open, done or dropped"),
];
const START: Field = field(
    "start",
    "Start",
    Date,
    "+1w, mon, 1 oct, 2026-10-01; empty: not fixed",
);
const DUE: Field = field(
    "due",
    "Due",
    Date,
    "+2w, fri, 30 sep, end of month, 2026-09-30",
);
/// The dates of an action.
pub(in crate::steps) const WHEN: &[Field] = &[
    START,
    DUE,
    field(
        "depends_on",
        "Depends on",
        FieldKind::Actions,
        "what has to be done before",
    ),
];
/// The dates of an action from last time.
pub(in crate::steps) const NEW_DATE: &[Field] = &[DUE, START];
const METRIC: &[Field] = &[
    field(
        "name",
        "Metric",
        Text,
        "such as: delivered on the confirmed date",
    ),
    field("goal", "Goal", FieldKind::Goal, "the goal it measures"),
    field("question", "Question", Text, "the question it answers"),
    field("definition", "Definition", Text, "what exactly is counted"),
    field("formula", "Formula", Text, "how it is computed"),
    field("unit", "Unit", Text, "%, ppm, days, €"),
    field("direction", "Direction", DIRECTION, "which way is better"),
    field("baseline", "Baseline", Number, "the value today"),
    field(
        "baseline_date",
        "Baseline of",
        Date,
        "the day of that value",
    ),
    field("target", "Target", Number, "the value to reach"),
    field("target_date", "Target by", Date, "the day by which"),
    field(
        "tolerance",
        "Tolerance",
        Number,
        "allowed deviation, in the same unit",
    ),
    field("frequency", "Read", FREQUENCY, "how often it is read"),
    field("source", "Source", Text, "where the numbers come from"),
    field("owner", "Owner", Person, "who reads it"),
    field(
        "side",
        "Measures",
        METRIC_SIDE,
        "joint metrics bring both sides together",
    ),
    field(
        "kind",
        "Kind",
        METRIC_KIND,
        "at least one metric should be about the relationship",
    ),
    field(
        "penalty",
        "Penalty",
        Text,
        "what missing it costs; penalties make people hide problems",
    ),
];
const DECISION: &[Field] = &[
    field("text", "Decision", Text, "what was decided"),
    field("date", "Date", Date, "the day"),
    field("decider_a", "Decided at {a}", Person, "who decided at {a}"),
    field("decider_b", "Decided at {b}", Person, "who decided at {b}"),
    field("owner", "Owner", Person, "who carries it out"),
    field("reason", "Reason", Text, "why, and what was traded off"),
    field("options", "Options", Text, "what else was considered"),
    field("review", "Review", Text, "what would make us reconsider it"),
    field(
        "reviewed",
        "Stands",
        Date,
        "the day it was looked at again and stands",
    ),
];
const PARKED: &[Field] = &[
    field("text", "Topic", Text, "what it is about"),
    field("raised_by", "Raised by", Person, "who raised it"),
    field("side", "Side", Side, "the side that raised it"),
    field("disposition", "Outcome", DISPOSITION, "what became of it"),
    field("owner", "Owner", Person, "who takes care of it"),
    field("due", "By", Date, "the day by which"),
];
const TERM: &[Field] = &[field(
    "text",
    "Clause",
    Text,
    "one clause, in words both would sign",
)];
const SERVICE_LEVEL: &[Field] = &[
    field(
        "text",
        "Item",
        Text,
        "what is promised, such as on-time delivery",
    ),
    field("level", "Level", Text, "such as 97"),
    field("unit", "Unit", Text, "such as %"),
    field("tolerance", "Tolerance", Text, "allowed deviation"),
    field("measured", "Measured how", Text, "the figures used"),
    field("by", "By whom", Text, "who measures"),
];
const ESCALATION: &[Field] = &[
    field(
        "text",
        "Topics",
        Text,
        "the questions decided at this level",
    ),
    field("name_a", "At {a}", Text, "the person or role at {a}"),
    field("name_b", "At {b}", Text, "the person or role at {b}"),
    field(
        "max_days",
        "Working days",
        Days,
        "before it goes to the next level",
    ),
];
const RULE: &[Field] = &[field(
    "text",
    "Ground rule",
    Text,
    "worded positively: we work best together when …",
)];
const CONTACT: &[Field] = &[
    field("a", "At {a}", Person, "the person at {a}"),
    field("b", "At {b}", Person, "the person at {b}"),
    field("level", "Level", LEVEL, "the level at which they talk"),
    field("last", "Last contact", Date, "today, mon, 1 oct"),
    field("text", "About", Text, "what they talk about"),
];
const CARD: &[Field] = &[
    field("text", "Card", Text, "one thing, in a few words"),
    field("note", "Note", Text, "more about it"),
];
const GIVE_GET: &[Field] = &[
    field("text", "Item", Text, "what is given"),
    field("from", "From", Date, "the day it begins"),
    field("to", "Until", Date, "the day it ends; empty: without end"),
    field(
        "measured",
        "Measured how",
        Text,
        "how both sides see that it was given",
    ),
    field("note", "Value", Text, "its value to the side that gets it"),
];
const BUSINESS_CASE: &[Field] = &[
    field("text", "Stakeholder", Text, "whose case it is"),
    field("note", "What they value", Text, "in their words"),
    field(
        "value_us",
        "Value to us",
        Text,
        "an amount, and how confident we are in it",
    ),
    field(
        "value_them",
        "Value to them",
        Text,
        "an amount, and how confident we are in it",
    ),
    field("cost_us", "Cost to us", Text, "an amount, or what it takes"),
    field(
        "cost_them",
        "Cost to them",
        Text,
        "an amount, or what it takes",
    ),
    field(
        "fear",
        "Fear",
        Text,
        "such as loss of leverage, dependence, effort, opinion of others",
    ),
    field("answer", "Answer", Text, "the answer to that fear"),
    field("decision", "Decision", Text, "what was decided"),
];
const NOTE: &[Field] = &[field(
    "text",
    "Private note",
    Text,
    "never exported or projected",
)];
const SIGNATURE: &[Field] = &[
    field("name", "Name", Text, "the person who signs"),
    field("side", "Side", Side, "the organisation they sign for"),
    field("role", "Role", Text, "such as managing director"),
    field("date", "Date", Date, "the day"),
];
pub(super) const STEP: &[Field] = &[
    field(
        "title",
        "Title",
        Text,
        "the name of the step, shown in the header",
    ),
    field(
        "short",
        "Short name",
        Text,
        "for the line of steps; empty: the title",
    ),
    field(
        "minutes",
        "Minutes",
        Minutes,
        "how long it takes, without the break after it",
    ),
    field(
        "starts_at",
        "Fixed start",
        Time,
        "13:00; empty: it starts when the step before it ends",
    ),
    field(
        "break_after",
        "Break after",
        Break,
        "Coffee 15, Lunch 60; empty: none",
    ),
    field("prompt", "Prompt", Text, "what the facilitator says"),
    field("example", "Example", Text, "shown while the step is empty"),
    field(
        "tips",
        "Tips",
        Lines,
        "for the facilitator, one on each line",
    ),
];
/// A reading of a metric.
pub(in crate::steps) const READING: &[Field] = &[field(
    "readings",
    "Value",
    Reading,
    "in the metric's unit; a day other than today follows it: 83.5 on 3 nov",
)];
