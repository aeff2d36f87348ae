//! A field of a record is in an exported table and in the form on the record, or is listed here
//! with the reason why not. A field that is added and forgotten fails these tests by its name.

use roundtable::domain::{
    Action, Card, Contact, Decision, Expectation, Goal, GroundRule, Id, Link, List, Metric, Note,
    Parked, Participant, Rating, SignOff, Step, Term,
};
use roundtable::export::Subject;
use roundtable::steps::form_of;
use schemars::{JsonSchema, schema_for};

/// Where the fields of one kind of record are shown.
struct Record {
    list: List,
    /// The names of its fields in the session file, from the JSON Schema.
    fields: Vec<String>,
    /// The tables that list it.
    tables: &'static [Subject],
    /// Fields whose column has another name, and that name.
    columns: &'static [(&'static str, &'static str)],
    /// Fields without a column, and why.
    not_in_a_table: &'static [(&'static str, &'static str)],
    /// Fields that the form on the record does not have, and why.
    not_in_the_form: &'static [(&'static str, &'static str)],
}

impl Record {
    fn new<R: JsonSchema>(list: List, tables: &'static [Subject]) -> Self {
        let schema = schema_for!(R);
        let properties = schema.get("properties").and_then(|p| p.as_object());
        Self {
            list,
            fields: properties.unwrap().keys().cloned().collect(),
            tables,
            columns: &[],
            not_in_a_table: &[],
            not_in_the_form: &[],
        }
    }
}

const OWN_KEYS: &str = "has keys of its own in the step";
const VARIANT_FORM: &str = "in the form for that kind of record only";

/// Every kind of record there is.
fn records() -> Vec<Record> {
    [people_and_expectations(), plan(), agreement(), the_rest()]
        .into_iter()
        .flatten()
        .collect()
}

fn people_and_expectations() -> Vec<Record> {
    vec![
        Record::new::<Participant>(List::Participants, &[Subject::People]),
        Record {
            columns: &[
                ("text", "expectation"),
                ("satisfied", "satisfied_today"),
                ("reaction", "answer"),
            ],
            not_in_the_form: &[
                (
                    "side",
                    "chosen by adding the expectation to the list of that side",
                ),
                ("reaction", OWN_KEYS),
            ],
            ..Record::new::<Expectation>(List::Expectations, &[Subject::Expectations])
        },
        Record {
            columns: &[
                ("a", "expectation_a"),
                ("b", "expectation_b"),
                ("kind", "relation"),
            ],
            not_in_the_form: &[("a", OWN_KEYS), ("b", OWN_KEYS), ("kind", OWN_KEYS)],
            ..Record::new::<Link>(List::Links, &[Subject::Links])
        },
        Record {
            columns: &[
                ("a", "person_a"),
                ("b", "person_b"),
                ("last", "last_contact"),
                ("text", "about"),
            ],
            ..Record::new::<Contact>(List::Contacts, &[Subject::Contacts])
        },
    ]
}

fn plan() -> Vec<Record> {
    vec![
        Record {
            columns: &[
                ("text", "goal"),
                ("expectations", "from"),
                ("consent", "fist_to_five"),
            ],
            not_in_the_form: &[("consent", OWN_KEYS)],
            ..Record::new::<Goal>(List::Goals, &[Subject::Goals, Subject::Votes])
        },
        Record {
            columns: &[
                ("text", "action"),
                ("value_a", "value_to_a"),
                ("value_b", "value_to_b"),
            ],
            not_in_the_form: &[("dots", OWN_KEYS), ("ended", "follows from the status")],
            ..Record::new::<Action>(List::Actions, &[Subject::Actions])
        },
        Record {
            columns: &[("name", "metric"), ("readings", "value")],
            not_in_the_form: &[("readings", OWN_KEYS)],
            ..Record::new::<Metric>(List::Metrics, &[Subject::Metrics, Subject::Readings])
        },
    ]
}

fn agreement() -> Vec<Record> {
    vec![
        Record {
            columns: &[("text", "decision"), ("review", "review_when")],
            not_in_the_form: &[("step", "set to the step in which it was recorded")],
            ..Record::new::<Decision>(List::Decisions, &[Subject::Decisions])
        },
        Record {
            columns: &[
                ("text", "item"),
                ("created", "raised_at"),
                ("disposition", "outcome"),
            ],
            not_in_the_form: &[("created", "set when it is recorded")],
            ..Record::new::<Parked>(List::Parked, &[Subject::Parking])
        },
        Record {
            columns: &[("text", "rule")],
            ..Record::new::<GroundRule>(List::GroundRules, &[Subject::Rules])
        },
        Record {
            columns: &[
                ("measured", "measured_how"),
                ("by", "by_whom"),
                ("max_days", "working_days"),
            ],
            not_in_the_form: &[
                ("section", "chosen by adding the clause to that section"),
                ("level", VARIANT_FORM),
                ("unit", VARIANT_FORM),
                ("tolerance", VARIANT_FORM),
                ("measured", VARIANT_FORM),
                ("by", VARIANT_FORM),
                ("name_a", VARIANT_FORM),
                ("name_b", VARIANT_FORM),
                ("max_days", VARIANT_FORM),
            ],
            ..Record::new::<Term>(List::Terms, &[Subject::Terms])
        },
        Record::new::<SignOff>(List::SignOff, &[Subject::Signatures]),
    ]
}

