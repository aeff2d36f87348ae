//! One person alone: one name, and one value of an action.

use crate::support::{Build, Harness, empty};

#[test]
fn one_person_alone_is_asked_one_name_and_one_value() {
    let mut s = empty("solo-transform");
    s.build(|s| {
        s.parties.a.name = String::new();
        s.parties.b.name = String::new();
    });
    let mut harness = Harness::open(s);
    harness.keys("<Ctrl+P>session details<Enter>");
    let frame = harness.frame(80, 24);
    assert!(frame.contains("Them") && !frame.contains("Us "), "{frame}");
    harness.keys("<Tab>Kiln<Esc><Esc>");
    assert_eq!(harness.session().parties.b.name, "Kiln");
    let frame = harness.frame(120, 36);
    assert!(
        frame.starts_with(" ● Kiln  ") && !frame.contains(" × "),
        "{frame}"
    );
    // an action has one value, then its effort
    harness.keys("]aCall their plant manager<Esc>51");
    let action = harness.session().actions[0].clone();
    assert_eq!(
        (action.value_a, action.value_b, action.effort),
        (Some(5), None, Some(1))
    );
    let frame = harness.frame(120, 36);
    assert!(
        frame.contains("quick win") && !frame.contains("to score"),
        "{frame}"
    );
    let frame = harness.keys("e").frame(120, 36);
    assert!(
        frame.contains("Effort") && !frame.contains("Value to Kiln"),
        "{frame}"
    );
    harness.keys("<Esc>");
    let s = harness.session();
    let step = s
        .agenda
        .steps
        .iter()
        .find(|s| s.kind == "actions".into())
        .unwrap();
    let report = format!("{:?}", roundtable::steps::report(s, step));
    assert!(
        report.contains("“Value”") && !report.contains("Value to"),
        "{report}"
    );
    // about one's own organisation, that one is asked
    let s = empty("solo-pentad");
    assert_eq!(s.agenda.about, Some(roundtable::domain::Side::A));
}
