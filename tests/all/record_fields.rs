//! Every field of a record is in an exported table, in a document and in the form on the record,
//! or is listed here with the reason why not. A field that is added and forgotten fails these tests
//! by its name.
//!
//! Whether a field is exported is found out by changing it and comparing what is exported.

use crate::support::Build;
use crate::support::sessions::{asking, sample};
use roundtable::domain::{
    Action, Card, Contact, Decision, Disposition, Expectation, Goal, GroundRule, Id, Link,
    LinkKind, List, Metric, Note, Parked, Participant, Rating, Session, Side, SignOff, Step, Term,
};
use roundtable::export::{ExportRequest, Format, Layout};
use roundtable::steps::{form_of, report};
use schemars::{JsonSchema, Schema, schema_for};
use serde_json::{Value, json};

/// A kind of record, and the fields that are left out on purpose.
struct Record {
    list: List,
    /// Where the list is in the session file.
    pointer: &'static str,
    schema: Schema,
    not_in_a_table: Reasons,
    not_in_a_document: Reasons,
    not_in_the_form: Reasons,
}

/// Names of fields, each with the reason why it is left out.
type Reasons = &'static [(&'static str, &'static str)];

impl Record {
    fn new<R: JsonSchema>(list: List, pointer: &'static str) -> Self {
        Self {
            list,
            pointer,
            schema: schema_for!(R),
            not_in_a_table: &[],
            not_in_a_document: &[],
            not_in_the_form: &[],
        }
    }

    /// The names of its fields in the session file, without its identity.
    fn fields(&self) -> Vec<&str> {
        let properties = self.schema.get("properties").unwrap();
        let names = properties.as_object().unwrap().keys();
        names.map(String::as_str).filter(|f| *f != "id").collect()
    }

    /// Values to try in a field: those of other records, of the schema, and some of each type.
    fn candidates(&self, session: &Value, field: &str) -> Vec<Value> {
        let records = session.pointer(self.pointer).unwrap().as_array().unwrap();
        let mut values = vec![
            json!("Another text"),
            json!("2031-07-08"),
            json!("2031-07-08T09:00:00Z"),
            json!(4),
            json!(2),
            json!(true),
            json!(null),
            json!([records[0]["id"]]),
            records[0]["id"].clone(),
            json!({"outcome": "parked"}),
            json!({"text": "Another text"}),
            json!([{"consent": [{"side": "a", "fist": 2}]}]),
        ];
        values.extend(records.iter().filter_map(|r| r.get(field)).cloned());
        let property = self.schema.pointer(&format!("/properties/{field}"));
        let definitions = self.schema.get("$defs");
        collect_constants(property.unwrap(), definitions, &mut values);
        values
    }
}

/// The constants that a schema allows, such as the names of the variants of an enum.
fn collect_constants(schema: &Value, definitions: Option<&Value>, out: &mut Vec<Value>) {
    match schema {
        Value::Object(map) => {
            for (key, value) in map {
                match (key.as_str(), value) {
                    ("const", value) => out.push(value.clone()),
                    ("enum", Value::Array(values)) => out.extend(values.clone()),
                    ("$ref", Value::String(name)) => {
                        let name = name.trim_start_matches("#/$defs/");
                        let target = definitions.and_then(|d| d.get(name));
                        // nested definitions hold the constants of other fields
                        if let Some(target) = target {
                            collect_constants(target, None, out);
                        }
                    }
                    _ => collect_constants(value, definitions, out),
                }
            }
        }
        Value::Array(list) => list
            .iter()
            .for_each(|v| collect_constants(v, definitions, out)),
        _ => {}
    }
}

/// All tables of a session.
fn tables(session: &Session) -> Vec<u8> {
    let request = ExportRequest::new(Layout::Tables, Format::Ndjson);
    request.render(session, report).unwrap()
}

