//! Every property of a record can be edited in a form, or says here why not.

use crate::support::Build;
use roundtable::domain::{Id, List, Place, Section, Session, Side, Term, board::CardForm};
use roundtable::steps::{Field, Form, card_form, day_form, form_of, session_form, term_form};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// What a form is on: a definition of the schema.
type RecordName = &'static str;

/// Properties without a form field, each with the reason.
const NOT_IN_A_FORM: &[(RecordName, &str, &str)] = &[
    ("Step", "kind", "chosen when the step is added"),
    ("Step", "side", "comes with the agenda"),
    ("Step", "questionnaire", "comes with the agenda"),
    ("Step", "matrix", "comes with the agenda"),
    ("Step", "board", "comes with the agenda"),
    ("Expectation", "side", "the list it was added to"),
    ("Link", "a", "made in the step Align"),
    ("Link", "b", "made in the step Align"),
    ("Link", "kind", "chosen in the step Align"),
    ("Link", "resolution", "chosen in the step Align"),
    ("Card", "step", "the board it was added to"),
    ("Card", "column", "the column it was added to"),
    ("Card", "with", "matched on the board"),
    ("Rating", "questionnaire", "answered in a step of its own"),
    ("Rating", "column", "answered in a step of its own"),
    ("Rating", "item", "answered in a step of its own"),
    ("Rating", "value", "answered in a step of its own"),
    ("Rating", "na", "answered in a step of its own"),
    ("Rating", "before", "answers of earlier sessions"),
    ("Rating", "comment", "written in a step of its own"),
    ("Rating", "comment_before", "comments of earlier sessions"),
    ("Rating", "values", "answers of several people, taken in"),
    ("Goal", "consent", "voted on in the step Goals"),
    ("Goal", "asked", "noted with the votes"),
    ("Goal", "rounds", "earlier votes"),
    ("SignOff", "content", "noted with the signature"),
    ("Action", "dots", "given in the step Actions"),
    ("Action", "ended", "follows from the status"),
    (
        "Action",
        "origin",
        "noted when the action is made of something",
    ),
    ("Metric", "readings", "added with their own form"),
    ("Decision", "step", "the step in which it was made"),
    ("Decision", "partnership", "chosen in the step Matrix"),
    ("Parked", "became", "follows from the outcome"),
    ("Parked", "created", "the time at which it was parked"),
    ("Term", "section", "the section it was added to"),
    ("Note", "step", "the step in which it was written"),
    ("Note", "created", "the time at which it was written"),
    ("Session", "created", "kept by the program"),
    ("Session", "modified", "kept by the program"),
    ("Session", "follows", "the session that this one follows"),
    (
        "Session",
        "agenda",
        "has its own form and the plan of the day",
    ),
    ("Session", "parties", "have their own fields"),
    ("Session", "numbers", "kept by the program"),
    ("Session", "progress", "where the session stands"),
    ("Session", "closed", "closed in the step Agreement"),
    ("Session", "target_shape", "chosen in the step Contacts"),
    ("Agenda", "title", "comes with the agenda"),
    ("Agenda", "purpose", "comes with the agenda"),
    ("Agenda", "solo", "comes with the agenda"),
    ("Agenda", "supplier", "asked when the session is made"),
    ("Agenda", "about", "comes with the agenda"),
];

/// The definition of the schema that the items of a list follow.
fn record_of(list: List) -> RecordName {
    match list {
        List::Steps => "Step",
        List::Participants => "Participant",
        List::Expectations => "Expectation",
        List::Links => "Link",
        List::Contacts => "Contact",
        List::Cards => "Card",
        List::Ratings => "Rating",
        List::Goals => "Goal",
        List::Actions => "Action",
        List::Metrics => "Metric",
        List::Decisions => "Decision",
        List::Parked => "Parked",
        List::GroundRules => "GroundRule",
        List::Terms => "Term",
        List::Notes => "Note",
        List::SignOff => "SignOff",
    }
}

