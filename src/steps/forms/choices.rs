//! What a field offers to choose from.

use super::{Field, FieldKind};
use crate::domain::{Answer, List, Place, Session, Side, read_field, set_key};
use crate::steps::side_names::with_short_side_names;
use FieldKind::Choice;
use serde_json::{Value, json};

pub(super) const LEVEL: FieldKind = Choice(&[
    ("executive", "executive"),
    ("manager", "manager"),
    ("operational", "operational"),
]);
pub(super) const CATEGORY: FieldKind = Choice(&[
    ("asset_cost", "asset and cost"),
    ("customer_service", "customer service"),
    ("marketing", "marketing"),
    ("profit_growth", "profit and growth"),
    ("relationship", "relationship"),
    ("other", "other"),
]);
pub(super) const STRENGTH: FieldKind =
    Choice(&[("must", "must"), ("should", "should"), ("could", "could")]);
pub(super) const STATUS: FieldKind =
    Choice(&[("open", "open"), ("done", "done"), ("dropped", "dropped")]);
pub(super) const DIRECTION: FieldKind = Choice(&[
    ("up", "▲ up: more is better"),
    ("down", "▼ down: less is better"),
    ("maintain", "keep within the tolerance"),
]);
pub(super) const FREQUENCY: FieldKind = Choice(&[
    ("daily", "daily"),
    ("weekly", "weekly"),
    ("monthly", "monthly"),
    ("quarterly", "quarterly"),
    ("half-yearly", "half-yearly"),
    ("yearly", "yearly"),
]);
pub(super) const METRIC_SIDE: FieldKind = Choice(&[
    ("joint", "joint: both sides"),
    ("a", "{a} alone"),
    ("b", "{b} alone"),
]);
pub(super) const METRIC_KIND: FieldKind = Choice(&[
    ("outcome", "outcome: a result"),
    ("activity", "activity: something done"),
    ("relationship", "relationship: how we work together"),
]);
pub(super) const DISPOSITION: FieldKind = Choice(&[
    ("open", "open"),
    ("answered", "answered"),
    ("action", "became an action"),
    ("decision", "became a decision"),
    ("next_meeting", "next meeting"),
    ("dropped", "dropped"),
]);

/// What can be chosen in a field: the value in the file, and its words on screen.
///
/// The first choice is the value of a field that is cleared.
#[must_use]
pub fn options(session: &Session, place: &Place, field: &Field) -> Vec<(Value, String)> {
    let mut choices: Vec<(Value, String)> = match field.kind {
        FieldKind::Score => (1..=5).map(|n| (json!(n), n.to_string())).collect(),
        Choice(all) => all
            .iter()
            .map(|(value, words)| (json!(value), with_short_side_names(session, words)))
            .collect(),
        FieldKind::Side => Side::BOTH
            .map(|s| (json!(s), format!("{} {}", s.glyph(), session.side_name(s))))
            .to_vec(),
        FieldKind::Person => session
            .participants
            .iter()
            .map(|p| {
                (
                    json!(p.id),
                    format!("{} {}", p.side.glyph(), session.name_on_side(p)),
                )
            })
            .collect(),
        FieldKind::Goal => session
            .goals
            .iter()
            .map(|g| (json!(g.id), format!("{} {}", session.label_of(g), g.text)))
            .collect(),
        FieldKind::Answer => answers(session, place, field),
        FieldKind::Flag => vec![
            (json!(false), "no".to_owned()),
            (json!(true), "yes".to_owned()),
        ],
        _ => return vec![],
    };
    if can_be_empty(place, field) {
        choices.insert(0, (Value::Null, "–".to_owned()));
    }
    choices
}

/// The four answers, each with the note that is there already.
fn answers(session: &Session, place: &Place, field: &Field) -> Vec<(Value, String)> {
    let now = read_field(session, place, field.name);
    let reaction = |answer: Answer| {
        let mut whole = now.clone().filter(Value::is_object);
        let whole = whole.get_or_insert_with(|| json!({"note": ""}));
        set_key(whole, "answer", json!(answer));
        whole.clone()
    };
    let answers = Answer::ALL.into_iter();
    answers
        .map(|a| (reaction(a), a.label().to_owned()))
        .collect()
}

/// True if the field may have no value.
fn can_be_empty(place: &Place, field: &Field) -> bool {
    match field.kind {
        FieldKind::Flag => false,
        Choice(_) => !matches!(field.name, "status" | "disposition" | "side"),
        FieldKind::Side => matches!(place, Place::Item(List::Parked, _)),
        _ => true,
    }
}