/// The minutes with private notes, and the agreement.
fn documents(session: &Session) -> [Vec<u8>; 2] {
    let minutes = ExportRequest {
        notes: true,
        ..ExportRequest::new(Layout::Minutes, Format::Markdown)
    };
    let agreement = ExportRequest::new(Layout::Agreement, Format::Markdown);
    [minutes, agreement].map(|request| request.render(session, report).unwrap())
}

/// A session with a step of every kind and every kind of record, but few of each.
fn session() -> Value {
    let mut session = asking();
    session.build(|session| {
        let asked = std::mem::replace(&mut session.agenda, sample().agenda.clone());
        session.agenda.steps.extend(asked.steps);
    });
    let signature = json!({"id": "s", "side": "a", "name": "Ada", "role": "owner"});
    session.build(|session| {
        session
            .sign_off
            .push(serde_json::from_value(signature).unwrap());
    });
    session.build(|session| {
        for rating in &mut session.ratings {
            rating.values = vec![serde_json::from_value(json!({"value": 1})).unwrap()];
        }
    });
    session.build(|session| {
        let step = session
            .agenda
            .steps
            .iter()
            .find(|s| s.matrix.is_some())
            .unwrap();
        let types = &step.matrix.as_ref().unwrap().types;
        let (step, first) = (step.id.clone(), types[0].title.clone());
        let second = types[1].title.clone();
        let [one, .., last] = session.decisions.as_mut_slice() else {
            panic!("two decisions")
        };
        (one.step, one.partnership) = (Some(step.clone()), Some(first));
        (last.step, last.partnership) = (Some(step), Some(second));
    });
    // texts that are shown only while another field is empty
    session.build(|session| session.parked[0].raised_by = None);
    session.build(|session| session.parked[0].disposition = Disposition::Action);
    session.build(|session| session.links.truncate(1));
    let first = |side| session.expectations_of(side).next().unwrap().id.clone();
    let [a, b] = Side::BOTH.map(first);
    session.build(|s| (s.links[0].a, s.links[0].b) = (a, b));
    // only a conflict is resolved
    session.build(|s| s.links[0].kind = LinkKind::Conflict);
    let mut session = serde_json::to_value(session).unwrap();
    for record in records().iter().filter(|r| r.list != List::Steps) {
        let records = session.pointer_mut(record.pointer).unwrap();
        thin_out(records.as_array_mut().unwrap());
    }
    session
}

/// Keeps two records of each side, section or column.
fn thin_out(records: &mut Vec<Value>) {
    let mut kept = Vec::new();
    records.retain(|record| {
        let group = ["side", "section", "column"].map(|key| record.get(key).cloned());
        kept.push(group.clone());
        kept.iter().filter(|g| **g == group).count() <= 2
    });
}