/// Every form of the program, with the record it is on.
fn forms() -> Vec<(RecordName, Form)> {
    let id = Id::new("x");
    let mut forms: Vec<(RecordName, Form)> = Vec::new();
    for list in List::ALL {
        forms.push((record_of(list), form_of(list, &id)));
    }
    for section in Section::ALL {
        let term: Term =
            serde_json::from_value(json!({"id": "x", "section": section, "text": ""})).unwrap();
        forms.push(("Term", term_form(&term)));
    }
    for form in [CardForm::Plain, CardForm::GiveGet, CardForm::BusinessCase] {
        forms.push(("Card", card_form(form, &id)));
    }
    forms.push(("Agenda", day_form()));
    for (solo, sides) in [
        (false, &Side::BOTH[..]),
        (true, &Side::BOTH[..1]),
        (true, &Side::BOTH[1..]),
    ] {
        let (session, others): (Vec<_>, Vec<_>) = session_form(solo, sides)
            .fields
            .into_iter()
            .partition(|(place, _)| *place == Place::Session);
        let (agenda, parties) = others
            .into_iter()
            .partition(|(place, _)| *place == Place::Agenda);
        for (record, fields) in [("Session", session), ("Agenda", agenda), ("Party", parties)] {
            let form = Form {
                title: String::new(),
                fields,
                whole: false,
            };
            forms.push((record, form));
        }
    }
    forms
}

fn schema() -> Value {
    serde_json::to_value(schemars::schema_for!(Session)).unwrap()
}

/// The names of the properties of a record, without its id and number, and its list of items.
fn properties(schema: &Value, record: RecordName) -> BTreeSet<String> {
    let definition = match record {
        "Session" => schema,
        record => &schema["$defs"][record],
    };
    let lists: Vec<&str> = List::ALL
        .iter()
        .filter_map(|l| l.path().last().copied())
        .collect();
    let all = definition["properties"].as_object().unwrap();
    all.keys()
        .filter(|name| !matches!(name.as_str(), "id" | "number" | "format" | "version"))
        .filter(|name| !(matches!(record, "Session" | "Agenda") && lists.contains(&name.as_str())))
        .cloned()
        .collect()
}

fn fields_of(record: RecordName) -> BTreeSet<String> {
    let forms = forms().into_iter().filter(|(r, _)| *r == record);
    let fields = forms.flat_map(|(_, form)| form.fields);
    fields
        .map(|(_, field): (_, Field)| field.name.to_owned())
        .collect()
}

fn records() -> BTreeSet<RecordName> {
    forms().into_iter().map(|(record, _)| record).collect()
}

#[test]
fn every_property_of_a_record_is_in_a_form_or_has_a_reason_not_to_be() {
    let schema = schema();
    let records = records();
    assert_eq!(records.len(), List::ALL.len() + 3);
    for record in records {
        let fields = fields_of(record);
        for property in properties(&schema, record) {
            let exception = NOT_IN_A_FORM
                .iter()
                .any(|(r, name, _)| *r == record && *name == property);
            let in_form = fields.contains(&property);
            assert!(
                in_form || exception,
                "{record}.{property} is in no form: add a field to src/steps/forms/records.rs"
            );
            assert!(
                !(in_form && exception),
                "{record}.{property} is in a form: take it out of NOT_IN_A_FORM"
            );
        }
    }
}

#[test]
fn every_field_and_every_exception_is_a_property_of_its_record() {
    let schema = schema();
    for record in records() {
        let properties = properties(&schema, record);
        for field in fields_of(record) {
            assert!(properties.contains(&field), "{record}.{field}");
        }
    }
    for (record, name, reason) in NOT_IN_A_FORM {
        assert!(
            properties(&schema, record).contains(*name),
            "{record}.{name}"
        );
        assert!(!reason.is_empty(), "{record}.{name}");
    }
}

#[test]
fn labels_and_help_name_the_organisations() {
    let mut session = crate::support::sample();
    session.build(|session| session.parties.a.name = "Nordwind".to_owned());
    session.build(|session| {
        session.parties.b.name = "A company whose name is far too long for a label".to_owned()
    });
    let form = form_of(List::Actions, &Id::new("x"));
    let labels: Vec<String> = form.fields.iter().map(|(_, f)| f.label(&session)).collect();
    assert!(
        labels.contains(&"Value to Nordwind".to_owned()),
        "{labels:?}"
    );
    assert!(
        labels.contains(&"Value to A company whose nam…".to_owned()),
        "{labels:?}"
    );
    for (_, form) in forms() {
        for (_, field) in form.fields {
            for text in [field.label(&session), field.help(&session)] {
                assert!(!text.is_empty() && !text.contains('{'), "{text}");
            }
        }
    }
}