fn the_rest() -> Vec<Record> {
    const BOARD: &str = "chosen by adding the card to that column";
    const ANSWERED: &str = "answered in the questionnaire itself";
    const AGENDA: &str = "the agenda is not exported as a table";
    const DEFINED: &str = "part of the agenda's definition";
    const PRIVATE: &str = "private notes are in no table";
    vec![
        Record {
            columns: &[
                ("step", "board"),
                ("text", "card"),
                ("value_us", "value_to_us"),
                ("value_them", "value_to_them"),
                ("cost_us", "cost_to_us"),
                ("cost_them", "cost_to_them"),
            ],
            not_in_the_form: &[
                ("step", BOARD),
                ("column", BOARD),
                ("from", VARIANT_FORM),
                ("to", VARIANT_FORM),
                ("measured", VARIANT_FORM),
                ("value_us", VARIANT_FORM),
                ("value_them", VARIANT_FORM),
                ("cost_us", VARIANT_FORM),
                ("cost_them", VARIANT_FORM),
                ("fear", VARIANT_FORM),
                ("answer", VARIANT_FORM),
                ("decision", VARIANT_FORM),
            ],
            ..Record::new::<Card>(List::Cards, &[Subject::Cards])
        },
        Record {
            columns: &[
                ("column", "answered_for"),
                ("item", "question"),
                ("na", "meaning"),
                ("before", "value_before"),
            ],
            not_in_a_table: &[("id", "an answer is known by its question and its column")],
            not_in_the_form: &[
                ("questionnaire", ANSWERED),
                ("column", ANSWERED),
                ("item", ANSWERED),
                ("value", ANSWERED),
                ("na", ANSWERED),
                ("before", ANSWERED),
            ],
            ..Record::new::<Rating>(List::Ratings, &[Subject::Answers])
        },
        Record {
            not_in_a_table: &[
                ("id", PRIVATE),
                ("text", PRIVATE),
                ("step", PRIVATE),
                ("created", PRIVATE),
            ],
            not_in_the_form: &[
                ("step", "set to the step in which it was written"),
                ("created", "set when it is written"),
            ],
            ..Record::new::<Note>(List::Notes, &[])
        },
        Record {
            not_in_a_table: &[
                ("id", AGENDA),
                ("kind", AGENDA),
                ("title", AGENDA),
                ("short", AGENDA),
                ("minutes", AGENDA),
                ("prompt", AGENDA),
                ("example", AGENDA),
                ("tips", AGENDA),
                ("side", AGENDA),
                ("questionnaire", AGENDA),
                ("matrix", AGENDA),
                ("board", AGENDA),
                ("starts_at", AGENDA),
                ("break_after", AGENDA),
            ],
            not_in_the_form: &[
                ("kind", DEFINED),
                ("side", DEFINED),
                ("questionnaire", DEFINED),
                ("matrix", DEFINED),
                ("board", DEFINED),
            ],
            ..Record::new::<Step>(List::Steps, &[])
        },
    ]
}

/// Fields that are not shown though no reason is given, and reasons for fields that are shown or
/// do not exist.
fn faults(
    record: &Record,
    shown: &dyn Fn(&str) -> bool,
    reasons: &[(&'static str, &'static str)],
) -> Vec<String> {
    let excused = |field: &str| reasons.iter().any(|(name, _)| *name == field);
    let forgotten = record
        .fields
        .iter()
        .filter(|f| !shown(f) && !excused(f))
        .map(|f| format!("{:?}: `{f}` is missing", record.list));
    let stale = reasons
        .iter()
        .filter(|(name, _)| shown(name) || !record.fields.iter().any(|f| f == name))
        .map(|(name, _)| format!("{:?}: the reason for `{name}` is stale", record.list));
    forgotten.chain(stale).collect()
}

#[test]
fn every_kind_of_record_is_checked() {
    let records = records();
    for list in List::ALL {
        let count = records.iter().filter(|r| r.list == list).count();
        assert_eq!(count, 1, "{list:?}");
    }
    assert!(records.iter().all(|r| r.fields.iter().any(|f| f == "id")));
}

#[test]
fn every_field_of_a_record_is_a_column_of_a_table_or_has_a_reason() {
    let mut all = Vec::new();
    for record in records() {
        let columns: Vec<&str> = record.tables.iter().flat_map(|t| t.columns()).collect();
        let shown = |field: &str| {
            let renamed = record.columns.iter().find(|(name, _)| *name == field);
            columns.contains(&renamed.map_or(field, |(_, column)| column))
        };
        all.extend(faults(&record, &shown, record.not_in_a_table));
        for (field, column) in record.columns {
            let is_known = record.fields.iter().any(|f| f == field) && columns.contains(column);
            assert!(is_known, "{:?}: {field} as {column}", record.list);
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_field_of_a_record_is_in_its_form_or_has_a_reason() {
    let mut all = Vec::new();
    for record in records() {
        let form = form_of(record.list, &Id::new("x"));
        // no form asks for the identity of a record
        let shown = |field: &str| field == "id" || form.fields.iter().any(|(_, f)| f.name == field);
        all.extend(faults(&record, &shown, record.not_in_the_form));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