fn records() -> Vec<Record> {
    const OWN_KEYS: &str = "has keys of its own in the step";
    const SIDE: &str = "chosen by adding the record to the list of that side";
    const STAMP: &str = "set when the record is made";
    const VARIANT: &str = "in the form for that kind of record only";
    vec![
        Record::new::<Participant>(List::Participants, "/participants"),
        Record {
            not_in_a_document: &[("category", "in the table, where it can be filtered")],
            not_in_the_form: &[("side", SIDE)],
            ..Record::new::<Expectation>(List::Expectations, "/expectations")
        },
        Record {
            not_in_the_form: &[
                ("a", OWN_KEYS),
                ("b", OWN_KEYS),
                ("kind", OWN_KEYS),
                ("resolution", OWN_KEYS),
            ],
            ..Record::new::<Link>(List::Links, "/links")
        },
        Record {
            not_in_a_document: &[
                ("level", "in the table; the figure shows the pairs"),
                ("text", "in the table; the figure shows the pairs"),
            ],
            ..Record::new::<Contact>(List::Contacts, "/contacts")
        },
        Record {
            not_in_the_form: &[
                ("consent", OWN_KEYS),
                ("asked", "noted with the votes"),
                ("rounds", "earlier votes"),
            ],
            ..Record::new::<Goal>(List::Goals, "/goals")
        },
        action(),
        Record {
            not_in_the_form: &[("readings", OWN_KEYS)],
            ..Record::new::<Metric>(List::Metrics, "/metrics")
        },
        Record {
            not_in_the_form: &[
                ("step", STAMP),
                ("partnership", "chosen in the step with the matrix"),
            ],
            ..Record::new::<Decision>(List::Decisions, "/decisions")
        },
        Record {
            not_in_a_document: &[("created", "in the table")],
            not_in_the_form: &[("created", STAMP), ("became", "follows from the outcome")],
            ..Record::new::<Parked>(List::Parked, "/parked")
        },
        Record::new::<GroundRule>(List::GroundRules, "/ground_rules"),
        Record {
            not_in_the_form: &[
                ("section", "chosen by adding the clause to that section"),
                ("level", VARIANT),
                ("unit", VARIANT),
                ("tolerance", VARIANT),
                ("measured", VARIANT),
                ("by", VARIANT),
                ("name_a", VARIANT),
                ("name_b", VARIANT),
                ("max_days", VARIANT),
            ],
            ..Record::new::<Term>(List::Terms, "/terms")
        },
        Record {
            not_in_the_form: &[("content", "noted with the signature")],
            ..Record::new::<SignOff>(List::SignOff, "/sign_off")
        },
        card(),
        rating(),
        note(),
        step(),
    ]
}

fn action() -> Record {
    Record {
        not_in_a_table: &[("origin", "for the program alone: it keeps doubles away")],
        not_in_a_document: &[("origin", "the results of the questionnaire name the action")],
        not_in_the_form: &[
            ("dots", "has keys of its own in the step"),
            ("ended", "follows from the status"),
            ("origin", "noted when the action is made"),
        ],
        ..Record::new::<Action>(List::Actions, "/actions")
    }
}

fn card() -> Record {
    const BOARD: &str = "chosen by adding the card to that column";
    const VARIANT: &str = "in the form for boards of that kind only";
    Record {
        not_in_a_document: &[(
            "with",
            "on boards that compare, of which this session has none",
        )],
        not_in_the_form: &[
            ("step", BOARD),
            ("column", BOARD),
            ("with", "matched with a key of the board"),
            ("from", VARIANT),
            ("to", VARIANT),
            ("measured", VARIANT),
            ("value_us", VARIANT),
            ("value_them", VARIANT),
            ("cost_us", VARIANT),
            ("cost_them", VARIANT),
            ("fear", VARIANT),
            ("answer", VARIANT),
            ("decision", VARIANT),
        ],
        ..Record::new::<Card>(List::Cards, "/cards")
    }
}

fn rating() -> Record {
    const ANSWERED: &str = "answered in the questionnaire itself";
    Record {
        not_in_the_form: &[
            ("questionnaire", ANSWERED),
            ("column", ANSWERED),
            ("item", ANSWERED),
            ("value", ANSWERED),
            ("na", ANSWERED),
            ("before", ANSWERED),
            ("comment", ANSWERED),
            ("comment_before", "the comment in the previous session"),
            ("values", "answers of several people, taken in"),
        ],
        ..Record::new::<Rating>(List::Ratings, "/ratings")
    }
}

fn note() -> Record {
    const PRIVATE: &str = "private notes are in no table";
    const STAMP: &str = "set when the note is written";
    Record {
        not_in_a_table: &[("text", PRIVATE), ("step", PRIVATE), ("created", PRIVATE)],
        not_in_a_document: &[("step", STAMP), ("created", STAMP)],
        not_in_the_form: &[("step", STAMP), ("created", STAMP)],
        ..Record::new::<Note>(List::Notes, "/notes")
    }
}

fn step() -> Record {
    const DEFINED: &str = "part of the definition of the agenda";
    Record {
        not_in_the_form: &[
            ("kind", DEFINED),
            ("side", DEFINED),
            ("questionnaire", DEFINED),
            ("matrix", DEFINED),
            ("board", DEFINED),
        ],
        ..Record::new::<Step>(List::Steps, "/agenda/steps")
    }
}

/// Fields that are missing without a reason, and reasons that are not needed.
fn faults(record: &Record, place: &str, missing: &[&str], reasons: Reasons) -> Vec<String> {
    let list = record.list;
    let forgotten = missing
        .iter()
        .filter(|field| !reasons.iter().any(|(name, _)| name == *field))
        .map(|field| format!("{list:?}: `{field}` is not in {place}"));
    let stale = reasons
        .iter()
        .filter(|(name, _)| !missing.contains(name))
        .map(|(name, _)| format!("{list:?}: `{name}` is in {place}, or is no field"));
    forgotten.chain(stale).collect()
}

/// Whether changing a field changes the tables, and whether it changes a document.
fn is_exported(record: &Record, session: &Value, field: &str) -> (bool, bool) {
    let original: Session = serde_json::from_value(session.clone()).unwrap();
    let (old_tables, old_documents) = (tables(&original), documents(&original));
    let (mut in_a_table, mut in_a_document) = (false, false);
    let records = session.pointer(record.pointer).unwrap().as_array().unwrap();
    let candidates = record.candidates(session, field);
    for n in 0..records.len() {
        for value in &candidates {
            let mut changed = session.clone();
            let records = changed.pointer_mut(record.pointer).unwrap();
            records[n][field] = value.clone();
            // a value of another type is not a session
            let Ok(changed) = serde_json::from_value::<Session>(changed) else {
                continue;
            };
            if changed == original {
                continue;
            }
            in_a_table = in_a_table || tables(&changed) != old_tables;
            in_a_document = in_a_document || documents(&changed) != old_documents;
            if in_a_table && in_a_document {
                return (true, true);
            }
        }
    }
    (in_a_table, in_a_document)
}

#[test]
fn every_kind_of_record_is_listed_here() {
    let records = records();
    for list in List::ALL {
        let count = records.iter().filter(|r| r.list == list).count();
        assert_eq!(count, 1, "{list:?}");
    }
}

#[test]
fn every_field_is_in_a_table_and_in_a_document_or_has_a_reason() {
    let session = session();
    // an agenda is what a session follows, not what comes out of it
    let exported = records().into_iter().filter(|r| r.list != List::Steps);
    let check = |record: Record| {
        let (mut no_table, mut no_document) = (vec![], vec![]);
        for field in record.fields() {
            let (in_a_table, in_a_document) = is_exported(&record, &session, field);
            no_table.extend((!in_a_table).then_some(field));
            no_document.extend((!in_a_document).then_some(field));
        }
        [
            faults(&record, "a table", &no_table, record.not_in_a_table),
            faults(
                &record,
                "a document",
                &no_document,
                record.not_in_a_document,
            ),
        ]
        .concat()
    };
    let check = &check;
    let all: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = exported.map(|r| scope.spawn(move || check(r))).collect();
        assert_eq!(threads.len(), List::ALL.len() - 1);
        let results = threads.into_iter().map(|t| t.join().unwrap());
        results.flatten().collect()
    });
    assert!(all.is_empty(), "{}", all.join("\n"));
}

#[test]
fn every_field_is_in_the_form_on_its_record_or_has_a_reason() {
    let mut all = Vec::new();
    for record in records() {
        let form = form_of(record.list, &Id::new("x"));
        // a number is given once and never changed
        let is_missing =
            |field: &&str| *field != "number" && form.fields.iter().all(|(_, f)| f.name != *field);
        let missing: Vec<&str> = record.fields().into_iter().filter(is_missing).collect();
        all.extend(faults(
            &record,
            "the form",
            &missing,
            record.not_in_the_form,
        ));
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}
